"""How far a phase fraction depends on the threshold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from os import PathLike
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from imagerep.errors import ParameterError, SegmentationError
from imagerep.given_images import as_source
from imagerep.hooks import Hooks
from imagerep.image.automatic_thresholds import RULES, three_classes
from imagerep.image.values import grey
from imagerep.io.source import Source, read_boxes
from imagerep.messages import Message
from imagerep.segmentation_uncertainty.contribution import (
    SegmentationUncertainty,
    standard_error_of_range,
)

MOST_LEVELS = 1024
"""Most grey values that have a bin of their own; images of more are sorted into `N_BINS`."""

N_BINS = 256

SLOPE_SHARE = 0.01
"""The slope is taken over this share of the grey values on either side of the threshold."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold by some rule, and what it gives.

    Attributes
    ----------
    rule : str
        ``"otsu"``, ``"isodata"``, ``"li"``, ``"minimum"``, ``"triangle"``, ``"chosen"``; of three
        phases ``"multi-otsu-1"`` and ``"multi-otsu-2"``.
    threshold : float
        Grey value from which pixels are phase 1.
    phase_fraction : float
        Phase fraction that it gives.
    is_defensible : bool
        Whether it counts for the range.
    """

    rule: str
    threshold: float
    phase_fraction: float
    is_defensible: bool


@dataclass(frozen=True, slots=True, eq=False)
class ThresholdSensitivity:
    """Phase fraction against threshold; made by :func:`imagerep.threshold_sensitivity`.

    Attributes
    ----------
    chosen : Threshold
        The threshold that the phase fraction is measured with.
    thresholds : tuple of Threshold
        Those by rule.
    levels : ndarray of float64, shape (n,)
        Grey values.
    phase_fractions : ndarray of float64, shape (n,)
        Phase fraction with each of them as the threshold.
    slope : float
        Change of the phase fraction for each grey value that the chosen threshold is raised by.
    """

    chosen: Threshold
    thresholds: tuple[Threshold, ...]
    levels: NDArray[np.float64]
    phase_fractions: NDArray[np.float64]
    slope: float

    @property
    def defensible(self) -> tuple[Threshold, Threshold]:
        """The lowest and the highest defensible threshold, the chosen one included."""
        each = sorted(
            (one for one in (self.chosen, *self.thresholds) if one.is_defensible),
            key=lambda one: one.threshold,
        )
        return each[0], each[-1]

    @property
    def uncertainty(self) -> SegmentationUncertainty:
        """The same where the right threshold may lie anywhere in the defensible range.

        It does not hold what no threshold can mend: shading, noise, phases of equal grey.
        """
        low, high = self.defensible
        error = standard_error_of_range(
            self.chosen.phase_fraction, high.phase_fraction, low.phase_fraction
        )
        origin = Message("origin-thresholds", low=low.threshold, high=high.threshold)
        return SegmentationUncertainty((1,), error, 0.0, origin)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain values, ready for JSON, without the curve."""
        low, high = self.defensible
        return {
            "threshold": self.chosen.threshold,
            "phase_fraction": self.chosen.phase_fraction,
            "slope": self.slope,
            "defensible_thresholds": [low.threshold, high.threshold],
            "defensible_fractions": [high.phase_fraction, low.phase_fraction],
            "thresholds": [
                {
                    "rule": one.rule,
                    "threshold": one.threshold,
                    "phase_fraction": one.phase_fraction,
                    "is_defensible": one.is_defensible,
                }
                for one in self.thresholds
            ],
        }


@dataclass(frozen=True, slots=True)
class _Histogram:
    """Pixels by grey value; the first and the last bin are not empty."""

    counts: NDArray[np.float64]
    low: float
    step: float

    def level(self, number: int) -> float:
        """Lower end of a bin."""
        return self.low + number * self.step

    def class_means(self, threshold: float) -> tuple[float, float]:
        """Mean grey values below a threshold, and from it up."""
        levels = self.level(0) + self.step * np.arange(len(self.counts))
        is_below = levels < threshold
        below, above = (
            float(np.average(levels[part], weights=self.counts[part]))
            for part in (is_below, ~is_below)
        )
        return below, above

    def fraction_from(self, threshold: float) -> float:
        """Share of the pixels from a grey value up, linear within a bin."""
        place = (threshold - self.low) / self.step
        if self.step == 1 and float(self.low).is_integer():
            place = math.ceil(place)
        edges = np.concatenate([[0.0], np.cumsum(self.counts)]) / self.counts.sum()
        return 1.0 - float(np.interp(place, np.arange(len(edges)), edges))


def threshold_sensitivity(
    image: ArrayLike | Source | str | PathLike[str],
    threshold: float | None = None,
    *,
    domain: ArrayLike | None = None,
    hooks: Hooks | None = None,
) -> ThresholdSensitivity:
    """Tell how far the phase fraction of a grey image depends on the threshold.

    Defensible are the thresholds by Otsu, isodata and Li; the minimum between the peaks of the
    histogram where it has two, and otherwise the triangle rule, which is made for one; as far as
    they lie between the mean grey values of Otsu's two classes; and the threshold chosen. The two
    thresholds of Otsu's rule for three phases are listed, and do not count.

    Parameters
    ----------
    image : array_like, Source or path-like
        Grey values; of colours the luminance. NaN is not part of the sample.
    threshold : float, optional
        The threshold chosen: values of at least this are phase 1; Otsu's unless given.
    domain : array_like of bool, optional
        True where a pixel is part of the sample.
    hooks : Hooks, optional
        Progress and cancellation.

    Returns
    -------
    ThresholdSensitivity

    Raises
    ------
    ImageReadError
        If a file cannot be read.
    SegmentationError
        If the values are not finite real numbers, or all equal.
    ParameterError
        If the threshold is not a number.

    Examples
    --------
    >>> import numpy as np
    >>> import imagerep
    >>> rng = np.random.default_rng(0)
    >>> phase = rng.random((200, 200)) < 0.3
    >>> grey = np.clip(rng.normal(np.where(phase, 160, 80), 20), 0, 255).astype(np.uint8)
    >>> found = imagerep.threshold_sensitivity(grey, 130)
    >>> low, high = found.defensible
    >>> print(f"{low.threshold:.0f} to {high.threshold:.0f}: "
    ...       f"{high.phase_fraction:.3f} to {low.phase_fraction:.3f}")
    112 to 130: 0.280 to 0.331
    """
    source = _source(image, domain)
    histogram = _histogram(source, hooks or Hooks())
    if threshold is not None and not np.isfinite(threshold):
        raise ParameterError("threshold-not-a-number", threshold=threshold)
    found: dict[str, float] = {}
    for rule, place in RULES.items():
        number = place(histogram.counts)
        if number is not None:
            found[rule] = histogram.level(number)
    for order, number in enumerate(three_classes(histogram.counts) or (), start=1):
        found[f"multi-otsu-{order}"] = histogram.level(number)
    low, high = histogram.class_means(found["otsu"])
    has_two_peaks = low < found.get("minimum", -math.inf) < high
    thresholds = tuple(
        Threshold(
            rule,
            value,
            histogram.fraction_from(value),
            low < value < high
            and not rule.startswith("multi")
            and not (rule == "triangle" and has_two_peaks),
        )
        for rule, value in found.items()
    )
    at = found["otsu"] if threshold is None else float(threshold)
    most = source.probability_max
    if threshold is not None and most is not None and most > 1 and 0 < at < 1:
        at *= most
    chosen = Threshold("chosen", at, histogram.fraction_from(at), True)
    levels: NDArray[np.float64] = histogram.low + histogram.step * np.arange(
        len(histogram.counts), dtype=np.float64
    )
    below = np.concatenate([[0.0], np.cumsum(histogram.counts)[:-1]])
    fractions: NDArray[np.float64] = 1.0 - below / float(histogram.counts.sum())
    reach = max(histogram.step, SLOPE_SHARE * (levels[-1] - levels[0]))
    rise = histogram.fraction_from(at + reach) - histogram.fraction_from(at - reach)
    return ThresholdSensitivity(chosen, thresholds, levels, fractions, rise / (2 * reach))


def _source(image: ArrayLike | Source | str | PathLike[str], domain: ArrayLike | None) -> Source:
    source = grey(as_source(image, None if domain is None else np.asarray(domain)))
    if source.dtype.kind not in "buif":
        raise SegmentationError("values-not-grey", name=source.name, dtype=str(source.dtype))
    return source


def _histogram(source: Source, hooks: Hooks) -> _Histogram:
    """Histogram of the sample, in two passes over the image: its ends, and the counts."""
    low, high = math.inf, -math.inf
    boxes = read_boxes(source)
    for done, box in enumerate(boxes):
        hooks.report(done / len(boxes) / 2, "reading the image")
        values = _inside(source, box)
        if values.size:
            low, high = min(low, float(values.min())), max(high, float(values.max()))
    if low > high:
        raise SegmentationError("domain-empty", name=source.name)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise SegmentationError("values-infinite", name=source.name)
    if low == high:
        raise SegmentationError("values-all-equal", name=source.name, value=low)
    is_whole = source.dtype.kind in "bui" and high - low < MOST_LEVELS
    n_bins = int(high - low) + 1 if is_whole else N_BINS
    step = 1.0 if is_whole else (high - low) / N_BINS
    counts = np.zeros(n_bins)
    for done, box in enumerate(boxes):
        hooks.report(0.5 + done / len(boxes) / 2, "reading the image")
        places = ((_inside(source, box).astype(np.float64) - low) / step).astype(np.int64)
        counts += np.bincount(np.minimum(places, n_bins - 1), minlength=n_bins)
    return _Histogram(counts, low, step)


def _inside(source: Source, box: tuple[slice, ...]) -> NDArray[Any]:
    values = source.read(box)
    if source.domain is not None:
        values = values[source.domain.read(box)]
    return values[~np.isnan(values)] if values.dtype.kind == "f" else values.reshape(-1)
