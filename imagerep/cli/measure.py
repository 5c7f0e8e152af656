"""`imagerep measure`: representativity of images from files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from imagerep.cli import tables
from imagerep.cli.common import (
    check_outputs,
    labels,
    once,
    progress_bar,
    read_options,
    reading_options,
    resource_options,
    resources,
    save,
    say,
    sentences,
    with_client,
)
from imagerep.errors import ImageRepError, OutputError
from imagerep.hooks import Hooks
from imagerep.image.reading import ReadOptions, read, read_slices
from imagerep.image.segmentation import Segmentation
from imagerep.io.find import find_images, is_zarr
from imagerep.measuring import METHODS, measure, measure_methods, measure_phases
from imagerep.phase_choice import NONZERO, PhaseChoice
from imagerep.result.measurement import Measurement
from imagerep.result.size import check_target
from imagerep.uncertainty import check_level

ALL = "all"


@click.command("measure")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--phase",
    metavar="LABEL[,LABEL]|nonzero|all",
    multiple=True,
    callback=once,
    help="Label of the phase, labels that together are the phase, every label above 0, or every "
    "phase in turn.",
)
@click.option("--confidence", type=float, default=0.95, show_default=True, metavar="C")
@click.option(
    "--target-error", type=float, metavar="D", help="Relative error wanted.  [default: 0.05]"
)
@click.option(
    "--target-absolute-error", type=float, metavar="D", help="Absolute error wanted, instead."
)
@click.option(
    "--hold-model-error",
    is_flag=True,
    help="Recommended size with sigma_mod as it is at this image's size (conservative).",
)
@click.option("--method", type=click.Choice(list(METHODS)), default="two-point", show_default=True)
@click.option(
    "--compare", is_flag=True, help="Measure by every method, and warn where they disagree."
)
@click.option("--pooled", is_flag=True, help="Add a row for all images as one material.")
@click.option(
    "--json",
    "json_path",
    is_flag=False,
    flag_value="-",
    metavar="[PATH]",
    help="Write JSON, to standard output unless a path is given (--json=PATH).",
)
@click.option("--csv", "csv_path", metavar="PATH", help="Write a table for spreadsheets.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@resource_options
@reading_options
def measure_command(
    files: tuple[str, ...],
    phase: str | None,
    confidence: float,
    target_error: float | None,
    target_absolute_error: float | None,
    hold_model_error: bool,
    method: str,
    compare: bool,
    pooled: bool,
    json_path: str | None,
    csv_path: str | None,
    force: bool,
    **reading: Any,
) -> None:
    """Measure how well the phase fraction of images represents their material.

    FILE may be an image or volume (TIFF, PNG, HDF5, NRRD, DICOM and many more), a Zarr, a folder
    or a pattern; each image gives a row. Images that do not fit in memory are read once, in parts.
    """
    with sentences():
        allowed = resources(reading)
        slices, options = read_options(reading)
        check_level(confidence)
        if target_error is None and target_absolute_error is None:
            target_error = 0.05
        check_target(target_error, target_absolute_error)
        chosen = _phase(phase)
        options["objects"] = chosen == NONZERO
        paths = _paths(files, is_volume=bool(options.get("volume")))
        outputs = [Path(path) for path in (json_path, csv_path) if path not in (None, "-")]
        check_outputs(outputs, paths, force=force)
        with with_client(allowed) as ready:
            options["resources"] = ready
            asked = None if compare else method
            measured, images, refused = _measure_each(paths, slices, options, chosen, asked)
            if pooled and len(images) > 1:
                name = f"all {len(images)} images"
                measured += _measured(images, chosen, asked, name, is_pooled=True)
        rows = [
            one.to_dict(
                confidence,
                target_error,
                absolute_error=target_absolute_error,
                hold_model_error=hold_model_error,
            )
            for one in measured
        ]
        if rows:
            _write(rows, json_path, csv_path, force=force)
    if refused:
        raise SystemExit(2)


def _phase(text: str | None) -> PhaseChoice:
    if text is None or text in (ALL, NONZERO):
        return text
    found = labels(text)
    return found[0] if len(found) == 1 else found


def _paths(files: Sequence[str], *, is_volume: bool) -> tuple[Path, ...]:
    """Files of the images; a folder of slices is one where volumes are asked for."""
    if not is_volume:
        return find_images(files)
    found: dict[Path, None] = {}
    for name in files:
        path = Path(name).expanduser()
        is_folder = path.is_dir() and not is_zarr(path)
        for one in [path] if is_folder else find_images(name):
            found.setdefault(one)
    return tuple(found)


def _measured(
    images: Segmentation | Sequence[Segmentation],
    phase: PhaseChoice,
    method: str | None,
    name: str,
    *,
    is_pooled: bool = False,
) -> list[Measurement]:
    """Measure by one method, or by every one where none is named."""
    given = [images] if isinstance(images, Segmentation) else list(images)
    with progress_bar(name) as progress:
        if method is not None and phase == ALL:
            found = list(measure_phases(given, method=method, progress=progress).values())
        elif method is not None:
            found = [measure(given, phase, method=method, progress=progress)]
        else:
            every: Sequence[PhaseChoice] = [phase]
            if phase == ALL:
                every = sorted({label for image in given for label in image.phase_labels})
            hooks = Hooks(progress)
            found = [
                replace(one, name=f"{one.name} ({one.method})")
                for number, each in enumerate(every)
                for one in measure_methods(
                    given,
                    each,
                    progress=hooks.part(number / len(every), (number + 1) / len(every)).report,
                ).values()
            ]
    if not is_pooled:
        return found
    return [replace(one, name=name if method else f"{name} ({one.method})") for one in found]


def _measure_each(
    paths: Sequence[Path],
    slices: bool,
    options: ReadOptions,
    phase: PhaseChoice,
    method: str | None,
) -> tuple[list[Measurement], list[Segmentation], int]:
    """Measure image by image; what is refused is said and does not stop the others."""
    found: list[Measurement] = []
    images: list[Segmentation] = []
    refused = 0
    for path in paths:
        try:
            with progress_bar(path.name) as progress:
                options["hooks"] = Hooks(progress)
                parts = read_slices(path, **options) if slices else (read(path, **options),)
        except ImageRepError as error:
            say(str(error))
            refused += 1
            continue
        for part in parts:
            if not part.is_in_memory:
                say(f"“{part.name}” is {part.notes[-1].text}.")
            images.append(part)
            try:
                found += _measured(part, phase, method, part.name)
            except ImageRepError as error:
                say(str(error))
                refused += 1
    return found, images, refused


def _write(
    rows: list[dict[str, Any]], json_path: str | None, csv_path: str | None, *, force: bool
) -> None:
    """Show the rows, and write every file asked for even where one of them fails."""
    shown_rows = rows[0] if len(rows) == 1 else rows
    text = json.dumps(shown_rows, indent=2, ensure_ascii=False, allow_nan=False)
    if json_path == "-":
        click.echo(text)
    else:
        shown = tables.one_result(rows[0]) if len(rows) == 1 else tables.many_results(rows)
        tables.console().print(shown)
    failed: OutputError | None = None
    # Excel takes a CSV without a mark for one of the code page.
    for path, content in ((json_path, text + "\n"), (csv_path, "\ufeff" + tables.csv_text(rows))):
        if path in (None, "-"):
            continue
        try:
            save(Path(str(path)), content, force=force)
        except OutputError as error:
            failed = error
    if failed is not None:
        raise failed
