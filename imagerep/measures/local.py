"""Measures by local configurations: surfaces, curvature, Euler numbers, chords, lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks
from imagerep.configurations import CombinedField, Groups, LocalField, configuration_states
from imagerep.errors import SegmentationError
from imagerep.estimate import Estimate
from imagerep.hooks import Hooks
from imagerep.image.field_sums import FieldSums
from imagerep.image.label_text import labels_text
from imagerep.image.segmentation import Segmentation
from imagerep.measures.measure import Measure
from imagerep.measures.phase_fraction import PhaseFraction
from imagerep.measures.quantities import Quantity
from imagerep.measures.tables import Spacing, boundary_table
from imagerep.messages import MeasurementWarning
from imagerep.scale import Scale

FEATURE_SHARE = 0.7
"""Share of a phase's variance that lies in waves as long as its features or longer: what the
spectral method uses of it."""

SHORT_CHORD_PX = 10
"""Mean chord length below which digitisation makes surfaces too small by about 5 % or more: lines
miss chords shorter than their step, 1 in 8 of exponential ones of this mean (docs/measures.md)."""

FEWEST_WAVES = 60
"""Fewest waves that a variance is summed over, each with its opposite."""

_AS_LONG = 1 + 1e-9
"""Waves whose frequencies differ by less count together: their order is that of the sorting."""

MOST_BLOCKS = {2: 4096**2, 3: 256**3}
"""Images with more pixels are summed over blocks for every method: the transform of every field is
then cheap, and its integral range as good as the same."""


@dataclass(frozen=True, slots=True, eq=False)
class LocalMeasure:
    """Ratio R of two local fields a and b, as the mean of R + (a - R b) / <b>.

    Attributes
    ----------
    name : str
        Name of the quantity.
    scale : Scale
        Values that R can have.
    field : CombinedField
        R + (a - R b) / <b>.
    feature_variance : float
        Variance of a pixel, on the scale of the phase's features (`_FeatureScale`).
    phase : PhaseFraction
        The phase whose features are measured.
    sums : mapping of Segmentation to FieldSums
        The fields of each image, over the smallest blocks.
    larger : mapping of Segmentation to Blocks
        Those of the field from which its variance was found.
    doubts : tuple of MeasurementWarning
        Doubts about R that do not depend on the method.
    """

    name: str
    scale: Scale
    field: CombinedField
    feature_variance: float
    phase: PhaseFraction
    sums: Mapping[Segmentation, FieldSums]
    larger: Mapping[Segmentation, Blocks]
    doubts: tuple[MeasurementWarning, ...]

    def totals(self, image: Segmentation) -> tuple[float, float]:
        """Sum of the field over an image, and the neighbourhoods of its domain."""
        sums = self.sums[image]
        return sums.total(self.field), float(sums.n_inside)

    @property
    def value(self) -> float:
        """R of all images together."""
        totals = [self.totals(image) for image in self.sums]
        return math.fsum(part for part, _ in totals) / math.fsum(whole for _, whole in totals)

    def blocks(self, image: Segmentation, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks."""
        sums, larger = self.sums[image], self.larger.get(image)
        side = side or sums.side
        if larger is not None and side == larger.side:
            return larger
        return sums.blocks(self.field, side)

    def variance(self, ratio: float) -> float:
        """Variance of a pixel."""
        return self.feature_variance

    def phase_fraction(self, images: Sequence[Segmentation]) -> float:
        """Fraction of the phase whose features are measured."""
        return self.phase.phase_fraction(images)


def local_fields(quantity: Quantity, groups: Groups, spacing: Spacing) -> tuple[LocalField, ...]:
    """Fields a, and b where it is not the domain, of a quantity of some phases."""
    assert quantity.numerator is not None  # noqa: S101 - others have no local fields
    fields = [LocalField(groups, quantity.numerator(spacing))]
    if quantity.denominator is not None:
        fields.append(LocalField(groups, quantity.denominator(spacing)))
    return tuple(fields)


def spacing_of(image: Segmentation) -> Spacing:
    """Sides of a voxel in the image's unit, or 1."""
    return (1.0,) * image.ndim if image.calibration is None else image.calibration.voxel_size


def finest_side(images: Sequence[Segmentation]) -> int:
    """Side of the smallest blocks that local fields of images are summed over, in px."""
    side = max(image.block_side for image in images)
    pixels = max(math.prod(image.shape) for image in images)
    ndim = images[0].ndim
    while pixels > MOST_BLOCKS[ndim] * side**ndim:
        side *= 2
    return side


def local_measures(
    images: Sequence[Segmentation],
    wanted: Sequence[tuple[Quantity, Groups]],
    phases: Mapping[tuple[int, ...], PhaseFraction],
    side: int,
    pass_side: int,
    hooks: Hooks,
) -> list[LocalMeasure]:
    """Measures of images of one material, from one pass over each.

    The features of the first phase of each, in `phases`, are found from blocks of `side`; the pass
    sums over blocks of `pass_side`, which divides it.
    """
    spacing = spacing_of(images[0])
    fields = [local_fields(quantity, groups, spacing) for quantity, groups in wanted]
    every = tuple(dict.fromkeys(one for pair in fields for one in pair))
    n = len(images)
    sums = {
        image: image.field_sums(every, pass_side, hooks.part(k / n, (k + 1) / n))
        for k, image in enumerate(images)
    }
    ndim = images[0].ndim
    chords = {
        groups: _shortest_chord_px(sums.values(), groups, ndim)
        for groups in dict.fromkeys(groups for _, groups in wanted)
    }
    scales: dict[tuple[int, ...], _FeatureScale] = {}
    found: list[LocalMeasure] = []
    for (quantity, groups), pair in zip(wanted, fields, strict=True):
        field = _field(quantity, groups, pair, images, sums)
        phase = phases[groups[0]]
        if groups[0] not in scales:
            scales[groups[0]] = _FeatureScale.of(phase, images, side, hooks)
        blocks: dict[Segmentation, Blocks] = {}
        multiple = _multiple_of(found, field, quantity.scale)
        if multiple is None:
            blocks = {image: one.blocks(field, side) for image, one in sums.items()}
            variance = scales[groups[0]].variance(list(blocks.values()))
        else:
            variance = multiple[1] ** 2 * multiple[0].feature_variance
        doubts = [quantity.note] if quantity.note is not None else []
        if (chord := chords[groups]) < SHORT_CHORD_PX:
            doubts.append(MeasurementWarning("coarse-pixels", chord=chord, least=SHORT_CHORD_PX))
        found.append(
            LocalMeasure(
                quantity.name, quantity.scale, field, variance, phase, sums, blocks, tuple(doubts)
            )
        )
    return found


def _multiple_of(
    known: Iterable[Measure], field: CombinedField, scale: Scale
) -> tuple[LocalMeasure, float] | None:
    """A measure of which a field's residual is a multiple, and the factor."""
    for one in known:
        if isinstance(one, LocalMeasure) and one.scale == scale:
            factor = field.over(one.field)
            if factor is not None:
                return one, factor
    return None


def estimate_of_multiple(measure: Measure, known: Mapping[Measure, Estimate]) -> Estimate | None:
    """Estimate of a measure whose residual is a multiple of one that is known; None if of none."""
    if not isinstance(measure, LocalMeasure):
        return None
    multiple = _multiple_of(known, measure.field, measure.scale)
    if multiple is None:
        return None
    other, factor = multiple
    return known[other].of_multiple(factor, measure.value)


def _shortest_chord_px(every: Iterable[FieldSums], groups: Groups, ndim: int) -> float:
    """Mean chord length of the first phase, or of everything else, whichever is shorter, in px."""
    counts = np.sum([one.counts[groups] for one in every], axis=0)
    is_phase = configuration_states(len(groups), ndim) == 1
    share = float(counts @ is_phase.mean(axis=1)) / float(counts.sum())
    numbers = is_phase @ (1 << np.arange(2**ndim))
    boundary = float(counts @ boundary_table((1.0,) * ndim)[numbers]) / float(counts.sum())
    factor = math.pi if ndim == 2 else 4.0
    return factor * min(share, 1 - share) / boundary if boundary else math.inf


def _field(
    quantity: Quantity,
    groups: Groups,
    fields: tuple[LocalField, ...],
    images: Sequence[Segmentation],
    sums: Mapping[Segmentation, FieldSums],
) -> CombinedField:
    """R + (a - R b) / <b>, from all images together; refuses fields that are zero everywhere."""
    counts = np.sum([sums[image].counts[groups] for image in images], axis=0)
    means = [float(counts @ one.table) / max(float(counts.sum()), 1.0) for one in fields]
    mean = means[1] if len(fields) > 1 else 1.0
    if mean > 0:
        ratio = quantity.factor * means[0] / mean
        found = CombinedField(fields, (quantity.factor,))
        if len(fields) > 1:
            found = CombinedField(fields, (quantity.factor / mean, -ratio / mean), ratio)
        if (found.table[counts > 0] != ratio).any():
            return found
    raise SegmentationError(
        "quantity-absent", quantity=quantity.label, name=images[0].name,
        phases=" and ".join(labels_text(group, "+") for group in groups),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _FeatureScale:
    """Up to which frequency a phase has `FEATURE_SHARE` of its variance, or less in all.

    The pixels of a local field hardly vary together: most of its variance is that of single pixels
    on a boundary, which says nothing of features. Its variance in waves as long as the phase's
    features or longer does, over the share of the phase's own variance that these waves have.

    Attributes
    ----------
    frequency : float
        In radians a pixel.
    share : float
        Share of the phase's variance up to there.
    """

    frequency: float
    share: float

    @classmethod
    def of(
        cls, phase: PhaseFraction, images: Sequence[Segmentation], side: int, hooks: Hooks
    ) -> _FeatureScale:
        ratio = phase.phase_fraction(images)
        blocks = [phase.blocks(image, side, hooks) for image in images]
        limit = math.pi if side == 1 else math.pi / (2 * side)
        spectra = [[of_all_waves(half, one) for half in _power(one)] for one in blocks]
        frequencies = np.concatenate([frequency for frequency, _ in spectra])
        usable = np.flatnonzero(frequencies <= limit * _AS_LONG)
        order = usable[np.argsort(frequencies[usable])]
        frequencies = frequencies[order]
        power = np.cumsum(np.concatenate([power for _, power in spectra])[order])
        share = power / (phase.variance(ratio) * len(images))
        last = min(
            max(int(np.searchsorted(share, FEATURE_SHARE)), FEWEST_WAVES * len(images) - 1),
            int(np.searchsorted(frequencies, limit, side="right")) - 1,
        )
        frequency = float(frequencies[last]) * _AS_LONG
        return cls(frequency, float(share[np.searchsorted(frequencies, frequency) - 1]))

    def variance(self, blocks: Sequence[Blocks]) -> float:
        """Variance of a pixel of a field."""
        total = 0.0
        for one in blocks:
            frequency, power = _power(one)
            power[frequency > self.frequency] = 0.0
            columns = power.reshape(-1, power.shape[-1]).sum(axis=0)
            total += float(columns.sum() + columns[_with_opposites(one)].sum())
        return total / (len(blocks) * self.share)


def _power(blocks: Blocks) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Frequency of every wave of `rfftn`, and its part of the variance.

    The averaging over blocks is divided out, up to half of their own limit.
    """
    found, size = blocks.transform, blocks.numerator.size
    inside = blocks.n_covered / (blocks.side**blocks.ndim * size)
    frequency, attenuation = waves_of(blocks.numerator.shape, blocks.side)
    return frequency, (found.real**2 + found.imag**2) / (float(size) ** 2 * inside * attenuation)


@lru_cache(maxsize=4)
def waves_of(shape: tuple[int, ...], side: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Frequency of every wave, and how much the averaging over blocks attenuates its power."""
    square, attenuation = np.zeros((1,) * len(shape)), np.ones((1,) * len(shape))
    for axis, length in enumerate(shape):
        waves = 2 * math.pi * np.fft.fftfreq(length) / side
        if axis == len(shape) - 1:
            waves = waves[: length // 2 + 1]
        waves = waves.reshape([-1 if k == axis else 1 for k in range(len(shape))])
        square = square + waves**2
        if side > 1:
            attenuation = attenuation * np.sinc(waves * side / (2 * math.pi)) ** 2
    return np.sqrt(square), attenuation


def _with_opposites(blocks: Blocks) -> slice:
    """Places along the last axis of `rfftn` whose waves stand for their opposites too."""
    return slice(1, (blocks.numerator.shape[-1] + 1) // 2)


def of_all_waves(half: NDArray[np.float64], blocks: Blocks) -> NDArray[np.float64]:
    """Values of all waves in the order of `fftn`, but for zero frequency."""
    others = tuple(range(half.ndim - 1))
    opposites = np.roll(np.flip(half[..., _with_opposites(blocks)]), 1, axis=others)
    return np.concatenate([half, opposites], axis=-1).ravel()[1:]
