"""Which pixels of an image are the sample: a mask, the circle of a tomogram."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError, SegmentationError
from imagerep.io.source import ArrayPixels, Box, Pixels, Source, full_box
from imagerep.messages import Message
from imagerep.shapes import size_text


@dataclass(frozen=True, slots=True)
class _Both:
    """Pixels that are in two domains."""

    one: Pixels
    other: Pixels

    def read(self, box: Box) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.one.read(box) & self.other.read(box)
        return found


@dataclass(frozen=True, slots=True)
class _Circle:
    """Pixels whose middle lies in the circle that is inscribed in a plane, in every plane."""

    shape: tuple[int, ...]

    def read(self, box: Box) -> NDArray[np.bool_]:
        radius = min(self.shape[-2:]) / 2
        y, x = (
            np.arange(part.start, part.stop) - (side - 1) / 2
            for part, side in zip(box[-2:], self.shape[-2:], strict=True)
        )
        plane = y[:, None] ** 2 + x[None, :] ** 2 <= radius**2
        return np.array(np.broadcast_to(plane, [part.stop - part.start for part in box]))


@dataclass(frozen=True, slots=True)
class _NonZero:
    """Pixels of a mask file that are not zero."""

    mask: Pixels

    def read(self, box: Box) -> NDArray[np.bool_]:
        return np.asarray(self.mask.read(box) != 0)


def with_domain(source: Source, domain: NDArray[Any]) -> Source:
    """Source with a domain given as an array of truth values, besides the one that it has."""
    if domain.dtype != np.bool_:
        raise ParameterError("domain-not-boolean", dtype=str(domain.dtype))
    if [side for side in domain.shape if side != 1] != [side for side in source.shape if side != 1]:
        raise SegmentationError(
            "domain-shape", name=source.name, domain=size_text(domain.shape),
            shape=size_text(source.shape),
        )  # fmt: skip
    return _within(source, ArrayPixels(domain.reshape(source.shape)))


def with_mask(source: Source, mask: Source) -> Source:
    """Source whose domain is where an image of the same size is not zero."""
    if mask.is_colour or mask.shape != source.shape:
        raise SegmentationError(
            "mask-shape", name=mask.name, mask=size_text(mask.shape), shape=size_text(source.shape)
        )
    note = Message("domain-mask", name=mask.name)
    return replace(_within(source, _NonZero(mask.pixels)), notes=(*source.notes, note))


def with_circle(source: Source) -> Source:
    """Source whose domain is the circle inscribed in the image, or the cylinder in a volume."""
    note = Message("domain-circle", diameter=min(source.shape[-2:]))
    return replace(_within(source, _Circle(source.shape)), notes=(*source.notes, note))


def circle(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Circle inscribed in an image, or the cylinder along z inscribed in a volume.

    Parameters
    ----------
    shape : tuple of int
        Number of pixels along each axis.

    Returns
    -------
    ndarray of bool
        True inside; a domain for :func:`imagerep.measure`.

    Examples
    --------
    >>> circle((4, 4)).astype(int).tolist()
    [[0, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 1], [0, 1, 1, 0]]
    """
    return _Circle(tuple(shape)).read(full_box(shape))


def _within(source: Source, domain: Pixels) -> Source:
    both = domain if source.domain is None else _Both(source.domain, domain)
    return replace(source, domain=both)
