"""The registry of materials: add a line to `OWN` and every tier and plot has it."""

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage import porespy_set
from benchmarks.coverage.fields import (
    Checkerboard,
    Combined,
    FoamWalls,
    GaussianField,
    Gradient,
    Lamellae,
    Medium,
    PoissonLines,
    VoronoiCells,
    WhiteNoise,
)
from benchmarks.coverage.objects import (
    BooleanModel,
    Clusters,
    DeadLeaves,
    HardCore,
    HexagonalLattice,
    Packing,
    SquareLattice,
)
from benchmarks.coverage.real_masks import REAL, TABLE_1_REAL, RealMask
from benchmarks.coverage.sizes import Fixed, LogNormal, Pareto
from benchmarks.coverage.spectra import (
    Matern,
    Metric,
    Mixture,
    PowerLaw,
    Ring,
    Spinodal,
    Squared,
)

FIELD_SHAPES = {2: (1600, 1600), 3: (256, 256, 256)}
EVALUATION, TRUTH = 0, 1  # purposes of a field: each has random numbers of its own


@dataclass(frozen=True)
class Material:
    """A material that fields can be drawn from.

    Attributes
    ----------
    name : str
        Name in tables.
    family : str
        Kind of structure.
    ndim : int
        2 or 3.
    medium : Medium
        Generator and its parameters.
    phase_fraction : float or None
        By theory; None where only samples tell.
    hard : bool
        Expected to break an assumption of the estimators.
    """

    name: str
    family: str
    ndim: int
    medium: Medium
    phase_fraction: float | None = None
    hard: bool = False

    @property
    def field_shape(self) -> tuple[int, ...]:
        """Shape of the fields that patches are cut from."""
        return FIELD_SHAPES[self.ndim]

    @property
    def parameters(self) -> str:
        """Generator and parameters, for tables."""
        return repr(self.medium)

    def field(self, index: int, purpose: int = EVALUATION) -> NDArray[np.bool_]:
        """One independent field.

        Parameters
        ----------
        index : int
            Its number.
        purpose : int
            `EVALUATION` or `TRUTH`.

        Returns
        -------
        ndarray of bool
        """
        rng = np.random.default_rng([zlib.crc32(self.name.encode()), index, purpose])
        return self.medium(rng, self.field_shape)


@dataclass(frozen=True)
class StoredMaterial:
    """A PoreSpy material, read from the cache that `porespy_fields.py` fills."""

    source: porespy_set.PoreSpyMaterial
    ndim: int
    phase_fraction: float | None = None
    hard: bool = False

    @property
    def name(self) -> str:
        """Name in tables."""
        return f"porespy_{self.ndim}d_{self.source.name}"

    @property
    def family(self) -> str:
        """Kind of structure."""
        return f"porespy {self.source.kind}"

    @property
    def field_shape(self) -> tuple[int, ...]:
        """Shape of the fields that patches are cut from: those of PoreSpy without their border."""
        shape = porespy_set.FIELD_SHAPES[self.ndim]
        return tuple(side - 2 * self.source.border for side in shape)

    @property
    def parameters(self) -> str:
        """Generator and parameters, for tables."""
        border = self.source.border
        return repr(self.source) + (f" without {border} px along its faces" if border else "")

    def n_fields(self) -> int:
        """Count the fields in the cache."""
        count = 0
        while porespy_set.field_path(self.source, self.ndim, count).with_suffix(".json").exists():
            count += 1
        return count

    def field(self, index: int, purpose: int = EVALUATION) -> NDArray[np.bool_]:
        """One stored field without its border; the same one whatever the purpose."""
        bits = np.fromfile(porespy_set.field_path(self.source, self.ndim, index), np.uint8)
        stored = porespy_set.FIELD_SHAPES[self.ndim]
        field = np.unpackbits(bits, count=math.prod(stored)).view(bool).reshape(stored)
        border = self.source.border
        return field[tuple(slice(border, side - border) for side in stored)]


AnyMaterial = Material | StoredMaterial | RealMask


def _gaussian(phase_fraction: float, spectrum) -> tuple[GaussianField, float]:
    return GaussianField(spectrum, phase_fraction), phase_fraction


def _boolean(phase_fraction: float, sizes, **options) -> tuple[BooleanModel, float]:
    return BooleanModel(phase_fraction, sizes, **options), phase_fraction


def _fibres(
    phase_fraction: float, length: float, width: float, ndim: int = 2, turn: float | None = None
) -> tuple[BooleanModel, float]:
    half_axes = (length / 2, *[width / 2] * (ndim - 1))
    return _boolean(phase_fraction, Fixed(half_axes), box=True, turn=turn)


_COARSE_AND_FINE_2D = Mixture(((16.0, Matern(1.0, Metric(4))), (144.0, Matern(1.0, Metric(12)))))
_COARSE_AND_FINE_3D = Mixture(((8.0, Matern(1.0, Metric(2))), (216.0, Matern(1.0, Metric(6)))))

OWN: tuple[Material, ...] = (
    # Gaussian fields, 2D
    Material("exponential", "gaussian", 2, *_gaussian(0.5, Matern(0.5, Metric(10)))),
    Material("matern_15", "gaussian", 2, *_gaussian(0.2, Matern(1.5, Metric(6)))),
    Material("blurred_35", "gaussian", 2, *_gaussian(0.35, Squared(Metric(5)))),
    Material("blurred_05", "gaussian", 2, *_gaussian(0.05, Squared(Metric(8)))),
    Material("blurred_60", "gaussian", 2, *_gaussian(0.6, Squared(Metric(14.14)))),
    Material("matern_25_95", "gaussian", 2, *_gaussian(0.95, Matern(2.5, Metric(4)))),
    Material("rough_15", "gaussian", 2, *_gaussian(0.15, Matern(0.3, Metric(15)))),
    Material("white_noise", "white noise", 2, WhiteNoise(0.3), 0.3),
    # anisotropic
    Material("stretched_3", "anisotropic", 2, *_gaussian(0.4, Squared(Metric(6, 3)))),
    Material("stretched_8_turned", "anisotropic", 2, *_gaussian(0.3, Matern(1, Metric(5, 8, 30)))),
    Material("stretched_5", "anisotropic", 2, *_gaussian(0.5, Matern(0.5, Metric(6, 5, 90)))),
    Material("stretched_12_turned", "anisotropic", 2, *_gaussian(0.5, Squared(Metric(7, 12, 55)))),
    # oscillating covariance
    Material("ring_narrow", "oscillating", 2, *_gaussian(0.5, Ring(0.25, 0.06)), hard=True),
    Material("ring_wide", "oscillating", 2, *_gaussian(0.3, Ring(0.2, 0.1)), hard=True),
    Material("spinodal", "oscillating", 2, *_gaussian(0.4, Spinodal(0.18, Metric(1, 2, 20))), True),
    # overlapping objects
    Material("discs_20", "boolean", 2, *_boolean(0.2, Fixed((8,)))),
    Material("rectangles_90", "boolean", 2, *_boolean(0.9, Fixed((4, 16)), box=True)),
    Material("squares_50", "boolean", 2, *_boolean(0.5, Fixed((7,)), box=True)),
    Material("fibres_15", "boolean", 2, *_boolean(0.15, Fixed((30, 1.5)), box=True, turn=None)),
    Material("fibres_aligned", "boolean", 2, *_boolean(0.3, Fixed((25, 2)), box=True, turn=28.6)),
    Material("annuli", "boolean", 2, *_boolean(0.3, Fixed((10,)), hole=0.7)),
    Material("discs_lognormal", "boolean", 2, *_boolean(0.4, LogNormal(4, 0.7, 40))),
    # fibres as long as the image or longer: S ~ 1/k down to the lowest modes
    Material("fibres_240x4", "fibres", 2, *_fibres(0.25, 240, 4), hard=True),
    Material("fibres_120x8", "fibres", 2, *_fibres(0.25, 120, 8), hard=True),
    Material("fibres_60x4", "fibres", 2, *_fibres(0.5, 60, 4), hard=True),
    Material("aligned_240x4", "aligned fibres", 2, *_fibres(0.25, 240, 4, turn=20), hard=True),
    Material("aligned_120x8", "aligned fibres", 2, *_fibres(0.25, 120, 8, turn=90), hard=True),
    Material("aligned_60x4", "aligned fibres", 2, *_fibres(0.5, 60, 4, turn=50), hard=True),
    Material("discs_pareto", "heavy tail", 2, *_boolean(0.3, Pareto(3, 2.5, 40)), hard=True),
    # tiny phase fractions
    Material("rare_01", "rare", 2, *_boolean(0.01, Fixed((4,))), hard=True),
    Material("rare_02", "rare", 2, *_boolean(0.02, Fixed((5,))), hard=True),
    # packings and hard cores: the correlation swings below its limit
    Material("packing_dense", "packing", 2, Packing(0.5, Fixed((8,))), hard=True),
    Material("packing_loose", "packing", 2, Packing(0.35, Fixed((6,))), hard=True),
    Material("packing_lognormal", "packing", 2, Packing(0.5, LogNormal(5, 0.4, 20)), hard=True),
    Material("hard_core", "packing", 2, HardCore(0.004, 12, 7), hard=True),
    # clusters
    Material("clusters_loose", "clusters", 2, Clusters(0.0004, 8, 12, 4)),
    Material("clusters_tight", "clusters", 2, Clusters(0.0015, 4, 5, 2)),
    Material("clusters_dense", "clusters", 2, Clusters(0.001, 6, 9, 5)),
    # tessellations
    Material("voronoi", "tessellation", 2, VoronoiCells(14, 0.5), 0.5),
    Material("voronoi_stretched", "tessellation", 2, VoronoiCells(12, 0.3, 3), 0.3),
    Material("poisson_lines", "tessellation", 2, PoissonLines(20, 0.4), 0.4),
    Material("checkerboard", "tessellation", 2, Checkerboard(12, 0.3), 0.3),
    Material("foam", "tessellation", 2, FoamWalls(22, 5)),
    Material("foam_small", "tessellation", 2, FoamWalls(14, 3)),
    Material("dead_leaves", "tessellation", 2, DeadLeaves(0.45, (14, 5), (11.5, 68.8)), 0.45),
    # nearly periodic
    # nearly periodic: rows along the axes, whose edges cut them all along, or turned
    Material("lattice_08", "lattice on axes", 2, SquareLattice(20, 0.08, 6.5), hard=True),
    Material("lattice_20", "lattice on axes", 2, SquareLattice(20, 0.2, 6.5), hard=True),
    Material("lattice_holes", "lattice on axes", 2, SquareLattice(16, 0.1, 5, 0.1), hard=True),
    # periods that fit neither patches of 200, 400 and 800 px (14.6, 29.3, 58.5 and 6.6, 13.3, 26.5)
    Material("lattice_14", "lattice on axes", 2, SquareLattice(13.6, 0.07, 4), hard=True),
    Material("lattice_30", "lattice on axes", 2, SquareLattice(30.1, 0.12, 8), hard=True),
    Material("turned_13", "turned lattice", 2, SquareLattice(13.3, 0.07, 4, turn=27), hard=True),
    Material("turned_17", "turned lattice", 2, SquareLattice(17, 0.1, 5, 0.1, 12), hard=True),
    Material("turned_29", "turned lattice", 2, SquareLattice(28.7, 0.12, 8, turn=27), hard=True),
    Material("hexagons_10", "turned lattice", 2, HexagonalLattice(18, 0.1, 6), hard=True),
    Material("hexagons_15", "turned lattice", 2, HexagonalLattice(15, 0.15, 5), hard=True),
    Material("hexagons_25", "turned lattice", 2, HexagonalLattice(18, 0.25, 6), hard=True),
    Material("lamellae", "lamellae", 2, Lamellae(20, 0.4, 1.5, 25), 0.4, hard=True),
    # several scales
    Material("power_law", "multi-scale", 2, *_gaussian(0.5, PowerLaw(2.4, 0.03)), hard=True),
    Material("scales_3", "multi-scale", 2, *_gaussian(0.4, _COARSE_AND_FINE_2D), hard=True),
    Material(
        "scales_8",
        "multi-scale",
        2,
        Combined(
            "and",
            (GaussianField(Squared(Metric(2.5)), 0.6), GaussianField(Squared(Metric(20)), 0.6)),
        ),
        0.36,
        hard=True,
    ),
    Material(
        "discs_3_and_25",
        "multi-scale",
        2,
        Combined("or", (BooleanModel(0.3, Fixed((3,))), BooleanModel(0.15, Fixed((25,))))),
        1 - 0.7 * 0.85,
        hard=True,
    ),
    Material(
        "blurred_and_discs",
        "multi-scale",
        2,
        Combined("or", (GaussianField(Squared(Metric(3)), 0.2), BooleanModel(0.2, Fixed((12,))))),
        1 - 0.8 * 0.8,
    ),
    Material(
        "mixed_directions",
        "multi-scale",
        2,
        *_gaussian(
            0.25,
            Mixture(((9.0, Matern(0.5, Metric(3))), (32.4, Squared(Metric(9, 4, 60))))),
        ),
    ),
    Material(
        "exclusive_or",
        "multi-scale",
        2,
        Combined(
            "xor", (GaussianField(Squared(Metric(6)), 0.5), GaussianField(Ring(0.3, 0.08), 0.3))
        ),
        0.5,
    ),
    # not stationary
    Material("gradient_weak", "gradient", 2, Gradient(Squared(Metric(6)), 0.37, 0.43), 0.4, True),
    Material("gradient_strong", "gradient", 2, Gradient(Squared(Metric(6)), 0.3, 0.5), 0.4, True),
    # volumes
    Material("exponential_3d", "gaussian", 3, *_gaussian(0.4, Matern(0.5, Metric(4)))),
    Material("stretched_3d", "anisotropic", 3, *_gaussian(0.3, Squared(Metric(axes=(6, 3, 3))))),
    Material("ring_3d", "oscillating", 3, *_gaussian(0.5, Ring(0.45, 0.12)), hard=True),
    Material("spheres_3d", "boolean", 3, *_boolean(0.2, Fixed((5,)))),
    Material("spheres_lognormal_3d", "boolean", 3, *_boolean(0.3, LogNormal(3, 0.5, 14))),
    Material("fibres_3d", "boolean", 3, *_boolean(0.1, Fixed((14, 2, 2)), turn=None)),
    Material("fibres_3d_60x3", "fibres", 3, *_fibres(0.15, 60, 3, ndim=3), hard=True),
    Material("fibres_3d_120x5", "fibres", 3, *_fibres(0.25, 120, 5, ndim=3), hard=True),
    Material("aligned_3d_60x3", "aligned fibres", 3, *_fibres(0.15, 60, 3, 3, 0), hard=True),
    Material("lattice_3d_13", "lattice on axes", 3, SquareLattice(13.3, 0.08, 4.5), hard=True),
    Material("turned_3d_13", "turned lattice", 3, SquareLattice(13.3, 0.08, 4.5, 0, 27), hard=True),
    Material("rare_3d", "rare", 3, *_boolean(0.01, Fixed((4,))), hard=True),
    Material("packing_3d", "packing", 3, Packing(0.33, Fixed((5,))), hard=True),
    Material("lamellae_3d", "lamellae", 3, Lamellae(12, 0.4, 1.5, 10), 0.4, hard=True),
    Material("scales_3d", "multi-scale", 3, *_gaussian(0.5, _COARSE_AND_FINE_3D), hard=True),
)

PORESPY: tuple[StoredMaterial, ...] = tuple(
    StoredMaterial(source, ndim) for ndim in (2, 3) for source in porespy_set.MATERIALS
)

MATERIALS: dict[str, AnyMaterial] = {
    material.name: material for material in (*OWN, *PORESPY, *REAL, *TABLE_1_REAL)
}


def chosen(patterns: str, among: tuple[AnyMaterial, ...]) -> Iterator[AnyMaterial]:
    """Materials whose names match one of several patterns.

    Parameters
    ----------
    patterns : str
        Shell patterns, separated by commas.
    among : tuple of Material
        Materials to choose from.

    Yields
    ------
    Material
    """
    for material in among:
        if any(fnmatch(material.name, pattern) for pattern in patterns.split(",")):
            yield material
