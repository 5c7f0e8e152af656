"""Choice among the images of a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from imagerep.errors import ImageRepError
from imagerep.io.opening import contents, open_image
from imagerep_qt.dialogs.source_preview import SourcePreview, plane_image
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.messages import say
from imagerep_qt.session.opening import Opening, offers
from imagerep_qt.widgets.screen import fit_to_screen

_ICON_PX = 64
_MOST_ICONS = 24
"""Images that are drawn in the list; of more, only the chosen one is."""
_LARGEST_ICON = 16_000_000
"""Pixels of the largest image that is drawn in the list."""


class ChooseImage(QDialog):
    """Lists arrays, pages, channels, time points and classes of a file, with a preview."""

    def __init__(self, path: Path, numbers: NumberFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._numbers = path, numbers
        self.setWindowTitle(self.tr("Images in {name}").format(name=path.name))
        self.resize(720, 440)
        fit_to_screen(self)
        self._offers = offers(contents(path))
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Images in the file"))
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._preview = SourcePreview(self.tr("Preview"), self)
        row = QHBoxLayout()
        row.addWidget(self._list, 1)
        row.addWidget(self._preview, 1)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Open | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        for index, offer in enumerate(self._offers):
            item = QListWidgetItem(say(offer.text, numbers), self._list)
            if index < _MOST_ICONS:
                item.setIcon(self._icon(offer.opening))
        self._list.currentRowChanged.connect(self._show)
        self._list.itemDoubleClicked.connect(self.accept)
        self._list.setCurrentRow(0)

    @property
    def chosen(self) -> tuple[Opening, ...]:
        """What was chosen."""
        rows = sorted(self._list.row(item) for item in self._list.selectedItems())
        return tuple(self._offers[row].opening for row in rows)

    def _icon(self, opening: Opening) -> QIcon:
        try:
            source = open_image(self._path, **opening.options())
            if source.size > _LARGEST_ICON:
                return QIcon()
            return QIcon(QPixmap.fromImage(plane_image(source, 2 * _ICON_PX)))
        except ImageRepError:
            return QIcon()

    def _show(self, row: int) -> None:
        if row < 0:
            return
        try:
            source = open_image(self._path, **self._offers[row].opening.options())
            self._preview.show_image(plane_image(source, 600))
        except ImageRepError as error:
            self._preview.setText(say(error.reason, self._numbers))
