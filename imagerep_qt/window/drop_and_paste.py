"""Drag and drop, and pasting; asks where new images belong unless that is clear."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from imagerep_qt.panels.context import Context
from imagerep_qt.panels.drop_zones import DropZones, Place
from imagerep_qt.session import Mode, session_file
from imagerep_qt.session.notices import notice
from imagerep_qt.window.commands import Commands
from imagerep_qt.window.mime_data import Incoming, incoming_of


class DropAndPaste:
    """Handles drops on a window and pastes into it."""

    def __init__(self, window: QWidget, context: Context, commands: Commands) -> None:
        self._session = context.session
        self._commands = commands
        self.zones = DropZones(context, window)

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept files and images, and show where they can be dropped."""
        incoming = incoming_of(event.mimeData())
        if incoming is None:
            return
        event.acceptProposedAction()
        if not self._is_clear(incoming):
            self.zones.offer()

    def move(self, event: QDragMoveEvent) -> None:
        """Highlight where a drop would go."""
        event.acceptProposedAction()
        self.zones.hover(event.position().toPoint())

    def leave(self) -> None:
        """Hide the zones."""
        self.zones.hide()

    def drop(self, event: QDropEvent) -> None:
        """Open what is dropped; ask where it is dropped beside the zones."""
        incoming = incoming_of(event.mimeData())
        place = self.zones.place_at(event.position().toPoint()) if self.zones.isVisible() else None
        self.zones.hide()
        event.acceptProposedAction()
        if incoming is None:
            self._session.notify(notice("nothing-dropped"))
            return
        self._open_or_ask(incoming, place)

    def paste(self) -> None:
        """Open what is on the clipboard, or ask where it belongs."""
        incoming = incoming_of(QGuiApplication.clipboard().mimeData())
        self._open_or_ask(incoming or Incoming(), None)

    def ask(self, take: Callable[[bool, Mode | None], None]) -> None:
        """Ask where an image of another program belongs, for ``take(replace_all, mode)``."""
        if self._session.state.is_empty:
            take(True, Mode.ONE_MATERIAL)
            return

        def answered(place: Place) -> None:
            mode = {Place.REPLACE: Mode.ONE_MATERIAL, Place.BATCH: Mode.BATCH}.get(place)
            take(place is Place.REPLACE, mode)

        self.zones.ask(answered)

    def _is_clear(self, incoming: Incoming) -> bool:
        is_session = any(path.suffix.lower() == session_file.SUFFIX for path in incoming.paths)
        return self._session.state.is_empty or is_session or incoming.is_empty

    def _open_or_ask(self, incoming: Incoming, place: Place | None) -> None:
        if self._is_clear(incoming):
            place = Place.REPLACE
        if place is not None:
            self._commands.open_incoming(incoming, place)
        else:
            self.zones.ask(lambda place: self._commands.open_incoming(incoming, place))
