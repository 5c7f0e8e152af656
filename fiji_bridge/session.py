"""One image measured in ImageJ: pulled, measured, shown. What menu, macro and Python share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.errors import ImageJError
from fiji_bridge.job import Outcome, Progress, ShouldStop, run
from fiji_bridge.options import CommandOptions
from fiji_bridge.prepared import PreparedImage, StackMode
from fiji_bridge.presentation import Presentation
from fiji_bridge.pull import current_image, pull
from fiji_bridge.push import ResultTable, add_to_roi_manager, clear_overlay, draw_overlay
from fiji_bridge.snapshot import ImageSnapshot


class ImageJSession:
    """Measurements in one running ImageJ, with their table.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.

    Attributes
    ----------
    connection : ImageJConnection
        The same.
    results : ResultTable
        The table "ImageRep results".
    last : Outcome or None
        The newest measurement.
    """

    def __init__(self, connection: ImageJConnection) -> None:
        self.connection = connection
        self.results = ResultTable(connection)
        self.last: Outcome | None = None

    def measure(
        self,
        image: Any = None,
        options: CommandOptions | None = None,
        *,
        snapshot: ImageSnapshot | None = None,
        prepared: PreparedImage | None = None,
        progress: Progress | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Outcome:
        """Measure an image and show the results in ImageJ.

        Parameters
        ----------
        image : ij.ImagePlus, optional
            The image; the active one by default.
        options : CommandOptions, optional
            What to measure.
        snapshot, prepared : optional
            Of that image, where they were made already.
        progress, should_stop : callable, optional
            As for `imagerep.measure`.

        Returns
        -------
        Outcome

        Raises
        ------
        ImageRepError
            If the image or the options cannot be used.
        """
        options = options or CommandOptions()
        if image is None:
            image = current_image(self.connection)
        if snapshot is None:
            snapshot = pull(self.connection, image)
        outcome = run(
            snapshot, options, prepared=prepared, progress=progress, should_stop=should_stop
        )
        self.show(outcome.presentation, image)
        if options.add:
            note = add_to_roi_manager(self.connection, outcome.presentation.overlay)
            if note:
                self.log((note,))
        self.last = outcome
        return outcome

    def show(self, presentation: Presentation, image: Any = None) -> None:
        """Show results: table rows, log lines, and the overlay over an image.

        Parameters
        ----------
        presentation : Presentation
            What to show.
        image : ij.ImagePlus, optional
            Where to draw; without it no overlay is drawn.
        """
        if image is not None:
            draw_overlay(self.connection, image, presentation.overlay)
        self.log(presentation.log)
        self.results.append(presentation.rows)

    def log(self, lines: tuple[str, ...]) -> None:
        """Write lines to ImageJ's log, or to the standard output where it has no windows.

        Parameters
        ----------
        lines : tuple of str
            The lines.
        """
        for line in lines:
            self.connection.java("ij.IJ").log(line)

    def clear(self, image: Any = None) -> None:
        """Remove ImageRep's overlay elements from an image.

        Parameters
        ----------
        image : ij.ImagePlus, optional
            The image; the active one by default.
        """
        clear_overlay(self.connection, current_image(self.connection) if image is None else image)


def measure(
    connection: ImageJConnection,
    image: str | os.PathLike[str] | Any | None = None,
    *,
    confidence: float = 95.0,
    target: float = 5.0,
    phase: str | int = "",
    flip: bool = False,
    stack: StackMode | str = StackMode.VOLUME,
) -> Outcome:
    """Measure an image by ImageJ's rules and show the results in ImageJ.

    Parameters
    ----------
    connection : ImageJConnection
        From `fiji_bridge.connect`.
    image : path-like or ij.ImagePlus, optional
        A file for ImageJ to open, or an open image; the active one by default.
    confidence : float, optional
        Confidence level, %.
    target : float, optional
        Relative error to be reached, %.
    phase : str or int, optional
        Label, ``"all"``, ``"threshold"``, ``"outside"``, or a colour like ``"#d55e00"``; by default
        what ImageJ would take.
    flip : bool, optional
        Measure everything but the phase.
    stack : {"volume", "slice", "images"}, optional
        What of a stack is measured.

    Returns
    -------
    Outcome
        With the measurements in ``results`` and what ImageJ shows in ``presentation``.

    Raises
    ------
    ImageRepError
        If the image or the options cannot be used.
    """
    options = CommandOptions(confidence, target, str(phase), flip, StackMode.of(stack))
    if isinstance(image, str | os.PathLike):
        image = open_image(connection, Path(image))
    return ImageJSession(connection).measure(image, options)


def open_image(connection: ImageJConnection, path: Path) -> Any:
    """Let ImageJ read a file.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    path : Path
        The file.

    Returns
    -------
    ij.ImagePlus
        Shown where ImageJ has windows.

    Raises
    ------
    ImageJError
        If there is no such file, or ImageJ cannot read it.
    """
    if not path.is_file():
        raise ImageJError(f"There is no file {path}.", "Check its name and folder.")
    image = connection.java("ij.IJ").openImage(str(path.resolve()))
    if image is None:
        raise ImageJError(
            f"ImageJ cannot read {path}.", "Save it as TIFF, or open it in Fiji with Bio-Formats."
        )
    if not connection.is_headless:
        image.show()
    return image
