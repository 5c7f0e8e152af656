"""What the commands share: options of reading, writing, progress, errors."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from imagerep.calibration import Calibration, decimal
from imagerep.errors import CalibrationError, ImageRepError, ParameterError
from imagerep.hooks import ProgressHook
from imagerep.image.reading import ReadOptions
from imagerep.image.values import Snap
from imagerep.io.find import IMAGE_SUFFIXES, find_images, is_folder, is_zarr, user_path
from imagerep.io.limits import ReadLimits
from imagerep.io.raw import RawLayout
from imagerep.measuring_quantities import Phases
from imagerep.phase_choice import PhaseChoice, labels_of_text
from imagerep.resources import Resources
from imagerep.time_left import with_time_left

Command = TypeVar("Command", bound=Callable[..., Any])
_PATIENCE_S = 0.5


def voxel_sizes(text: str) -> tuple[float, ...]:
    """Sizes along each axis; "0,4" is 0.4, as no size is 0."""
    parts = [part.strip() for part in (text.split(";") if ";" in text else text.split(","))]
    if len(parts) == 2 and ";" not in text and parts[0] == "0":
        parts = [".".join(parts)]
    try:
        return tuple(decimal(part) for part in parts)
    except ValueError:
        raise ParameterError("not-numbers", what="voxel size", text=text) from None


def crop_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Rectangle or box as in ``"y0:y1,x0:x1"`` or ``"z0:z1,y0:y1,x0:x1"``."""
    try:
        pairs = tuple(tuple(int(end) for end in part.split(":")) for part in text.split(","))
        bounds = tuple((start, stop) for start, stop in pairs)
    except ValueError:
        bounds = ()
    if len(bounds) not in (2, 3):
        raise ParameterError("crop-not-a-rectangle", text=text)
    return bounds


def calibration(voxel_size: str | None, unit: str | None) -> Calibration | None:
    """Voxel size given by hand; both or none of its parts."""
    if voxel_size is None and unit is None:
        return None
    if voxel_size is None or unit is None:
        raise CalibrationError("voxel-size-or-unit-missing")
    return Calibration(voxel_sizes(voxel_size), unit)


def phases_asked(phase: PhaseChoice, between: str | None, over: str | None) -> Phases:
    """Phases that the options of a command name."""
    return Phases(
        phase,
        None if between is None else tuple(labels_of_text(one) for one in between.split(",")),
        None if over is None else labels_of_text(over),
    )


def snap_values(text: str) -> Snap:
    """How many values to snap to, or which ones; an empty text leaves it to the image."""
    if not text:
        return True
    try:
        return tuple(decimal(part) for part in text.split(",")) if "," in text else int(text)
    except ValueError:
        raise ParameterError("not-numbers", what="list of values", text=text) from None


def thresholds(text: str) -> float | tuple[float, ...]:
    """One threshold, or several with commas between them."""
    try:
        found = tuple(decimal(part) for part in text.split(","))
    except ValueError:
        raise ParameterError("not-a-threshold", text=text) from None
    return found if len(found) > 1 else found[0]


def one_threshold(found: float | Sequence[float] | None) -> float | None:
    """The threshold of what takes a single one."""
    if isinstance(found, Sequence):
        raise ParameterError("one-threshold-only", n=len(found))
    return found


class OptionalValues(click.Command):
    """Command whose options with an optional value take no image for that value.

    ``--json a.tif`` is ``--json`` and the image: a path for the results is given by
    ``--json=PATH``, or by a name that is no image's.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give options that are followed by an image their value for none."""
        empty = {
            name: option.flag_value
            for option in self.params
            if isinstance(option, click.Option) and isinstance(option.flag_value, str)
            if not option.is_flag
            for name in option.opts
        }
        given = [
            f"{word}={empty[word]}" if word in empty and _is_image(after) else word
            for word, after in zip(args, [*args[1:], ""], strict=True)
        ]
        return super().parse_args(ctx, given)


def _is_image(text: str) -> bool:
    path = user_path(text)
    return text.lower().endswith(IMAGE_SUFFIXES) or is_folder(path)


def once(context: click.Context, parameter: click.Parameter, values: Sequence[Any]) -> Any:
    """Value of an option that may be given once; the last of several would win silently."""
    if len(values) > 1:
        raise click.UsageError(
            f"{parameter.opts[0]} was given {len(values)} times; several labels go into one, with "
            "commas: 1,3."
        )
    return values[0] if values else None


def with_options(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    """Add options to a command, in their order."""
    for option in reversed(options):
        command = option(command)
    return command


def reading_options(command: Command) -> Command:
    """Add the options of reading images to a command, which hands them to :func:`read_options`."""
    options = [
        click.option(
            "--memory",
            metavar="SIZE",
            help="Bound of the memory, for example 4GB; images that do not fit are measured from "
            "means over blocks.  [default: half of the machine's]",
        ),
        click.option(
            "--threads", type=int, metavar="N", help="Threads that read.  [default: all cores]"
        ),
        click.option(
            "--workers",
            type=int,
            metavar="N",
            help="Read in N processes: one that dies is replaced.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Read by the workers of dask.distributed, for example tcp://a:8786.",
        ),
        click.option("--slices", is_flag=True, help="Pages of a TIFF are separate 2D images."),
        click.option(
            "--volume",
            is_flag=True,
            help="A folder of slices is one volume; time points or channels are its slices.",
        ),
        click.option(
            "--threshold",
            metavar="T[,T]",
            help="Greyscale: values of at least T are 1; of two thresholds, those from the second "
            "one are 2.",
        ),
        click.option(
            "--snap",
            is_flag=False,
            flag_value="",
            metavar="[N|VALUE,VALUE]",
            help="Give every pixel the nearest of the N dominant values (N may be left out), or of "
            "the values named: 0,127,255.",
        ),
        click.option(
            "--crop",
            metavar="Y0:Y1,X0:X1",
            help="Measure only this rectangle: leave scale bars and data bars out.",
        ),
        click.option(
            "--exclude",
            metavar="LABEL[,LABEL]",
            multiple=True,
            callback=once,
            help="Labels that are not part of the sample.",
        ),
        click.option(
            "--circle", is_flag=True, help="The sample is the inscribed circle, or cylinder."
        ),
        click.option(
            "--mask", metavar="FILE", help="The sample is where this image is not zero."
        ),
        click.option(
            "--voxel-size", metavar="S|Z,Y,X", help="Size of a pixel, one for all axes or each."
        ),
        click.option(
            "--unit",
            metavar="U",
            help="Unit of the voxel size, for example um; alone, that of the file's own sizes.",
        ),
        click.option("--channel", type=int, metavar="C", help="Channel, or class, from 0."),
        click.option("--time", type=int, metavar="T", help="Time point, from 0."),
        click.option("--page", type=int, metavar="N", help="Read one page, or plane, from 0."),
        click.option(
            "--dataset",
            metavar="NAME",
            help="Which array of a file that holds several; “imagerep contents FILE” lists them.",
        ),
        click.option(
            "--most-probable",
            is_flag=True,
            help="Probability maps: every pixel is of its most probable class.",
        ),
        click.option(
            "--raw",
            metavar="SHAPE,DTYPE[,ORDER][,offset=N]",
            help="Read a file without a header, for example 300x512x512,uint16,big,offset=1024: "
            "slices, rows, columns.",
        ),
        click.option(
            "--max-phases", type=click.IntRange(min=1), default=16, show_default=True,
            help="Most different values of a segmented image.",
        ),
        click.option(
            "--max-gigabytes",
            type=float,
            metavar="G",
            help="Read images up to G gigabytes decoded.  [default: 16 at once, more in parts]",
        ),
    ]  # fmt: skip
    return with_options(options, command)


def image_paths(files: Sequence[str], *, is_volume: bool) -> tuple[Path, ...]:
    """Files of the images; a folder of slices is one where volumes are asked for."""
    if not is_volume:
        return find_images(files)
    found: dict[Path, None] = {}
    for name in files:
        path = user_path(name)
        for one in [path] if is_folder(path) and not is_zarr(path) else find_images(name):
            found.setdefault(one)
    return tuple(found)


def read_options(given: dict[str, Any]) -> tuple[bool, ReadOptions]:
    """Whether slices are images of their own, and the options of reading."""
    snap = given["snap"]
    options = ReadOptions(
        resources=Resources(
            memory=given["memory"], threads=given["threads"], workers=given["workers"],
            scheduler=given["scheduler"],
        ),
        threshold=None if given["threshold"] is None else thresholds(given["threshold"]),
        snap=False if snap is None else snap_values(snap),
        crop=None if given["crop"] is None else crop_bounds(given["crop"]),
        exclude=() if given["exclude"] is None else labels_of_text(given["exclude"]),
        circle=given["circle"],
        mask=given["mask"],
        channel=given["channel"],
        time=given["time"],
        volume=given["volume"],
        dataset=given["dataset"],
        page=given["page"],
        most_probable=given["most_probable"],
        raw=None if given["raw"] is None else RawLayout.parse(given["raw"]),
        max_phases=given["max_phases"],
    )  # fmt: skip
    if given["voxel_size"] is None:
        options["unit"] = given["unit"]
    else:
        options["calibration"] = calibration(given["voxel_size"], given["unit"])
    most = given["max_gigabytes"]
    if most is not None:
        if not 0 < most < 1e9:
            raise ParameterError("not-an-amount-of-memory", text=most)
        n_bytes = int(most * 1e9)
        options["limits"] = ReadLimits(n_bytes, n_bytes, n_bytes)
    if given["slices"] and given["volume"]:
        raise ParameterError("options-exclude", one="--slices", other="--volume")
    return bool(given["slices"]), options


@contextmanager
def workers(options: ReadOptions) -> Iterator[None]:
    """Connect to the workers asked for, or start them, once for all images."""
    allowed = options["resources"]
    if not allowed.is_remote:
        yield
        return
    from imagerep.parallel import connected

    with connected(allowed) as client:
        options["resources"] = Resources(memory=allowed.memory, client=client)
        yield


@contextmanager
def sentences() -> Iterator[None]:
    """Turn errors of the user's into one sentence and exit code 2."""
    try:
        yield
    except ImageRepError as error:
        say(str(error))
        raise SystemExit(2) from None


def say(text: str) -> None:
    """Say something beside the results."""
    click.echo(f"imagerep: {visible(text)}", err=True)


def visible(text: str) -> str:
    """Text whose control characters, as names of files may hold them, are seen and not obeyed."""
    return "".join(
        char if char.isprintable() or char == "\n" else f"\\x{ord(char):02x}" for char in text
    )


@contextmanager
def progress_bar(text: str) -> Iterator[ProgressHook]:
    """Progress bar on the terminal, once something takes longer than half a second."""
    if not sys.stderr.isatty():
        yield lambda fraction, doing: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    started, title = time.monotonic(), escape(visible(text))
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=1.0)

    def hook(fraction: float, doing: str) -> None:
        if not bar.live.is_started and time.monotonic() - started > _PATIENCE_S:
            bar.start()
        bar.update(task, completed=fraction, description=f"{title}: {doing}")

    try:
        yield with_time_left(hook)
    finally:
        if bar.live.is_started:
            bar.stop()
