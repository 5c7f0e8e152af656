"""True phase fractions, and true standard deviations from the variance of disjoint patches.

Drawn from fields of their own (generated materials) or from all stored ones (PoreSpy, real masks).
"""

import hashlib
import json
import math
import multiprocessing
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage.materials import MATERIALS, TRUTH, AnyMaterial, Material
from benchmarks.coverage.plan import TIERS, Tier
from benchmarks.coverage.real_masks import RealMask
from benchmarks.coverage.results import RESULTS, read_table, write_table

_FEWEST_PATCHES = 30
_HEADER = (
    "material",
    "shape",
    "phase_fraction",
    "phase_fraction_error",
    "source",
    "standard_deviation",
    "n_patches",
    "n_fields",
)


@dataclass(frozen=True)
class Truth:
    """What is true of a material's patches of one shape.

    Attributes
    ----------
    phase_fraction : float
        Of the material.
    standard_deviation : float
        Of the phase fraction of patches.
    length_scale_px : float
        The characteristic length scale that this standard deviation means (equation 2).
    n_patches : int
        Disjoint patches behind the standard deviation; its relative error is 1 / sqrt(2 n).
    source : str
        ``"theory"``, ``"samples"``, or ``"whole"`` of a real mask.
    phase_fraction_error : float
        Standard error of the phase fraction; 0 by theory.
    """

    phase_fraction: float
    standard_deviation: float
    length_scale_px: float
    n_patches: int
    source: str
    phase_fraction_error: float


def block_means(field: NDArray[np.bool_], shape: Sequence[int]) -> NDArray[np.float64]:
    """Phase fractions of all disjoint patches of a field.

    Parameters
    ----------
    field : ndarray of bool
        The field.
    shape : sequence of int
        Shape of a patch.

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    fits = [n // side for n, side in zip(field.shape, shape, strict=True)]
    sums = field[tuple(slice(k * side) for k, side in zip(fits, shape, strict=True))]
    # Whole planes are added along the first axis; what is left for the others is small.
    planes = np.split(sums.view(np.uint8), fits[0], axis=0)
    sums = np.stack([block.sum(axis=0, dtype=np.uint32) for block in planes])
    for axis, side in reversed(list(enumerate(shape))[1:]):
        starts = np.arange(fits[axis]) * side
        sums = np.add.reduceat(sums, starts, axis=axis, dtype=np.int64)
    return sums.ravel() / math.prod(shape)


def measure_truth(name: str, tier: Tier, n_fields: int) -> list[tuple[object, ...]]:
    """Rows of the truth table for one material.

    Parameters
    ----------
    name : str
        Material.
    tier : Tier
        Gives the shapes.
    n_fields : int
        Fields to draw.

    Returns
    -------
    list of tuple
    """
    material = MATERIALS[name]
    if not isinstance(material, Material):
        n_fields = min(n_fields, material.n_fields())
    cuts = tier.cuts[material.ndim]
    blocks = {cut.label: _block(material, cut.shape, n_fields) for cut in cuts}
    means: dict[str, list[NDArray[np.float64]]] = {cut.label: [] for cut in cuts}
    fractions = []
    for index in range(n_fields):
        field = material.field(index, TRUTH)
        fractions.append(np.count_nonzero(field) / field.size)
        for cut in cuts:
            means[cut.label].append(block_means(field, blocks[cut.label]))
    sampled = float(np.mean(fractions))
    known = material.phase_fraction
    error = 0.0 if known is not None else float(np.std(fractions) / math.sqrt(max(1, n_fields - 1)))
    fraction, source = (known, "theory") if known is not None else (sampled, "samples")
    if isinstance(material, RealMask):
        source = "whole"
    rows: list[tuple[object, ...]] = []
    for cut in cuts:
        patches = np.concatenate(means[cut.label])
        shrunk = math.prod(blocks[cut.label]) / math.prod(cut.shape)
        deviation = float(np.sqrt(np.mean((patches - fraction) ** 2) * shrunk))
        rows.append((name, cut.label, fraction, error, source, deviation, patches.size, n_fields))
    return rows


def _block(material: AnyMaterial, shape: tuple[int, ...], n_fields: int) -> tuple[int, ...]:
    """Shape of the disjoint patches that give the standard deviation.

    That of the patches themselves, but for stored fields that hold too few: then half of it, and
    equation (1) carries the result to the whole.
    """
    fits = [n // side for n, side in zip(material.field_shape, shape, strict=True)]
    count = n_fields * math.prod(fits)
    if not isinstance(material, Material) and count < _FEWEST_PATCHES:
        return tuple(side // 2 for side in shape)
    return shape


def run_truth(tier: Tier, names: Sequence[str], parts: Path, processes: int) -> None:
    """Measure what is not measured yet; every material is a file, so runs resume.

    Parameters
    ----------
    tier : Tier
        Gives shapes and number of fields.
    names : sequence of str
        Materials.
    parts : Path
        Folder of finished materials.
    processes : int
        Worker processes.
    """
    tasks = [(name, tier.name, parts) for name in names if not _part(parts, name, tier).exists()]
    if processes == 1:
        results = map(_measure_named, tasks)
        for number, name in enumerate(results, 1):
            print(f"{number}/{len(tasks)}  {name}", file=sys.stderr, flush=True)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for number, name in enumerate(pool.imap(_measure_named, tasks), 1):
            print(f"{number}/{len(tasks)}  {name}", file=sys.stderr, flush=True)


def collect_truth(tier: Tier, names: Sequence[str], parts: Path, into: Path) -> Path:
    """Join the finished materials to ``truth.csv`` of the tier.

    Parameters
    ----------
    tier : Tier
        The tier.
    names : sequence of str
        Materials.
    parts : Path
        Folder of finished materials.
    into : Path
        Folder of results.

    Returns
    -------
    Path
    """
    rows: list[Sequence[object]] = []
    for name in names:
        if _part(parts, name, tier).exists():
            rows += json.loads(_part(parts, name, tier).read_text())
    path = into / tier.name / "truth.csv"
    write_table(path, _HEADER, rows)
    return path


def read_truth(tier: str, folder: Path = RESULTS) -> dict[tuple[str, str], Truth]:
    """Truths of a tier, by material and shape.

    Parameters
    ----------
    tier : str
        Name of the tier.
    folder : Path
        Folder of results.

    Returns
    -------
    dict
    """
    table = read_table(folder / tier / "truth.csv")
    truths = {}
    for row in range(table["material"].size):
        shape = [int(side) for side in table["shape"][row].split("x")]
        fraction, deviation = table["phase_fraction"][row], table["standard_deviation"][row]
        cells = deviation**2 * math.prod(shape) / (fraction * (1 - fraction))
        truths[str(table["material"][row]), str(table["shape"][row])] = Truth(
            float(fraction),
            float(deviation),
            float(cells ** (1 / len(shape))),
            int(table["n_patches"][row]),
            str(table["source"][row]),
            float(table["phase_fraction_error"][row]),
        )
    return truths


def _part(parts: Path, name: str, tier: Tier) -> Path:
    material = MATERIALS[name]
    fields = tier.truth_fields
    if not isinstance(material, Material):
        fields = min(fields, material.n_fields())
    text = repr((material.parameters, tier.cuts[material.ndim], fields))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return parts / "truth" / f"{name}_{digest}.json"


def _measure_named(task: tuple[str, str, Path]) -> str:
    name, tier_name, parts = task
    tier = TIERS[tier_name]
    path = _part(parts, name, tier)
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = measure_truth(name, tier, tier.truth_fields)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(rows))
    part.replace(path)
    return name
