"""Small segmented images to try the estimate on."""

from __future__ import annotations

from pathlib import Path

from imagerep.errors import ParameterError

SAMPLES = (
    "two_phase_2d.tif",
    "three_phase_2d.tif",
    "volume_3d.tif",
    "field_1.tif",
    "field_2.tif",
    "field_3.tif",
    "field_4.tif",
    "field_5.tif",
)
"""File names of the samples."""


def samples_folder() -> Path:
    """Folder of the samples, of an installation or of a checkout.

    Returns
    -------
    Path
    """
    package = Path(__file__).resolve().parent
    installed = package / "_samples"
    return installed if installed.is_dir() else package.parent / "resources" / "samples"


def sample_path(name: str) -> Path:
    """Path of a sample.

    Parameters
    ----------
    name : str
        One of `SAMPLES`; its ending ``.tif`` may be left out.

    Returns
    -------
    Path

    Raises
    ------
    ParameterError
        If there is no sample of that name.
    """
    file_name = name if name.endswith(".tif") else f"{name}.tif"
    if file_name not in SAMPLES:
        raise ParameterError("no-such-sample", name=name, samples=", ".join(SAMPLES))
    return samples_folder() / file_name
