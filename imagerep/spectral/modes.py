"""The modes of a periodogram that tell about zero frequency."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from imagerep.blocks import Blocks, pooled_ratio
from imagerep.spectral.periodogram import ROUNDING, TINY, Periodogram

POWER_SHARE = 0.7
"""Share of the variance held by the modes used. From the predictive density of the true S on the
development media: higher frequencies describe edges and pixels rather than the arrangement."""

MIN_CUTOFF_FUNDAMENTALS = 4.2
"""Cut-off at least this many times 2 pi / shortest side, from the same media: about 27 modes in
2D, enough for an ellipse, whatever the share of the variance."""

MAX_MODES = {2: 4000, 3: 6000}
"""Most modes used, from the same media: with more, S(0) gains nothing and the fit costs time."""

MIN_RADIAL_MODES = 30
"""Fewest modes (counted by weight) for the radial fit, as `MIN_CUTOFF_FUNDAMENTALS`."""

N_BINS = 40
BIN_SCALE = 0.2
"""Rings: fine enough for the curve; equal steps of t below 0.2, of log t above. From the predictive
density of the true S on the development media."""

CUTOFF_STEPS = 299
"""Steps of frequency in which the cut-off is looked for: fine beside its weak influence."""

_UNIT_BALL = {2: math.pi, 3: 4 * math.pi / 3}


@dataclass(frozen=True, slots=True, eq=False)
class Modes:
    """Modes of low frequency, of one or several images.

    Attributes
    ----------
    vectors : ndarray of float64, shape (n, d)
        Wave vectors, in radians a pixel.
    power, weight : ndarray of float64, shape (n,)
        I(k) and the weight of each mode.
    cutoff : float
        Largest length of a wave vector, in radians a pixel.
    """

    vectors: NDArray[np.float64]
    power: NDArray[np.float64]
    weight: NDArray[np.float64]
    cutoff: float


@dataclass(frozen=True, slots=True, eq=False)
class RadialModes:
    """Modes by one radial variable, ascending.

    Attributes
    ----------
    radius : ndarray of float64, shape (n,)
        ``u = sqrt(k' A k)``, without dimension.
    power, weight : ndarray of float64, shape (n,)
        I(k) and the weight of each mode.
    on_axis : ndarray of bool, shape (n,)
        Whether the wave vector lies along an axis of the image.
    median_radius : float
        u at half of the variance held by these modes.
    lowest_radius : float
        u of the lowest frequency of a cube as large as an image, in the mean of all directions.
    """

    radius: NDArray[np.float64]
    power: NDArray[np.float64]
    weight: NDArray[np.float64]
    on_axis: NDArray[np.bool_]
    median_radius: float
    lowest_radius: float

    def off_axes(self) -> RadialModes:
        """Modes that do not lie along an axis of the image."""
        off = ~self.on_axis
        return replace(
            self,
            radius=self.radius[off],
            power=self.power[off],
            weight=self.weight[off],
            on_axis=self.on_axis[off],
        )

    def with_zero(self, power: float, weight: float) -> RadialModes:
        """Modes with what is known of zero frequency itself; a weight of 0 adds nothing."""
        if weight == 0:
            return self
        return replace(
            self,
            radius=np.concatenate([[0.0], self.radius]),
            power=np.concatenate([[power], self.power]),
            weight=np.concatenate([[weight], self.weight]),
            on_axis=np.concatenate([[False], self.on_axis]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class RadialBins:
    """Averages of the periodogram over rings.

    Attributes
    ----------
    t : ndarray of float64, shape (n,)
        Radius in units of `median_radius`.
    power : ndarray of float64, shape (n,)
        Mean of I(k).
    weight : ndarray of float64, shape (n,)
        Number of modes.
    median_radius, lowest_radius : float
        As of the modes, in their units.
    """

    t: NDArray[np.float64]
    power: NDArray[np.float64]
    weight: NDArray[np.float64]
    median_radius: float
    lowest_radius: float

    @property
    def lowest_t(self) -> float:
        """`lowest_radius` in units of `median_radius`."""
        return self.lowest_radius / self.median_radius


def low_frequency_modes(spectra: Sequence[Periodogram]) -> Modes:
    """Modes up to a cut-off that is the same in every direction.

    Those within the frequency that holds `POWER_SHARE` of the variance, at least
    `MIN_CUTOFF_FUNDAMENTALS` and at most `MAX_MODES`.
    """
    ndim = spectra[0].ndim
    squares = [spectrum.quadratic(np.eye(ndim)) for spectrum in spectra]
    largest = max(spectrum.corner_frequency for spectrum in spectra)
    edges = np.linspace(0, largest * 1.0001, CUTOFF_STEPS + 1)
    held = np.zeros(CUTOFF_STEPS)
    for spectrum, square in zip(spectra, squares, strict=True):
        step = (np.sqrt(square) * (CUTOFF_STEPS / edges[-1])).astype(np.intp)
        held += np.bincount(
            step.ravel(),
            (spectrum.column_weights * spectrum.power).ravel(),
            minlength=CUTOFF_STEPS,
        )
    share = 2 * np.cumsum(held) / sum(spectrum.n_pixels for spectrum in spectra)
    cutoff = float(edges[min(int(np.searchsorted(share, POWER_SHARE)) + 1, CUTOFF_STEPS)])
    lowest = 2 * math.pi / min(map(_shortest, spectra)) * MIN_CUTOFF_FUNDAMENTALS
    cutoff = max(cutoff, lowest)
    cutoff = min(cutoff, max(_radius_of_most_modes(spectra), lowest), spectra[0].max_frequency)
    chosen = [(square > 0) & (square <= (cutoff * ROUNDING) ** 2) for square in squares]
    pairs = list(zip(spectra, chosen, strict=True))
    return Modes(
        vectors=np.concatenate([_vectors(spectrum, which) for spectrum, which in pairs]),
        power=np.concatenate([spectrum.corrected(which) for spectrum, which in pairs]),
        weight=np.concatenate([spectrum.weights(which) for spectrum, which in pairs]),
        cutoff=cutoff,
    )


def radial_modes(spectra: Sequence[Periodogram], metric: NDArray[np.float64]) -> RadialModes:
    """Modes inside an ellipse of wave vectors, by ``u = sqrt(k' A k)``, with A in pixels squared.

    Inside the largest ellipse that the usable frequencies hold, at most `MAX_MODES`, up to
    `POWER_SHARE` of the variance, at least `MIN_RADIAL_MODES`.
    """
    longest = np.sqrt(np.diag(np.linalg.inv(metric)))
    limit = spectra[0].max_frequency / float(longest.max())
    limit = min(limit, _radius_of_most_modes(spectra, metric)) * 1.0001
    radii, powers, weights, on_axes = [], [], [], []
    for spectrum in spectra:
        square = spectrum.quadratic(metric)
        chosen = (square > 0) & (square <= limit**2)
        radii.append(np.sqrt(square[chosen]))
        powers.append(spectrum.corrected(chosen))
        weights.append(spectrum.weights(chosen))
        along = sum((k != 0).astype(np.intp) for k in spectrum.frequencies) == 1
        on_axes.append(np.asarray(along)[chosen])
    radius = np.concatenate(radii)
    order = np.argsort(radius, kind="stable")
    radius = radius[order]
    power = np.concatenate(powers)[order]
    weight = np.concatenate(weights)[order]
    n_pixels = sum(spectrum.n_pixels for spectrum in spectra)
    share = 2 * np.cumsum(weight * power) / n_pixels
    fewest = int(np.searchsorted(np.cumsum(weight), MIN_RADIAL_MODES))
    count = min(len(radius), max(int(np.searchsorted(share, POWER_SHARE)) + 1, fewest))
    count = int(np.searchsorted(radius, radius[count - 1] * ROUNDING, side="right"))
    middle = min(int(np.searchsorted(share[:count], 0.5)), count - 1)
    side = (n_pixels / len(spectra)) ** (1 / len(metric))
    return RadialModes(
        radius[:count],
        power[:count],
        weight[:count],
        np.concatenate(on_axes)[order][:count],
        float(radius[middle]),
        2 * math.pi / side * float(np.linalg.det(metric)) ** (0.5 / len(metric)),
    )


def modes_within(
    spectra: Sequence[Periodogram], metric: NDArray[np.float64], radius: float
) -> Modes:
    """Modes off the axes, up to ``u = sqrt(k' A k)`` of a radius, with A in pixels squared."""
    pairs = []
    for spectrum in spectra:
        chosen = spectrum.quadratic(metric) <= radius**2
        for frequency in spectrum.frequencies:
            chosen &= frequency != 0
        pairs.append((spectrum, chosen))
    return Modes(
        vectors=np.concatenate([_vectors(spectrum, which) for spectrum, which in pairs]),
        power=np.concatenate([spectrum.corrected(which) for spectrum, which in pairs]),
        weight=np.concatenate([spectrum.weights(which) for spectrum, which in pairs]),
        cutoff=radius,
    )


def radial_bins(modes: RadialModes) -> RadialBins:
    """Averages over at most `N_BINS` rings of modes that ascend by radius; none is empty."""
    t = modes.radius / modes.median_radius
    s = stretch(t)
    edges = np.linspace(s[0] - 1e-9, s[-1] + 1e-9, N_BINS + 1)
    place = np.searchsorted(edges, s, side="right") - 1
    weight = np.asarray(np.bincount(place, modes.weight, N_BINS), np.float64)
    power = np.bincount(place, modes.weight * modes.power, N_BINS)
    total_t = np.bincount(place, modes.weight * t, N_BINS)
    filled = weight > 0
    weight = weight[filled]
    return RadialBins(
        total_t[filled] / weight,
        power[filled] / weight,
        weight,
        modes.median_radius,
        modes.lowest_radius,
    )


def between_images(blocks: Sequence[Blocks], variance: float) -> tuple[float, float]:
    """S at zero frequency from the scatter of the images' own values, and the weight of a mode.

    Within an image the zero frequency is lost with the mean; several images show it directly:
    ``sum N_i (R_i - R)^2 / v`` is S times a chi-square variate with one degree of freedom fewer
    than there are images, two of which make a mode's weight: 0 for a single image.
    """
    freedom = len(blocks) - 1
    if freedom == 0:
        return 0.0, 0.0
    ratio = pooled_ratio(blocks)
    scatter = math.fsum(one.total_denominator * (one.ratio - ratio) ** 2 for one in blocks)
    return max(scatter / (variance * freedom), TINY), freedom / 2


def _radius_of_most_modes(
    spectra: Sequence[Periodogram], metric: NDArray[np.float64] | None = None
) -> float:
    """Radius within which `MAX_MODES` modes of the half spectra lie, from their density."""
    ndim = spectra[0].ndim
    n_pixels = sum(spectrum.n_pixels for spectrum in spectra)
    volume = 2 * MAX_MODES[ndim] / _UNIT_BALL[ndim] * (2 * math.pi) ** ndim / n_pixels
    if metric is not None:
        volume *= math.sqrt(float(np.linalg.det(metric)))
    return float(volume ** (1 / ndim))


def _vectors(spectrum: Periodogram, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    places = np.nonzero(chosen)
    return np.stack(
        [k.ravel()[place] for k, place in zip(spectrum.frequencies, places, strict=True)], axis=1
    )


def _shortest(spectrum: Periodogram) -> int:
    return min(spectrum.window_px)


def stretch(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Radial variable of the rings and of the curve, ``asinh(t / 0.2)``."""
    return np.asarray(np.arcsinh(t / BIN_SCALE))
