"""Whether this installation works, part by part: ``imagerep --self-test``."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

import imagerep
from imagerep.errors import ImageRepError, MissingPackageError
from imagerep.programs import program
from imagerep.samples import sample_path

_SAMPLE = "two_phase_2d.tif"
_PHASE = 255
_PIXELS = 113_411
"""Pixels of phase 255 in the sample, counted when it was made."""
_MATERIAL = 0.30
"""Phase fraction of the sample's material (`resources/make_samples.py`)."""
_COMPRESSIONS = ("zlib", "lzw", "zstd", "lzma", "packbits")
_OF_HDF5 = ("bitshuffle", "blosc", "lz4", "lzf")
_TIMEOUT_S = 120.0
_NOT_INSTALLED = 3


class Verdict(Enum):
    """What a check came to."""

    OK = "ok"
    FAILED = "FAILED"
    MISSING = "not installed"


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was checked."""

    name: str  # Name of the part
    verdict: Verdict  # What it came to
    detail: str  # A few words on what was seen

    def line(self) -> str:
        """One line for people."""
        return f"{self.verdict.value:<13}  {self.name:<12}  {self.detail}"


class _MissingError(Exception):
    """An optional part is not installed."""


class _WrongError(Exception):
    """A part does not do what it should."""


def run_checks(show: Callable[[Check], None]) -> bool:
    """Check every part of the installation, show each, and tell whether none of them failed."""
    is_good = True
    for name, check in _CHECKS.items():
        outcome = _checked(name, check)
        is_good &= outcome.verdict is not Verdict.FAILED
        show(outcome)
    return is_good


def _checked(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, Verdict.OK, check())
    except (_MissingError, MissingPackageError) as error:
        return Check(name, Verdict.MISSING, str(error))
    except (_WrongError, ImageRepError) as error:
        return Check(name, Verdict.FAILED, str(error))
    except Exception as error:
        # What is wrong with an installation shows itself as any kind of error.
        return Check(name, Verdict.FAILED, f"{type(error).__name__}: {error}")


def _measurement() -> str:
    image = imagerep.read(sample_path(_SAMPLE))
    result = imagerep.measure(image, _PHASE)
    count = round(result.phase_fraction * image.size)
    if count != _PIXELS:
        raise _WrongError(f"{_SAMPLE} has {_PIXELS:,} pixels of phase {_PHASE}; counted {count:,}.")
    low, high = result.confidence_interval(0.95)
    text = f"{_SAMPLE}: {low:.3f} to {high:.3f}"
    if not low < _MATERIAL < high:
        raise _WrongError(f"{text} does not hold the {_MATERIAL} of the material.")
    return f"{text}, the material has {_MATERIAL:.2f}"


def _formats() -> str:
    import imagecodecs
    import numpy as np
    import tifffile

    plane = np.kron(np.eye(8, dtype=np.uint8), np.full((8, 8), 255, np.uint8))
    with tempfile.TemporaryDirectory() as folder:
        for name in _COMPRESSIONS:
            path = Path(folder) / f"{name}.tif"
            tifffile.imwrite(path, plane, compression=name)
            counts = {phase.count for phase in imagerep.read(path).phases}
            if counts != {512, 3584}:  # eight of the 64 squares of 64 pixels
                raise _WrongError(f"A TIFF compressed by {name} is read wrongly.")
    for name in _OF_HDF5:
        packed = getattr(imagecodecs, f"{name}_encode")(plane.tobytes())
        decoded = getattr(imagecodecs, f"{name}_decode")(packed, out=plane.nbytes)
        if bytes(decoded) != plane.tobytes():
            raise _WrongError(f"Values compressed by {name} are read wrongly.")
    return f"TIFF with {', '.join(_COMPRESSIONS)}; {', '.join(_OF_HDF5)} of HDF5"


def _large() -> str:
    import numpy as np

    from imagerep.io.opening import open_image
    from imagerep.optional import need

    zarr = need("zarr", "for images larger than memory")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume.zarr"
        values = np.zeros((32, 32, 32), np.uint8)
        values[:16] = 1
        zarr.save_array(path, values)
        n_voxels = open_image(path).size
    if n_voxels != values.size:
        raise _WrongError(f"A Zarr array of {values.size:,} voxels is read as {n_voxels:,}.")
    return "Zarr"


def _results() -> str:
    result = imagerep.measure(imagerep.read(sample_path(_SAMPLE)), _PHASE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.json"
        path.write_text(json.dumps(result.to_dict()), encoding="utf-8")
        if json.loads(path.read_text(encoding="utf-8"))["phase_fraction"] != result.phase_fraction:
            raise _WrongError("What was written is not what was measured.")
    return "JSON written and read"


def _window() -> str:
    from PIL import Image

    if find_spec("PySide6") is None or find_spec("imagerep_qt") is None:
        raise _MissingError("the app (Qt)")
    with tempfile.TemporaryDirectory() as folder:
        code, said = _run([*program("imagerep-qt", "imagerep_qt"), "--check", folder])
        if code != 0:
            raise _WrongError(said or f"it ended with code {code}")
        picture = Path(folder, "window.png").read_bytes()
        report = Path(folder, "report.pdf").read_bytes()
    with Image.open(io.BytesIO(picture)) as image:
        width, height = image.size
        colours = image.convert("RGB").getcolors(1 << 24) or []
    if len(colours) < 100:
        raise _WrongError("The window is empty.")
    if not report.startswith(b"%PDF") or b"%%EOF" not in report[-64:]:
        raise _WrongError("The report is no PDF.")
    return f"opened ({width} × {height} px), report of {len(report) / 1e3:.0f} kB"


def _imagej() -> str:
    if find_spec("jpype") is None or find_spec("fiji_bridge") is None:
        raise _MissingError("the bridge to ImageJ")
    code, said = _run([*program("imagerep-fiji", "fiji_bridge.entry"), "--check"])
    if code == _NOT_INSTALLED:
        raise _MissingError("the embedded ImageJ (your own Fiji can be used)")
    if code != 0:
        raise _WrongError(said or f"it ended with code {code}")
    return said


def _run(command: list[str]) -> tuple[int, str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(  # noqa: S603 - a list of our own, no shell
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=environment,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _WrongError(f"it did not end within {_TIMEOUT_S:g} s") from None
    output = done.stderr if done.returncode else done.stdout
    said = output.decode(errors="replace").strip().splitlines()
    lines = [line for line in said if not line.startswith("[PYI-")]  # a bundle's own last word
    return done.returncode, lines[-1] if lines else ""


_CHECKS: dict[str, Callable[[], str]] = {
    "measurement": _measurement,
    "formats": _formats,
    "results": _results,
    "large images": _large,
    "window": _window,
    "ImageJ": _imagej,
}
