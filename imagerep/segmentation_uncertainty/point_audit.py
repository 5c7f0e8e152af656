"""Points at random, stratified by phase, whose phase a person tells from the grey image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError, PhaseNotFoundError
from imagerep.image.label_text import labels_text
from imagerep.image.segmentation import Segmentation, no_such_phase
from imagerep.segmentation_uncertainty.audit_estimate import AuditEstimate, audit_estimate
from imagerep.segmentation_uncertainty.confusion import ConfusionTable

CANNOT_TELL: Literal["?"] = "?"
"""Answer where the phase of a point cannot be told."""

Answer = int | Literal["?"] | None
"""Label of the phase, :data:`CANNOT_TELL`, or None where there is no answer yet."""

FEWEST_IN_STRATUM = 2
"""Fewest points of a phase: from one there is no standard error."""

EVEN_SHARE = 0.5
"""Share of the points that all phases get alike, the rest going by their fractions: between an
equal and a proportional allocation, as Olofsson et al. (2014) advise."""

_SLAB = 1 << 22


@dataclass(frozen=True, slots=True)
class Stratum:
    """The pixels that were segmented as one phase.

    Attributes
    ----------
    label : int
        Label of the phase.
    n_pixels : int
        Number of its pixels in the sample.
    """

    label: int
    n_pixels: int


@dataclass(frozen=True, slots=True)
class AuditPoint:
    """One pixel that is looked at.

    Attributes
    ----------
    position : tuple of int
        Pixel, from 0, in the order of the axes: (y, x) or (z, y, x).
    label : int
        Phase that it was segmented as.
    answer : int, "?" or None
        Phase that a person tells; "?" where it cannot be told, None where it was not asked yet.
    """

    position: tuple[int, ...]
    label: int
    answer: Answer = None


@dataclass(frozen=True, slots=True)
class PointAudit:
    """Points of one segmented image, with the answers so far.

    Drawn by :func:`imagerep.audit_points`.

    Attributes
    ----------
    name : str
        Name of the image.
    shape : tuple of int
        Its shape.
    strata : tuple of Stratum
        Its phases.
    points : tuple of AuditPoint
        In random order, so that those answered are a fair sample wherever one stops.
    """

    name: str
    shape: tuple[int, ...]
    strata: tuple[Stratum, ...]
    points: tuple[AuditPoint, ...]

    @property
    def n_answered(self) -> int:
        """Points with an answer, "cannot tell" included."""
        return sum(one.answer is not None for one in self.points)

    @property
    def labels(self) -> tuple[int, ...]:
        """Labels of the phases, ascending."""
        return tuple(one.label for one in self.strata)

    def with_answer(self, number: int, answer: Answer) -> PointAudit:
        """The same with the answer to one point.

        Parameters
        ----------
        number : int
            Which point, from 0.
        answer : int, "?" or None
            Label of the phase, "?" where it cannot be told, None to take an answer back.

        Returns
        -------
        PointAudit

        Raises
        ------
        ParameterError
            If the answer is no label.
        """
        if not (answer is None or answer == CANNOT_TELL or isinstance(answer, int | np.integer)):
            raise ParameterError("audit-answer", answer=answer)
        kept: Answer = int(answer) if isinstance(answer, int | np.integer) else answer
        points = list(self.points)
        points[number] = replace(points[number], answer=kept)
        return replace(self, points=tuple(points))

    def extended(
        self, image: Segmentation, n_points: int, *, seed: int | None = None
    ) -> PointAudit:
        """The same with more points of the same image after the others.

        Parameters
        ----------
        image : Segmentation
            The image that the points were drawn from.
        n_points : int
            How many more; fewer where points come up again.
        seed : int, optional
            Seed of the further points; their number unless given.

        Returns
        -------
        PointAudit

        Raises
        ------
        ParameterError
            If it is another image, or the number makes no sense.
        """
        if not self.fits(image):
            raise ParameterError("audit-of-other-image", name=self.name)
        known = {one.position for one in self.points}
        chosen = len(self.points) if seed is None else seed
        more = audit_points(image, min(n_points, image.n_domain), seed=chosen).points
        return replace(
            self, points=(*self.points, *(one for one in more if one.position not in known))
        )

    def confusion(self) -> ConfusionTable:
        """Points by the phase that they were segmented as (rows) and the answer (columns).

        Returns
        -------
        ConfusionTable
            Without the points that cannot be told.
        """
        answers = [one.answer for one in self.points if isinstance(one.answer, int)]
        columns = tuple(sorted({*self.labels, *answers}))
        counts = np.zeros((len(self.strata), len(columns)), np.int64)
        for point in self.points:
            if isinstance(point.answer, int):
                counts[self.labels.index(point.label), columns.index(point.answer)] += 1
        return ConfusionTable(self.labels, columns, counts)

    def estimate(self, phase: int | Sequence[int] | None = None) -> AuditEstimate:
        """Correct a phase fraction by the answers.

        Parameters
        ----------
        phase : int or sequence of int, optional
            Label of the phase, or labels that together are the phase; of two phases the larger
            label unless given.

        Returns
        -------
        AuditEstimate

        Raises
        ------
        PhaseNotFoundError
            If the phase is missing or unnamed.
        ParameterError
            If a phase has fewer than two answers.
        """
        if phase is None:
            if len(self.labels) > 2:
                raise PhaseNotFoundError(
                    "phase-not-named", n_phases=len(self.labels), name=self.name,
                    labels=labels_text(self.labels),
                )  # fmt: skip
            phase = self.labels[-1]
        labels = (int(phase),) if isinstance(phase, int | np.integer) else tuple(map(int, phase))
        for label in labels:
            if label not in self.labels:
                raise no_such_phase(label, self.labels, self.name)
        unclear = [
            sum(one.label == label and one.answer == CANNOT_TELL for one in self.points)
            for label in self.labels
        ]
        pixels = [one.n_pixels for one in self.strata]
        return audit_estimate(pixels, self.confusion(), unclear, labels, len(self.points))

    def fits(self, image: Segmentation) -> bool:
        """Whether the points were drawn from an image: the same shape and pixels of each phase."""
        strata = tuple(Stratum(one.label, one.count) for one in image.phases)
        return image.shape == self.shape and strata == self.strata


def audit_points(image: Segmentation, n_points: int = 200, *, seed: int = 0) -> PointAudit:
    """Draw points at random, stratified by phase, for a person to look at in the grey image.

    Parameters
    ----------
    image : Segmentation
        Image in memory.
    n_points : int, optional
        How many.
    seed : int, optional
        The same seed draws the same points; from 0.

    Returns
    -------
    PointAudit
        Without answers.

    Raises
    ------
    ImageLimitError
        If the image is not in memory.
    ParameterError
        If there are too few points for the phases, or more than pixels.

    See Also
    --------
    read_audit, write_audit : Points and answers as a CSV file.

    Examples
    --------
    >>> import imagerep
    >>> from imagerep.generate import boolean_model
    >>> truth = boolean_model((300, 300), phase_fraction=0.3, radius=8, seed=1)
    >>> spoiled = truth.copy()
    >>> spoiled[:, 1:] |= truth[:, :-1]
    >>> audit = imagerep.audit_points(imagerep.Segmentation.from_array(spoiled), 200)
    >>> for number, point in enumerate(audit.points):  # the answers of a person
    ...     audit = audit.with_answer(number, int(truth[point.position]))
    >>> found = audit.estimate()
    >>> print(f"{found.phase_fraction:.3f}, corrected {found.corrected_fraction:.3f}")
    0.325, corrected 0.314
    """
    if seed < 0:
        raise ParameterError("seed-negative", seed=seed)
    least = FEWEST_IN_STRATUM * len(image.phases)
    if not least <= n_points <= image.n_domain:
        raise ParameterError(
            "audit-number-of-points", n_points=n_points, least=least, most=image.n_domain
        )
    rng = np.random.default_rng(seed)
    counts = [phase.count for phase in image.phases]
    points: list[AuditPoint] = []
    for phase, wanted in zip(image.phases, allocation(counts, n_points), strict=True):
        ranks = np.sort(rng.choice(phase.count, wanted, replace=False))
        for flat in _places(image, phase.label, ranks):
            position = tuple(int(one) for one in np.unravel_index(int(flat), image.shape))
            points.append(AuditPoint(position, phase.label))
    order = rng.permutation(len(points))
    strata = tuple(Stratum(phase.label, phase.count) for phase in image.phases)
    return PointAudit(image.name, image.shape, strata, tuple(points[k] for k in order))


def allocation(counts: Sequence[int], n_points: int) -> list[int]:
    """Points for each phase, by its pixels: half alike, half in proportion."""
    shares = np.asarray(counts, np.float64) / sum(counts)
    wanted = n_points * (EVEN_SHARE / len(counts) + (1 - EVEN_SHARE) * shares)
    found = np.maximum(np.floor(wanted).astype(int), FEWEST_IN_STRATUM)
    found = np.minimum(found, counts)
    while found.sum() != n_points:
        step = 1 if found.sum() < n_points else -1
        can = found < counts if step > 0 else found > np.minimum(FEWEST_IN_STRATUM, counts)
        found[int(np.argmax(np.where(can, step * (wanted - found), -np.inf)))] += step
    return [int(one) for one in found]


def _places(image: Segmentation, label: int, ranks: NDArray[np.int64]) -> list[int]:
    """Flat indices of some pixels of a phase, which are counted through the image."""
    labels = image.labels.reshape(-1)
    domain = None if image.domain is None else image.domain.reshape(-1)
    found: list[int] = []
    seen = 0
    for start in range(0, labels.size, _SLAB):
        part = slice(start, start + _SLAB)
        is_phase = labels[part] == label
        if domain is not None:
            is_phase &= domain[part]
        here = np.flatnonzero(is_phase)
        first, last = np.searchsorted(ranks, [seen, seen + here.size])
        found += [start + int(here[rank - seen]) for rank in ranks[first:last]]
        seen += here.size
    return found
