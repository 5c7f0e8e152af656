"""A measurement as an ImageJ user reads it: table row, overlay, log line. No Java, JSON-able."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from fiji_bridge.elements import Element, from_json, to_json
from fiji_bridge.frame import FrameSpec, draw
from fiji_bridge.options import CommandOptions
from fiji_bridge.prepared import PreparedImage, StackMode, Target
from fiji_bridge.snapshot import ImageSnapshot
from fiji_bridge.units import length_text, number_text
from imagerep.errors import ParameterError

if TYPE_CHECKING:
    from imagerep.measurement import Measurement
    from imagerep.sizing import RecommendedSize

TABLE_TITLE = "ImageRep results"
NO_SIZE_TEXT = "No image size meets the target: choose a larger target error."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table.

    Attributes
    ----------
    heading : str
        Heading of its column, with the unit.
    value : float or str
        In full precision.
    digits : int
        Decimal places to show; without meaning for text.
    """

    heading: str
    value: float | str
    digits: int = 0


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
    log = [
        f"{image_label(snapshot, prepared)}, phase {target.name}: {sentence}"
        for (target, _), sentence in zip(results, sentences, strict=True)
    ]
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


def _size(measurement: Measurement, options: CommandOptions) -> RecommendedSize | None:
    try:
        return measurement.recommended_size(
            options.relative_error, confidence_level=options.confidence_level
        )
    except ParameterError:
        return None


def table_row(
    snapshot: ImageSnapshot,
    prepared: PreparedImage,
    target: Target,
    measurement: Measurement,
    size: RecommendedSize | None,
    options: CommandOptions,
) -> tuple[Cell, ...]:
    """One row of the table.

    Parameters
    ----------
    snapshot, prepared
        The image and what was measured of it.
    target : Target
        The phase.
    measurement : Measurement
        Its result.
    size : RecommendedSize or None
        For the target error of `options`; None where no finite size meets it.
    options : CommandOptions
        Confidence level and target error.

    Returns
    -------
    tuple of Cell
        In column order, units in the headings.
    """
    low, high = measurement.confidence_interval(options.confidence_level)
    relative = 100 * measurement.relative_error(options.confidence_level)
    cells = [
        Cell("Label", image_label(snapshot, prepared)),
        Cell("Phase", target.name),
        Cell("Phase fraction", measurement.phase_fraction, 4),
        Cell("Lower bound", low, 4),
        Cell("Upper bound", high, 4),
        Cell("Confidence level (%)", options.confidence, _digits(options.confidence, 3)),
        Cell("Relative error (%)", relative, 2),
        Cell("Target error (%)", options.target, _digits(options.target, 3)),
        Cell("CLS (px)", measurement.characteristic_length_scale_px, 2),
        Cell("Recommended side (px)", math.ceil(size.side_px - 1e-9) if size else ""),
    ]
    length, calibration = measurement.characteristic_length_scale, measurement.calibration
    if length is not None and calibration is not None:
        side: float | str = size.side if size and size.side is not None else ""
        digits = _digits(side, 4) if isinstance(side, float) else 0
        cells += [
            Cell(f"CLS ({calibration.unit})", length, _digits(length, 4)),
            Cell(f"Recommended side ({calibration.unit})", side, digits),
        ]
    codes = [warning.code for warning in measurement.warnings]
    cells += [
        Cell("More images needed", size.additional_images if size else ""),
        Cell("Measured", _measured_text(prepared)),
        Cell("Warnings", ", ".join(codes if size else [*codes, "no-finite-size"])),
    ]
    return tuple(cells)


def image_label(snapshot: ImageSnapshot, prepared: PreparedImage) -> str:
    """Label of a row: title, then the slice and the selection where only they were measured.

    Parameters
    ----------
    snapshot, prepared
        The image and what was measured of it.

    Returns
    -------
    str
        Parts joined by colons, as ImageJ does.
    """
    parts = [snapshot.title]
    if snapshot.n_channels > 1:
        parts.append(f"c{snapshot.channel}")
    if snapshot.n_frames > 1:
        parts.append(f"t{snapshot.frame}")
    if prepared.stack is StackMode.SLICE:
        label = snapshot.slice_label.splitlines()
        parts.append(label[0] if label and label[0] else f"z{snapshot.slice_number}")
    if snapshot.roi is not None and snapshot.roi.is_area and snapshot.roi.name:
        parts.append(snapshot.roi.name)
    return ":".join(parts)


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


def _measured_text(prepared: PreparedImage) -> str:
    region, first = prepared.region, prepared.segmentations[0]
    text = f"{region.width} × {region.height}"
    if first.ndim == 3:
        text += f" × {first.shape[0]}"
    if len(prepared.segmentations) > 1:
        text += f", {len(prepared.segmentations)} images"
    return text if region.is_whole else f"{text} at ({region.x}, {region.y})"


def _digits(value: float, significant: int) -> int:
    if value == 0 or not math.isfinite(value):
        return 0
    if value == round(value) and significant < 4:
        return 0
    return min(max(significant - 1 - math.floor(math.log10(abs(value))), 0), 9)
