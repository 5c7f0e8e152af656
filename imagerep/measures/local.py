"""Measures by local configurations: surfaces, curvature, Euler numbers, chords, lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from imagerep.blocks import Blocks
from imagerep.configurations import Groups, LocalField, configuration_states
from imagerep.errors import SegmentationError
from imagerep.hooks import Hooks
from imagerep.image.field_sums import FieldSums
from imagerep.image.segmentation import Segmentation
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
    fields : tuple of LocalField
        a, and b where it is not the domain.
    ratio : float
        R of all images together.
    mean_denominator : float
        <b>.
    feature_variance : float
        Variance of a pixel; see :func:`feature_variance`.
    phase : PhaseFraction
        The phase whose features are measured.
    sums : mapping of Segmentation to FieldSums
        The fields of each image.
    finest_side : int
        Side of the smallest blocks, in px.
    doubts : tuple of MeasurementWarning
        Doubts about R that do not depend on the method.
    """

    name: str
    scale: Scale
    fields: tuple[LocalField, ...]
    ratio: float
    mean_denominator: float
    feature_variance: float
    phase: PhaseFraction
    sums: Mapping[Segmentation, FieldSums]
    finest_side: int
    doubts: tuple[MeasurementWarning, ...]

    def totals(self, image: Segmentation) -> tuple[float, float]:
        """Sum of the field over an image, and the neighbourhoods of its domain."""
        sums = self.sums[image]
        counts = sums.counts[self.fields[0].groups]
        return float(counts @ self._table), float(sums.n_inside)

    def blocks(self, image: Segmentation, side: int | None, hooks: Hooks) -> Blocks:
        """The same over blocks."""
        side = side or self.finest_side
        sums = self.sums[image]
        if side % sums.side:
            sums = image.field_sums(self.fields, side, hooks)
        return _linear(sums.chosen(self.fields, side), self.ratio, self.mean_denominator)

    def variance(self, ratio: float) -> float:
        """Variance of a pixel."""
        return self.feature_variance

    def phase_fraction(self, images: Sequence[Segmentation]) -> float:
        """Fraction of the phase whose features are measured."""
        return self.phase.phase_fraction(images)

    @property
    def _table(self) -> NDArray[np.float64]:
        return _linear_table(self.fields, self.ratio, self.mean_denominator)


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
    side: int,
    pass_side: int,
    hooks: Hooks,
) -> list[LocalMeasure]:
    """Measures of images of one material, from one pass over each.

    Their features are found from blocks of `side`; the pass sums over blocks of `pass_side`, which
    divides it.
    """
    finest = finest_side(images)
    spacing = spacing_of(images[0])
    fields = [local_fields(quantity, groups, spacing) for quantity, groups in wanted]
    every = tuple(dict.fromkeys(one for pair in fields for one in pair))
    n = len(images)
    sums = {
        image: image.field_sums(every, pass_side, hooks.part(k / n, (k + 1) / n))
        for k, image in enumerate(images)
    }
    scales: dict[tuple[int, ...], _FeatureScale] = {}
    found = []
    for (quantity, groups), pair in zip(wanted, fields, strict=True):
        ratio, mean = _ratio(quantity, groups, pair, images, sums)
        phase = PhaseFraction(groups[0])
        if groups[0] not in scales:
            scales[groups[0]] = _FeatureScale.of(phase, images, side, hooks)
        blocks = [_linear(one.chosen(pair, side), ratio, mean) for one in sums.values()]
        variance = scales[groups[0]].variance(blocks)
        chord = _shortest_chord_px(sums.values(), groups, images[0].ndim)
        doubts = [quantity.note] if quantity.note is not None else []
        if chord < SHORT_CHORD_PX:
            doubts.append(MeasurementWarning("coarse-pixels", chord=chord, least=SHORT_CHORD_PX))
        found.append(
            LocalMeasure(
                quantity.name,
                quantity.scale,
                pair,
                ratio,
                mean,
                variance,
                phase,
                sums,
                finest,
                tuple(doubts),
            )
        )
    return found


def _shortest_chord_px(every: Iterable[FieldSums], groups: Groups, ndim: int) -> float:
    """Mean chord length of the first phase, or of everything else, whichever is shorter, in px."""
    counts = np.sum([one.counts[groups] for one in every], axis=0)
    is_phase = configuration_states(len(groups), ndim) == 1
    share = float(counts @ is_phase.mean(axis=1)) / float(counts.sum())
    numbers = is_phase @ (1 << np.arange(2**ndim))
    boundary = float(counts @ boundary_table((1.0,) * ndim)[numbers]) / float(counts.sum())
    factor = math.pi if ndim == 2 else 4.0
    return factor * min(share, 1 - share) / boundary if boundary else math.inf


def _ratio(
    quantity: Quantity,
    groups: Groups,
    fields: Sequence[LocalField],
    images: Sequence[Segmentation],
    sums: Mapping[Segmentation, FieldSums],
) -> tuple[float, float]:
    """R and <b> of all images together; refuses fields that are zero everywhere."""
    counts = np.sum([sums[image].counts[groups] for image in images], axis=0)
    n_inside = float(counts.sum())
    means = [float(counts @ one.table) / max(n_inside, 1.0) for one in fields]
    mean = means[1] if len(means) > 1 else 1.0
    if mean > 0:
        ratio = means[0] / mean
        if (_linear_table(fields, ratio, mean)[counts > 0] != ratio).any():
            return ratio, mean
    raise SegmentationError(
        "quantity-absent", quantity=quantity.label, name=images[0].name,
        phases=" and ".join("+".join(map(str, group)) for group in groups),
    )  # fmt: skip


def _linear_table(
    fields: Sequence[LocalField], ratio: float, mean_denominator: float
) -> NDArray[np.float64]:
    """R + (a - R b) / <b> of every configuration."""
    if len(fields) == 1:
        return fields[0].table
    numerator, denominator = fields
    return ratio + (numerator.table - ratio * denominator.table) / mean_denominator


def _linear(sums: FieldSums, ratio: float, mean_denominator: float) -> Blocks:
    """Its sums over blocks."""
    table = _linear_table(sums.fields, ratio, mean_denominator)
    if len(sums.fields) == 1:
        return sums.blocks(table, (1.0,), 0.0)
    weights = (1 / mean_denominator, -ratio / mean_denominator)
    return sums.blocks(table, weights, ratio)


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
        spectra = [_power(phase.blocks(image, side, hooks), ratio) for image in images]
        frequencies = np.concatenate([frequency for frequency, _ in spectra])
        order = np.argsort(frequencies)
        frequencies = frequencies[order]
        power = np.cumsum(np.concatenate([power for _, power in spectra])[order])
        share = power / (phase.variance(ratio) * len(images))
        limit = math.pi if side == 1 else math.pi / (2 * side)
        last = min(
            max(int(np.searchsorted(share, FEATURE_SHARE)), FEWEST_WAVES * len(images) - 1),
            int(np.searchsorted(frequencies, limit, side="right")) - 1,
            len(share) - 1,
        )
        return cls(float(frequencies[last]), float(share[last]))

    def variance(self, blocks: Sequence[Blocks]) -> float:
        """Variance of a pixel of a field."""
        total = 0.0
        for one in blocks:
            frequency, power = _power(one, one.ratio)
            total += float(power[frequency <= self.frequency * (1 + 1e-9)].sum())
        return total / (len(blocks) * self.share)


def _power(blocks: Blocks, ratio: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """Frequency of every wave, and its part of the variance; zero frequency is left out.

    The averaging over blocks is divided out, up to half of their own limit.
    """
    field = blocks.residual(dtype=np.float64)
    inside = blocks.n_covered / (blocks.side**blocks.ndim * field.size)
    power = np.abs(scipy.fft.fftn(field - field.mean())) ** 2 / (float(field.size) ** 2 * inside)
    square = np.zeros((1,) * field.ndim)
    for axis, length in enumerate(field.shape):
        shape = [-1 if k == axis else 1 for k in range(field.ndim)]
        waves = 2 * math.pi * np.fft.fftfreq(length) / blocks.side
        square = square + waves.reshape(shape) ** 2
        attenuation = np.sinc(waves * blocks.side / (2 * math.pi)) ** 2
        if blocks.side > 1:
            power = power / attenuation.reshape(shape)
    frequency = np.sqrt(square).ravel()
    return frequency[1:], power.ravel()[1:]
