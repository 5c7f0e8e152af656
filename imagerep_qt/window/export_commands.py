"""Commands that write reports, tables and pictures, each to a file that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import Notice, Session
from imagerep_qt.session.notices import Severity, notice
from imagerep_qt.settings import Settings
from imagerep_qt.window.file_dialogs import FileDialogs, suggested_stem

if TYPE_CHECKING:
    from imagerep_qt.figures.chart import Chart
    from imagerep_qt.figures.charts import Shown
    from imagerep_qt.figures.drawing import Drawing


class ExportCommands:
    """Exports of a window."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, numbers: NumberFormat
    ) -> None:
        self._window = window
        self._session = session
        self._dialogs = FileDialogs(window, settings)
        self._numbers = numbers
        self._written: Notice | None = None

    def export_report(self) -> None:
        """Write the report as PDF."""
        if self._session.state.result is None:
            return
        from imagerep_qt.export.report_pdf import write_report

        title = translate("Commands", "Export report")
        path = self._ask(title, "report.pdf", translate("Commands", "PDF (*.pdf)"))
        if path is not None:
            self._write(path, lambda: write_report(self._session.state, self._numbers, path))

    def export_table(self) -> None:
        """Write the table as CSV, Excel workbook or JSON."""
        from imagerep.spreadsheet import COMMA, SEMICOLON
        from imagerep_qt.session.table_files import write_table

        with_commas = translate("Commands", "CSV with ; and decimal commas (*.csv)")
        path = self._ask(
            translate("Commands", "Export table"),
            "table.csv",
            translate("Commands", "CSV table (*.csv)"),
            translate("Commands", "Excel workbook (*.xlsx)"),
            with_commas,
            translate("Commands", "JSON (*.json)"),
        )
        if path is not None:
            separators = SEMICOLON if self._dialogs.kind == with_commas else COMMA
            self._write(path, lambda: write_table(self._session.state, path, separators))

    def export_plot(self, plot: QWidget | None, name: str) -> None:
        """Show the figure of a plot, to copy it and to write it as PDF, SVG or PNG."""
        from imagerep_qt.figures.charts import CHARTS
        from imagerep_qt.figures.texts import Writer

        shown = self._shown(name)
        chart = CHARTS[name](shown, self._numbers) if shown is not None and plot else None
        if shown is None or chart is None:
            self._session.notify(notice("no-plot", Severity.INFORMATION))
            return
        found: Shown = shown
        texts = {
            translate("Commands", "Copy c&aption"): lambda code: Writer(code).caption(name, found),
            translate("Commands", "Copy &methods paragraph"): lambda code: Writer(code).methods(
                found
            ),
        }
        self.show_figure(chart, texts, name, self._window)

    def show_figure(
        self, chart: Chart, texts: Mapping[str, Callable[[str], str]], name: str, parent: QWidget
    ) -> None:
        """Show a figure with the texts that belong to it."""
        from imagerep_qt.figures.dialog import FigureDialog

        dialog = FigureDialog(
            chart, texts, self._numbers, partial(self._write_figure, name), parent
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _write_figure(self, name: str, drawing: Drawing, chart: Chart, with_data: bool) -> None:
        """Ask for a file, and write a figure to it."""
        from imagerep_qt.figures.files import write_figure

        path = self._ask(
            translate("Commands", "Save figure"),
            f"{name}.pdf",
            translate("Commands", "PDF drawing (*.pdf)"),
            translate("Commands", "SVG drawing (*.svg)"),
            translate("Commands", "PNG image, 600 dpi (*.png)"),
        )
        if path is not None:
            self._write(path, lambda: write_figure(drawing, chart, path, with_data=with_data))

    def _shown(self, name: str) -> Shown | None:
        """What a plot shows: the correlation and the spectrum each belong to one method."""
        from imagerep_qt.figures.charts import Shown
        from imagerep_qt.session.results import with_missing

        state = self._session.state
        methods = {"correlation": "two-point", "spectrum": "spectral"}
        measurement = state.measurement_by(methods.get(name, state.method))
        if state.result is None or measurement is None:
            return None
        measurement = with_missing(measurement, state.result.missing)
        words = Wording(self._numbers)
        phase = words.measured_phase(measurement, state.phases)
        phases = words.measured_phases(measurement, state.phases)
        return Shown(measurement, state.confidence_level, state.target, phase, phases)

    def export_image(self, picture: Callable[[], QImage]) -> None:
        """Write the image as it is shown, as PNG."""
        from imagerep_qt.figures.files import write_picture

        title = translate("Commands", "Export image")
        path = self._ask(title, "phase.png", translate("Commands", "PNG image (*.png)"))
        if path is not None:
            image = picture()
            self._write(path, lambda: write_picture(image, path))

    def _ask(self, title: str, name: str, *kinds: str) -> Path | None:
        name = f"{suggested_stem(self._session.state)}-{name}"
        return self._dialogs.ask_target(title, name, kinds)

    def _write(self, path: Path, write: Callable[[], None]) -> None:
        if self._session.attempt(write):
            if self._written is not None:  # several notices would take room from the image
                self._session.dismiss(self._written)
            name, folder = path.name, str(path.parent)
            self._written = notice("file-written", Severity.INFORMATION, name=name, folder=folder)
            self._session.notify(self._written)
