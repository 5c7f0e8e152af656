"""How often each doubt is raised: on faulty images, on good ones, and what it costs.

    uv run python -m benchmarks.doubts [PART...] [--materials PATTERN] [--images FOLDER...]
        [--jobs N] [--write]

Fields of the coverage benchmark's materials, other ones than it measures, are cut into patches; the
faults of `benchmarks/faults.py` are made on them. `--write` keeps the figures of every material as
soon as they are there, in place of older ones of the same material, and writes the tables of
docs/numbers.md.
"""

from __future__ import annotations

import argparse
import json
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray
from scipy.special import ndtri

import imagerep
from benchmarks import faults
from benchmarks.coverage.fields import Gradient
from benchmarks.coverage.materials import OWN, Material, chosen
from benchmarks.coverage.plan import disjoint_patches
from benchmarks.coverage.spectra import Matern, Metric, Squared, standard_gaussian
from benchmarks.records import ROOT, markdown, write_section
from imagerep import NotSegmentedError, Segmentation
from imagerep.hooks import Hooks
from imagerep.image.doubts import image_doubts
from imagerep.image.edge_values import edge_values
from imagerep.image.same_labels import with_same_labels
from imagerep.measures import PhaseFraction
from imagerep.measuring import METHODS
from imagerep.messages import DOUBTS
from imagerep.result.fields import material_doubts

RESULTS = ROOT / "benchmarks" / "results" / "doubts.json"
PAGE = ROOT / "docs" / "numbers.md"
FIELD = 300
"""First field of a material that is cut: far from those of the coverage benchmark."""

PATCHES = {
    2: {(40, 60): 12, (100, 100): 12, (200, 200): 8, (400, 400): 6, (800, 800): 3, (100, 800): 4},
    3: {(64, 64, 64): 6, (96, 96, 96): 3, (128, 128, 128): 3},
}
FAULTY = {(400, 400): 2, (800, 800): 1}
"""Patches of a material on which faults are made."""

SETS = {(200, 200): 5, (400, 400): 3}
"""Sets of 2, 4 and 8 patches."""

CHANGE = 20.0
"""Change of a gradient across the image, in standard deviations of such images' phase fractions."""

PARTS = ("materials", "pooled", "files", "cost")

NO_SAMPLE = ("outside-suspected", "bar-suspected")
EITHER = "outside-suspected or bar-suspected"
"""Surroundings that are taken for a bar are doubted too, and so are bars taken for surroundings."""

CODES = (
    *NO_SAMPLE, EITHER, "edge-values", "object-labels", "labels-differ", "fields-disagree",
    "neighbouring-slices", "gradient",
)  # fmt: skip

MADE = "images made for one doubt"
"""What gradients and fields that differ are listed as, among the materials."""


@dataclass
class Counts:
    """How often something happened, of how many times, by what it was."""

    hits: dict[str, int] = field(default_factory=Counter)
    tries: dict[str, int] = field(default_factory=Counter)

    def add(self, name: str, *, hit: bool) -> None:
        """Count one more."""
        self.hits[name] += hit
        self.tries[name] += 1

    def plain(self) -> dict[str, list[int]]:
        """Hits and tries by name."""
        return {name: [self.hits[name], n] for name, n in sorted(self.tries.items())}


def is_usual(material: Material, mask: NDArray[Any]) -> bool:
    """Whether a material is one of neither rare, periodic, layered nor rectangular features."""
    kinds = ("tessellation", "anisotropic", "fibres", "aligned fibres")
    is_of_boxes = getattr(material.medium, "box", False)
    is_plain = not material.hard and material.family not in kinds and not is_of_boxes
    return is_plain and 0.1 < float(mask.mean()) < 0.9


def codes_of(images: Sequence[NDArray[Any]], phase: int | None = None) -> dict[str, Any]:
    """Codes of the doubts about images measured as one material, with the phase fraction."""
    opened = tuple(Segmentation.from_array(image) for image in images)
    wanted = None if phase is None else (phase,)
    opened = with_same_labels(opened, wanted)
    labels = wanted or (max(label for image in opened for label in image.phase_labels),)
    known = [doubt for image in opened for doubt in image.doubts]
    known += material_doubts(opened, PhaseFraction(labels), Hooks())
    found: dict[str, Any] = {doubt.code: doubt for doubt in known}
    if any(code in found for code in NO_SAMPLE):
        found[EITHER] = True
    n_pixels = sum(image.n_domain for image in opened)
    found["fraction"] = sum(image.count(labels) for image in opened) / n_pixels
    return found


@lru_cache(maxsize=1)
def field_of(material: Material, index: int) -> NDArray[np.bool_]:
    """A field of a material; those of packings take a minute."""
    return material.field(index)


def patches(
    material: Material, index: int, shape: tuple[int, ...], number: int
) -> Iterator[NDArray[Any]]:
    rng = np.random.default_rng([FIELD, index, *shape])
    whole = field_of(material, index)
    most = int(np.prod([n // side for n, side in zip(whole.shape, shape, strict=True)]))
    for box in disjoint_patches(rng, whole.shape, shape, min(number, most)):
        patch = whole[box]
        if patch.any() and not patch.all():
            yield patch


def false_alarms(material: Material, counts: dict[str, Counts]) -> None:
    """Count doubts about images, and sets of images, that have no fault."""
    has_gradient = material.family == "gradient"
    for shape, number in PATCHES[material.ndim].items():
        last: NDArray[Any] | None = None
        for patch in patches(material, FIELD, shape, number):
            found = codes_of([faults.grey(patch)])
            for code in (*NO_SAMPLE, EITHER, "edge-values", "gradient"):
                if code != "gradient" or not has_gradient:
                    counts[code].add(material.name, hit=code in found)
            if last is not None:  # three phases
                three = np.where(last, np.uint8(2), patch.astype(np.uint8))
                found = codes_of([three], 1 if (three == 1).any() else 2)
                for code in (*NO_SAMPLE, EITHER, "edge-values"):
                    counts[code].add(material.name, hit=code in found)
                counts["object-labels"].add(material.name, hit="object-labels" in found)
            last = patch
    if material.ndim == 2:
        for shape, number in SETS.items():
            cut = [faults.grey(one) for one in patches(material, FIELD + 1, shape, 8 * number)]
            for n in (2, 4, 8):
                for start in range(0, len(cut) - n + 1, n):
                    if start >= n * number:
                        break
                    found = codes_of(cut[start : start + n])
                    for code in ("fields-disagree", "neighbouring-slices", "labels-differ"):
                        if code != "fields-disagree" or not has_gradient:
                            counts[code].add(material.name, hit=code in found)


def alarms_on_files(folders: Sequence[Path]) -> list[list[str]]:
    """Files of some folders, each with the codes of its doubts."""
    found = []
    for path in sorted(one for folder in folders for one in folder.iterdir()):
        if path.suffix in (".tif", ".tiff"):
            image = np.squeeze(tifffile.imread(path))
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                names = [one for one in packed.namelist() if one.endswith((".tif", ".tiff"))]
                image = np.squeeze(tifffile.imread(packed.open(names[0])))
        else:
            continue
        for label in Segmentation.from_array(image).phase_labels:
            codes = sorted(set(codes_of([image], label)) & DOUBTS)
            found.append([f"{path.name}, phase {label}", *codes])
    return found


class Found:
    """Doubts about images with each fault: of usual materials, and of all."""

    def __init__(self) -> None:
        self.usual = {code: Counts() for code in CODES}
        self.all = {code: Counts() for code in CODES}
        self.refused = 0

    def note(self, code: str, name: str, *, hit: bool, usual: bool) -> None:
        """Count one more."""
        self.all[code].add(name, hit=hit)
        if usual:
            self.usual[code].add(name, hit=hit)

    def plain(self) -> dict[str, dict[str, dict[str, list[int]]]]:
        """Hits and tries by code and name."""
        return {
            code: {"usual": self.usual[code].plain(), "all": self.all[code].plain()}
            for code in CODES
        }


def detection(material: Material, counts: Found) -> None:
    """Count doubts about faulty images of one material."""
    note = counts.note
    one_image = {
        "outside-suspected": faults.surrounded,
        "bar-suspected": faults.barred,
        "edge-values": faults.resampled,
    }
    rng = np.random.default_rng([FIELD, len(material.name)])
    if material.ndim == 2:
        for shape, number in FAULTY.items():
            for mask in patches(material, FIELD + 2, shape, number):
                usual = is_usual(material, mask)
                for code, make in one_image.items():
                    for name, made in make(rng, mask):
                        try:
                            found = codes_of(made.images)
                        except NotSegmentedError:  # no answer is no wrong one
                            counts.refused += 1
                            continue
                        hit = code in found
                        if code == "edge-values" and made.right is not None:
                            hit &= abs(found["fraction"] - made.right) < 0.02
                        note(code, name, hit=hit, usual=usual)
                        if code in NO_SAMPLE:
                            note(EITHER, name, hit=EITHER in found, usual=usual)
                if material.family in ("boolean", "packing", "nearly periodic", "clusters"):
                    for name, made in faults.numbered(rng, mask):
                        if len(np.unique(made.images[0])) > 16:
                            try:
                                hit = "object-labels" in codes_of(made.images)
                            except NotSegmentedError:
                                counts.refused += 1
                                continue
                            note("object-labels", name, hit=hit, usual=usual)
        for shape in SETS:
            cut = list(patches(material, FIELD + 2, shape, 12))
            for n in (3, 4, 5):
                masks = cut[:n]
                if len(masks) < n:
                    continue
                usual = is_usual(material, np.stack(masks))
                for name, made in faults.other_labels(rng, masks):
                    found = codes_of(made.images, 255)
                    right = made.right is not None and abs(found["fraction"] - made.right) < 1e-6
                    hit = right and "labels-differ" in found
                    note("labels-differ", name, hit=hit, usual=usual)
                if abs(np.mean(masks) - 0.5) > 0.1:
                    for name, made in faults.swapped(rng, masks):
                        doubt = codes_of(made.images).get("fields-disagree")
                        hit = doubt is not None and doubt.values["is_inverted"]
                        note("fields-disagree", f"{name}, recognised", hit=hit, usual=usual)
    else:
        whole = material.field(FIELD + 2)
        for step, n in ((1, 2), (1, 20), (2, 10), (3, 30)):
            made = faults.neighbours(whole[:, :200, :200], step, n)
            hit = "neighbouring-slices" in codes_of(made.images)
            note(
                "neighbouring-slices",
                f"{n} slices, every {step}.",
                hit=hit,
                usual=not material.hard,
            )


def of_material(material: Material) -> dict[str, Any]:
    """False alarms and detection of one material, as they are kept."""
    alarms, found = {code: Counts() for code in CODES}, Found()
    false_alarms(material, alarms)
    detection(material, found)
    return {
        "false_alarms": {code: counts.plain() for code, counts in alarms.items()},
        "detection": found.plain(),
        "refused": found.refused,
    }


def made_for_one_doubt() -> dict[str, Any]:
    """Detection of gradients and of fields that differ, as that of a material is kept."""
    found = Found()
    for name, hit in gradients():
        found.note("gradient", name, hit=hit, usual=True)
    for name, hit in differing_fields():
        found.note("fields-disagree", name, hit=hit, usual=True)
    return {"false_alarms": {}, "detection": found.plain(), "refused": 0}


_SPECTRA = (Squared(Metric(3)), Squared(Metric(6)), Matern(0.5, Metric(5)), Squared(Metric(4, 3)))


def gradients() -> Iterator[tuple[str, bool]]:
    """Images whose phase fraction changes evenly, by `CHANGE` standard deviations."""
    for shape in ((300, 300), (600, 600), (100, 100, 100)):
        for number, spectrum in enumerate(_SPECTRA[: 2 if len(shape) == 3 else None]):
            rng = np.random.default_rng([number, *shape])
            some = np.stack([Gradient(spectrum, 0.4, 0.4)(rng, shape).mean() for _ in range(40)])
            change = CHANGE * float(some.std(ddof=1))
            for _ in range(10):
                image = Gradient(spectrum, 0.4 - change / 2, 0.4 + change / 2)(rng, shape)
                image = np.moveaxis(image, -1, int(rng.integers(len(shape))))
                name = f"{len(shape)}D, {change:.2f} across {shape[0]} px"
                yield name, "gradient" in codes_of([faults.grey(image)])


def fields_that_differ(
    rng: np.random.Generator, n: int, spread: float, shape: tuple[int, ...] = (200, 200)
) -> list[NDArray[np.bool_]]:
    """Fields whose fractions scatter about 0.3 by a deviation, besides their own errors."""
    fractions = np.clip(0.3 + spread * rng.standard_normal(n), 0.02, 0.98)
    spectrum = Squared(Metric(4))
    return [standard_gaussian(rng, shape, spectrum) > -ndtri(one) for one in fractions]


def differing_fields() -> Iterator[tuple[str, bool]]:
    rng = np.random.default_rng(FIELD)
    own = float(np.std([one.mean() for one in fields_that_differ(rng, 60, 0.0)]))
    for n in (3, 5, 8):
        for _ in range(20):
            images = [faults.grey(one) for one in fields_that_differ(rng, n, 5 * own)]
            yield f"{n} fields, 5 times their errors", "fields-disagree" in codes_of(images)


def pooled_coverage(n_sets: int) -> list[dict[str, Any]]:
    """Share of intervals of pooled images that hold 0.3, with and without their scatter."""
    rng = np.random.default_rng(FIELD)
    own = float(np.std([one.mean() for one in fields_that_differ(rng, 100, 0.0)]))
    rows = []
    for times in (0.0, 1.0, 2.0, 4.0):
        for n in (3, 5, 8):
            held: dict[str, list[float]] = defaultdict(list)
            for _ in range(n_sets):
                images = [
                    Segmentation.from_array(one) for one in fields_that_differ(rng, n, times * own)
                ]
                for method in ("two-point", "spectral"):
                    result = imagerep.measure(images, method=method)
                    low, high = result.confidence_interval(0.95)
                    held[method].append(low <= 0.3 <= high)
                    low, high = result.uncertainty.within.interval(0.95)
                    held[f"{method}, without"].append(low <= 0.3 <= high)
            rows.append({"spread": times, "images": n, "sets": n_sets,
                         **{name: float(np.mean(one)) for name, one in held.items()}})  # fmt: skip
            print(rows[-1], flush=True)
    return rows


def cost() -> list[dict[str, Any]]:
    """Milliseconds of the doubts beside those of the measurement."""
    rows = []
    for shape in ((1000, 1000), (400, 400, 400)):
        row = {"shape": shape, **cost_of(shape)}
        rows.append(row)
        print(row, flush=True)
    return rows


def cost_of(shape: tuple[int, ...]) -> dict[str, float]:
    spectrum = Squared(Metric(6 if len(shape) == 2 else 4))
    image = faults.grey(standard_gaussian(np.random.default_rng(0), shape, spectrum) > 0.2)
    opened = Segmentation.from_array(image)
    phase, seen = PhaseFraction((255,)), opened.overview
    counts = {one.label: one.count for one in opened.phases}
    tasks: dict[str, Callable[[], Any]] = {
        "edge values": lambda: edge_values(image, 16),
        "doubts about the image": lambda: image_doubts(seen, counts, ""),
        "doubts about the material": lambda: material_doubts([opened], phase, Hooks()),
        "two-point": lambda: METHODS["two-point"]([opened], phase, Hooks()),
        "spectral": lambda: METHODS["spectral"]([opened], phase, Hooks()),
    }
    found = {}
    for name, task in tasks.items():
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            task()
            times.append(1e3 * (time.perf_counter() - begun))
        found[name] = round(min(times), 2)
    return found


def share(counts: Sequence[dict[str, list[int]]]) -> str:
    """Percentage of tries, with a digit where it is near 0 or 1."""
    hits, tries = (sum(one[k] for some in counts for one in some.values()) for k in (0, 1))
    if not tries:
        return "–"
    digits = 0 if 0.02 < hits / tries < 0.98 and tries < 1000 else 1
    return f"{100 * hits / tries:.{digits}f} % of {tries:,}"


def table(record: dict[str, Any]) -> str:
    """The rates of the doubts, as they stand in docs/numbers.md."""
    header = [
        "doubt",
        "raised on faulty images: usual materials",
        "all materials",
        "on good images",
    ]
    rows = []
    each = record["materials"].values()
    for code in CODES:
        found = [one["detection"][code] for one in each]
        alarms = [one["false_alarms"].get(code, {}) for one in each]
        rates = [share([one[who] for one in found]) for who in ("usual", "all")]
        name = " or ".join(f"`{one}`" for one in code.split(" or "))
        rows.append([name, *rates, share(alarms)])
    return markdown(header, rows)


def in_lines(record: dict[str, Any]) -> str:
    """The figures as JSON, those of each material on a line of its own."""
    rest = json.dumps({key: one for key, one in record.items() if key != "materials"}, indent=1)
    lines = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(found)}"
        for name, found in record.get("materials", {}).items()
    )
    return f'{rest[:-2]},\n "materials": {{\n{lines}\n }}\n}}\n'


def coverage_table(rows: list[dict[str, Any]]) -> str:
    """Coverage of pooled images, as it stands in docs/numbers.md."""
    names = ("two-point", "two-point, without", "spectral", "spectral, without")
    header = ["fields differ by", "images", "two-point", "without scatter", "spectral"]
    header += ["without scatter"]
    cells = []
    for row in rows:
        spread = (
            "their errors only" if row["spread"] == 0 else f"{row['spread']:g} times their errors"
        )
        shares = [f"{100 * row[name]:.0f} %" for name in names]
        cells.append([spread, str(row["images"]), *shares])
    return markdown(header, cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--materials", default="*", help="only those of a pattern")
    parser.add_argument("--images", nargs="*", type=Path, default=[], help="folders of good images")
    parser.add_argument("--sets", type=int, default=200, help="sets of pooled images each")
    parser.add_argument("--jobs", type=int, default=1, help="materials at a time")
    parser.add_argument("--write", action="store_true", help="keep the figures, write the tables")
    given = parser.parse_args()

    record = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}

    def keep(**figures: Any) -> None:
        """Add to the figures what this run has found."""
        record.update(figures)
        if given.write:
            RESULTS.write_text(in_lines(record), encoding="utf-8")

    if "cost" in given.parts:
        keep(milliseconds=cost())
    if "files" in given.parts:
        keep(files=alarms_on_files([ROOT / "resources" / "samples", *given.images]))
    if "pooled" in given.parts:
        keep(pooled_coverage=pooled_coverage(given.sets))
    if "materials" in given.parts:
        materials = [one for one in chosen(given.materials, OWN) if isinstance(one, Material)]
        by_material = dict(record.get("materials", {}))
        by_material[MADE] = made_for_one_doubt()
        with ProcessPoolExecutor(given.jobs) as pool:
            for number, found in enumerate(pool.map(of_material, materials), 1):
                name = materials[number - 1].name
                by_material[name] = found
                keep(materials=by_material)
                print(f"{number} of {len(materials)}: {name}", flush=True)
    print(table(record), coverage_table(record["pooled_coverage"]), sep="\n\n")
    if given.write:
        write_section(PAGE, "doubts", table(record))
        write_section(PAGE, "pooled coverage", coverage_table(record["pooled_coverage"]))


if __name__ == "__main__":
    main()
