"""Opens a real window on a small screen and prints what does not fit, a line of JSON a scene.

Arguments: the locale, a folder of images as the test makes them, and one for pictures.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)

from imagerep_qt.dialogs.crop_numbers import CropNumbers
from imagerep_qt.dialogs.describe_raw import DescribeRaw
from imagerep_qt.qt_runner import window_runner
from imagerep_qt.session import Mode
from imagerep_qt.session.results import Work
from imagerep_qt.settings import Settings
from imagerep_qt.widgets.screen import fit_to_screen
from imagerep_qt.window.create import create_window
from imagerep_qt.window.file_dialogs import FileDialogs

LOCALE, IMAGES, PICTURES = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
TITLE_BAR = 36
WAIT_S = 60.0
ENDED = Work.DONE, Work.FAILED, Work.NOTHING

application = QApplication(sys.argv[:1])
store = QSettings(f"{tempfile.mkdtemp()}/settings.ini", QSettings.Format.IniFormat)
window = create_window(application, window_runner(), Settings(store), theme="light", locale=LOCALE)
session = window.session


def settle():
    end = time.monotonic() + WAIT_S
    QTest.qWait(100)
    while session.state.work not in ENDED or session.state.busy is not None:
        assert time.monotonic() < end, "waited too long"
        QTest.qWait(20)
    QTest.qWait(150)


def text_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    found = text() if callable(text) else ""
    return found or widget.accessibleName()


def is_clipped(widget: QWidget) -> bool:
    """Whether a label or a button has less room than its text."""
    width, height = widget.width(), widget.height()
    if type(widget).__name__ in ("AllOrNothing", "Elided", "Hint", "ReadingLine"):
        return False  # they are left out, or say all in a tooltip
    if isinstance(widget, QLabel):
        if not widget.text() or "\u200b" in widget.text():
            return False
        if widget.wordWrap():
            return height + 1 < widget.heightForWidth(width)
        return width + 1 < widget.sizeHint().width() or height + 1 < widget.sizeHint().height()
    if isinstance(widget, QAbstractButton):
        return bool(widget.text()) and width + 1 < widget.minimumSizeHint().width()
    return False


def hidden_tabs(tabs: QTabBar) -> list[int]:
    """Tabs that have to be scrolled to, or that show too little of their titles to be told."""
    width = tabs.fontMetrics().horizontalAdvance
    return [
        index
        for index in range(tabs.count())
        if not tabs.rect().contains(tabs.tabRect(index))
        or tabs.tabRect(index).width() < width(tabs.tabText(index).replace("&", "")[:5])
    ]


def is_outside(widget: QWidget, root: QWidget) -> bool:
    """Whether a widget is beyond its window, unless one can scroll to it."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, QScrollArea):
            return False
        parent = parent.parentWidget()
    corner = widget.mapTo(root, QPoint(0, 0))
    return (
        corner.x() < -1
        or corner.y() < -1
        or corner.x() + widget.width() > root.width() + 1
        or corner.y() + widget.height() > root.height() + 1
    )


def report(scene: str, root: QWidget) -> None:
    QTest.qWait(100)
    room = root.screen().availableGeometry()
    bar = 0 if root is not window else TITLE_BAR
    problems = []
    if root.width() > room.width() or root.height() > room.height() - bar:
        problems.append(
            f"{root.width()} × {root.height()} on a screen of {room.width()} × {room.height()}"
        )
    for widget in root.findChildren(QWidget):
        is_text = isinstance(widget, QLabel | QAbstractButton)
        if not widget.isVisible() or not is_text:
            continue
        if widget.window() is not root:
            continue
        if is_clipped(widget):
            problems.append(f"clipped: {text_of(widget)!r}, {widget.width()} × {widget.height()}")
        elif is_outside(widget, root):
            problems.append(f"outside: {text_of(widget)!r}")
    for tabs in root.findChildren(QTabBar):
        if tabs.isVisible() and tabs.window() is root:
            problems += [f"tab out of sight: {tabs.tabText(k)!r}" for k in hidden_tabs(tabs)]
    root.grab().save(str(PICTURES / f"{scene}.png"))
    sys.stdout.write(json.dumps({"scene": scene, "problems": problems}) + "\n")
    sys.stdout.flush()


def dialog(scene: str, shown: QDialog) -> None:
    shown.show()
    report(scene, shown)
    shown.close()
    shown.deleteLater()


def opened(*names: str, mode: Mode = Mode.ONE_MATERIAL) -> None:
    session.open([IMAGES / name for name in names], replace_all=True, mode=mode)
    settle()


def drive() -> None:
    act = window.actions_.by_name
    fit_to_screen(window)
    window.show()
    QTest.qWait(300)
    report("start", window)
    opened("grey 1.tif", "grey 2.tif")
    bar = window.workspace.image.view.threshold
    report("grey", window)
    bar.set_value(*bar._histogram.multi_otsu())
    report("three phases to accept", window)
    bar.accepted.emit(bar.value)
    settle()
    report("three phases", window)
    session.notify(session.state.notices[-1]) if session.state.notices else None
    opened("cells 1.tif", "cells 2.tif", "missing.tif", mode=Mode.BATCH)
    act["view_table"].trigger()
    settle()
    report("batch", window)
    opened("volume.tif")
    for view in ("image_size", "likelihood", "correlation", "spectrum"):
        act[f"view_{view}"].trigger()
        settle()
        report(f"volume, {view}", window)
    opened("cells 1.tif")
    session.set_calibration(None)
    dialog("crop by numbers", CropNumbers((200, 240), None, None, window))
    context = window._context
    dialog("raw", DescribeRaw(IMAGES / "values.raw", context.numbers, window))
    for name, action in (("figure", "export_plot"), ("scale by a line", "scale_line")):
        act[action].trigger()
        QTest.qWait(200)
        for shown in window.findChildren(QDialog):
            if shown.isVisible():
                report(name, shown)
                shown.close()
    session.open([IMAGES / "grey 1.tif"], replace_all=True)
    settle()
    session.set_threshold(130)
    settle()
    act["audit"].trigger()
    QTest.qWait(300)
    for shown in window.findChildren(QDialog):
        if shown.isVisible():
            report("audit", shown)
            shown.close()
    from imagerep_qt.comparison.window import ComparisonWindow

    dialogs = FileDialogs(window, window._settings)
    compared = ComparisonWindow(
        context, IMAGES / "materials", window.exports, dialogs, window_runner(window), window
    )
    compared.show()
    QTest.qWait(4000)
    report("comparison", compared)
    compared.close()
    session.set_saved(Path("unused"))
    window.close()


drive()
