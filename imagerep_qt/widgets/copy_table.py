"""Table whose rows are copied by the key of the system."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView


class CopyTable(QTableView):
    """Table that leaves copying to its owner; Qt itself copies the text of one cell only."""

    copied = Signal()
    """The user wants to copy the selected rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)
