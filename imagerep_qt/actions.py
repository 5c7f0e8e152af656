"""Menus and keyboard shortcuts of the window, as a table of what calls what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

_Key = QKeySequence.StandardKey


@dataclass(slots=True)
class Actions:
    """The actions of a window, by their name in the code.

    Parameters
    ----------
    window : QMainWindow
        The window.
    calls : mapping of str to callable
        What each action does.
    """

    window: QMainWindow
    calls: dict[str, Callable[[], object]]
    by_name: dict[str, QAction] = field(default_factory=dict)
    recent: QMenu = field(init=False)
    samples: QMenu = field(init=False)
    themes: dict[str, QAction] = field(default_factory=dict)

    def build(self) -> None:
        """Fill the menu bar."""
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._measure_menu()
        self._help_menu()

    def enable(self, name: str, enabled: bool) -> None:
        """Allow an action, or not.

        Parameters
        ----------
        name : str
            Its name.
        enabled : bool
            Whether it can be used.
        """
        self.by_name[name].setEnabled(enabled)

    def _file_menu(self) -> None:
        tr = self._tr
        menu = self._menu(tr("&File"))
        self._add(menu, "open", tr("&Open images…"), _Key.Open)
        self._add(menu, "add", tr("&Add images…"), "Ctrl+Shift+A")
        self._add(menu, "open_folder", tr("Open &folder…"), "Ctrl+Shift+O")
        self._add(menu, "fiji_get", tr("&Get image from Fiji"), "Ctrl+G")
        self.recent = menu.addMenu(tr("Open &recent"))
        self.samples = menu.addMenu(tr("Open sa&mple"))
        menu.addSeparator()
        self._add(menu, "open_session", tr("Open s&ession…"))
        self._add(menu, "save_session", tr("&Save session"), _Key.Save)
        self._add(menu, "save_session_as", tr("Save session &as…"), _Key.SaveAs)
        menu.addSeparator()
        export = menu.addMenu(tr("E&xport"))
        self._add(export, "export_report", tr("&Report as PDF…"), "Ctrl+E")
        self._add(export, "export_table", tr("&Table as CSV or JSON…"), "Ctrl+Shift+E")
        self._add(export, "export_plot", tr("&Plot as PNG or SVG…"))
        self._add(export, "export_image", tr("&Image with tint as PNG…"))
        self._add(menu, "fiji_show", tr("S&how result in Fiji"), "Ctrl+Shift+G")
        self._add(menu, "fiji_folder", tr("Choose Fi&ji's folder…"))
        menu.addSeparator()
        self._add(menu, "close_all", tr("&Close images"), _Key.Close)
        quit_action = self._add(menu, "quit", tr("&Quit"), _Key.Quit)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    def _edit_menu(self) -> None:
        tr = self._tr
        menu = self._menu(tr("&Edit"))
        self._add(menu, "undo", tr("&Undo"), _Key.Undo)
        self._add(menu, "redo", tr("&Redo"), _Key.Redo)
        menu.addSeparator()
        self._add(menu, "paste", tr("&Paste image"), _Key.Paste)
        self._add(menu, "copy_sentence", tr("Copy &sentence"), "Ctrl+Shift+C")
        self._add(menu, "copy_citation", tr("Copy &citation"))
        self._add(menu, "copy_bibtex", tr("Copy &BibTeX"))
        menu.addSeparator()
        self._add(menu, "crop", tr("C&rop"), "Ctrl+K")
        self._add(menu, "whole", tr("Use the &whole image"), "Ctrl+Shift+K")
        self._add(menu, "rename_phase", tr("Re&name phase"), "F2")
        self._add(menu, "pixel_size", tr("Pixel si&ze"), "Ctrl+L")

    def _view_menu(self) -> None:
        tr = self._tr
        menu = self._menu(tr("&View"))
        for index, (name, text) in enumerate(
            (
                ("view_scale_bar", tr("&Scale bar")),
                ("view_likelihood", tr("&Likelihood")),
                ("view_correlation", tr("&Correlation")),
                ("view_table", tr("&Table")),
            ),
            start=1,
        ):
            self._add(menu, name, text, f"Ctrl+{index}")
        menu.addSeparator()
        self._add(menu, "previous_image", tr("&Previous image"), "Alt+Up")
        self._add(menu, "next_image", tr("&Next image"), "Alt+Down")
        self._add(menu, "previous_phase", tr("Previous p&hase"), "Alt+Left")
        self._add(menu, "next_phase", tr("Ne&xt phase"), "Alt+Right")
        menu.addSeparator()
        looks = menu.addMenu(tr("&Appearance"))
        group = QActionGroup(self.window)
        for mode, text in (
            ("system", tr("As the &system")),
            ("light", tr("&Light")),
            ("dark", tr("&Dark")),
        ):
            action = self._add(looks, f"theme_{mode}", text)
            action.setCheckable(True)
            group.addAction(action)
            self.themes[mode] = action

    def _measure_menu(self) -> None:
        tr = self._tr
        menu = self._menu(tr("&Measure"))
        self._add(menu, "measure", tr("&Measure again"), "F5")
        self._add(menu, "cancel", tr("&Cancel"), "Esc")

    def _help_menu(self) -> None:
        tr = self._tr
        menu = self._menu(tr("&Help"))
        self._add(menu, "method", tr("The &method and its limits"), _Key.HelpContents)
        self._add(menu, "shortcuts", tr("&Keyboard shortcuts"))
        about = self._add(menu, "about", tr("&About ImageRep"))
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _menu(self, title: str) -> QMenu:
        return self.window.menuBar().addMenu(title)

    def _add(self, menu: QMenu, name: str, text: str, key: str | _Key | None = None) -> QAction:
        action = menu.addAction(text)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda: self.calls[name]())
        self.by_name[name] = action
        return action

    def _tr(self, text: str) -> str:
        return self.window.tr(text)
