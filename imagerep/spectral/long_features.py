"""Curves of log S for long thin features, such as fibres, that may be longer than the image.

In all directions alike, they give ``S ~ 1/k`` from the inverse of their width down to that of their
length. The ellipse's form has one length; where it is fitted to a slope of 1/k alone it must end
the slope somewhere, and what it says of zero frequency then means nothing. Further curves end it
where features of several ratios of length to width would, or where the image does.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from imagerep.spectral.anisotropy import SpectralEllipse, fit_ellipse
from imagerep.spectral.modes import Modes, RadialBins

LENGTHS_OVER_WIDTH = ((8, 0.5), (16, 1.0), (32, 1.0), (64, 1.0), (math.inf, 0.5))
"""Ratios of length to width and their prior weights: from chopped fibres to felts. Set by hand on 4
Boolean models of fibres in images and 2 in volumes (docs/method.md). A prior in units of the
image's side instead makes intervals of large images 5 to 10 % wider, or those of small ones too
sure."""

KNEE_TIMES_RATIO = {2: 0.95, 3: 1.0}
"""Radius where 1/k ends, in units of the median one, times the ratio of length to width. For rods
of length l and width w it is 2 / l in images and pi / l in volumes, as S / S(0) is 2 / (k l) and
pi / (k l) in the mean over directions; the median radius is at 2.1 / w in images and 3 / w in
volumes, measured on the same models."""

WINDOW_KNEE = {2: 0.34, 3: 0.56}
"""The same for features without end, in units of the image's lowest frequency k_1: Fejer's kernel
leaves 2.95 / k_1 (images) and 1.80 / k_1 (volumes) of 1/k at zero."""

LARGEST_SLOPE_MARGIN = 0.2
"""With q below d/2, the one-length form would hold infinitely much variance; such features count as
likely as q, fitted below the median radius, is to be this much lower still. Rods have 0.6 to 0.9,
exponential covariances 1.2, in images."""

LARGEST_SHARE = 0.9
"""Prior weight of these curves where the features are certain; the rest keeps the others."""

LARGEST_LOWEST = (0.12, 0.2)
"""Lowest frequency over the median one, between which the curves fade out: without most of a decade
between them no slope can be told. Structures of few features an image have 0.2 and more."""

LARGEST_EXPONENT = {2: (1.3, 2.0), 3: (2.5, 3.5)}
"""Exponents q of all modes between which they fade out. Larger ones mean that the spectrum has
levelled off: few modes are left below the median radius, and they show a slope by chance."""

LARGEST_ASPECT = (2.5, 4.0)
"""Ratios of the ellipse's axes between which they fade out: fibres along one direction have no
slope of 1/k, and the ellipse holds their length."""

SHARE_SD = 0.3
"""Prior standard deviation of the share of the slope that ends at the knee."""


def probability(bins: RadialBins, ellipse: SpectralEllipse) -> float:
    """How likely the spectrum is one of long thin features in all directions."""
    faded = (
        _fade(ellipse.exponent, *LARGEST_EXPONENT[ellipse.ndim])
        * _fade(ellipse.aspect, *LARGEST_ASPECT)
        * _fade(bins.lowest_t, *LARGEST_LOWEST)
    )
    below = (bins.t > 0) & (bins.t <= 1)
    if faded == 0 or not below.any():
        return 0.0
    core = fit_ellipse(Modes(bins.t[below, None], bins.power[below], bins.weight[below], 1.0))
    margin = math.log(ellipse.ndim / 2 - LARGEST_SLOPE_MARGIN) - math.log(core.exponent)
    return LARGEST_SHARE * faded * float(ndtr(margin / core.log_exponent_error))


def slopes(
    t: NDArray[np.float64], bins: RadialBins, ellipse: SpectralEllipse
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Change of log S where one unit of the slope begins at a knee of its own, and prior weights.

    One curve a ratio of length to width, over radii `t` in units of the median one, ascending; 0 at
    the largest.
    """
    ratios, weights = np.array(LENGTHS_OVER_WIDTH).T
    window = WINDOW_KNEE[ellipse.ndim] * bins.lowest_t
    knees = np.hypot(window, KNEE_TIMES_RATIO[ellipse.ndim] / ratios)[:, None]
    decay = ellipse.log_decay((t * bins.median_radius) ** 2)
    changes = -0.5 * np.log1p((t / knees) ** 2) - 0.5 * decay / max(ellipse.exponent, 0.5)
    return changes - changes[:, -1:], weights / weights.sum()


def _fade(value: float, full: float, none: float) -> float:
    return min(max((none - value) / (none - full), 0.0), 1.0)
