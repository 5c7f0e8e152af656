"""Which blocks of columns a piece of work correlates: its own, and what is left of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from imagerep.large.plan import Plan

MOST_BLOCKS = 24
"""Blocks that are done one after the other in the same memory: new memory costs the system time.
Past the file cache each is read while the one before is correlated, but for the first."""

BlockNumbers = tuple[int, int]
"""Numbers of a block along the second and the last axis."""


@dataclass(frozen=True, slots=True)
class Share:
    """Blocks for one piece of work.

    Attributes
    ----------
    own : tuple of (int, int)
        Blocks that no other piece takes.
    first : (int, int)
        The block that is expected to be done first.
    common : iterator of (int, int), or empty
        Blocks that pieces of one process take in turn, each when it is ready for it.
    """

    own: tuple[BlockNumbers, ...]
    first: BlockNumbers
    common: Iterator[BlockNumbers] | tuple[()] = ()

    def __iter__(self) -> Iterator[BlockNumbers]:
        """The blocks, one after the other."""
        return chain(self.own, self.common)

    @property
    def lowest(self) -> int:
        """Least number along the last axis: such blocks take the most memory.

        Those in common are all of one size.
        """
        return min(number for _, number in (*self.own, self.first))


def shared_out(plan: Plan, blocks: list[BlockNumbers], n_common: int) -> list[Share]:
    """Blocks for each piece of work.

    Parameters
    ----------
    plan : Plan
        How the image is cut.
    blocks : list of (int, int)
        The blocks, ascending.
    n_common : int
        Number of pieces, the last, that share their blocks one by one, as cores are not equally
        fast; zero where the pieces do not run in one process. Blocks that are not rounded are
        larger, and belong to one piece each.

    Returns
    -------
    list of Share
    """
    n_tasks = plan.least_tasks * -(-len(blocks) // (plan.least_tasks * MOST_BLOCKS))
    ends = [len(blocks) * k // n_tasks for k in range(n_tasks + 1)]
    parts = [blocks[a:b] for a, b in pairwise(ends) if a < b]
    own = [Share(tuple(part), part[0]) for part in parts]
    if n_common < 2:
        return own
    n_alone = max(0, len(parts) - n_common)
    n_large = plan.n_exact if plan.n_exact < plan.groups[-1][1] else 0
    large = [tuple(one for one in part if one[1] < n_large) for part in parts[n_alone:]]
    left = [one for one in chain(*parts[n_alone:]) if one[1] >= n_large]
    heads, common = iter(left), iter(left)
    together = [Share(part, part[0] if part else next(heads), common) for part in large]
    return own[:n_alone] + together
