import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor

from imagerep.image.segmentation import Phase
from imagerep_qt.theme import DARK, LIGHT, Theme
from tests.qt.user import contrast


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_and_marks_can_be_told_from_their_ground(colours):
    for ground in ("window", "base", "raised"):
        for text in ("text", "muted", "warning", "error"):
            assert contrast(colours.colour(text), colours.colour(ground)) >= 4.5, (text, ground)
        for mark in ("accent", "measured", "needed", "target", "interval"):
            assert contrast(colours.colour(mark), colours.colour(ground)) >= 3, (mark, ground)
    assert contrast(colours.colour("on_accent"), colours.colour("accent")) >= 4.5


def test_a_forced_look_wins_and_says_so(qapp, qtbot):
    theme = Theme(qapp, "light")
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.is_dark
    assert theme.mode == "dark"
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_the_palette_follows(qapp):
    before = qapp.palette()
    theme = Theme(qapp, "light")
    theme.apply()
    theme.set_mode("dark")
    assert qapp.palette().window().color() == QColor(DARK.window)
    theme.set_mode("light")
    assert qapp.palette().window().color() == QColor(LIGHT.window)
    qapp.setPalette(before)


def test_sixteen_phases_have_sixteen_colours(qapp):
    phases = tuple(Phase(i, 1, 1 / 16) for i in range(16))
    colours = Theme(qapp, "light").phase_colours(phases)
    assert len({colour.name() for colour in colours.values()}) == 16


def test_a_window_that_is_collected_meanwhile_does_no_harm():
    """Closed windows in cycles, collected while another window hears of a change of the look."""
    code = """
import gc
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from imagerep_qt.theme import Theme

class Closed(QWidget):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.parts = [QPushButton("x", self) for _ in range(30)]
        for part in self.parts:
            part.setStyleSheet("QPushButton { padding: 4px }")
        self.show()

class Listening(QWidget):
    def changeEvent(self, event):
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            gc.collect()
        super().changeEvent(event)

gc.disable()
app = QApplication([])
for k in range(20):
    listening = Listening()
    listening.show()
    for _ in range(5):
        Closed()
    Theme(app, ("light", "dark")[k % 2]).apply()
assert app.style().name() == "fusion"
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
