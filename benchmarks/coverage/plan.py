"""The tiers: which materials, how many fields, which patches from each."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from benchmarks.coverage import porespy_set
from benchmarks.coverage.materials import OWN, PORESPY, AnyMaterial
from benchmarks.coverage.real_masks import N_SLICES, TABLE_1_REAL, RealMask, present


@dataclass(frozen=True)
class Cut:
    """Patches of one shape.

    Attributes
    ----------
    shape : tuple of int
        Shape of a patch.
    total : int
        Patches of a material, spread evenly over its fields.
    """

    shape: tuple[int, ...]
    total: int

    @property
    def label(self) -> str:
        """Shape as written in tables."""
        return "x".join(map(str, self.shape))

    def of_field(self, index: int, n_fields: int) -> int:
        """Number of patches that one of the fields gives."""
        return self.total * (index + 1) // n_fields - self.total * index // n_fields


@dataclass(frozen=True)
class Tier:
    """One size of the benchmark.

    Attributes
    ----------
    name : str
        Name for ``--tier``.
    materials : tuple of Material
        In the order they are run.
    n_fields : int
        Independent fields of each.
    truth_fields : int
        Fields for the true phase fraction and standard deviation.
    cuts : dict
        Patches, by the number of axes.
    overlapping : bool
        Patches lie anywhere, as the paper's, instead of in the cells of a grid.
    """

    name: str
    materials: tuple[AnyMaterial, ...]
    n_fields: int
    truth_fields: int
    cuts: dict[int, tuple[Cut, ...]]
    overlapping: bool = False


def patches_of_field(tier: Tier, material: AnyMaterial, cut: Cut, index: int) -> int:
    """Patches of one shape that a field gives; without overlap, no more than a real mask holds.

    Parameters
    ----------
    tier : Tier
        The tier.
    material : Material
        One of its materials.
    cut : Cut
        One of its shapes.
    index : int
        Number of the field.

    Returns
    -------
    int
    """
    if not isinstance(material, RealMask):
        return cut.of_field(index, tier.n_fields)
    if tier.overlapping:
        return cut.of_field(index, material.n_fields())
    sides = zip(material.field_shape, cut.shape, strict=True)
    return min(cut.of_field(index, material.n_fields()), math.prod(n // side for n, side in sides))


def patches_anywhere(
    rng: Generator, field_shape: tuple[int, ...], shape: tuple[int, ...], count: int
) -> list[tuple[slice, ...]]:
    """Choose patches at uniformly random positions; they may overlap.

    Parameters
    ----------
    rng : numpy.random.Generator
        Chooses the positions.
    field_shape, shape : tuple of int
        Shapes of the field and of a patch.
    count : int
        How many.

    Returns
    -------
    list of tuple of slice

    Raises
    ------
    ValueError
        If a patch does not fit.
    """
    if any(side > n for n, side in zip(field_shape, shape, strict=True)):
        raise ValueError(f"A patch of {shape} does not fit a field of {field_shape}.")
    rooms = [n - side + 1 for n, side in zip(field_shape, shape, strict=True)]
    starts = rng.integers(rooms, size=(count, len(shape))).tolist()
    return [
        tuple(slice(start, start + side) for start, side in zip(corner, shape, strict=True))
        for corner in starts
    ]


def disjoint_patches(
    rng: Generator, field_shape: tuple[int, ...], shape: tuple[int, ...], count: int
) -> list[tuple[slice, ...]]:
    """Choose patches that do not overlap: cells of a grid at a random offset.

    Parameters
    ----------
    rng : numpy.random.Generator
        Chooses the offset and the cells.
    field_shape, shape : tuple of int
        Shapes of the field and of a patch.
    count : int
        How many.

    Returns
    -------
    list of tuple of slice

    Raises
    ------
    ValueError
        If the field does not hold that many.
    """
    fits = tuple(n // side for n, side in zip(field_shape, shape, strict=True))
    if count > math.prod(fits):
        raise ValueError(
            f"A field of {field_shape} holds {math.prod(fits)} disjoint patches of {shape}, "
            f"not {count}."
        )
    spare = [n - k * side for n, k, side in zip(field_shape, fits, shape, strict=True)]
    offset = [int(rng.integers(room + 1)) for room in spare]
    cells = rng.choice(math.prod(fits), size=count, replace=False)
    return [
        tuple(
            slice(start + k * side, start + (k + 1) * side)
            for start, k, side in zip(offset, cell, shape, strict=True)
        )
        for cell in zip(*(axis.tolist() for axis in np.unravel_index(cells, fits)), strict=True)
    ]


_MEDIUM_CUTS = {
    2: (
        Cut((100, 100), 240),
        Cut((200, 200), 144),
        Cut((400, 400), 90),
        Cut((800, 800), 24),
        Cut((100, 800), 120),
    ),
    3: (
        Cut((64, 64, 64), 360),
        Cut((96, 96, 96), 48),
        Cut((128, 128, 128), 48),
        Cut((32, 32, 256), 360),
    ),
}
_REAL_CUTS = {
    2: (Cut((100, 100), 128), Cut((200, 200), 32)),
    3: (Cut((64, 64, 64), 216), Cut((96, 96, 96), 64), Cut((128, 128, 128), 27)),
}
# Sizes and numbers of the paper's patches of real materials (supplement, 5.3; its program).
_TABLE_1_REAL_CUTS = {
    2: tuple(Cut((side,) * 2, 28) for side in (400, 500, 600)),
    3: tuple(Cut((side,) * 3, 50) for side in (230, 260, 290, 320)),
}
_SMOKE_MATERIALS = ("blurred_35", "discs_20", "rare_3d")


def _table_1(ndim: int, n_fields: int) -> Tier:
    cuts = tuple(
        Cut((side,) * ndim, porespy_set.PATCHES_PER_SIDE[ndim])
        for side in porespy_set.PATCH_SIDES[ndim]
    )
    materials = tuple(material for material in PORESPY if material.ndim == ndim)
    return Tier(f"table1-{ndim}d", materials, n_fields, n_fields, {ndim: cuts})


TIERS: dict[str, Tier] = {
    tier.name: tier
    for tier in (
        Tier(
            "smoke",
            tuple(material for material in OWN if material.name in _SMOKE_MATERIALS),
            n_fields=1,
            truth_fields=2,
            cuts={2: (Cut((100, 100), 4), Cut((50, 400), 2)), 3: (Cut((64, 64, 64), 1),)},
        ),
        Tier("medium", OWN, n_fields=6, truth_fields=24, cuts=_MEDIUM_CUTS),
        # As many as fit: the masks are of several sizes.
        Tier("real", tuple(present()), N_SLICES, N_SLICES, _REAL_CUTS),
        Tier(
            "table1-real", tuple(present(TABLE_1_REAL)), 1, 1, _TABLE_1_REAL_CUTS, overlapping=True
        ),
        # One field of 10,000^2 holds the 40 disjoint patches of every side; the paper has three.
        _table_1(2, 1),
        # Of 600^3 voxels one patch over 300^3 is all that fits, so 4 patches need 4 fields.
        _table_1(3, porespy_set.PATCHES_PER_SIDE[3]),
    )
}
