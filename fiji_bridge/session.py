"""Measure an image in a running ImageJ and show the results there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.csv_file import add_rows
from fiji_bridge.errors import ImageJError
from fiji_bridge.imagej_images import current_image, pull
from fiji_bridge.imagej_results import (
    ResultTable,
    add_to_roi_manager,
    clear_overlay,
    draw_overlay,
    write_log,
)
from fiji_bridge.measurement import Outcome, Progress, ShouldStop, measure_snapshot
from fiji_bridge.messages import FijiMessage
from fiji_bridge.options import TABLE_TITLE, CommandOptions
from fiji_bridge.presentation import Presentation
from fiji_bridge.segmented_image import SegmentedImage, StackMode
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ImageReadError


class ImageJSession:
    """Measurements in one running ImageJ; `last` is the newest."""

    def __init__(self, connection: ImageJConnection) -> None:
        self.connection = connection
        self.last: Outcome | None = None
        self._tables: dict[str, ResultTable] = {}

    def measure(
        self,
        image: Any = None,
        options: CommandOptions | None = None,
        *,
        snapshot: ImageSnapshot | None = None,
        segmented: SegmentedImage | None = None,
        progress: Progress | None = None,
        should_stop: ShouldStop | None = None,
    ) -> Outcome:
        """Measure an image, the active one by default, and show the results in ImageJ."""
        options = options or CommandOptions()
        if image is None:
            image = current_image(self.connection)
        if snapshot is None:
            snapshot = pull(self.connection, image)
        was_shown = image.getWindow() is not None
        outcome = measure_snapshot(
            snapshot, options, segmented=segmented, progress=progress, should_stop=should_stop
        )
        if was_shown and image.getWindow() is None:
            note = FijiMessage("image-closed-meanwhile", title=snapshot.title)
            write_log(self.connection, [note.text])
            image = None
        self.show(outcome.presentation, image, options.table_title)
        if options.csv:
            add_rows(Path(options.csv).expanduser(), outcome.presentation.rows)
        if options.add:
            notes = add_to_roi_manager(self.connection, outcome.presentation.overlay)
            write_log(self.connection, [note.text for note in notes])
        self.last = outcome
        return outcome

    def show(self, presentation: Presentation, image: Any = None, table: str = TABLE_TITLE) -> None:
        """Show rows, log and, where an image is given, the overlay over it."""
        if image is not None:
            draw_overlay(self.connection, image, presentation.overlay)
        write_log(self.connection, presentation.log)
        self.table(table).append(presentation, image)

    def table(self, title: str = TABLE_TITLE) -> ResultTable:
        """Table of a title."""
        return self._tables.setdefault(title, ResultTable(self.connection, title))

    def clear(self, image: Any = None) -> None:
        """Remove ImageRep's overlay from an image, the active one by default."""
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
    """Let ImageJ read a file."""
    if not path.is_file():
        raise ImageReadError("no-such-file", path=str(path))
    image = connection.java("ij.IJ").openImage(str(path.resolve()))
    if image is None:
        raise ImageJError("file-not-for-imagej", path=str(path))
    if not connection.is_headless:
        image.show()
    return image
