"""The stratified estimator of a phase fraction from points that were looked at.

Source: P. Olofsson, G. M. Foody, M. Herold, S. V. Stehman, C. E. Woodcock, M. A. Wulder, "Good
practices for estimating area and assessing accuracy of land change", Remote Sensing of Environment
148 (2014) 42-57, equations (4), (9) and (10). Phases take the place of classes of a map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from imagerep.errors import ParameterError
from imagerep.messages import Message
from imagerep.segmentation_uncertainty.confusion import ConfusionTable
from imagerep.segmentation_uncertainty.contribution import SegmentationUncertainty
from imagerep.uncertainty import ConfidenceInterval, check_level

FEWEST_ANSWERS = 2
"""Fewest answers in a stratum that has more than one pixel."""


@dataclass(frozen=True, slots=True, eq=False)
class AuditEstimate:
    """What an audit says about a phase fraction; made by :meth:`imagerep.PointAudit.estimate`.

    Attributes
    ----------
    phase : tuple of int
        Labels of the phase.
    phase_fraction : float
        Phase fraction as segmented.
    corrected_fraction : float
        Phase fraction of the image, estimated without bias. A point whose phase cannot be told
        counts half for the phase it was segmented as, and half for the others.
    standard_error : float
        Its standard error by the number of points (Olofsson et al. 2014, equation (10)).
    cannot_tell_error : float
        Standard error by the points that cannot be told, whose phase may be any.
    rare_error : float
        The first, and at least that by half a point more in either class (Jeffreys): no error
        found among a few points does not mean that there is none.
    n_drawn, n_answered, n_cannot_tell : int
        Points drawn, looked at, and of these without a phase.
    confusion : ConfusionTable
        Points by the phase that they were segmented as (rows) and the answer (columns).
    cannot_tell : tuple of int
        Points that cannot be told, for each row.
    overall_accuracy : float
        Share of the image's pixels that is segmented right, estimated (equation (1)).
    """

    phase: tuple[int, ...]
    phase_fraction: float
    corrected_fraction: float
    standard_error: float
    cannot_tell_error: float
    rare_error: float
    n_drawn: int
    n_answered: int
    n_cannot_tell: int
    confusion: ConfusionTable
    cannot_tell: tuple[int, ...]
    overall_accuracy: float

    @property
    def shift(self) -> float:
        """Corrected less segmented phase fraction."""
        return self.corrected_fraction - self.phase_fraction

    @property
    def uncertainty(self) -> SegmentationUncertainty:
        """The same for :meth:`imagerep.Measurement.with_segmentation`."""
        code = "origin-audit-unclear" if self.n_cannot_tell else "origin-audit"
        origin = Message(code, n_points=self.n_answered, n_cannot_tell=self.n_cannot_tell)
        error = math.hypot(self.rare_error, self.cannot_tell_error)
        return SegmentationUncertainty(self.phase, error, self.shift, origin, is_correction=True)

    def interval(self, confidence_level: float = 0.95) -> ConfidenceInterval:
        """Interval for the phase fraction of the image, not yet of the material.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        ConfidenceInterval
        """
        half = self.uncertainty.half_width(confidence_level)
        centre = self.corrected_fraction
        return ConfidenceInterval(max(0.0, centre - half), min(1.0, centre + half))

    def additional_points(
        self, absolute_error: float, confidence_level: float = 0.95
    ) -> int | None:
        """How many more points bring the error of segmentation down to a target.

        Parameters
        ----------
        absolute_error : float
            Target: half-width of :meth:`interval`.
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        int or None
            None where no number of points does, since too many cannot be told.

        Raises
        ------
        ParameterError
            If the target or the level is out of range.
        """
        if not (math.isfinite(absolute_error) and absolute_error > 0):
            raise ParameterError("target-not-positive", target=absolute_error)
        wanted = absolute_error / float(ndtri(0.5 + check_level(confidence_level) / 2))
        left = wanted**2 - self.cannot_tell_error**2
        if left <= 0:
            return None
        ratio = self.rare_error**2 / left
        return max(0, math.ceil(self.n_answered * (ratio - 1)))

    def to_dict(self, confidence_level: float = 0.95) -> dict[str, Any]:
        """The same as plain values, ready for JSON.

        Parameters
        ----------
        confidence_level : float, optional
            Of the interval.

        Returns
        -------
        dict
        """
        return {
            "phase": list(self.phase),
            "phase_fraction": self.phase_fraction,
            "corrected_fraction": self.corrected_fraction,
            "shift": self.shift,
            "standard_error": self.standard_error,
            "cannot_tell_error": self.cannot_tell_error,
            "absolute_error": self.uncertainty.half_width(confidence_level),
            "interval": list(self.interval(confidence_level)),
            "confidence_level": confidence_level,
            "overall_accuracy": self.overall_accuracy,
            "n_points": self.n_drawn,
            "n_answered": self.n_answered,
            "n_cannot_tell": self.n_cannot_tell,
            "confusion": {
                "segmented": list(self.confusion.rows),
                "answered": list(self.confusion.columns),
                "counts": self.confusion.counts.tolist(),
                "cannot_tell": list(self.cannot_tell),
            },
        }


def audit_estimate(
    n_pixels: Sequence[int],
    confusion: ConfusionTable,
    cannot_tell: Sequence[int],
    phase: tuple[int, ...],
    n_drawn: int,
) -> AuditEstimate:
    """Estimate from the pixels of each stratum (row) and its answers; see `AuditEstimate`."""
    pixels, counts = np.asarray(n_pixels, np.float64), confusion.counts
    weights = pixels / pixels.sum()
    unclear = np.asarray(cannot_tell, np.int64)
    n_answers = counts.sum(axis=1) + unclear
    for label, found, most in zip(confusion.rows, n_answers, n_pixels, strict=True):
        if found < min(FEWEST_ANSWERS, most):
            raise ParameterError(
                "audit-too-few-answers", label=label, n_found=int(found), least=FEWEST_ANSWERS
            )
    is_phase, is_row = np.isin(confusion.columns, phase), np.isin(confusion.rows, phase)
    shared = _shared(confusion.rows, phase)
    hits = counts[:, is_phase].sum(axis=1)
    rates = (hits + unclear * shared) / n_answers
    corrected = float(weights @ rates)
    variances = _variance(rates, n_answers)
    guarded = (hits + unclear * shared + 0.5) / (n_answers + 1)
    least = guarded * (1 - guarded) / (n_answers + 2)
    right = [
        counts[i, confusion.columns.index(label)] if label in confusion.columns else 0
        for i, label in enumerate(confusion.rows)
    ]
    accuracy = weights @ ((np.asarray(right) + 0.5 * unclear) / n_answers)
    # The share of the phase among them may be anything from 0 to twice its mean.
    doubtful = weights * (unclear / n_answers) * 2 * np.minimum(shared, 1 - shared) / math.sqrt(12)
    return AuditEstimate(
        phase=phase,
        phase_fraction=float(weights[is_row].sum()),
        corrected_fraction=corrected,
        standard_error=float(np.sqrt(weights**2 @ variances)),
        cannot_tell_error=float(np.sqrt((doubtful**2).sum())),
        rare_error=float(np.sqrt(weights**2 @ np.maximum(variances, least))),
        n_drawn=n_drawn,
        n_answered=int(n_answers.sum()),
        n_cannot_tell=int(unclear.sum()),
        confusion=confusion,
        cannot_tell=tuple(int(one) for one in unclear),
        overall_accuracy=float(accuracy),
    )


def _variance(rates: NDArray[np.float64], n: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.where(n > 1, rates * (1 - rates) / np.maximum(n - 1, 1), 0.0)


def _shared(rows: Sequence[int], phase: tuple[int, ...]) -> NDArray[np.float64]:
    """How much a point of each row counts for the phase where it cannot be told."""
    others = max(len(rows) - 1, 1)
    n_phase = sum(row in phase for row in rows)
    return np.array(
        [0.5 + 0.5 * (n_phase - 1) / others if row in phase else 0.5 * n_phase / others
         for row in rows]
    )  # fmt: skip
