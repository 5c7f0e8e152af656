"""How large the blocks may be that the spectral method averages over.

Only low frequencies tell about the variance of a mean, so a large image may first be averaged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

TARGET_CELLS = {2: 200**2, 3: 64**3}
"""Number of blocks aimed at. The caps on the modes (see `modes`) come from the predictive density
of the true S on 28 development media; these keep those modes well below the blocks' own limit."""

MIN_BLOCKS_PER_SIDE = 24
"""Fewest blocks along the shortest side: the lowest 4.2 multiples of the fundamental frequency (see
`modes`) stay below half of the blocks' own limit, which are 6 multiples."""


def block_side(shapes: Sequence[Sequence[int]], multiple: int = 1) -> int:
    """Side of the blocks for images of these shapes, a multiple of another; 1 for small images."""
    ndim = len(shapes[0])
    pixels = sum(math.prod(shape) for shape in shapes) / len(shapes)
    shortest = min(min(shape) for shape in shapes)
    side = int((pixels / TARGET_CELLS[ndim]) ** (1 / ndim) + 0.5)
    side = max(1, min(side, int(shortest) // MIN_BLOCKS_PER_SIDE))
    return max(multiple, side // multiple * multiple)
