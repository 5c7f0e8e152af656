"""The spectral method from images to an uncertainty, with what it found on the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import SinglePhaseError
from imagerep.hooks import Hooks
from imagerep.spectral.anisotropy import SpectralEllipse, fit_ellipse
from imagerep.spectral.blocks import BlockMeans, ImageSource, block_means, block_side
from imagerep.spectral.modes import between_images, low_frequency_modes, radial_modes
from imagerep.spectral.periodogram import periodogram
from imagerep.spectral.sample import SampleSpectrum
from imagerep.spectral.smoothing import LogSpectrum, radial_bins, smooth
from imagerep.spectral.uncertainty import SpectralUncertainty

CHANCE_ERRORS = {2: 3.0, 3: 4.5}
"""Standard errors that the logarithm of the anisotropy of materials without a direction exceeds by
chance, by number of axes: in 1 of 100 Boolean models, Gaussian fields and packings of 100 to 600 px
and 64 to 100 voxels a side (a volume has more directions in which chance can lie)."""

LEAST_ANISOTROPY = 1.15
"""Smallest ratio that counts as a direction. Chance stays below it in large images, where a small
bias of the window's shape would pass the test above."""


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


@dataclass(frozen=True, slots=True, eq=False)
class SpectralResult:
    """Result of the spectral method.

    Attributes
    ----------
    phase_fraction : float
        Phase fraction of all images together.
    characteristic_length_scale_px : float
        ``S(0)^(1/d)``, in pixels.
    uncertainty : SpectralUncertainty
        What the material's phase fraction may be.
    diagnostics : SpectralDiagnostics
        What was found on the way.
    """

    phase_fraction: float
    characteristic_length_scale_px: float
    uncertainty: SpectralUncertainty
    diagnostics: SpectralDiagnostics


def analyse(
    images: Sequence[ImageSource], label: int | None = None, hooks: Hooks | None = None
) -> SpectralResult:
    """Estimate how well one or several images represent the phase fraction of a material.

    Parameters
    ----------
    images : sequence of array-like, each 2D or each 3D
        Truth values, or labels when `label` is given. Whatever has ``shape``, ``dtype`` and
        slicing will do, also memory maps, Zarr and Dask arrays; each is read once.
    label : int, optional
        Label of the phase.
    hooks : Hooks, optional
        Progress and cancellation.

    Returns
    -------
    SpectralResult

    Raises
    ------
    SinglePhaseError
        If no pixel or every pixel belongs to the phase.
    MeasurementCancelled
        If the hooks say so.
    """
    hooks = hooks or Hooks()
    return analyse_blocks(_read(images, label, hooks.part(0.0, 0.8)), hooks.part(0.8, 1.0))


def analyse_blocks(blocks: Sequence[BlockMeans], hooks: Hooks) -> SpectralResult:
    """Estimate the same from block means.

    Parameters
    ----------
    blocks : sequence of BlockMeans
        Of each image, with one side of a block.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    SpectralResult

    Raises
    ------
    ImageRepError
        As for :func:`analyse`.
    """
    n_pixels = sum(math.prod(block.shape) for block in blocks)
    n_true = sum(block.n_true for block in blocks)
    if n_true in (0, n_pixels):
        raise SinglePhaseError("phase-alone", phase="asked for")
    phase_fraction = n_true / n_pixels
    spectra = []
    for k, block in enumerate(blocks):
        hooks.report(0.5 * k / len(blocks), "forward transform")
        spectra.append(periodogram(block, phase_fraction))
    hooks.report(0.5, "fitting the spectrum")
    ellipse = fit_ellipse(low_frequency_modes(spectra))
    modes = radial_modes(spectra, ellipse.metric)
    seen = modes.with_zero(*between_images(blocks, phase_fraction))
    fit = smooth(radial_bins(seen), ellipse)
    shapes = tuple(block.shape for block in blocks)
    sample = SampleSpectrum.of(fit, shapes)
    uncertainty = SpectralUncertainty.of(sample, phase_fraction)
    at_zero = uncertainty.effective_variance / sample.leakage
    length_scale = at_zero ** (1 / ellipse.ndim)
    lengths, directions = ellipse.axes()
    hooks.report(1.0, "done")
    return SpectralResult(
        phase_fraction,
        length_scale,
        uncertainty,
        SpectralDiagnostics(
            independent_cells=n_pixels / uncertainty.effective_variance,
            anisotropy=float(lengths[0] / lengths[-1]),
            anisotropy_error=ellipse.log_aspect_error,
            length_scales_px=tuple(float(length) * length_scale for length in lengths),
            axes=tuple(tuple(float(part) for part in axis) for axis in directions),
            dip=fit.dip,
            n_modes=len(modes.radius),
            block_px=blocks[0].block_px,
            spectrum=_spectrum_curve(fit, ellipse),
        ),
    )


def _read(images: Sequence[ImageSource], label: int | None, hooks: Hooks) -> list[BlockMeans]:
    """Block means of every image, with the same side of a block."""
    side = block_side([image.shape for image in images])
    n_rows = sum(int(image.shape[0]) for image in images)
    blocks: list[BlockMeans] = []
    done = 0
    for image in images:
        before = done

        def report(rows: int, before: int = before) -> None:
            hooks.report((before + rows) / n_rows, "summing over blocks")

        blocks.append(block_means(image, side, label, on_rows=report))
        done += int(image.shape[0])
    return blocks


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
