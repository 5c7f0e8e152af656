"""Menus and keyboard shortcuts of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from imagerep_qt.documentation import documentation
from imagerep_qt.language import LANGUAGES, translate
from imagerep_qt.session.choices import Change

_Key = QKeySequence.StandardKey


@dataclass(slots=True)
class Actions:
    """The actions of a window by name; `calls` are the functions that they trigger."""

    window: QMainWindow
    calls: dict[str, Callable[[], object]]
    by_name: dict[str, QAction] = field(default_factory=dict)
    recent: QMenu = field(init=False)
    samples: QMenu = field(init=False)
    themes: dict[str, QAction] = field(default_factory=dict)
    languages: dict[str, QAction] = field(default_factory=dict)
    methods: dict[str, QAction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._measure_menu()
        self._help_menu()

    def enable(self, name: str, enabled: bool) -> None:
        """Enable or disable an action."""
        self.by_name[name].setEnabled(enabled)

    def _file_menu(self) -> None:
        menu = self._menu(translate("Menu", "&File"))
        self._add(menu, "open", translate("Menu", "&Open images…"), _Key.Open)
        self._add(menu, "add", translate("Menu", "&Add images…"), "Ctrl+Shift+A")
        self._add(menu, "open_folder", translate("Menu", "Open &folder…"), "Ctrl+Shift+O")
        self._add(menu, "compare", translate("Menu", "Com&pare materials…"), "Ctrl+M")
        self._add(menu, "open_raw", translate("Menu", "Open RA&W…"))
        self.recent = menu.addMenu(translate("Menu", "Open &recent"))
        self.samples = menu.addMenu(translate("Menu", "Open sa&mple"))
        menu.addSeparator()
        self._add(menu, "open_session", translate("Menu", "Open s&ession…"))
        self._add(menu, "save_session", translate("Menu", "&Save session"), _Key.Save)
        self._add(menu, "save_session_as", translate("Menu", "Save sess&ion as…"), _Key.SaveAs)
        menu.addSeparator()
        export = menu.addMenu(translate("Menu", "E&xport"))
        self._add(export, "export_report", translate("Menu", "&Report as PDF…"), "Ctrl+E")
        self._add(export, "export_table", translate("Menu", "&Table…"), "Ctrl+Shift+E")
        self._add(
            export, "export_plot", translate("Menu", "&Figure for publication…"), "Ctrl+Shift+F"
        )
        self._add(export, "export_image", translate("Menu", "&Image with tint as PNG…"))
        self._add(
            export, "export_marked", translate("Menu", "Image with tint and &scale bar as PNG…")
        )
        fiji = menu.addMenu(translate("Menu", "Fi&ji"))
        self._add(fiji, "fiji_get", translate("Menu", "&Get image from Fiji"), "Ctrl+G")
        self._add(fiji, "fiji_show", translate("Menu", "S&how result in Fiji"), "Ctrl+Shift+G")
        self._add(fiji, "fiji_folder", translate("Menu", "Choose Fi&ji's folder…"))
        self._add(fiji, "fiji_add", translate("Menu", "Add ImageRep &to Fiji…"))
        self._add(fiji, "fiji_remove", translate("Menu", "Remo&ve ImageRep from Fiji…"))
        menu.addSeparator()
        self._add(menu, "close_all", translate("Menu", "&Close images"), _Key.Close)
        quit_action = self._add(menu, "quit", translate("Menu", "&Quit"), _Key.Quit)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    def _edit_menu(self) -> None:
        menu = self._menu(translate("Menu", "&Edit"))
        self._add(menu, "undo", translate("Menu", "&Undo"), _Key.Undo)
        self._add(menu, "redo", translate("Menu", "&Redo"), _Key.Redo)
        menu.addSeparator()
        self._add(menu, "paste", translate("Menu", "&Paste image"), _Key.Paste)
        self._add(menu, "copy_sentence", translate("Menu", "Copy &sentence"), "Ctrl+Shift+C")
        self._add(menu, "copy_citation", translate("Menu", "Copy &citation"))
        self._add(menu, "copy_bibtex", translate("Menu", "Copy &BibTeX"))
        menu.addSeparator()
        self._add(menu, "crop", translate("Menu", "Cr&op"), "Ctrl+K")
        self._add(menu, "crop_numbers", translate("Menu", "Crop by nu&mbers…"), "Ctrl+Alt+K")
        self._add(menu, "circle", translate("Menu", "Circl&e of a tomogram"))
        self._add(menu, "mask", translate("Menu", "M&ask from a file…"))
        self._add(menu, "whole", translate("Menu", "Use the &whole image"), "Ctrl+Shift+K")
        self._add(menu, "rename_phase", translate("Menu", "Re&name phase"), "F2")
        self._add(menu, "merge_phase", translate("Menu", "Mer&ge or split phase…"), "F8")
        self._add(menu, "pixel_size", translate("Menu", "Pixel si&ze"), "Ctrl+L")
        self._add(menu, "scale_line", translate("Menu", "Scale by a l&ine…"), "Ctrl+Shift+L")

    def _view_menu(self) -> None:
        menu = self._menu(translate("Menu", "&View"))
        for index, (name, text) in enumerate(
            (
                ("view_image_size", translate("Menu", "&Image size")),
                ("view_likelihood", translate("Menu", "&Likelihood")),
                ("view_correlation", translate("Menu", "&Correlation")),
                ("view_spectrum", translate("Menu", "Spect&rum")),
                ("view_table", translate("Menu", "&Table")),
            ),
            start=1,
        ):
            self._add(menu, name, text, f"Ctrl+{index}")
        menu.addSeparator()
        shown = self._add(
            menu, "directions", translate("Menu", "&Directions on the image"), "Ctrl+D"
        )
        shown.setCheckable(True)
        menu.addSeparator()
        self._add(menu, "previous_image", translate("Menu", "&Previous image"), "Alt+Up")
        self._add(menu, "next_image", translate("Menu", "&Next image"), "Alt+Down")
        self._add(menu, "previous_phase", translate("Menu", "Previous p&hase"), "Alt+Left")
        self._add(menu, "next_phase", translate("Menu", "Ne&xt phase"), "Alt+Right")
        menu.addSeparator()
        system = ("system", translate("Menu", "As the &system"))
        languages = menu.addMenu(translate("Menu", "Lan&guage"))
        self.languages = self._choices(languages, "language", (system, *LANGUAGES))
        light, dark = translate("Menu", "&Light"), translate("Menu", "&Dark")
        looks = menu.addMenu(translate("Menu", "&Appearance"))
        self.themes = self._choices(looks, "theme", (system, ("light", light), ("dark", dark)))

    def _measure_menu(self) -> None:
        menu = self._menu(translate("Menu", "&Measure"))
        self._add(menu, "measure", translate("Menu", "&Measure again"), "F5")
        self._add(menu, "cancel", translate("Menu", "&Cancel"), "Esc")
        menu.addSeparator()
        methods = (
            ("two-point", translate("Menu", "&Two-point method, as published")),
            ("spectral", translate("Menu", "&Spectral method")),
        )
        self.methods = self._choices(menu, "method", methods)
        switch = translate("Menu", "S&witch the method")
        self._add(menu, "switch_method", switch, "Ctrl+Shift+M")
        self._add(menu, "quantity", translate("Menu", "&Quantity"), "F7")
        menu.addSeparator()
        audit = translate("Menu", "&Audit the segmentation…")
        self._add(menu, "audit", audit, "F6")

    def _help_menu(self) -> None:
        menu = self._menu(translate("Menu", "&Help"))
        pages = self._add(menu, "documentation", translate("Menu", "&Documentation"))
        pages.setVisible(documentation() is not None)
        self._add(
            menu, "method", translate("Menu", "The &method and its limits"), _Key.HelpContents
        )
        self._add(menu, "shortcuts", translate("Menu", "&Keyboard shortcuts"))
        about = self._add(menu, "about", translate("Menu", "&About ImageRep"))
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _choices(
        self, menu: QMenu, kind: str, texts: Iterable[tuple[str, str]]
    ) -> dict[str, QAction]:
        """Actions of which one is checked, by what each stands for."""
        found, group = {}, QActionGroup(menu)
        for name, text in texts:
            found[name] = self._add(menu, f"{kind}_{name}", text)
            found[name].setCheckable(True)
            group.addAction(found[name])
        return found

    def _menu(self, title: str) -> QMenu:
        return self.window.menuBar().addMenu(title)

    def _add(self, menu: QMenu, name: str, text: str, key: str | _Key | None = None) -> QAction:
        action = menu.addAction(text)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda: self.calls[name]())
        self.by_name[name] = action
        return action


def undo_text(name: str, change: Change | None) -> str:
    """Text of undo or redo, with the name of the change."""
    undo, redo = translate("Menu", "&Undo"), translate("Menu", "&Redo")
    verb = undo if name == "undo" else redo
    if change is None:
        return verb
    names = {
        Change.CROP: translate("Menu", "crop"),
        Change.PHASE: translate("Menu", "choice of phase"),
        Change.PHASE_NAME: translate("Menu", "name of phase"),
        Change.MERGING: translate("Menu", "merging of phases"),
        Change.METHOD: translate("Menu", "choice of method"),
        Change.QUANTITY: translate("Menu", "choice of quantity"),
        Change.THRESHOLD: translate("Menu", "threshold"),
        Change.CALIBRATION: translate("Menu", "pixel size"),
        Change.SLICES: translate("Menu", "volume or separate images"),
        Change.DOMAIN: translate("Menu", "sample"),
        Change.VALUES: translate("Menu", "values"),
        Change.SELECTION: translate("Menu", "selection of images"),
    }
    return translate("Menu", "{verb} {change}").format(verb=verb, change=names[change])
