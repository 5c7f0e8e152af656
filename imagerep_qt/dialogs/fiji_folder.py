"""Asks once where Fiji is, when it is not in the usual places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from imagerep.errors import ImageRepError
from imagerep_qt.language import translate
from imagerep_qt.settings import Settings


def settle_fiji(
    parent: QWidget, settings: Settings, failed: Callable[[ImageRepError], None]
) -> bool:
    """Make sure that it is known which Fiji to start; False where nothing is to start."""
    from fiji_bridge.fiji_folder import find_fiji

    if settings.fiji_was_asked or find_fiji() is not None:
        return True
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Question)
    question.setWindowTitle(translate("FijiFolder", "Where is Fiji?"))
    question.setText(translate("FijiFolder", "No Fiji was found in the usual places."))
    question.setInformativeText(
        translate(
            "FijiFolder",
            "Choose its folder, or use the plain ImageJ that ImageRep starts by itself.",
        )
    )
    choose = question.addButton(
        translate("FijiFolder", "Choose folder…"), QMessageBox.ButtonRole.AcceptRole
    )
    plain = question.addButton(
        translate("FijiFolder", "Use plain ImageJ"), QMessageBox.ButtonRole.NoRole
    )
    question.addButton(QMessageBox.StandardButton.Cancel)
    question.exec()
    clicked = question.clickedButton()
    if clicked is choose:
        return choose_fiji(parent, settings, failed)
    if clicked is plain:
        settings.fiji_was_asked = True
        return True
    return False


def choose_fiji(
    parent: QWidget, settings: Settings, failed: Callable[[ImageRepError], None]
) -> bool:
    """Ask for the folder of Fiji, check it and remember it; False where none can be used."""
    from fiji_bridge.fiji_folder import check_folder
    from fiji_bridge.folders import remember_fiji

    title = translate("FijiFolder", "Choose the folder of Fiji")
    folder = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    if not folder:
        return False
    try:
        remember_fiji(check_folder(folder).path)
    except ImageRepError as error:
        failed(error)
        return False
    settings.fiji_was_asked = True
    return True
