"""`imagerep measure`: representativity of images from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from imagerep.calibration import Calibration
from imagerep.cli import tables
from imagerep.cli.common import (
    OptionalValues,
    image_paths,
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
from imagerep.errors import ImageRepError
from imagerep.hooks import Hooks
from imagerep.image.grey import GreyImage
from imagerep.image.reading import ReadOptions, read, read_grey, read_slices
from imagerep.image.same_labels import with_same_labels
from imagerep.image.segmentation import FieldsOfImage, Segmentation
from imagerep.measures.quantities import PHASE_FRACTION
from imagerep.measuring import METHODS, RECOMMENDED, compared, measure, measure_phases
from imagerep.measuring_quantities import Phases, fields_asked, is_grey, names_of
from imagerep.messages import MeasurementWarning
from imagerep.phase_choice import NONZERO, PhaseChoice, labels_of, phase_of_text
from imagerep.result.measurement import Measurement
from imagerep.result.size import check_target
from imagerep.spreadsheet import flat_row
from imagerep.uncertainty import check_level

if TYPE_CHECKING:
    from imagerep.cli.segmentation_source import SegmentationSource

ALL = "all"

Image = Segmentation | GreyImage


@click.command("measure", cls=OptionalValues)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--phase",
    metavar="LABEL[,LABEL]|nonzero|all",
    multiple=True,
    callback=once,
    help='Label of the phase (of a colour "#rrggbb"), labels that together are the phase, every '
    "label above 0, or every phase in turn.",
)
@click.option(
    "--quantity",
    metavar="NAME[,NAME]|all",
    default="phase-fraction",
    show_default=True,
    help="What to measure: phase-fraction, surface-density, euler-density, chord-length, … or all "
    "that the phase has; mean for grey values. A wrong name lists them.",
)
@click.option(
    "--between",
    metavar="LABEL,LABEL[,LABEL]",
    help="Phases whose boundary is measured, or three that meet in lines; 1+3 is one phase of two "
    "labels.",
)
@click.option(
    "--over", metavar="LABEL[,LABEL]", help="Labels that phase-ratio sets the phase in relation to."
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
@click.option("--method", type=click.Choice(list(METHODS)), default=RECOMMENDED, show_default=True)
@click.option(
    "--published/--no-published",
    default=True,
    show_default=True,
    help="Tell the phase fraction's interval by the method of the paper (two-point), too.",
)
@click.option(
    "--compare", is_flag=True, help="Measure by every method, and warn where they disagree."
)
@click.option(
    "--audit",
    metavar="POINTS",
    help="Audited points of the image (imagerep audit), to correct it.",
)
@click.option(
    "--alternative",
    "alternatives",
    metavar="FILE",
    multiple=True,
    help="Another segmentation of the same image, whose difference goes into the total error; may "
    "be given again.",
)
@click.option(
    "--threshold-range",
    is_flag=True,
    help="Take the defensible thresholds beside --threshold into the total error.",
)
@click.option("--pooled", is_flag=True, help="Add a row for all images as one material.")
@output_options
@reading_options
def measure_command(
    files: tuple[str, ...],
    phase: str | None,
    quantity: str,
    between: str | None,
    over: str | None,
    confidence: float,
    target_error: float | None,
    target_absolute_error: float | None,
    hold_model_error: bool,
    method: str,
    published: bool,
    compare: bool,
    audit: str | None,
    alternatives: tuple[str, ...],
    threshold_range: bool,
    pooled: bool,
    **reading: Any,
) -> None:
    """Measure how well images represent the phase fraction, or else, of their material.

    FILE may be an image or volume (TIFF, PNG, HDF5, NRRD, DICOM and many more), a Zarr, a folder
    or a pattern; each image gives a row. Images that do not fit in memory are read once, in parts.
    What makes an answer doubtful is said before it, with the option that mends it.
    """
    with sentences():
        outputs = Outputs.of(reading)
        slices, options = read_options(reading)
        check_level(confidence)
        if target_error is None and target_absolute_error is None:
            target_error = 0.05
        check_target(target_error, target_absolute_error)
        chosen = ALL if phase == ALL else phase_of_text(phase)
        options["objects"] = chosen == NONZERO
        paths = image_paths(files, is_volume=bool(options.get("volume")))
        mask = options.get("mask")
        inputs = [*paths, *([Path(mask)] if isinstance(mask, str) else [])]
        outputs.check(inputs)
        question = _Question(
            names_of(tuple(quantity.split(","))),
            chosen,
            phases_asked(None if chosen == ALL else chosen, between, over),
            None if compare else method,
            published,
        )
        known = None
        if audit is not None or alternatives or threshold_range:
            from imagerep.cli.segmentation_source import SegmentationSource  # seldom asked for

            known = SegmentationSource.of(audit, alternatives, options, is_range=threshold_range)
        with workers(options):
            measured, refused = _measure_each(
                paths, slices, options, question, known, pooled=pooled
            )
        rows = [
            one.to_dict(
                confidence,
                target_error,
                absolute_error=target_absolute_error,
                hold_model_error=hold_model_error,
            )
            for one in measured
        ]
        if len(rows) == 1:
            outputs.write(rows[0], _sheets(rows), partial(tables.one_result, rows[0]))
        elif rows:
            outputs.write(rows, _sheets(rows), partial(tables.many_results, rows))
    if outputs.is_strict and any(one.is_doubtful for one in measured):
        raise SystemExit(3)
    if refused:
        raise SystemExit(2)


@dataclass(frozen=True, slots=True)
class _Question:
    """What is measured of every image; by every method where none is named."""

    names: tuple[str, ...]
    phase: PhaseChoice
    named: Phases  # by their labels
    method: str | None
    published: bool

    @property
    def is_grey(self) -> bool:
        """Whether it is the mean of grey values."""
        return is_grey(self.names)

    @property
    def is_default(self) -> bool:
        """Whether it is the phase fraction only."""
        return self.names == (PHASE_FRACTION.name,)

    def fields(self, calibration: Calibration | None) -> FieldsOfImage | None:
        """Local fields to sum as an image is read."""
        return fields_asked(self.names, self.named, calibration)

    def phases(self, images: Sequence[Image]) -> Sequence[PhaseChoice]:
        """The phase, or every one in turn."""
        if self.phase != ALL:
            return (self.phase,)
        return labels_of([one for one in images if isinstance(one, Segmentation)])

    def measured(
        self, images: list[Image], phase: PhaseChoice, method: str, hooks: Hooks
    ) -> list[Measurement]:
        """Every quantity of one phase, by one method."""
        found = measure(
            images, phase, quantity=list(self.names), between=self.named.between,
            over=self.named.over, method=method,
            published=self.published and self.method is not None, progress=hooks.report,
        )  # fmt: skip
        return list(found.values())


def _measured(images: Image | Sequence[Image], question: _Question, name: str) -> list[Measurement]:
    """Measure by one method, or by every one where none is named."""
    is_pooled = isinstance(images, Sequence)
    given: list[Image] = list(images) if isinstance(images, Sequence) else [images]
    every = question.phases(given)
    methods = tuple(METHODS) if question.method is None else (question.method,)
    found: list[Measurement] = []
    with progress_bar(name) as progress:
        if question.is_default and question.phase == ALL and question.method is not None:
            by_label = measure_phases(
                given, method=question.method, published=question.published, progress=progress
            )
            found = list(by_label.values())
        else:
            for each, part in zip(every, Hooks(progress).parts(len(every)), strict=True):
                rows = [
                    question.measured(given, each, method, hooks)
                    for method, hooks in zip(methods, part.parts(len(methods)), strict=True)
                ]
                found += compared(rows) if question.method is None else rows[0]
    if question.method is None:
        found = [replace(one, name=f"{one.name} ({one.method})") for one in found]
    if not is_pooled:
        return found
    return [
        replace(one, name=name if question.method else f"{name} ({one.method})") for one in found
    ]


def _measure_each(
    paths: Sequence[Path],
    slices: bool,
    options: ReadOptions,
    question: _Question,
    known: SegmentationSource | None,
    *,
    pooled: bool,
) -> tuple[list[Measurement], int]:
    """Measure image by image; what is refused is said and does not stop the others."""
    refused: list[str] = []

    def measured(
        images: Image | Sequence[Image], name: str, path: Path | None = None
    ) -> list[Measurement]:
        try:
            found = _measured(images, question, name)
            if known is not None and path is not None and isinstance(images, Segmentation):
                found = known.added_to(found, images, path, options)
            return found
        except ImageRepError as error:
            say(str(error))
            refused.append(name)
            return []

    options["fields"] = question.fields(options.get("calibration"))
    placed: Iterable[tuple[Path, Image]] = _read_each(paths, slices, options, question, refused)
    if pooled and not question.is_grey:
        placed = [(path, image) for path, image in placed if isinstance(image, Segmentation)]
        segmentations = [image for _, image in placed if isinstance(image, Segmentation)]
        try:
            alike = with_same_labels(segmentations, question.named.labels)
            placed = list(zip((path for path, _ in placed), alike, strict=True))
        except ImageRepError as error:
            say(str(error))
            refused.append("")
            pooled = False
    placed = list(placed) if pooled else placed
    unread = tuple(refused)
    found = [row for path, image in placed for row in measured(image, image.name, path)]
    if isinstance(placed, list) and pooled and len(placed) > 1:
        together = measured([image for _, image in placed], f"all {len(placed)} images")
        if unread:
            together = [_of_some(one, len(placed), unread) for one in together]
        found += together
    return found, len(refused)


def _of_some(pooled: Measurement, n_measured: int, unread: Sequence[str]) -> Measurement:
    """Measurement of images of which some could not be read, with that doubt."""
    doubt = MeasurementWarning(
        "not-all-measured", n_measured=n_measured, n_chosen=n_measured + len(unread),
        n_missing=len(unread), image=unread[0],
    )  # fmt: skip
    return replace(pooled, warnings=(doubt, *pooled.warnings))


def _read_each(
    paths: Sequence[Path],
    slices: bool,
    options: ReadOptions,
    question: _Question,
    refused: list[str],
) -> Iterator[tuple[Path, Image]]:
    """Images with their files; those that cannot be read are said and kept in `refused`."""
    for path in paths:
        try:
            with progress_bar(path.name) as progress:
                options["hooks"] = Hooks(progress)
                parts: Sequence[Image]
                if question.is_grey:
                    parts = read_grey(path, slices=slices, **options)
                else:
                    parts = read_slices(path, **options) if slices else (read(path, **options),)
        except ImageRepError as error:
            say(str(error))
            refused.append(path.name)
            continue
        for part in parts:
            if part.block_side > 1 and part.notes:
                say(f"“{part.name}” is {part.notes[-1].text}.")
            yield path, part


def _sheets(rows: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {"Images": [flat_row(row) for row in rows]}
