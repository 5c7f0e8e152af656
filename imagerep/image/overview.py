"""An image as pictures show it: all its pixels, or those at steps along every axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ImageReadError
from imagerep.hooks import Hooks
from imagerep.io.source import Box, Source, read_boxes
from imagerep.parallel import run_tasks
from imagerep.resources import Resources

OVERVIEW_BYTES = 64 << 20
"""Largest overview of an image that is not in memory."""

FINE_ENOUGH = 0.9
"""Share of an overview's side from which a coarser level of a file counts as fine enough for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """Pixels at steps along every axis, which can be sliced like the whole image.

    Every place shows the nearest pixel kept, so pictures of any part can be cut out; whole planes
    stay overviews.
    """

    values: NDArray[Any]  # Pixels 0, step, 2 step, … along each axis
    step: int  # Distance of two pixels kept; 1 for an image in memory
    shape: tuple[int, ...]  # Shape of the whole image
    # Which of `values` are part of the sample; None for all
    domain: NDArray[np.bool_] | None = None

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the values."""
        return self.values.dtype

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """Number of pixels of the whole image."""
        return math.prod(self.shape)

    def __getitem__(self, key: Any) -> Any:
        """Part of the image: an overview of whole planes, else an array or a value."""
        keys = key if isinstance(key, tuple) else (key,)
        keys += (slice(None),) * (self.ndim - len(keys))
        sliced = [axis for axis, one in enumerate(keys) if isinstance(one, slice)]
        if 0 < len(sliced) < self.ndim and all(keys[axis] == slice(None) for axis in sliced):
            coarse = tuple(
                slice(None) if axis in sliced else (one % side) // self.step
                for axis, (one, side) in enumerate(zip(keys, self.shape, strict=True))
            )
            domain = None if self.domain is None else self.domain[coarse]
            shape = tuple(self.shape[axis] for axis in sliced)
            return Overview(self.values[coarse], self.step, shape, domain)
        if self.step == 1:
            return self.values[keys]
        places = [
            np.arange(*one.indices(side)) // self.step
            if isinstance(one, slice)
            else (one % side) // self.step
            for one, side in zip(keys, self.shape, strict=True)
        ]
        if not sliced:
            return self.values[tuple(places)]
        full = self.values[np.ix_(*map(np.atleast_1d, places))]
        return full.reshape([full.shape[axis] for axis in sliced])


def overview_step(shape: Sequence[int], itemsize: int) -> int:
    """Distance of the pixels of an overview of at most `OVERVIEW_BYTES`, at least 1."""
    step = max(1, int((math.prod(shape) * itemsize / OVERVIEW_BYTES) ** (1 / len(shape))))
    while math.prod(-(-side // step) for side in shape) * itemsize > OVERVIEW_BYTES:
        step += 1
    return step


def empty_overview(shape: tuple[int, ...], step: int, dtype: Any) -> Overview:
    """Overview whose values are to be filled by `sampled`."""
    return Overview(np.zeros([-(-side // step) for side in shape], dtype), step, shape)


def with_domain_of(overview: Overview, place: Box, inside: NDArray[np.bool_]) -> Overview:
    """Overview being filled, with the domain of one place."""
    domain = overview.domain
    if domain is None:
        domain = np.ones(overview.values.shape, np.bool_)
    domain[place] = inside
    return replace(overview, domain=domain)


def sampled(values: NDArray[Any], box: Box, step: int) -> tuple[Box, NDArray[Any]]:
    """Values of a box that belong to an overview, copied, and where they lie in it."""
    firsts = [-(-part.start // step) for part in box]
    inner = tuple(
        slice(first * step - part.start, None, step)
        for first, part in zip(firsts, box, strict=True)
    )
    found = np.array(values[inner])
    place = tuple(
        slice(first, first + side) for first, side in zip(firsts, found.shape, strict=True)
    )
    return place, found


@dataclass(frozen=True, slots=True)
class _Sample:
    source: Source
    box: Box
    step: int

    def __call__(self) -> tuple[Box, NDArray[Any], NDArray[np.bool_] | None]:
        place, values = sampled(self.source.read(self.box), self.box, self.step)
        given = None
        if self.source.domain is not None:
            given = sampled(self.source.domain.read(self.box), self.box, self.step)[1]
        return place, values, _inside(values, given)


def _inside(values: NDArray[Any], given: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    """Which grey values are part of the sample: those given that are numbers; None for all."""
    if values.dtype.kind == "f" and (is_nan := np.isnan(values)).any():
        given = ~is_nan if given is None else given & ~is_nan
    return None if given is None or given.all() else given


def read_overview(source: Source, resources: Resources, hooks: Hooks | None = None) -> Overview:
    """Overview of the grey values of an image; all of them where it fits in memory."""
    if resources.holds(source.size, source.itemsize):
        values = source.load(hooks)
        return Overview(values, 1, source.shape, _inside(values, source.load_domain()))
    step = overview_step(source.shape, source.itemsize)
    found = empty_overview(source.shape, step, source.dtype)
    tasks = [
        _Sample(source, box, step)
        for box in read_boxes(source)
        if all(-(-part.start // step) * step < part.stop for part in box)
    ]
    for place, values, inside in run_tasks(
        tasks, resources, hooks or Hooks(), "reading an overview"
    ):
        found.values[place] = values
        if inside is not None:
            found = with_domain_of(found, place, inside)
    return found


def quick_overview(source: Source, hooks: Hooks | None = None) -> Overview | None:
    """Overview from a coarser level that the file brings along; None where none is fine enough.

    Its values may be means, which are no labels of the image, and whose histogram is another.
    """
    step = overview_step(source.shape, source.itemsize)
    like = [-(-side // step) for side in source.shape]
    fine = [
        level
        for level in source.levels
        if all(have >= FINE_ENOUGH * side for have, side in zip(level.shape, like, strict=True))
    ]
    if not fine:
        return None
    level = min(fine, key=lambda one: one.size)
    places = [
        ((np.arange(n) * step + 0.5) * have / side).astype(np.intp).clip(max=have - 1)
        for n, have, side in zip(like, level.shape, source.shape, strict=True)
    ]
    try:
        values = level.load(hooks)[np.ix_(*places)]
    except ImageReadError:
        return None  # the image itself can be measured without
    return Overview(values, step, source.shape)
