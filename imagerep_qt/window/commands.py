"""Commands for opening images and for sessions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox, QWidget

from imagerep.io.find import is_zarr
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import Mode, Session, session_file
from imagerep_qt.settings import Settings
from imagerep_qt.window.file_dialogs import FileDialogs, session_kind, suggested_stem
from imagerep_qt.window.mime_data import Incoming, image_of


def samples() -> list[tuple[str, str]]:
    """Samples: file names joined by semicolons, and a description."""
    fields = ";".join(f"field_{number}.tif" for number in range(1, 6))
    return [
        ("two_phase_2d.tif", translate("Commands", "Particles in a matrix, 2D")),
        ("three_phase_2d.tif", translate("Commands", "Three phases, 2D")),
        ("volume_3d.tif", translate("Commands", "Porous volume, 3D")),
        (fields, translate("Commands", "Five images of one material")),
    ]


class Commands:
    """Opens images and sessions, and saves sessions."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, numbers: NumberFormat
    ) -> None:
        self._window = window
        self._numbers = numbers
        self._session = session
        self._settings = settings
        self._dialogs = FileDialogs(window, settings)

    def open_images(self) -> None:
        """Ask for images that replace those that are open."""
        title = translate("Commands", "Open images")
        self.open_paths(self._dialogs.ask_images(title), replace_all=True)

    def add_images(self) -> None:
        """Ask for images to add to those that are open."""
        title = translate("Commands", "Add images")
        self.open_paths(self._dialogs.ask_images(title), replace_all=False)

    def open_folder(self) -> None:
        """Ask for a folder whose images are a batch, or for a Zarr."""
        title = translate("Commands", "Open all images of a folder, or a Zarr")
        folder = self._dialogs.ask_folder(title)
        if folder:
            self.open_paths([folder], replace_all=True)

    def choose_in_file(self, path: Path, is_raw: bool) -> None:
        """Ask which image of a file to add, or how the values lie in it."""
        from imagerep_qt.dialogs.choose_image import ChooseImage
        from imagerep_qt.dialogs.describe_raw import DescribeRaw

        def ask() -> None:
            kind = DescribeRaw if is_raw else ChooseImage
            dialog = kind(path, self._numbers, self._window)
            if dialog.exec():
                for opening in dialog.chosen:
                    self._session.open([path], opening=opening)

        self._session.attempt(ask)

    def locate(self, path: Path) -> None:
        """Ask where a missing file of a session is."""
        title = translate("Commands", "Where is {name}?").format(name=path.name)
        found = self._dialogs.ask_image(title)
        if found:
            self._session.locate(path, found.absolute())

    def open_raw(self) -> None:
        """Ask for a file without a header, and how the values lie in it."""
        path = self._dialogs.ask_image(translate("Commands", "Open RAW"))
        if path:
            self.choose_in_file(path.absolute(), is_raw=True)

    def crop_by_numbers(self) -> None:
        """Ask for the crop as numbers."""
        from imagerep_qt.dialogs.crop_numbers import CropNumbers

        entry = self._session.state.current
        if entry is not None:
            edits, shape = entry.edits, entry.image.shape
            dialog = CropNumbers(shape, edits.crop, edits.outline, self._window)
            if dialog.exec():
                self._session.set_crop(*dialog.chosen)

    def choose_mask(self) -> None:
        """Ask for an image that is not zero where the sample is."""
        mask = self._dialogs.ask_image(translate("Commands", "Mask: not zero where the sample is"))
        if mask:
            self._session.set_mask(mask.absolute())

    def open_sample(self, name: str) -> None:
        """Open a sample of :func:`samples`."""
        from imagerep.samples import sample_path

        self._session.attempt(
            lambda: self._session.open([sample_path(n) for n in name.split(";")], replace_all=True)
        )

    def open_paths(
        self, paths: Sequence[Path], *, replace_all: bool, as_batch: bool = False
    ) -> None:
        """Open files and folders, or a session if one is among them."""
        if not paths:
            return
        sessions = [path for path in paths if path.suffix.lower() == session_file.SUFFIX]
        if sessions:
            self.load_session(sessions[0])
            return
        mode = Mode.BATCH if as_batch else None
        if self._session.state.is_empty or replace_all:
            is_folder = any(path.is_dir() and not is_zarr(path) for path in paths)
            mode = Mode.BATCH if is_folder else Mode.ONE_MATERIAL
            if not self.may_close():
                return
        self._settings.folder = str(paths[0].absolute().parent)

        def remember() -> None:
            """Add what could be opened to the recent files."""
            files = {e.origin.path for e in self._session.entries if e.origin.path is not None}
            folders = {folder for file in files for folder in file.parents}
            opened = [path for path in paths if path.absolute() in files | folders]
            if opened:
                self._settings.add_recent(opened)

        self._session.open(paths, replace_all=replace_all, mode=mode, done=remember)

    def open_incoming(self, incoming: Incoming, place: Place) -> None:
        """Open what was dropped or pasted."""
        replaces, as_batch = place is Place.REPLACE, place is Place.BATCH
        if incoming.paths:
            self.open_paths(incoming.paths, replace_all=replaces, as_batch=as_batch)
            return
        name = translate("Commands", "Pasted image")
        mode = Mode.BATCH if as_batch else None
        picture = incoming.picture or QImage()
        self._session.attempt(
            lambda: self._session.add(
                image_of(picture, name), name, replace_all=replaces, mode=mode
            )
        )

    def open_session(self) -> None:
        """Ask for a session to open."""
        path = self._dialogs.ask_session(translate("Commands", "Open session"))
        if path:
            self.load_session(path)

    def load_session(self, path: Path) -> None:
        """Open a session."""
        if self._session.attempt(lambda: session_file.load(self._session, path)):
            self._settings.add_recent([path])

    def save_session(self) -> bool:
        """Save to the file of the session, or ask for one; returns whether it was saved."""
        path = self._session.state.path
        if path is None:
            return self.save_session_as()
        return self._session.attempt(lambda: session_file.save(self._session, path))

    def save_session_as(self) -> bool:
        """Ask for a file and save the session; returns whether it was saved."""
        path = self._dialogs.ask_target(
            translate("Commands", "Save session"),
            f"{suggested_stem(self._session.state)}{session_file.SUFFIX}",
            [session_kind()],
        )
        if path is None or not self._session.attempt(
            lambda: session_file.save(self._session, path)
        ):
            return False
        self._settings.add_recent([path])
        return True

    def may_close(self) -> bool:
        """Offer to save a modified session; returns whether the images may be closed."""
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
