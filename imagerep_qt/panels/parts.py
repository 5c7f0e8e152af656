"""Small parts that panels are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from imagerep_qt.theme import Theme

MARGIN = 12
SPACING = 6
_SWATCH_PX = 14


class Card(QFrame):
    """A framed group of a panel."""

    def __init__(self, theme: Theme, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN - 2, MARGIN, MARGIN)
        self.column.setSpacing(SPACING)
        if title:
            self.column.addWidget(heading(title, self))
        theme.changed.connect(self._frame)
        self._frame()

    def _frame(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"#card {{ background: {colours.base}; border: 1px solid {colours.border};"
            " border-radius: 8px; }"
        )


def raise_fields(fields: Iterable[QWidget], theme: Theme) -> None:
    """Set fields off from their card: in the dark, their frames alone are too faint."""
    for field in fields:
        palette = field.palette()
        palette.setColor(palette.ColorRole.Base, theme.colours.colour("raised"))
        field.setPalette(palette)


class Muted(QLabel):
    """Text of lesser weight, or of a colour with a meaning."""

    def __init__(
        self, theme: Theme, text: str = "", parent: QWidget | None = None, role: str = "muted"
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self.setWordWrap(True)
        theme.changed.connect(self._colour)
        self._colour()

    def set_role(self, role: str) -> None:
        """Take another colour."""
        self._role = role
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.colours.colour(self._role))
        self.setPalette(palette)


class Selectable(QLabel):
    """Text that wraps, and can be selected with the mouse and the keyboard."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


class Headline(Selectable):
    """One large line, written smaller where it would not fit: it never makes its column wider."""

    def __init__(self, factors: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWordWrap(False)
        self._fonts = [scaled(self.font(), factor, bold=True) for factor in sorted(factors)]
        self.setFont(self._fonts[-1])
        self.setFixedHeight(QFontMetrics(self._fonts[-1]).height())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - the name is Qt's
        """Show another text."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Choose the font anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        fitting = [f for f in self._fonts if QFontMetrics(f).horizontalAdvance(self.text()) <= room]
        font = fitting[-1] if fitting else self._fonts[0]
        if font != self.font():
            self.setFont(font)


class Elided(QLabel):
    """A line that is cut in its middle where there is no room, and then tells itself whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Cut anew."""
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self._whole, mode, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """Heading of a group."""
    label = QLabel(text, parent)
    label.setFont(scaled(label.font(), 1.0, bold=True))
    return label


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Font of another size."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:
        result.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def swatch(colour: QColor, border: QColor, ratio: float) -> QIcon:
    """Disc of a colour."""
    pixmap = QPixmap(QSize(_SWATCH_PX, _SWATCH_PX) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1.0))
    painter.setBrush(colour)
    painter.drawEllipse(1, 1, _SWATCH_PX - 2, _SWATCH_PX - 2)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # or the style tints it like the chosen line
    return icon
