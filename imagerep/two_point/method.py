"""The method of the paper: two-point correlation, characteristic length scale, equation (12)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from imagerep.estimate import Estimate, size_warnings
from imagerep.hooks import Hooks
from imagerep.measures import Measure, MeasuredImage
from imagerep.messages import MeasurementWarning
from imagerep.two_point.length_scale import LengthScale, RadialCorrelation, length_scale
from imagerep.two_point.uncertainty import TwoPointUncertainty


def estimate(images: Sequence[MeasuredImage], measure: Measure, hooks: Hooks) -> Estimate:
    """Measure images of one material, of one dimension, by the method of the paper.

    Measures and characteristic length scales of several images are averaged with their
    numbers of pixels as weights, as the published implementation does; images in which the phase
    is absent or alone count for the measure only.
    """
    totals = [measure.totals(image) for image in images]
    n_pixels = math.fsum(whole for _, whole in totals)
    scales: list[tuple[float, LengthScale]] = []
    parts = hooks.parts(len(images))
    for image, (part, whole), hooks_of_one in zip(images, totals, parts, strict=True):
        variance = measure.variance(part / whole)
        if variance > 0.0:
            blocks = measure.blocks(image, None, hooks_of_one.part(0.0, 0.05))
            found = length_scale(blocks, variance, hooks_of_one.part(0.05, 1.0))
            scales.append((whole, found))
    ndim = images[0].ndim
    weight = math.fsum(size for size, _ in scales)
    value = math.fsum(size * scale.value_px for size, scale in scales) / weight
    ratio = math.fsum(part for part, _ in totals) / n_pixels
    of_pixel = None if measure.name == "phase-fraction" else measure.variance(ratio)
    uncertainty = TwoPointUncertainty(
        ratio, value, n_pixels, ndim, variance=of_pixel, scale=measure.scale
    )
    return Estimate(
        uncertainty,
        value,
        _pooled([scale.correlation for _, scale in scales]),
        (
            *_length_warnings([scale for _, scale in scales]),
            *size_warnings(images, value, measure.phase_fraction(images)),
        ),
    )


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
    counts = {
        "fallback-subdivision": sum(scale.is_fallback for scale in scales),
        "stabilised": sum(scale.is_stabilised for scale in scales),
        "no-decay": sum(not scale.has_settled for scale in scales),
    }
    return [
        MeasurementWarning(code, n_affected=n, n_images=len(scales))
        for code, n in counts.items()
        if n
    ]
