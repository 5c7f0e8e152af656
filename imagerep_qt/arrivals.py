"""What is dropped on the window or pasted into it, and the question where it belongs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from imagerep_qt.clipboard import Incoming, incoming_of
from imagerep_qt.commands import Commands
from imagerep_qt.panels.context import Context
from imagerep_qt.panels.drop_zones import DropZones, Place
from imagerep_qt.session import Mode, Notice, store


class Arrivals:
    """Takes what arrives at once where its place is plain, and asks otherwise."""

    def __init__(self, window: QWidget, context: Context, commands: Commands) -> None:
        self._session = context.session
        self._commands = commands
        self.zones = DropZones(context, window)

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept files and images, and show where they can go."""
        incoming = incoming_of(event.mimeData())
        if incoming is None:
            return
        event.acceptProposedAction()
        if not self._is_plain(incoming):
            self.zones.offer()

    def move(self, event: QDragMoveEvent) -> None:
        """Mark where a drop would go."""
        event.acceptProposedAction()
        self.zones.hover(event.position().toPoint())

    def leave(self) -> None:
        """Hide the places again."""
        self.zones.hide()

    def drop(self, event: QDropEvent) -> None:
        """Take what is dropped; dropped beside the places, ask."""
        incoming = incoming_of(event.mimeData())
        place = self.zones.place_at(event.position().toPoint()) if self.zones.isVisible() else None
        self.zones.hide()
        event.acceptProposedAction()
        if incoming is None:
            hint = "Try once more, or choose Open images in the File menu."
            self._session.notify(Notice("Nothing arrived of what was dropped.", hint))
            return
        self._take_or_ask(incoming, place)

    def paste(self) -> None:
        """Take what is on the clipboard, or ask where it belongs."""
        incoming = incoming_of(QGuiApplication.clipboard().mimeData())
        self._take_or_ask(incoming or Incoming(), None)

    def ask(self, take: Callable[[bool, Mode | None], None]) -> None:
        """Ask where something belongs that comes from another program."""
        if self._session.state.is_empty:
            take(True, Mode.ONE_MATERIAL)
            return

        def answered(place: Place) -> None:
            mode = {Place.REPLACE: Mode.ONE_MATERIAL, Place.BATCH: Mode.BATCH}.get(place)
            take(place is Place.REPLACE, mode)

        self.zones.ask(answered)

    def _is_plain(self, incoming: Incoming) -> bool:
        is_session = any(path.suffix.lower() == store.SUFFIX for path in incoming.paths)
        return self._session.state.is_empty or is_session or incoming.is_empty

    def _take_or_ask(self, incoming: Incoming, place: Place | None) -> None:
        if self._is_plain(incoming):
            place = Place.REPLACE
        if place is not None:
            self._commands.take(incoming, place)
        else:
            self.zones.ask(lambda place: self._commands.take(incoming, place))
