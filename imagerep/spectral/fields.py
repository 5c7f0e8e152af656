"""The spectral method for measures of any scale: the same fit, of the field of a measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.fft
from numpy.typing import ArrayLike, NDArray

from imagerep.blocks import Blocks
from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.measures import Measure, MeasuredImage
from imagerep.scale import Scale
from imagerep.spectral.anisotropy import fit_ellipse
from imagerep.spectral.blocks import block_side
from imagerep.spectral.edges import with_edges
from imagerep.spectral.modes import low_frequency_modes, radial_bins, radial_modes
from imagerep.spectral.periodogram import TINY, Periodogram, periodogram
from imagerep.spectral.sample import SampleSpectrum
from imagerep.spectral.smoothing import smooth
from imagerep.spectral.uncertainty import SpectralUncertainty
from imagerep.spectral.unevenness import excess_kurtosis
from imagerep.uncertainty import ConfidenceInterval, check_level

EVEN = 0.5
"""Phase fraction of a field that has none: all cells count."""

MOST_LEAKAGE = 0.8
"""Share of a mode's power that a domain may take, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldUncertainty:
    """What the spectral method knows of the mean of a field.

    Attributes
    ----------
    value : float
        Mean of all images together.
    variance : float
        Variance of a pixel, by which S is normalised.
    scale : Scale
        Values that the mean can have.
    spectrum : SpectralUncertainty
        What is known of S.
    """

    value: float
    variance: float
    scale: Scale
    spectrum: SpectralUncertainty

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the mean of images of this size."""
        return math.sqrt(self.spectrum.effective_variance) * self._unit

    @property
    def model_error(self) -> float:
        """Relative standard error of `standard_deviation`."""
        return self.spectrum.model_error

    @property
    def _unit(self) -> float:
        return math.sqrt(self.variance / self.spectrum.n_pixels)

    def _normal_half_width(self, confidence_level: float) -> float:
        deviation = self.spectrum.log_variance.half_width(check_level(confidence_level))
        return deviation * self._unit

    def half_width(self, confidence_level: float) -> float:
        """Half the width of the interval."""
        return self.scale.half_width(self.value, self._normal_half_width(confidence_level))

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Interval on the measure's scale."""
        return self.scale.interval(self.value, self._normal_half_width(confidence_level))

    def probability_between(self, low: float, high: float) -> float:
        """Probability of a band; what lies beyond the ends of the scale counts as lying there."""
        if high <= low:
            return 0.0
        ends = self.scale.ends(self.value, low, high) / self._unit
        below = self.spectrum.log_variance.below(ends)
        return float(np.clip(below[1] - below[0], 0.0, 1.0))

    def density(self, value: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of values of the material."""
        deviation = self.scale.deviation(self.value, value) / self._unit
        slope = self.scale.slope(self.value, value) / self._unit
        return np.asarray(self.spectrum.log_variance.density(deviation) * slope)

    def half_width_at(self, scales: ArrayLike, confidence_level: float) -> NDArray[np.float64]:
        """Half-widths for images whose sides are `scales` times as long."""
        ratios = np.asarray(scales, np.float64)
        widths = [self.rescaled(float(s)).half_width(confidence_level) for s in ratios.ravel()]
        return np.array(widths).reshape(ratios.shape)

    def rescaled(
        self,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        *,
        hold_model_error: bool = False,
    ) -> FieldUncertainty:
        """Expected uncertainty for larger or more images of the same material."""
        spectrum = self.spectrum.rescaled(
            shape_factor, images_factor, hold_model_error=hold_model_error
        )
        return replace(self, spectrum=spectrum)

    def complement(self) -> FieldUncertainty:
        """Uncertainty of 1 less the value: the same errors."""
        return replace(self, value=1.0 - self.value)


def estimate(images: Sequence[MeasuredImage], measure: Measure, hooks: Hooks) -> Estimate:
    """Measure images of one material, of one dimension, by the spectral method."""
    smallest = max(image.block_side for image in images)
    side = block_side([image.shape for image in images], smallest)
    blocks = []
    for number, image in enumerate(images):
        part = hooks.part(0.8 * number / len(images), 0.8 * (number + 1) / len(images))
        blocks.append(measure.blocks(image, side, part))
    total, n_inside = (
        math.fsum(values) for values in zip(*map(measure.totals, images), strict=True)
    )
    ratio = total / n_inside
    variance = measure.variance(ratio)
    means = [np.asarray(one.residual(dtype=np.float64), np.float64) for one in blocks]
    spectra = [_periodogram(one, cells, variance) for one, cells in zip(blocks, means, strict=True)]
    hooks.report(0.8, "fitting the spectrum")
    ellipse = fit_ellipse(low_frequency_modes(spectra))
    modes = radial_modes(spectra, ellipse.metric)
    freedom = len(blocks) - 1
    if freedom:
        scatter = math.fsum(one.total_denominator * (one.ratio - ratio) ** 2 for one in blocks)
        modes = modes.with_zero(max(scatter / (variance * freedom), TINY), freedom / 2)
    fit, kurtosis = smooth(radial_bins(modes), ellipse), 0.0
    if all(one.denominator is None for one in blocks):  # both look at parts of a full box
        fit, kurtosis = with_edges(fit, spectra, modes), excess_kurtosis(means)
    sample = SampleSpectrum.of(fit, tuple(one.shape for one in blocks), kurtosis)
    spectrum = SpectralUncertainty.of(sample, EVEN)
    length = (spectrum.effective_variance / sample.leakage) ** (1 / ellipse.ndim)
    share = n_inside / sample.n_pixels
    found = FieldUncertainty(ratio, variance / share, measure.scale, spectrum)
    warnings = size_warnings(images, length, measure.phase_fraction(images))
    hooks.report(1.0, "done")
    return Estimate(found, length, None, tuple(warnings))


def _periodogram(blocks: Blocks, cells: NDArray[np.float64], variance: float) -> Periodogram:
    """Periodogram of the means of a field, with what the domain takes of it divided out."""
    inside = blocks.n_covered / (blocks.side**blocks.ndim * cells.size)
    found = periodogram(cells, blocks.side, variance * inside)
    if blocks.denominator is None:
        return found
    transformed = scipy.fft.rfftn(blocks.coverage().astype(np.float64))
    leak = np.abs(transformed) ** 2 / abs(transformed.flat[0]) ** 2
    highest = np.abs(found.frequencies[0]).max() * (1 + 1e-9)
    kept = [
        np.abs(np.fft.fftfreq(n)) * 2 * math.pi / blocks.side <= highest for n in cells.shape[:-1]
    ]
    kept.append(np.ones(leak.shape[-1], np.bool_))
    leak = leak[np.ix_(*kept)][..., : found.power.shape[-1]]
    power = found.power / np.maximum(1 - leak, 1 - MOST_LEAKAGE)
    return replace(found, power=power)
