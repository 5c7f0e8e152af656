"""Spectrum laid out for drawing. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from imagerep.spectral import SpectrumCurve

_GAP = 0.45
"""Decades between the lowest frequency and the position of zero."""
_N_BETWEEN = 24
"""Points of the curve between zero and the lowest frequency."""
_LEAST = 1e-3
"""Smallest power drawn, relative to the largest of the fit."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnSpectrum:
    """Points, fit and band, all as decimal logarithms."""

    zero: float  # position of frequency zero
    first: float  # lowest frequency
    # rings of the periodogram, with their standard deviation
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    # fit and band, from zero on
    curve_x: NDArray[np.float64]
    curve: NDArray[np.float64]
    curve_low: NDArray[np.float64]
    curve_high: NDArray[np.float64]
    # limits of the axes
    x_range: tuple[float, float]
    y_range: tuple[float, float]


def drawn_spectrum(spectrum: SpectrumCurve) -> DrawnSpectrum:
    """Lay out a spectrum on logarithmic axes."""
    positive = spectrum.frequency > 0
    first = float(np.log10(spectrum.frequency[positive][0]))
    last = float(np.log10(spectrum.frequency[-1]))
    zero = first - _GAP
    x = np.full(len(spectrum.frequency), zero)
    x[positive] = np.log10(spectrum.frequency[positive])
    # The mean of m exponential variates has the relative standard deviation 1 / sqrt(m).
    scatter = 1 / np.sqrt(spectrum.n_modes)
    power = spectrum.power
    between = np.linspace(0.0, _GAP, _N_BETWEEN, endpoint=False)
    curve_x = np.concatenate([zero + between, x[positive]])
    # From the position of zero to the lowest frequency, the frequency grows linearly.
    share = (10.0**between - 1) / (10.0**_GAP - 1)
    frequency = np.concatenate([share * 10.0**first, spectrum.frequency[positive]])
    known = spectrum.fit_frequency
    curves = [
        np.interp(frequency, known, np.log10(values))
        for values in (spectrum.fit, spectrum.low, spectrum.high)
    ]
    least = _LEAST * float(spectrum.fit.max())
    y = np.log10(np.maximum(power, least))
    low = np.log10(np.maximum(power * np.maximum(1 - scatter, 0.0), least))
    high = np.log10(np.maximum(power * (1 + scatter), least))
    bottom = float(min(curves[1].min(), np.quantile(y, 0.02)))
    top = float(max(curves[2].max(), y.max()))
    margin = 0.06 * (top - bottom)
    return DrawnSpectrum(
        zero,
        first,
        x,
        y,
        low,
        high,
        curve_x,
        curves[0],
        curves[1],
        curves[2],
        (zero - 0.25, last + 0.08),
        (bottom - margin, top + margin),
    )
