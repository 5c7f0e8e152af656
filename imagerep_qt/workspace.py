"""The window around an image: what is put where."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from imagerep_qt.panels.calibration_panel import CalibrationPanel
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.controls_panel import ControlsPanel
from imagerep_qt.panels.doubts_panel import DoubtsPanel
from imagerep_qt.panels.image_panel import ImagePanel
from imagerep_qt.panels.images_panel import ImagesPanel
from imagerep_qt.panels.phases_panel import PhasesPanel
from imagerep_qt.panels.result_panel import ResultPanel
from imagerep_qt.panels.sentence_panel import SentencePanel
from imagerep_qt.panels.views_panel import ViewsPanel
from imagerep_qt.session import State

_GAP = 8
_LEFT_WIDTH, _RIGHT_WIDTH = 250, 330


class Workspace(QSplitter):
    """Images and phases on the left, image and plots in the middle, the result on the right.

    Parameters
    ----------
    context : Context
        Session, look and numbers.
    parent : QWidget, optional
        Parent.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.images = ImagesPanel(context)
        self.phases = PhasesPanel(context)
        self.calibration = CalibrationPanel(context)
        self.image = ImagePanel(context)
        self.views = ViewsPanel(context)
        self.result = ResultPanel(context)
        self.controls = ControlsPanel(context)
        self.doubts = DoubtsPanel(context)
        self.sentence = SentencePanel(context)
        left = QWidget()
        column = _column(left)
        column.addWidget(self.images, 1)
        column.addWidget(self.phases)
        column.addWidget(self.calibration)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(self.image)
        self.middle.addWidget(self.views)
        self.middle.setStretchFactor(0, 3)
        self.middle.setStretchFactor(1, 2)
        right = QWidget()
        column = _column(right)
        for panel in (self.result, self.controls, self.doubts, self.sentence):
            column.addWidget(panel)
        column.addStretch(1)
        self.addWidget(left)
        self.addWidget(self.middle)
        self.addWidget(_scrolled(right))
        for index, (stretch, width) in enumerate(((0, _LEFT_WIDTH), (1, 0), (0, _RIGHT_WIDTH))):
            self.setStretchFactor(index, stretch)
            self.setCollapsible(index, False)
            widget = self.widget(index)
            if width and widget is not None:
                widget.setMinimumWidth(width - 20)
        self.setSizes([_LEFT_WIDTH, 700, _RIGHT_WIDTH])
        self.middle.setSizes([420, 300])

    def show_state(self, state: State) -> None:
        """Show a state.

        Parameters
        ----------
        state : State
            The state.
        """
        for panel in (
            self.images, self.phases, self.calibration, self.image, self.result, self.controls,
            self.doubts, self.sentence, self.views,
        ):  # fmt: skip
            panel.show_state(state)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
    column.setSpacing(_GAP)
    return column


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
