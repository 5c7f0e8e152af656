"""`imagerep compare`: materials side by side, and the differences between them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from imagerep.cli import tables
from imagerep.cli.common import (
    TablesAsked,
    check_outputs,
    once,
    progress_bar,
    read_options,
    reading_options,
    resource_options,
    resources,
    save,
    say,
    sentences,
    table_options,
    with_client,
    write_all,
)
from imagerep.comparing import Question, compare_materials
from imagerep.errors import ImageRepError, OutputError
from imagerep.files import replacing
from imagerep.hooks import Hooks
from imagerep.io.materials import find_materials
from imagerep.measuring import METHODS, RECOMMENDED
from imagerep.measuring_quantities import Phases
from imagerep.optional import need
from imagerep.phase_choice import labels_of_text, phase_of_text
from imagerep.result.comparison import Comparison
from imagerep.result.difference import CORRECTIONS
from imagerep.uncertainty import check_level

_PLOT_SUFFIXES = (".pdf", ".svg", ".png")


@click.command("compare")
@click.argument("materials", nargs=-1, required=True, metavar="FOLDER|MATERIAL...")
@click.option(
    "--phase",
    metavar="LABEL[,LABEL]|nonzero",
    multiple=True,
    callback=once,
    help="Label of the phase, labels that together are the phase, or every label above 0.",
)
@click.option(
    "--quantity",
    metavar="NAME",
    default="phase-fraction",
    show_default=True,
    help="What to compare, as for “imagerep measure”.",
)
@click.option("--between", metavar="LABEL,LABEL[,LABEL]", help="As for “imagerep measure”.")
@click.option("--over", metavar="LABEL[,LABEL]", help="As for “imagerep measure”.")
@click.option("--confidence", type=float, default=0.95, show_default=True, metavar="C")
@click.option(
    "--correction",
    type=click.Choice(list(CORRECTIONS)),
    default="none",
    show_default=True,
    help="For many comparisons: Šidák's (intervals that hold together) or Holm's (p-values).",
)
@click.option("--method", type=click.Choice(list(METHODS)), default=RECOMMENDED, show_default=True)
@click.option(
    "--json",
    "json_path",
    is_flag=False,
    flag_value="-",
    metavar="[PATH]",
    help="Write JSON, to standard output unless a path is given (--json=PATH).",
)
@table_options
@click.option("--plot", "plot_path", metavar="PATH", help="Draw the intervals as PDF, SVG or PNG.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option(
    "--strict", is_flag=True, help="Exit with 3 where an answer is doubtful, after all are written."
)
@resource_options
@reading_options
def compare_command(
    materials: tuple[str, ...],
    phase: str | None,
    quantity: str,
    between: str | None,
    over: str | None,
    confidence: float,
    correction: str,
    method: str,
    json_path: str | None,
    plot_path: str | None,
    force: bool,
    strict: bool,
    **reading: Any,
) -> None:
    """Compare materials, each of one or more images.

    One FOLDER: each of its subfolders is a material, with all images in and below it. Several
    paths: each folder, file or pattern is a MATERIAL. The images of a material are measured
    together, with the scatter between them, and each on its own. A CSV has a row for each material
    and each image, and a second file beside it, “…-differences.csv”, the differences; a workbook
    has a sheet each.
    """  # fmt: skip
    refused: list[str] = []

    def refuse(name: str, error: ImageRepError) -> None:
        say(f"{name}: {error}")
        refused.append(name)

    with sentences():
        allowed = resources(reading)
        asked = TablesAsked.of(reading)
        slices, options = read_options(reading)
        check_level(confidence)
        if plot_path is not None:
            if not plot_path.lower().endswith(_PLOT_SUFFIXES):
                raise OutputError("plot-suffix", path=plot_path)
            need("matplotlib", "to plot", "plot")
        found = find_materials(materials)
        differences_csv = None if asked.csv is None else _beside(asked.csv)
        outputs = [*asked.texts]
        outputs += [] if differences_csv is None else [differences_csv]
        outputs += [Path(path) for path in (json_path,) if path not in (None, "-")]
        binaries = [*asked.binaries, *([] if plot_path is None else [Path(plot_path)])]
        images = [path for one in found.materials for path in one.paths]
        check_outputs(outputs, images, force=force, binaries=binaries)
        question = Question(
            quantity,
            Phases(
                phase_of_text(phase),
                None if between is None
                else tuple(labels_of_text(one) for one in between.split(",")),
                None if over is None else labels_of_text(over),
            ),
            method,
        )  # fmt: skip
        with with_client(allowed) as ready, progress_bar("comparison") as progress:
            options["resources"] = ready
            result = compare_materials(
                {one.name: one for one in found.materials}, question, options, Hooks(progress),
                warnings=found.warnings, refused=refuse, slices=slices,
            )  # fmt: skip
        plain = result.to_dict(confidence, correction)
        text = json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)
        if json_path == "-":
            click.echo(text)
        else:
            tables.console().print(tables.comparison(plain))
        sheets = result.sheets(confidence, correction)
        writing: list[Callable[[], None]] = asked.writing(sheets, force=force)
        if differences_csv is not None:
            beside = TablesAsked(differences_csv, None, asked.separators)
            writing += beside.writing({"Differences": sheets["Differences"]}, force=force)
        if json_path not in (None, "-"):
            writing.append(lambda: save(Path(str(json_path)), text + "\n", force=force))
        if plot_path is not None:
            writing.append(lambda: _plot(result, Path(plot_path), confidence, force=force))
        failed = write_all(writing)
        if failed is not None:
            raise failed
    if refused:
        raise SystemExit(2)
    if strict and any(one.measurement.is_doubtful for one in result.materials):
        raise SystemExit(3)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}-differences{path.suffix}")


def _plot(result: Comparison, path: Path, confidence: float, *, force: bool) -> None:
    pyplot = need("matplotlib.pyplot", "to plot", "plot")
    figure = result.plot(confidence_level=confidence).figure
    with replacing(path, overwrite=force) as file:
        figure.savefig(file, format=path.suffix[1:].lower(), bbox_inches="tight", dpi=300)
    pyplot.close(figure)
