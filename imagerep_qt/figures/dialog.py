"""Dialog of a figure for publication: width, font, text, copy and save."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from imagerep_qt.figures.chart import Chart, Style
from imagerep_qt.figures.drawing import Drawing
from imagerep_qt.figures.painting import PRINT_DPI, picture, svg
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import LANGUAGES
from imagerep_qt.widgets.screen import fit_to_screen

WIDTHS_MM = (85.0, 180.0)
"""Widths of a column and of a page in most journals."""

_ASPECTS = (0.62, 0.42)
"""Heights of the frame over its width, up to the first width and above it."""
_WIDEST_COLUMN_MM = 110.0

Texts = Mapping[str, Callable[[str], str]]
"""Texts to copy by their titles, each from the language."""


class FigureDialog(QDialog):
    """A figure as it will be printed, its caption and the methods paragraph."""

    def __init__(
        self,
        chart: Chart,
        texts: Texts,
        numbers: NumberFormat,
        save: Callable[[Drawing, Chart, bool], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chart, self._texts, self._numbers, self._save = chart, texts, numbers, save
        self.setWindowTitle(self.tr("Figure for publication"))
        self._build()
        self._redraw()

    @property
    def style_chosen(self) -> Style:
        """Width, font and shape as chosen."""
        width = self._width.value()
        aspect = _ASPECTS[0 if width <= _WIDEST_COLUMN_MM else 1]
        return Style(width, self._font.value(), aspect)

    @property
    def drawing(self) -> Drawing:
        """The figure as it is shown."""
        return self._chart.draw(self.style_chosen, self._numbers)

    def _build(self) -> None:
        self._preview = QLabel(self)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._preview.setMinimumSize(QSize(360, 260))
        policy = QSizePolicy.Policy.Expanding
        self._preview.setSizePolicy(policy, policy)
        self._preview.setStyleSheet("background: #808080;")
        self._preview.setAccessibleName(self.tr("Preview of the figure"))
        self._preset = QComboBox(self)
        for width, text in zip(
            WIDTHS_MM, (self.tr("one column, 85 mm"), self.tr("two columns, 180 mm")), strict=True
        ):
            self._preset.addItem(text, width)
        self._preset.addItem(self.tr("another width"), None)
        self._width = QDoubleSpinBox(self, minimum=40, maximum=300, decimals=0, value=85)
        self._width.setSuffix(" mm")
        self._width.setAccessibleName(self.tr("Width of the figure"))
        self._font = QDoubleSpinBox(self, minimum=5, maximum=16, decimals=1, singleStep=0.5)
        self._font.setValue(8)
        self._font.setSuffix(" pt")
        self._data = QCheckBox(self.tr("Save the data beside it, as CSV"), self)
        self._data.setChecked(True)
        form = QFormLayout()
        form.addRow(self.tr("&Journal"), self._preset)
        form.addRow(self.tr("&Width"), self._width)
        form.addRow(self.tr("&Font size"), self._font)
        form.addRow(self._data)
        self._language = QComboBox(self)
        for code, name in LANGUAGES:
            self._language.addItem(name, code)
        self._text = QPlainTextEdit(self, readOnly=True)
        self._text.setAccessibleName(self.tr("Texts to copy"))
        self._text.setMinimumWidth(300)
        form.addRow(self.tr("&Texts in"), self._language)
        side = QVBoxLayout()
        side.addLayout(form)
        side.addWidget(self._text, 1)
        for title in self._texts:
            button = QPushButton(title, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, name=title: self._copy_text(name))
            side.addWidget(button)
        row = QHBoxLayout()
        row.addWidget(self._preview, 3)
        row.addLayout(side, 2)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._copy = buttons.addButton(
            self.tr("&Copy figure"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._save_as = buttons.addButton(
            self.tr("&Save as…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._save_as.setDefault(True)
        self._copy.clicked.connect(self.copy)
        self._save_as.clicked.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self._preset.currentIndexChanged.connect(self._take_preset)
        self._width.valueChanged.connect(self._width_changed)
        self._font.valueChanged.connect(self._redraw)
        self._language.currentIndexChanged.connect(self._show_texts)
        self._language.setCurrentIndex(
            max(0, self._language.findData(self.locale().name().partition("_")[0]))
        )
        self._show_texts()
        self.resize(900, 560)
        fit_to_screen(self)

    def resizeEvent(self, event: object) -> None:
        """Show the figure as large as there is room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._redraw()

    def copy(self) -> None:
        """Copy the figure as a picture, and as SVG for programs that take it."""
        drawing = self.drawing
        data = QMimeData()
        data.setImageData(picture(drawing, PRINT_DPI / 2))
        data.setData("image/svg+xml", svg(drawing))
        QGuiApplication.clipboard().setMimeData(data)

    def save(self) -> None:
        """Ask for a file, and write the figure."""
        self._save(self.drawing, self._chart, self._data.isChecked())

    def _copy_text(self, title: str) -> None:
        QGuiApplication.clipboard().setText(self._texts[title](self._language.currentData()))

    def _take_preset(self) -> None:
        width = self._preset.currentData()
        if width is not None:
            self._width.setValue(width)

    def _width_changed(self) -> None:
        found = self._preset.findData(self._width.value())
        self._preset.setCurrentIndex(found if found >= 0 else self._preset.count() - 1)
        self._redraw()

    def _redraw(self) -> None:
        drawing = self.drawing
        room, ratio = self._preview.size(), self.devicePixelRatioF()
        scale = min((room.width() - 12) / drawing.width, (room.height() - 12) / drawing.height)
        shown = QPixmap.fromImage(picture(drawing, max(0.2, scale) * 72 * ratio))
        shown.setDevicePixelRatio(ratio)
        self._preview.setPixmap(shown)
        self._preview.setAccessibleDescription(f"{self._chart.title}. {self._chart.note}")

    def _show_texts(self) -> None:
        code = self._language.currentData()
        self._text.setPlainText("\n\n".join(write(code) for write in self._texts.values()))
