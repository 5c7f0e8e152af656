"""Opens a real window and prints what happens in it, a line of JSON for each change.

Argument: the folder of its settings. Ends when its standard input does.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from imagerep_qt import app as entry
from imagerep_qt import settings as settings_module

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.qt.user import headline

STORE = f"{sys.argv[1]}/settings.ini"
PLACE = 120, 0, 1200, 800


class Reporter(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.window, self.printed, self.n_over = window, None, 0
        window.installEventFilter(self)
        window.setGeometry(*PLACE)
        self.timer = QTimer(self, interval=30)
        self.timer.timeout.connect(self.report)
        self.timer.start()

    def eventFilter(self, watched, event):  # noqa: N802 - the name is Qt's
        self.n_over += event.type() == QEvent.Type.DragMove
        return False

    def report(self):
        state, zones = self.window.session.state, self.window.drop_and_paste.zones
        cards = {
            place.name: card.mapToGlobal(card.rect().center()).toTuple()
            for place, card in zones.cards.items()
            if card.isVisible()
        }
        news = {
            "images": [image.name for image in state.images],
            "mode": state.mode.name,
            "work": state.work.name,
            "busy": state.busy is not None,
            "notices": [notice.message.text for notice in state.notices],
            "cards": cards,
            "over": self.n_over,
            "value": headline(self.window),
        }
        if news != self.printed:
            self.printed = news
            sys.stdout.write(json.dumps(news) + "\n")
            sys.stdout.flush()


def begin():
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "commands"))
    Reporter(window)
    ended = QTimer(window, interval=50)
    ended.timeout.connect(lambda: window.close() if not reader.is_alive() else None)
    ended.start()


reader = threading.Thread(target=sys.stdin.read, daemon=True)
reader.start()
settings_module.QSettings = lambda *_: QSettings(STORE, QSettings.Format.IniFormat)
QApplication(sys.argv[:1])
QTimer.singleShot(0, begin)
sys.exit(entry.main(["--theme", "light", "--locale", "en_GB"]))
