"""What the commands share: options of reading, writing without overwriting, progress, errors."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from imagerep.calibration import Calibration
from imagerep.errors import CalibrationError, ImageRepError, OutputError, ParameterError
from imagerep.hooks import ProgressHook
from imagerep.images import ReadLimits, ReadOptions
from imagerep.replacing import why_not_written
from imagerep.time_left import with_time_left

_Command = TypeVar("_Command", bound=Callable[..., Any])
_PATIENCE_S = 0.5


def numbers(text: str, what: str) -> tuple[float, ...]:
    """Read numbers separated by commas.

    Parameters
    ----------
    text : str
        For example ``"1,0.4,0.4"``.
    what : str
        What they are, for the message.

    Returns
    -------
    tuple of float

    Raises
    ------
    ParameterError
        If a part is no number.
    """
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise ParameterError(
            f"The {what} “{text}” is not made of numbers.", "Separate them by commas: 1,0.4,0.4."
        ) from None


def crop_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Read a rectangle or box.

    Parameters
    ----------
    text : str
        First pixel and the one after the last along each axis, ``"y0:y1,x0:x1"`` or
        ``"z0:z1,y0:y1,x0:x1"``.

    Returns
    -------
    tuple of (start, stop)

    Raises
    ------
    ParameterError
        If it has another form.
    """
    try:
        pairs = tuple(tuple(int(end) for end in part.split(":")) for part in text.split(","))
        bounds = tuple((start, stop) for start, stop in pairs)
    except ValueError:
        bounds = ()
    if len(bounds) not in (2, 3):
        raise ParameterError(
            f"The crop “{text}” is not a rectangle.",
            "Give rows and columns, for example 0:800,0:1024.",
        )
    return bounds


def calibration(voxel_size: str | None, unit: str | None) -> Calibration | None:
    """Voxel size given by hand.

    Parameters
    ----------
    voxel_size, unit : str or None
        Both or none.

    Returns
    -------
    Calibration or None

    Raises
    ------
    CalibrationError
        If only one is given, or they make no sense.
    """
    if voxel_size is None and unit is None:
        return None
    if voxel_size is None or unit is None:
        raise CalibrationError(
            "Voxel size and unit belong together, and only one was given.",
            "Give both, for example --voxel-size 0.4 --unit um.",
        )
    return Calibration(numbers(voxel_size, "voxel size"), unit)


def reading_options(command: _Command) -> _Command:
    """Add the options of reading images to a command.

    Parameters
    ----------
    command : callable
        The command's function; it hands them to :func:`read_options`.

    Returns
    -------
    callable
    """
    options = [
        click.option("--slices", is_flag=True, help="Pages of a TIFF are separate 2D images."),
        click.option(
            "--threshold", type=float, metavar="T", help="Greyscale: values of at least T are 1."
        ),
        click.option(
            "--snap",
            type=int,
            is_flag=False,
            flag_value=0,
            metavar="[N]",
            help="Give every pixel the nearest of the N dominant values (N may be left out).",
        ),
        click.option(
            "--crop",
            metavar="Y0:Y1,X0:X1",
            help="Measure only this rectangle: leave scale bars and data bars out.",
        ),
        click.option(
            "--voxel-size", metavar="S|Z,Y,X", help="Size of a pixel, one for all axes or each."
        ),
        click.option("--unit", metavar="U", help="Unit of the voxel size, for example um."),
        click.option("--channel", type=int, metavar="C", help="Channel of a hyperstack, from 0."),
        click.option("--time", type=int, metavar="T", help="Time point of a hyperstack, from 0."),
        click.option("--max-phases", type=int, default=16, show_default=True),
        click.option(
            "--max-gigabytes",
            type=float,
            metavar="G",
            help="Read images up to G gigabytes decoded.  [default: 16, and 0.5 Gpx a page]",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def read_options(given: dict[str, Any]) -> tuple[bool, ReadOptions]:
    """Options of reading from what the command line gave.

    Parameters
    ----------
    given : dict
        Values of :func:`reading_options`.

    Returns
    -------
    slices : bool
        Whether every slice is an image of its own.
    options : ReadOptions

    Raises
    ------
    ImageRepError
        If a value makes no sense.
    """
    snap = given["snap"]
    options = ReadOptions(
        threshold=given["threshold"],
        snap=False if snap is None else (snap or True),
        crop=None if given["crop"] is None else crop_bounds(given["crop"]),
        calibration=calibration(given["voxel_size"], given["unit"]),
        channel=given["channel"],
        time=given["time"],
        max_phases=given["max_phases"],
    )
    if given["max_gigabytes"] is not None:
        most = int(given["max_gigabytes"] * 1e9)
        options["limits"] = ReadLimits(most, most, most)
    return bool(given["slices"]), options


@contextmanager
def sentences() -> Iterator[None]:
    """Turn errors of the user's into one sentence and exit code 2.

    Yields
    ------
    None

    Raises
    ------
    SystemExit
        With code 2.
    """
    try:
        yield
    except ImageRepError as error:
        click.echo(f"imagerep: {error}", err=True)
        raise SystemExit(2) from None


def write_text(path: Path, text: str, *, force: bool) -> None:
    """Write a file, never over another one unasked.

    Parameters
    ----------
    path : Path
        Where to.
    text : str
        What.
    force : bool
        Whether an existing file may be replaced.

    Raises
    ------
    OutputError
        If it exists, or cannot be written.
    """
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise OutputError(
            f"“{path}” exists already.", "Choose another name, or allow it with --force."
        ) from None
    except OSError as error:
        reason = why_not_written(error)
        raise OutputError(
            f"“{path}” cannot be written ({reason}).", "Choose another place."
        ) from None


@contextmanager
def progress_bar(text: str) -> Iterator[ProgressHook]:
    """Progress bar on the terminal, once something takes longer than half a second.

    Parameters
    ----------
    text : str
        What is being done.

    Yields
    ------
    callable
        To be called with the fraction done and a text.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(text, total=1.0)

    def hook(fraction: float, doing: str) -> None:
        if not bar.live.is_started and time.monotonic() - started > _PATIENCE_S:
            bar.start()
        bar.update(task, completed=fraction, description=f"{text}: {doing}")

    try:
        yield with_time_left(hook)
    finally:
        if bar.live.is_started:
            bar.stop()
