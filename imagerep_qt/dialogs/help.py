"""Help and About."""

from __future__ import annotations

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from imagerep import __version__
from imagerep.result.statement import CITATION_BIBTEX, CITATION_TEXT
from imagerep_qt.dialogs.help_texts import method_page
from imagerep_qt.language import translate
from imagerep_qt.widgets.screen import fit_to_screen


class PageDialog(QDialog):
    """A dialog with a page of text."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.browser = QTextBrowser(self)
        self.browser.setOpenExternalLinks(True)
        self.browser.setAccessibleName(title)
        self.browser.document().setDocumentMargin(16)
        self.browser.setHtml(html)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.browser, 1)
        column.addWidget(self.buttons)


def method_dialog(parent: QWidget) -> PageDialog:
    dialog = PageDialog(translate("Help", "The method and its limits"), method_page(), parent)
    dialog.resize(680, 720)
    fit_to_screen(dialog)
    return dialog


def shortcuts_dialog(parent: QWidget, actions: list[QAction]) -> PageDialog:
    native = QKeySequence.SequenceFormat.NativeText
    rows = "".join(
        f"<tr><td>{action.text().replace('&', '').rstrip('…')}</td>"
        f"<td style='padding-left: 32px'><b>{action.shortcut().toString(native)}</b></td></tr>"
        for action in actions
        if not action.shortcut().isEmpty()
    )
    dialog = PageDialog(translate("Help", "Keyboard shortcuts"), f"<table>{rows}</table>", parent)
    dialog.resize(420, 620)
    fit_to_screen(dialog)
    return dialog


def about_dialog(parent: QWidget) -> PageDialog:
    what = translate("Help", "How well one segmented image represents its material.")
    please = translate("Help", "Please cite the paper of the method:")
    licence = translate(
        "Help",
        "BSD 3-Clause licence. Uses Qt and PySide (LGPL), pyqtgraph, NumPy and SciPy.",
    )
    html = (
        f"<h2>ImageRep {__version__}</h2><p>{what}</p><p>{please}</p><p>{CITATION_TEXT}</p>"
        f"<pre>{CITATION_BIBTEX}</pre><p>{licence}</p><p>{versions()}</p>"
    )
    dialog = PageDialog(translate("Help", "About ImageRep"), html, parent)
    copy = QPushButton(translate("Help", "Copy BibTeX"), dialog)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(CITATION_BIBTEX))
    dialog.buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
    dialog.resize(620, 460)
    fit_to_screen(dialog)
    return dialog


def show_page(name: str, parent: QWidget, actions: list[QAction]) -> None:
    """Show a page until the user closes it."""
    if name == "shortcuts":
        dialog = shortcuts_dialog(parent, actions)
    else:
        dialog = {"method": method_dialog, "about": about_dialog}[name](parent)
    dialog.exec()
    dialog.deleteLater()


def versions() -> str:
    """Versions of the app and its environment."""
    return (
        f"ImageRep {__version__}, Python {platform.python_version()}, PySide {pyside_version}, "
        f"{platform.system()} {platform.machine()}"
    )
