"""What can be measured: names, units and scales of all quantities.

A quantity is one line of `QUANTITIES`; its tables of local configurations are in `tables`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from imagerep.calibration import Calibration
from imagerep.errors import ParameterError
from imagerep.measures import tables
from imagerep.measures.tables import Spacing, Table
from imagerep.messages import MeasurementWarning, Message
from imagerep.scale import FRACTION, POSITIVE, REAL, Scale

MakeTable = Callable[[Spacing], Table]

_SUPERSCRIPTS = ("", "", "²", "³")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that can be measured.

    Attributes
    ----------
    name : str
        Stable name, for programs.
    label : Message
        Name for people.
    axes : tuple of int
        Number of axes of the images that it can be measured in.
    powers : tuple of int
        Powers of a length in its unit, above and below the line: (2, 3) for µm²/µm³.
    scale : Scale
        Values that it can have.
    n_phases : int
        Phases that are named for it, each of one label or several; 0 for grey values.
    numerator, denominator : callable or None
        Make the tables a and b for a voxel size; None where there is no local configuration, and
        where b is the domain.
    factor : float
        What a is multiplied by.
    note : MeasurementWarning or None
        What is assumed.
    """

    name: str
    label: Message
    axes: tuple[int, ...]
    powers: tuple[int, int]
    scale: Scale
    n_phases: int = 1
    numerator: MakeTable | None = None
    denominator: MakeTable | None = None
    factor: float = 1.0
    note: MeasurementWarning | None = None

    @property
    def is_local(self) -> bool:
        """Whether it is measured by local configurations."""
        return self.numerator is not None

    def unit(self, calibration: Calibration | None) -> str:
        """Unit of its values; empty for pure numbers."""
        length = "px" if calibration is None else calibration.unit
        above, below = (f"{length}{_SUPERSCRIPTS[power]}" if power else "" for power in self.powers)
        return f"{above or 1}/{below}" if below else above


def _share(spacing: Spacing) -> Table:
    return tables.share_table(len(spacing))


def _euler(n_neighbours: int) -> MakeTable:
    return lambda spacing: tables.euler_table(spacing, n_neighbours)


def _between(spacing: Spacing) -> Table:
    return tables.boundary_table(spacing, 2)


def _chord(axes: int, factor: float) -> Quantity:
    """Mean chord length: Cauchy's formula, pi A / L in the plane and 4 V / S in space."""
    return Quantity(
        "chord-length", Message("quantity-chord-length"), (axes,), (1, 0), POSITIVE,
        numerator=_share, denominator=tables.boundary_table, factor=factor,
    )  # fmt: skip


PHASE_FRACTION = Quantity(
    "phase-fraction", Message("quantity-phase-fraction"), (2, 3), (0, 0), FRACTION
)

QUANTITIES: tuple[Quantity, ...] = (
    PHASE_FRACTION,
    Quantity(
        "perimeter-density", Message("quantity-perimeter-density"), (2,), (1, 2), POSITIVE,
        numerator=tables.boundary_table,
    ),
    Quantity(
        "surface-density", Message("quantity-surface-density"), (3,), (2, 3), POSITIVE,
        numerator=tables.boundary_table,
    ),
    # S_V = 4 / pi L_A of a section (Saltykov; Underwood, Quantitative Stereology, chapter 2).
    Quantity(
        "surface-density", Message("quantity-surface-density"), (2,), (2, 3), POSITIVE,
        numerator=tables.boundary_table, factor=4 / math.pi,
        note=MeasurementWarning("assumes-isotropy"),
    ),
    Quantity(
        "specific-perimeter", Message("quantity-specific-perimeter"), (2,), (1, 2), POSITIVE,
        numerator=tables.boundary_table, denominator=_share,
    ),
    Quantity(
        "specific-surface", Message("quantity-specific-surface"), (3,), (2, 3), POSITIVE,
        numerator=tables.boundary_table, denominator=_share,
    ),
    _chord(2, math.pi),
    _chord(3, 4.0),
    Quantity(
        "euler-density-8", Message("quantity-euler-density", n_neighbours=8), (2,), (0, 2), REAL,
        numerator=_euler(8),
    ),
    Quantity(
        "euler-density-4", Message("quantity-euler-density", n_neighbours=4), (2,), (0, 2), REAL,
        numerator=_euler(4),
    ),
    Quantity(
        "euler-density-26", Message("quantity-euler-density", n_neighbours=26), (3,), (0, 3), REAL,
        numerator=_euler(26),
    ),
    Quantity(
        "euler-density-6", Message("quantity-euler-density", n_neighbours=6), (3,), (0, 3), REAL,
        numerator=_euler(6),
    ),
    Quantity(
        "mean-curvature-density", Message("quantity-mean-curvature-density"), (3,), (1, 3), REAL,
        numerator=tables.mean_curvature_table,
    ),
    Quantity(
        "boundary-density", Message("quantity-boundary-density"), (2,), (1, 2), POSITIVE,
        n_phases=2, numerator=_between,
    ),
    Quantity(
        "boundary-density", Message("quantity-boundary-density"), (3,), (2, 3), POSITIVE,
        n_phases=2, numerator=_between,
    ),
    Quantity(
        "triple-point-density", Message("quantity-triple-point-density"), (2,), (0, 2), POSITIVE,
        n_phases=3, numerator=tables.triple_point_table,
    ),
    Quantity(
        "triple-line-density", Message("quantity-triple-line-density"), (3,), (1, 3), POSITIVE,
        n_phases=3, numerator=tables.triple_line_table,
    ),
    Quantity("phase-ratio", Message("quantity-phase-ratio"), (2, 3), (0, 0), POSITIVE, n_phases=2),
    Quantity("mean", Message("quantity-mean"), (2, 3), (0, 0), REAL, n_phases=0),
)  # fmt: skip
"""All quantities; those of one name differ in the number of axes."""

ALIASES = MappingProxyType(
    {
        "area-fraction": "phase-fraction",
        "volume-fraction": "phase-fraction",
        "porosity": "phase-fraction",
        "mean-chord-length": "chord-length",
    }
)
"""Other names that people use."""

EULER = MappingProxyType({2: "euler-density-8", 3: "euler-density-26"})
"""What "euler-density" is short for: the phase's pixels are joined by their corners too, and those
of everything else by their sides only."""

NOT_ADDITIVE = (
    "tortuosity", "permeability", "diffusivity", "conductivity", "percolat", "connect", "open-por",
    "closed-por", "pore-size", "particle-size", "grain-size", "size-distribution",
    "formation-factor", "constrictivity", "geodesic", "pore-throat", "coordination-number",
)  # fmt: skip
"""Parts of the names of what people ask for and no sum over neighbourhoods gives."""


def quantity_names(axes: int | None = None, n_phases: int | None = None) -> tuple[str, ...]:
    """Names of the quantities of images with some number of axes, for some number of phases."""
    return tuple(
        dict.fromkeys(
            one.name
            for one in QUANTITIES
            if axes in (None, *one.axes) and n_phases in (None, one.n_phases)
        )
    )


def quantity_of(name: str, axes: int) -> Quantity:
    """Quantity of a name, for images with some number of axes."""
    plain = name.strip().lower().replace("_", "-").replace(" ", "-")
    plain = EULER[axes] if plain == "euler-density" else ALIASES.get(plain, plain)
    found = [one for one in QUANTITIES if one.name == plain]
    if not found:
        if any(part in plain for part in NOT_ADDITIVE):
            raise ParameterError("quantity-not-additive", quantity=plain)
        raise ParameterError(
            "no-such-quantity", quantity=name, quantities=", ".join(quantity_names(axes))
        )
    for one in found:
        if axes in one.axes:
            return one
    raise ParameterError(
        "quantity-of-other-axes", quantity=plain, axes=axes,
        quantities=", ".join(quantity_names(axes)),
    )  # fmt: skip
