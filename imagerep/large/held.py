"""What threads of one process hand on to each other in memory, so that the disk is not waited for.

The lags that are kept of all blocks, and the blocks that are correlated first. The spectra lie in
the scratch folder all the same: what is held here is lost with the process, and made anew of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from imagerep.large.cutting import COMPLEX_BYTES
from imagerep.large.direct import ALIGNMENT, aligned
from imagerep.large.plan import Plan
from imagerep.large.sharing import Share
from imagerep.large.strips import Layout, Run

LAGS_SHARE = 0.2
"""Share of the memory that lags may take: in 4 GB, those up to 200 px of 2000^3 voxels fit."""

BLOCKS_SHARE = 0.05
"""Share of the memory for the blocks that are correlated first."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Memory that pieces of work share.

    Attributes
    ----------
    lags : ndarray of complex64, shape (lags, lags of both signs, frequencies), or None
        Covariance at the lags kept along the first two axes, transformed along the last; None
        where it goes through files.
    blocks : dict of (int, int) to ndarray of uint8
        Strips of some blocks, row after row, as files hold them.
    """

    lags: NDArray[np.complex64] | None = None
    blocks: dict[tuple[int, int], NDArray[np.uint8]] = field(default_factory=dict)

    @classmethod
    def make(cls, plan: Plan, lag: int, memory: int) -> Self:
        """Memory for lags, where they fit.

        Not where several blocks add to the same lags, nor where the spectra of a group are deleted
        before the next one is begun: an interruption would cost all of them.

        Parameters
        ----------
        plan : Plan
            How the image is cut.
        lag : int
            Largest lag.
        memory : int
            Bound of the memory of this process, in bytes.

        Returns
        -------
        Held
        """
        shape = (*plan.lags_shape(lag)[:2], plan.half)
        if plan.n_parts > 1 or len(plan.groups) > 1:
            return cls()
        if COMPLEX_BYTES * math.prod(shape) > LAGS_SHARE * memory:
            return cls()
        return cls(np.empty(shape, np.complex64))

    def make_place(self, plan: Plan, group: int, shares: list[Share], memory: int) -> None:
        """Make place for the first blocks, before the first slab is transformed.

        Parameters
        ----------
        plan : Plan
            How the image is cut.
        group : int
            Group of the blocks.
        shares : list of Share
            What the pieces do that are begun first.
        memory : int
            Bound of the memory of this process, in bytes.
        """
        if not plan.direct:
            return
        layout = Layout(plan, group, plan.sides[0])
        left = BLOCKS_SHARE * memory
        for share in shares:
            left -= plan.sides[0] * layout.pitch(share.lowest)
            if left > 0.0:
                self.blocks[share.first] = block_memory(layout, share.lowest)

    def window(self, lag: int) -> NDArray[np.float32] | None:
        """Memory for the covariance at all lags, in place of the lags that are held.

        Parameters
        ----------
        lag : int
            Largest lag.

        Returns
        -------
        ndarray of float32, shape (lag + 1, lags of both signs, 2 lag + 1), or None
        """
        return None if self.lags is None else self.lags.view(np.float32)[..., : 2 * lag + 1]

    def put(self, run: Run, row: int, n_rows: int) -> None:
        """Take what there is of the blocks that are held.

        Parameters
        ----------
        run : Run
            Some rows, as files hold them.
        row : int
            Number of the first of them in the image.
        n_rows : int
            How many.
        """
        for block, memory in self.blocks.items():
            strips = run.strips(block)[:n_rows]
            place = row * strips.shape[-1]
            memory[place : place + strips.size] = strips.reshape(-1)


def block_memory(layout: Layout, block: int) -> NDArray[np.uint8]:
    """Memory for all rows of a block.

    Parameters
    ----------
    layout : Layout
        Of any slab.
    block : int
        Its number along the last axis, or `EXPONENTS`.

    Returns
    -------
    ndarray of uint8
    """
    return aligned(layout.plan.sides[0] * layout.pitch(block) + ALIGNMENT)
