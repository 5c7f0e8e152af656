"""Which phase was taken for which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.image.segmentation import Segmentation


@dataclass(frozen=True, slots=True, eq=False)
class ConfusionTable:
    """Pixels or points by two classifications.

    Attributes
    ----------
    rows, columns : tuple of int
        Labels of the one classification and of the other.
    counts : ndarray of int64, shape (rows, columns)
        How many have each pair of labels.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    counts: NDArray[np.int64]

    @property
    def agreement(self) -> float:
        """Share that has the same label in both: the overall accuracy."""
        same = [
            self.counts[i, self.columns.index(label)]
            for i, label in enumerate(self.rows)
            if label in self.columns
        ]
        return float(sum(same) / max(int(self.counts.sum()), 1))

    def dice(self, labels: Sequence[int]) -> float:
        """Dice coefficient of a phase: twice what both have over the sum of what each has."""
        in_rows = np.isin(self.rows, labels)
        in_columns = np.isin(self.columns, labels)
        both = self.counts[np.ix_(in_rows, in_columns)].sum()
        each = self.counts[in_rows].sum() + self.counts[:, in_columns].sum()
        return float(2 * both / each) if each else 1.0


def confusion_of(one: Segmentation, other: Segmentation) -> ConfusionTable:
    """Pixels that are sample in both images, by their labels."""
    rows, columns = one.phase_labels, other.phase_labels
    inside = np.ones(one.shape, bool) if one.domain is None else one.domain
    if other.domain is not None:
        inside = inside & other.domain
    places = [
        np.searchsorted(labels, image.labels[inside].astype(np.int64))
        for labels, image in ((rows, one), (columns, other))
    ]
    numbers = places[0] * len(columns) + places[1]
    counts = np.bincount(numbers, minlength=len(rows) * len(columns))
    return ConfusionTable(rows, columns, counts.reshape(len(rows), len(columns)).astype(np.int64))
