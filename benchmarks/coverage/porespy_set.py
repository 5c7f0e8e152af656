"""The 50 PoreSpy materials of the paper (supplement, table 1).

Nothing but the standard library is imported here: :mod:`porespy_fields`, which runs in an
environment of its own, shares it with the registry.
"""

import hashlib
import math
import os
from dataclasses import dataclass
from pathlib import Path

FREQUENCIES = (0.015, 0.025, 0.035, 0.045, 0.055)
OCTAVES = (2, 7, 12)
MODES = ("simplex", "value")
BLOB_LENGTHS = (50, 100, 150, 200, 250)
POROSITIES = (0.1, 0.2, 0.3, 0.4)
FRACTAL_THRESHOLD = 0.5
FIELD_SHAPES = {2: (10_000, 10_000), 3: (600, 600, 600)}
PATCH_SIDES = {2: (600, 800, 1000, 1200, 1400), 3: (280, 310, 340, 370, 400)}
PATCHES_PER_SIDE = {2: 40, 3: 4}
FIELDS_OF_THE_PAPER = {2: 3, 3: 10}


@dataclass(frozen=True)
class PoreSpyMaterial:
    """One generator with its parameters.

    Attributes
    ----------
    kind : str
        ``"fractal"`` or ``"blobs"``.
    parameters : tuple
        (frequency, octaves, mode), or (length in pixels, porosity).
    """

    kind: str
    parameters: tuple

    @property
    def name(self) -> str:
        """Name in the registry, without the dimension."""
        return "_".join([self.kind, *(str(value) for value in self.parameters)])

    @property
    def border(self) -> int:
        """Pixels along the faces of a field that are unlike its inside.

        PoreSpy reflects the noise of blobs at the faces before it blurs it, which raises the
        variance up to four standard deviations of the blur (a fortieth of the length) from them.
        """
        return math.ceil(4 * self.parameters[0] / 40) if self.kind == "blobs" else 0

    def seed(self, ndim: int, index: int) -> int:
        """Seed of one field: the same for everybody, different for every field.

        Parameters
        ----------
        ndim : int
            2 or 3.
        index : int
            Number of the field.

        Returns
        -------
        int
            Below 2^31.
        """
        text = f"{self.name}/{ndim}d/{index}".encode()
        return int.from_bytes(hashlib.sha256(text).digest()[:4], "big") % 2**31


MATERIALS = tuple(
    PoreSpyMaterial("fractal", (frequency, octaves, mode))
    for frequency in FREQUENCIES
    for octaves in OCTAVES
    for mode in MODES
) + tuple(
    PoreSpyMaterial("blobs", (length, porosity))
    for length in BLOB_LENGTHS
    for porosity in POROSITIES
)


def cache_folder() -> Path:
    """Folder of generated fields: ``$IMAGEREP_BENCHMARKS_CACHE`` or one in the user's cache.

    Returns
    -------
    Path
    """
    chosen = os.environ.get("IMAGEREP_BENCHMARKS_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "imagerep-benchmarks"


def field_path(material: PoreSpyMaterial, ndim: int, index: int) -> Path:
    """File of one field, packed to bits; its ``.json`` beside it says what made it.

    Parameters
    ----------
    material : PoreSpyMaterial
        The generator.
    ndim : int
        2 or 3.
    index : int
        Number of the field.

    Returns
    -------
    Path
    """
    return cache_folder() / "porespy" / f"{ndim}d" / f"{material.name}_{index}.bits"
