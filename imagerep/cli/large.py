"""Images larger than memory on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from imagerep.errors import ImageLimitError, ImageRepError
from imagerep.images import ReadOptions
from imagerep.large import LargeImage, Resources, open_image
from imagerep.large.cutting import scratch_bytes
from imagerep.large.scratch import DEFAULT_FOLDER, FOLDERS

_Command = TypeVar("_Command", bound=Callable[..., Any])

_NEEDS_MEMORY = ("channel", "time")


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
        click.option(
            "--threads",
            type=int,
            metavar="N",
            help="Threads that measure in parts.  [default: all cores]",
        ),
        click.option(
            "--workers",
            type=int,
            metavar="N",
            help="Measure in parts, in N processes: one that dies is replaced.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Measure in parts, by the workers of dask.distributed, for example tcp://a:8786.",
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
        threads=given.pop("threads"),
        workers=given.pop("workers"),
        scheduler=given.pop("scheduler"),
        scratch=given.pop("scratch") or DEFAULT_FOLDER,
        resume=given.pop("resume"),
    )


@contextmanager
def started(allowed: Resources) -> Iterator[Resources]:
    """Start the worker processes asked for, once for all images.

    Parameters
    ----------
    allowed : Resources
        What may be used.

    Yields
    ------
    Resources
        With the scheduler of these processes.

    Raises
    ------
    ImageRepError
        If they cannot be started.
    """
    if allowed.workers is None:
        yield allowed
        return
    from imagerep.large.cluster import own_cluster

    with own_cluster(allowed.workers, allowed.memory_bytes) as address:
        yield replace(allowed, workers=None, scheduler=address, memory=None)


@contextmanager
def interruptible(allowed: Resources) -> Iterator[None]:
    """Say after Ctrl+C what is left, and end with code 130.

    Parameters
    ----------
    allowed : Resources
        Knows the scratch folder.

    Yields
    ------
    None

    Raises
    ------
    SystemExit
        With code 130, as shells expect.
    """
    try:
        yield
    except KeyboardInterrupt:
        folder = Path(allowed.scratch or DEFAULT_FOLDER)
        click.echo("imagerep: Stopped.", err=True, nl=False)
        if any(folder.glob(FOLDERS)):
            click.echo(
                f" What is done lies in “{folder}”: the same command with --resume goes on from "
                "there.",
                err=True,
                nl=False,
            )
        click.echo("", err=True)
        raise SystemExit(130) from None


def opened(
    path: Path, options: ReadOptions, allowed: Resources, bound: int | None, method: str | None
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
    bound : int or None
        Bound of the memory that was asked for, in bytes; None with a scheduler.
    method : str or None
        What it will be measured by; every method unless given.

    Returns
    -------
    LargeImage or None
        None where it is to be read as any other image: it fits, or cannot be read in parts.

    Raises
    ------
    ImageLimitError
        If the pieces in which it is stored do not fit in memory.
    """
    if options.get("snap") or any(options.get(name) is not None for name in _NEEDS_MEMORY):
        return None
    try:
        image = open_image(
            path,
            calibration=options.get("calibration"),
            max_phases=options.get("max_phases", 16),
            resources=allowed,
        )
    except ImageLimitError:
        raise
    except ImageRepError:
        return None
    if image.fits_in_memory:
        return None
    crop, threshold = options.get("crop"), options.get("threshold")
    if crop is not None:
        image = image.cropped(crop)
    if threshold is not None:
        image = image.thresholded(threshold)
    if image.fits_in_memory:
        return image
    size = image.size * image.source.dtype.itemsize
    if method != "spectral":
        gigabytes = scratch_bytes(image.shape) / 1e9
        scratch = f"with up to {gigabytes:.3g} GB of scratch space in “{allowed.scratch}”"
    elif allowed.scratch is None:
        scratch = "without scratch space"
    else:
        scratch = f"with a few MB of scratch space in “{allowed.scratch}”"
    within = "by the workers" if bound is None else f"within {bound / 1e9:.3g} GB of memory"
    what = f"“{image.name}” ({size / 1e9:.3g} GB)"
    click.echo(f"imagerep: {what} is read in parts, {within}, {scratch}.", err=True)
    return image
