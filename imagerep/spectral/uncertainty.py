"""What the spectral method knows about the material.

Every question (another level, another size, more images) is answered from the fitted spectrum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.spectral.interval import Errors, LogVariance, MeasuredValue
from imagerep.spectral.sample import SampleSpectrum, rarer_cells
from imagerep.spectral.smoothing import PRIOR_SD
from imagerep.spectral.unevenness import log_shift
from imagerep.uncertainty import ConfidenceInterval, check_level

BIAS = 0.6
SPREAD = 0.8
FLOOR_SD = 0.16
"""Inflation of log S: mean + 0.6 / sqrt(n) for n independent cells, variance + 0.8 / sqrt(m) +
0.16^2 for m = 2 n min(phi, 1 - phi) of them in the rarer phase. It stands for what a Gaussian
likelihood leaves out. Fitted to the interval score and the coverage of families, on the benchmark's
materials (other fields than the published ones) and on 42 others (docs/method.md)."""

MAX_SD = 0.6
"""Limit of the posterior spread of log S, ``1 / (1 / sd^2 + 1 / 0.6^2)``: where no mode lies below
a peak the fits' spread is 1.1, but the truth scatters about them by 0.6 to 0.7. Of 0.2 to 1.1 on
the same materials: smaller ones score up to 0.7 % better but are too sure of more families."""

MIN_AREA_SHARE = 0.1
"""S is at least this over the shortest side: an image's edge cuts features even where a perfectly
periodic structure has S = 0. Set by hand; it acts on all but perfect lattices and lamellae only."""

_PRIOR_VARIANCE = PRIOR_SD[0] ** 2 + PRIOR_SD[3] ** 2


@dataclass(frozen=True, slots=True, eq=False)
class SpectralUncertainty:
    """Uncertainty of the spectral method; make one with :meth:`of`.

    Attributes
    ----------
    measured : MeasuredValue
        What was measured in all images together.
    n_pixels : float
        Pixels or voxels in all.
    log_variance : LogVariance
        Distribution of log S.
    effective_variance : float
        Central value of S as images of this shape see it: pixels in an independent cell.
    sample : SampleSpectrum
        The images.
    shape_factor, images_factor : float
        Sides and number of images relative to what was measured.
    is_model_error_held : bool
        Whether S counts as known no better than from the images measured.
    """

    measured: MeasuredValue
    n_pixels: float
    log_variance: LogVariance
    effective_variance: float
    sample: SampleSpectrum
    shape_factor: float = 1.0
    images_factor: float = 1.0
    is_model_error_held: bool = False

    @classmethod
    def of(
        cls,
        sample: SampleSpectrum,
        measured: MeasuredValue,
        *,
        shape_factor: float = 1.0,
        images_factor: float = 1.0,
        hold_model_error: bool = False,
    ) -> SpectralUncertainty:
        """Uncertainty of images like those measured, or of larger or more of them.

        `hold_model_error` keeps the spread of log S instead of letting it fall with the pixels.
        """
        fit = sample.fit
        phase_fraction = measured.phase_fraction
        ratio = shape_factor**sample.ndim * images_factor
        n_pixels = sample.n_pixels * ratio
        shift = math.log(sample.seen_by_larger(shape_factor))
        information = 1.0 if hold_model_error else ratio
        # An edge cuts rows of a lattice in proportion to its length or area.
        edges = fit.log_edges + (sample.ndim - 2) * math.log(shape_factor)
        at_zero = np.logaddexp(fit.at_zero + shift, edges)
        seen = math.exp(float(fit.evidence @ at_zero))
        cells = max(sample.n_pixels * information / seen, 1.0)
        floor = math.log(MIN_AREA_SHARE / (sample.shortest_side * shape_factor))
        known = np.maximum(1 / fit.sd_at_zero**2 - 1 / _PRIOR_VARIANCE, 0.0)
        spread = 1 / (1 / _PRIOR_VARIANCE + known * information + 1 / MAX_SD**2)
        root = math.sqrt(cells)
        rarer = rarer_cells(cells, phase_fraction)
        unseen = log_shift(sample.unevenness(phase_fraction), cells)
        log_variance = LogVariance(
            np.maximum(at_zero + BIAS / root + unseen, floor),
            np.sqrt(spread + SPREAD / math.sqrt(rarer) + FLOOR_SD**2),
            fit.evidence,
        )
        central = float(fit.evidence @ np.maximum(at_zero, floor))
        return cls(
            measured,
            n_pixels,
            log_variance,
            math.exp(central),
            sample,
            shape_factor,
            images_factor,
            hold_model_error,
        )

    def __eq__(self, other: object) -> bool:
        """Whether both know the same about the same images."""
        if not isinstance(other, SpectralUncertainty):
            return NotImplemented
        return self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        known = self.log_variance
        return (
            self.measured,
            self.n_pixels,
            self.effective_variance,
            self.shape_factor,
            self.images_factor,
            self.is_model_error_held,
            *(tuple(each.tolist()) for each in (known.mean, known.sd, known.weight)),
        )

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of what is measured in images of this size."""
        return math.sqrt(self.effective_variance * self.measured.variance / self.n_pixels)

    @property
    def model_error(self) -> float:
        """Relative standard error of `standard_deviation`: half that of S."""
        return self.log_variance.total_sd / 2

    def half_width(self, confidence_level: float) -> float:
        """Half the width of the interval."""
        low, high = self.interval(confidence_level)
        return (high - low) / 2

    def interval(self, confidence_level: float) -> ConfidenceInterval:
        """Confidence interval, which stays within the scale by itself."""
        deviation = self.log_variance.half_width(check_level(confidence_level))
        return self._errors.interval(deviation)

    def probability_between(self, low: float, high: float) -> float:
        """Probability that the material lies in a band."""
        if high <= low:
            return 0.0
        below = self.log_variance.below(self._errors.deviation([low, high]))
        return float(np.clip(below[1] - below[0], 0.0, 1.0))

    def density(self, value: ArrayLike) -> NDArray[np.float64]:
        """Likelihood of values of the material; 0 outside the scale."""
        given = np.asarray(value, np.float64)
        inside = (given > self.measured.scale.low) & (given < self.measured.scale.high)
        there = np.where(inside, given, self.measured.value)
        errors = self._errors
        density = self.log_variance.density(errors.deviation(there)) * errors.slope(there)
        return np.where(inside, density, 0.0)

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
    ) -> SpectralUncertainty:
        """Expected uncertainty for larger or more images of the same material.

        `hold_model_error` keeps the spread of log S instead of letting it fall with the pixels.
        """
        return self.of(
            self.sample,
            self.measured,
            shape_factor=self.shape_factor * shape_factor,
            images_factor=self.images_factor * images_factor,
            hold_model_error=hold_model_error or self.is_model_error_held,
        )

    def complement(self) -> SpectralUncertainty:
        """Uncertainty of everything that is not the phase: the same errors."""
        return replace(self, measured=self.measured.complement())

    def of_multiple(self, factor: float, value: float) -> SpectralUncertainty:
        """Uncertainty of another quantity, whose residual is a multiple of this one's."""
        variance = factor**2 * self.measured.variance
        return replace(self, measured=replace(self.measured, value=value, variance=variance))

    @property
    def _errors(self) -> Errors:
        return self.measured.errors(self.n_pixels)
