"""Where the spectra of a slab lie in its file, and how they come to lie there.

A file holds one region for every block of columns, in which the rows of the slab follow each
other, so that a block is read in one go. A row of a block is a strip: its values, or the whole
numbers that they are rounded to. Exponents of rounded lines have a region of their own. Strips are
as long as writing some rows at once past the cache needs, and regions begin where reading does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from imagerep.hooks import chunked
from imagerep.large.compact import CODE_BYTES, encode
from imagerep.large.cutting import COMPLEX_BYTES
from imagerep.large.direct import ALIGNMENT, aligned, up
from imagerep.large.plan import Plan
from imagerep.passes import CHUNK

LINE_BYTES = 64
"""What a processor's caches hold together."""

EXPONENTS = -1
"""Stands for the exponents where blocks along the last axis are numbered."""

_EXPONENT_BYTES = 2


def slab_path(folder: Path, group: int, slab: int) -> Path:
    """File of the spectra of a slab, as :class:`Layout` says.

    Parameters
    ----------
    folder : Path
        Scratch folder.
    group, slab : int
        Which.

    Returns
    -------
    Path
    """
    return folder / f"slab-{group}-{slab}.spectra"


@dataclass(frozen=True)
class Layout:
    """Places in the file of a slab.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    group : int
        Which group of blocks the file holds.
    n_rows : int
        Number of rows of the slab.
    """

    plan: Plan
    group: int
    n_rows: int

    @property
    def exact(self) -> range:
        """Blocks along the last axis whose values are kept as they are."""
        first, last = self.plan.groups[self.group]
        return range(first, max(first, min(last, self.plan.n_exact)))

    @property
    def rounded(self) -> range:
        """Blocks along the last axis whose values are rounded."""
        first, last = self.plan.groups[self.group]
        return range(max(first, self.plan.n_exact), last)

    def pitch(self, block: int) -> int:
        """Bytes from a row of a block to the next.

        Parameters
        ----------
        block : int
            Number along the last axis, or `EXPONENTS`.

        Returns
        -------
        int
        """
        plan = self.plan
        if block == EXPONENTS:
            strip = _EXPONENT_BYTES * plan.lines if self.rounded else 0
        elif block < plan.n_exact:
            strip = COMPLEX_BYTES * plan.lines * plan.width
        else:
            strip = CODE_BYTES * plan.lines * plan.width
        least = ALIGNMENT // plan.run if plan.direct else 0
        unit = max(LINE_BYTES, least)
        if strip < 16 * unit:
            return up(strip, max(COMPLEX_BYTES, least))
        # An odd number of units: else many rows lie at the same few places of a cache.
        return unit * (-(-strip // unit) | 1)

    def n_bytes(self, block: int) -> int:
        """Length of a region.

        Parameters
        ----------
        block : int
            Number along the last axis, or `EXPONENTS`.

        Returns
        -------
        int
        """
        return up(self.n_rows * self.pitch(block), ALIGNMENT)

    @cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """Where every region begins, by the numbers of its block along the second and last axis."""
        found, place = {}, 0
        for part in range(self.plan.n_parts):
            for block in (EXPONENTS, *self.exact, *self.rounded):
                found[part, block] = place
                place += self.n_bytes(block)
        return found

    @property
    def size(self) -> int:
        """Bytes of the file."""
        every = (EXPONENTS, *self.exact, *self.rounded)
        return self.plan.n_parts * sum(self.n_bytes(block) for block in every)


class Run:
    """Memory for some rows of a slab as its file holds them.

    Parameters
    ----------
    layout : Layout
        Of the file.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout, plan = layout, layout.plan
        self._exact, self._rounded, self._exponents = (
            aligned(plan.n_parts * n_blocks * plan.run * layout.pitch(block)).reshape(
                plan.n_parts, n_blocks, plan.run, layout.pitch(block)
            )
            for n_blocks, block in (
                (len(layout.exact), 0),
                (len(layout.rounded), plan.n_exact),
                (1, EXPONENTS),
            )
        )
        for memory in (self._exact, self._rounded, self._exponents):
            memory[...] = 0  # what fills blocks up has to be numbers

    def put(self, first: int, spectrum: NDArray[np.complex64]) -> None:
        """Bring rows to the form of the file.

        Parameters
        ----------
        first : int
            Place of the first of them in this memory.
        spectrum : ndarray of complex64, shape (rows, sides[1], frequencies of the group)
            The rows.
        """
        layout, plan = self._layout, self._layout.plan
        n_exact = min(len(layout.exact) * plan.width, spectrum.shape[-1])
        n_rounded = spectrum.shape[-1] - n_exact
        depth = max(1, min(plan.lines, CHUNK // max(1, n_rounded)))
        rounded = np.empty((depth, 2 * n_rounded), np.float32)
        codes = np.empty((depth, 2 * n_rounded), np.int16)
        for row, part in np.ndindex(len(spectrum), plan.n_parts):
            lines = spectrum[row, part * plan.lines : (part + 1) * plan.lines]
            exact = self._exact[part, :, first + row].view(np.complex64)
            _scatter(lines[:, :n_exact], _blocks(exact, plan))
            if not n_rounded:
                continue
            exponents = self._exponents[part, 0, first + row].view(np.int16)
            target = _blocks(self._rounded[part, :, first + row].view(np.uint32), plan)
            for chunk in chunked(len(lines), depth):
                values, n = lines[chunk, n_exact:].view(np.float32), chunk.stop - chunk.start
                exponents[chunk] = encode(values, rounded[:n], codes[:n])
                _scatter(codes[:n].view(np.uint32), target[:, chunk])

    def strips(self, block: tuple[int, int]) -> NDArray[np.uint8]:
        """Strips of a block.

        Parameters
        ----------
        block : (int, int)
            Its numbers along the second and the last axis.

        Returns
        -------
        ndarray of uint8, shape (rows, pitch)
        """
        layout, (part, number) = self._layout, block
        is_exact = number in layout.exact
        memory, blocks = (
            (self._exact, layout.exact) if is_exact else (self._rounded, layout.rounded)
        )
        found: NDArray[np.uint8] = memory[part, blocks.index(number)]
        return found

    def pieces(self, first: int, n_rows: int) -> Iterator[tuple[int, NDArray[np.uint8]]]:
        """What has to be written.

        Parameters
        ----------
        first : int
            Row of the slab that is the first here.
        n_rows : int
            Number of rows.

        Yields
        ------
        place : int
            Place in the file.
        data : ndarray of uint8
            The bytes.
        """
        layout = self._layout
        for memory, blocks in (
            (self._exact, layout.exact),
            (self._rounded, layout.rounded),
            (self._exponents, (EXPONENTS,)),
        ):
            pitch = memory.shape[-1]
            length = up(n_rows * pitch, ALIGNMENT) if layout.plan.direct else n_rows * pitch
            for part in range(layout.plan.n_parts if length else 0):
                for number, block in enumerate(blocks):
                    place = layout.places[part, block] + first * pitch
                    yield place, memory[part, number].reshape(-1)[:length]


def _blocks(strips: NDArray[np.generic], plan: Plan) -> NDArray[np.generic]:
    """Values of strips, without what fills them up, as blocks of lines."""
    found = strips[:, : plan.lines * plan.width]
    return found.reshape(len(strips), plan.lines, plan.width)


def _scatter(lines: NDArray[np.generic], blocks: NDArray[np.generic]) -> None:
    """Copy lines to the blocks that hold a part of each."""
    n_lines, length = lines.shape
    width = blocks.shape[-1]
    whole, rest = divmod(length, width)
    parts = lines[:, : whole * width].reshape(n_lines, whole, width)
    blocks[:whole, :n_lines] = parts.swapaxes(0, 1)
    if rest:
        blocks[whole, :n_lines, :rest] = lines[:, whole * width :]
