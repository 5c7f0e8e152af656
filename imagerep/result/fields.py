"""Doubts about images of one material: gradients, fields that disagree, neighbouring slices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.blocks import Blocks
from imagerep.hooks import Hooks
from imagerep.image.doubts import crop_text
from imagerep.image.segmentation import Segmentation
from imagerep.low_frequency import Expectation, Waves, block_side, scatter
from imagerep.measures import PhaseFraction
from imagerep.messages import MeasurementWarning, Message

NO_SAMPLE = frozenset({"outside-suspected", "bar-suspected"})
"""Doubts that would be mistaken for a gradient."""

GRADIENT_P = 0.0015
"""Probability below which the longest waves, of half a period a side, count as a gradient."""

BENT_P = 0.001
"""The same of waves of one period a side, and of half a period along two sides: a change from the
middle outwards, or from one corner."""

LEAST_FEATURES = 20.0
"""Features of an image from which its shorter waves tell what to expect of the longest. Of images
of 30 to 60 px, most of which have fewer, up to 8 in 100 would have a gradient by chance."""

FEATURES = {2: 0.196, 3: 0.071}
"""Features a volume, times (f (1 - f))^(d - 1) for a fraction f of the pixels and over the product
of the boundaries that lines along the axes cross a px: exact for few discs or spheres."""

LEAST_CHANGE = 0.08
"""Least change that counts, over the phase fraction of the rarer side: the borders of a periodic
structure cut its cells, which looks like a small one."""

DISAGREE_P = 0.002
"""Probability below which images scatter more than their errors explain."""

INVERTED_SHARE = 0.1
"""Share of the scatter that may be left when the phases of the odd images are swapped."""

ALIKE = 0.3
"""Least correlation of two images that show nearly the same place. Independent ones have less, but
for few features."""

UNIQUE = 1.5
"""Least ratio of that correlation to the largest one at any other shift: periodic structures match
at many."""

NEAR = 0.1
"""Shift over the side within which two images show nearly the same place."""

MIDDLE = 0.6
"""Part of the sides that counts as the middle of an image."""

MOST_SHOWN = 8
"""Most phase fractions that a text lists."""


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """One image as the tests see it."""

    image: Segmentation
    ratio: float
    size: float
    blocks: Blocks
    waves: Waves | None


def material_doubts(
    images: Sequence[Segmentation], phase: PhaseFraction, hooks: Hooks
) -> tuple[MeasurementWarning, ...]:
    """Doubts about a phase in images of one material.

    A gradient is not looked for where something in an image is likely no sample.
    """
    fields = [_field(image, phase, hooks) for image in images]
    known = [one.waves for one in fields if one.waves is not None]
    expected = Expectation.of(known) if known else None
    found: list[MeasurementWarning] = []
    if len(fields) > 1:
        neighbours = _neighbours(fields)
        found += [] if neighbours is None else [neighbours]
        if expected is not None:
            apart = _disagreement(fields, expected)
            found += [] if apart is None else [apart]
    if expected is not None:
        gradient = _gradient(fields, expected)
        found += [] if gradient is None else [gradient]
    return tuple(found)


def _field(image: Segmentation, phase: PhaseFraction, hooks: Hooks) -> _Field:
    part, whole = phase.totals(image)
    blocks = phase.blocks(image, block_side(image.shape, phase.smallest_side(image)), hooks)
    waves = Waves.of(blocks) if phase.variance(part / whole) > 0 else None
    return _Field(image, part / whole, whole, blocks, waves)


def _gradient(fields: Sequence[_Field], expected: Expectation) -> MeasurementWarning | None:
    """Doubt about the image that changes most across it, of those that do too much."""
    worst: tuple[float, _Field, bool] | None = None
    for one in fields:
        if one.waves is None or any(doubt.code in NO_SAMPLE for doubt in one.image.doubts):
            continue
        square = one.waves.square
        own = expected if len(fields) == 1 else Expectation.of([one.waves])
        if own is None:
            continue
        tests = [
            (own.probability_of(one.waves, square == 1) / GRADIENT_P, False),
            (own.probability_of(one.waves, (square > 1) & (square <= 4)) / BENT_P, True),
        ]
        small, is_bent = min(tests)
        small *= len(fields)  # as many chances
        is_worst = small < 1 and (worst is None or small < worst[0])
        if is_worst and _n_features(one.blocks) >= LEAST_FEATURES:
            worst = small, one, is_bent
    if worst is None:
        return None
    _, one, is_bent = worst
    first, last, direction = _course(one, is_bent=is_bent)
    if abs(last - first) < LEAST_CHANGE * min(one.ratio, 1 - one.ratio):
        return None
    return MeasurementWarning(
        "gradient",
        image=one.image.name,
        first=first,
        last=last,
        direction=direction,
        also="",
        region=tuple((0, side) for side in one.image.shape),
    )


def _n_features(blocks: Blocks) -> float:
    """Number of features, of parts of the image that are above its mean."""
    is_above = blocks.residual(dtype=np.float64) > 0
    is_inside = blocks.coverage() > 0
    n_inside = np.count_nonzero(is_inside)
    fraction = np.count_nonzero(is_above & is_inside) / n_inside
    found = FEATURES[blocks.ndim] * n_inside / (fraction * (1 - fraction)) ** (blocks.ndim - 1)
    for axis in range(blocks.ndim):
        one, other = ((slice(None),) * axis + (part,) for part in (slice(1, None), slice(None, -1)))
        is_pair = is_inside[one] & is_inside[other]
        found *= np.count_nonzero(is_pair & (is_above[one] != is_above[other])) / n_inside
    return float(found)


def _course(field: _Field, *, is_bent: bool) -> tuple[float, float, Message]:
    """Phase fraction at both ends of a gradient, as a straight course has it, and its direction."""
    blocks, waves = field.blocks, field.waves
    volume = blocks.side**blocks.ndim
    part = np.asarray(blocks.numerator, np.float64)
    inside = np.broadcast_to(blocks.coverage().astype(np.float64) * volume, part.shape)
    if not is_bent and waves is not None:
        strongest = waves.half_waves[np.where(waves.square == 1, waves.power, -1).argmax()]
        axis = int(strongest.argmax())
        others = tuple(k for k in range(blocks.ndim) if k != axis)
        sums, sizes = part.sum(axis=others), inside.sum(axis=others)
        place = np.linspace(0, 1, len(sums))
        kept = sizes > 0
        slope, start = np.polyfit(place[kept], sums[kept] / sizes[kept], 1, w=np.sqrt(sizes[kept]))
        first, last = (float(np.clip(end, 0, 1)) for end in (start, start + slope))
        return first, last, _directions(blocks.ndim)[axis]
    lines = [np.abs(2 * (np.arange(n) + 0.5) / n - 1) for n in part.shape]
    is_middle = reduce(np.maximum.outer, lines) < MIDDLE
    middle = part[is_middle].sum() / inside[is_middle].sum()
    rim = part[~is_middle].sum() / inside[~is_middle].sum()
    return float(middle), float(rim), Message("outwards")


def _directions(ndim: int) -> tuple[Message, ...]:
    """What a change along each axis is called."""
    plane = Message("from-top-to-bottom"), Message("from-left-to-right")
    return plane if ndim == 2 else (Message("from-first-to-last-slice"), *plane)


def _disagreement(fields: Sequence[_Field], expected: Expectation) -> MeasurementWarning | None:
    ratios = np.array([one.ratio for one in fields])
    sizes = np.array([one.size for one in fields])
    if expected.probability_of_scatter(ratios, sizes) >= DISAGREE_P:
        return None
    names = [one.image.name or f"image {k}" for k, one in enumerate(fields, start=1)]
    inverted = _inverted(ratios, sizes) if _are_binary(fields) else np.zeros(len(fields), bool)
    if inverted.any():
        odd = int(np.flatnonzero(inverted)[0])
    else:
        left = [scatter(np.delete(ratios, k), np.delete(sizes, k)) for k in range(len(fields))]
        odd = int(np.argmin(left)) if len(fields) > 2 else 0
    code = "inverted-suspected" if inverted.any() else "odd-suspected"
    shown = ", ".join(f"{ratio:.3f}" for ratio in ratios[:MOST_SHOWN])
    more = len(ratios) - MOST_SHOWN
    freedom = len(fields) - 1
    return MeasurementWarning(
        "fields-disagree",
        image=names[odd],
        images=tuple(names[k] for k in np.flatnonzero(inverted)) or (names[odd],),
        is_inverted=bool(inverted.any()),
        fractions=shown + (f" and {more} more" if more > 0 else ""),
        ratio=float(np.sqrt(scatter(ratios, sizes) / freedom / expected.density)),
        suspicion=Message(code, image=names[odd], fraction=float(ratios[odd])),
    )


def _are_binary(fields: Sequence[_Field]) -> bool:
    return all(len(one.image.phases) <= 2 for one in fields)


def _inverted(ratios: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Images, fewer than half, that agree with the rest where their phases are swapped."""
    middle = float(np.median(ratios))
    is_odd = np.abs(1 - ratios - middle) < np.abs(ratios - middle)
    if not is_odd.any() or 2 * np.count_nonzero(is_odd) >= len(ratios):
        return np.zeros(len(ratios), np.bool_)
    swapped = np.where(is_odd, 1 - ratios, ratios)
    is_explained = scatter(swapped, sizes) <= INVERTED_SHARE * scatter(ratios, sizes)
    return is_odd if is_explained else np.zeros(len(ratios), np.bool_)


def _neighbours(fields: Sequence[_Field]) -> MeasurementWarning | None:
    """Doubt where consecutive images show nearly the same place."""
    alike: list[int] = []
    mean: NDArray[np.float64] | None = None
    n_pairs = 0
    for k, (one, other) in enumerate(pairwise(fields)):
        if one.image.shape != other.image.shape or one.waves is None or other.waves is None:
            continue
        correlation = _correlation(one.blocks, other.blocks)
        n_pairs += 1
        if _is_same_place(correlation):
            alike.append(k)
        if mean is None or mean.shape != correlation.shape:
            mean = correlation
        else:
            mean = mean + correlation
    if mean is None:
        return None
    if _is_same_place(mean / n_pairs):
        # What two images leave open, many show together.
        n_alike = max(len(alike), (n_pairs + 1) // 2)
    elif alike:
        n_alike = len(alike)
    else:
        return None
    first = alike[0] if alike else 0
    return MeasurementWarning(
        "neighbouring-slices",
        image=fields[first].image.name,
        other=fields[first + 1].image.name,
        n_pairs=n_alike,
        n_consecutive=len(fields) - 1,
        volume=True,
        option="--volume",
    )


def _correlation(one: Blocks, other: Blocks) -> NDArray[np.float64]:
    """Correlation of two images at every shift, in blocks, that at none first."""
    spectra = [scipy.fft.rfftn(each.residual(dtype=np.float64)) for each in (one, other)]
    shape = one.numerator.shape
    product = scipy.fft.irfftn(spectra[0] * spectra[1].conj(), shape)
    norms = [np.square(each.residual(dtype=np.float64)).sum() for each in (one, other)]
    found: NDArray[np.float64] = product / np.sqrt(norms[0] * norms[1])
    return found


def _is_same_place(correlation: NDArray[np.float64]) -> bool:
    """Whether the correlation has one peak, at a small shift."""
    distance = np.zeros(correlation.shape)
    for axis, n in enumerate(correlation.shape):
        shift = np.abs(np.fft.fftfreq(n)).reshape(
            [-1 if k == axis else 1 for k in range(correlation.ndim)]
        )
        distance = np.maximum(distance, shift)
    here = float(correlation[distance <= NEAR / 2].max())
    elsewhere = float(np.abs(correlation[distance > NEAR]).max(initial=0.0))
    return here >= ALIKE and here >= UNIQUE * elsewhere


def joined(doubts: Sequence[MeasurementWarning]) -> tuple[MeasurementWarning, ...]:
    """One doubt of each kind; it names the first image and how many others have it."""
    by_code: dict[str, list[MeasurementWarning]] = {}
    for doubt in doubts:
        by_code.setdefault(doubt.code, []).append(doubt)
    return tuple(one[0] if len(one) == 1 else _joined(one) for one in by_code.values())


def _joined(doubts: Sequence[MeasurementWarning]) -> MeasurementWarning:
    """The first of some doubts of one kind; its crop, where that is the remedy, mends them all."""
    first = doubts[0]
    values = {**first.values, "also": Message("also", n_more=len(doubts) - 1)}
    crops = [
        one.values["crop"] for one in doubts
        if str(one.values.get("option", "")).startswith("--crop")
    ]  # fmt: skip
    if len(crops) == len(doubts) and len({len(one) for one in crops}) == 1:
        sides = zip(*crops, strict=True)
        common = tuple((max(a for a, _ in one), min(b for _, b in one)) for one in sides)
        if all(a < b for a, b in common):
            values |= {"crop": common, "option": f"--crop {crop_text(common)}"}
    return MeasurementWarning(first.code, **values)
