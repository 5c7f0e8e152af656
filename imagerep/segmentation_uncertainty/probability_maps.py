"""Probabilities of a phase beside the phase that a threshold makes of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.errors import ParameterError, SegmentationError
from imagerep.given_images import as_source
from imagerep.io.source import Source, read_boxes
from imagerep.messages import Message
from imagerep.segmentation_uncertainty.contribution import (
    SegmentationUncertainty,
    standard_error_of_range,
)
from imagerep.segmentation_uncertainty.point_audit import PointAudit

N_BINS = 5
"""Bins of a calibration curve: of a few hundred points, most lie near 0 and 1."""

_ABOVE_ONE = 1e-3


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Audited points of about the same probability.

    Attributes
    ----------
    low, high : float
        Probabilities from `low` up to `high`.
    n_points : int
        Points with an answer.
    mean_probability : float
        Mean probability of these points.
    observed : float
        Share of them that is of the phase; a calibrated map has `observed` = `mean_probability`.
    standard_error : float
        Standard error of `observed`.
    """

    low: float
    high: float
    n_points: int
    mean_probability: float
    observed: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class ProbabilityComparison:
    """Probabilities against their threshold; made by :func:`imagerep.compare_probabilities`.

    Attributes
    ----------
    threshold : float
        Probability from which pixels are of the phase.
    phase_fraction : float
        Phase fraction by the threshold.
    mean_probability : float
        Mean of the probabilities: the expected phase fraction where they are calibrated.
    doubtful_share : float
        Share of the pixels with a probability between 0.1 and 0.9.
    calibration : tuple of CalibrationBin
        From audited points; empty without.
    """

    threshold: float
    phase_fraction: float
    mean_probability: float
    doubtful_share: float
    calibration: tuple[CalibrationBin, ...]

    @property
    def difference(self) -> float:
        """Mean probability less the phase fraction by the threshold."""
        return self.mean_probability - self.phase_fraction

    @property
    def uncertainty(self) -> SegmentationUncertainty:
        """The same where the truth may lie anywhere between the two.

        It does not hold what the classifier is sure of, and wrong.
        """
        ends = sorted((self.phase_fraction, self.mean_probability))
        error = standard_error_of_range(self.phase_fraction, *ends)
        origin = Message("origin-probabilities", mean=self.mean_probability)
        return SegmentationUncertainty((1,), error, 0.0, origin)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON."""
        return {
            "threshold": self.threshold,
            "phase_fraction": self.phase_fraction,
            "mean_probability": self.mean_probability,
            "difference": self.difference,
            "doubtful_share": self.doubtful_share,
            "calibration": [
                {name: getattr(one, name) for name in CalibrationBin.__slots__}
                for one in self.calibration
            ],
        }


def compare_probabilities(
    probabilities: ArrayLike | Source | str | PathLike[str],
    threshold: float = 0.5,
    *,
    domain: ArrayLike | None = None,
    audit: PointAudit | None = None,
    phase: int | tuple[int, ...] = 1,
) -> ProbabilityComparison:
    """Compare the mean of a probability map with the phase fraction that a threshold gives.

    Parameters
    ----------
    probabilities : array_like of float, Source or path-like
        Probability of the phase in every pixel, 0 to 1; integers are taken over the largest of
        their type. NaN is not part of the sample.
    threshold : float, optional
        Probability from which pixels are of the phase.
    domain : array_like of bool, optional
        True where a pixel is part of the sample.
    audit : PointAudit, optional
        Points of this image with answers, for the calibration.
    phase : int or tuple of int, optional
        Labels of the phase in the answers.

    Returns
    -------
    ProbabilityComparison

    Raises
    ------
    ImageReadError
        If a file cannot be read.
    SegmentationError
        If the values are no probabilities, or nothing is part of the sample.
    ParameterError
        If the threshold is not between 0 and 1, or the audit is of another image.

    Examples
    --------
    >>> import numpy as np
    >>> import imagerep
    >>> probabilities = np.tile([0.05, 0.2, 0.6, 0.9], (50, 10))
    >>> found = imagerep.compare_probabilities(probabilities)
    >>> print(f"{found.phase_fraction:.3f} by 0.5, {found.mean_probability:.4f} in the mean")
    0.500 by 0.5, 0.4375 in the mean
    """
    if not 0.0 < threshold < 1.0:
        raise ParameterError("probability-threshold", threshold=threshold)
    source = _source(probabilities, domain)
    whole = source.dtype.kind in "bui"
    most = source.probability_max or (
        float(np.iinfo(source.dtype).max) if whole and source.dtype.kind != "b" else 1.0
    )
    n, total, above, doubtful = 0, 0.0, 0, 0
    for box in read_boxes(source):
        values = source.read(box).astype(np.float64) / most
        inside = ~np.isnan(values)
        if source.domain is not None:
            inside &= source.domain.read(box)
        kept = values[inside]
        if kept.size and (kept.min() < 0 or kept.max() > 1 + _ABOVE_ONE):
            raise SegmentationError("values-no-probabilities", name=source.name)
        n += kept.size
        total += float(kept.sum())
        above += int(np.count_nonzero(kept >= threshold))
        doubtful += int(np.count_nonzero((kept > 0.1) & (kept < 0.9)))
    if n == 0:
        raise SegmentationError("domain-empty", name=source.name)
    labels = (phase,) if isinstance(phase, int) else phase
    curve = () if audit is None else _calibration(source, most, audit, labels)
    return ProbabilityComparison(threshold, above / n, total / n, doubtful / n, curve)


def _source(
    probabilities: ArrayLike | Source | str | PathLike[str], domain: ArrayLike | None
) -> Source:
    source = as_source(probabilities, None if domain is None else np.asarray(domain))
    if source.is_colour or source.dtype.kind not in "buif":
        raise SegmentationError("values-no-probabilities", name=source.name)
    return source


def _calibration(
    source: Source, most: float, audit: PointAudit, phase: tuple[int, ...]
) -> tuple[CalibrationBin, ...]:
    """Observed shares by probability; a point weighs as its phase's pixels over its points."""
    if audit.shape != source.shape:
        raise ParameterError("audit-of-other-image", name=audit.name)
    told = [one for one in audit.points if isinstance(one.answer, int)]
    n_told = {label: sum(one.label == label for one in told) for label in audit.labels}
    pixels = {one.label: one.n_pixels for one in audit.strata}
    weights = np.array([pixels[one.label] / n_told[one.label] for one in told])
    is_phase = np.array([one.answer in phase for one in told], np.float64)
    values = np.array([_value(source, one.position) / most for one in told])
    places = np.minimum((values * N_BINS).astype(np.int64), N_BINS - 1) if told else values
    found = []
    for number in range(N_BINS):
        here = places == number
        if here.any():
            found.append(_bin(number, values[here], is_phase[here], weights[here]))
    return tuple(found)


def _bin(
    number: int,
    values: NDArray[np.float64],
    is_phase: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> CalibrationBin:
    shares = weights / weights.sum()
    observed = float(shares @ is_phase)
    effective = 1 / float((shares**2).sum())  # points of equal weight that say as much
    error = math.sqrt(observed * (1 - observed) / max(effective - 1, 1))
    return CalibrationBin(
        number / N_BINS, (number + 1) / N_BINS, len(values), float(shares @ values), observed, error
    )


def _value(source: Source, position: tuple[int, ...]) -> float:
    box = tuple(slice(one, one + 1) for one in position)
    return float(source.read(box).reshape(-1)[0])
