"""List of what the spectral method found, with explanations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from imagerep_qt.theme import Theme
from imagerep_qt.widgets.plots.spectrum_findings import Finding

_WIDTH = 190
_GAP = 5


class FindingsList(QScrollArea):
    """Findings below each other, to scroll where there is little room; tooltips explain them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        inside = QWidget(self)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(4, 4, 8, 4)
        self._grid.setVerticalSpacing(0)
        self._labels: list[tuple[QLabel, QLabel]] = []
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        theme.changed.connect(self._restyle)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings, always of the same number."""
        if not self._labels:
            for row in range(len(findings)):
                self._add(row)
            self._grid.setRowStretch(2 * len(findings), 1)
            self._restyle()
        for (title, value), finding in zip(self._labels, findings, strict=True):
            title.setText(finding.title)
            value.setText(finding.value)
            value.setAccessibleName(finding.title)
            for label in (title, value):
                label.setToolTip(finding.tip)

    def _add(self, row: int) -> None:
        title, value = QLabel(self.widget()), QLabel(self.widget())
        value.setWordWrap(True)
        value.setContentsMargins(0, 0, 0, _GAP)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(title, 2 * row, 0)
        self._grid.addWidget(value, 2 * row + 1, 0)
        self._labels.append((title, value))

    def _restyle(self) -> None:
        for title, _ in self._labels:
            palette = title.palette()
            palette.setColor(title.foregroundRole(), self._theme.colours.colour("muted"))
            title.setPalette(palette)
