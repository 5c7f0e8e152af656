"""Preview of an image while it is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.session import State

if TYPE_CHECKING:
    from imagerep_qt.widgets.image.image_view import ImageView


class PreviewPanel(QWidget):
    """Shows an image that is being read; nothing of it can be changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.view: ImageView | None = None
        self._shown: object = None

    def show_state(self, state: State) -> bool:
        """Show a state; returns whether there is a preview."""
        preview = state.busy.preview if state.busy is not None and state.is_empty else None
        if preview is not self._shown:
            self._shown = preview
            if self.view is None:
                from imagerep_qt.widgets.image.image_view import ImageView

                self.view = ImageView(self._context.theme, self._context.numbers, self)
                self.view.slices.enable_kind(False)
                self._column.addWidget(self.view)
            if preview is None:
                self.view.set_segmentation(None)
            else:
                self.view.set_preview(preview)
        return preview is not None
