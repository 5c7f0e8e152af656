"""What the window asks of a running Fiji; what talks to Fiji is plugged in from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from imagerep_qt.session import Image, Result


class Fiji(Protocol):
    """A Fiji that images come from and results go to.

    The methods return at once; what they find is told by the functions they are given, in the
    thread of the window.
    """

    def get_image(
        self, received: Callable[[Image, str], None], failed: Callable[[Exception], None]
    ) -> None:
        """Get the image that is active in Fiji.

        Parameters
        ----------
        received : callable
            ``received(image, name)``.
        failed : callable
            ``failed(error)``, with an `ImageRepError` for what a user can cause.
        """

    def show_result(
        self, result: Result, shown: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        """Show a result in Fiji: a row of its table, and the phase as an overlay.

        Parameters
        ----------
        result : Result
            The result.
        shown : callable
            ``shown()`` at the end.
        failed : callable
            ``failed(error)``.
        """

    def close(self) -> None:
        """End the connection."""
