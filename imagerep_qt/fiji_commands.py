"""What the menus do with Fiji."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtWidgets import QWidget

from imagerep_qt.dialogs.fiji_folder import choose_fiji
from imagerep_qt.dialogs.fiji_menu import add_to_fiji, remove_from_fiji
from imagerep_qt.session import Mode, Session
from imagerep_qt.settings import Settings

if TYPE_CHECKING:
    from imagerep_qt.fiji import FijiLink

Take: TypeAlias = Callable[[bool, Mode | None], None]
"""``take(replace_all, mode)``: an image goes where it was said to go."""


class FijiCommands:
    """Commands of a window; the link to Fiji is made when it is first needed."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        ask: Callable[[Take], None],
    ) -> None:
        self._window = window
        self._session = session
        self._settings = settings
        self._ask = ask
        self._link: FijiLink | None = None

    def get_image(self) -> None:
        """Get the image that is active in Fiji."""
        link = self._settled()
        if link is not None:
            self._ask(lambda replaces, mode: link.get_image(replace_all=replaces, mode=mode))

    def show_result(self) -> None:
        """Show the result in Fiji."""
        link = self._settled()
        if link is not None:
            link.show_result()

    def choose_folder(self) -> None:
        """Ask for the folder of Fiji."""
        choose_fiji(self._window, self._settings, self._session.report)

    def add_to_menu(self) -> None:
        """Add ImageRep to the menu of a Fiji."""
        add_to_fiji(self._window, self._session.notify)

    def remove_from_menu(self) -> None:
        """Take ImageRep out of the menu of a Fiji."""
        remove_from_fiji(self._window, self._session.notify)

    def close(self) -> None:
        """End the connection; Fiji stays open."""
        if self._link is not None:
            self._link.close()

    def _settled(self) -> FijiLink | None:
        """The link, once it is known which Fiji to start."""
        from imagerep_qt.dialogs.fiji_folder import settle_fiji

        if not settle_fiji(self._window, self._settings, self._session.report):
            return None
        if self._link is None:
            from imagerep_qt.fiji import FijiLink
            from imagerep_qt.qt_runner import window_runner

            self._link = FijiLink(self._session, window_runner(self._window))
        return self._link
