"""One row of the results table, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fiji_bridge.options import CommandOptions
from fiji_bridge.prepared import PreparedImage, StackMode, Target
from fiji_bridge.snapshot import ImageSnapshot

if TYPE_CHECKING:
    from imagerep.measurement import Measurement
    from imagerep.sizing import RecommendedSize


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
        Cell("Method", measurement.method),
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
