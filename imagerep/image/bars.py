"""A band across the image or a solid rectangle: data bars, scale bars, text boxes.

A long run of one label along a row (or column) is looked for, far beyond the runs of the rest; then
whether it is part of a rectangle whose straight sides cut what lies around.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imagerep.image.plane import Plane

LEAST_EXCESS = 4.0
"""Logarithm of how improbable the longest run of an image must be among all of its runs, by the
exponential tail of their lengths, for a band."""

CANDIDATE_EXCESS = -5.0
"""The same for a run that may be part of a rectangle by its sides; along the columns, where bars
are few, it is that of a band."""

LEAST_EVIDENCE = 9.0
"""The same of the straight sides of a band or rectangle, among all lines as long as they are,
together with that of the run, which counts at most as `LEAST_EXCESS`."""

TAIL = 0.1
"""Largest share of the runs, or of the lines, from which their tail is estimated."""

LEAST_SCALE = 0.5
"""Least scale of that tail, over the mean length: runs of squares have few lengths."""

LEAST_RUNS = 30
"""Runs of a label that say what lengths it has; with fewer, those of all labels do."""

CUT_SHARE = 0.5
"""Least share of a straight side along which something is cut, over the area fraction of all that
has another label."""

SIDE_SHARE = 0.25
"""The same for either long side of a rectangle, whose evidence tells more."""

STRAIGHT_END = 0.4
"""Share of the height from which a rectangle ends where all of its rows are of one label no more:
along the last part of its sides, what touches it may have its label."""

LEAST_CUT_PX = 12
"""Fewest pixels that are cut along the long sides."""

SMALLEST_SIDE_PX = 250
"""Shortest side of an image in which rectangles are looked for: in smaller ones single features are
as large."""

LEAST_LENGTH_PX = 24
LEAST_LENGTH = 0.06
"""Shortest rectangle that counts, in px and over the side of the image."""

LEAST_HEIGHT_PX = 4
"""Lowest band or rectangle that counts; thinner ones are fibres and cracks."""

MARGIN_PX = 3
"""Least margin around what a box contains."""

PLACE = 0.2
"""Share of the rows within which all rectangles of a bar lie."""

LEAST_CELLS = 3
"""Rectangles within that share, one of them at a border, that are cells of a bar however far apart
they are."""

AS_LONG = 0.8
"""Length of a run that is not along an axis, over that of a rectangle, from which the rectangle may
be one of many fibres."""

AS_THICK = 0.6
TOO_THICK = 3.0
"""Thickness of such features, over that of the rectangle."""

SLENDER = 6.0
ELONGATED = 10.0
"""Least length of such a run, over the thickness of the rectangle and over the mean run along the
rows: elongated features have that, and chance does not."""

THICKEST_ELSEWHERE = 0.5
"""Most rows of the label of a band that lie together elsewhere, over those of the band: in layered
and periodic structures, and where the other phase is rare, there are more."""

MOST_OF_IMAGE = 0.5
"""Most rows that a band at the border may take."""

_MOST_LINES = 160
_MOST_COLUMNS = 96
_ASLANT = tuple(
    (down, sign * right)
    for down, right in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (3, 2), (2, 3), (4, 1), (1, 4))
    for sign in (1, -1)
)
_CANDIDATES = 24
_NEAR = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """A band or a rectangle."""

    label: int  # Label of most of it
    rows: tuple[int, int]  # First pixel and the pixel after the last
    columns: tuple[int, int]
    is_band: bool  # Whether it reaches from one border to the opposite one
    evidence: float  # Logarithm of how improbable its longest run is

    @property
    def n_pixels(self) -> int:
        """Number of its pixels."""
        return (self.rows[1] - self.rows[0]) * (self.columns[1] - self.columns[0])

    def turned(self) -> Bar:
        """The same of the transposed image."""
        return Bar(self.label, self.columns, self.rows, self.is_band, self.evidence)


def bar(plane: Plane) -> Bar | None:
    """Band or rectangle of a plane that is least like its material; None where there is none."""
    image = _Image(np.ascontiguousarray(plane.labels), None)
    if plane.inside is not None and not plane.inside.all():
        image = replace(image, outside=~plane.inside)
    turned = image.changed(_turned)
    found = list(_along_rows(image, turned, CANDIDATE_EXCESS))
    found += [one.turned() for one in _along_rows(turned, image, LEAST_EXCESS)]
    return max(found, key=lambda one: (one.is_band, one.evidence), default=None)


def band_of(plane: Plane, label: int) -> Bar | None:
    """Largest band of a label along a border, whatever it looks like; None for no pixel of one."""
    labels = plane.labels
    found = []
    for turned, is_turned in ((labels, False), (labels.T, True)):
        height, width = turned.shape
        is_odd = (turned != label).any(axis=1)
        for is_end in (True, False):
            n_rows = int(np.argmax(np.r_[is_odd[::-1] if is_end else is_odd, True]))
            if 0 < n_rows < height:
                rows = (height - n_rows, height) if is_end else (0, n_rows)
                one = Bar(label, rows, (0, width), is_band=True, evidence=0.0)
                found.append(one.turned() if is_turned else one)
    return max(found, key=lambda one: one.n_pixels, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Image:
    """Labels, each row in one piece."""

    labels: NDArray[Any]
    outside: NDArray[np.bool_] | None  # Pixels that are no sample; None for none

    def changed(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> _Image:
        """The same with its pixels elsewhere."""
        outside = None if self.outside is None else change(self.outside)
        return _Image(change(self.labels), outside)


def _turned(pixels: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(pixels.T)


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Runs of one label along some rows."""

    row: NDArray[np.intp]  # Row of the image, first column, number of pixels and label of each
    start: NDArray[np.intp]
    length: NDArray[np.intp]
    label: NDArray[Any]
    width: int  # Pixels of a row

    @classmethod
    def of(cls, image: _Image, step: int) -> _Runs:
        rows = np.ascontiguousarray(image.labels[::step])
        begins = np.ones(rows.shape, np.bool_)
        np.not_equal(rows[:, 1:], rows[:, :-1], out=begins[:, 1:])
        if image.outside is not None:
            some = image.outside[::step]
            begins[:, 1:] |= some[:, 1:] != some[:, :-1]
        first = np.flatnonzero(begins)
        length = np.diff(first, append=rows.size)
        row, start = np.divmod(first, rows.shape[1])
        label = rows.ravel()[first]
        if image.outside is None:
            return cls(row * step, start, length, label, rows.shape[1])
        kept = ~some.ravel()[first]
        return cls(row[kept] * step, start[kept], length[kept], label[kept], rows.shape[1])

    def excess(self, step: int) -> NDArray[np.float64]:
        """Logarithm of how improbable each run is, as the longest of its label in the image."""
        excess = np.full(len(self.length), -np.inf)
        is_whole = (self.start > 0) & (self.start + self.length < self.width)
        for label in _distinct(self.label):
            which = self.label == label
            known = self.length[which & is_whole]
            if len(known) < LEAST_RUNS:
                known = self.length[is_whole]
            if len(known) < LEAST_RUNS:
                continue
            limit, scale = _tail(np.sort(known), LEAST_SCALE * float(known.mean()))
            n_runs = np.count_nonzero(which) * step
            excess[which] = (self.length[which] - limit) / scale - math.log(n_runs * TAIL + 1)
        return excess


def _along_rows(image: _Image, turned: _Image, least: float) -> Iterator[Bar]:
    labels = image.labels
    step = max(1, labels.shape[0] // _MOST_LINES)
    runs = _Runs.of(image, step)
    excess = runs.excess(step)
    is_row = runs.length == runs.width
    if is_row.any():
        of_rows = dict(zip(runs.label[is_row].tolist(), excess[is_row].tolist(), strict=True))
        for is_end in (True, False):
            band = _band(image if is_end else image.changed(np.flipud), of_rows)
            if band is not None:
                yield band if is_end else _mirrored(band, labels.shape[0])
    candidates = np.flatnonzero((excess >= least) & ~is_row)
    if not len(candidates) or min(labels.shape) < SMALLEST_SIDE_PX:
        return
    lines = _Lines.of(image), _Lines.of(turned)
    passing: list[Bar] = []
    seen: list[tuple[int, int, int, int]] = []
    for one in candidates[np.argsort(-excess[candidates])]:
        row, start, length = int(runs.row[one]), int(runs.start[one]), int(runs.length[one])
        if any(abs(row - at) <= near and start < end and start + length > begin
               for at, near, begin, end in seen):  # fmt: skip
            continue
        if len(seen) == _CANDIDATES:
            break
        found = _Rectangle.of(image, row, start, length)
        if found is None:
            seen.append((row, step, start, start + length))
            continue
        seen.append((row, found.bottom - found.top, start, start + length))
        evidence = min(float(excess[one]), LEAST_EXCESS) + found.evidence(*lines)
        if evidence >= LEAST_EVIDENCE:
            passing.append(found.bar(evidence))
    if passing and _are_in_one_place(passing, labels.shape):
        best = max(passing, key=lambda one: one.evidence)
        if not _is_a_fibre(best, labels):
            yield _with_box(_around(passing, best), labels)


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """Lines along the rows of an image, between two rows each."""

    image: _Image
    step: int  # Distance of the lines that say what is usual, the first one below row 0
    straight: float  # Mean length of straight pieces of boundaries along them, in px

    @classmethod
    def of(cls, image: _Image) -> _Lines:
        labels = image.labels
        step = max(1, len(labels) // _MOST_LINES)
        differs = labels[:-1:step] != labels[1::step]
        n_pixels = int(np.count_nonzero(differs))
        n_joined = int(np.count_nonzero(differs[:, 1:] & differs[:, :-1]))
        return cls(image, step, max(1.0, n_pixels / max(1, n_pixels - n_joined)))

    def evidence(self, label: int, at: int, first: int, last: int, *, is_top: bool) -> float:
        """Logarithm of how improbable it is that a line changes into a label at so many pixels.

        Among all lines as long in the image, below (`is_top`) or above row `at`; at least 0.
        """
        n_rows, n_columns = self.image.labels.shape
        if not 0 <= at < n_rows - 1:
            return 0.0
        length = last - first
        cut = np.count_nonzero(self._changes(at, at + 1, label, is_top=is_top)[0, first:last])
        known = self._changes(0, n_rows - 1, label, is_top=is_top)
        if at % self.step == 0:
            known = np.delete(known, at // self.step, axis=0)
        sums = np.zeros((len(known), n_columns + 1), np.int32)
        np.cumsum(known, axis=1, out=sums[:, 1:])
        starts = np.arange(0, n_columns + 1 - length, max(1, length // 4))
        counts = np.sort((sums[:, starts + length] - sums[:, starts]).ravel())
        limit, scale = _tail(counts, self.straight)
        n_lines = self.image.labels.size / length
        return max(0.0, (cut - limit) / scale - math.log1p(n_lines * TAIL))

    def _changes(self, start: int, stop: int, label: int, *, is_top: bool) -> NDArray[np.bool_]:
        """Pixels of the lines below some rows where the label begins, or ends, downwards."""
        above, below = slice(start, stop, self.step), slice(start + 1, stop + 1, self.step)
        there, other = (below, above) if is_top else (above, below)
        labels, outside = self.image.labels, self.image.outside
        changes: NDArray[np.bool_] = (labels[there] == label) & (labels[other] != label)
        if outside is not None:
            changes &= ~outside[other]
        return changes


def _tail(counts: NDArray[Any], least: float) -> tuple[float, float]:
    """Where the tail of sorted counts begins, and its scale, which is at least as given.

    What is found is among them: the median of the tail hardly sees it.
    """
    tail = counts[int((1 - TAIL) * len(counts)) :]
    limit, middle = float(tail[0]), float(tail[len(tail) // 2])
    return limit, max((middle - limit) / math.log(2), least)


def _are_in_one_place(bars: Sequence[Bar], shape: tuple[int, ...]) -> bool:
    """Whether all may be of one bar, its box and its text; structures have them all over."""
    rows = max(one.rows[1] for one in bars) - min(one.rows[0] for one in bars)
    columns = max(one.columns[1] for one in bars) - min(one.columns[0] for one in bars)
    tallest = max(one.rows[1] - one.rows[0] for one in bars)
    widest = max(one.columns[1] - one.columns[0] for one in bars)
    ends = {one.rows[0] for one in bars} | {one.rows[1] for one in bars}
    are_cells = len(bars) >= LEAST_CELLS and bool(ends & {0, shape[0]})  # of a bar along a border
    is_near = columns <= 2 * widest or are_cells
    return rows <= max(PLACE * shape[0], 2 * tallest) and is_near


def _around(bars: Sequence[Bar], best: Bar) -> Bar:
    """All rectangles of a bar as one."""
    rows = min(one.rows[0] for one in bars), max(one.rows[1] for one in bars)
    columns = min(one.columns[0] for one in bars), max(one.columns[1] for one in bars)
    return replace(best, rows=rows, columns=columns)


def _with_box(one: Bar, labels: NDArray[Any]) -> Bar:
    """A bar with the margins of its box: lines along a side of one label, as many as it is high."""
    (top, bottom), (left, right) = one.rows, one.columns
    across, along = labels[:, left:right], labels[top:bottom].T
    most = bottom - top
    rows = top - _margin(across[:top][::-1], most), bottom + _margin(across[bottom:], most)
    if rows == one.rows:
        return one
    columns = left - _margin(along[:left][::-1], most), right + _margin(along[right:], most)
    return replace(one, rows=rows, columns=columns)


def _margin(lines: NDArray[Any], most: int) -> int:
    """Number of lines of one label before others; 0 where there are more than some."""
    is_even = (lines[: most + 1] == lines[:1, :1]).all(axis=1)
    found = int(np.argmin(np.r_[is_even, False]))
    return found if found <= most else 0


def _is_a_fibre(one: Bar, labels: NDArray[Any]) -> bool:
    """Whether features as long and as slender lie along lines that are not along an axis.

    Among fibres in all directions, some are along an axis.
    """
    from scipy.ndimage import maximum_filter, minimum_filter  # slow to import, and seldom needed

    width = labels.shape[1]
    height, length = one.rows[1] - one.rows[0], one.columns[1] - one.columns[0]
    same = labels == one.label
    same[slice(*one.rows), slice(*one.columns)] = False
    n_same = np.count_nonzero(same)
    n_ends = np.count_nonzero(same[:, 1:] != same[:, :-1]) / 2
    usual = n_same / max(n_ends, 1)
    thick = round(TOO_THICK * height) | 1
    same &= ~maximum_filter(minimum_filter(same, thick, mode="nearest"), thick)
    thin = max(1, round(AS_THICK * height))
    flat = minimum_filter(same, thin, mode="nearest").ravel()
    longest = 0.0
    for down, right in _ASLANT:
        step = down * width + right
        starts = np.linspace(0, step, min(step, _MOST_LINES), endpoint=False).astype(np.intp)
        at = starts[:, None] + np.arange(0, flat.size - step, step)
        column = at % width
        goes_on = np.sign(right) * (column[:, 1:] - column[:, :-1]) > 0
        joined = flat[at[:, 1:]] & flat[at[:, :-1]] & goes_on
        ends = np.flatnonzero(~np.pad(joined, ((0, 0), (1, 1))))  # between two, runs of True
        longest = max(longest, float(np.diff(ends).max(initial=1)) * math.hypot(down, right))
    return longest >= max(AS_LONG * length, SLENDER * height, ELONGATED * usual)


def _mirrored(band: Bar, height: int) -> Bar:
    rows = (height - band.rows[1], height - band.rows[0])
    return Bar(band.label, rows, band.columns, band.is_band, band.evidence)


def _band(image: _Image, excess: Mapping[int, float]) -> Bar | None:
    """Band at the last rows: from the first row of one label only that cuts what lies above.

    `excess` is that of a run along the whole row, by label.
    """
    labels, outside = image.labels, image.outside
    height, width = labels.shape
    is_even = (labels == labels[:, :1]).all(axis=1)
    if outside is not None:
        is_even &= ~outside.any(axis=1)
    first_odd = int(np.argmin(is_even))  # beyond a frame's other side
    half = max(1, math.ceil(height * (1 - MOST_OF_IMAGE)))
    lines: _Lines | None = None
    for row in half + np.flatnonzero(is_even[half:]):
        label = labels[row, 0]
        if is_even[row - 1] and labels[row - 1, 0] == label:
            continue
        n_even = int(np.argmin(np.r_[is_even[row:], False]))
        cut = np.count_nonzero(labels[row - 1] != label)
        others = np.count_nonzero(labels[:row] != label) / (row * width)
        if n_even < LEAST_HEIGHT_PX or cut < max(LEAST_CUT_PX, CUT_SHARE * others * width):
            continue
        elsewhere = _longest(is_even[first_odd:row] & (labels[first_odd:row, 0] == label))
        if elsewhere.stop - elsewhere.start > THICKEST_ELSEWHERE * n_even:
            continue
        lines = lines or _Lines.of(image)
        evidence = min(excess.get(int(label), 0.0), LEAST_EXCESS)
        evidence += lines.evidence(int(label), int(row) - 1, 0, width, is_top=True)
        if evidence < LEAST_EVIDENCE:
            continue
        return Bar(int(label), (int(row), height), (0, width), is_band=True, evidence=evidence)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class _Rectangle:
    """Rectangle of one label whose long sides cut what lies around."""

    label: int  # Label, rows and columns
    top: int
    bottom: int
    first: int
    last: int
    is_band: bool  # Whether it reaches from border to border

    @classmethod
    def of(cls, image: _Image, row: int, start: int, length: int) -> _Rectangle | None:
        """Rectangle that a run along a row is part of."""
        labels, outside = image.labels, image.outside
        height, width = labels.shape
        least = max(LEAST_LENGTH_PX, LEAST_LENGTH * width)
        if length < least:
            return None
        label = labels[row, start]
        some = slice(start, start + length, max(1, length // _MOST_COLUMNS))
        top, bottom = _ends(labels[:, some], row)
        if bottom - top < LEAST_HEIGHT_PX:
            return None
        # The sides are sought where something is cut; beyond, what is alike may go on.
        columns = slice(start, start + length)
        is_solid = (labels[top:bottom, columns] == label).all(axis=0)
        cuts = []
        for at in (top - 1, bottom):
            line = np.zeros(length, np.bool_)
            if 0 <= at < height:
                line = (labels[at, columns] != label) & is_solid
                if outside is not None:
                    line &= ~outside[at, columns]
            cuts.append(line)
        solid = _longest(is_solid)
        places = solid.start + np.flatnonzero((cuts[0] | cuts[1])[solid])
        if not len(places):
            return None
        first, last = int(places[0]), int(places[-1]) + 1
        rows = slice(top, bottom)
        if first <= solid.start + 2 or _is_straight(labels[rows], start + solid.start - 1, label):
            first = solid.start
        if last >= solid.stop - 2 or _is_straight(labels[rows], start + solid.stop, label):
            last = solid.stop
        if last - first < least:
            return None
        others = np.count_nonzero(labels[::4, ::4] != label) / labels[::4, ::4].size
        is_at_border = (top == 0, bottom == height)
        for line, at_border in zip(cuts, is_at_border, strict=True):
            if not at_border and line[first:last].mean() < SIDE_SHARE * others:
                return None
        if sum(np.count_nonzero(line[first:last]) for line in cuts) < LEAST_CUT_PX:
            return None
        found = cls(
            int(label), top, bottom, start + first, start + last, start == 0 and last == width
        )
        return found.filled(labels)

    def filled(self, labels: NDArray[Any]) -> _Rectangle:
        """The box that a rectangle is the upper or lower part of, with what is in it."""
        columns = slice(self.first, self.last)
        margins = np.r_[self.first : self.first + MARGIN_PX, self.last - MARGIN_PX : self.last]
        is_framed = (labels[:, margins] == self.label).all(axis=1)
        up = int(np.argmin(np.r_[is_framed[self.top :: -1], False]))
        down = int(np.argmin(np.r_[is_framed[self.bottom - 1 :], False]))
        low, high = self.top + 1 - up, self.bottom - 1 + down
        even = low + np.flatnonzero((labels[low:high, columns] == self.label).all(axis=1))
        if not len(even):
            return self
        top, bottom = min(self.top, int(even[0])), max(self.bottom, int(even[-1]) + 1)
        return replace(self, top=top, bottom=bottom)

    def evidence(self, along: _Lines, across: _Lines) -> float:
        """Evidence of all sides, by the lines along the rows and across."""
        rows, columns = (self.top, self.bottom), (self.first, self.last)
        return sum(
            lines.evidence(self.label, side - 1, *ends, is_top=is_top)
            for lines, sides, ends in ((along, rows, columns), (across, columns, rows))
            for side, is_top in zip(sides, (True, False), strict=True)
        )

    def bar(self, evidence: float) -> Bar:
        """What was found."""
        rows, columns = (self.top, self.bottom), (self.first, self.last)
        return Bar(self.label, rows, columns, self.is_band, evidence)


def _is_straight(rows: NDArray[Any], column: int, label: Any) -> bool:
    """Whether most of a column, just beyond a rectangle, has another label than that."""
    if not 0 <= column < rows.shape[1]:
        return False
    return bool(np.mean(rows[:, column] != label) >= STRAIGHT_END)


def _ends(columns: NDArray[Any], row: int) -> tuple[int, int]:
    """Commonest first row, and row after the last, of what is connected to a row by columns.

    All columns have one label there, which is followed over half of them at most.
    """
    height, n = columns.shape
    none = np.zeros((1, n), np.bool_)
    for reach in (_NEAR, height // 2):  # most features end nearby
        low, high = max(0, row - reach), min(height, row + reach + 1)
        same = columns[low:high] == columns[row]
        up = np.argmin(np.concatenate([same[row - low :: -1], none]), axis=0)
        down = np.argmin(np.concatenate([same[row - low :], none]), axis=0)
        if up.max() <= row - low and down.max() < high - row:
            break
    return row + 1 - _commonest(up), row + _commonest(down)


def _distinct(labels: NDArray[Any]) -> list[Any]:
    """Labels present: there are few."""
    found: list[Any] = []
    while len(labels):
        found.append(labels[0])
        labels = labels[labels != labels[0]]
    return found


def _commonest(values: NDArray[np.intp]) -> int:
    low = int(values.min())
    return low + int(np.bincount(values - low).argmax())


def _longest(is_part: NDArray[np.bool_]) -> slice:
    """Longest sequence of True."""
    padded = np.zeros(len(is_part) + 2, np.bool_)
    padded[1:-1] = is_part
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    if not len(edges):
        return slice(0, 0)
    one = int((edges[1::2] - edges[::2]).argmax())
    return slice(int(edges[2 * one]), int(edges[2 * one + 1]))
