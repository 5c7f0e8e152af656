"""Previews from the coarser levels that an OME-Zarr image brings along."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np

from imagerep.errors import ImageReadError
from imagerep.hooks import Hooks
from imagerep.large.preview import Preview
from imagerep.large.sources import Source, pieces
from imagerep.large.zarr_source import ZarrSource

ENOUGH = 0.9
"""Share of a preview's side from which a level counts as fine enough for it."""


def from_level(source: Source, like: Preview, hooks: Hooks) -> Preview | None:
    """Preview of an image from its smallest level that is fine enough.

    Parameters
    ----------
    source : Source
        The image.
    like : Preview
        Preview of the full resolution, filled or not; the other has its shape and step.
    hooks : Hooks
        Cancellation.

    Returns
    -------
    Preview or None
        None where there is no such level. Its values may be means, which are no labels; and grey
        levels are not for thresholds, which are chosen on a preview and applied to all pixels,
        whose histogram that of means is not.
    """
    level = _level(source, like)
    if level is None:
        return None
    try:
        return _resampled(level, like, hooks)
    except ImageReadError:
        return None  # the image itself can be measured without


def holds_only(preview: Preview, labels: Collection[int]) -> bool:
    """Whether all values of a preview are labels of the image.

    Parameters
    ----------
    preview : Preview
        The preview.
    labels : collection of int
        Labels of the image.

    Returns
    -------
    bool
    """
    return set(np.unique(preview.values).tolist()) <= set(labels)


def _level(source: Source, like: Preview) -> ZarrSource | None:
    """Smallest level that has about as many pixels as the preview along every axis."""
    if not isinstance(source, ZarrSource):
        return None
    wanted = like.values.shape
    fine = [
        level
        for level in source.coarser()
        if all(have >= ENOUGH * side for have, side in zip(level.shape, wanted, strict=True))
    ]
    return min(fine, key=lambda level: math.prod(level.shape), default=None)


def _resampled(level: Source, like: Preview, hooks: Hooks) -> Preview:
    """The level's pixels nearest to those that a preview keeps."""
    places = [
        ((np.arange(n) * like.step + 0.5) * have / side).astype(np.intp).clip(max=have - 1)
        for n, have, side in zip(like.values.shape, level.shape, like.shape, strict=True)
    ]
    values = np.empty(like.values.shape, level.dtype)
    for box in pieces(level, slice(0, level.shape[0])):
        hooks.report(1.0, "reading a preview")
        inside = [
            slice(*np.searchsorted(place, (part.start, part.stop)).tolist())
            for place, part in zip(places, box, strict=True)
        ]
        within = [
            place[one] - part.start for place, one, part in zip(places, inside, box, strict=True)
        ]
        if all(len(one) for one in within):
            values[tuple(inside)] = level.read(box)[np.ix_(*within)]
    return Preview(values, like.step, like.shape)
