"""The window: assembles menus, panels and commands around a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenuBar,
    QStackedWidget,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from imagerep_qt.actions import Actions, named
from imagerep_qt.arrivals import Arrivals
from imagerep_qt.commands import Commands
from imagerep_qt.documentation import show_documentation
from imagerep_qt.fiji_commands import FijiCommands
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import Language, install, locale_of
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.empty_panel import EmptyPanel
from imagerep_qt.panels.notices_panel import NoticesPanel
from imagerep_qt.panels.sight_panel import SightPanel
from imagerep_qt.panels.status_panel import StatusPanel
from imagerep_qt.ready_made import fill_recent, samples
from imagerep_qt.session import State
from imagerep_qt.settings import Settings
from imagerep_qt.stepping import step_image, step_phase, switch_method
from imagerep_qt.theme import Mode as ThemeMode

if TYPE_CHECKING:
    from imagerep_qt.workspace import Workspace

_PRELOAD_AFTER_MS = 150
_CLOSE_WAIT_S = 0.5


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
            self, context.session, settings, lambda take: self.arrivals.ask(take)
        )
        self.setWindowTitle("ImageRep")
        self.setAcceptDrops(True)
        self.resize(1280, 840)
        self._build()
        self.restoreGeometry(settings.layout("window"))
        self.session.subscribe(self._show)
        QTimer.singleShot(_PRELOAD_AFTER_MS, self._preload)

    def _build(self) -> None:
        """Make everything in the window, in place of what may be there."""
        context = self._context
        self.commands = Commands(self, self.session, self._settings, context.numbers)
        self._workspace: Workspace | None = None
        self.notices = NoticesPanel(context)
        self.empty = EmptyPanel(context, samples())
        self.status = StatusPanel(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self.sight = SightPanel(context)
        self._stack.addWidget(self.sight)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.arrivals = Arrivals(self, context, self.commands)
        self.setStatusBar(QStatusBar())
        self.statusBar().addPermanentWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.setMenuBar(QMenuBar())
        self.actions_ = Actions(self, self._calls())
        self.actions_.build()
        self._connect()

    @property
    def workspace(self) -> Workspace:
        """The panels around an image; made when they are first needed."""
        if self._workspace is None:
            from imagerep_qt.workspace import Workspace

            self._workspace = Workspace(self._context)
            self._stack.addWidget(self._workspace)
            self._workspace.images.add_requested.connect(self.commands.add_images)
            self._workspace.views.export_requested.connect(self.commands.export_table)
            self._workspace.image.show_directions(self._settings.shows_directions)
            self._workspace.restoreState(self._settings.layout("columns"))
            self._workspace.middle.restoreState(self._settings.layout("middle"))
        return self._workspace

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - the name is Qt's
        """Accept files and images."""
        self.arrivals.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show where they would go."""
        self.arrivals.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show it no longer."""
        self.arrivals.leave()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - the name is Qt's
        """Open what is dropped."""
        self.arrivals.drop(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Remember the window and end all work."""
        if not self.commands.may_close():
            event.ignore()
            return
        settings, state = self._settings, self.session.state
        settings.set_layout("window", self.saveGeometry())
        if self._workspace is not None:
            settings.set_layout("columns", self._workspace.saveState())
            settings.set_layout("middle", self._workspace.middle.saveState())
        settings.set_reading(state.confidence_level, state.target, state.method)
        settings.save()
        self.has_ended = self.session.close(_CLOSE_WAIT_S)
        self._fiji.close()
        event.accept()

    def _show(self, state: State) -> None:
        self.notices.show_state(state)
        self.status.show_state(state)
        if state.is_empty:
            is_seen = self.sight.show_state(state)
            self._stack.setCurrentWidget(self.sight if is_seen else self.empty)
        else:
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.show_state(state)
        self._enable(state)
        name = state.path.name if state.path else ""
        if not name and state.current is not None:
            name = state.current.source.name
        self.setWindowTitle(f"{name}[*] – ImageRep" if name else "ImageRep")
        self.setWindowModified(state.path is not None and state.is_modified)

    def _enable(self, state: State) -> None:
        actions = self.actions_
        has_result, has_image = state.result is not None, not state.is_empty
        for name in (
            "copy_sentence", "export_report", "export_table", "export_plot", "fiji_show",
        ):  # fmt: skip
            actions.enable(name, has_result)
        for name in ("export_image", "crop", "whole", "rename_phase", "pixel_size", "close_all",
                     "add", "save_session", "save_session_as", "measure", "previous_image",
                     "next_image", "previous_phase", "next_phase"):  # fmt: skip
            actions.enable(name, has_image)
        actions.methods[state.method].setChecked(True)
        actions.enable("cancel", state.busy is not None)
        actions.enable("undo", state.undo is not None)
        actions.enable("redo", state.redo is not None)
        actions.by_name["undo"].setText(named("undo", state.undo))
        actions.by_name["redo"].setText(named("redo", state.redo))

    def _calls(self) -> dict[str, Callable[[], object]]:
        commands, session, fiji = self.commands, self.session, self._fiji
        return {
            "open": commands.open_images,
            "add": commands.add_images,
            "open_folder": commands.open_folder,
            "open_session": commands.open_session,
            "save_session": commands.save_session,
            "save_session_as": commands.save_session_as,
            "export_report": commands.export_report,
            "export_table": commands.export_table,
            "export_plot": self._export_plot,
            "export_image": lambda: commands.export_image(self.workspace.image.picture),
            "close_all": session.close_all,
            "quit": self.close,
            "fiji_get": fiji.get_image,
            "fiji_show": fiji.show_result,
            "fiji_folder": fiji.choose_folder,
            "fiji_add": fiji.add_to_menu,
            "fiji_remove": fiji.remove_from_menu,
            "undo": session.undo,
            "redo": session.redo,
            "paste": self.arrivals.paste,
            "copy_sentence": lambda: self.workspace.sentence.copy_sentence(),
            "copy_citation": lambda: self.workspace.sentence.copy_citation(),
            "copy_bibtex": lambda: self.workspace.sentence.copy_bibtex(),
            "crop": lambda: self.workspace.image.begin_crop(),
            "whole": lambda: session.set_crop(None),
            "rename_phase": lambda: self.workspace.phases.rename_chosen(),
            "pixel_size": lambda: self.workspace.calibration.focus(),
            "view_scale_bar": partial(self._see, 0),
            "view_likelihood": partial(self._see, 1),
            "view_correlation": partial(self._see, 2),
            "view_spectrum": partial(self._see, 3),
            "view_table": partial(self._see, 4),
            "directions": self._toggle_directions,
            "previous_image": partial(step_image, session, -1),
            "next_image": partial(step_image, session, 1),
            "previous_phase": partial(step_phase, session, -1),
            "next_phase": partial(step_phase, session, 1),
            "language_system": partial(self._set_language, "system"),
            "language_en": partial(self._set_language, "en"),
            "language_de": partial(self._set_language, "de"),
            "theme_system": partial(self._set_theme, "system"),
            "theme_light": partial(self._set_theme, "light"),
            "theme_dark": partial(self._set_theme, "dark"),
            "measure": session.measure,
            "method_two-point": partial(session.choose_method, "two-point"),
            "method_spectral": partial(session.choose_method, "spectral"),
            "switch_method": partial(switch_method, session),
            "cancel": session.cancel,
            "documentation": show_documentation,
            "method": partial(self._page, "method"),
            "shortcuts": partial(self._page, "shortcuts"),
            "about": partial(self._page, "about"),
        }

    def _connect(self) -> None:
        commands = self.commands
        self.empty.open_requested.connect(commands.open_images)
        self.empty.folder_requested.connect(commands.open_folder)
        self.empty.paste_requested.connect(self.arrivals.paste)
        self.empty.sample_requested.connect(commands.open_sample)
        self.empty.recent_requested.connect(self._open_recent)
        self.empty.set_recent(self._settings.recent)
        self.actions_.recent.aboutToShow.connect(self._fill_recent)
        for name, text in samples():
            self.actions_.samples.addAction(text, partial(commands.open_sample, name))
        self.actions_.by_name["directions"].setChecked(self._settings.shows_directions)
        self.actions_.themes[self._context.theme.mode].setChecked(True)
        self.actions_.languages[self._settings.language].setChecked(True)

    def _preload(self) -> None:
        """Load the plots while the person still looks for an image."""
        _ = self.workspace

    def _fill_recent(self) -> None:
        fill_recent(self.actions_.recent, self._settings, self._open_recent)

    def _open_recent(self, path: str) -> None:
        self.commands.open_paths([Path(path)], replace_all=True)

    def _export_plot(self) -> None:
        view = self.workspace.views.currentWidget()
        plot = getattr(view, "plot", None)
        names = ("scale-bar", "likelihood", "correlation", "spectrum", "table")
        self.commands.export_plot(plot, names[self.workspace.views.currentIndex()])

    def _see(self, index: int) -> None:
        if not self.session.state.is_empty:
            self.workspace.views.setCurrentIndex(index)

    def _toggle_directions(self) -> None:
        shown = self.actions_.by_name["directions"].isChecked()
        self._settings.shows_directions = shown
        self.workspace.image.show_directions(shown)

    def _set_theme(self, mode: ThemeMode) -> None:
        self._context.theme.set_mode(mode)
        self._settings.theme = mode

    def _set_language(self, language: Language) -> None:
        self._settings.language = language
        QTimer.singleShot(0, self._speak)  # the menu that was clicked is made anew

    def _speak(self) -> None:
        """Make the window anew in the language that was chosen; all else stays as it is."""
        from imagerep_qt.sights import Sights

        app, language = QApplication.instance(), self._settings.language
        assert app is not None  # noqa: S101 - a window has one
        sights = None if self.session.state.is_empty else Sights.of(self.workspace)
        self.session.unsubscribe(self._show)
        install(app, locale_of(language), language)
        self.setLocale(QLocale())
        self._context = replace(self._context, numbers=NumberFormat.of(QLocale()))
        self.arrivals.zones.deleteLater()
        self._build()
        self.session.subscribe(self._show)
        if sights is not None:
            sights.give(self.workspace)
        self.setFocus()

    def _page(self, name: str) -> None:
        from imagerep_qt.dialogs.help import show_page

        show_page(name, self, list(self.actions_.by_name.values()))
