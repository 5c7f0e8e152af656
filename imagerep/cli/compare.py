"""`imagerep compare`: materials side by side, and the differences between them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from imagerep.cli import tables
from imagerep.cli.common import (
    once,
    phases_asked,
    progress_bar,
    read_options,
    reading_options,
    say,
    sentences,
    workers,
)
from imagerep.cli.outputs import Outputs, output_options
from imagerep.comparing import Question, compare_materials
from imagerep.errors import ImageRepError, OutputError
from imagerep.files import replacing
from imagerep.hooks import Hooks
from imagerep.io.materials import find_materials
from imagerep.measuring import METHODS, RECOMMENDED
from imagerep.optional import need
from imagerep.phase_choice import phase_of_text
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
@click.option("--plot", "plot_path", metavar="PATH", help="Draw the intervals as PDF, SVG or PNG.")
@output_options
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
    plot_path: str | None,
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
        outputs = Outputs.of(reading)
        slices, options = read_options(reading)
        check_level(confidence)
        if plot_path is not None:
            if not plot_path.lower().endswith(_PLOT_SUFFIXES):
                raise OutputError("plot-suffix", path=plot_path)
            need("matplotlib", "to plot", "plot")
        found = find_materials(materials)
        plot = None if plot_path is None else Path(plot_path)
        images = [path for one in found.materials for path in one.paths]
        outputs.check(images, ("Materials", "Differences"), plot)
        question = Question(quantity, phases_asked(phase_of_text(phase), between, over), method)
        with workers(options), progress_bar("comparison") as progress:
            result = compare_materials(
                {one.name: one for one in found.materials}, question, options, Hooks(progress),
                warnings=found.warnings, refused=refuse, slices=slices,
            )  # fmt: skip
        plain = result.to_dict(confidence, correction)
        outputs.write(
            plain,
            result.sheets(confidence, correction),
            partial(tables.comparison, plain),
            *([] if plot is None else [lambda: _plot(result, plot, confidence, outputs.force)]),
        )
    if refused:
        raise SystemExit(2)
    if outputs.is_strict and any(one.measurement.is_doubtful for one in result.materials):
        raise SystemExit(3)


def _plot(result: Comparison, path: Path, confidence: float, force: bool) -> None:
    pyplot = need("matplotlib.pyplot", "to plot", "plot")
    figure = result.plot(confidence_level=confidence).figure
    with replacing(path, overwrite=force) as file:
        figure.savefig(file, format=path.suffix[1:].lower(), bbox_inches="tight", dpi=300)
    pyplot.close(figure)
