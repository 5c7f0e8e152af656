"""Drives a real window as a person would; run by the end-to-end test in a process of its own.

Arguments: the image to drop, the PDF to write. Prints one line a step, and exits with 0.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QTreeWidget,
)

import imagerep
from imagerep_qt import app as entry
from imagerep_qt import settings as settings_module
from imagerep_qt.session.results import Work

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.qt.user import find, headline

IMAGE, REPORT = Path(sys.argv[1]), Path(sys.argv[2])
STORE = str(Path(tempfile.mkdtemp()) / "settings.ini")
WAIT_S = 40.0
LEFT = Qt.MouseButton.LeftButton


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def wait(is_reached):
    end = time.monotonic() + WAIT_S
    while not is_reached():
        assert time.monotonic() < end, "waited too long"
        QTest.qWait(10)


def window():
    return next(w for w in QApplication.topLevelWidgets() if hasattr(w, "commands"))


def drop(target, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    rest = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(100, 100), *rest)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(100, 100), *rest))


def drag(slider, to):
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    style = slider.style()
    handle = style.subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    ).center()
    QTest.mousePress(slider, LEFT, pos=handle)
    for step in range(1, 9):
        x = handle.x() + (to - handle.x()) * step // 8
        QTest.mouseMove(slider, QPoint(x, handle.y()))
        QTest.qWait(20)
    QTest.mouseRelease(slider, LEFT, pos=QPoint(to, handle.y()))


def choose_surface(main):
    """The surface density, by keys, with a target in its unit; the report is about it."""
    main.activateWindow()
    main.actions_.by_name["quantity"].trigger()
    box = find(main, QComboBox, "Quantity that is measured")
    wait(box.hasFocus)
    for key in "surface":
        QTest.keyClick(box, key)
    wait(lambda: main.session.state.quantity.name == "surface-density")
    wait(lambda: main.session.state.work is Work.DONE)
    found, phase = main.session.state.result, main.session.state.phase
    assert found.measurement.value == library(phase).value, found.measurement.value
    assert "µm²/µm³" in find(main, QLabel, "Surface density of phase 255 and error").text()
    kind = find(main, QComboBox, "What the target error")
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    target = main.session.state.target
    assert (target.relative, target.unit) == (False, "µm²/µm³"), target
    level = main.session.state.confidence_level
    wanted = library(phase).recommended_size(None, level, absolute_error=target.value)
    assert main.session.state.result.recommended == wanted


def library(phase):
    return imagerep.measure(IMAGE, phase, quantity="surface-density", method="two-point")


def drive():
    main = window()
    wait(main.isVisible)
    assert main.start_page.isVisible()
    say(f"started on {QApplication.platformName()}")
    drop(main, IMAGE)
    wait(lambda: main.session.state.work is Work.DONE)
    say("measured")
    tree = find(main, QTreeWidget, "Phases")
    place = tree.visualItemRect(tree.topLevelItem(2)).center()
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)
    wait(lambda: main.session.state.work is Work.DONE and main.session.state.phase == 255)
    say("phase chosen")
    slider = find(main, QSlider, "Confidence level")
    before = headline(main)
    drag(slider, slider.width() - 20)
    assert main.session.state.confidence_level > 0.99, main.session.state.confidence_level
    assert headline(main) != before
    say("confidence dragged")
    line = find(main, QPushButton, "Two-point method")
    wait(lambda: main.session.state.comparison.work is Work.DONE)
    QTest.mouseClick(line, LEFT, pos=line.rect().center())
    assert main.session.state.result.measurement.method == "two-point"
    say("method switched")
    choose_surface(main)
    say("quantity measured")
    QFileDialog.getSaveFileName = lambda *_, **__: (str(REPORT), "PDF (*.pdf)")
    main.actions_.by_name["export_report"].trigger()
    wait(REPORT.exists)
    say("report written")
    QTest.qWait(100)
    main.close()
    say("closed")


def guarded():
    try:
        drive()
    except BaseException as error:
        say(f"failed: {error!r}")
        QApplication.exit(1)


settings_module.QSettings = lambda *_: QSettings(STORE, QSettings.Format.IniFormat)
if QApplication.instance() is None:
    QApplication(sys.argv[:1])
QTimer.singleShot(0, guarded)
sys.exit(entry.main(["--theme", "light", "--locale", "en_GB"]))
