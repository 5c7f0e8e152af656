"""The result of measuring all phases jointly."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtri, ndtr, ndtri

from imagerep.errors import ParameterError
from imagerep.image.label_text import label_text
from imagerep.messages import MeasurementWarning
from imagerep.optional import new_axes
from imagerep.result.measurement import Measurement
from imagerep.result.ternary import draw_ternary
from imagerep.uncertainty import ConfidenceInterval, Uncertainty, check_level

N_DRAWS = 1 << 17
"""Draws from which the quantile of the largest of several deviations is found: to about 0.3 %."""


@dataclass(frozen=True, slots=True)
class Component:
    """One direction in which the phase fractions vary, independently of the others."""

    # Unit vector with a number for each phase; its numbers sum to zero
    direction: tuple[float, ...]
    uncertainty: Uncertainty  # Of the mean of these numbers over the sample


@dataclass(frozen=True, slots=True)
class JointRegion:
    """Phase fractions that the material may have, all together: an ellipsoid about the image's.

    Attributes
    ----------
    labels : tuple of int
        Labels of the phases.
    centre : ndarray of float64, shape (P,)
        Phase fractions of the image.
    half_axes : ndarray of float64, shape (P - 1, P)
        Half-axes as vectors of phase fractions, the longest first; each sums to zero.
    confidence_level : float
        Probability that the material lies inside.
    """

    labels: tuple[int, ...]
    centre: NDArray[np.float64]
    half_axes: NDArray[np.float64]
    confidence_level: float

    def contains(self, phase_fractions: ArrayLike) -> bool:
        """Whether some phase fractions, in the order of `labels`, lie inside."""
        offset = np.asarray(phase_fractions, np.float64) - self.centre
        lengths = (self.half_axes**2).sum(axis=1)
        return bool((((self.half_axes @ offset) / lengths) ** 2).sum() <= 1.0)

    def ellipse(self, n_points: int = 181) -> NDArray[np.float64]:
        """Phase fractions along the edge of the region of three phases.

        Parameters
        ----------
        n_points : int, optional
            Points of the closed curve.

        Returns
        -------
        ndarray of float64, shape (n_points, 3)
            They sum to 1; :func:`ternary` places them in a triangle.

        Raises
        ------
        ParameterError
            If there are not three phases.
        """
        if len(self.labels) != 3:
            raise ParameterError("not-three-phases", n_phases=len(self.labels))
        angle = np.linspace(0.0, 2 * math.pi, n_points)
        circle = np.column_stack([np.cos(angle), np.sin(angle)])
        return np.asarray(self.centre + circle @ self.half_axes)


@dataclass(frozen=True, eq=False)
class JointMeasurement:
    """All phases of one material; made by :func:`imagerep.measure_joint`.

    Attributes
    ----------
    measurements : dict of int to Measurement
        Every phase by itself, by label.
    components : tuple of Component
        Directions in which the fractions vary independently, the largest first.
    method : str
        Name of the method.
    name : str
        Name of the (first) image.
    """

    measurements: Mapping[int, Measurement]
    components: tuple[Component, ...]
    method: str
    name: str

    @property
    def labels(self) -> tuple[int, ...]:
        """Labels of the phases, ascending."""
        return tuple(self.measurements)

    @property
    def phase_fractions(self) -> NDArray[np.float64]:
        """Phase fractions of the image, in the order of `labels`; they sum to 1."""
        return np.array([one.phase_fraction for one in self.measurements.values()])

    @property
    def warnings(self) -> tuple[MeasurementWarning, ...]:
        """What makes the answer for any phase doubtful, doubts first; one of each code and text."""
        every = [warning for one in self.measurements.values() for warning in one.warnings]
        each = {(warning.code, warning.text): warning for warning in every}
        return tuple(sorted(each.values(), key=lambda warning: not warning.is_doubt))

    @property
    def is_doubtful(self) -> bool:
        """Whether the whole answer is doubtful."""
        return any(warning.is_doubt for warning in self.warnings)

    @cached_property
    def covariance(self) -> NDArray[np.float64]:
        """Covariance matrix of the phase fractions of such images, of shape (P, P).

        Its rows sum to zero. The diagonal agrees with the phases by themselves as far as the
        variance is known.
        """
        return np.asarray(self._root.T @ self._root)

    @property
    def correlation(self) -> NDArray[np.float64]:
        """Correlation matrix of the phase fractions, of shape (P, P)."""
        deviations = np.sqrt(np.diag(self.covariance))
        return np.asarray(self.covariance / np.outer(deviations, deviations))

    def single_level(self, confidence_level: float) -> float:
        """Level at which each phase's interval is taken so that all hold together at another.

        From the largest of several normal deviations with the phases' correlation; between the
        level itself (two phases) and that of Bonferroni's inequality (T. Hothorn, F. Bretz,
        P. Westfall, Simultaneous inference in general parametric models, Biometrical Journal 50
        (2008) 346-363, equation 6).

        Parameters
        ----------
        confidence_level : float
            Of the family, between 0 and 1, both excluded.

        Returns
        -------
        float

        Raises
        ------
        ParameterError
            If the level is out of range.
        """
        level = check_level(confidence_level)
        if len(self.labels) == 2:
            return level
        rng = np.random.default_rng(0)
        scaled = self._root / np.sqrt(np.diag(self.covariance))
        draws = rng.standard_normal((N_DRAWS, len(self.components))) @ scaled
        largest = float(np.quantile(np.abs(draws).max(axis=1), level))
        return float(2 * ndtr(largest) - 1)

    def simultaneous_intervals(
        self, confidence_level: float = 0.95
    ) -> dict[int, ConfidenceInterval]:
        """Intervals of all phases that hold together with this confidence.

        Parameters
        ----------
        confidence_level : float, optional
            Of the family: probability that every interval holds its phase's fraction.

        Returns
        -------
        dict of int to ConfidenceInterval
            By label; wider than those of the phases by themselves.

        Raises
        ------
        ParameterError
            If the level is out of range.
        """
        single = self.single_level(confidence_level)
        return {label: one.confidence_interval(single) for label, one in self.measurements.items()}

    def region(self, confidence_level: float = 0.95) -> JointRegion:
        """Region that holds all phase fractions of the material together.

        Parameters
        ----------
        confidence_level : float, optional
            Between 0 and 1, both excluded.

        Returns
        -------
        JointRegion
            An ellipsoid, for three phases an ellipse in a ternary diagram.

        Raises
        ------
        ParameterError
            If the level is out of range.
        """
        level = check_level(confidence_level)
        n_axes = len(self.components)
        radius = math.sqrt(chdtri(n_axes, 1 - level))
        normal = float(ndtri((1 + level) / 2))
        wider = radius / normal if normal > 0 else 1.0
        axes = []
        for one in self.components:
            # What not knowing the deviation itself widens an interval of this level by.
            half_width = one.uncertainty.half_width(level) * wider
            axes.append(half_width * np.array(one.direction))
        return JointRegion(self.labels, self.phase_fractions, np.array(axes), level)

    def to_dict(self, confidence_level: float = 0.95) -> dict[str, Any]:
        """The measurement as plain values, ready for JSON.

        Parameters
        ----------
        confidence_level : float, optional
            Of the family of intervals and of the region.

        Returns
        -------
        dict
        """
        intervals = self.simultaneous_intervals(confidence_level)
        region = self.region(confidence_level)
        return {
            "name": self.name,
            "method": self.method,
            "phases": list(self.labels),
            "phase_fractions": self.phase_fractions.tolist(),
            "covariance": self.covariance.tolist(),
            "correlation": self.correlation.tolist(),
            "confidence_level": confidence_level,
            "single_level": self.single_level(confidence_level),
            "simultaneous_intervals": [list(interval) for interval in intervals.values()],
            "region_half_axes": region.half_axes.tolist(),
            "is_doubtful": self.is_doubtful,
            "warnings": [one.to_dict() for one in self.warnings],
        }

    def plot(self, ax: Any = None, confidence_level: float = 0.95, *, zoom: bool = True) -> Any:
        """Draw the region of three phases in a ternary diagram.

        Parameters
        ----------
        ax : matplotlib Axes, optional
            Where to; a new figure unless given.
        confidence_level : float, optional
            Between 0 and 1, both excluded.
        zoom : bool, optional
            Show the part of the triangle about the region, or all of it.

        Returns
        -------
        matplotlib Axes

        Raises
        ------
        ParameterError
            If there are not three phases.
        MissingPackageError
            If Matplotlib is not installed.
        """
        edge = self.region(confidence_level).ellipse()
        if ax is None:
            ax = new_axes()
        draw_ternary(ax, self.labels, self.phase_fractions, edge, zoom=zoom)
        ax.set_title(f"{100 * confidence_level:.4g} % region of all phases together")
        return ax

    @property
    def _root(self) -> NDArray[np.float64]:
        """Standard deviations along every component, as vectors of phase fractions."""
        return np.array(
            [
                one.uncertainty.standard_deviation * np.array(one.direction)
                for one in self.components
            ]
        )

    def __repr__(self) -> str:
        lines = [f"<JointMeasurement, intervals that hold together at 95 % ({self.method})"]
        for label, (low, high) in self.simultaneous_intervals(0.95).items():
            fraction = self.measurements[label].phase_fraction
            lines.append(f"  phase {label_text(label)}: {fraction:.4f} ({low:.4f} to {high:.4f})")
        if self.warnings:
            codes = dict.fromkeys(one.code for one in self.warnings)
            lines.append(f"  warnings: {', '.join(codes)}")
        return "\n".join(lines) + ">"
