"""How often intervals hold the truth where the sample is not the whole image.

    uv run python -m benchmarks.domains run [--images 400] [--ndim 2]
    uv run python -m benchmarks.domains table

Draws images of materials of known phase fraction, measures each within every domain by every
method, and writes how often the intervals at 90, 95 and 99 % hold the truth, then the table of
docs/numbers.md, which `table` writes alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

import imagerep
from benchmarks.coverage.objects import BooleanModel
from benchmarks.coverage.sizes import Fixed
from benchmarks.records import ROOT, markdown, write_section
from imagerep.generate import boolean_model, gaussian_field

RESULTS = ROOT / "benchmarks" / "results" / "domains.json"
PAGE = ROOT / "docs" / "numbers.md"
LEVELS = (0.9, 0.95, 0.99)
METHODS = ("two-point", "spectral")
OUTSIDE = 2
SIDES = {2: 256, 3: 72}

Mask = NDArray[np.bool_]
FIBRES = BooleanModel(0.25, Fixed((40, 3)), box=True, turn=None)


def materials(ndim: int) -> dict[str, tuple[float, Callable[[int], Any]]]:
    """Phase fraction and images by seed."""
    shape = (SIDES[ndim],) * ndim
    radius, length = (5, 6) if ndim == 2 else (4, 5)
    found: dict[str, tuple[float, Callable[[int], Any]]] = {
        "discs" if ndim == 2 else "spheres": (
            0.3,
            lambda seed: boolean_model(shape, phase_fraction=0.3, radius=radius, seed=seed),
        ),
        "field": (
            0.4,
            lambda seed: gaussian_field(shape, phase_fraction=0.4, length=length, seed=seed),
        ),
    }
    if ndim == 2:
        found["fibres"] = (0.25, lambda seed: FIBRES(np.random.default_rng(seed), shape))
    return found


def domains(ndim: int) -> dict[str, Mask]:
    """Domains by name; the irregular one is as drawn by hand."""
    n = SIDES[ndim]
    y, x = np.mgrid[:n, :n]
    radius = np.hypot(y - (n - 1) / 2, x - (n - 1) / 2)
    if ndim == 3:
        return {
            "whole image": np.ones((n,) * 3, bool),
            "cylinder": np.broadcast_to(radius < n / 2, (n,) * 3),
        }
    noise = gaussian_filter(np.random.default_rng(0).standard_normal((n, n)), n / 9, mode="wrap")
    return {
        "whole image": np.ones((n, n), bool),
        "circle": radius < n / 2,
        "ring": (radius < n / 2) & (radius > n / 4),
        "half plane": y + x < n,
        "stripes, 30 % missing": y % 20 < 14,
        "irregular": noise > np.quantile(noise, 0.4),
    }


def run(n_images: int, ndims: Sequence[int]) -> None:
    """Measure everything, one material after the other; others in the file remain."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for ndim in ndims:
        for name, (truth, draw) in materials(ndim).items():
            rows: dict[str, Any] = {}
            results[f"{name}_{ndim}d"] = {"images": n_images, "domains": rows}
            for seed in range(n_images):
                image = draw(seed)
                for domain, mask in domains(ndim).items():
                    labels = np.where(mask, image, OUTSIDE).astype(np.uint8)
                    sample = imagerep.Segmentation.from_array(labels)
                    sample = sample if mask.all() else sample.exclude(OUTSIDE)
                    for method in METHODS:
                        found = imagerep.measure(sample, 1, method=method)
                        ends = [found.confidence_interval(level) for level in LEVELS]
                        row = rows.setdefault(domain, {}).setdefault(
                            method, {"held": [0, 0, 0], "error": 0.0}
                        )
                        row["held"] = [
                            n + (low <= truth <= high)
                            for n, (low, high) in zip(row["held"], ends, strict=True)
                        ]
                        row["error"] += found.absolute_error(0.95) / n_images
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
            print(name, ndim, flush=True)


def table() -> str:
    """Each domain, in the mean over the materials."""
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    shares = [f"{100 * level:g} %" for level in LEVELS]
    header = ["domain", "method", *shares, "lowest at 95 %", "width", "images"]
    lines = []
    for ndim in SIDES:
        each = [one for name, one in results.items() if name.endswith(f"{ndim}d")]
        n_images = np.array([one["images"] for one in each])
        for domain in domains(ndim) if each else ():
            for method in METHODS:
                rows = [one["domains"][domain][method] for one in each]
                held = np.array([row["held"] for row in rows]) / n_images[:, None] * 100
                width = np.mean([row["error"] for row in rows])
                whole = np.mean([one["domains"]["whole image"][method]["error"] for one in each])
                lines.append(
                    [
                        f"{domain} ({ndim}D)",
                        method,
                        *(f"{value:.1f}" for value in held.mean(axis=0)),
                        f"{held[:, 1].min():.1f}",
                        f"{width / whole:.2f}",
                        str(n_images.sum()),
                    ]
                )
    return markdown(header, lines, n_text=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("run", "table"))
    parser.add_argument("--images", type=int, default=400)
    parser.add_argument("--ndim", type=int, nargs="*", choices=tuple(SIDES), default=tuple(SIDES))
    arguments = parser.parse_args()
    if arguments.what == "run":
        run(arguments.images, arguments.ndim)
    print(table())
    write_section(PAGE, "domains", table())


if __name__ == "__main__":
    main()
