"""Light and dark look of the app, suitable for colour-blind users.

The categorical colours are those of Okabe and Ito (2008), "Color Universal Design".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from imagerep.image.segmentation import Phase

Mode = Literal["system", "light", "dark"]

OKABE_ITO = (
    "#e69f00", "#56b4e9", "#009e73", "#d55e00", "#cc79a7", "#0072b2", "#f0e442", "#999999",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of a look."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    border: str
    grid: str
    outline: str
    accent: str
    on_accent: str
    measured: str
    needed: str
    target: str
    interval: str
    warning: str
    error: str

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        colour = QColor(getattr(self, name))
        colour.setAlphaF(alpha)
        return colour


LIGHT = Colours(
    window="#f3f4f6", base="#ffffff", raised="#fafbfc", text="#1a1f26", muted="#59636e",
    border="#ccd2d9", grid="#d9dee4", outline="#aab1ba", accent="#0072b2", on_accent="#ffffff",
    measured="#0072b2", needed="#00805d", target="#c24e00", interval="#0072b2",
    warning="#9a6200", error="#b3261e",
)  # fmt: skip
DARK = Colours(
    window="#1d2025", base="#15171b", raised="#262a30", text="#e8ebef", muted="#a0a9b4",
    border="#3d444d", grid="#343a42", outline="#6b747f", accent="#56b4e9", on_accent="#0b1116",
    measured="#56b4e9", needed="#2cc79b", target="#f0a030", interval="#56b4e9",
    warning="#f0b429", error="#ff8a80",
)  # fmt: skip


STYLE = "fusion"
_OUTLINED = (
    "QListView",
    "QTreeView",
    "QCheckBox",
    "QRadioButton",
    "QComboBox",
    "QAbstractSpinBox",
    "QLineEdit",
)
"""Widgets whose outline the style derives from the colour of the window: invisible in the dark."""


class Theme(QObject):
    """The look of the app, that of the system or a fixed one."""

    changed = Signal()
    """Emitted after the colours have changed."""

    def __init__(self, app: QGuiApplication | None = None, mode: Mode = "system") -> None:
        super().__init__()
        self._app = app or QApplication.instance()
        self._mode: Mode = mode
        self._colours = LIGHT
        if isinstance(self._app, QGuiApplication):
            self._app.styleHints().colorSchemeChanged.connect(self._refresh)
        self._refresh()

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def colours(self) -> Colours:
        return self._colours

    @property
    def is_dark(self) -> bool:
        return self._colours is DARK

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or set a fixed look."""
        self._mode = mode
        self._refresh()

    def apply(self) -> None:
        """Set the style and the palette of the application, now and at each change."""
        if isinstance(self._app, QApplication) and self._app.style().name() != STYLE:
            # Only once, before there are windows: Qt iterates over all widgets, and Python may
            # collect a closed window meanwhile, which crashes the process.
            self._app.setStyle(STYLE)
        self._set_palette()
        self.changed.connect(self._set_palette)

    def phase_colours(self, phases: Sequence[Phase]) -> dict[int, QColor]:
        """Colour of each phase by label: its own, or from the ninth on repeated, darker."""
        if phases and all(phase.colour is not None for phase in phases):
            return {phase.label: QColor(*phase.colour) for phase in phases if phase.colour}
        n = len(OKABE_ITO)
        return {
            phase.label: QColor(OKABE_ITO[i % n]).darker(100 + 60 * (i // n))
            for i, phase in enumerate(phases)
        }

    def tint(self, phases: Sequence[Phase], labels: Sequence[int]) -> QColor:
        """Colour of labels that are one phase: that of the first that is there."""
        colours = self.phase_colours(phases)
        return next((colours[label] for label in labels if label in colours), QColor())

    def _refresh(self) -> None:
        colours = DARK if self._wants_dark() else LIGHT
        if colours is not self._colours:
            self._colours = colours
            self.changed.emit()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        if not isinstance(self._app, QGuiApplication):
            return False
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _set_palette(self) -> None:
        if isinstance(self._app, QGuiApplication):
            self._app.setPalette(palette(self._colours))
        if isinstance(self._app, QApplication):
            outlined = palette(self._colours)
            if self.is_dark:
                # The style draws outlines in the colour of the window, darkened by this factor.
                outline = self._colours.colour("outline").lighter(140)
                outlined.setColor(QPalette.ColorRole.Window, outline)
            for kind in _OUTLINED:
                QApplication.setPalette(outlined, kind)  # type: ignore[arg-type] # bytes fail


def palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    roles = {
        role.Window: "window", role.WindowText: "text", role.Base: "base",
        role.AlternateBase: "raised", role.Text: "text", role.Button: "raised",
        role.ButtonText: "text", role.BrightText: "error", role.ToolTipBase: "raised",
        role.ToolTipText: "text", role.PlaceholderText: "muted", role.Highlight: "accent",
        role.HighlightedText: "on_accent", role.Link: "accent", role.LinkVisited: "accent",
        role.Mid: "border", role.Midlight: "raised", role.Dark: "border", role.Light: "raised",
        role.Accent: "accent",
    }  # fmt: skip
    result = QPalette()
    for name, colour in roles.items():
        result.setColor(name, colours.colour(colour))
    result.setColor(role.Shadow, QColor("#000000"))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, colours.colour("muted", 0.65))
    result.setColor(QPalette.ColorGroup.Disabled, role.Highlight, colours.colour("muted", 0.4))
    return result
