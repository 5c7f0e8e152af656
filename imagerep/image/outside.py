"""A label that fills what lies around the sample: corners, a frame, a wedge along the border.

The convex hull of everything else is compared with the image. In a material, few of its features
are missing between the hull and the border, and few touch the hull; around a sample there is
room for many, and the hull cuts features all along.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.image.plane import Plane

LEAST_MISSING = 4.0
"""Features that would have room between hull and border. In materials, 1.7 times the logarithm of
all features or fewer are missing there."""

LEAST_FEATURES = 15.0
"""Features inside the hull: with fewer, a material leaves corners empty by chance."""

LEAST_CUT = 5.0
CUT_GROWTH = 1.5
"""Features that the hull cuts: 5 and 1.5 times the logarithm of all. A hull that nothing cuts has
few corners, and each of them touches one feature."""

MISSING_GROWTH = 5.0
FEW_CUT = 8.0
"""Where more features than 5 times that logarithm are missing, 8 that are cut suffice."""

VERTICES = 8 / 3
VERTICES_VARIANCE = 112 / 27
DEVIATIONS = 2.0
"""n points scattered in a square leave room for 8/3 log(n) of them outside of their convex hull on
average (Rényi and Sulanke 1963, https://doi.org/10.1007/BF00535300), with a variance of 112/27
log(n) for many. In a simulation, two deviations more were exceeded once in 100 to 1000 times."""

CUT_SHARE = 0.5
"""Least share of the features that a line through the material cuts, a pixel of it."""

TOUCH_SHARE = 0.4
"""Least share of the hull that touches features, over their area fraction."""

LEAST_MISSING_ALONE = 6.0
TOUCH_ALONE = 0.9
"""The same for a label that is nowhere inside the hull."""

CIRCLE = (0.94, 1.02)
"""Distance of what is farthest from the middle of the image, over half its shortest side, for a
sample that fills the circle which fits the image."""

NARROWER = 0.06
NARROWER_OF_FEW = 4.0
"""Most that a sample may fall short of that circle in any direction, over its radius: for a circle
of n features, some times n^(-2/3), as far as the outermost of points scattered in it is from the
circle. What falls shorter is an ellipse or beside the middle, and the circle would keep its
surroundings."""

_DIRECTIONS = 72

MOST_OF_BOX = 0.9
"""Share of the rectangle around it from which a hull is a rectangle itself: of a circle, 0.79."""

LEAST_MISSING_CORNERS = 5.0
"""Features that would have room beyond that circle. Chance leaves out as many in exp(-5) of the
images whose features are independent, and puts what is left in a circle more seldom still."""

RARE = 0.002
"""Share of the pixels inside the hull below which a label counts as absent there."""

FEATURE_AREA = 0.79
"""Features an area, times the mean chords of features and of what lies between: discs that overlap
at random have pi / 4."""

_MOST_ROWS = 256
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Outside:
    """What surrounds a sample."""

    label: int  # Its label
    share: float  # Share of the plane
    is_alone: bool  # Whether the label is nowhere inside
    is_round: bool  # Whether the sample is a circle in the middle of the image
    is_frame: bool  # Whether it lies along all four sides
    rows: tuple[int, int]  # Rectangle around what lies outside
    columns: tuple[int, int]
    # Rows and columns of a rectangle inside the sample
    inner: tuple[tuple[int, int], tuple[int, int]]
    missing: float  # Features that would have room outside


def outside(plane: Plane) -> Outside | None:
    """What surrounds the sample of a plane; None where nothing does."""
    labels = plane.labels
    corners = {int(labels[y, x]) for y in (0, -1) for x in (0, -1) if _is_sample(plane, y, x)}
    found = [one for label in sorted(corners) if (one := _of_label(plane, label)) is not None]
    return max(found, key=lambda one: one.missing, default=None)


def _is_sample(plane: Plane, y: int, x: int) -> bool:
    return plane.inside is None or bool(plane.inside[y, x])


def _of_label(plane: Plane, label: int) -> Outside | None:
    step = -(-plane.labels.shape[0] // _MOST_ROWS)
    labels = plane.labels[::step]
    inside = None if plane.inside is None else plane.inside[::step]
    others = labels != label
    if inside is not None:
        others &= inside
    hull = _Hull.of(others, step)
    if hull is None:
        return None
    n_beyond, n_sample = hull.count_beyond(labels.shape, inside)
    n_within = n_sample - n_beyond
    if n_beyond <= 0 or n_within <= 0:
        return None
    n_others = np.count_nonzero(others)
    # A hull of pixels has some of the others along its rim.
    rim = np.count_nonzero(~others & hull.within(labels.shape, step + _MARGIN))
    is_alone = bool(rim <= RARE * n_within)
    share_others = 1.0 if is_alone else n_others / n_within
    # Beyond the hull nothing changes, so all changes are of what lies within.
    fields = labels if is_alone else others
    along_x = np.count_nonzero(fields[:, 1:] != fields[:, :-1]) / n_within
    along_y = np.count_nonzero(fields[1:] != fields[:-1]) / n_within / step
    density = FEATURE_AREA * along_x * along_y
    if not is_alone:
        density /= 4 * share_others * (1 - share_others)
    missing, within = density * n_beyond * step, density * n_within * step
    least = LEAST_MISSING_ALONE if is_alone else LEAST_MISSING
    if missing < least or within < LEAST_FEATURES:
        return None
    is_disc = not is_alone and inside is None and n_within * step < MOST_OF_BOX * hull.box_size()
    is_disc = is_disc and hull.is_in_circle(plane.labels.shape, density)
    if not is_disc:
        room = missing * within / (missing + within)
        if not is_alone and room < _natural(within, share_others):
            return None
        touches, changes, length = hull.contacts(plane, label)
        if length == 0 or touches < (TOUCH_ALONE if is_alone else TOUCH_SHARE * share_others):
            return None
        growth = math.log1p(within)
        is_full = missing > MISSING_GROWTH * growth
        needed = FEW_CUT if is_full else LEAST_CUT + CUT_GROWTH * growth
        expected = length * math.sqrt(along_x * along_y) / 2
        if not is_alone and changes / 2 < max(CUT_SHARE * expected, needed):
            return None
    beyond = ~hull.within(labels.shape, 0.0)
    if inside is not None:
        beyond &= inside
    rows, columns = np.flatnonzero(beyond.any(axis=1)), np.flatnonzero(beyond.any(axis=0))
    return Outside(
        label,
        n_beyond / labels.size,
        is_alone,
        hull.is_round(plane.labels.shape)
        or (is_disc and hull.fills_circle(plane.labels.shape, within)),
        hull.is_framed(plane.labels.shape),
        (int(rows[0]) * step, min(int(rows[-1] + 1) * step, plane.labels.shape[0])),
        (int(columns[0]), int(columns[-1]) + 1),
        hull.rectangle(),
        float(missing),
    )


def _natural(n_features: float, share: float) -> float:
    """Most features that are missing outside of the hull of some, which fill a share of it.

    Where they fill much of it, some of them touch every border.
    """
    growth = math.log1p(n_features)
    spread = DEVIATIONS * math.sqrt(VERTICES_VARIANCE * growth)
    return (1 - share) * (VERTICES * growth + spread)


@dataclass(frozen=True, slots=True, eq=False)
class _Hull:
    """Convex hull of pixels as its left and its right chain, (y, x) of corners from top down."""

    left: NDArray[np.float64]
    right: NDArray[np.float64]
    step: int

    @classmethod
    def of(cls, pixels: NDArray[np.bool_], step: int) -> _Hull | None:
        rows = np.flatnonzero(pixels.any(axis=1))
        if len(rows) < 3:
            return None
        some = pixels[rows]
        first = some.argmax(axis=1)
        last = some.shape[1] - some[:, ::-1].argmax(axis=1)
        top, bottom = rows * step, rows * step + step
        left = _chain(np.stack([np.r_[top, bottom], np.r_[first, first]], axis=1), 1)
        right = _chain(np.stack([np.r_[top, bottom], np.r_[last, last]], axis=1), -1)
        return cls(left, right, step)

    def _ends(self, y: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return (
            np.interp(y, self.left[:, 0], self.left[:, 1]),
            np.interp(y, self.right[:, 0], self.right[:, 1]),
        )

    def count_beyond(
        self, shape: tuple[int, ...], inside: NDArray[np.bool_] | None
    ) -> tuple[int, int]:
        """Pixels outside of the hull, of the rows looked at, and of the whole sample."""
        if inside is not None:
            n_beyond = int(np.count_nonzero(inside & ~self.within(shape, 0.0)))
            return n_beyond, int(np.count_nonzero(inside))
        y = (np.arange(shape[0]) + 0.5) * self.step
        first, last = self._ends(y)
        is_row = (y > self.left[0, 0]) & (y < self.left[-1, 0])
        n_within = int(np.where(is_row, last - first, 0.0).sum())
        return shape[0] * shape[1] - n_within, shape[0] * shape[1]

    def within(self, shape: tuple[int, ...], margin: float) -> NDArray[np.bool_]:
        """Pixels of the rows looked at that lie inside by at least a margin."""
        y = (np.arange(shape[0]) + 0.5) * self.step
        ends = [self._ends(y + shift) for shift in (-margin, 0.0, margin)]
        first = np.maximum.reduce([one for one, _ in ends]) + margin
        last = np.minimum.reduce([one for _, one in ends]) - margin
        is_row = (y > self.left[0, 0] + margin) & (y < self.left[-1, 0] - margin)
        x = np.arange(shape[1]) + 0.5
        found: NDArray[np.bool_] = (x > first[:, None]) & (x < last[:, None]) & is_row[:, None]
        return found

    def contacts(self, plane: Plane, label: int) -> tuple[float, int, int]:
        """Share of the hull that touches other labels, changes of label along it, its length.

        What lies at the border of the image, or of its domain, does not count.
        """
        shape = np.array(plane.labels.shape)
        outline = np.concatenate([self.left, self.right[::-1]])
        edges = np.roll(outline, -1, axis=0) - outline
        lengths = np.hypot(*edges.T)
        outline, edges, lengths = (one[lengths > 0] for one in (outline, edges, lengths))
        ends = np.cumsum(lengths)
        at = np.arange(int(ends[-1])) + 0.5
        which = np.searchsorted(ends, at)
        part = (at - (ends - lengths)[which]) / lengths[which]
        points = outline[which] + part[:, None] * edges[which]
        inward = np.stack([edges[:, 1], -edges[:, 0]], axis=1) / lengths[:, None]
        middle = outline.mean(axis=0)
        sign = np.sign(((middle - outline) * inward).sum(axis=1))
        inward = (inward * sign[:, None])[which]
        away = points - _MARGIN * inward
        is_free = ((away >= 0) & (away < shape)).all(axis=1)
        points, inward = points[is_free], inward[is_free]
        if plane.inside is not None:
            is_inside = _looked_up(plane.inside, away[is_free])
            points, inward = points[is_inside], inward[is_inside]
        if not len(points):
            return 0.0, 0, 0
        near = _looked_up(plane.labels, points + 0.5 * inward)
        far = _looked_up(plane.labels, points + (0.5 + self.step) * inward)
        is_touched = (near != label) | (far != label)
        changes = np.count_nonzero(is_touched[1:] != is_touched[:-1])
        return float(is_touched.mean()), int(changes), len(points)

    def box_size(self) -> float:
        """Area of the rectangle around it."""
        width = self.right[:, 1].max() - self.left[:, 1].min()
        return float(width * (self.left[-1, 0] - self.left[0, 0]))

    def is_in_circle(self, shape: tuple[int, ...], density: float) -> bool:
        """Whether it lies in the circle that fits the image, and too many features are beyond.

        Chance leaves all four corners empty only where there is room for few.
        """
        outline = np.concatenate([self.left, self.right])
        radius = float(np.hypot(*(outline - np.array(shape) / 2).T).max())
        low, high = (share * min(shape) / 2 for share in CIRCLE)
        missing = density * (math.prod(shape) - math.pi * radius**2)
        return low <= radius <= high and missing >= LEAST_MISSING_CORNERS

    def fills_circle(self, shape: tuple[int, ...], n_features: float) -> bool:
        """Whether it reaches as far from the middle of the image in all directions.

        As far as its features tell.
        """
        outline = np.concatenate([self.left, self.right]) - np.array(shape) / 2
        angles = np.arange(_DIRECTIONS) * (2 * math.pi / _DIRECTIONS)
        reach = (outline @ np.stack([np.cos(angles), np.sin(angles)])).max(axis=0)
        shortfall = max(NARROWER, NARROWER_OF_FEW * n_features ** (-2 / 3))
        return bool(reach.min() >= (1 - shortfall) * reach.max())

    def is_round(self, shape: tuple[int, ...]) -> bool:
        """Whether the hull is a circle about the middle of the image."""
        corners = np.concatenate([self.left, self.right[::-1]]) - np.array(shape) / 2
        sides = (corners + np.roll(corners, -1, axis=0)) / 2  # far in where there are four corners
        radius = np.hypot(*np.concatenate([corners, sides]).T)
        return bool(radius.min() > 0.94 * radius.max())

    def is_framed(self, shape: tuple[int, ...]) -> bool:
        """Whether the hull reaches no side of the image."""
        top, bottom = self.left[0, 0], self.left[-1, 0]
        left, right = self.left[:, 1].min(), self.right[:, 1].max()
        return bool(min(top, shape[0] - bottom, left, shape[1] - right) > 0)

    def rectangle(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Rows and columns of the largest rectangle in the hull."""
        # Of the rows between two that are looked at, those beyond the last may be outside.
        y = np.linspace(self.left[0, 0], self.left[-1, 0] - (self.step - 1), _MOST_ROWS)
        first, last = self._ends(y)
        width = np.minimum.outer(last, last) - np.maximum.outer(first, first)
        area = width.clip(0) * np.subtract.outer(y, y).T
        top, bottom = np.unravel_index(area.argmax(), area.shape)
        left, right = first[[top, bottom]].max(), last[[top, bottom]].min()
        return (math.ceil(y[top]), math.floor(y[bottom])), (math.ceil(left), math.floor(right))


def _chain(points: NDArray[Any], sign: int) -> NDArray[np.float64]:
    """Corners of one side of a convex hull, of points along y: the left side for a sign of 1."""
    order = np.lexsort((sign * points[:, 1], points[:, 0]))
    chain = points[order].astype(np.float64)
    chain = chain[np.r_[True, np.diff(chain[:, 0]) > 0]]
    while len(chain) > 2:
        before, here, after = chain[:-2], chain[1:-1], chain[2:]
        a, b = here - before, after - here
        turn = sign * (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
        keep = np.r_[True, turn > 0, True]
        if keep.all():
            break
        chain = chain[keep]
    return chain


def _looked_up(values: NDArray[Any], points: NDArray[np.float64]) -> NDArray[Any]:
    at = np.floor(points).astype(np.intp)
    y, x = (at[:, axis].clip(0, values.shape[axis] - 1) for axis in (0, 1))
    found: NDArray[Any] = values[y, x]
    return found
