"""What the menus do with images and sessions: files, clipboard and dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox

from imagerep.image_files import is_zarr
from imagerep_qt.clipboard import Incoming
from imagerep_qt.exports import Exports
from imagerep_qt.language import translate
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.session import Mode, store

_IMAGES = "*.tif *.tiff *.btf *.tf8 *.png *.jpg *.jpeg *.npy"


class Commands(Exports):
    """Commands of a window."""

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
        """Open a sample."""
        from imagerep.samples import sample_path

        self._guarded(
            lambda: self._session.open([sample_path(n) for n in name.split(";")], replace_all=True)
        )

    def open_paths(
        self, paths: Sequence[Path], *, replace_all: bool, as_batch: bool = False
    ) -> None:
        """Open files and folders; a session where one is among them."""
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
        """Open what was dropped or pasted: files, or a picture."""
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
        """Open a saved session."""
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
