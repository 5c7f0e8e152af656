"""Which pixels of an ImageJ image are the phase, as an ImageJ user expects it.

In this order:

1. A threshold that is set wins, applied or not: the phase is what lies inside it.
2. In an 8-bit image of 0 and 255 the phase is 255; it is 0 where Process > Binary > Options has
   "Black background" off and the look-up table does not invert, as in Analyze Particles.
3. An image of many labels, each one compact object on a background of 0: all labels above 0.
4. Any other image of a few integers is a label image, one phase a value; of an RGB image, one
   phase a colour. The largest phase is proposed that is not 0, which most programs that segment
   write for the background.
5. Everything else is grey and refused.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.segmented_image import (
    NONZERO,
    OUTSIDE,
    THRESHOLD,
    PhaseChoice,
    SegmentedImage,
    StackMode,
)
from fiji_bridge.selection import Region, region_of
from fiji_bridge.snapshot import ImageSnapshot
from fiji_bridge.units import calibration_of
from imagerep.errors import NotSegmentedError, SinglePhaseError
from imagerep.object_labels import are_object_labels
from imagerep.segmentation import MAX_PHASES, Segmentation

_THRESHOLD_HINT = "Threshold it first (Image > Adjust > Threshold)."
_WHITE = 255
_OPEN_END = 1e30  # what ImageJ's Threshold window writes for "no limit"
_NONZERO_NAME = "all above 0"


def segment(snapshot: ImageSnapshot, stack: StackMode | str | None = None) -> SegmentedImage:
    """Cut the region, apply the rules, list the phases, propose one; by default of the volume."""
    region = region_of(snapshot)
    chosen = StackMode.of(stack or StackMode.VOLUME)
    mode = chosen if snapshot.is_stack else None
    parts = _parts(snapshot, region, mode)
    ndim = parts[0].ndim - (1 if snapshot.is_rgb else 0)
    calibration, note = calibration_of(snapshot.calibration, ndim)
    labels = [_labels(part, snapshot) for part in parts]
    n_objects = _object_count(labels, snapshot)
    if n_objects > MAX_PHASES:
        labels = [part > 0 for part in labels]
    try:
        segmentations = tuple(
            Segmentation.from_array(part, calibration=calibration, name=snapshot.title)
            for part in labels
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
    choices = _choices(counts, snapshot, n_objects)
    if len(choices) == 1:
        raise _one_phase(snapshot, region, choices[0])
    default, how, is_label_image = _proposal(snapshot, choices, n_objects)
    notes = tuple(text for text in (region.note, note) if text)
    return SegmentedImage(segmentations, region, mode, choices, default, how, notes, is_label_image)


def _parts(snapshot: ImageSnapshot, region: Region, mode: StackMode | None) -> list[NDArray[Any]]:
    if mode is None or mode is StackMode.SLICE:
        return [region.cut(snapshot.plane())]
    if mode is StackMode.IMAGES:
        return [region.cut(snapshot.plane(n + 1)) for n in range(snapshot.n_slices)]
    rows = slice(region.y, region.y + region.height)
    return [snapshot.pixels[:, rows, region.x : region.x + region.width]]


def _labels(part: NDArray[Any], snapshot: ImageSnapshot) -> NDArray[Any]:
    if snapshot.is_rgb:
        red, green, blue = (part[..., channel].astype(np.int32) for channel in range(3))
        return (red << 16) | (green << 8) | blue
    if snapshot.threshold is None:
        return part
    low, high = snapshot.threshold
    inside: NDArray[Any] = (part >= low) & (part <= high)
    return inside


def _object_count(labels: list[NDArray[Any]], snapshot: ImageSnapshot) -> int:
    """Number of labels above 0 where each is an object; 0 for any other image."""
    if snapshot.is_rgb or snapshot.threshold is not None:
        return 0
    if not all(are_object_labels(part) for part in labels):
        return 0
    return len(set().union(*(np.unique(part).tolist() for part in labels)) - {0})


def _choices(
    counts: dict[int, int], snapshot: ImageSnapshot, n_objects: int
) -> tuple[PhaseChoice, ...]:
    total = sum(counts.values())
    ordered = sorted(counts.items())
    if n_objects > MAX_PHASES:
        names = {0: ("0", "0"), 1: (NONZERO, _NONZERO_NAME)}
        return tuple(PhaseChoice(*names[label], label, n / total) for label, n in ordered)
    choices = [
        PhaseChoice(*_key_and_name(label, snapshot), label, n / total) for label, n in ordered
    ]
    if len(choices) > 2 and ordered[0][0] == 0 and not snapshot.is_rgb:
        share = 1 - choices[0].fraction
        choices.append(PhaseChoice(NONZERO, _NONZERO_NAME, 0, share, is_complement=True))
    return tuple(choices)


def _key_and_name(label: int, snapshot: ImageSnapshot) -> tuple[str, str]:
    if snapshot.is_rgb:
        return (f"#{label:06x}",) * 2
    if snapshot.threshold is not None:
        inside = _threshold_text(snapshot)
        return (THRESHOLD, inside) if label else (OUTSIDE, f"outside {inside}")
    return (str(label),) * 2


def _threshold_text(snapshot: ImageSnapshot) -> str:
    """Both ends as ImageJ's Threshold window shows them."""
    low, high = snapshot.shown_threshold or snapshot.threshold or (0.0, 0.0)
    is_whole = all(math.isfinite(end) and end == int(end) and abs(end) < 1e6 for end in (low, high))
    first, last = (f"{end:.0f}" if is_whole else _real_text(end) for end in (low, high))
    if low <= -_OPEN_END:
        return f"up to {last}"
    return f"{first} and up" if high >= _OPEN_END else f"{first} to {last}"


def _real_text(value: float) -> str:
    """A real number with the digits that ImageJ's Threshold window gives it."""
    size = abs(value)
    if size >= 1e6 or 0 < size < 1e-3:
        return f"{value:.2E}"
    digits = 2 if size >= 100 else 3 if size >= 10 or value < 0 else 4
    return f"{value:.{digits}f}"


def _proposal(
    snapshot: ImageSnapshot, choices: tuple[PhaseChoice, ...], n_objects: int
) -> tuple[str, str, bool]:
    """Key of the phase that is proposed, why, and whether it is a matter of choice."""
    if snapshot.threshold is not None and not snapshot.is_rgb:
        return THRESHOLD, "The threshold that is set.", False
    if snapshot.pixels.dtype == np.uint8 and [c.key for c in choices] == ["0", str(_WHITE)]:
        if snapshot.black_background or snapshot.has_inverting_lut:
            why = "an inverting LUT" if not snapshot.black_background else "a black background"
            return str(_WHITE), f"A binary image with {why}: 255 is proposed.", False
        return "0", "A binary image without “Black background”: 0 is proposed.", False
    if n_objects:
        how = f"An image of {n_objects} labels, each one object: all above 0 are proposed."
        return NONZERO, how, True
    plain = [choice for choice in choices if not choice.is_complement]
    kind = "colours" if snapshot.is_rgb else "labels"
    if plain[0].label != 0:
        largest = max(plain, key=lambda choice: choice.fraction)
        return largest.key, f"An image of {len(plain)} {kind}: the largest is proposed.", True
    largest = max(plain[1:], key=lambda choice: choice.fraction)
    what = f"the largest besides {plain[0].name}" if len(plain) > 2 else largest.name
    return largest.key, f"An image of {len(plain)} {kind}: {what} is proposed.", True


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
