"""What the menus write: reports, tables and pictures, each to a file that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from imagerep.errors import ImageRepError
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.session import Notice, Session
from imagerep_qt.session.notices import Severity
from imagerep_qt.settings import Settings


class Exports:
    """The half of the commands that writes what was found."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, numbers: NumberFormat
    ) -> None:
        self._window = window
        self._session = session
        self._settings = settings
        self._numbers = numbers
        self._written: Notice | None = None

    def export_report(self) -> None:
        """Ask for a file and write the report."""
        if self._session.state.result is None:
            return
        from imagerep_qt.export.report import write_report

        path = self._ask_target(
            translate("Commands", "Export report"),
            f"{self._stem()}-report.pdf",
            [translate("Commands", "PDF (*.pdf)")],
        )
        if path is not None:
            self._write(path, lambda: write_report(self._session.state, self._numbers, path))

    def export_table(self) -> None:
        """Ask for a file and write the table."""
        from imagerep_qt.export.tables import write_table

        kinds = [translate("Commands", "CSV table (*.csv)"), translate("Commands", "JSON (*.json)")]
        path = self._ask_target(
            translate("Commands", "Export table"), f"{self._stem()}-table.csv", kinds
        )
        if path is not None:
            self._write(path, lambda: write_table(self._session.state, path))

    def export_plot(self, plot: QWidget | None, name: str) -> None:
        """Ask for a file and write a plot."""
        from imagerep_qt.export.plots import write_plot

        if plot is None:
            hint = "Choose Scale bar, Likelihood, Correlation or Spectrum first."
            self._session.notify(Notice("No plot is shown.", hint, Severity.INFORMATION))
            return
        kinds = [
            translate("Commands", "PNG image (*.png)"),
            translate("Commands", "SVG drawing (*.svg)"),
        ]
        path = self._ask_target(
            translate("Commands", "Export plot"), f"{self._stem()}-{name}.png", kinds
        )
        if path is not None:
            self._write(path, lambda: write_plot(plot, path))

    def export_image(self, picture: Callable[[], object]) -> None:
        """Ask for a file and write the image as it is shown."""
        from imagerep_qt.export.plots import write_image

        path = self._ask_target(
            translate("Commands", "Export image"),
            f"{self._stem()}-phase.png",
            [translate("Commands", "PNG image (*.png)")],
        )
        image = picture() if path is not None else None
        if path is not None and isinstance(image, QImage):
            self._write(path, lambda: write_image(image, path))

    # -- for both halves

    def _ask_target(self, title: str, name: str, kinds: Sequence[str]) -> Path | None:
        start = str(Path(self._settings.folder) / name)
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, start, ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() not in map(_ending, kinds):
            path = path.with_name(path.name + _ending(kind or kinds[0]))
            if path.exists() and not self._may_replace(path):  # the dialog knew another name
                return None
        self._settings.folder = str(path.parent)
        return path

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            translate("Commands", "Replace the file?"),
            translate("Commands", "“{name}” is in {folder} already. Replace it?").format(
                name=path.name, folder=path.parent
            ),
            buttons.Yes | buttons.No,
            buttons.No,
        )
        return answer == buttons.Yes

    def _stem(self) -> str:
        current = self._session.state.current
        return Path(current.source.name).stem if current else "imagerep"

    def _write(self, path: Path, write: Callable[[], None]) -> None:
        if self._guarded(write):
            message = f"“{path.name}” was written to {path.parent}."
            if self._written is not None:  # several would take the room of the image
                self._session.dismiss(self._written)
            self._written = Notice(message, "", Severity.INFORMATION)
            self._session.notify(self._written)

    def _guarded(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except ImageRepError as error:
            self._session.notify(Notice(error.message, error.hint))
            return False
        return True


def _ending(kind: str) -> str:
    """Ending of a file of a kind, as dialogs name it: ``.png`` of ``PNG image (*.png)``."""
    return kind.rsplit("*", 1)[-1].rstrip(")")
