"""The spectral method from images to an uncertainty, with what it found on the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks, pooled_ratio
from imagerep.hooks import Hooks
from imagerep.scale import Scale
from imagerep.spectral.anisotropy import SpectralEllipse, fit_ellipse
from imagerep.spectral.edges import with_edges
from imagerep.spectral.interval import MeasuredValue
from imagerep.spectral.long_features import LARGEST_SHARE
from imagerep.spectral.modes import (
    between_images,
    low_frequency_modes,
    radial_bins,
    radial_modes,
)
from imagerep.spectral.periodogram import periodogram
from imagerep.spectral.sample import SampleSpectrum
from imagerep.spectral.smoothing import LogSpectrum, smooth
from imagerep.spectral.streaks import are_long_features, streaks
from imagerep.spectral.uncertainty import SpectralUncertainty
from imagerep.spectral.unevenness import Parts

CHANCE_ERRORS = {2: 3.0, 3: 4.5}
"""Standard errors that the logarithm of the anisotropy of materials without a direction exceeds by
chance, by number of axes: in 1 of 100 Boolean models, Gaussian fields and packings of 100 to 600 px
and 64 to 100 voxels a side (a volume has more directions in which chance can lie)."""

LEAST_ANISOTROPY = 1.15
"""Smallest ratio that counts as a direction. Chance stays below it in large images, where a small
bias of the window's shape would pass the test above."""


FOLLOWED = 0.5
"""Weight of the curves of long thin features from which the spectrum follows features that streaks
show. Squares along the axes have streaks, too, and a spectrum that is not theirs."""


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumCurve:
    """The radial spectrum, for plots; anisotropy is taken out.

    Attributes
    ----------
    frequency : ndarray of float64, shape (n,)
        Frequency in periods a pixel, along the direction of mean length scale; ascending.
    power : ndarray of float64, shape (n,)
        Mean of the periodogram over a ring; its mean over all frequencies is one.
    n_modes : ndarray of float64, shape (n,)
        Modes in a ring.
    fit_frequency : ndarray of float64, shape (n + 1,)
        As `frequency`, with 0 before.
    fit, low, high : ndarray of float64, shape (n + 1,)
        The fitted spectrum and the band of two standard deviations about it.
    """

    frequency: NDArray[np.float64]
    power: NDArray[np.float64]
    n_modes: NDArray[np.float64]
    fit_frequency: NDArray[np.float64]
    fit: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SpectralDiagnostics:
    """What the spectral method found.

    Attributes
    ----------
    independent_cells : float
        Number of independent cells that the images amount to: pixels over S.
    anisotropy : float
        Ratio of the longest to the shortest directional length scale.
    anisotropy_error : float
        Standard error of its logarithm; materials without a direction show a ratio too, of
        chance, whose logarithm is of this size.
    length_scales_px : tuple of float
        Directional length scales along `axes`, longest first; their geometric mean is the
        characteristic length scale.
    axes : tuple of tuple of float
        Unit vectors in array order, (y, x) or (z, y, x).
    dip : float
        Fall of log S from its maximum to zero frequency: near 0 for structures without order,
        above 1 for packed and periodic ones.
    unevenness : float
        How much few large features carry the variance: 0 where features are alike, up to 1.
    hides_larger_features : bool
        Whether they carry so much of it that the interval may be too narrow for larger ones, which
        the images do not show.
    long_features : float
        Weight of the curves of long thin features in the spectrum, 0 to 1.
    streaks : float
        How much more the spectrum varies with the direction than that of noise, which has 1: the
        sign of long straight features, such as fibres.
    has_long_features : bool
        Whether they are long straight features that cross in all directions.
    edges : float
        Share of the variance that rows of a lattice have which the image's edges cut.
    n_modes : int
        Fourier modes used.
    block_px : int
        Side of the blocks that were averaged over; 1 where the pixels were used.
    spectrum : SpectrumCurve
        The spectrum, for plots.
    """

    independent_cells: float
    anisotropy: float
    anisotropy_error: float
    length_scales_px: tuple[float, ...]
    axes: tuple[tuple[float, ...], ...]
    dip: float
    unevenness: float
    hides_larger_features: bool
    long_features: float
    streaks: float
    has_long_features: bool
    edges: float
    n_modes: int
    block_px: int
    spectrum: SpectrumCurve

    @property
    def has_direction(self) -> bool:
        """Whether the anisotropy is more than chance would show in a material without any."""
        return self.is_direction(self.anisotropy)

    def to_dict(self) -> dict[str, Any]:
        """Findings as plain values, ready for JSON; the curve is left out.

        Returns
        -------
        dict
        """
        return {
            "independent_cells": self.independent_cells,
            "anisotropy": self.anisotropy,
            "anisotropy_error": self.anisotropy_error,
            "has_direction": self.has_direction,
            "length_scales_px": list(self.length_scales_px),
            "axes": [list(axis) for axis in self.axes],
            "dip": self.dip,
            "unevenness": self.unevenness,
            "hides_larger_features": self.hides_larger_features,
            "long_features": self.long_features,
            "streaks": self.streaks,
            "has_long_features": self.has_long_features,
            "edges": self.edges,
            "n_modes": self.n_modes,
            "block_px": self.block_px,
        }

    def is_direction(self, ratio: float) -> bool:
        """Whether a ratio of length scales is more than chance.

        Parameters
        ----------
        ratio : float
            Longest over shortest, such as after a correction for unequal voxel sides.

        Returns
        -------
        bool
        """
        chance = CHANCE_ERRORS[len(self.axes)] * self.anisotropy_error
        return ratio > max(LEAST_ANISOTROPY, math.exp(chance))


def analyse(
    blocks: Sequence[Blocks],
    variance: float,
    scale: Scale,
    phase_fraction: float,
    hooks: Hooks,
) -> tuple[SpectralUncertainty, float, SpectralDiagnostics]:
    """Uncertainty of a measure, characteristic length scale in px, and what was found on the way.

    `variance` is that of a pixel's residual, `scale` holds the values that the measure can have,
    `phase_fraction` is that of the phase whose features are measured.
    """
    spectra = []
    for k, one in enumerate(blocks):
        hooks.report(0.5 * k / len(blocks), "forward transform")
        spectra.append(periodogram(one, variance))
    hooks.report(0.5, "fitting the spectrum")
    ellipse = fit_ellipse(low_frequency_modes(spectra))
    modes = radial_modes(spectra, ellipse.metric)
    seen = modes.with_zero(*between_images(blocks, variance))
    bins = radial_bins(seen)
    fit = with_edges(smooth(bins, ellipse), spectra, seen)
    streaky = streaks(spectra, ellipse.metric, seen.median_radius)
    has_long_features = are_long_features(streaky, fit, phase_fraction)
    if has_long_features:
        followed = smooth(bins, ellipse, LARGEST_SHARE)
        fit = followed if followed.long_features >= FOLLOWED else fit
    sample = SampleSpectrum.of(fit, map(_box, blocks), Parts.of(blocks))
    uncertainty = SpectralUncertainty.of(
        sample, MeasuredValue(pooled_ratio(blocks), variance, scale, phase_fraction)
    )
    at_zero = uncertainty.effective_variance / sample.leakage
    length_scale = at_zero ** (1 / ellipse.ndim)
    lengths, directions = ellipse.axes()
    hooks.report(1.0, "done")
    diagnostics = SpectralDiagnostics(
        independent_cells=sample.n_pixels / uncertainty.effective_variance,
        anisotropy=float(lengths[0] / lengths[-1]),
        anisotropy_error=ellipse.log_aspect_error,
        length_scales_px=tuple(float(length) * length_scale for length in lengths),
        axes=tuple(tuple(float(part) for part in axis) for axis in directions),
        dip=fit.dip,
        unevenness=sample.unevenness(phase_fraction),
        hides_larger_features=sample.hides_larger_features(phase_fraction),
        long_features=fit.long_features,
        streaks=streaky,
        has_long_features=has_long_features,
        edges=min(math.exp(fit.log_edges) / uncertainty.effective_variance, 1.0),
        n_modes=len(modes.radius),
        block_px=blocks[0].side,
        spectrum=_spectrum_curve(fit, ellipse),
    )
    return uncertainty, length_scale, diagnostics


def _box(blocks: Blocks) -> tuple[float, ...]:
    """Sides of a box that holds as many pixels as the domain, of the aspect ratio of the image."""
    share = blocks.total_denominator / math.prod(blocks.shape)
    if share == 1.0:
        return blocks.shape
    return tuple(side * share ** (1 / blocks.ndim) for side in blocks.shape)


def _spectrum_curve(fit: LogSpectrum, ellipse: SpectralEllipse) -> SpectrumCurve:
    bins = fit.bins
    frequency = bins.t * bins.median_radius / (2 * math.pi * ellipse.mean_length_px)
    curves = np.column_stack([fit.at_zero, fit.curves])
    variances = np.column_stack([fit.sd_at_zero, fit.sd_curves]) ** 2
    centre = fit.evidence @ curves
    sd = np.sqrt(fit.evidence @ (variances + (curves - centre) ** 2))
    return SpectrumCurve(
        frequency,
        bins.power,
        bins.weight,
        np.concatenate([[0.0], frequency]),
        np.exp(centre),
        np.exp(centre - 2 * sd),
        np.exp(centre + 2 * sd),
    )
