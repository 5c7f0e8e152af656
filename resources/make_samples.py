"""Make the images of resources/samples again: python resources/make_samples.py [FOLDER]."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray

from imagerep.generate import boolean_model, gaussian_field, voronoi_cells


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample image.

    Attributes
    ----------
    name : str
        File name.
    labels : ndarray of uint8
        Grey value of every pixel.
    voxel_size : float
        Side of a pixel or voxel in micrometres.
    """

    name: str
    labels: NDArray[np.uint8]
    voxel_size: float


def make_samples() -> list[Sample]:
    """Generate all samples.

    Returns
    -------
    list of Sample
        In the order of ``imagerep.samples.SAMPLES``.
    """
    discs = boolean_model((600, 600), phase_fraction=0.3, radius=9, seed=2025)
    grains = voronoi_cells((540, 720), phase_fractions=(0.5, 0.35, 0.15), cell_size=16, seed=7)
    pores = gaussian_field((200, 200, 200), phase_fraction=0.4, length=9, seed=1)
    fields = np.random.default_rng(11)
    return [
        Sample("two_phase_2d.tif", _grey(discs), 0.4),
        Sample("three_phase_2d.tif", np.array([85, 170, 255], np.uint8)[grains], 0.05),
        Sample("volume_3d.tif", _grey(pores), 0.5),
        *(
            Sample(
                f"field_{number}.tif",
                _grey(gaussian_field((400, 400), phase_fraction=0.25, length=9, seed=fields)),
                0.2,
            )
            for number in range(1, 6)
        ),
    ]


def write_sample(sample: Sample, folder: Path) -> None:
    """Write a sample as a compressed ImageJ TIFF.

    Parameters
    ----------
    sample : Sample
        What to write.
    folder : Path
        Where; a file of its name is replaced.
    """
    per_unit = 1.0 / sample.voxel_size
    metadata: dict[str, Any] = {"axes": "ZYX"[-sample.labels.ndim :], "unit": "um"}
    if sample.labels.ndim == 3:
        metadata["spacing"] = sample.voxel_size
    tifffile.imwrite(
        folder / sample.name,
        sample.labels,
        imagej=True,
        resolution=(per_unit, per_unit),
        metadata=metadata,
        compression="zlib",
        compressionargs={"level": 9},
    )


def _grey(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return mask.astype(np.uint8) * np.uint8(255)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "samples"
    for made in make_samples():
        write_sample(made, target)
