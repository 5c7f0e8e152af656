"""Images on which each doubt is raised: command line, app and ImageJ are tested with the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from imagerep import circle
from imagerep.generate import boolean_model, gaussian_field

SIDE = 300

Images = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Doubtful:
    """Images of one material with one doubt.

    Attributes
    ----------
    code : str
        That doubt.
    make : callable
        Gives the images by name; an empty one stands for a file that cannot be read.
    right : float
        Phase fraction once it is mended.
    phase : int
        Label of the phase, as most images have it.
    option : str
        What mends it on the command line, as the doubt has to name it; empty where nothing does.
    by_hand : str
        What mends it there where the doubt names no option.
    without : str
        Image that mends it by being left out.
    """

    code: str
    make: Callable[[], Images]
    right: float
    phase: int = 255
    option: str = ""
    by_hand: str = ""
    without: str = ""

    def saved(self, folder: Path) -> list[Path]:
        """Files of the images."""
        paths = []
        for name, image in self.make().items():
            paths.append(folder / f"{name}.tif")
            if image.size:
                tifffile.imwrite(paths[-1], image)
            else:
                paths[-1].write_bytes(b"II*\0no image")
        return paths


def _mask(seed: int = 0, length: float = 6) -> NDArray[np.bool_]:
    return gaussian_field((SIDE, SIDE), phase_fraction=0.3, length=length, seed=seed)


def _grey(mask: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return mask.astype(np.uint8) * np.uint8(255)


def _disc(radius: float) -> NDArray[np.bool_]:
    y, x = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    return np.hypot(y, x) <= radius


def _fields() -> dict[str, NDArray[np.uint8]]:
    return {f"field{seed}": _grey(_mask(seed, length=3)) for seed in range(4)}


def _surrounded() -> Images:
    return {"core": np.where(_disc(140), _mask() + 1, 0).astype(np.uint8)}


def _in_circle() -> Images:
    return {"tomogram": _grey(_mask() & circle((SIDE, SIDE)))}


def _barred() -> Images:
    mask = _mask()
    mask[260:] = False
    mask[270:285, 20:120] = True
    return {"micrograph": _grey(mask)}


def _resized() -> Images:
    image = Image.fromarray(_grey(_mask()))
    return {"resized": np.asarray(image.resize((240, 240), Image.Resampling.BILINEAR))}


def _numbered() -> Images:
    discs = boolean_model((SIDE, SIDE), phase_fraction=0.2, radius=6, seed=3)
    return {"cells": ndimage.label(discs)[0].astype(np.uint16)}


def _with_other_labels() -> Images:
    return _fields() | {"field2": _fields()["field2"] // 255}


def _with_one_swapped() -> Images:
    return _fields() | {"field2": 255 - _fields()["field2"]}


def _volume() -> NDArray[np.uint8]:
    return _grey(gaussian_field((40, 200, 200), phase_fraction=0.3, length=6, seed=1))


def _slices() -> Images:
    return {f"slice{z:02}": plane for z, plane in enumerate(_volume())}


def _with_gradient() -> Images:
    smooth = ndimage.gaussian_filter(np.random.default_rng(0).standard_normal((SIDE, SIDE)), 4)
    return {"graded": _grey(smooth / smooth.std() + np.linspace(-1, 1, SIDE) > 0)}


def _with_one_unreadable() -> Images:
    return _fields() | {"field2": np.empty(0)}


def _mean(*images: NDArray[Any]) -> float:
    return float(np.mean([image > 0 for image in images]))


_OTHERS = _mean(*(image for name, image in _fields().items() if name != "field2"))

DOUBTFUL = {
    "a label of its own around": Doubtful(
        "outside-suspected", _surrounded, _mean(_mask()[_disc(140)]), 2, "--exclude 0"
    ),
    "the label of a phase around": Doubtful(
        "outside-suspected", _in_circle, _mean(_mask()[circle((SIDE, SIDE))]), option="--circle"
    ),
    "a data bar": Doubtful(
        "bar-suspected", _barred, _mean(_mask()[:260]), option="--crop 0:260,0:300"
    ),
    "resized": Doubtful("edge-values", _resized, _mean(_mask()), option="--snap=0,255"),
    "numbered objects": Doubtful(
        "object-labels", _numbered, _mean(_numbered()["cells"]), 1, "--phase nonzero"
    ),
    "other labels": Doubtful(
        "labels-differ", _with_other_labels, _OTHERS, without="field2"
    ),
    "phases swapped": Doubtful(
        "fields-disagree", _with_one_swapped, _OTHERS, without="field2"
    ),
    "slices of a volume": Doubtful(
        "neighbouring-slices", _slices, _mean(_volume()), option="--volume"
    ),
    "a gradient": Doubtful(
        "gradient", _with_gradient, _mean(_with_gradient()["graded"][:, 130:170]),
        by_hand="--crop 0:300,130:170",
    ),
    "an unreadable file": Doubtful(
        "not-all-measured", _with_one_unreadable, _OTHERS, without="field2"
    ),
}  # fmt: skip
"""By what is wrong with them."""
