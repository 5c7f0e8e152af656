"""Arrangement of the panels around an image."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from imagerep_qt.panels.calibration_panel import CalibrationPanel
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.controls_panel import ControlsPanel
from imagerep_qt.panels.image_list_panel import ImageListPanel
from imagerep_qt.panels.image_panel import ImagePanel
from imagerep_qt.panels.phases_panel import PhasesPanel
from imagerep_qt.panels.result_panel import ResultPanel
from imagerep_qt.panels.result_tabs import ResultTabs
from imagerep_qt.panels.sentence_panel import SentencePanel
from imagerep_qt.panels.warnings_panel import WarningsPanel
from imagerep_qt.session import State

_GAP = 8
_HIGH_PX = 480
"""Height with room for all that the left column says."""
_LEFT_WIDTH, _NARROW_WIDTH, _RIGHT_WIDTH = 272, 240, 330
_WIDE_PX = 1000
"""In a narrower window the left column is narrower, too, for the titles of the tabs."""


class Workspace(QSplitter):
    """Images and phases on the left, image and plots in the middle, the result on the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.images = ImageListPanel(context)
        self.phases = PhasesPanel(context)
        self.calibration = CalibrationPanel(context)
        self.image = ImagePanel(context)
        self.tabs = ResultTabs(context)
        self.result = ResultPanel(context)
        self.controls = ControlsPanel(context)
        self.warnings = WarningsPanel(context)
        self.sentence = SentencePanel(context)
        self.result.doubts.crop_wanted.connect(self.image.begin_crop)
        left = QWidget()
        column = _column(left)
        column.addWidget(self.images, 1)
        column.addWidget(self.phases)
        column.addWidget(self.calibration)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(self.image)
        self.middle.addWidget(self.tabs)
        self.middle.setStretchFactor(0, 3)
        self.middle.setStretchFactor(1, 2)
        right = QWidget()
        column = _column(right)
        for panel in (self.result, self.controls, self.sentence, self.warnings):
            column.addWidget(panel)
        column.addStretch(1)
        self.addWidget(left)
        self.addWidget(self.middle)
        self.addWidget(_ScrollColumn(right))
        for index, (stretch, width) in enumerate(((0, _LEFT_WIDTH), (1, 0), (0, _RIGHT_WIDTH))):
            self.setStretchFactor(index, stretch)
            self.setCollapsible(index, False)
            widget = self.widget(index)
            if index == 0 and widget is not None:
                widget.setMinimumWidth(min(width, widget.minimumSizeHint().width()))
        is_wide = self.window().width() >= _WIDE_PX
        self.setSizes([_LEFT_WIDTH if is_wide else _NARROW_WIDTH, 700, _RIGHT_WIDTH])
        self.middle.setSizes([420, 300])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a low window has no room for."""
        super().resizeEvent(event)
        self.phases.set_room(event.size().height() >= _HIGH_PX)

    def show_state(self, state: State) -> None:
        """Show a state in all panels."""
        for panel in (
            self.images, self.phases, self.calibration, self.image, self.result, self.controls,
            self.warnings, self.sentence, self.tabs,
        ):  # fmt: skip
            panel.show_state(state)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
    column.setSpacing(_GAP)
    return column


class _ScrollColumn(QScrollArea):
    """Column that scrolls vertically and is never narrower than its content."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._content = widget
        self._width = 0
        self.setWidget(widget)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """Width of the content with room for the scroll bar."""
        width = (
            self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        )
        return QSize(width, 200)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the content."""
        if event.type() == QEvent.Type.LayoutRequest:
            width = self.minimumSizeHint().width()
            if width != self._width:  # a new layout of the window takes time
                self._width = width
                self.updateGeometry()
        return super().eventFilter(watched, event)
