"""The spectral method on arrays of any size, for several tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from imagerep import Segmentation, spectral
from imagerep.blocks import Blocks
from imagerep.estimate import Estimate
from imagerep.hooks import Hooks
from imagerep.measures import PhaseFraction

PHASE = PhaseFraction((1,))


def segmentation(mask: Any, domain: Any = None) -> Segmentation:
    """Segmentation of truth values."""
    labels = np.asarray(mask).astype(np.uint8)
    if domain is None:
        return Segmentation.from_array(labels)
    return Segmentation.from_array(np.where(domain, labels, 2)).exclude(2)


def analyse(masks: Sequence[Any], domain: Any = None) -> Estimate:
    """Estimate of images of truth values, without the checks of `imagerep.measure`."""
    images = [segmentation(mask, domain) for mask in masks]
    return spectral.estimate(images, PHASE, Hooks())


def blocks_of(mask: Any, side: int = 1, domain: Any = None) -> Blocks:
    """Sums over blocks."""
    return PHASE.blocks(segmentation(mask, domain), side, Hooks())


def blocks_of_means(cells: Any, side: int = 1) -> Blocks:
    """Blocks of known means."""
    values = np.asarray(cells, np.float64)
    volume = side**values.ndim
    shape = tuple(n * side for n in values.shape)
    total = float(values.sum() * volume)
    return Blocks(values * volume, None, side, shape, total, float(values.size * volume))
