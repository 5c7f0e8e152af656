"""What can be seen of the first image while its phases are still being counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.session import State

if TYPE_CHECKING:
    from imagerep_qt.widgets.image_view import ImageView


class SightPanel(QWidget):
    """Shows an image that is being read, to be looked at only."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.view: ImageView | None = None
        self._shown: object = None

    def show_state(self, state: State) -> bool:
        """Show a state."""
        sight = state.busy.sight if state.busy is not None and state.is_empty else None
        if sight is not self._shown:
            self._shown = sight
            if self.view is None:
                from imagerep_qt.widgets.image_view import ImageView

                self.view = ImageView(self._context.theme, self._context.numbers, self)
                self.view.slices.hold_kind()
                self._column.addWidget(self.view)
            self.view.set_segmentation(sight)
            self.view.bar.crop.setEnabled(False)
            self.view.bar.tint.setEnabled(False)
        return sight is not None
