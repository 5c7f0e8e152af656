"""One row of the results table, as plain data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from fiji_bridge.messages import FijiMessage
from fiji_bridge.options import CommandOptions
from fiji_bridge.segmented_image import PhaseChoice, SegmentedImage, StackMode
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.measures.quantities import Quantity, quantity_of
from imagerep.result.size_text import needed_diameter_text, needed_size_text
from imagerep.shapes import size_text

LABEL = "Label"
"""Heading of the column that ImageJ keeps at the left of a table."""

Cell = tuple[str, float | str]
"""Heading with its unit, and value in full precision."""


def table_row(
    snapshot: ImageSnapshot,
    segmented: SegmentedImage,
    phase: PhaseChoice,
    found: Mapping[str, Any],
    options: CommandOptions,
) -> tuple[Cell, ...]:
    """Cells in column order, the answer first, of what `Measurement.to_dict` gave."""
    low, high = found["interval"]
    side_px, unit, more = found["recommended_side_px"], found["unit"], found["additional_images"]
    is_doubtful = found["is_doubtful"]
    relative = found["relative_error"]
    cells: list[tuple[str, float | str | None]] = [
        (LABEL, image_label(snapshot, segmented)),
        ("Phase", phase.name),
        *([] if options.is_fraction else [("Quantity", quantity_in(found).label.text)]),
        ("Phase fraction" if options.is_fraction else "Value", found["value"]),
        ("Lower bound", low),
        ("Upper bound", high),
        *([] if options.is_fraction else [("Unit", found["value_unit"])]),
        ("Recommended size", "" if side_px is None else needed_text(found)),
        ("Doubtful", "yes" if is_doubtful else ""),
        ("Confidence level (%)", options.confidence),
        ("Relative error (%)", None if relative is None else 100 * relative),
        ("Target error (%)", options.target),
        ("Method", found["method"]),
        ("Characteristic length (px)", found["characteristic_length_scale_px"]),
        ("Recommended side (px)", None if side_px is None else math.ceil(side_px - 1e-9)),
    ]
    if unit is not None:
        cells += [
            (f"Characteristic length ({unit})", found["characteristic_length_scale"]),
            (f"Recommended side ({unit})", found["recommended_side"]),
        ]
    cells += [
        ("More images needed", None if is_doubtful and not more else more),  # it is never enough
        ("Measured", _measured_text(segmented)),
        ("Warnings", ", ".join(warning["code"] for warning in found["warnings"])),
    ]
    return tuple((heading, "" if value is None else value) for heading, value in cells)


def quantity_in(found: Mapping[str, Any]) -> Quantity:
    """What was measured."""
    return quantity_of(found["quantity"], len(found["shape_px"]))


def needed_text(found: Mapping[str, Any]) -> str:
    """The recommended size in words: sides, or the diameter of a round sample."""
    is_round = found["recommended_diameter_px"] is not None
    what, text = ("diameter", needed_diameter_text) if is_round else ("side", needed_size_text)
    lengths = (found[key] for key in (f"recommended_{what}_px", f"recommended_{what}", "unit"))
    return text(len(found["shape_px"]), *lengths)


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
