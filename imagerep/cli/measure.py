"""`imagerep measure`: representativity of images from files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from imagerep.cli import large, tables
from imagerep.cli.common import (
    progress_bar,
    read_options,
    reading_options,
    sentences,
    write_text,
)
from imagerep.comparison import measure_methods
from imagerep.errors import ImageRepError, OutputError, ParameterError
from imagerep.hooks import Hooks
from imagerep.images import ReadOptions, find_images, read, read_slices
from imagerep.large import LargeImage, LargeSegmentation
from imagerep.measurement import Measurement
from imagerep.measuring import METHODS, measure, measure_phases, open_images
from imagerep.report import to_dict
from imagerep.segmentation import Segmentation
from imagerep.sizing import check_target
from imagerep.uncertainty import check_level

Counted = Segmentation | LargeSegmentation
AnyImage = Counted | LargeImage


@click.command("measure")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--phase", metavar="LABEL|all", help="Label of the phase, or all phases.")
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
    help="Write JSON, to standard output unless a path is given.",
)
@click.option("--csv", "csv_path", metavar="PATH", help="Write a table for spreadsheets.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@large.large_options
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

    FILE may be an image (TIFF, PNG, JPEG, NPY), a Zarr, a folder or a pattern; each image gives a
    row. Images that do not fit in memory are measured in parts.
    """
    with sentences():
        allowed = large.resources(reading)
        slices, options = read_options(reading)
        check_level(confidence)
        if target_error is None and target_absolute_error is None:
            target_error = 0.05
        check_target(target_error, target_absolute_error)
        for path in (json_path, csv_path):
            if path not in (None, "-") and Path(str(path)).exists() and not force:
                raise OutputError(
                    f"“{path}” exists already.", "Choose another name, or allow it with --force."
                )
        label = _label(phase)
        asked = None if compare else method
        with large.interruptible(allowed), large.started(allowed) as ready:
            bound = None if allowed.scheduler else allowed.memory_bytes
            opening = partial(large.opened, allowed=ready, bound=bound, method=asked)
            measured, images, refused = _measure_each(files, slices, options, label, asked, opening)
            if pooled and len(images) > 1:
                measured += _measure_pooled(images, label, asked)
        rows = [
            to_dict(
                one,
                confidence,
                target_error,
                target_absolute_error=target_absolute_error,
                hold_model_error=hold_model_error,
            )
            for one in measured
        ]
        if rows:
            _write(rows, json_path, csv_path, force=force)
    if refused:
        raise SystemExit(2)


def _label(phase: str | None) -> int | str | None:
    if phase is None or phase == "all":
        return phase
    try:
        return int(phase)
    except ValueError:
        raise ParameterError(
            f"The phase “{phase}” is no label.",
            "Give a whole number, or all; “imagerep phases FILE” lists the labels.",
        ) from None


def _measured(
    images: AnyImage | Sequence[AnyImage],
    label: int | str | None,
    method: str | None,
    name: str,
) -> tuple[list[Measurement], tuple[Counted, ...]]:
    """Measure by one method, or by every one where none is named; and the images, counted."""
    methods = tuple(METHODS) if method is None else (method,)
    with progress_bar(name) as progress:
        given = (images,) if isinstance(images, AnyImage) else tuple(images)
        counted, hooks = open_images(given, Hooks(progress), methods)
        progress = hooks.report
        if method is None:
            labels = [label]
            if label == "all":
                labels = [*sorted({each for part in counted for each in part.phase_labels})]
            return [
                replace(one, name=f"{one.name} ({one.method})")
                for number, each in enumerate(labels)
                for one in measure_methods(
                    counted,
                    None if each is None else int(each),
                    progress=hooks.part(number / len(labels), (number + 1) / len(labels)).report,
                ).values()
            ], counted
        if label == "all":
            every = measure_phases(counted, method=method, progress=progress)
            return list(every.values()), counted
        one = None if label is None else int(label)
        return [measure(counted, one, method=method, progress=progress)], counted


def _measure_each(
    files: tuple[str, ...],
    slices: bool,
    options: ReadOptions,
    label: int | str | None,
    method: str | None,
    opening: Callable[[Path, ReadOptions], LargeImage | None],
) -> tuple[list[Measurement], list[AnyImage], int]:
    """Measure image by image; what is refused is said and does not stop the others."""
    found: list[Measurement] = []
    images: list[AnyImage] = []
    refused = 0
    for path in find_images(files):
        try:
            in_parts = None if slices else opening(path, options)
            parts: Sequence[AnyImage]
            if in_parts is not None:
                parts = (in_parts.loaded() if in_parts.fits_in_memory else in_parts,)
            else:
                parts = read_slices(path, **options) if slices else (read(path, **options),)
        except ImageRepError as error:
            click.echo(f"imagerep: {error}", err=True)
            refused += 1
            continue
        for part in parts:
            images.append(part)
            try:
                rows, counted = _measured(part, label, method, part.name)
                found += rows
                images[-1:] = counted
            except ImageRepError as error:
                click.echo(f"imagerep: {error}", err=True)
                refused += 1
    return found, images, refused


def _measure_pooled(
    images: Sequence[AnyImage], label: int | str | None, method: str | None
) -> list[Measurement]:
    name = f"all {len(images)} images"
    return [
        replace(one, name=name if method else f"{name} ({one.method})")
        for one in _measured(images, label, method, name)[0]
    ]


def _write(
    rows: list[dict[str, Any]], json_path: str | None, csv_path: str | None, *, force: bool
) -> None:
    text = json.dumps(rows[0] if len(rows) == 1 else rows, indent=2, ensure_ascii=False)
    if json_path == "-":
        click.echo(text)
    else:
        shown = tables.one_result(rows[0]) if len(rows) == 1 else tables.many_results(rows)
        tables.console().print(shown)
    if json_path not in (None, "-"):
        write_text(Path(str(json_path)), text + "\n", force=force)
    if csv_path is not None:
        # Excel takes a CSV without a mark for one of the code page.
        write_text(Path(csv_path), "\ufeff" + tables.csv_text(rows), force=force)
