"""`imagerep audit`, `thresholds` and `agreement`: how far a segmentation may be off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from imagerep.cli import segmentation_tables as tables
from imagerep.cli.common import (
    one_threshold,
    progress_bar,
    read_options,
    reading_options,
    sentences,
)
from imagerep.cli.outputs import check_outputs
from imagerep.errors import OutputError
from imagerep.files import replacing
from imagerep.hooks import Hooks
from imagerep.image.reading import read, read_source
from imagerep.phase_choice import labels_of_text
from imagerep.segmentation_uncertainty.alternatives import compare_segmentations
from imagerep.segmentation_uncertainty.audit_file import read_audit, write_audit
from imagerep.segmentation_uncertainty.point_audit import audit_points
from imagerep.segmentation_uncertainty.point_pictures import check_grey, point_picture
from imagerep.segmentation_uncertainty.probability_maps import compare_probabilities
from imagerep.segmentation_uncertainty.threshold_sensitivity import threshold_sensitivity
from imagerep.uncertainty import check_level


@click.group("audit")
def audit_command() -> None:
    """Look at random points of a grey image, and correct the phase fraction by them."""


@audit_command.command("points")
@click.argument("segmented", metavar="MASK")
@click.option("--grey", metavar="IMAGE", help="The grey image: write a picture of each point, too.")
@click.option(
    "--count", type=int, default=200, show_default=True, metavar="N", help="Number of points."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Other points.")
@click.option("-o", "--output", required=True, metavar="PATH", help="CSV file to be filled in.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@reading_options
def audit_points_command(
    segmented: str,
    grey: str | None,
    count: int,
    seed: int,
    output: str,
    force: bool,
    **reading: Any,
) -> None:
    """Draw random points of a segmented image, stratified by phase, and write them as CSV.

    Fill in the column "answer" with the label of the phase that the grey image shows at the point,
    or ? where it cannot be told; not looking at the mask, nor at the column "segmented". Points may
    be left out from any row on: they are in random order. Then: imagerep audit result PATH.

    With --grey, the pictures go to a folder beside the CSV, named like it.
    """
    with sentences():
        _, options = read_options(reading)
        path = Path(output)
        images = [Path(one) for one in (segmented, grey) if one is not None]
        check_outputs([path], images, force=force)
        with progress_bar(Path(segmented).name) as progress:
            options["hooks"] = Hooks(progress)
            image = read(segmented, **options)
        audit = audit_points(image, count, seed=seed)
        if grey is not None:
            folder = path.with_suffix("")
            options["threshold"] = None
            source = read_source(grey, **options)
            check_grey(audit, source)
            _made_folder(folder)
            digits = len(str(len(audit.points)))
            for number, point in enumerate(audit.points, start=1):
                picture = folder / f"{number:0{digits}d}.png"
                with replacing(picture, overwrite=force) as file:
                    file.write(point_picture(source, point))
        write_audit(path, audit, overwrite=force)
        click.echo(tables.drawn(audit, path, grey is not None))


@audit_command.command("result")
@click.argument("points", metavar="POINTS")
@click.option(
    "--phase", metavar="LABEL[,LABEL]", help="Label of the phase, or labels that together are it."
)
@click.option("--confidence", type=float, default=0.95, show_default=True, metavar="C")
@click.option(
    "--target-absolute-error", type=float, metavar="D", help="Error wanted, for example 0.01."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def audit_result_command(
    points: str,
    phase: str | None,
    confidence: float,
    target_absolute_error: float | None,
    as_json: bool,
) -> None:
    """Correct the phase fraction of an image by the answers in a CSV file.

    The error is that of the segmentation only; “imagerep measure MASK --audit POINTS” adds that of
    sampling.
    """
    with sentences():
        check_level(confidence)
        audit = read_audit(points)
        found = audit.estimate(None if phase is None else labels_of_text(phase))
        more = None
        if target_absolute_error is not None:
            more = found.additional_points(target_absolute_error, confidence)
        if as_json:
            plain = found.to_dict(confidence)
            if target_absolute_error is not None:
                plain |= {
                    "target_absolute_error": target_absolute_error,
                    "additional_points": more,
                }
            click.echo(json.dumps({"name": audit.name, **plain}, indent=2, ensure_ascii=False))
            return
        tables.console().print(tables.audit(audit.name, found, confidence))
        if target_absolute_error is not None:
            click.echo(tables.more_points(target_absolute_error, more))


@click.command("thresholds")
@click.argument("image", metavar="IMAGE")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option(
    "--audit", metavar="POINTS", help="Probability maps: audited points, for the calibration."
)
@reading_options
def thresholds_command(image: str, as_json: bool, audit: str | None, **reading: Any) -> None:
    """Tell how far the phase fraction of a grey image depends on the threshold.

    The threshold chosen is that of --threshold, else Otsu's. Of a probability map, the mean of the
    probabilities is compared, too.
    """
    with sentences():
        _, options = read_options(reading)
        threshold = one_threshold(options.pop("threshold"))
        source = read_source(image, **options)
        with progress_bar(source.name) as progress:
            hooks = Hooks(progress)
            found = threshold_sensitivity(source, threshold, hooks=hooks)
        maps = None
        if source.probability_max is not None or audit is not None:
            at = threshold if threshold is not None and 0 < threshold < 1 else 0.5
            answers = None if audit is None else read_audit(audit)
            maps = compare_probabilities(source, at, audit=answers)
        if as_json:
            plain = {"name": source.name, **found.to_dict()}
            if maps is not None:
                plain["probabilities"] = maps.to_dict()
            click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
            return
        tables.console().print(tables.thresholds(source.name, found))
        if maps is not None:
            tables.console().print(tables.probabilities(maps))


@click.command("agreement")
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE...")
@click.option(
    "--phase", metavar="LABEL[,LABEL]", help="Label of the phase, or labels that together are it."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@reading_options
def agreement_command(
    files: tuple[str, ...], phase: str | None, as_json: bool, **reading: Any
) -> None:
    """Tell how far segmentations of the same image agree: phase fractions, Dice, confusion.

    “imagerep measure FILE --alternative FILE” takes their spread into the interval.
    """
    with sentences():
        _, options = read_options(reading)
        images = [read(one, **options) for one in files]
        found = compare_segmentations(images, None if phase is None else labels_of_text(phase))
        if as_json:
            click.echo(json.dumps(found.to_dict(), indent=2, ensure_ascii=False))
        else:
            tables.console().print(tables.agreement(found))


def _made_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "it is a file").lower()
        raise OutputError("file-not-writable", path=str(folder), reason=reason) from None
