"""The window that compares the materials of a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QPixmap,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from imagerep.errors import ImageRepError
from imagerep.messages import Message
from imagerep.spreadsheet import COMMA, Separators, csv_text, write_csv, write_xlsx
from imagerep_qt.comparison.measuring import Answer, Asked, compared, offered
from imagerep_qt.figures.chart import Chart, Style
from imagerep_qt.figures.charts import forest_chart
from imagerep_qt.figures.drawing import POINTS_PER_MM
from imagerep_qt.figures.painting import picture
from imagerep_qt.figures.texts import Writer
from imagerep_qt.language import translate
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.wording import Wording
from imagerep_qt.quantity_text import QuantityText, capitalised
from imagerep_qt.session import METHODS
from imagerep_qt.session.choices import CONFIDENCE_LIMITS
from imagerep_qt.session.notices import notice_of_error
from imagerep_qt.session.runner import Receiver, Runner, Stage, Task
from imagerep_qt.widgets.copy_table import CopyTable
from imagerep_qt.widgets.labels import Muted
from imagerep_qt.widgets.screen import fit_to_screen
from imagerep_qt.window.export_commands import ExportCommands
from imagerep_qt.window.file_dialogs import FileDialogs

if TYPE_CHECKING:
    from imagerep.result.comparison import Comparison, Difference

_LANE = "comparison"
_PATIENCE_S = 5.0
_WAIT_MS = 250
"""After the last change of what follows from the measurements."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ComparisonWindow(QDialog):
    """Intervals of materials below each other, and the differences between every two."""

    def __init__(
        self,
        context: Context,
        folder: Path,
        exports: ExportCommands,
        dialogs: FileDialogs,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._exports, self._dialogs = context, exports, dialogs
        self._folder, self._runner = folder, runner
        self._answer: Answer | None = None
        self._task: Task | None = None
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(
            self.tr("Comparison of the materials in {name}").format(name=folder.name)
        )
        self._build()
        self.resize(1000, 680)
        fit_to_screen(self)
        self._update = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._update.timeout.connect(self._show_answer)
        self._enable()

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._answer.comparison if self._answer else None

    def measure(self) -> None:
        """Measure all materials, as asked for now."""
        self._stop()
        asked = Asked(
            self._folder, self._phase.text(), self._threshold.text(), self._method.currentData(),
            self._quantity.currentData(),
        )  # fmt: skip
        self._say(self.tr("Measuring…"))
        self._progress.setValue(0)
        receiver = Receiver(self._done, self._failed, self._cancelled, self._on_progress)
        self._task = Task()  # a runner may answer before it returns
        self._enable()
        task = self._runner.submit(_LANE, lambda hooks: compared(asked, hooks), receiver)
        self._task = task if self._task is not None else None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop measuring."""
        self._stop()
        self._runner.close(_PATIENCE_S)
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc cancels the measurement first."""
        if self._task is not None:
            self._stop()
        else:
            self.close()

    # -- construction

    def _build(self) -> None:
        words = Wording(self._context.numbers)
        self._phase = QLineEdit(self)
        self._phase.setPlaceholderText(self.tr("the larger label"))
        self._threshold = QLineEdit(self)
        self._threshold.setPlaceholderText(self.tr("none: the images are segmented"))
        self._quantity = self._quantities()
        self._method = QComboBox(self)
        for method in METHODS:
            self._method.addItem(words.method(method), method)
        self._method.setCurrentIndex(METHODS.index(self._context.session.state.method))
        self._level = QDoubleSpinBox(
            self, minimum=100 * CONFIDENCE_LIMITS[0], maximum=100 * CONFIDENCE_LIMITS[1]
        )
        self._level.setDecimals(2)
        self._level.setValue(100 * self._context.session.state.confidence_level)
        self._level.setSuffix(" %")
        self._correction = QComboBox(self)
        for name, text in (
            ("none", self.tr("not corrected")),
            ("holm", self.tr("Holm's method")),
            ("sidak", self.tr("Šidák's method")),
        ):
            self._correction.addItem(text, name)
        self._correction.setToolTip(
            self.tr(
                "Of many comparisons some are significant by chance. Holm's method corrects the "
                "p-values, Šidák's the intervals too, so that all of them hold together."
            )
        )
        form = QFormLayout()
        form.addRow(self.tr("&Quantity"), self._quantity)
        form.addRow(self.tr("&Phase"), self._phase)
        form.addRow(self.tr("&Threshold"), self._threshold)
        form.addRow(self.tr("&Method"), self._method)
        other = QFormLayout()
        other.addRow(self.tr("&Confidence"), self._level)
        other.addRow(self.tr("Many com&parisons"), self._correction)
        self._measure = QPushButton(self.tr("Co&mpare"), self)
        self._measure.setDefault(True)
        self._measure.clicked.connect(self._measure_or_stop)
        self._progress = QProgressBar(self, maximum=1000)
        self._progress.setTextVisible(False)
        other.addRow(self._measure, self._progress)
        top = QHBoxLayout()
        top.addLayout(form, 1)
        top.addSpacing(24)
        top.addLayout(other, 1)
        self._text = Muted(self._context.theme, "", self)
        self._text.setAccessibleName(self.tr("State of the comparison"))
        self._forest = QLabel(self)
        self._forest.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._forest.setAccessibleName(self.tr("Intervals of the materials"))
        area = QScrollArea(self, widgetResizable=True)
        area.setWidget(self._forest)
        self._area = area
        self._tabs = QTabWidget(self)
        self._tables = {}
        for name, title in (
            ("Differences", self.tr("&Differences")), ("Materials", self.tr("Mate&rials")),
        ):  # fmt: skip
            table = CopyTable(self)
            table.setModel(QStandardItemModel(self))
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            table.setAlternatingRowColors(True)
            table.verticalHeader().hide()
            table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
            table.horizontalHeader().setStretchLastSection(True)
            table.setShowGrid(False)
            table.setAccessibleName(title.replace("&", ""))
            table.copied.connect(lambda sheet=name: self._copy(sheet))
            self._tables[name] = table
            self._tabs.addTab(table, title)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(area)
        split.addWidget(self._tabs)
        split.setSizes([320, 260])
        self._figure = QPushButton(self.tr("&Figure for publication…"), self)
        self._export = QPushButton(self.tr("&Export tables…"), self)
        self._close = QPushButton(self.tr("Close"), self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button, call in (
            (self._figure, self._show_figure), (self._export, self.export),
            (self._close, self.close),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(call)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self._text)
        column.addWidget(split, 1)
        column.addLayout(buttons)
        self._level.valueChanged.connect(lambda _: self._update.start())
        self._correction.currentIndexChanged.connect(lambda _: self._update.start())

    def _quantities(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Quantity that is compared"))
        for offer, kind in offered():
            name = capitalised(self._context.say(offer.label))
            box.addItem(f"{name} ({kind})" if kind else name, offer.name)
        box.setCurrentIndex(max(0, box.findData(self._context.session.state.quantity.name)))
        return box

    # -- measuring

    def _measure_or_stop(self) -> None:
        if self._task is not None:
            self._stop()
        else:
            self.measure()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_progress(self, fraction: float, stage: Stage) -> None:
        if self._task is not None:
            self._progress.setValue(round(1000 * fraction))
            self._say(self._context.say(stage))

    def _done(self, answer: Answer) -> None:
        self._end()
        self._answer = answer
        self._show_answer()

    def _failed(self, error: Exception) -> None:
        self._end()
        self._say(self._context.say_all(notice_of_error(error).message), "error")
        if not isinstance(error, ImageRepError | MemoryError):
            raise error

    def _cancelled(self) -> None:
        self._end()
        self._say(self.tr("Cancelled."))

    def _end(self) -> None:
        self._task = None
        self._progress.setValue(0)
        self._enable()

    def _enable(self) -> None:
        running = self._task is not None
        self._measure.setText(self.tr("&Cancel") if running else self.tr("Co&mpare"))
        for button in (self._figure, self._export):
            button.setEnabled(self._answer is not None and not running)

    def _say(self, text: str, role: str = "muted") -> None:
        self._text.setText(text)
        self._text.set_role(role)

    # -- what is shown

    @property
    def _chosen_level(self) -> float:
        return self._level.value() / 100

    def _show_answer(self) -> None:
        found = self.comparison
        if found is None or self._answer is None:
            return
        self._enable()
        self._draw()
        context, numbers = self._context, self._context.numbers
        level, correction = self._chosen_level, self._correction.currentData()
        differences = found.differences(level, correction)
        text = QuantityText.of(found.materials[0].measurement, numbers)
        rows = [
            (
                f"{one.one} − {one.other}" + (" !" if one.is_doubtful else ""),
                self._difference(one, text),
                self._interval(one.interval.low, one.interval.high, text),
                self._probability(one.probability_greater),
                self._probability(one.adjusted_p_value),
                self.tr("yes") if one.is_different else self.tr("not shown"),
            )
            for one in differences
        ]
        self._fill(
            "Differences",
            (
                self.tr("Difference"),
                self.tr("Points") if text.is_fraction else text.unit or self.tr("Value"),
                self.tr("Interval"),
                self.tr("Probability of >"), self.tr("p"), self.tr("Different"),
            ),
            rows,
        )  # fmt: skip
        self._fill(
            "Materials",
            (
                self.tr("Material"), self.tr("Images"),
                self.tr("Fraction") if text.is_fraction else capitalised(text.name),
                self.tr("Interval"),
                self.tr("Scatter between images"), self.tr("Length scale"),
            ),
            [
                (
                    one.name + (" !" if one.measurement.is_doubtful else ""),
                    numbers.count(one.n_images),
                    text.plus_minus(one.value, one.measurement.absolute_error(level)),
                    text.interval(*one.measurement.confidence_interval(level)),
                    "–" if one.scatter is None else self.tr("{value} ({ratio} × expected)").format(
                        value=text.value(one.scatter, 2),
                        ratio=numbers.number(one.scatter_ratio or 0.0, 1),
                    ),
                    Wording(numbers).length_scale(one.measurement),
                )
                for one in found.materials
            ],
        )  # fmt: skip
        lines = [f"{name}: {context.say_all(why)}" for name, why in self._answer.refused]
        told: dict[str, tuple[list[str], Message]] = {}
        for one in found.materials:
            for warning in one.measurement.warnings:
                told.setdefault(warning.code, ([], warning))[0].append(one.name)
        lines += [f"{', '.join(names)}: {context.say_all(why)}" for names, why in told.values()]
        lines += [context.say_all(warning) for warning in found.warnings]
        self._say("\n".join(lines), "warning" if lines else "muted")
        self._text.setVisible(bool(lines))

    def _difference(self, one: Difference, text: QuantityText) -> str:
        """A difference and its error, in percentage points or in the unit."""
        numbers, half = self._context.numbers, (one.interval.high - one.interval.low) / 2
        if text.is_fraction:
            return numbers.plus_minus(100 * one.value, 100 * half)
        return numbers.together(" ± ", half, one.value, half)

    def _interval(self, low: float, high: float, text_of: QuantityText) -> str:
        """Interval of a difference, in points or in the unit; the ends may be negative."""
        numbers = self._context.numbers
        if not text_of.is_fraction:
            mark = self.tr("{low} to {high}").format(low="", high="")
            return numbers.together(mark, (high - low) / 2, low, high)
        shown = numbers.plus_minus(0.0, 50 * (high - low)).rpartition(" ")[2]
        decimals = len(shown.partition(numbers.decimal_point)[2])
        text = self.tr("{low} to {high}")
        return text.format(
            low=numbers.number(100 * low, decimals), high=numbers.number(100 * high, decimals)
        )

    def _probability(self, value: float) -> str:
        numbers = self._context.numbers
        if value < 0.001:
            return f"< {numbers.number(0.001, 3)}"
        if value > 0.999:
            return f"> {numbers.number(0.999, 3)}"
        return numbers.number(value, 3)

    def _fill(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        table = self._tables[name]
        model = table.model()
        assert isinstance(model, QStandardItemModel)  # noqa: S101 - made above
        model.clear()
        model.setHorizontalHeaderLabels(list(headings))
        for row in rows:
            items = [QStandardItem(text) for text in row]
            for item in items[1:]:
                item.setTextAlignment(_RIGHT)
            model.appendRow(items)
        table.resizeColumnsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the intervals as wide as there is room."""
        super().resizeEvent(event)
        self._draw()

    def _chart(self) -> Chart | None:
        found = self.comparison
        if found is None:
            return None
        return forest_chart(found, self._chosen_level, self._context.numbers)

    def _draw(self) -> None:
        chart = self._chart()
        if chart is None:
            return
        ratio = self.devicePixelRatioF()
        points = self._forest.font().pointSizeF() * self.logicalDpiX() / 72
        width = max(320, self._area.viewport().width() - 8)
        # In points of the screen, a pixel each.
        drawing = chart.draw(Style(width / POINTS_PER_MM, points), self._context.numbers)
        shown = QPixmap.fromImage(picture(drawing, 72 * ratio))
        shown.setDevicePixelRatio(ratio)
        self._forest.setPixmap(shown)
        found, numbers, level = self.comparison, self._context.numbers, self._chosen_level
        if found is not None:
            text = QuantityText.of(found.materials[0].measurement, numbers)
            self._forest.setAccessibleDescription(
                "; ".join(
                    f"{one.name}: {text.interval(*one.measurement.confidence_interval(level))}"
                    for one in found.materials
                )
            )

    # -- taking it along

    def _sheets(self) -> dict[str, list[dict[str, object]]]:
        found = self.comparison
        if found is None:
            return {}
        return found.sheets(self._chosen_level, self._correction.currentData())

    def _copy(self, sheet: str) -> None:
        rows = self._sheets().get(sheet, [])
        if sheet == "Materials":
            rows = [row for row in rows if not row["image"]]
        chosen = {index.row() for index in self._tables[sheet].selectionModel().selectedRows()}
        shown = [row for k, row in enumerate(rows) if not chosen or k in chosen]
        separators = Separators("\t", self._context.numbers.decimal_point)
        QGuiApplication.clipboard().setText(csv_text(shown, separators))

    def export(self) -> None:
        """Write both tables as an Excel workbook, or as two CSV files."""
        path = self._dialogs.ask_target(
            self.tr("Export tables"),
            f"{self._folder.name}.xlsx",
            (self.tr("Excel workbook (*.xlsx)"), self.tr("CSV tables (*.csv)")),
        )
        if path is None:
            return
        sheets = self._sheets()
        try:
            if path.suffix.lower() == ".csv":
                beside = path.with_name(f"{path.stem}-differences.csv")
                write_csv(beside, sheets["Differences"], overwrite=path.exists(), separators=COMMA)
                write_csv(path, sheets["Materials"], overwrite=True, separators=COMMA)
            else:
                write_xlsx(path, sheets, overwrite=True)
        except ImageRepError as error:
            self._text.setVisible(True)
            self._say(self._context.say_all(error.reason), "error")

    def _show_figure(self) -> None:
        found, level, chart = self.comparison, self._chosen_level, self._chart()
        if found is not None and chart is not None:
            caption = {self.tr("Copy c&aption"): lambda code: Writer(code).comparison(found, level)}
            self._exports.show_figure(chart, caption, "comparison", self)


def show_comparison(
    context: Context,
    exports: ExportCommands,
    dialogs: FileDialogs,
    runner: Runner,
    parent: QWidget,
) -> ComparisonWindow | None:
    """Ask for a folder of materials, and show the window that compares them."""
    folder = dialogs.ask_folder(
        translate("Comparison", "Choose a folder with one subfolder of images for each material")
    )
    if folder is None:
        return None
    window = ComparisonWindow(context, folder, exports, dialogs, runner, parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.show()
    window.measure()
    return window
