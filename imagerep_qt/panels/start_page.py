"""Page that is shown while no image is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.widgets.card import empty
from imagerep_qt.widgets.labels import Muted, heading, plain, scaled

_MOST_RECENT = 6


class StartPage(QWidget):
    """Drop zone, buttons, samples and recent files."""

    open_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()
    sample_requested = Signal(str)
    """File names as in `samples`."""
    recent_requested = Signal(str)
    """Path of the file."""

    def __init__(
        self, context: Context, samples: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        zone = _DropZone(context, self)
        column = QVBoxLayout(zone)
        column.setContentsMargins(48, 36, 48, 36)
        column.setSpacing(10)
        title = QLabel(self.tr("Drop a segmented micrograph here"), zone)
        title.setFont(scaled(title.font(), 1.7, bold=True))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        about = Muted(
            context.theme,
            self.tr(
                "One image, several of the same material, a volume, or a folder.\n"
                "See how far to trust its phase fraction, and how much more to measure."
            ),
            zone,
        )
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(title)
        column.addWidget(about)
        column.addSpacing(10)
        column.addLayout(self._buttons())
        kinds = Muted(
            context.theme,
            self.tr(
                "TIFF, PNG, HDF5, Zarr, NRRD, DICOM, RAW and more. Nothing leaves this computer."
            ),
        )
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(6)
        column.addWidget(kinds)
        zone.setMaximumWidth(760)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        below = QHBoxLayout()
        below.setSpacing(48)
        below.addLayout(self._sample_links(samples), 1)
        below.addLayout(self._recent, 1)
        frame = QWidget(self)
        frame.setMaximumWidth(760)
        frame.setLayout(below)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        for widget in (zone, frame):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(widget, 8)
            line.addStretch(1)
            outer.addLayout(line)
            outer.addSpacing(12)
        outer.addStretch(3)

    def set_recent(self, paths: Sequence[Path]) -> None:
        empty(self._recent)
        if not paths:
            return
        self._recent.addWidget(heading(self.tr("Recent"), self))
        for path in paths[:_MOST_RECENT]:
            link = _link(path.name, self)
            link.setToolTip(plain(str(path)))
            link.clicked.connect(partial(self.recent_requested.emit, str(path)))
            self._recent.addWidget(link)
        self._recent.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addStretch(1)
        for text, signal, default in (
            (self.tr("Open images…"), self.open_requested, True),
            (self.tr("Open folder…"), self.folder_requested, False),
            (self.tr("Paste image"), self.paste_requested, False),
        ):
            button = QPushButton(text, self)
            button.setMinimumHeight(34)
            button.setDefault(default)
            button.setAutoDefault(default)
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _sample_links(self, samples: Sequence[tuple[str, str]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(heading(self.tr("Try a sample"), self))
        for name, text in samples:
            link = _link(text, self)
            link.clicked.connect(partial(self.sample_requested.emit, name))
            column.addWidget(link)
        column.addStretch(1)
        return column


class _DropZone(QFrame):
    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        context.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.base))
        pen = QPen(QColor(colours.muted), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
        painter.end()


def _link(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setStyleSheet("QPushButton { text-align: left; padding: 4px 6px; }")
    return button
