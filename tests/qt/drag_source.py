"""A window to drag files out of, as a file manager is one; a process of its own.

Arguments: the files. Prints ``ready``, and after the drag the action that the target took. It stays
to hand the files over until its standard input ends.
"""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget

SIDE = 100


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Source(QWidget):
    def paintEvent(self, event):  # noqa: N802 - the name is Qt's
        if not self.property("told"):
            self.setProperty("told", True)
            QTimer.singleShot(100, lambda: say("ready"))

    def mouseMoveEvent(self, event):  # noqa: N802 - the name is Qt's
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag = QDrag(self)
        drag.setMimeData(data)
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
        say(drag.exec(actions, Qt.DropAction.CopyAction).name)


app = QApplication(sys.argv[:1])
source = Source()
source.setWindowFlags(Qt.WindowType.X11BypassWindowManagerHint)
source.setGeometry(0, 0, SIDE, SIDE)
source.show()
reader = threading.Thread(target=sys.stdin.read, daemon=True)
reader.start()
ended = QTimer(interval=50)
ended.timeout.connect(lambda: None if reader.is_alive() else QApplication.exit(0))
ended.start()
sys.exit(app.exec())
