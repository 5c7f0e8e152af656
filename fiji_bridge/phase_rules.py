"""Which pixels of an ImageJ image are the phase, as an ImageJ user expects it.

In this order:

1. A threshold that is set wins, applied or not: the phase is what lies inside it.
2. In an 8-bit image of 0 and 255 the phase is 255; it is 0 where Process > Binary > Options has
   "Black background" off and the look-up table does not invert, as in Analyze Particles.
3. An image of labels that are one compact object each, on a background of 0: all labels above 0,
   as one phase.
4. Any other image of a few integers is a label image, one phase a value; of an RGB image, one
   phase a colour. The largest phase is proposed that is not 0, which most programs that segment
   write for the background.
5. Everything else is grey and refused.

Only what lies inside the selection is part of the sample, and no pixel without a number (NaN).
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.errors import GreyImageError, ImageError, OnePhaseError
from fiji_bridge.messages import FijiMessage
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
from imagerep.errors import NotSegmentedError, SegmentationError
from imagerep.image.labels import MAX_PHASES
from imagerep.image.object_labels import number_of_objects
from imagerep.image.segmentation import Segmentation
from imagerep.phase_choice import STRAY_SHARE

_WHITE = 255
_OPEN_END = 1e30  # what ImageJ's Threshold window writes for "no limit"
_NONZERO_NAME = "all above 0"


def segment(snapshot: ImageSnapshot, stack: StackMode | str | None = None) -> SegmentedImage:
    """Cut the region, apply the rules, list the phases, propose one; by default of the volume."""
    region = region_of(snapshot)
    chosen = StackMode.of(stack or StackMode.VOLUME)
    mode = chosen if snapshot.is_stack else None
    parts = _parts(snapshot, region, mode)
    domains = [_domain(part, region, snapshot.is_rgb) for part in parts]
    labels = [_labels(part, snapshot) for part in parts]
    calibration, note = calibration_of(snapshot.calibration, labels[0].ndim)
    n_objects = _object_count(labels, domains, snapshot)
    if n_objects:
        labels = [part > 0 for part in labels]
    inside = () if region.is_whole else (FijiMessage("domain-selection", **region.percent),)
    try:
        segmentations = tuple(
            Segmentation.from_array(
                part, domain=domain, calibration=calibration, name=name, notes=inside
            )
            for part, domain, name in zip(labels, domains, _names(snapshot, mode), strict=True)
        )
    except NotSegmentedError as error:
        raise _grey(snapshot, error.code) from error
    except SegmentationError as error:
        if error.code != "domain-empty":
            raise
        raise ImageError("no-numbers", where=_where(snapshot, region)) from error
    counts: Counter[int] = Counter()
    for one in segmentations:
        counts.update({phase.label: phase.count for phase in one.phases})
    if len(counts) > MAX_PHASES:
        raise _grey(snapshot)
    choices = _choices(counts, snapshot, n_objects)
    n_selected = region.n_pixels * sum(math.prod(one.shape[:-2]) for one in segmentations)
    missing = 1 - counts.total() / n_selected
    if len(choices) == 1:
        raise _one_phase(_where(snapshot, region), choices[0], missing > 0)
    default, how, is_label_image = _proposal(snapshot, choices, n_objects)
    numbers = FijiMessage("pixels-not-numbers", percent=100 * missing) if missing else None
    notes = tuple(one for one in (region.note, numbers, note) if one is not None)
    return SegmentedImage(
        segmentations, region, mode, choices, default, how, notes, is_label_image, n_objects
    )


def _parts(snapshot: ImageSnapshot, region: Region, mode: StackMode | None) -> list[NDArray[Any]]:
    if mode is None or mode is StackMode.SLICE:
        return [region.cut(snapshot.plane())]
    if mode is StackMode.IMAGES:
        return [region.cut(snapshot.plane(n + 1)) for n in range(snapshot.n_slices)]
    rows = slice(region.y, region.y + region.height)
    return [snapshot.pixels[:, rows, region.x : region.x + region.width]]


def _names(snapshot: ImageSnapshot, mode: StackMode | None) -> list[str]:
    """Names of what is measured: slices as images of their own are told apart."""
    if mode is not StackMode.IMAGES:
        return [snapshot.title]
    return [f"{snapshot.title} [slice {n + 1}]" for n in range(snapshot.n_slices)]


def _domain(part: NDArray[Any], region: Region, is_rgb: bool) -> NDArray[np.bool_] | None:
    """Pixels inside the selection that are numbers; None where all are."""
    inside = region.inside
    if inside is not None:
        inside = np.broadcast_to(inside, part.shape[:-1] if is_rgb else part.shape)
    if part.dtype.kind == "f":
        is_number: NDArray[np.bool_] = ~np.isnan(part)
        if not is_number.all():
            return is_number if inside is None else is_number & inside
    return inside


def _labels(part: NDArray[Any], snapshot: ImageSnapshot) -> NDArray[Any]:
    if snapshot.is_rgb:
        red, green, blue = (part[..., channel].astype(np.int32) for channel in range(3))
        return (red << 16) | (green << 8) | blue
    if snapshot.threshold is None:
        return part
    low, high = snapshot.threshold
    inside: NDArray[Any] = (part >= low) & (part <= high)
    return inside


def _object_count(
    labels: list[NDArray[Any]], domains: list[NDArray[np.bool_] | None], snapshot: ImageSnapshot
) -> int:
    """Most objects in one of the images where each label is an object; 0 for any other image."""
    if snapshot.is_rgb or snapshot.threshold is not None:
        return 0
    inside = [
        part if domain is None else np.where(domain, part, part.dtype.type(0))
        for part, domain in zip(labels, domains, strict=True)
    ]
    numbers = [number_of_objects(part) for part in inside if part.any()]
    return max(numbers) if numbers and all(numbers) else 0


def _choices(
    counts: Counter[int], snapshot: ImageSnapshot, n_objects: int
) -> tuple[PhaseChoice, ...]:
    total, ordered = counts.total(), sorted(counts.items())
    if n_objects:
        names = {0: ("0", "0"), 1: (NONZERO, _NONZERO_NAME)}
        return tuple(PhaseChoice(*names[label], label, n / total) for label, n in ordered)
    choices = [
        PhaseChoice(*_key_and_name(label, snapshot), label, n / total) for label, n in ordered
    ]
    if len(choices) > 2 and ordered[0][0] == 0 and not snapshot.is_rgb:
        above = tuple(label for label, _ in ordered[1:])
        choices.append(PhaseChoice(NONZERO, _NONZERO_NAME, above, 1 - choices[0].fraction))
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
) -> tuple[str, FijiMessage, bool]:
    """Key of the phase that is proposed, why, and whether it is a matter of choice."""
    if snapshot.threshold is not None and not snapshot.is_rgb:
        return THRESHOLD, FijiMessage("how-threshold"), False
    # A stray pixel does not make a mask something else.
    plain = [choice for choice in choices if isinstance(choice.label, int)]
    usual = [choice.key for choice in plain if choice.fraction >= STRAY_SHARE]
    if snapshot.pixels.dtype == np.uint8 and usual == ["0", str(_WHITE)]:
        if snapshot.black_background:
            return str(_WHITE), FijiMessage("how-black-background"), False
        if snapshot.has_inverting_lut:
            return str(_WHITE), FijiMessage("how-inverting-lut"), False
        return "0", FijiMessage("how-white-background"), False
    if n_objects:
        return NONZERO, FijiMessage("how-objects", n_labels=n_objects), True
    others = plain[1:] if plain[0].label == 0 and plain[0].fraction >= STRAY_SHARE else plain
    largest = max(others, key=lambda choice: choice.fraction)
    what: FijiMessage | str = FijiMessage("the-largest")
    if len(others) == 1:
        what = largest.name
    elif others is not plain:
        what = FijiMessage("the-largest-besides", other=plain[0].name)
    code = "how-colours" if snapshot.is_rgb else "how-labels"
    return largest.key, FijiMessage(code, n_labels=len(plain), proposed=what), True


def _grey(snapshot: ImageSnapshot, code: str = "") -> GreyImageError:
    kind = "fractional-image" if code == "values-fractional" else "grey-image"
    kind = "colour-image" if snapshot.is_rgb else kind
    return GreyImageError(kind, title=snapshot.title, most=MAX_PHASES)


def _where(snapshot: ImageSnapshot, region: Region) -> FijiMessage:
    return FijiMessage("the-image" if region.is_whole else "the-selection", title=snapshot.title)


def _one_phase(where: FijiMessage, only: PhaseChoice, has_nan: bool) -> OnePhaseError:
    if only.key == THRESHOLD:
        code = "all-numbers-in-threshold" if has_nan else "all-in-threshold"
        return OnePhaseError(code, where=where)
    if only.key == OUTSIDE:
        return OnePhaseError("none-in-threshold", where=where)
    return OnePhaseError("single-value", where=where, value=only.name)
