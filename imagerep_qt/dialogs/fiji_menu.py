"""Adds ImageRep to the menu of the person's own Fiji, and takes it out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from imagerep.errors import ImageRepError
from imagerep_qt.language import translate
from imagerep_qt.session.notices import Notice, Severity, notice, notice_of_error

Tell = Callable[[Notice], None]


def add_to_fiji(parent: QWidget, tell: Tell) -> None:
    """Ask for the folder of Fiji or ImageJ, and add Plugins > ImageRep to it."""
    from fiji_bridge.macro.install import install

    folder = _chosen(parent, translate("FijiMenu", "Choose the folder of Fiji or ImageJ"))
    if folder is None:
        return
    try:
        done = install(folder)
    except ImageRepError as error:
        tell(notice_of_error(error))
        return
    tell(notice("fiji-menu-added", Severity.INFORMATION, folder=str(done.folder)))


def remove_from_fiji(parent: QWidget, tell: Tell) -> None:
    """Ask for the folder of Fiji or ImageJ, and take Plugins > ImageRep out of it."""
    from fiji_bridge.macro.install import remove

    folder = _chosen(
        parent, translate("FijiMenu", "Choose the folder that ImageRep is to be removed from")
    )
    if folder is None:
        return
    try:
        root = remove(folder)
    except ImageRepError as error:
        tell(notice_of_error(error))
        return
    tell(notice("fiji-menu-removed", Severity.INFORMATION, folder=str(root)))


def _chosen(parent: QWidget, title: str) -> Path | None:
    from fiji_bridge.fiji_folder import find_fiji

    known = find_fiji()
    start = known.path if known is not None else Path.home()
    folder = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(folder) if folder else None
