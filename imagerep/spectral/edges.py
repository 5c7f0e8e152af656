"""What the rows of a lattice add to S where they lie along the image's edges.

An edge cuts such rows all along. Averaged over the other axes, they are a wave ``a cos(k_B x +
theta)``, whose mean over the image, ``c = a cos(theta') sin(k_B L / 2) / (k_B L / 2)``, is not that
of the material. The cut leaks from the line of the wave to the lowest modes of its axis in the same
way: with phases relative to the edge, mode m receives ``c K^2 / (K^2 - m^2)``, where the wave has K
periods. So these modes tell how far the mean of this very image is off, which no smooth curve
could. (A mean with a Hann window along the axis differs from the plain one by the first of them.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from imagerep.spectral.modes import RadialModes, radial_bins
from imagerep.spectral.periodogram import Periodogram
from imagerep.spectral.smoothing import LogSpectrum, smooth

LINE_RATIO = 12.0
"""Power of an axis' strongest mode over the curve from which it is a line. Exponential variates of
200 modes reach 12 in 1 of 800 images. Four lattices along the axes have 7 to 7,000 (in the median
16 and more at 100 px, 45 at 200 px); turned ones, packings and Boolean models stay below 12."""

MAX_ASPECT = 4.0
"""Ratio of the ellipse's axes above which modes on an axis are part of the structure: lamellae."""

MAX_MODES = 4
"""Most modes of an axis used: they suffice, and noise in K shows in higher ones."""

LEAST_CUT = 2.0
"""Standard errors from which a deviation is one. Below, as where whole periods fit the image, the
modes on the axes hold no more than others and stay in the curve."""


def with_edges(fit: LogSpectrum, spectra: Sequence[Periodogram], modes: RadialModes) -> LogSpectrum:
    """Fit without the modes on the axes, and what the edges add, where an axis has a line."""
    if fit.ellipse.aspect > MAX_ASPECT or not _has_line(fit, spectra):
        return fit
    rest = modes.off_axes()
    if rest.weight.sum() < modes.weight.sum() / 2:
        return fit
    off = smooth(radial_bins(rest), fit.ellipse)
    edges = _edges(off, spectra)
    return fit if edges is None else replace(off, log_edges=math.log(edges))


def _edges(fit: LogSpectrum, spectra: Sequence[Periodogram]) -> float | None:
    """Squared deviation of the images' mean due to lines, in units of S; None where none shows."""
    n_pixels = sum(spectrum.n_pixels for spectrum in spectra)
    deviation = variance = 0.0
    for pixels, line, curve in _lines(fit, spectra):
        found = _cut(line, curve)
        if found:
            deviation += math.sqrt(pixels / n_pixels) * found[0]
            variance += pixels / n_pixels * found[1]
    is_cut = deviation**2 > LEAST_CUT**2 * variance
    return deviation**2 - variance if is_cut else None


def _has_line(fit: LogSpectrum, spectra: Sequence[Periodogram]) -> bool:
    return any(_cut(line, curve) for _, line, curve in _lines(fit, spectra))


def _lines(
    fit: LogSpectrum, spectra: Sequence[Periodogram]
) -> Iterator[tuple[float, NDArray[np.complex128], NDArray[np.float64]]]:
    """Pixels of the image, coefficients and curve along each axis of each image."""
    for spectrum in spectra:
        for axis, line in enumerate(spectrum.on_axes):
            unit = 2 * math.pi / spectrum.window_px[axis]
            length = math.sqrt(fit.ellipse.metric[axis, axis]) / fit.bins.median_radius
            t = np.arange(len(line), dtype=np.float64) * (unit * length)
            yield spectrum.n_pixels, line, np.exp(fit.curve(t))


def _cut(line: NDArray[np.complex128], curve: NDArray[np.float64]) -> tuple[float, float] | None:
    """Deviation of the mean along one axis and its variance; None without a line."""
    power = np.abs(line) ** 2
    if len(line) < 5:
        return None
    peak = 1 + int(np.argmax(power[1:]))
    if peak < 2 or power[peak] < LINE_RATIO * curve[peak]:
        return None
    periods = _periods(line, peak)
    m = np.arange(1, max(1, min(MAX_MODES, int(periods / 2))) + 1)
    gain = periods**2 / (periods**2 - m**2)
    weight = 2 * gain / curve[m]  # the real part has half of the noise
    information = float(weight @ gain)
    return float(weight @ line[m].real) / information, 1 / information


def _periods(line: NDArray[np.complex128], peak: int) -> float:
    """Periods along the axis: a line of K of them gives mode m an amplitude of 1 / (K - m)."""
    power = np.abs(line) ** 2
    is_last = peak + 1 == len(line)
    beside = peak - 1 if is_last or power[peak - 1] > power[peak + 1] else peak + 1
    whole = peak * line[peak] - beside * line[beside]
    periods = float((whole / (line[peak] - line[beside])).real)
    return periods if abs(periods - peak) < 1 else float(peak)
