"""The main window: menus, panels and commands around a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenuBar,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from imagerep_qt.audit.audit_commands import AuditCommands
from imagerep_qt.documentation import show_documentation
from imagerep_qt.fiji_commands import FijiCommands
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import LANGUAGES, Language, install, locale_of, translate
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.notices_panel import NoticesPanel
from imagerep_qt.panels.preview_panel import PreviewPanel
from imagerep_qt.panels.start_page import StartPage
from imagerep_qt.panels.status_panel import StatusPanel
from imagerep_qt.session import METHODS, State, Target
from imagerep_qt.session.choices import POINTS
from imagerep_qt.session.merging import LEAST_PHASES, by_label
from imagerep_qt.settings import THEMES, Settings
from imagerep_qt.theme import Mode as ThemeMode
from imagerep_qt.widgets.screen import fits_screen
from imagerep_qt.window.actions import Actions, undo_text
from imagerep_qt.window.commands import Commands, samples
from imagerep_qt.window.drop_and_paste import DropAndPaste
from imagerep_qt.window.export_commands import ExportCommands
from imagerep_qt.window.file_dialogs import FileDialogs
from imagerep_qt.window.menu_keys import MenuKeys

if TYPE_CHECKING:
    from imagerep_qt.window.workspace import Workspace

_PRELOAD_AFTER_MS = 150
_CLOSE_WAIT_S = 0.5
_FIT_MS = 20
_MOST_FITS = 5
_TABS = ("image_size", "likelihood", "correlation", "spectrum", "table")
_NEEDS_RESULT = ("copy_sentence", "export_report", "export_table", "export_plot", "fiji_show")
_NEEDS_IMAGE = (
    "export_image", "export_marked", "crop", "crop_numbers", "circle", "mask", "whole",
    "rename_phase", "pixel_size", "scale_line", "close_all", "add", "save_session",
    "save_session_as", "measure", "previous_image", "next_image", "previous_phase", "next_phase",
    "quantity", "audit",
)  # fmt: skip


class MainWindow(QMainWindow):
    """The window of the app."""

    def __init__(self, context: Context, settings: Settings) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self.session = context.session
        self.has_ended = True
        """Whether all work had ended when the window closed."""
        self._fiji = FijiCommands(
            self, context.session, settings, lambda take: self.drop_and_paste.ask(take)
        )
        self.setWindowTitle("ImageRep")
        self.setAcceptDrops(True)
        self.resize(1280, 840)
        self._build()
        self.restoreGeometry(settings.layout("window"))
        self._wanted_size: QSize | None = None
        self._n_fits = 0
        self._fitting = QTimer(self, singleShot=True, interval=_FIT_MS)
        self._fitting.timeout.connect(self._fit)
        self.session.subscribe(self._show)
        QTimer.singleShot(_PRELOAD_AFTER_MS, self._preload)

    # -- construction

    def _build(self) -> None:
        """Create everything in the window, replacing what there is."""
        context = self._context
        self.commands = Commands(self, self.session, self._settings, context.numbers)
        self.exports = ExportCommands(self, self.session, self._settings, context.numbers)
        self.audits = AuditCommands(
            self, self.session, self._settings, context.theme, context.numbers
        )
        self._workspace: Workspace | None = None
        self.notices = NoticesPanel(context)
        self.start_page = StartPage(context, samples())
        self.preview = PreviewPanel(context)
        self.status = StatusPanel(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.preview)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.drop_and_paste = DropAndPaste(self, context, self.commands)
        self.setStatusBar(QStatusBar())
        self.statusBar().addPermanentWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.setMenuBar(QMenuBar())
        self.actions_ = Actions(self, self._calls())
        self._connect()

    def _calls(self) -> dict[str, Callable[[], object]]:
        commands, exports, session, fiji = self.commands, self.exports, self.session, self._fiji
        return {
            "open": commands.open_images,
            "add": commands.add_images,
            "open_folder": commands.open_folder,
            "compare": self._compare,
            "open_raw": commands.open_raw,
            "open_session": commands.open_session,
            "save_session": commands.save_session,
            "save_session_as": commands.save_session_as,
            "export_report": exports.export_report,
            "export_table": exports.export_table,
            "export_plot": self._export_plot,
            "export_image": lambda: exports.export_image(
                lambda: self.workspace.image.picture(overlay=False)
            ),
            "export_marked": lambda: exports.export_image(self.workspace.image.picture),
            "close_all": session.close_all,
            "quit": self.close,
            "fiji_get": fiji.get_image,
            "fiji_show": fiji.show_result,
            "fiji_folder": fiji.choose_folder,
            "fiji_add": fiji.add_to_menu,
            "fiji_remove": fiji.remove_from_menu,
            "undo": session.undo,
            "redo": session.redo,
            "paste": self.drop_and_paste.paste,
            "copy_sentence": lambda: self.workspace.sentence.copy_sentence(),
            "copy_citation": lambda: self.workspace.sentence.copy_citation(),
            "copy_bibtex": lambda: self.workspace.sentence.copy_bibtex(),
            "crop": lambda: self.workspace.image.begin_crop(),
            "whole": session.use_whole_image,
            "crop_numbers": commands.crop_by_numbers,
            "circle": lambda: session.set_crop(self.workspace.image.view.crop, "circle"),
            "mask": commands.choose_mask,
            "rename_phase": lambda: self.workspace.phases.rename_chosen(),
            "merge_phase": lambda: self.workspace.phases.merge_chosen(),
            "scale_line": self._set_scale_by_line,
            "pixel_size": lambda: self.workspace.calibration.focus(),
            **{f"view_{name}": partial(self._show_tab, k) for k, name in enumerate(_TABS)},
            "directions": self._toggle_directions,
            "previous_image": partial(session.step_image, -1),
            "next_image": partial(session.step_image, 1),
            "previous_phase": partial(session.step_phase, -1),
            "next_phase": partial(session.step_phase, 1),
            "language_system": partial(self._set_language, "system"),
            **{f"language_{code}": partial(self._set_language, code) for code, _ in LANGUAGES},
            **{f"theme_{mode}": partial(self._set_theme, mode) for mode in THEMES},
            "measure": session.measure,
            **{f"method_{method}": partial(session.choose_method, method) for method in METHODS},
            "switch_method": session.switch_method,
            "quantity": lambda: self.workspace.phases.quantity.focus(),
            "cancel": session.cancel,
            "audit": self.audits.open,
            "documentation": show_documentation,
            "method": partial(self._show_page, "method"),
            "shortcuts": partial(self._show_page, "shortcuts"),
            "about": partial(self._show_page, "about"),
        }

    def _connect(self) -> None:
        page, actions = self.start_page, self.actions_
        self.notices.locate_wanted.connect(self.commands.locate)
        self.notices.choice_wanted.connect(self.commands.choose_in_file)
        page.open_requested.connect(self.commands.open_images)
        page.folder_requested.connect(self.commands.open_folder)
        page.paste_requested.connect(self.drop_and_paste.paste)
        page.sample_requested.connect(self.commands.open_sample)
        page.recent_requested.connect(self._open_recent)
        page.set_recent(self._settings.recent)
        actions.recent.aboutToShow.connect(self._fill_recent)
        for name, text in samples():
            actions.samples.addAction(text, partial(self.commands.open_sample, name))
        actions.by_name["directions"].setChecked(self._settings.shows_directions)
        actions.themes[self._context.theme.mode].setChecked(True)
        actions.languages[self._settings.language].setChecked(True)

    def _preload(self) -> None:
        """Load the panels and plots while the user looks for an image."""
        _ = self.workspace

    @property
    def workspace(self) -> Workspace:
        """The panels around an image, created on first use."""
        if self._workspace is None:
            from imagerep_qt.window.workspace import Workspace

            self._workspace = Workspace(self._context, self)
            self._workspace.hide()
            MenuKeys(self._workspace).watch(self._workspace)
            self._workspace.images.add_requested.connect(self.commands.add_images)
            self._workspace.image.numbers_wanted.connect(self.commands.crop_by_numbers)
            self._workspace.image.mask_wanted.connect(self.commands.choose_mask)
            self._workspace.tabs.export_requested.connect(self.exports.export_table)
            self._workspace.image.view.canvas.drawn.connect(self._after_drawing)
            self._workspace.image.show_directions(self._settings.shows_directions)
            self._workspace.restoreState(self._settings.layout("columns"))
            self._workspace.middle.restoreState(self._settings.layout("middle"))
        return self._workspace

    # -- events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drop_and_paste.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drop_and_paste.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_and_paste.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_and_paste.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.commands.may_close():
            event.ignore()
            return
        settings, state = self._settings, self.session.state
        settings.set_layout("window", self.saveGeometry())
        if self._workspace is not None:
            settings.set_layout("columns", self._workspace.saveState())
            settings.set_layout("middle", self._workspace.middle.saveState())
        of_fraction = state.target.relative or state.target.unit == POINTS
        target = state.target if of_fraction else Target()
        settings.set_choices(state.confidence_level, target, state.method)
        settings.save()
        self.has_ended = self.session.close(_CLOSE_WAIT_S)
        self._fiji.close()
        event.accept()

    # -- the state

    def _after_drawing(self) -> None:
        """Let go on, after this drawing, what has waited for it."""
        for call in self.session.take_waiting():
            QTimer.singleShot(0, call)

    def _show(self, state: State) -> None:
        if self.isVisible() and fits_screen(self):
            self._wanted_size = self.size()
        self._n_fits = 0
        self._fitting.start()
        self.notices.show_state(state)
        self.status.show_state(state)
        if state.is_empty:
            has_preview = self.preview.show_state(state)
            self._stack.setCurrentWidget(self.preview if has_preview else self.start_page)
        else:
            if self._stack.indexOf(self.workspace) < 0:  # not before: it needs a wider window
                self._stack.addWidget(self.workspace)
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.show_state(state)
        policy = QSizePolicy.Policy.Preferred if state.is_empty else QSizePolicy.Policy.Ignored
        for page in (self.start_page, self.preview):  # a hidden page claims no room
            page.setSizePolicy(policy, policy)
        self._enable(state)
        name = state.path.name if state.path else ""
        if not name and state.current is not None:
            name = state.current.origin.name
        self.setWindowTitle(f"{name}[*] – ImageRep" if name else "ImageRep")
        self.setWindowModified(state.path is not None and state.is_modified)

    def _fit(self) -> None:
        """Undo a growth beyond the screen: labels claim more than they need until laid out."""
        wanted = self._wanted_size
        if wanted is None or fits_screen(self):
            return
        self.resize(wanted)
        self._n_fits += 1
        if self._n_fits < _MOST_FITS:
            self._fitting.start()

    def _enable(self, state: State) -> None:
        actions = self.actions_
        for name in _NEEDS_RESULT:
            actions.enable(name, state.result is not None)
        for name in _NEEDS_IMAGE:
            actions.enable(name, not state.is_empty)
        actions.methods[state.method].setChecked(True)
        n_kept = sum(not item.excluded for item in state.phases)
        is_merged = state.phase in by_label(state.merged)
        actions.enable("merge_phase", is_merged or n_kept > LEAST_PHASES)
        actions.enable("cancel", state.busy is not None)
        for name, change in (("undo", state.undo), ("redo", state.redo)):
            actions.enable(name, change is not None)
            actions.by_name[name].setText(undo_text(name, change))

    # -- commands

    def _fill_recent(self) -> None:
        menu = self.actions_.recent
        menu.clear()
        for path in self._settings.recent:
            menu.addAction(str(path), partial(self._open_recent, str(path)))
        if menu.isEmpty():
            menu.addAction(translate("Menu", "No recent files")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(translate("Menu", "Clear this list"), self._settings.clear_recent)

    def _open_recent(self, path: str) -> None:
        self.commands.open_paths([Path(path)], replace_all=True)

    def _export_plot(self) -> None:
        tabs = self.workspace.tabs
        names = ("image-size", "likelihood", "correlation", "spectrum", "table")
        plot = getattr(tabs.currentWidget(), "plot", None)
        self.exports.export_plot(plot, names[tabs.currentIndex()])

    def _set_scale_by_line(self) -> None:
        from imagerep_qt.dialogs.scale_line import set_scale_by_line

        set_scale_by_line(self.session, self._context.numbers, self)

    def _compare(self) -> None:
        from imagerep_qt.comparison.window import show_comparison
        from imagerep_qt.qt_runner import window_runner

        dialogs = FileDialogs(self, self._settings)
        show_comparison(self._context, self.exports, dialogs, window_runner(self), self)

    def _show_tab(self, index: int) -> None:
        if not self.session.state.is_empty:
            self.workspace.tabs.setCurrentIndex(index)

    def _toggle_directions(self) -> None:
        shown = self.actions_.by_name["directions"].isChecked()
        self._settings.shows_directions = shown
        self.workspace.image.show_directions(shown)

    def _set_theme(self, mode: ThemeMode) -> None:
        self._context.theme.set_mode(mode)
        self._settings.theme = mode

    def _set_language(self, language: Language) -> None:
        self._settings.language = language
        QTimer.singleShot(0, self._rebuild)  # after the menu that was clicked

    def _rebuild(self) -> None:
        """Rebuild the window in the chosen language, with the same view of the same images."""
        from imagerep_qt.window.view_state import ViewState

        app, language = QApplication.instance(), self._settings.language
        assert app is not None  # noqa: S101 - a window has one
        view = None if self.session.state.is_empty else ViewState.of(self.workspace)
        self.session.unsubscribe(self._show)
        install(app, locale_of(language), language)
        self.setLocale(QLocale())
        self._context = replace(self._context, numbers=NumberFormat.of(QLocale()))
        self.drop_and_paste.zones.deleteLater()
        self._build()
        self.session.subscribe(self._show)
        if view is not None:
            view.restore(self.workspace)
        self.setFocus()

    def _show_page(self, name: str) -> None:
        from imagerep_qt.dialogs.help import show_page

        show_page(name, self, list(self.actions_.by_name.values()))
