"""One row of the results table, as plain data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from fiji_bridge.messages import FijiMessage
from fiji_bridge.options import CommandOptions
from fiji_bridge.segmented_image import PhaseChoice, SegmentedImage, StackMode
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.result.size_text import needed_size_text
from imagerep.shapes import size_text

if TYPE_CHECKING:
    from imagerep.result.measurement import Measurement
    from imagerep.result.size import RecommendedSize

LABEL = "Label"
"""Heading of the column that ImageJ keeps at the left of a table."""

Cell = tuple[str, float | str]
"""Heading with its unit, and value in full precision."""


def table_row(
    snapshot: ImageSnapshot,
    segmented: SegmentedImage,
    phase: PhaseChoice,
    measurement: Measurement,
    size: RecommendedSize | None,
    options: CommandOptions,
) -> tuple[Cell, ...]:
    """Cells in column order, the answer first; `size` is None where no finite one is enough."""
    low, high = measurement.confidence_interval(options.confidence_level)
    needed = ""
    if size is not None:
        needed = needed_size_text(measurement.ndim, size.side_px, size.side, size.unit)
    cells: list[Cell] = [
        (LABEL, image_label(snapshot, segmented)),
        ("Phase", phase.name),
        ("Phase fraction", measurement.phase_fraction),
        ("Lower bound", low),
        ("Upper bound", high),
        ("Recommended size", needed),
        ("Confidence level (%)", options.confidence),
        ("Relative error (%)", 100 * measurement.relative_error(options.confidence_level)),
        ("Target error (%)", options.target),
        ("Method", measurement.method),
        ("Characteristic length (px)", measurement.characteristic_length_scale_px),
        ("Recommended side (px)", math.ceil(size.side_px - 1e-9) if size else ""),
    ]
    length, calibration = measurement.characteristic_length_scale, measurement.calibration
    if length is not None and calibration is not None:
        side = size.side if size and size.side is not None else ""
        cells += [
            (f"Characteristic length ({calibration.unit})", length),
            (f"Recommended side ({calibration.unit})", side),
        ]
    codes = [warning.code for warning in measurement.warnings]
    return (
        *cells,
        ("More images needed", size.additional_images if size else ""),
        ("Measured", _measured_text(segmented)),
        ("Warnings", ", ".join(codes if size else [*codes, "no-finite-size"])),
    )


def image_label(snapshot: ImageSnapshot, segmented: SegmentedImage) -> str:
    """Title, then slice and selection where only they were measured; joined as ImageJ does."""
    parts = [snapshot.title]
    if snapshot.n_channels > 1:
        parts.append(f"c{snapshot.channel}")
    if snapshot.n_frames > 1:
        parts.append(f"t{snapshot.frame}")
    if segmented.stack is StackMode.SLICE:
        label = snapshot.slice_label.splitlines()
        parts.append(label[0] if label and label[0] else f"z{snapshot.slice_number}")
    if snapshot.roi is not None and snapshot.roi.is_area and snapshot.roi.name:
        parts.append(snapshot.roi.name)
    return ":".join(parts)


def _measured_text(segmented: SegmentedImage) -> str:
    """For example ``200 × 100 × 9 at (20, 30), inside the selection, 53 % of the image``."""
    region, first = segmented.region, segmented.segmentations[0]
    text = size_text(first.shape)
    if len(segmented.segmentations) > 1:
        text += f", {len(segmented.segmentations)} images"
    if region.is_whole:
        return text
    text += f" at ({region.x}, {region.y})"
    if region.inside is None:
        return text
    return f"{text}, {FijiMessage('domain-selection', **region.percent)}"
