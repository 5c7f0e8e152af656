"""An ellipse that brings all directions of a spectrum to one radial variable.

The model is ``S(k) = e^a (1 + k'Ak / q)^-q``. Periodogram values scatter about S like exponential
variates, so the fit minimises ``sum w (log S + I / S)`` (Whittle's likelihood) with weak penalties
on q and A, by Fisher scoring.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.spectral.modes import Modes

LOG_EXPONENT_MEAN = 0.4
LOG_EXPONENT_SD = 1.0
"""Prior of ln q, weak: q = 1.5 is an exponential covariance in 2D. This and the other priors here
were set by hand on 28 development media."""

LOG_EXPONENT_RANGE = (-0.7, 3.0)
"""Bounds of ln q: from slower than 1/k to all but Gaussian (q = 20)."""

LOG_SIZE_SD = 2.0
"""Prior standard deviation of the mean of ln A, with frequencies in units of the cut-off."""

LOG_ASPECT_SD = 1.2
"""Prior standard deviation of the deviator of ln A: ratios of axes up to about 10."""

EIGENVALUE_RANGE = (1e-3, 1e3)
"""Bounds of A's eigenvalues, with frequencies in units of the cut-off."""

MAX_ITERATIONS = 25
MAX_STEP = 1.5
MAX_HALVINGS = 6
STEP_DIVISOR = 2.5
MIN_IMPROVEMENT = 1e-3
"""Stop when the objective, a log-likelihood, improves by less: no statistical meaning below."""


@dataclass(frozen=True, slots=True, eq=False)
class SpectralEllipse:
    """Fitted model ``S(k) = e^a (1 + k'Ak / q)^-q``.

    Attributes
    ----------
    metric : ndarray of float64, shape (d, d)
        The matrix A, in pixels squared.
    exponent : float
        The exponent q.
    log_amplitude : float
        The constant a, the model's log S at zero frequency.
    log_aspect_error, log_exponent_error : float
        Standard errors of the logarithms of the ratio of the longest to the shortest axis and of
        q, from the likelihood's curvature.
    """

    metric: NDArray[np.float64]
    exponent: float
    log_amplitude: float
    log_aspect_error: float
    log_exponent_error: float

    @property
    def ndim(self) -> int:
        """2 for images, 3 for volumes."""
        return len(self.metric)

    @property
    def aspect(self) -> float:
        """Ratio of the longest to the shortest axis."""
        lengths, _ = self.axes()
        return float(lengths[0] / lengths[-1])

    @property
    def mean_length_px(self) -> float:
        """Geometric mean of the ellipse's axes, ``det(A)^(1/2d)``, in pixels."""
        return float(np.linalg.det(self.metric) ** (0.5 / self.ndim))

    def axes(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Axes of the ellipse, longest first.

        Lengths relative to their geometric mean, and unit vectors in array order, one a row, the
        largest component of each positive.
        """
        values, vectors = np.linalg.eigh(self.metric)
        directions = vectors.T[::-1]
        largest = np.abs(directions).argmax(axis=1)
        signs = np.sign(directions[np.arange(self.ndim), largest])
        return np.sqrt(values[::-1]) / self.mean_length_px, directions * signs[:, None]

    def log_decay(self, form: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log S relative to zero frequency, ``-q log(1 + k'Ak / q)``, given ``k'Ak``."""
        return np.asarray(-self.exponent * np.log1p(form / self.exponent))


def fit_ellipse(modes: Modes) -> SpectralEllipse:
    """Fit the model to modes of low frequency."""
    ndim = modes.vectors.shape[1]
    start = _State(math.log(np.average(modes.power, weights=modes.weight)) + 0.5, 0.5, np.eye(ndim))
    problem = _Problem(modes.vectors / modes.cutoff, modes.power, modes.weight)
    state, value = start, problem.objective(start)
    for _ in range(MAX_ITERATIONS):
        root = _power_of(state.metric, 0.5)
        step = problem.scoring_step(state, root)
        size = min(1.0, MAX_STEP / float(np.abs(step).max()))
        for _ in range(MAX_HALVINGS):
            candidate = _moved(state, root, size * step)
            candidate_value = problem.objective(candidate)
            if candidate_value <= value + 1e-9:
                break
            size /= STEP_DIVISOR
        else:
            break
        improvement = value - candidate_value
        state, value = candidate, candidate_value
        if improvement < MIN_IMPROVEMENT:
            break
    return SpectralEllipse(
        state.metric / modes.cutoff**2,
        math.exp(state.log_exponent),
        state.log_amplitude,
        *problem.errors(state),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    log_amplitude: float
    log_exponent: float
    metric: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """Penalised Whittle likelihood, with wave vectors in units of the cut-off."""

    vectors: NDArray[np.float64]
    power: NDArray[np.float64]
    weight: NDArray[np.float64]

    def objective(self, state: _State) -> float:
        form = ((self.vectors @ state.metric) * self.vectors).sum(axis=1)
        q = math.exp(state.log_exponent)
        log_s = state.log_amplitude - q * np.log1p(form / q)
        misfit = self.weight @ (log_s + self.power * np.exp(-np.maximum(log_s, -60)))
        mean, deviator = _split(_log_of(state.metric))
        return (
            float(misfit)
            + mean**2 / (2 * LOG_SIZE_SD**2)
            + float((deviator**2).sum()) / (2 * LOG_ASPECT_SD**2)
            + (state.log_exponent - LOG_EXPONENT_MEAN) ** 2 / (2 * LOG_EXPONENT_SD**2)
        )

    def scoring_step(self, state: _State, root: NDArray[np.float64]) -> NDArray[np.float64]:
        """Change of (a, ln q, the triangle of delta) that Fisher scoring proposes."""
        gradient, information = self._scores(state, root)
        return np.asarray(np.linalg.solve(information, gradient))

    def errors(self, state: _State) -> tuple[float, float]:
        """Standard errors of half of ``ln`` of the ratio of A's eigenvalues, and of ln q.

        Along the eigenvectors e, delta changes the logarithm of an eigenvalue by ``e' delta e``.
        """
        _, information = self._scores(state, _power_of(state.metric, 0.5))
        _, vectors = np.linalg.eigh(state.metric)
        longest, shortest = vectors[:, -1], vectors[:, 0]
        changes = np.zeros((2, len(information)))
        for place, (i, j) in enumerate(_triangle(len(vectors)), start=2):
            ends = longest[i] * longest[j] - shortest[i] * shortest[j]
            changes[0, place] = 0.5 * _multiplicity(i, j) * ends
        changes[1, 1] = 1.0
        aspect, exponent = np.sqrt(np.diag(changes @ np.linalg.solve(information, changes.T)))
        return float(aspect), float(exponent)

    def _scores(
        self, state: _State, root: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Gradient of the log-likelihood and its expected curvature."""
        ndim = len(root)
        q = math.exp(state.log_exponent)
        rotated = self.vectors @ root
        form = (rotated**2).sum(axis=1)
        decay = np.log1p(form / q)
        damping = 1 / (1 + form / q)
        log_s = state.log_amplitude - q * decay
        columns = [np.ones_like(form), -q * decay + form * damping]
        for i, j in _triangle(ndim):
            columns.append(-damping * rotated[:, i] * rotated[:, j] * _multiplicity(i, j))
        design = np.stack(columns, axis=1)
        gradient = design.T @ (self.weight * (self.power * np.exp(-log_s) - 1))
        information = (design * self.weight[:, None]).T @ design
        gradient[1] -= (state.log_exponent - LOG_EXPONENT_MEAN) / LOG_EXPONENT_SD**2
        information[1, 1] += 1 / LOG_EXPONENT_SD**2
        mean, deviator = _split(_log_of(state.metric))
        for place, (i, j) in enumerate(_triangle(ndim), start=2):
            times = _multiplicity(i, j)
            gradient[place] -= times * deviator[i, j] / LOG_ASPECT_SD**2
            if i == j:
                gradient[place] -= mean / (LOG_SIZE_SD**2 * ndim)
            information[place, place] += times / LOG_ASPECT_SD**2
        information += 1e-9 * np.trace(information) * np.eye(len(information))
        return gradient, information


def _moved(state: _State, root: NDArray[np.float64], step: NDArray[np.float64]) -> _State:
    """State after a step; A becomes ``A^1/2 exp(delta) A^1/2``, which keeps it positive."""
    delta = np.zeros_like(root)
    for place, (i, j) in enumerate(_triangle(len(root)), start=2):
        delta[i, j] = delta[j, i] = step[place]
    values, vectors = np.linalg.eigh(delta)
    metric = root @ ((vectors * np.exp(values)) @ vectors.T) @ root
    values, vectors = np.linalg.eigh((metric + metric.T) / 2)
    metric = (vectors * np.clip(values, *EIGENVALUE_RANGE)) @ vectors.T
    low, high = LOG_EXPONENT_RANGE
    return _State(
        state.log_amplitude + float(step[0]),
        min(max(state.log_exponent + float(step[1]), low), high),
        metric,
    )


def _triangle(ndim: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(ndim) for j in range(i, ndim)]


def _multiplicity(i: int, j: int) -> int:
    return 1 if i == j else 2


def _split(log_metric: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Mean of a matrix' diagonal, and the matrix without it."""
    mean = float(np.trace(log_metric)) / len(log_metric)
    return mean, log_metric - mean * np.eye(len(log_metric))


def _log_of(metric: NDArray[np.float64]) -> NDArray[np.float64]:
    values, vectors = np.linalg.eigh(metric)
    return np.asarray((vectors * np.log(values)) @ vectors.T)


def _power_of(metric: NDArray[np.float64], exponent: float) -> NDArray[np.float64]:
    values, vectors = np.linalg.eigh(metric)
    return np.asarray((vectors * values**exponent) @ vectors.T)
