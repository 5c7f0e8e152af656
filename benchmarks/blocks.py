"""How far the characteristic length scale from means over blocks is from that of the whole image.

    uv run --all-extras python -m benchmarks.blocks [--write]

Six random materials at 4000² pixels and 512³ voxels; `--write` writes the table of docs/large.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from numpy.typing import NDArray

from benchmarks.records import ROOT, markdown, write_section
from imagerep.generate import boolean_model, gaussian_field, random_checkerboard, voronoi_cells
from imagerep.two_point.covariance import of_mask
from imagerep.two_point.length_scale import length_scale

PAGE = ROOT / "docs" / "large.md"
PLANE, VOLUME = (4000, 4000), (512, 512, 512)
SIDES = (2, 4, 8)

MATERIALS: Mapping[str, Callable[[], NDArray[Any]]] = {
    "discs of 12 px, 4000²": lambda: boolean_model(PLANE, phase_fraction=0.3, radius=12, seed=1),
    "thresholded Gaussian field, 4000²": lambda: gaussian_field(
        PLANE, phase_fraction=0.4, length=12, seed=2
    ),
    "cells of 40 px, 4000²": lambda: (
        voronoi_cells(PLANE, phase_fractions=0.5, cell_size=40, seed=3) == 1
    ),
    "squares of 32 px, 4000²": lambda: (
        random_checkerboard(PLANE, phase_fractions=0.5, cell_size=32, seed=4) == 1
    ),
    "spheres of 8 px, 512³": lambda: boolean_model(VOLUME, phase_fraction=0.3, radius=8, seed=5),
    "stretched Gaussian field, 512³": lambda: gaussian_field(
        VOLUME, phase_fraction=0.3, length=(5, 8, 12), seed=6
    ),
}


def row(name: str, make: Callable[[], NDArray[Any]]) -> list[str]:
    """One line of the table: the length scale of the whole image, and the differences."""
    blocks = of_mask(make())
    variance = blocks.ratio * (1 - blocks.ratio)
    whole = length_scale(blocks, variance).value_px
    found = [length_scale(blocks.coarsened(side), variance).value_px for side in SIDES]
    return [name, f"{whole:.2f} px", *(f"{100 * (one / whole - 1):+.2f}" for one in found)]


def main() -> None:
    """Print the table, and write it where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table of docs/large.md")
    write = parser.parse_args().write
    rows = []
    for name, make in MATERIALS.items():
        rows.append(row(name, make))
        print(*rows[-1], sep=", ", flush=True)
    if write:
        heads = [f"blocks of {side} px (%)" for side in SIDES]
        write_section(PAGE, "blocks", markdown(["material", "whole image", *heads], rows))


if __name__ == "__main__":
    main()
