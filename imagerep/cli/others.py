"""`imagerep phases`, `joint`, `contents` and `size`: the small commands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from imagerep.cli import tables
from imagerep.cli.common import (
    OptionalValues,
    calibration,
    image_paths,
    progress_bar,
    read_options,
    reading_options,
    sentences,
    visible,
    workers,
)
from imagerep.errors import ParameterError
from imagerep.hooks import Hooks
from imagerep.image.reading import ReadOptions, read, read_slices
from imagerep.image.segmentation import Segmentation
from imagerep.io.find import user_path
from imagerep.io.opening import contents
from imagerep.io.raw import RawLayout
from imagerep.joint import measure_joint
from imagerep.measuring import METHODS, RECOMMENDED
from imagerep.result.size import size_for
from imagerep.uncertainty import check_level


@click.command("phases", cls=OptionalValues)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@reading_options
def phases_command(files: tuple[str, ...], as_json: bool, **reading: Any) -> None:
    """List the phases of images and their fractions."""
    with sentences():
        slices, options = read_options(reading)
        plain = []
        with workers(options):
            for path in image_paths(files, is_volume=bool(options.get("volume"))):
                for image in _images(path, options, slices=slices):
                    if not as_json:
                        tables.console().print(tables.phases(image))
                        continue
                    voxel = image.calibration
                    plain.append(
                        {
                            "name": image.name,
                            "shape_px": list(image.shape),
                            "n_pixels": image.n_domain,
                            "voxel_size": None if voxel is None else list(voxel.voxel_size),
                            "unit": None if voxel is None else voxel.unit,
                            "phases": [
                                {"phase": one.label, "pixels": one.count, "fraction": one.fraction}
                                for one in image.phases
                            ],
                            "notes": [note.text for note in image.notes],
                            "warnings": [doubt.to_dict() for doubt in image.doubts],
                        }
                    )
        if as_json:
            shown = plain[0] if len(plain) == 1 else plain
            click.echo(json.dumps(shown, indent=2, ensure_ascii=False))


@click.command("joint", cls=OptionalValues)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--confidence", type=float, default=0.95, show_default=True, metavar="C")
@click.option("--method", type=click.Choice(list(METHODS)), default=RECOMMENDED, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@reading_options
def joint_command(
    files: tuple[str, ...], confidence: float, method: str, as_json: bool, **reading: Any
) -> None:
    """Measure all phases together: intervals that hold at the same time, and how fractions vary.

    All files are images of one material.
    """
    with sentences():
        slices, options = read_options(reading)
        check_level(confidence)
        paths = image_paths(files, is_volume=bool(options.get("volume")))
        with workers(options):
            images = [one for path in paths for one in _images(path, options, slices=slices)]
        with progress_bar("all phases") as progress:
            found = measure_joint(images, method=method, progress=progress).to_dict(confidence)
        if as_json:
            click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            tables.console().print(tables.joint(found))


def _images(path: Path, options: ReadOptions, *, slices: bool) -> Sequence[Segmentation]:
    with progress_bar(path.name) as progress:
        options["hooks"] = Hooks(progress)
        return read_slices(path, **options) if slices else (read(path, **options),)


@click.command("contents")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--raw", metavar="SHAPE,DTYPE[,ORDER][,offset=N]", help="Layout of a file without a header."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def contents_command(files: tuple[str, ...], raw: str | None, as_json: bool) -> None:
    """List what can be chosen of files: arrays, channels, time points, pages."""
    with sentences():
        layout = None if raw is None else RawLayout.parse(raw)
        plain = []
        for path in map(user_path, files):
            found = contents(path, raw=layout)
            if not as_json:
                tables.console().print(tables.contents(path.name, found))
            for one in found:
                voxel = one.calibration
                plain.append(
                    {
                        "file": path.name,
                        "dataset": one.dataset,
                        "shape": list(one.shape),
                        "axes": one.axes,
                        "dtype": one.dtype,
                        "n_channels": one.n_channels,
                        "n_times": one.n_times,
                        "n_pages": one.n_pages,
                        "is_labels": one.is_labels,
                        "is_probability": one.is_probability,
                        "voxel_size": None if voxel is None else list(voxel.voxel_size),
                        "unit": None if voxel is None else voxel.unit,
                    }
                )
        if as_json:
            click.echo(json.dumps(plain, indent=2, ensure_ascii=False))


@click.command("size")
@click.option("--phase-fraction", type=float, required=True, metavar="PHI", help="Expected, 0..1.")
@click.option("--length", type=float, metavar="L", help="Characteristic length scale, if known.")
@click.option(
    "--feature-size",
    type=float,
    metavar="L",
    help="Else the typical size of a feature, for example a grain or pore diameter. Taken as the "
    "characteristic length scale, which is exact for random squares and on the safe side for "
    "discs (0.89 of the diameter) and spheres (0.81).",
)
@click.option("--ndim", type=click.IntRange(2, 3), default=2, show_default=True)
@click.option("--confidence", type=float, default=0.95, show_default=True, metavar="C")
@click.option("--target-error", type=float, metavar="D", help="Relative error wanted.")
@click.option("--target-absolute-error", type=float, metavar="D", help="Absolute error, instead.")
@click.option("--voxel-size", metavar="S", help="Size of a pixel; lengths are then in UNIT.")
@click.option("--unit", metavar="UNIT", help="Unit of the lengths and of the voxel size.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def size_command(
    phase_fraction: float,
    length: float | None,
    feature_size: float | None,
    ndim: int,
    confidence: float,
    target_error: float | None,
    target_absolute_error: float | None,
    voxel_size: str | None,
    unit: str | None,
    as_json: bool,
) -> None:
    """Tell the image size for a target before anything is imaged.

    Lengths are in pixels, or in UNIT where a voxel size is given.
    """
    with sentences():
        given = [one for one in (length, feature_size) if one is not None]
        if len(given) != 1:
            raise ParameterError("number-of-size-lengths", n_given=len(given))
        voxel = calibration(voxel_size, unit)
        scale = 1.0 if voxel is None else voxel.mean_voxel_size
        if target_error is None and target_absolute_error is None:
            target_error = 0.05
        n_pixels = size_for(
            phase_fraction,
            given[0] / scale,
            ndim,
            relative_error=target_error,
            absolute_error=target_absolute_error,
            confidence_level=confidence,
        )
        side = n_pixels ** (1 / ndim)
        plain = {
            "recommended_side_px": side,
            "recommended_n_pixels": n_pixels,
            "recommended_side": None if voxel is None else side * scale,
            "unit": None if voxel is None else voxel.unit,
            "characteristic_length_scale_px": given[0] / scale,
            "confidence_level": confidence,
            "target_relative_error": target_error,
            "target_absolute_error": target_absolute_error,
        }
        if as_json:
            click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
            return
        wanted = (
            f"{tables.percent(target_error)} of it"
            if target_error is not None
            else f"{target_absolute_error:g}"
        )
        shown = tables.length(side, plain["recommended_side"], plain["unit"])
        kind = "an area" if ndim == 2 else "a volume"
        shown = visible(shown)
        click.echo(
            f"To know a phase fraction of {phase_fraction:g} to within {wanted} with "
            f"{tables.percent(confidence)} confidence, image {kind} "
            f"of {shown} a side."
        )
