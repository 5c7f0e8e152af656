"""Commands that write reports, tables and pictures, each to a file that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.session import Notice, Session
from imagerep_qt.session.notices import Severity, notice
from imagerep_qt.settings import Settings
from imagerep_qt.window.file_dialogs import FileDialogs, suggested_stem


class ExportCommands:
    """Exports of a window."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, numbers: NumberFormat
    ) -> None:
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
        """Write the table as CSV or JSON."""
        from imagerep_qt.export.table_files import write_table

        path = self._ask(
            translate("Commands", "Export table"),
            "table.csv",
            translate("Commands", "CSV table (*.csv)"),
            translate("Commands", "JSON (*.json)"),
        )
        if path is not None:
            self._write(path, lambda: write_table(self._session.state, path))

    def export_plot(self, plot: QWidget | None, name: str) -> None:
        """Write a plot as PNG or SVG."""
        from imagerep_qt.export.plot_files import write_plot

        if plot is None:
            self._session.notify(notice("no-plot", Severity.INFORMATION))
            return
        path = self._ask(
            translate("Commands", "Export plot"),
            f"{name}.png",
            translate("Commands", "PNG image (*.png)"),
            translate("Commands", "SVG drawing (*.svg)"),
        )
        if path is not None:
            self._write(path, lambda: write_plot(plot, path))

    def export_image(self, picture: Callable[[], QImage]) -> None:
        """Write the image as it is shown, as PNG."""
        from imagerep_qt.export.plot_files import write_image

        title = translate("Commands", "Export image")
        path = self._ask(title, "phase.png", translate("Commands", "PNG image (*.png)"))
        if path is not None:
            image = picture()
            self._write(path, lambda: write_image(image, path))

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
