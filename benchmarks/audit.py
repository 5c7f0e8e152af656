"""How often total intervals hold the truth where the segmentation is spoiled.

    uv run python -m benchmarks.audit run [--images 200]
    uv run python -m benchmarks.audit table

Draws images of a material of known phase fraction, spoils their segmentation in a known way,
measures the spoiled one, and audits 100, 200 and 400 points against the true image. Counts how
often the intervals hold the phase fraction of the material: by sampling alone, and with the
segmentation; and how often the audit's own interval holds the phase fraction of the image. `table`
prints the tables alone, and writes that of docs/numbers.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, binary_erosion, gaussian_filter

import imagerep
from benchmarks.records import ROOT, markdown, write_section
from imagerep.generate import boolean_model, gaussian_field

RESULTS = ROOT / "benchmarks" / "results" / "audit.json"
PAGE = ROOT / "docs" / "numbers.md"
LEVEL = 0.95
POINTS = (100, 200, 400)
SIDE = 400
CANNOT_TELL = 0.6
"""Share of the points next to a boundary whose phase the simulated person cannot tell."""

Image = NDArray[np.bool_]


def materials() -> dict[str, tuple[float, Callable[[int], Image]]]:
    """Phase fraction of each material, and its images by seed."""
    shape = (SIDE, SIDE)
    return {
        "discs": (0.3, lambda seed: boolean_model(shape, phase_fraction=0.3, radius=8, seed=seed)),
        "rare discs": (
            0.05,
            lambda seed: boolean_model(shape, phase_fraction=0.05, radius=6, seed=seed),
        ),
        "field": (0.5, lambda seed: gaussian_field(shape, phase_fraction=0.5, length=8, seed=seed)),
    }


def as_segmented(image: Image, rng: np.random.Generator) -> Image:
    return image


def flipped(image: Image, rng: np.random.Generator) -> Image:
    """Whole patches of pixels taken for the other phase: 8 % of the phase, 3 % of the rest."""
    patches = gaussian_filter(rng.standard_normal(image.shape), 2)
    lost = patches > np.quantile(patches[image], 0.92)
    gained = patches < np.quantile(patches[~image], 0.03)
    return (image & ~lost) | (~image & gained)


def dilated(image: Image, rng: np.random.Generator) -> Image:
    """Boundaries one pixel too far out."""
    return binary_dilation(image)


def eroded(image: Image, rng: np.random.Generator) -> Image:
    """Boundaries one pixel too far in."""
    return binary_erosion(image)


def grey(image: Image, rng: np.random.Generator, blur: float) -> NDArray[np.float64]:
    """Grey image, blurred and noisy."""
    blurred = gaussian_filter(60.0 + 120.0 * image, blur)
    return blurred + rng.normal(0, 12, image.shape)


def blurred(image: Image, rng: np.random.Generator) -> Image:
    """Otsu's threshold of a blurred and noisy grey image."""
    values = grey(image, rng, 2.5)
    return values >= imagerep.threshold_sensitivity(values).chosen.threshold


def threshold_off(image: Image, rng: np.random.Generator) -> Image:
    """A threshold too low by a fifth of the contrast."""
    return grey(image, rng, 1.5) >= 96


SPOILED: dict[str, Callable[[Image, np.random.Generator], Image]] = {
    "perfect": as_segmented,
    "patches taken for the other phase": flipped,
    "boundaries 1 px out": dilated,
    "boundaries 1 px in": eroded,
    "blurred by 2.5 px, Otsu": blurred,
    "threshold too low": threshold_off,
}


def answered(
    audit: imagerep.PointAudit, truth: Image, unclear: Image, rng: np.random.Generator
) -> imagerep.PointAudit:
    """The answers of a person who is right, or cannot tell next to a boundary."""
    for number, point in enumerate(audit.points):
        cannot = unclear[point.position] and rng.random() < CANNOT_TELL
        audit = audit.with_answer(number, "?" if cannot else int(truth[point.position]))
    return audit


def held(interval: imagerep.ConfidenceInterval, value: float) -> int:
    return int(interval.low <= value <= interval.high)


def run(n_images: int) -> None:
    """Measure everything, one material after the other."""
    results: dict[str, Any] = {"images": n_images}
    for material, (fraction, draw) in materials().items():
        rows = results.setdefault(material, {})
        for seed in range(n_images):
            truth = draw(seed)
            unclear = binary_dilation(truth) & ~binary_erosion(truth)
            for name, spoil in SPOILED.items():
                rng = np.random.default_rng([seed, len(name)])
                spoiled = imagerep.Segmentation.from_array(spoil(truth, rng))
                m = imagerep.measure(spoiled, method="spectral")
                row = rows.setdefault(name, {"bias": 0.0, "sampling": 0, "error": 0.0})
                row["bias"] += (m.value - truth.mean()) / n_images
                row["sampling"] += held(m.confidence_interval(LEVEL), fraction)
                row["error"] += m.absolute_error(LEVEL) / n_images
                for n_points in POINTS:
                    points = imagerep.audit_points(spoiled, n_points, seed=seed)
                    for kind, blind in (("told", np.zeros_like(unclear)), ("unclear", unclear)):
                        found = answered(points, truth, blind, rng).estimate(1)
                        total = m.with_segmentation(found.uncertainty)
                        one = row.setdefault(f"{kind} {n_points}", [0, 0, 0.0])
                        one[0] += held(total.total_interval(LEVEL), fraction)
                        one[1] += held(found.interval(LEVEL), float(truth.mean()))
                        one[2] += total.total_error(LEVEL) / n_images
        RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        print(material, flush=True)


def tables() -> None:
    """Each way of spoiling, in the mean over the materials; the first table goes into the page."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    n_images = results.pop("images")
    for kind in ("told", "unclear"):
        print(f"\n{kind}, {n_images} images of each material\n")
        header = ["segmentation", "sampling only", *(f"{n} points" for n in POINTS)]
        header += ["± alone", *(f"± {n}" for n in POINTS)]
        lines = []
        for name in SPOILED:
            rows = [material[name] for material in results.values()]
            alone = np.mean([row["sampling"] for row in rows]) * 100 / n_images
            shares, errors = [], []
            for n_points in POINTS:
                each = np.array([row[f"{kind} {n_points}"] for row in rows])
                held_in = each[:, 0] * 100 / n_images
                shares.append(f"{held_in.mean():.1f} ({held_in.min():.1f})")
                errors.append(f"{100 * each[:, 2].mean():.1f}")
            error = 100 * np.mean([row["error"] for row in rows])
            lines.append([name, f"{alone:.1f}", *shares, f"{error:.1f}", *errors])
        print(markdown(header, lines))
        if kind == "told":
            write_section(PAGE, "audit", markdown(header, lines))
        every = [row for rows in results.values() for row in rows.values()]
        for place, what in ((0, "material"), (1, "image")):
            for n_points in POINTS:
                counts = np.array([row[f"{kind} {n_points}"][place] for row in every])
                shares = counts * 100 / n_images
                print(what, n_points, f"mean {shares.mean():.1f}, lowest {shares.min():.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("run", "table"))
    parser.add_argument("--images", type=int, default=200)
    arguments = parser.parse_args()
    if arguments.what == "run":
        run(arguments.images)
    tables()


if __name__ == "__main__":
    main()
