"""Tables of how far a segmentation may be off."""

from __future__ import annotations

from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from imagerep.cli.common import visible
from imagerep.cli.tables import console, percent, table_of
from imagerep.image.label_text import label_text, labels_text
from imagerep.result.statement import decimals
from imagerep.segmentation_uncertainty.alternatives import SegmentationComparison
from imagerep.segmentation_uncertainty.audit_estimate import AuditEstimate
from imagerep.segmentation_uncertainty.confusion import ConfusionTable
from imagerep.segmentation_uncertainty.point_audit import PointAudit
from imagerep.segmentation_uncertainty.probability_maps import ProbabilityComparison
from imagerep.segmentation_uncertainty.threshold_sensitivity import ThresholdSensitivity

__all__ = [
    "agreement", "audit", "console", "drawn", "more_points", "probabilities", "thresholds",
]  # fmt: skip


def drawn(points: PointAudit, path: Path, has_pictures: bool) -> str:
    """What was written, and what to do with it."""
    counts = ", ".join(
        f"{sum(one.label == label for one in points.points)} of phase {label_text(label)}"
        for label in points.labels
    )
    text = f"{len(points.points)} points ({counts}) are in {visible(str(path))}"
    if has_pictures:
        text += f", their pictures in {visible(str(path.with_suffix('')))}"
    return (
        f"{text}.\nFill in the column “answer”: the label of the phase that the grey image shows "
        f"there, or ? where it cannot be told. Then: imagerep audit result {visible(str(path))}"
    )


def audit(name: str, found: AuditEstimate, confidence_level: float) -> Group:
    """What an audit says about a phase fraction."""
    half = found.uncertainty.half_width(confidence_level)
    digits = decimals(half)
    low, high = found.interval(confidence_level)
    grid = Table.grid(padding=(0, 2))
    points = f"{found.n_answered} of {found.n_drawn} answered"
    if found.n_cannot_tell:
        points += f", {found.n_cannot_tell} cannot be told"
    grid.add_row("Image", Text(visible(name) or "–"))
    grid.add_row("Phase", labels_text(found.phase, " + "))
    grid.add_row("Points", points)
    grid.add_row("As segmented", f"{found.phase_fraction:.{digits}f}")
    level = percent(confidence_level)
    grid.add_row(
        "Corrected",
        f"{found.corrected_fraction:.{digits}f} ± {half:.{digits}f}  ({level} confidence, of the "
        "image)",
    )
    grid.add_row("Interval", f"{low:.{digits}f} to {high:.{digits}f}")
    grid.add_row("Standard error", f"{found.standard_error:.{digits + 1}f}")
    if found.n_cannot_tell:
        grid.add_row("Of that, cannot tell", f"{found.cannot_tell_error:.{digits + 1}f} on top")
    grid.add_row("Overall accuracy", percent(found.overall_accuracy))
    lines: list[RenderableType] = [grid, Text()]
    lines.append(confusion(found.confusion, "Segmented as", "seen as", found.cannot_tell))
    return Group(*lines)


def confusion(
    table: ConfusionTable, rows: str, columns: str, cannot_tell: tuple[int, ...] = ()
) -> Table:
    """Which phase was taken for which."""
    has_unclear = any(cannot_tell)
    shown = table_of(
        rows, *(f"{columns} {label_text(label)}" for label in table.columns),
        *(["cannot tell"] if has_unclear else []), left=(rows,),
    )  # fmt: skip
    for place, label in enumerate(table.rows):
        cells = [str(count) for count in table.counts[place]]
        shown.add_row(
            label_text(label), *cells, *([str(cannot_tell[place])] if has_unclear else [])
        )
    return shown


def more_points(target: float, more: int | None) -> str:
    """How many more points a target needs."""
    if more is None:
        return (
            f"No number of points gives ± {target:g}: too many cannot be told. A better grey image "
            "would."
        )
    if more == 0:
        return f"± {target:g} is reached."
    return f"About {more} more points for ± {target:g}."


def thresholds(name: str, found: ThresholdSensitivity) -> Group:
    """Thresholds by rule and what they give."""
    table = table_of("Rule", "Threshold", "Phase fraction", "Defensible", left=("Rule",))
    for one in sorted((found.chosen, *found.thresholds), key=lambda one: one.threshold):
        style = "bold" if one is found.chosen else ""
        mark = "yes" if one.is_defensible else "–"
        table.add_row(
            one.rule, f"{one.threshold:.5g}", f"{one.phase_fraction:.4f}", mark, style=style
        )
    low, high = found.defensible
    step, change = "one grey value", found.slope
    if found.levels[1] - found.levels[0] != 1:
        reach = float(found.levels[-1] - found.levels[0])
        step, change = "a hundredth of the range", found.slope * reach / 100
    text = (
        f"The threshold chosen gives {found.chosen.phase_fraction:.4f}; {step} more changes it by "
        f"{change:+.2g}.\nDefensible thresholds, {low.threshold:.5g} to {high.threshold:.5g}, "
        f"give {high.phase_fraction:.4f} to {low.phase_fraction:.4f}."
    )
    return Group(Text(visible(name) or "–", style="bold"), table, Text(), Text(text))


def probabilities(found: ProbabilityComparison) -> Group:
    """The mean of the probabilities beside the thresholded fraction."""
    text = (
        f"The mean of the probabilities is {found.mean_probability:.4f}, and "
        f"{found.phase_fraction:.4f} of the pixels are above {found.threshold:g}: "
        f"{found.difference:+.4f}. Of all pixels, {percent(found.doubtful_share)} lie between 0.1 "
        "and 0.9."
    )
    lines: list[RenderableType] = [Text(), Text(text)]
    if found.calibration:
        table = table_of("Probability", "Points", "Mean", "Seen as the phase")
        for one in found.calibration:
            table.add_row(
                f"{one.low:g} to {one.high:g}",
                str(one.n_points),
                f"{one.mean_probability:.3f}",
                f"{one.observed:.3f} ± {one.standard_error:.3f}",
            )
        lines += [Text(), table]
    return Group(*lines)


def agreement(found: SegmentationComparison) -> Group:
    """How far segmentations agree."""
    headings = ("Segmentation", "Phase fraction", "Dice with the first", "Same label")
    table = table_of(*headings, left=("Segmentation",))
    for place, (name, fraction) in enumerate(zip(found.names, found.phase_fractions, strict=True)):
        same = "–" if place == 0 else percent(found.confusion[place - 1].agreement)
        dice = "–" if place == 0 else f"{found.dice[0, place]:.4f}"
        table.add_row(Text(visible(name)), f"{fraction:.4f}", dice, same)
    spread = Text(f"Spread {found.spread:.4f}, standard deviation {found.standard_deviation:.4f}.")
    lines: list[RenderableType] = [table, Text(), spread]
    for name, one in zip(found.names[1:], found.confusion, strict=True):
        lines += [Text(), confusion(one, visible(found.names[0]), f"in {visible(name)}")]
    return Group(*lines)
