"""The method of the paper: two-point correlation, characteristic length scale, equation (12)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from imagerep.estimate import Estimate, MeasurementWarning, size_warnings
from imagerep.hooks import Hooks
from imagerep.large.segmentation import LargeSegmentation
from imagerep.length_scale import LengthScale, RadialCorrelation, length_scale
from imagerep.segmentation import Segmentation
from imagerep.uncertainty import TwoPointUncertainty


def estimate(
    images: Sequence[Segmentation | LargeSegmentation], phase: int, hooks: Hooks
) -> Estimate:
    """Measure one phase by the method of the paper.

    Phase fractions and characteristic length scales of several images are averaged with their
    numbers of pixels as weights, as the published implementation does; images in which the phase
    is absent or alone count for the phase fraction only.

    Parameters
    ----------
    images : sequence of Segmentation or LargeSegmentation
        Images of one material, of one dimension; at least one holds the phase beside another.
    phase : int
        Label of the phase.
    hooks : Hooks
        Progress and cancellation.

    Returns
    -------
    Estimate
    """
    n_pixels = sum(image.size for image in images)
    in_phase = 0
    scales: list[tuple[int, LengthScale]] = []
    for number, image in enumerate(images):
        ones = image.count(phase)
        in_phase += ones
        if 0 < ones < image.size:
            part = hooks.part(number / len(images), (number + 1) / len(images))
            scales.append((image.size, _length_scale(image, phase, part)))
    ndim = images[0].ndim
    weight = sum(size for size, _ in scales)
    value = math.fsum(size * scale.value_px for size, scale in scales) / weight
    found = TwoPointUncertainty(in_phase / n_pixels, value, n_pixels, ndim)
    return Estimate(
        found,
        value,
        _pooled([scale.correlation for _, scale in scales]),
        (
            *_length_warnings([scale for _, scale in scales]),
            *size_warnings(images, value, found.phase_fraction),
        ),
    )


def _length_scale(image: Segmentation | LargeSegmentation, phase: int, hooks: Hooks) -> LengthScale:
    if isinstance(image, LargeSegmentation):
        return image.length_scale(phase, hooks)
    return length_scale(image.mask(phase), hooks)


def _pooled(correlations: list[RadialCorrelation]) -> RadialCorrelation:
    """Correlation of one image, or the mean of several over the bins that all have."""
    if len(correlations) == 1:
        return correlations[0]
    lags = min((one.lag_px for one in correlations), key=lambda lag: lag[-1])
    means = [np.interp(lags, one.lag_px, one.correlation) for one in correlations]
    return RadialCorrelation(
        lags,
        np.mean(means, axis=0),
        float(np.mean([one.cutoff_px for one in correlations])),
        float(np.mean([one.phase_fraction for one in correlations])),
    )


def _length_warnings(scales: Sequence[LengthScale]) -> list[MeasurementWarning]:
    found = []
    of = f" in {{}} of {len(scales)} images" if len(scales) > 1 else ""
    fallbacks = sum(scale.is_fallback for scale in scales)
    if fallbacks:
        found.append(
            MeasurementWarning(
                "fallback-subdivision",
                "The two-point correlation gave no positive length scale"
                f"{of.format(fallbacks)}, as in periodic or densely packed structures; the "
                "estimate by subdividing the image was used instead, which is less certain.",
            )
        )
    stabilised = sum(scale.is_stabilised for scale in scales)
    if stabilised:
        found.append(
            MeasurementWarning(
                "stabilised",
                "The length scale from the two-point correlation and that from subdividing the "
                f"image differ by more than a factor 3{of.format(stabilised)}; it was moved "
                "towards the latter until they agreed within that factor.",
            )
        )
    truncated = sum(scale.is_truncated for scale in scales)
    if truncated:
        found.append(
            MeasurementWarning(
                "lags-truncated",
                "The two-point correlation was looked at only as far as the memory allows, and "
                f"has not settled there{of.format(truncated)}; more memory lets it look farther.",
            )
        )
    unsettled = sum(not scale.has_settled for scale in scales)
    if unsettled:
        found.append(
            MeasurementWarning(
                "no-decay",
                f"The two-point correlation does not settle{of.format(unsettled)} within the "
                "image: features are as large as the image, or the structure changes across it "
                "or is periodic. The interval may be too narrow.",
            )
        )
    return found
