"""Several segmentations of one image, by people, thresholds or models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError, SegmentationError
from imagerep.image.segmentation import Segmentation
from imagerep.messages import Message
from imagerep.phase_choice import PhaseChoice, chosen_phase
from imagerep.segmentation_uncertainty.confusion import ConfusionTable, confusion_of
from imagerep.segmentation_uncertainty.contribution import (
    SegmentationUncertainty,
    standard_error_of_range,
)
from imagerep.shapes import size_text


@dataclass(frozen=True, slots=True, eq=False)
class SegmentationComparison:
    """How far segmentations of one image agree; made by :func:`imagerep.compare_segmentations`.

    Attributes
    ----------
    phase : tuple of int
        Labels of the phase.
    names : tuple of str
        Names of the segmentations.
    phase_fractions : tuple of float
        Phase fraction of each.
    dice : ndarray of float64, shape (n, n)
        Dice coefficient of the phase in every pair, 0 to 1.
    confusion : tuple of ConfusionTable
        Pixels of the first one (rows) and of each of the others (columns), by label.
    """

    phase: tuple[int, ...]
    names: tuple[str, ...]
    phase_fractions: tuple[float, ...]
    dice: NDArray[np.float64]
    confusion: tuple[ConfusionTable, ...]

    @property
    def spread(self) -> float:
        """Largest phase fraction less the smallest."""
        return max(self.phase_fractions) - min(self.phase_fractions)

    @property
    def standard_deviation(self) -> float:
        """Standard deviation of the phase fractions."""
        return float(np.std(self.phase_fractions, ddof=1))

    @property
    def uncertainty(self) -> SegmentationUncertainty:
        """The same about the first one, where the truth may lie anywhere within the spread.

        It does not hold what all of them have in common.
        """
        low, high = min(self.phase_fractions), max(self.phase_fractions)
        error = standard_error_of_range(self.phase_fractions[0], low, high)
        origin = Message("origin-alternatives", n_segmentations=len(self.phase_fractions))
        return SegmentationUncertainty(self.phase, error, 0.0, origin)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON."""
        return {
            "phase": list(self.phase),
            "names": list(self.names),
            "phase_fractions": list(self.phase_fractions),
            "spread": self.spread,
            "standard_deviation": self.standard_deviation,
            "dice": self.dice.tolist(),
            "confusion": [
                {
                    "rows": list(one.rows),
                    "columns": list(one.columns),
                    "counts": one.counts.tolist(),
                    "agreement": one.agreement,
                }
                for one in self.confusion
            ],
        }


def compare_segmentations(
    images: Sequence[Segmentation], phase: PhaseChoice = None
) -> SegmentationComparison:
    """Compare several segmentations of the same image.

    Parameters
    ----------
    images : sequence of Segmentation
        Two or more, in memory and of one shape. The first is the one that is measured.
    phase : int, collection of int or "nonzero", optional
        As for :func:`imagerep.measure`; the labels mean the same in all.

    Returns
    -------
    SegmentationComparison

    Raises
    ------
    ImageLimitError
        If an image is not in memory.
    SegmentationError
        If the images differ in shape, or the phase is missing, unnamed or alone.
    ParameterError
        If there are fewer than two.

    Examples
    --------
    >>> import imagerep
    >>> from imagerep.generate import boolean_model
    >>> discs = boolean_model((200, 200), phase_fraction=0.3, radius=8, seed=1)
    >>> other = discs.copy()
    >>> other[1:] |= discs[:-1]
    >>> found = imagerep.compare_segmentations(
    ...     [imagerep.Segmentation.from_array(one) for one in (discs, other)]
    ... )
    >>> print(f"spread {found.spread:.3f}, Dice {found.dice[0, 1]:.3f}")
    spread 0.019, Dice 0.967
    """
    if len(images) < 2:
        raise ParameterError("too-few-segmentations", n_given=len(images))
    first = images[0]
    for one in images[1:]:
        if one.shape != first.shape:
            raise SegmentationError(
                "segmentations-differ-in-shape", name=one.name, shape=size_text(one.shape),
                other_shape=size_text(first.shape),
            )  # fmt: skip
    chosen = chosen_phase(images, phase)
    labels = (chosen,) if isinstance(chosen, int) else chosen
    n = len(images)
    dice = np.ones((n, n))
    tables = {}
    for i in range(n):
        for j in range(i + 1, n):
            tables[i, j] = confusion_of(images[i], images[j])
            dice[i, j] = dice[j, i] = tables[i, j].dice(labels)
    return SegmentationComparison(
        phase=labels,
        names=tuple(one.name or f"{number}" for number, one in enumerate(images, start=1)),
        phase_fractions=tuple(one.count(labels) / one.n_domain for one in images),
        dice=dice,
        confusion=tuple(tables[0, j] for j in range(1, n)),
    )
