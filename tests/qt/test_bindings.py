import sys

from PySide6.QtCore import QObject, Signal


class Speaker(QObject):
    said = Signal(int)


def test_signals_do_not_wear_out_the_interpreter(qapp):
    # Where they do, the process aborts in the middle of a session.
    speaker = Speaker()
    speaker.said.emit(0)
    before = sys.getrefcount(True)
    for _ in range(500):
        speaker.said.emit(1)
    assert sys.getrefcount(True) > before - 250
