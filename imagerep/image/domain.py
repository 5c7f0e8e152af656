"""Which pixels of an image are the sample: a mask, the circle of a tomogram."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.errors import ParameterError, SegmentationError
from imagerep.image.labels import is_label, truth_values
from imagerep.io.source import ArrayPixels, Box, Pixels, Source, full_box
from imagerep.messages import Message
from imagerep.shapes import size_text

_MOST_LOOKED_AT = 256
"""Rows and columns of a domain that tell its shape."""

_OFF_CIRCLE = 0.02
"""Most pixels of a domain, as a share, by which a circle may differ from it."""

_FILLED = 0.5
"""Share of a ring from which the value of the corners counts as filling it."""

_OTHERS_LEFT = 0.1
"""The same for a value that is a phase too: share of the others in a ring, over that inside."""

_NOWHERE = 0.02
"""Share inside up to which that value is no phase."""

_MIDDLE = 0.8
"""Part of the radius that counts as inside."""


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
    """Pixels whose middle lies in a circle about the middle of a plane, in every plane."""

    shape: tuple[int, ...]
    radius: float

    def read(self, box: Box) -> NDArray[np.bool_]:
        y, x = (
            np.arange(part.start, part.stop) - (side - 1) / 2
            for part, side in zip(box[-2:], self.shape[-2:], strict=True)
        )
        return _in_every_plane(y[:, None] ** 2 + x[None, :] ** 2 <= self.radius**2, box)


@dataclass(frozen=True, slots=True)
class _Ellipse:
    """Pixels whose middle lies in the ellipse inscribed in a plane, in every plane."""

    shape: tuple[int, ...]

    def read(self, box: Box) -> NDArray[np.bool_]:
        y, x = (
            (2 * np.arange(part.start, part.stop) + 1 - side) / side
            for part, side in zip(box[-2:], self.shape[-2:], strict=True)
        )
        return _in_every_plane(y[:, None] ** 2 + x[None, :] ** 2 <= 1, box)


@dataclass(frozen=True, slots=True)
class _Polygon:
    """Pixels whose middle lies in a polygon (y, x), by the even-odd rule, in every plane."""

    corners: tuple[tuple[float, float], ...]

    def read(self, box: Box) -> NDArray[np.bool_]:
        y, x = (np.arange(part.start, part.stop) + 0.5 for part in box[-2:])
        inside = np.zeros((len(y), len(x)), np.bool_)
        for (y0, x0), (y1, x1) in zip(
            self.corners, (*self.corners[1:], self.corners[0]), strict=True
        ):
            rows = np.flatnonzero((y0 > y) != (y1 > y))
            crossings = x0 + (y[rows] - y0) * (x1 - x0) / (y1 - y0 or 1.0)
            inside[rows] ^= x[None, :] < crossings[:, None]
        return _in_every_plane(inside, box)


@dataclass(frozen=True, slots=True)
class _NonZero:
    """Pixels of a mask file that are not zero."""

    mask: Pixels

    def read(self, box: Box) -> NDArray[np.bool_]:
        return np.asarray(self.mask.read(box) != 0)


@dataclass(frozen=True, slots=True)
class _NotLabelled:
    """Pixels that have none of some labels."""

    labels: Pixels
    excluded: tuple[int, ...]

    def read(self, box: Box) -> NDArray[np.bool_]:
        return ~is_label(self.labels.read(box), self.excluded)


def without_labels(source: Source, labels: Collection[int]) -> Source:
    """Source without the pixels of some labels."""
    return _within(source, _NotLabelled(source.pixels, tuple(labels)))


def with_domain(source: Source, domain: NDArray[Any]) -> Source:
    """Source with a domain given as an array of truth values, besides the one that it has."""
    if domain.dtype != np.bool_:
        raise ParameterError("domain-not-boolean", dtype=str(domain.dtype))
    if [side for side in domain.shape if side != 1] != [side for side in source.shape if side != 1]:
        raise SegmentationError(
            "domain-shape", name=source.name, domain=size_text(domain.shape),
            shape=size_text(source.shape),
        )  # fmt: skip
    return _within(source, ArrayPixels(truth_values(domain).reshape(source.shape)))


def with_mask(source: Source, mask: Source) -> Source:
    """Source whose domain is where an image of the same size is not zero."""
    if mask.is_colour or mask.shape != source.shape:
        raise SegmentationError(
            "mask-shape", name=mask.name, mask=size_text(mask.shape), shape=size_text(source.shape)
        )
    note = Message("domain-mask", name=mask.name)
    return replace(_within(source, _NonZero(mask.pixels)), notes=(*source.notes, note))


def with_circle(source: Source) -> Source:
    """Source whose domain is the circle of a tomogram, or the cylinder in a volume.

    It is the circle inscribed in a plane; where one value fills the four corners and reaches
    inside it, the circle ends where that value begins.
    """
    radius = _free_radius(source)
    note = Message("domain-circle", diameter=round(2 * radius))
    domain = _Circle(source.shape, radius)
    return replace(_within(source, domain), notes=(*source.notes, note))


def with_ellipse(source: Source) -> Source:
    """Source whose domain is the ellipse inscribed in each plane."""
    height, width = source.shape[-2:]
    note = Message("domain-ellipse", size=f"{width} × {height}")
    return replace(_within(source, _Ellipse(source.shape)), notes=(*source.notes, note))


def with_polygon(source: Source, corners: Sequence[tuple[float, float]]) -> Source:
    """Source whose domain is a polygon in each plane, given by its corners (y, x) in px."""
    note = Message("domain-polygon", n_corners=len(corners))
    found = _within(source, _Polygon(tuple((float(y), float(x)) for y, x in corners)))
    return replace(found, notes=(*source.notes, note))


def _free_radius(source: Source) -> float:
    """Radius of the largest circle that the value of the corners does not fill, in px."""
    planes = [0] if source.ndim == 2 else [0, source.shape[0] // 2, source.shape[0] - 1]
    return min(_free_radius_of(_plane(source, index)) for index in planes)


def _plane(source: Source, index: int) -> NDArray[Any]:
    box = full_box(source.shape)
    if source.ndim == 2:
        return source.read(box)
    plane: NDArray[Any] = source.read((slice(index, index + 1), *box[1:]))[0]
    return plane


def _free_radius_of(plane: NDArray[Any]) -> float:
    height, width = plane.shape[:2]
    inscribed = min(height, width) / 2
    corners = plane[[0, 0, -1, -1], [0, -1, 0, -1]]
    is_nan = plane.dtype.kind == "f" and np.isnan(corners).all()
    if not is_nan and not (corners == corners[0]).all():
        return float(inscribed)
    outside = np.isnan(plane) if is_nan else plane == corners[0]
    if plane.ndim == 3:  # colours
        outside = outside.all(axis=-1)
    y, x = (np.arange(side) - (side - 1) / 2 for side in (height, width))
    rings = np.sqrt(y[:, None] ** 2 + x[None, :] ** 2).astype(np.intp)
    n_outside, n_all = np.bincount(rings.ravel(), outside.ravel()), np.bincount(rings.ravel())
    middle = max(1, int(_MIDDLE * inscribed))
    usual = n_outside[:middle].sum() / n_all[:middle].sum()
    least = _FILLED if usual <= _NOWHERE else max(_FILLED, 1 - _OTHERS_LEFT * (1 - usual))
    filled = np.flatnonzero((n_outside / n_all)[: int(inscribed)] > least)
    # The value may be a phase too: only what it fills from some ring to the border is outside.
    beyond = int(inscribed)
    for ring in filled[::-1]:
        if ring < beyond - 1:
            break
        beyond = int(ring)
    return float(min(inscribed, beyond))


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
    return _Circle(tuple(shape), min(shape[-2:]) / 2).read(full_box(shape))


def _in_every_plane(plane: NDArray[np.bool_], box: Box) -> NDArray[np.bool_]:
    return np.array(np.broadcast_to(plane, [part.stop - part.start for part in box]))


def is_round(inside: NDArray[np.bool_]) -> bool:
    """Whether a domain is a circle, or in a volume a cylinder along the first axis."""
    planes = inside[None] if inside.ndim == 2 else inside[[0, len(inside) // 2, -1]]
    step = max(1, max(planes.shape[1:]) // _MOST_LOOKED_AT)
    return all(_is_circle(plane[::step, ::step]) for plane in planes) and (
        len(planes) == 1 or _is_alike(planes)
    )


def _is_circle(plane: NDArray[np.bool_]) -> bool:
    n_inside = np.count_nonzero(plane)
    if n_inside in (0, plane.size):
        return False
    (y, x), radius_squared = np.nonzero(plane), n_inside / np.pi
    rows, columns = (np.arange(side) for side in plane.shape)
    around = (rows[:, None] - y.mean()) ** 2 + (columns[None, :] - x.mean()) ** 2
    return bool(np.count_nonzero((around < radius_squared) != plane) <= _OFF_CIRCLE * n_inside)


def _is_alike(planes: NDArray[np.bool_]) -> bool:
    differs = np.count_nonzero(planes != planes[0])
    return bool(differs <= _OFF_CIRCLE * np.count_nonzero(planes))


def _within(source: Source, domain: Pixels) -> Source:
    both = domain if source.domain is None else _Both(source.domain, domain)
    return replace(source, domain=both)
