"""Images larger than memory on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from imagerep.errors import ImageRepError, ParameterError
from imagerep.images import ReadOptions
from imagerep.large import LargeImage, Resources, open_image
from imagerep.large.covariance import scratch_bytes
from imagerep.large.scratch import DEFAULT_FOLDER

_Command = TypeVar("_Command", bound=Callable[..., Any])

_NEEDS_MEMORY = ("threshold", "crop", "channel", "time")


def large_options(command: _Command) -> _Command:
    """Add the options of measurements out of core to a command.

    Parameters
    ----------
    command : callable
        The command's function; it hands them to :func:`resources`.

    Returns
    -------
    callable
    """
    options = [
        click.option(
            "--memory",
            metavar="SIZE",
            help="Bound of the memory, for example 4GB; images that do not fit are measured in "
            "parts.  [default: half of the machine's]",
        ),
        click.option("--workers", type=int, metavar="N", help="Threads.  [default: all cores]"),
        click.option(
            "--scheduler", metavar="ADDRESS", help="Of dask.distributed, for example tcp://a:8786."
        ),
        click.option(
            "--scratch",
            metavar="FOLDER",
            help="For intermediate results, on a fast disk that all workers see.  "
            f"[default: {DEFAULT_FOLDER}]",
        ),
        click.option("--resume", is_flag=True, help="Continue an interrupted measurement."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def resources(given: dict[str, Any]) -> Resources:
    """What a measurement out of core may use, from what the command line gave.

    Parameters
    ----------
    given : dict
        Values of :func:`large_options`, which are taken out of it.

    Returns
    -------
    Resources

    Raises
    ------
    ParameterError
        If a value makes no sense.
    """
    return Resources(
        memory=given.pop("memory"),
        workers=given.pop("workers"),
        scheduler=given.pop("scheduler"),
        scratch=given.pop("scratch") or DEFAULT_FOLDER,
        resume=given.pop("resume"),
    )


def is_zarr(name: str) -> bool:
    """Whether a name is that of a Zarr folder.

    Parameters
    ----------
    name : str
        As on the command line.

    Returns
    -------
    bool
    """
    path = Path(name)
    return path.is_dir() and (
        path.suffix == ".zarr" or any((path / one).exists() for one in ("zarr.json", ".zarray"))
    )


def opened(
    path: Path, options: ReadOptions, allowed: Resources, method: str | None
) -> LargeImage | None:
    """Image that is to be measured in parts, and a line that says so.

    Parameters
    ----------
    path : Path
        The file or Zarr folder.
    options : ReadOptions
        Options of reading.
    allowed : Resources
        What may be used.
    method : str or None
        What it will be measured by; every method unless given.

    Returns
    -------
    LargeImage or None
        None where it is to be read as any other image: it fits, or cannot be read in parts.

    Raises
    ------
    ImageRepError
        If a Zarr cannot be read.
    """
    asked = any(options.get(name) is not None for name in _NEEDS_MEMORY) or options.get("snap")
    if asked and path.is_dir():
        raise ParameterError(
            "A Zarr is measured as it is stored, without threshold, snapping, crop or choice.",
            "Leave these options out, or prepare it first.",
        )
    if asked:
        return None
    try:
        image = open_image(
            path,
            calibration=options.get("calibration"),
            max_phases=options.get("max_phases", 16),
            resources=allowed,
        )
    except ImageRepError:
        if path.is_dir():
            raise
        return None
    if image.fits_in_memory:
        return image if path.is_dir() else None
    size = image.size * image.source.dtype.itemsize
    scratch = (
        "without scratch space"
        if method == "spectral"
        else f"with up to {1.3 * scratch_bytes(image.shape) / 1e9:.3g} GB of scratch space in "
        f"“{allowed.scratch}”"
    )
    click.echo(
        f"imagerep: “{image.name}” ({size / 1e9:.3g} GB) is measured in parts, within "
        f"{allowed.memory_bytes / 1e9:.3g} GB of memory, {scratch}.",
        err=True,
    )
    return image
