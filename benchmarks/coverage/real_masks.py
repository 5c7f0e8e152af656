"""Segmented images of real materials; their files are not part of the project.

They are looked for in the folders of ``$IMAGEREP_REAL_MASKS`` and in ``../shared/data`` beside the
checkout. Repositories and paths are in the validation page.
"""

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import tifffile
from numpy.typing import NDArray

import imagerep


@dataclass(frozen=True)
class RealMask:
    """One phase of a segmented image; of a volume, itself or slices across its first axis.

    Attributes
    ----------
    name : str
        Name in tables.
    family : str
        Kind of structure.
    ndim : int
        2 for slices of a volume.
    file : str
        Name of the TIFF, or of a zip that holds one.
    label : int
        Grey value of the phase.
    crop : tuple of (start, stop), optional
        Part of the image, as of :func:`imagerep.read`.
    """

    name: str
    family: str
    ndim: int
    file: str
    label: int
    crop: tuple[tuple[int, int], ...] | None = None
    hard: bool = False

    @property
    def path(self) -> Path | None:
        """The file; None where it is absent."""
        return next((path for folder in _folders() if (path := folder / self.file).is_file()), None)

    @property
    def parameters(self) -> str:
        """File and phase, for tables."""
        part = f", of {self.crop}" if self.crop else ""
        return f"{self.file}, grey value {self.label}{part}"

    @property
    def field_shape(self) -> tuple[int, ...]:
        """Shape of the fields that patches are cut from."""
        return self._labels().shape[-self.ndim :]

    @property
    def phase_fraction(self) -> float | None:
        """Share of the phase in the whole image or volume; None where the file is absent."""
        if self.path is None:
            return None
        labels = self._labels()
        return float(np.count_nonzero(labels == self.label)) / labels.size

    def n_fields(self) -> int:
        """One image or volume, or `N_SLICES` of one."""
        return 1 if self._labels().ndim == self.ndim else N_SLICES

    def field(self, index: int, purpose: int = 0) -> NDArray[np.bool_]:
        """One image, volume or slice; the same one whatever the purpose."""
        labels = self._labels()
        if labels.ndim > self.ndim:
            labels = labels[(2 * index + 1) * len(labels) // (2 * N_SLICES)]
        return labels == self.label

    def _labels(self) -> NDArray[np.integer]:
        if self.path is None:
            raise FileNotFoundError(f"{self.file} is in none of the folders {list(_folders())}.")
        return _read(self.path, self.crop)


N_SLICES = 8
"""Slices taken of a volume: far enough apart to show other features."""

_ANODE = "anode_segmented_tiff_z050.tif"
_ANODE_LABELS = (0, 128, 255)
_LEFT_OF_THE_VOID = ((0, 1697), (0, 1320))
_ANODES = (
    *(
        RealMask(f"anode_{label}_2d", "real electrode", 2, _ANODE, label, _LEFT_OF_THE_VOID)
        for label in _ANODE_LABELS
    ),
    *(
        RealMask(f"second_anode_{label}_2d", "real electrode", 2, "sofc.png", label)
        for label in _ANODE_LABELS
    ),
)
_WITH_VOID = tuple(
    RealMask(f"anode_with_void_{label}_2d", "real electrode", 2, _ANODE, label)
    for label in _ANODE_LABELS
)

REAL: tuple[RealMask, ...] = _ANODES + tuple(
    RealMask(f"{name}_{label}_{ndim}d", family, ndim, file, label)
    for ndim in (2, 3)
    for name, family, file, labels, is_volume in (
        ("micrograph", "real micrograph", "micrograph_2d_3phase.tiff", (85, 170, 255), False),
        ("electrode", "real electrode", "electrode_3d_3phase.tiff", (0, 85, 170), True),
        ("nmc", "real electrode", "nmc-1-cal_generatedCBD_bridge.tif", (1,), True),
        ("berea", "real rock", "berea_400.zip", (0,), True),
        ("ketton", "real rock", "ketton.tif", (0,), True),
    )
    for label in labels
    if is_volume or ndim == 2
)
"""For patches without overlap."""

TABLE_1_REAL = (*_ANODES, *_WITH_VOID, *(mask for mask in REAL if mask.name == "berea_0_3d"))
"""For patches of the sizes that the paper cut from its real materials."""


def present(masks: Iterable[RealMask] = REAL) -> Iterator[RealMask]:
    """Masks whose files are there."""
    return (mask for mask in masks if mask.path is not None)


def _folders() -> Iterator[Path]:
    for folder in filter(None, os.environ.get("IMAGEREP_REAL_MASKS", "").split(os.pathsep)):
        yield Path(folder)
    yield Path(__file__).parents[3] / "shared" / "data"


@lru_cache(maxsize=2)
def _read(path: Path, crop: tuple[tuple[int, int], ...] | None) -> NDArray[np.integer]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return tifffile.imread(io.BytesIO(archive.read(archive.namelist()[0])))
    return imagerep.read(path, crop=crop).labels
