"""Which pixels of an ImageJ image are the phase, as an ImageJ user expects it.

In this order:

1. A threshold that is set wins, applied or not: the phase is what lies inside it.
2. In an 8-bit image of 0 and 255 the phase is 255; it is 0 where Process > Binary > Options has
   "Black background" off and the look-up table does not invert, as in Analyze Particles.
3. Any other image of a few whole values is a label image, one phase a value; of an RGB image, one
   phase a colour. The largest phase is proposed.
4. Everything else is grey and refused.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.prepared import OUTSIDE, THRESHOLD, PhaseChoice, PreparedImage, StackMode
from fiji_bridge.regions import Region, region_of
from fiji_bridge.snapshot import ImageSnapshot
from fiji_bridge.units import calibration_of, number_text
from imagerep.errors import (
    NotSegmentedError,
    SinglePhaseError,
)
from imagerep.segmentation import MAX_PHASES, Segmentation

_THRESHOLD_HINT = "Threshold it first (Image > Adjust > Threshold)."
_WHITE = 255


def prepare(snapshot: ImageSnapshot, stack: StackMode | str | None = None) -> PreparedImage:
    """Apply the rules: cut the region, segment, list the phases, propose one.

    Parameters
    ----------
    snapshot : ImageSnapshot
        The image.
    stack : StackMode or str, optional
        What of a stack to take: the volume by default. Without effect on a single image.

    Returns
    -------
    PreparedImage

    Raises
    ------
    NotSegmentedError
        If the image is grey, or a photograph.
    SinglePhaseError
        If the region holds one phase only.
    SegmentationError, ImageJError
        If the values or the selection cannot be used.
    ParameterError
        If `stack` is no stack mode.
    """
    region = region_of(snapshot)
    chosen = StackMode.of(stack or StackMode.VOLUME)
    mode = chosen if snapshot.is_stack else None
    parts = _parts(snapshot, region, mode)
    calibration, note = calibration_of(snapshot.calibration, _ndim(parts[0], snapshot))
    try:
        segmentations = tuple(
            Segmentation.from_array(
                _labels(part, snapshot), calibration=calibration, name=snapshot.title
            )
            for part in parts
        )
    except NotSegmentedError as error:
        raise _grey(snapshot, error.message, error.n_values) from error
    counts: dict[int, int] = {}
    for segmentation in segmentations:
        for phase in segmentation.phases:
            counts[phase.label] = counts.get(phase.label, 0) + phase.count
    if len(counts) > MAX_PHASES:
        raise _grey(
            snapshot,
            f"“{snapshot.title}” is not segmented: its slices hold {len(counts)} different values.",
            len(counts),
        )
    total = sum(counts.values())
    choices = tuple(
        PhaseChoice(*_key_and_name(label, snapshot), label, count / total)
        for label, count in sorted(counts.items())
    )
    if len(choices) == 1:
        raise _one_phase(snapshot, region, choices[0])
    default, how, by_size = _proposal(snapshot, choices)
    notes = tuple(text for text in (region.note, note) if text)
    return PreparedImage(segmentations, region, mode, choices, default, how, notes, by_size)


def _parts(snapshot: ImageSnapshot, region: Region, mode: StackMode | None) -> list[NDArray[Any]]:
    if mode is None or mode is StackMode.SLICE:
        return [region.cut(snapshot.plane())]
    if mode is StackMode.IMAGES:
        return [region.cut(snapshot.plane(n + 1)) for n in range(snapshot.n_slices)]
    rows = slice(region.y, region.y + region.height)
    return [snapshot.pixels[:, rows, region.x : region.x + region.width]]


def _ndim(part: NDArray[Any], snapshot: ImageSnapshot) -> int:
    return part.ndim - (1 if snapshot.is_rgb else 0)


def _labels(part: NDArray[Any], snapshot: ImageSnapshot) -> NDArray[Any]:
    if snapshot.threshold is not None and not snapshot.is_rgb:
        low, high = snapshot.threshold
        inside: NDArray[Any] = (part >= low) & (part <= high)
        return inside
    if not snapshot.is_rgb:
        return part
    packed = part[..., 0].astype(np.int32) << 16
    packed |= part[..., 1].astype(np.int32) << 8
    packed |= part[..., 2]
    return packed


def _key_and_name(label: int, snapshot: ImageSnapshot) -> tuple[str, str]:
    if snapshot.is_rgb:
        return (f"#{label:06x}",) * 2
    if snapshot.threshold is not None:
        low, high = (number_text(value).replace(",", "") for value in snapshot.threshold)
        inside = f"{low} to {high}"
        return (THRESHOLD, inside) if label else (OUTSIDE, f"outside {inside}")
    return (str(label),) * 2


def _proposal(snapshot: ImageSnapshot, choices: tuple[PhaseChoice, ...]) -> tuple[str, str, bool]:
    if choices[-1].key == THRESHOLD:
        return THRESHOLD, "The threshold that is set.", False
    if snapshot.pixels.dtype == np.uint8 and [c.key for c in choices] == ["0", str(_WHITE)]:
        if snapshot.black_background or snapshot.has_inverting_lut:
            why = "an inverting LUT" if not snapshot.black_background else "a black background"
            return str(_WHITE), f"A binary image with {why}: 255 is proposed.", False
        return "0", "A binary image without “Black background”: 0 is proposed.", False
    largest = max(choices, key=lambda choice: choice.fraction)
    kind = "colours" if snapshot.is_rgb else "labels"
    return largest.key, f"An image of {len(choices)} {kind}: the largest is proposed.", True


def _grey(snapshot: ImageSnapshot, message: str, n_values: int) -> NotSegmentedError:
    hint = _THRESHOLD_HINT
    if snapshot.is_rgb:
        message = f"“{snapshot.title}” is not segmented: it holds more than {MAX_PHASES} colours."
        hint = "Make it 8-bit (Image > Type > 8-bit) and threshold it (Image > Adjust > Threshold)."
    return NotSegmentedError(message, hint, n_values=n_values)


def _one_phase(snapshot: ImageSnapshot, region: Region, only: PhaseChoice) -> SinglePhaseError:
    where = f"“{snapshot.title}”" if region.is_whole else f"The selection in “{snapshot.title}”"
    if only.key == THRESHOLD:
        return SinglePhaseError(
            f"{where} lies inside the threshold with every pixel.",
            "Change the threshold (Image > Adjust > Threshold).",
        )
    if only.key == OUTSIDE:
        return SinglePhaseError(
            f"{where} has no pixel inside the threshold.",
            "Change the threshold (Image > Adjust > Threshold).",
        )
    return SinglePhaseError(
        f"{where} holds the single value {only.name}.",
        "Choose an image or a region with two phases or more.",
    )
