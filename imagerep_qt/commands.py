"""What the menus do: files, clipboard, exports and dialogs around a session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from imagerep.errors import ImageRepError
from imagerep.image_files import is_zarr
from imagerep_qt.clipboard import Incoming
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import Mode, Notice, Session, store
from imagerep_qt.session.state import Severity
from imagerep_qt.settings import Settings

_IMAGES = "*.tif *.tiff *.btf *.tf8 *.png *.jpg *.jpeg *.npy"


class Commands:
    """Commands of a window.

    Parameters
    ----------
    window : QWidget
        Parent of the dialogs.
    session : Session
        The session.
    settings : Settings
        Recent files and folders.
    numbers : NumberFormat
        How numbers are written in reports.
    """

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, numbers: NumberFormat
    ) -> None:
        self._window = window
        self._session = session
        self._settings = settings
        self._numbers = numbers
        self._written: Notice | None = None

    # -- in

    def open_images(self) -> None:
        """Ask for images that take the place of those that are open."""
        self.open_paths(self._ask_images(translate("Commands", "Open images")), replace_all=True)

    def add_images(self) -> None:
        """Ask for images that join those that are open."""
        self.open_paths(self._ask_images(translate("Commands", "Add images")), replace_all=False)

    def open_folder(self) -> None:
        """Ask for a folder whose images are a batch."""
        title = translate("Commands", "Open all images of a folder, or a Zarr")
        folder = QFileDialog.getExistingDirectory(self._window, title, self._settings.folder)
        if folder:
            self.open_paths([Path(folder)], replace_all=True)

    def open_sample(self, name: str) -> None:
        """Open a sample.

        Parameters
        ----------
        name : str
            File name, or several with ``;`` between them.
        """
        from imagerep.samples import sample_path

        self._guarded(
            lambda: self._session.open([sample_path(n) for n in name.split(";")], replace_all=True)
        )

    def open_paths(
        self, paths: Sequence[Path], *, replace_all: bool, as_batch: bool = False
    ) -> None:
        """Open files and folders; a session where one is among them.

        Parameters
        ----------
        paths : sequence of Path
            Files and folders.
        replace_all : bool
            Whether they take the place of the images that are open.
        as_batch : bool, optional
            Whether every image is a material of its own from now on.
        """
        if not paths:
            return
        sessions = [path for path in paths if path.suffix.lower() == store.SUFFIX]
        if sessions:
            self.load_session(sessions[0])
            return
        mode = Mode.BATCH if as_batch else None
        if self._session.state.is_empty or replace_all:
            is_folder = any(path.is_dir() and not is_zarr(path) for path in paths)
            mode = Mode.BATCH if is_folder else Mode.ONE_MATERIAL
            if not self.may_close():
                return
        self._settings.add_recent(paths)
        self._settings.folder = str(paths[0].absolute().parent)
        self._session.open(paths, replace_all=replace_all, mode=mode)

    def take(self, incoming: Incoming, place: Place) -> None:
        """Open what was dropped or pasted: files, or a picture.

        Parameters
        ----------
        incoming : Incoming
            What it is.
        place : Place
            Where it belongs.
        """
        from imagerep_qt.clipboard import image_of

        replaces, as_batch = place is Place.REPLACE, place is Place.BATCH
        if incoming.paths:
            self.open_paths(incoming.paths, replace_all=replaces, as_batch=as_batch)
            return
        name = translate("Commands", "Pasted image")
        mode = Mode.BATCH if as_batch else None
        picture = incoming.picture or QImage()
        self._guarded(
            lambda: self._session.add(
                image_of(picture, name), name, replace_all=replaces, mode=mode
            )
        )

    def open_session(self) -> None:
        """Ask for a saved session."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            translate("Commands", "Open session"),
            self._settings.folder,
            translate("Commands", "ImageRep sessions ({pattern})").format(
                pattern=f"*{store.SUFFIX}"
            ),
        )
        if name:
            self.load_session(Path(name))

    def load_session(self, path: Path) -> None:
        """Open a saved session.

        Parameters
        ----------
        path : Path
            Its file.
        """
        if self._guarded(lambda: store.load(self._session, path)):
            self._settings.add_recent([path])

    # -- out

    def save_session(self) -> bool:
        """Save to the file of the session, or ask for one; answers whether it was saved."""
        path = self._session.state.path
        if path is None:
            return self.save_session_as()
        return self._guarded(lambda: store.save(self._session, path))

    def save_session_as(self) -> bool:
        """Ask for a file and save; answers whether it was saved."""
        path = self._ask_target(
            translate("Commands", "Save session"),
            f"{self._stem()}{store.SUFFIX}",
            [
                translate("Commands", "ImageRep sessions ({pattern})").format(
                    pattern=f"*{store.SUFFIX}"
                )
            ],
        )
        if path is None or not self._guarded(lambda: store.save(self._session, path)):
            return False
        self._settings.add_recent([path])
        return True

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
        """Ask for a file and write a plot.

        Parameters
        ----------
        plot : QWidget or None
            The plot; None where no plot is seen.
        name : str
            What it shows, for the name of the file.
        """
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
        """Ask for a file and write the image as it is shown.

        Parameters
        ----------
        picture : callable
            Draws it.
        """
        from PySide6.QtGui import QImage

        from imagerep_qt.export.plots import write_image

        path = self._ask_target(
            translate("Commands", "Export image"),
            f"{self._stem()}-phase.png",
            [translate("Commands", "PNG image (*.png)")],
        )
        image = picture() if path is not None else None
        if path is not None and isinstance(image, QImage):
            self._write(path, lambda: write_image(image, path))

    def may_close(self) -> bool:
        """Ask about changes of a saved session; answers whether the window may close."""
        state = self._session.state
        if state.path is None or not state.is_modified:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            translate("Commands", "Save the session?"),
            translate("Commands", "“{name}” has changed. Save it?").format(name=state.path.name),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save_session()
        return answer == buttons.Discard

    # -- inside

    def _ask_images(self, title: str) -> list[Path]:
        filters = [
            translate("Commands", "Images ({pattern})").format(pattern=_IMAGES),
            translate("Commands", "All files (*)"),
        ]
        names, _ = QFileDialog.getOpenFileNames(
            self._window, title, self._settings.folder, ";;".join(filters)
        )
        return [Path(name) for name in names]

    def _ask_target(self, title: str, name: str, kinds: Sequence[str]) -> Path | None:
        start = str(Path(self._settings.folder) / name)
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, start, ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(kind.rsplit("*", 1)[-1].rstrip(")"))
        self._settings.folder = str(path.parent)
        return path

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
