"""A measurement as an ImageJ user reads it: table row, overlay, log. No Java; JSON can hold it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from fiji_bridge.options import CommandOptions
from fiji_bridge.overlay_layout import FrameSpec, draw
from fiji_bridge.overlay_shapes import Shape, from_json, to_json
from fiji_bridge.segmented_image import PhaseChoice, SegmentedImage, StackMode
from fiji_bridge.selection import Region
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration
from fiji_bridge.table_row import Cell, image_label, table_row
from imagerep.errors import ParameterError
from imagerep.needed_size import lengths_text, needed_size_text, number_text
from imagerep.report import decimals

if TYPE_CHECKING:
    from imagerep import Calibration, Measurement, RecommendedSize, Segmentation

TABLE_TITLE = "ImageRep results"
LOG_CHARACTERS = 46
"""Length of lines that ImageJ's log window shows as it opens."""
NO_SIZE_TEXT = "No image size meets the target: choose a larger target error."


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is shown for one image."""

    rows: tuple[tuple[Cell, ...], ...]  # A row a phase, cells in column order
    overlay: tuple[Shape, ...]  # In drawing order
    log: tuple[str, ...]  # Lines for the log: the sentence of each phase, notes, warnings
    sentence: str  # The sentence to be quoted, of the first phase
    title: str  # Title of the image
    decimals: int = 3  # Decimals that a table needs to show the intervals

    def to_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "rows": [[list(cell) for cell in row] for row in self.rows],
            "overlay": to_json(self.overlay),
            "log": list(self.log),
            "sentence": self.sentence,
            "title": self.title,
            "decimals": self.decimals,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """From :meth:`to_dict`."""
        return cls(
            tuple(tuple((heading, value) for heading, value in row) for row in data["rows"]),
            from_json(data["overlay"]),
            tuple(data["log"]),
            data["sentence"],
            data["title"],
            data["decimals"],
        )


def wrapped(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines broken for ImageJ's log window, which breaks none itself."""
    return tuple(
        textwrap.fill(line, LOG_CHARACTERS, subsequent_indent="  ", break_on_hyphens=False)
        for line in lines
    )


def present(
    snapshot: ImageSnapshot,
    segmented: SegmentedImage,
    results: Sequence[tuple[PhaseChoice, Measurement]],
    options: CommandOptions,
    others: Sequence[Measurement] = (),
) -> Presentation:
    """Lay out the results of one image, `others` by another method for the log alone.

    The frame is that of the phase that needs the largest image.
    """
    level = options.confidence_level
    sizes = [_size(measurement, options) for _, measurement in results]
    rows = tuple(
        table_row(snapshot, segmented, phase, measurement, size, options)
        for (phase, measurement), size in zip(results, sizes, strict=True)
    )
    sentences = [measurement.statement(level) for _, measurement in results]
    log = [*options.notes]
    for number, (phase, measurement) in enumerate(results):
        label = f"{image_label(snapshot, segmented)}, phase {phase.name}"
        log.append(f"{label}, {measurement.method} method: {sentences[number]}")
        if others:
            log.append(f"{label}, {_in_short(others[number], options)}")
    log += segmented.notes
    log += dict.fromkeys(w.message for _, measurement in results for w in measurement.warnings)
    if None in sizes:
        log.append(NO_SIZE_TEXT)
    framed = [
        (size, measurement)
        for (_, measurement), size in zip(results, sizes, strict=True)
        if size is not None
    ]
    overlay: tuple[Shape, ...] = ()
    if framed:
        size, measurement = max(framed, key=lambda pair: pair[0].n_pixels)
        overlay = draw(frame_spec(snapshot, segmented, measurement, size, options))
    digits = max(decimals(measurement.absolute_error(level)) for _, measurement in results)
    return Presentation(rows, overlay, tuple(log), sentences[0], snapshot.title, digits)


def snapshot_of(segmentation: Segmentation) -> ImageSnapshot:
    """Labels of a segmentation as an image that ImageJ can open."""
    calibration = PixelCalibration()
    if segmentation.calibration is not None:
        sizes = segmentation.calibration.voxel_size
        depth = sizes[0] if len(sizes) == 3 else 1.0
        calibration = PixelCalibration(sizes[-1], sizes[-2], depth, segmentation.calibration.unit)
    return ImageSnapshot(segmentation.labels, title=segmentation.name, calibration=calibration)


def present_measurement(
    segmentation: Segmentation,
    measurement: Measurement,
    options: CommandOptions | None = None,
    *,
    phase_name: str = "",
) -> Presentation:
    """Lay out a measurement of a whole segmentation, or of several of which it is the first."""
    snapshot = snapshot_of(segmentation)
    height, width = segmentation.shape[-2:]
    choices = tuple(
        PhaseChoice(str(phase.label), str(phase.label), phase.label, phase.fraction)
        for phase in segmentation.phases
    )
    segmented = SegmentedImage(
        (segmentation,),
        Region(0, 0, width, height),
        StackMode.VOLUME if segmentation.ndim == 3 else None,
        choices,
        choices[0].key,
        "",
        (),
        False,
    )
    label = 1 if measurement.phase is None else measurement.phase
    name = phase_name or str(label)
    phase = PhaseChoice(name, name, label, measurement.phase_fraction)
    return present(snapshot, segmented, [(phase, measurement)], options or CommandOptions())


def frame_spec(
    snapshot: ImageSnapshot,
    segmented: SegmentedImage,
    measurement: Measurement,
    size: RecommendedSize,
    options: CommandOptions,
) -> FrameSpec:
    """What the overlay shows, in pixels of the image.

    The frame is a square (the face of a cube) in the units of the image: where its pixels are not
    square, the frame's width and height in pixels differ.
    """
    first, region = segmented.segmentations[0], segmented.region
    height, width = snapshot.shape[-2:]
    stretch = [1.0] * first.ndim
    if first.calibration is not None:
        mean = first.calibration.mean_voxel_size
        stretch = [mean / side for side in first.calibration.voxel_size]
    needed = needed_size_text(first.ndim, size.side_px, size.side, size.unit)
    have = _measured_size(first, measurement.calibration, len(segmented.segmentations))
    target = f"for ±\u00a0{options.target:g}\u00a0% ({options.confidence:g}\u00a0%)"
    needed, have = (size.replace(" ", "\u00a0") for size in (needed, have))  # not broken there
    text = f"needed {target}: {needed}, have {have}"
    if size.is_reached:
        text = f"enough {target}: {needed} needed, have {have}"
    is_deep_enough = first.ndim == 2 or size.side_px * stretch[0] <= first.shape[0]
    volume = "volume" if first.ndim == 3 else "area"
    ratio = (
        f"to scale: orange needed, blue measured ({number_text(size.volume_ratio)} × the {volume})"
    )
    if not is_deep_enough:
        ratio += "; the stack is not deep enough"
    return FrameSpec(
        image_width=width,
        image_height=height,
        region=region,
        frame_width=size.side_px * stretch[-1],
        frame_height=size.side_px * stretch[-2],
        frame_text=text,
        ratio_text=ratio,
        scale_length=measurement.characteristic_length_scale_px * stretch[-1],
        scale_text=f"characteristic length {_length(measurement)}",
        is_deep_enough=is_deep_enough,
        zoom=snapshot.zoom,
    )


def _measured_size(first: Segmentation, calibration: Calibration | None, n_images: int) -> str:
    sides = [float(side) for side in reversed(first.shape)]
    if calibration is None:
        text = lengths_text(sides, None)
    else:
        sizes = reversed(calibration.voxel_size)
        lengths = [side * size for side, size in zip(sides, sizes, strict=True)]
        text = lengths_text(lengths, calibration.unit)
    return text if n_images == 1 else f"{n_images} images of {text}"


def _length(measurement: Measurement) -> str:
    length, calibration = measurement.characteristic_length_scale, measurement.calibration
    if length is None or calibration is None:
        return f"{number_text(measurement.characteristic_length_scale_px)} px"
    return lengths_text([length], calibration.unit)


def _in_short(measurement: Measurement, options: CommandOptions) -> str:
    """What a method gives, on one line."""
    level, size = options.confidence_level, _size(measurement, options)
    low, high = measurement.confidence_interval(level)
    digits = decimals(measurement.absolute_error(level))
    needed = "no size meets the target"
    if size is not None:
        text = needed_size_text(measurement.ndim, size.side_px, size.side, size.unit)
        needed = f"recommended size {text}"
    return (
        f"by the {measurement.method} method: {low:.{digits}f} to {high:.{digits}f} at "
        f"{options.confidence:g}\u00a0%, characteristic length {_length(measurement)}, {needed}"
    )


def _size(measurement: Measurement, options: CommandOptions) -> RecommendedSize | None:
    try:
        return measurement.recommended_size(
            options.relative_error, confidence_level=options.confidence_level
        )
    except ParameterError:
        return None
