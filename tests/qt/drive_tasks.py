"""Does the tasks of six kinds of users in a real window, by mouse and keys.

Arguments: the task, the folder of its files, a folder for what is written. The files that a person
would choose in a dialog are taken from the folder; everything else is clicked, dragged and typed.
Prints what the user has found, as JSON. Pictures of the steps are in the folder of what is written.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QTreeWidget,
)

from imagerep_qt import app as entry
from imagerep_qt import settings as settings_module
from imagerep_qt.session.results import Work

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.qt.user import find, headline

TASK, FILES, OUT = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
STORE = str(Path(tempfile.mkdtemp()) / "settings.ini")
WAIT_S = 90.0
LEFT = Qt.MouseButton.LeftButton
ENDED = Work.DONE, Work.FAILED
numbers: Iterator[int] = iter(range(1, 100))


def wait(is_reached: Callable[[], object]) -> None:
    end = time.monotonic() + WAIT_S
    while not is_reached():
        assert time.monotonic() < end, "waited too long"
        QTest.qWait(20)


def window():
    return next(w for w in QApplication.topLevelWidgets() if hasattr(w, "commands"))


def settled() -> None:
    state = window().session.state
    QTest.qWait(60)
    wait(lambda: window().session.state.work in ENDED and window().session.state.busy is None)
    assert state is not None


def look(root=None) -> None:
    """A picture of what the user sees."""
    QTest.qWait(120)
    (root or window()).grab().save(str(OUT / f"{TASK} {next(numbers)}.png"))


def click(widget) -> None:
    QTest.mouseClick(widget, LEFT, pos=widget.rect().center())
    QTest.qWait(30)


def press(key, modifier=Qt.KeyboardModifier.NoModifier, times=1) -> None:
    """Press a key where the focus is."""
    for _ in range(times):
        QTest.keyClick(QApplication.focusWindow(), key, modifier)
        QTest.qWait(15)


def control(key, *, shift: bool = False) -> None:
    shifted = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    press(key, Qt.KeyboardModifier.ControlModifier | shifted)


def choosing(*names: str) -> None:
    """What the user chooses in the next dialogs that ask for files."""
    paths = [str(FILES / name) for name in names]
    QFileDialog.getOpenFileNames = lambda *_, **__: (paths, "")
    QFileDialog.getOpenFileName = lambda *_, **__: (paths[0], "")
    QFileDialog.getExistingDirectory = lambda *_, **__: paths[0]


def saving(name: str) -> Path:
    path = OUT / name
    QFileDialog.getSaveFileName = lambda *_, **__: (str(path), f"(*{path.suffix})")
    return path


def drag(widget, start: QPoint, stop: QPoint) -> None:
    QTest.mousePress(widget, LEFT, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(widget, start + (stop - start) * step / 10)
        QTest.qWait(15)
    QTest.mouseRelease(widget, LEFT, pos=stop)
    QTest.qWait(50)


def in_image(row: float, column: float) -> QPoint:
    """Where a pixel of the image is in the canvas."""
    canvas = window().workspace.image.view.canvas
    scene = canvas.item.mapToScene(QPointF(column, row))
    return canvas.mapFromScene(scene)


def dialog() -> QDialog:
    def shown():
        return [
            w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
        ]

    wait(shown)
    QTest.qWait(150)
    return shown()[-1]


def facts(**more: object) -> None:
    state = window().session.state
    measurement = state.result.measurement if state.result else None
    found = {
        "headline": headline(window()),
        "phase_fraction": measurement and measurement.phase_fraction,
        "deviation": measurement and measurement.standard_deviation,
        "doubts": [one.code for one in state.result.doubts] if state.result else [],
        "notices": [one.message.text for one in state.notices],
        **more,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def technician() -> None:
    """A grey SEM image with a data bar: scale, crop, threshold, report."""
    main = window()
    choosing("sem.tif")
    click(find(main, QPushButton, "Open images"))
    wait(lambda: not main.session.state.is_empty)
    look()
    view = main.workspace.image.view
    wait(lambda: view.threshold.isVisible())
    click(view.bar.crop)
    drag(view.canvas.viewport(), in_image(480, 320), in_image(440, 320))
    look()
    field = find(view.threshold, QDoubleSpinBox, "Threshold grey value")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "128")
    press(Qt.Key.Key_Return)
    click(find(view.threshold, QPushButton, "Use this threshold"))
    settled()
    size = find(main, QLineEdit, "Size of a pixel along x")
    size.setFocus()
    QTest.keyClicks(size, "0.25")
    press(Qt.Key.Key_Return)
    settled()
    report = saving("report.pdf")
    control(Qt.Key.Key_E)
    wait(report.exists)
    look()
    edits = main.session.state.current.edits
    words = [one.text() for one in main.workspace.result.findChildren(QLabel)]
    needed = next(word for word in words if "× " in word and "m" in word)
    facts(crop=edits.crop, threshold=edits.threshold, needed=needed)


def student() -> None:
    """Writing up: phase, name, sentence, figure with its data and caption."""
    main = window()
    choosing("phases.tif")
    control(Qt.Key.Key_O)
    settled()
    tree = find(main, QTreeWidget, "Phases")
    place = tree.visualItemRect(tree.topLevelItem(2)).center()
    QTest.mouseClick(tree.viewport(), LEFT, pos=place)
    settled()
    press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "graphite")
    press(Qt.Key.Key_Return)
    settled()
    click(find(main.workspace.sentence, QPushButton, "Copy sentence"))
    sentence = QApplication.clipboard().text()
    look()
    control(Qt.Key.Key_2)
    figure = saving("figure.svg")
    control(Qt.Key.Key_F, shift=True)
    shown = dialog()
    look(shown)
    click(find(shown, QPushButton, "Copy c"))
    caption = QApplication.clipboard().text()
    click(find(shown, QPushButton, "&Save as"))
    wait(figure.exists)
    shown.close()
    look()
    facts(sentence=sentence, caption=caption, data=(OUT / "figure-data.csv").exists())


def batch() -> None:
    """Twelve materials of a folder each: intervals, differences, a workbook."""
    choosing("materials")
    control(Qt.Key.Key_M)
    wait(lambda: any(hasattr(w, "comparison") for w in QApplication.topLevelWidgets()))
    compared = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "comparison"))
    wait(lambda: compared.comparison is not None)
    look(compared)
    box = next(
        box for box in compared.findChildren(QComboBox) if "Holm" in " ".join(
            box.itemText(k) for k in range(box.count())
        )
    )  # fmt: skip
    compared.activateWindow()
    wait(lambda: QApplication.activeWindow() is compared)
    box.setFocus()
    press(Qt.Key.Key_Down)
    path = saving("materials.xlsx")
    click(find(compared, QPushButton, "&Export tables"))
    wait(path.exists)
    look(compared)
    rows = [table.model().rowCount() for table in compared.findChildren(QTableView)]
    correction = box.currentText()
    compared.close()
    facts(rows=rows, correction=correction)


def tomogram() -> None:
    """A round tomogram: what is around it is no sample."""
    main = window()
    choosing("tomogram.tif")
    control(Qt.Key.Key_O)
    settled()
    look()
    before = [one.code for one in main.session.state.result.doubts]
    headline_before = headline(main)
    click(find(main.workspace.result, QPushButton, "Exclude label"))
    settled()
    look()
    facts(before=before, headline_before=headline_before, phases=[
        (one.label, one.excluded) for one in main.session.state.phases
    ])  # fmt: skip


def keyboard() -> None:
    """Keys alone, dark and enlarged, and what a screen reader says."""
    main = window()
    choosing("phases.tif")
    control(Qt.Key.Key_O)
    settled()
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settled()
    seen = []
    for _ in range(80):
        press(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        seen.append(widget.accessibleName() or getattr(widget, "text", str)())
        if widget.accessibleName() == "Confidence level in percent":
            break
    look()
    control(Qt.Key.Key_A)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    press(Qt.Key.Key_Return)
    settled()
    control(Qt.Key.Key_5)
    settled()
    look()
    table = saving("table.csv")
    control(Qt.Key.Key_E, shift=True)
    wait(table.exists)
    control(Qt.Key.Key_C, shift=True)
    value = find(main.workspace.result, QLabel, "Phase fraction and error")
    facts(
        seen=seen,
        level=main.session.state.confidence_level,
        phase=main.session.state.phase,
        spoken=value.accessibleName(),
        sentence=QApplication.clipboard().text(),
    )


def laptop() -> None:
    """Fields of a material on a small screen, a doubt, a session, and the window within it."""
    main = window()
    choosing(*sorted(path.name for path in (FILES / "fields").glob("*.tif")))
    paths = [str(path) for path in sorted((FILES / "fields").glob("*.tif"))]
    QFileDialog.getOpenFileNames = lambda *_, **__: (paths, "")
    control(Qt.Key.Key_O)
    settled()
    look()
    room = main.screen().availableGeometry()
    shown = main.workspace.result
    value = find(shown, QLabel, "Phasenanteil und Fehler")
    corner = value.mapTo(main, value.rect().bottomRight())
    saved = saving("fields.imagerep")
    control(Qt.Key.Key_S)
    wait(saved.exists)
    control(Qt.Key.Key_W)
    wait(lambda: main.session.state.is_empty)
    choosing("unused")
    QFileDialog.getOpenFileName = lambda *_, **__: (str(saved), "")
    main.actions_.by_name["open_session"].trigger()
    settled()
    look()
    facts_german(
        value.text(),
        fits=QRectF(0, 0, room.width(), room.height()).contains(
            QRectF(0, 0, main.width(), main.height())
        ),
        above_fold=corner.y() < room.height() and corner.x() < room.width(),
    )


def facts_german(text: str, **more: object) -> None:
    state = window().session.state
    found = {
        "headline": text,
        "phase_fraction": state.result.measurement.phase_fraction,
        "n_images": len(state.images),
        "doubts": [one.code for one in state.result.doubts],
        "notices": [one.message.text for one in state.notices],
        **more,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def guarded() -> None:
    try:
        wait(lambda: window().isVisible())
        QTest.qWait(300)
        window().activateWindow()
        wait(lambda: QApplication.activeWindow() is not None)
        globals()[TASK]()
        window().session.set_saved(Path("unused"))
        window().close()
    except BaseException as error:
        import traceback

        traceback.print_exc()
        look()
        sys.stdout.write(f"failed: {error!r}\n")
        sys.stdout.flush()
        QApplication.exit(1)


LOOKS = {"keyboard": ("dark", "en_GB"), "laptop": ("light", "de_DE")}
settings_module.QSettings = lambda *_: QSettings(STORE, QSettings.Format.IniFormat)
QApplication(sys.argv[:1])
QTimer.singleShot(0, guarded)
theme, locale = LOOKS.get(TASK, ("light", "en_GB"))
sys.exit(entry.main(["--theme", theme, "--locale", locale]))
