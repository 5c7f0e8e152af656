"""The spectrum as the spectrum view draws it. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from imagerep.spectral import SpectrumCurve

_GAP = 0.45
"""Decades between the lowest frequency and the place where zero is drawn."""
_N_BETWEEN = 24
"""Points of the curve between zero and the lowest frequency."""
_LEAST = 1e-3
"""Smallest power drawn, as a part of the fit's largest."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnSpectrum:
    """Points, curve and band, all as decimal logarithms."""

    zero: float  # Where frequency zero is drawn
    first: float  # Lowest frequency
    # Rings of the periodogram, with the scatter that their number of modes gives
    x: NDArray[np.float64]
    # Rings of the periodogram, with the scatter that their number of modes gives
    y: NDArray[np.float64]
    # Rings of the periodogram, with the scatter that their number of modes gives
    low: NDArray[np.float64]
    # Rings of the periodogram, with the scatter that their number of modes gives
    high: NDArray[np.float64]
    curve_x: NDArray[np.float64]  # The fit and its band, from zero on
    curve: NDArray[np.float64]  # The fit and its band, from zero on
    curve_low: NDArray[np.float64]  # The fit and its band, from zero on
    curve_high: NDArray[np.float64]  # The fit and its band, from zero on
    x_range: tuple[float, float]  # Ends of the axes
    y_range: tuple[float, float]  # Ends of the axes


def drawn_spectrum(spectrum: SpectrumCurve) -> DrawnSpectrum:
    """Lay a spectrum out on logarithmic axes."""
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
    # Between the place of zero and the lowest frequency, frequency grows from zero to it.
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
