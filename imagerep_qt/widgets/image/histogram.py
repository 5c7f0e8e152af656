"""Histogram of a greyscale image, and its thresholds. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from imagerep.image.automatic_thresholds import otsu, three_classes
from imagerep.image.overview import Overview
from imagerep_qt.widgets.image.tiles import subsample
from imagerep_qt.widgets.planes import Bounds, domain_of

_N_BINS = 256
_N_CLASSIFIED = 1024
_MOST_PIXELS = 1 << 24
"""Larger images are sampled evenly."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of grey values."""

    # ascending: all integers, or the lower edges of bins
    values: NDArray[np.float64]
    counts: NDArray[np.int64]
    step: float  # between two values
    is_sample: bool  # whether only some pixels were counted

    def fraction_from(self, threshold: float) -> float:
        """Fraction of pixels of at least a value."""
        first = int(np.searchsorted(self.values, threshold))
        total = int(self.counts.sum())
        return float(self.counts[first:].sum()) / total if total else 0.0

    def otsu(self) -> float:
        """Threshold of the largest variance between classes, in the middle of where it is."""
        if np.count_nonzero(self.counts) < 2:
            return float(self.values[-1])
        first = otsu(self.counts.astype(np.float64)) or 0
        n_empty = int(np.flatnonzero(self.counts[first:])[0])
        return float(self.values[first + (n_empty + 1) // 2])

    def multi_otsu(self) -> tuple[float, float]:
        """The two thresholds of the largest variance between three classes (Liao et al. 2001).

        Of more than a thousand values, to a thousandth of their range.
        """
        edges, counts = self.coarse(_N_CLASSIFIED)
        found = three_classes(counts.astype(np.float64))
        if found is None:
            return self.otsu(), float(self.values[-1])
        return float(edges[found[0]]), float(edges[found[1]])

    def coarse(self, n_bins: int = _N_BINS) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Edges and counts of a histogram with fewer bins, for drawing."""
        group = -(-len(self.values) // n_bins)
        padded = np.pad(self.counts, (0, -len(self.counts) % group))
        counts = padded.reshape(-1, group).sum(axis=1)
        edges = self.values[0] + self.step * group * np.arange(len(counts) + 1)
        return edges, counts


def histogram(overview: Overview, crop: Bounds | None = None) -> Histogram:
    """Histogram of the sample in an image, or in a crop of it."""
    inside = overview if crop is None else _cropped(overview, crop)
    sample = subsample(inside, _MOST_PIXELS)
    is_sample = overview.step > 1 or inside.size > _MOST_PIXELS
    if overview.dtype.kind == "f":
        sample = sample[np.isfinite(sample)]
    if sample.size == 0:
        return Histogram(np.array([0.0, 1.0]), np.zeros(2, np.int64), 1.0, is_sample)
    low, high = float(sample.min()), float(sample.max())
    if overview.dtype.kind in "bui" and high - low < 1 << 16:
        shifted = sample.astype(np.int64) - int(low)
        counts = np.bincount(shifted)
        return Histogram(low + np.arange(len(counts), dtype=np.float64), counts, 1.0, is_sample)
    n_bins = 4096
    high = high if high > low else low + 1.0
    counts, edges = np.histogram(sample, n_bins, (low, high))
    return Histogram(
        edges[:-1].astype(np.float64), counts.astype(np.int64), (high - low) / n_bins, is_sample
    )


def _cropped(overview: Overview, crop: Bounds) -> Overview:
    """The pixels of a crop that an overview has."""
    places = tuple(slice(start, stop, overview.step) for start, stop in crop)
    values, domain = overview[places], domain_of(overview)
    return Overview(values, 1, values.shape, None if domain is None else domain[places])
