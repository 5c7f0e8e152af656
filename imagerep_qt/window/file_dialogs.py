"""Dialogs that ask for files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from imagerep.io.find import IMAGE_SUFFIXES
from imagerep_qt.language import translate
from imagerep_qt.session import State
from imagerep_qt.session.session_file import SUFFIX
from imagerep_qt.settings import Settings

_IMAGES = " ".join(f"*{suffix}" for suffix in IMAGE_SUFFIXES)


class FileDialogs:
    """Dialogs of a window, which start in the folder that was used last."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        self._window = window
        self._settings = settings
        self.kind = ""
        """The kind of file that was chosen last."""

    def ask_images(self, title: str) -> list[Path]:
        """Images to open; empty where the user cancels."""
        kinds = (
            translate("Commands", "Images ({pattern})").format(pattern=_IMAGES),
            translate("Commands", "All files (*)"),
        )
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            title,
            self._settings.folder,
            ";;".join(kinds),
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        return [Path(name) for name in names]

    def ask_image(self, title: str) -> Path | None:
        """One image file."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, title, self._settings.folder, translate("Commands", "All files (*)")
        )
        return Path(name) if name else None

    def ask_folder(self, title: str) -> Path | None:
        """Folder to open."""
        folder = QFileDialog.getExistingDirectory(self._window, title, self._settings.folder)
        return Path(folder) if folder else None

    def ask_session(self, title: str) -> Path | None:
        """Session to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, title, self._settings.folder, session_kind()
        )
        return Path(name) if name else None

    def ask_target(self, title: str, name: str, kinds: Sequence[str]) -> Path | None:
        """File to write; nothing is replaced unless the user has agreed."""
        start = str(Path(self._settings.folder) / name)
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, start, ";;".join(kinds))
        if not chosen:
            return None
        path, self.kind = Path(chosen), kind
        if path.suffix.lower() not in map(_suffix, kinds):
            path = path.with_name(path.name + _suffix(kind or kinds[0]))
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


def session_kind() -> str:
    """Kind of file of a session, as dialogs show it."""
    return translate("Commands", "ImageRep sessions ({pattern})").format(pattern=f"*{SUFFIX}")


def suggested_stem(state: State) -> str:
    """File name for what belongs to a state, without its suffix."""
    return Path(state.current.origin.name).stem if state.current else "imagerep"


def _suffix(kind: str) -> str:
    """Suffix of a kind of file as dialogs show it: ``.png`` of ``PNG image (*.png)``."""
    return kind.rsplit("*", 1)[-1].rstrip(")")
