"""A measurement as an ImageJ user reads it: table row, overlay, log line. No Java, JSON-able."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from fiji_bridge.elements import Element, from_json, to_json
from fiji_bridge.frame import FrameSpec, draw
from fiji_bridge.options import CommandOptions
from fiji_bridge.prepared import PreparedImage, Target
from fiji_bridge.snapshot import ImageSnapshot
from fiji_bridge.table import Cell, image_label, table_row
from fiji_bridge.units import length_text, number_text
from imagerep.errors import ParameterError

if TYPE_CHECKING:
    from imagerep.measurement import Measurement
    from imagerep.sizing import RecommendedSize

TABLE_TITLE = "ImageRep results"
NO_SIZE_TEXT = "No image size meets the target: choose a larger target error."


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is shown for one image.

    Attributes
    ----------
    rows : tuple of tuple of Cell
        A row a phase, cells in column order.
    overlay : tuple of Rectangle, Line or Label
        In drawing order.
    log : tuple of str
        Lines for the log: the sentence of each phase, notes, warnings.
    sentence : str
        The sentence to be quoted, of the first phase.
    title : str
        Title of the image.
    """

    rows: tuple[tuple[Cell, ...], ...]
    overlay: tuple[Element, ...]
    log: tuple[str, ...]
    sentence: str
    title: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON can hold it.

        Returns
        -------
        dict
            To be given to :meth:`from_dict`.
        """
        return {
            "rows": [[asdict(cell) for cell in row] for row in self.rows],
            "overlay": to_json(self.overlay),
            "log": list(self.log),
            "sentence": self.sentence,
            "title": self.title,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """From :meth:`to_dict`.

        Parameters
        ----------
        data : dict
            As :meth:`to_dict` gives it.

        Returns
        -------
        Presentation
        """
        return cls(
            tuple(tuple(Cell(**cell) for cell in row) for row in data["rows"]),
            from_json(data["overlay"]),
            tuple(data["log"]),
            data["sentence"],
            data["title"],
        )


def present(
    snapshot: ImageSnapshot,
    prepared: PreparedImage,
    results: list[tuple[Target, Measurement]],
    options: CommandOptions,
    others: Sequence[Measurement] = (),
) -> Presentation:
    """Lay out the results of one image.

    Parameters
    ----------
    snapshot : ImageSnapshot
        The image.
    prepared : PreparedImage
        What was measured of it.
    results : list of (Target, Measurement)
        One or more phases; the frame is that of the phase that needs the largest image.
    options : CommandOptions
        Confidence level and target error.
    others : sequence of Measurement, optional
        The same phases by another method, each for a line of the log.

    Returns
    -------
    Presentation
    """
    sizes = [_size(measurement, options) for _, measurement in results]
    rows = tuple(
        table_row(snapshot, prepared, target, measurement, size, options)
        for (target, measurement), size in zip(results, sizes, strict=True)
    )
    sentences = [measurement.statement(options.confidence_level) for _, measurement in results]
    log = []
    for number, (target, measurement) in enumerate(results):
        label = f"{image_label(snapshot, prepared)}, phase {target.name}"
        log.append(f"{label}, {measurement.method} method: {sentences[number]}")
        if others:
            log.append(f"{label}, {_in_short(others[number], options)}")
    log += prepared.notes
    log += dict.fromkeys(w.message for _, measurement in results for w in measurement.warnings)
    if None in sizes:
        log.append(NO_SIZE_TEXT)
    framed = [
        (size, measurement)
        for (_, measurement), size in zip(results, sizes, strict=True)
        if size is not None
    ]
    overlay: tuple[Element, ...] = ()
    if framed:
        size, measurement = max(framed, key=lambda pair: pair[0].n_pixels)
        overlay = draw(frame_spec(snapshot, prepared, measurement, size, options))
    return Presentation(rows, overlay, tuple(log), sentences[0], snapshot.title)


def _in_short(measurement: Measurement, options: CommandOptions) -> str:
    """What a method gives, on one line."""
    low, high = measurement.confidence_interval(options.confidence_level)
    size, calibration = _size(measurement, options), measurement.calibration
    length: float | None = measurement.characteristic_length_scale_px
    side, unit = size.side_px if size else None, None
    if calibration is not None:
        length, unit = measurement.characteristic_length_scale, calibration.unit
        side = size.side if size else None
    parts = [f"{low:.4f} to {high:.4f} at {options.confidence:g} %"]
    if length is not None:
        parts.append("CLS " + (length_text(length, unit) if unit else f"{number_text(length)} px"))
    parts.append(
        "no size meets the target"
        if side is None
        else f"recommended side {length_text(side, unit)}"
    )
    return f"by the {measurement.method} method: {', '.join(parts)}"


def _size(measurement: Measurement, options: CommandOptions) -> RecommendedSize | None:
    try:
        return measurement.recommended_size(
            options.relative_error, confidence_level=options.confidence_level
        )
    except ParameterError:
        return None


def frame_spec(
    snapshot: ImageSnapshot,
    prepared: PreparedImage,
    measurement: Measurement,
    size: RecommendedSize,
    options: CommandOptions,
) -> FrameSpec:
    """Lay down what the overlay shows, in pixels of the image.

    The frame is a square (the face of a cube) in the units of the image: where its pixels are not
    square, the frame's width and height in pixels differ.

    Parameters
    ----------
    snapshot, prepared, measurement, size, options
        As for :func:`table_row`.

    Returns
    -------
    FrameSpec
    """
    height, width = snapshot.shape[-2:]
    calibration = prepared.segmentations[0].calibration
    stretch_x = stretch_y = 1.0
    if calibration is not None:
        stretch_y, stretch_x = (
            calibration.mean_voxel_size / side for side in calibration.voxel_size[-2:]
        )
    is_volume = prepared.segmentations[0].ndim == 3
    side = length_text(size.side_px, None)
    scale = f"CLS {number_text(measurement.characteristic_length_scale_px)} px"
    length = measurement.characteristic_length_scale
    if size.side is not None and length is not None:
        side = length_text(size.side, size.unit)
        scale = f"CLS {length_text(length, size.unit)}"
    cube = " cube" if is_volume else ""
    return FrameSpec(
        image_width=width,
        image_height=height,
        region=prepared.region,
        frame_width=size.side_px * stretch_x,
        frame_height=size.side_px * stretch_y,
        frame_text=f"{side}{cube} for {options.target:g} % at {options.confidence:g} %",
        ratio_text=f"{number_text(size.volume_ratio)} × the measured "
        + ("volume" if is_volume else "area"),
        scale_length=measurement.characteristic_length_scale_px * stretch_x,
        scale_text=scale,
    )
