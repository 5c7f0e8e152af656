"""A measurement as an ImageJ user reads it: table row, overlay, log. No Java; JSON can hold it."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from fiji_bridge.messages import doubt_text
from fiji_bridge.options import PHASE_FRACTION, PUBLISHED, CommandOptions
from fiji_bridge.overlay_layout import FrameSpec, draw
from fiji_bridge.overlay_shapes import Shape, from_json
from fiji_bridge.segmented_image import PhaseChoice, SegmentedImage, StackMode
from fiji_bridge.selection import Region, region_inside
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration
from fiji_bridge.table_row import Cell, image_label, needed_text, quantity_in, table_row
from imagerep.image.label_text import as_labels, labels_text
from imagerep.result.size_text import lengths_text, number_text
from imagerep.result.statement import decimals, rounded
from imagerep.shapes import diameter_over_side

if TYPE_CHECKING:
    from imagerep.image.segmentation import Segmentation
    from imagerep.result.measurement import Measurement

LOG_CHARACTERS = 46
"""Length of lines that ImageJ's log window shows as it opens."""

Found = Mapping[str, Any]
"""What `Measurement.to_dict` gives."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is shown for one image."""

    rows: tuple[tuple[Cell, ...], ...]  # A row a phase, cells in column order
    overlay: tuple[Shape, ...]  # In drawing order
    log: tuple[str, ...]  # Lines for the log: doubts, the sentence of each phase, notes, warnings
    sentence: str  # The sentence to be quoted, of the first phase
    title: str  # Title of the image
    decimals: int = 3  # Decimals that a table needs to show the intervals

    def to_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

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
    rows, lines = [], []
    found = [_found(measurement, options) for _, measurement in results]
    for number, ((phase, _), one) in enumerate(zip(results, found, strict=True)):
        rows.append(table_row(snapshot, segmented, phase, one, options))
        label = f"{image_label(snapshot, segmented)}, phase {phase.name}"
        lines.append(f"{label}, {one['method']} method: {one['statement']}")
        if others:
            lines.append(f"{label}, {_in_short(_found(others[number], options), options)}")
    warnings = {warning["text"]: warning for one in found for warning in one["warnings"]}
    doubts = [one for one in warnings.values() if one["is_doubt"]]
    log = [
        *(note.text for note in options.notes),
        *map(doubt_text, doubts),
        *lines,
        *(note.text for note in segmented.notes),
        *(text for text, one in warnings.items() if one not in doubts),
    ]
    shown = [one for one in found if one["recommended_side_px"] is not None or one["is_doubtful"]]
    overlay: tuple[Shape, ...] = ()
    if shown:
        largest = max(shown, key=lambda one: one["recommended_n_pixels"] or 0)
        overlay = draw(frame_spec(snapshot, segmented, largest, options))
    digits = max(decimals(one["absolute_error"]) for one in found)
    sentence = found[0]["statement"]
    return Presentation(tuple(rows), overlay, tuple(log), sentence, snapshot.title, digits)


def _found(measurement: Measurement, options: CommandOptions) -> Found:
    return measurement.to_dict(options.confidence_level, options.relative_error)


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
    snapshot, (height, width) = snapshot_of(segmentation), segmentation.shape[-2:]
    region, domain = Region(0, 0, width, height), segmentation.domain
    if domain is not None:
        region = region_inside(np.asarray(domain.reshape(-1, height, width).any(axis=0)))
    stack = StackMode.VOLUME if segmentation.ndim == 3 else None
    phase = choice_of(measurement, phase_name)
    segmented = SegmentedImage((segmentation,), region, stack, (phase,), phase.key)
    return present(snapshot, segmented, [(phase, measurement)], options or CommandOptions())


def choice_of(measurement: Measurement, name: str = "") -> PhaseChoice:
    """What was measured, by a name of its own or its labels."""
    labels = as_labels(measurement.phase)
    name = name or labels_text(labels, " + ")
    return PhaseChoice(name, name, measurement.phase, measurement.phase_fraction)


def frame_spec(
    snapshot: ImageSnapshot, segmented: SegmentedImage, found: Found, options: CommandOptions
) -> FrameSpec:
    """What the overlay shows, in pixels of the image; without a size, that it is doubtful.

    The frame is a square (the face of a cube), or of a round sample a circle, in the units of the
    image: where its pixels are not square, the frame's width and height in pixels differ.
    """
    first, region = segmented.segmentations[0], segmented.region
    height, width = snapshot.shape[-2:]
    stretch = [1.0] * first.ndim
    if first.calibration is not None:
        mean = first.calibration.mean_voxel_size
        stretch = [mean / side for side in first.calibration.voxel_size]
    is_round = found["recommended_diameter_px"] is not None
    side_px = found["recommended_diameter_px" if is_round else "recommended_side_px"] or 0.0
    doubtful = "doubtful, see the log" if found["is_doubtful"] else ""
    scale_length = found["characteristic_length_scale_px"] * stretch[-1]
    scale_text = f"characteristic length {_length(found)}"
    if not side_px:
        return FrameSpec(
            width, height, region, 0.0, 0.0, doubtful, "", scale_length, scale_text,
            zoom=snapshot.zoom,
        )  # fmt: skip
    needed, have = needed_text(found), _measured_size(first, found)
    what = "" if options.is_fraction else f"{quantity_in(found).label.text} "
    target = f"for {what}±\u00a0{options.target:g}\u00a0% ({options.confidence:g}\u00a0%)"
    needed, have = (size.replace(" ", "\u00a0") for size in (needed, have))  # not broken there
    text = f"needed {target}: {needed}, have {have}"
    if doubtful:
        text = f"{doubtful}: {text}"
    if found["target_is_reached"]:
        text = f"enough {target}: {needed} needed, have {have}"
    is_deep_enough = first.ndim == 2 or side_px * stretch[0] <= first.shape[0]
    volume = "volume" if first.ndim == 3 else "area"
    times = number_text(found["volume_ratio"])
    ratio = f"to scale: orange needed, blue measured ({times} × the {volume})"
    if not is_deep_enough:
        ratio += "; the stack is not deep enough"
    return FrameSpec(
        image_width=width,
        image_height=height,
        region=region,
        frame_width=side_px * stretch[-1],
        frame_height=side_px * stretch[-2],
        frame_text=text,
        ratio_text=ratio,
        scale_length=scale_length,
        scale_text=scale_text,
        is_deep_enough=is_deep_enough,
        is_round=is_round,
        zoom=snapshot.zoom,
    )


def _measured_size(first: Segmentation, found: Found) -> str:
    """Size of what was measured; of a part of an image, that of a square (cube) as large.

    Of a round one, that of its circle or cylinder.
    """
    ndim, sizes, n_images = first.ndim, found["voxel_size"], found["n_images"]
    sizes = (1.0,) * ndim if sizes is None else sizes
    lengths = [side * size for side, size in zip(first.shape[::-1], sizes[::-1], strict=True)]
    if not first.has_full_domain:
        lengths = [(first.n_domain * math.prod(sizes)) ** (1 / ndim)] * ndim
    is_round = found["recommended_diameter_px"] is not None
    if is_round:
        lengths = [lengths[0] * diameter_over_side(ndim)] * (ndim - 1)
    text = lengths_text(lengths, found["unit"])
    if is_round:
        text = f"⌀ {text}"
    elif not first.has_full_domain:
        text = f"the {'volume' if ndim == 3 else 'area'} of {text}"
    return text if n_images == 1 else f"{n_images} images of {text}"


def _length(found: Found) -> str:
    length = found["characteristic_length_scale"]
    if length is None:
        return f"{number_text(found['characteristic_length_scale_px'])} px"
    return lengths_text([length], found["unit"])


def _in_short(found: Found, options: CommandOptions) -> str:
    """What a method gives, on one line."""
    quantity, error = quantity_in(found), found["absolute_error"]
    low, high = (rounded(quantity, end, error)[0] for end in found["interval"])
    unit = f" {found['value_unit']}".rstrip()
    is_published = found["method"] == PUBLISHED and found["quantity"] == PHASE_FRACTION
    published = "as published " if is_published else ""
    needed = "no size meets the target"
    if any(one["code"] == "gradient" for one in found["warnings"]):
        needed = "a size needed cannot be told"
    if found["recommended_side_px"] is not None:
        needed = f"recommended size {needed_text(found)}"
    return (
        f"{published}by the {found['method']} method: {low} to {high}{unit} at "
        f"{options.confidence:g}\u00a0%, characteristic length {_length(found)}, {needed}"
    )
