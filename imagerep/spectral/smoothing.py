"""A smooth curve through the logarithm of the spectrum, down to zero frequency.

The radial variable is ``s = asinh(t / 0.2)``, where t is in units of the radius at half of the
variance. The prior of g = log S is the fitted ellipse's decay plus a cubic smoothing spline in s,
at several strengths, which may be less near zero frequency than beyond. Where features may be long
and thin, curves of another decay join (see `long_features`). Each is weighted by its evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.spectral.anisotropy import SpectralEllipse
from imagerep.spectral.long_features import SHARE_SD, probability, slopes
from imagerep.spectral.modes import RadialBins, stretch

ROUGHNESS = (
    (0.05, 0.05),
    (0.3, 0.3),
    (1.2, 1.2),
    (4.0, 4.0),
    (1.2, 12.0),
    (12.0, 12.0),
    (12.0, 36.0),
)
"""Standard deviations of the spline below and above `NEAR_ZERO`: from all but parametric to free.
Up to 4 they come from the development media; 12, which lets the spectra of lattices fall as
steeply as they do, from the log-likelihood of the true S on the benchmark's materials and on 42
others. A peak says nothing about the way from the lowest modes to zero frequency, so a curve that
is free there may be stiff below; both that and 36 are from 20 materials in volumes
(docs/method.md)."""

NEAR_ZERO = 1.5
"""s where the two strengths meet: a radius 0.43 times the median one. On the same materials the
mean score is flat up to 2, where intervals of oscillating fields get narrower than the ideal; at 1
it is 1 % worse in images of 100 px."""

PRIOR_SD = (4.0, 0.5, 0.5, 0.5)
"""Prior standard deviations of the constant, ln q, ln A and the dip: the constant all but free.
The others by the same likelihood: 0.5 beats 1 and 0.3 on both sets."""

DIP_MEAN = -0.5
DIP_WIDTH = 0.5
"""Prior mean and width in t of a dip at zero frequency, which packed structures have and overlap
does not fill: the development media and 17 more."""

LONG_FEATURE_STRENGTH = 0.05
"""Standard deviation of the spline about the curves of long thin features, which have no dip."""

DEEP_DIP = 2.0
FURTHER_FALL = 0.4
"""A dip deeper than this goes on below the lowest modes: S falls as k^2 for particles moved at
random from a lattice, and the prior levels off too early. For each unit of the dip beyond 2, g at
zero is lowered by 0.4 times the s of the lowest ring. From 8 lattices; packings and spectra with a
ring, whose S(0) is not 0, have smaller dips or modes near zero (docs/method.md)."""

MAX_PULL = 8.0
"""Largest I / S that a bin's step believes, so that one strong bin cannot throw the curve."""

MAX_STEP = 1.5
MAX_ITERATIONS = 40
TOLERANCE = 1e-4
"""Stop when no bin's log S moves by more: a hundredth of a per cent of S."""


@dataclass(frozen=True, slots=True, eq=False)
class LogSpectrum:
    """Posterior of g = log S: one curve for each strength of the spline.

    Attributes
    ----------
    bins : RadialBins
        What was fitted.
    ellipse : SpectralEllipse
        The parametric decay, which also continues the curve beyond the last bin.
    evidence : ndarray of float64, shape (m,)
        Weight of each strength; they sum to one.
    at_zero, sd_at_zero : ndarray of float64, shape (m,)
        Posterior mean and standard deviation of g at zero frequency.
    curves, sd_curves : ndarray of float64, shape (m, n)
        Posterior mode and standard deviation of g in the bins.
    log_edges : float
        Logarithm of what the rows of a lattice that the image's edges cut add to S (see `edges`).
    """

    bins: RadialBins
    ellipse: SpectralEllipse
    evidence: NDArray[np.float64]
    at_zero: NDArray[np.float64]
    sd_at_zero: NDArray[np.float64]
    curves: NDArray[np.float64]
    sd_curves: NDArray[np.float64]
    log_edges: float = -math.inf

    @property
    def mean_at_zero(self) -> float:
        """Mean of g at zero frequency over all strengths."""
        return float(self.evidence @ self.at_zero)

    @property
    def long_features(self) -> float:
        """Weight of the curves of long thin features."""
        return float(self.evidence[len(ROUGHNESS) :].sum())

    @property
    def dip(self) -> float:
        """How far the spectrum falls from its maximum to zero frequency, in units of log S."""
        return float(self.curves.max()) - self.mean_at_zero

    def curve(self, t: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean of g over all strengths, at radii in units of the bins' median radius.

        Interpolated between zero and the last bin; parametric beyond.
        """
        known_t = np.concatenate([[0.0], self.bins.t])
        known_g = np.concatenate([[self.mean_at_zero], self.evidence @ self.curves])
        inside = np.interp(stretch(t), stretch(known_t), known_g)
        tail = known_g[-1] + self._decay(t) - self._decay(known_t[-1:])
        return np.asarray(np.where(t > known_t[-1], tail, inside))

    def _decay(self, t: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.ellipse.log_decay((t * self.bins.median_radius) ** 2)


def smooth(bins: RadialBins, ellipse: SpectralEllipse, least_share: float = 0.0) -> LogSpectrum:
    """Fit log S with splines of several strengths.

    `least_share` is the least prior weight of the curves of long thin features.
    """
    t = np.concatenate([[0.0], bins.t])
    s = stretch(t)
    form = (t * bins.median_radius) ** 2
    decay = ellipse.log_decay(form)
    damping = 1 / (1 + form / ellipse.exponent)
    dipping = np.exp(-0.5 * (t / DIP_WIDTH) ** 2)
    basis = np.stack([np.ones_like(t), decay + form * damping, -form * damping, dipping], axis=1)
    basis *= np.array(PRIOR_SD)
    level = math.log((bins.weight * bins.power * np.exp(-decay[1:])).sum() / bins.weight.sum())
    mean = level + decay + DIP_MEAN * dipping
    below, above = _splines(s)
    fits = [
        _fit(bins, mean, basis @ basis.T + near**2 * below + far**2 * above)
        for near, far in ROUGHNESS
    ]
    log_prior = np.full(len(fits), -math.log(len(fits)))
    share = max(probability(bins, ellipse), least_share)
    if share > 0:
        changes, weights = slopes(t, bins, ellipse)
        without_dip = basis[:, :-1]
        kernel = without_dip @ without_dip.T + LONG_FEATURE_STRENGTH**2 * (below + above)
        fits += [
            _fit(bins, level + decay + change, kernel + SHARE_SD**2 * np.outer(change, change))
            for change in changes
        ]
        log_prior = np.concatenate([log_prior + math.log1p(-share), np.log(share * weights)])
    log_evidence = np.array([fit.log_evidence for fit in fits]) + log_prior
    evidence = np.exp(log_evidence - log_evidence.max())
    evidence /= evidence.sum()
    curves = np.stack([fit.curve for fit in fits])
    at_zero = np.array([fit.at_zero for fit in fits])
    dip = float(curves.max() - evidence @ at_zero)
    lowest = s[1] if bins.t[0] > 0 else 0.0
    return LogSpectrum(
        bins,
        ellipse,
        evidence,
        at_zero - FURTHER_FALL * lowest * max(dip - DEEP_DIP, 0.0),
        np.array([fit.sd_at_zero for fit in fits]),
        curves,
        np.stack([fit.sd_curve for fit in fits]),
    )


def _splines(s: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Covariances of cubic smoothing splines whose curvature varies below or above `NEAR_ZERO`.

    Integrals of ``(s - x)(s' - x)`` over x from 0 to the smaller of s and s', in two parts.
    """
    low, high = np.minimum.outer(s, s), np.maximum.outer(s, s)
    end = np.minimum(low, NEAR_ZERO)
    below = end * (low * high - (low + high) * end / 2 + end**2 / 3)
    return below, low**2 * (3 * high - low) / 6 - below


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    log_evidence: float
    at_zero: float
    sd_at_zero: float
    curve: NDArray[np.float64]
    sd_curve: NDArray[np.float64]


def _fit(bins: RadialBins, mean: NDArray[np.float64], covariance: NDArray[np.float64]) -> _Fit:
    """Laplace approximation for one prior, whose first row is zero frequency.

    Steps as in iterated least squares: working values ``z = g + I/S - 1`` with weights m.
    """
    prior, kernel = mean[1:], covariance[1:, 1:]
    root = np.sqrt(bins.weight)
    system = np.eye(len(root)) + root[:, None] * kernel * root
    factor = np.linalg.cholesky(system)
    inverse = np.linalg.inv(system)
    curve = 0.5 * np.log(np.maximum(bins.power, 1e-6)) + 0.5 * prior
    for _ in range(MAX_ITERATIONS):
        working = curve + np.minimum(bins.power * np.exp(-curve), MAX_PULL) - 1
        alpha = root * (inverse @ (root * (working - prior)))
        change = prior + kernel @ alpha - curve
        largest = float(np.abs(change).max())
        curve = curve + change * min(1.0, MAX_STEP / largest)
        if largest < TOLERANCE:
            break
    log_evidence = (
        -float(bins.weight @ (curve + bins.power * np.exp(-curve)))
        - 0.5 * float(alpha @ (curve - prior))
        - float(np.log(np.diag(factor)).sum())
    )
    seen = covariance[:, 1:] * root
    variance = np.diag(covariance) - ((seen @ inverse) * seen).sum(axis=1)
    sd = np.sqrt(np.maximum(variance, 1e-10))
    return _Fit(
        log_evidence,
        float(mean[0] + covariance[0, 1:] @ alpha),
        float(sd[0]),
        curve,
        sd[1:],
    )
