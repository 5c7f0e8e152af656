"""Results as tables for people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from imagerep.cli.common import visible
from imagerep.image.label_text import colour_text, label_text, labels_text
from imagerep.image.segmentation import Segmentation
from imagerep.io.dataset import Content
from imagerep.measures.quantities import PHASE_FRACTION, Quantity, quantity_of
from imagerep.result.size_text import (
    area_text,
    needed_diameter_text,
    needed_size_text,
    rounded_up,
)
from imagerep.result.statement import decimals, rounded
from imagerep.shapes import shape_text, size_text

Row = Mapping[str, Any]
"""A measurement as :meth:`imagerep.Measurement.to_dict` gives it."""


def console() -> Console:
    """Standard output; wide enough for whole lines where it is not a terminal."""
    # Names and units come from files: none of them is markup or the name of an emoji.
    plain = partial(Console, highlight=False, markup=False, emoji=False)
    out = plain()
    return out if out.is_terminal else plain(width=160)


def table_of(*headings: str, left: Collection[str] = ()) -> Table:
    """A table without lines, its figures at the right."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="left" if heading in left else "right")
    return table


def length(pixels: float | None, physical: float | None, unit: str | None) -> str:
    """A length in pixels and, where known, in its unit."""
    if pixels is None:
        return "–"
    text = f"{pixels:.1f} px" if pixels < 100 else f"{pixels:.0f} px"
    return text if physical is None else f"{text} ({physical:.4g} {visible(str(unit))})"


def value(row: Row) -> str:
    """Value and error, with digits that fit the error, and the unit."""
    shown, error = rounded(_quantity(row), row["value"], row["absolute_error"])
    return f"{shown} ± {error} {visible(row['value_unit'])}".rstrip()


def _quantity(row: Row) -> Quantity:
    return quantity_of(row["quantity"], len(row["shape_px"]))


def _quantity_text(row: Row) -> str:
    text = _quantity(row).label.text
    return text[:1].upper() + text[1:]


def contents(name: str, found: Sequence[Content]) -> Table:
    """Arrays of a file, one a row."""
    table = Table(title=visible(name), title_justify="left", box=None, pad_edge=False)
    for title in ("dataset", "shape", "axes", "type", "channels", "times", "pages", "voxel", ""):
        table.add_column(title)
    for one in found:
        kind = "labels" if one.is_labels else "probabilities" if one.is_probability else ""
        voxel = one.calibration.text if one.calibration else ""
        table.add_row(
            Text(visible(one.dataset) or "–"), shape_text(one.shape), Text(one.axes), one.dtype,
            str(one.n_channels), str(one.n_times), str(one.n_pages), Text(visible(voxel)), kind,
        )  # fmt: skip
    return table


def percent(value: float) -> str:
    """A fraction as a percentage."""
    return f"{100 * value:.4g} %"


def one_result(row: Row) -> Group:
    """One measurement, a line a figure."""
    level = percent(row["confidence_level"])
    low, high = (rounded(_quantity(row), end, row["absolute_error"])[0] for end in row["interval"])
    images = f", {row['n_images']} images" if row["n_images"] > 1 else ""
    grid = Table.grid(padding=(0, 2))
    size = f"{size_text(row['shape_px'])} px{images}"
    grid.add_row("Image", Text(f"{visible(row['name']) or '–'}  ({size})"))
    if row["phase"] != []:
        grid.add_row("Phase", _phase(row))
    doubt = ", doubtful" if row["is_doubtful"] else ""
    grid.add_row(_quantity_text(row), f"{value(row)}  ({level} confidence{doubt})")
    grid.add_row("Interval", f"{low} to {high} {visible(row['value_unit'])}".rstrip())
    for name, text in _segmentation(row):
        grid.add_row(name, text)
    if row["relative_error"] is not None:
        grid.add_row("Relative error", percent(row["relative_error"]))
    grid.add_row(
        "Characteristic length",
        length(
            row["characteristic_length_scale_px"], row["characteristic_length_scale"], row["unit"]
        ),
    )
    if row["recommended_side_px"] is not None:
        grid.add_row(f"For {percent(row['target_relative_error'])} needed", _needed(row))
    doubts, others = _warnings(row)
    lines: list[RenderableType] = [part for one in doubts for part in (one, Text())]
    published = row["published"]
    if published is not None:
        grid.add_row("As published", f"{value({**row, **published})}  (two-point method)")
    lines += [grid, Text(), Text(visible(row["statement"]))]
    if published is not None:
        lines += [Text(), Text(f"As published: {visible(published['statement'])}")]
    lines += [part for one in others for part in (Text(), one)]
    return Group(*lines)


def _segmentation(row: Row) -> list[tuple[str, str]]:
    """What is known of the error of the segmentation, a line each."""
    lines: list[tuple[str, str]] = []
    if row["segmentation_origin"] is not None:
        total = row["total_absolute_error"]
        digits = decimals(total)
        corrected, own = row["corrected_value"], row["segmentation_absolute_error"]
        low, high = row["total_interval"]
        lines += [
            ("Segmentation", f"± {own:.{digits}f}, by {row['segmentation_origin']}"),
            ("Sampling and segmentation", f"{corrected:.{digits}f} ± {total:.{digits}f}"),
            ("Total interval", f"{low:.{digits}f} to {high:.{digits}f}"),
        ]
    elif row["half_pixel_change"] is not None:
        change = row["half_pixel_change"]
        lines.append(
            ("Boundaries ½ px off", f"± {change:.{decimals(change)}f}, not in the interval")
        )
    return lines


def _said(warning: Mapping[str, Any]) -> Text:
    """A warning; a doubt with its remedy."""
    if warning["is_doubt"]:
        text = f"Doubtful: {warning['text']} {warning['remedy']}"
        return Text(visible(text), style="bold yellow")
    return Text(f"! {visible(warning['text'])}", style="yellow")


def _warnings(row: Row) -> tuple[list[Text], list[Text]]:
    """Doubts, which stand before the answer, and other warnings."""
    found = row["warnings"]
    doubts = [_said(one) for one in found if one["is_doubt"]]
    return doubts, [_said(one) for one in found if not one["is_doubt"]]


def _phase(row: Row) -> str:
    """Label of the phase, or those taken together; of several phases, all of them."""
    phases = [row["phase"], *row["other_phases"]]
    return ", ".join(
        labels_text(one, " + ") if isinstance(one, list) else label_text(one) for one in phases
    )


def _needed(row: Row) -> str:
    """Side or diameter and area of what is needed."""
    ndim, unit = len(row["shape_px"]), row["unit"] and visible(row["unit"])
    in_words: Callable[..., str] = needed_size_text
    what = "side"
    if row["recommended_diameter_px"] is not None:
        in_words, what = needed_diameter_text, "diameter"
    length_px = row[f"recommended_{what}_px"]
    text = in_words(ndim, length_px)
    if unit is not None:
        text += f" ({in_words(ndim, length_px, row[f'recommended_{what}'], unit)})"
    area = area_text(ndim, row["recommended_n_pixels"], row["recommended_area"], unit)
    text += f", {'an area' if ndim == 2 else 'a volume'} of {area}"
    if row["target_is_reached"]:
        return f"{text}: reached already"
    if not row["additional_images"]:  # a doubtful answer is never enough
        return text
    return f"{text}: {row['additional_images']} more like this"


def many_results(rows: Sequence[Row]) -> Group:
    """Several measurements at one confidence level, a line each."""
    is_fraction = all(row["quantity"] == PHASE_FRACTION.name for row in rows)
    needed = {row["target_relative_error"] for row in rows} - {None}
    table = table_of(
        *("Image", "Phase"), *(("Fraction",) if is_fraction else ("Quantity", "Value")),
        *("Relative error", "Characteristic length"),
        f"Side for {percent(needed.pop())}" if len(needed) == 1 else "Side needed",
        *("More images", "Warnings"), left=("Image", "Phase", "Quantity", "Warnings"),
    )  # fmt: skip
    for row in rows:
        table.add_row(
            Text(visible(row["name"]) or "–"),
            _phase(row),
            *(() if is_fraction else (_quantity_text(row),)),
            value(row) + (" !" if row["is_doubtful"] else ""),
            "–" if row["relative_error"] is None else percent(row["relative_error"]),
            length(
                row["characteristic_length_scale_px"],
                row["characteristic_length_scale"],
                row["unit"],
            ),
            _needed_length(row),
            _more_images(row),
            ", ".join(warning["code"] for warning in row["warnings"]),
        )
    level = percent(rows[0]["confidence_level"])
    lines: list[RenderableType] = [
        table,
        Text(),
        Text(f"Errors at {level} confidence.", style="dim"),
    ]
    told = {warning["text"]: warning for row in rows for warning in row["warnings"]}
    for warning in told.values():
        if warning["is_doubt"]:
            lines += [Text(), _said(warning)]
    return Group(*lines)


def _needed_length(row: Row) -> str:
    """Side of the square or cube that is needed; of a round sample, the diameter."""
    if row["recommended_diameter_px"] is None:
        side_px = row["recommended_side_px"]
        side_px = None if side_px is None else rounded_up(side_px)
        return length(side_px, row["recommended_side"], row["unit"])
    found = length(row["recommended_diameter_px"], row["recommended_diameter"], row["unit"])
    return f"⌀ {found}"


def _more_images(row: Row) -> str:
    """How many more images are needed; a doubtful answer is never enough."""
    more = row["additional_images"]
    if more is None or (row["is_doubtful"] and more == 0):
        return "–"
    return str(more)


def joint(row: Row) -> Group:
    """All phases of an image jointly: intervals that hold together, and correlations."""
    with_others = (f"with {label_text(one)}" for one in row["phases"])
    table = table_of("Phase", "Fraction", "Interval", *with_others)
    for label, fraction, (low, high), correlation in zip(
        row["phases"], row["phase_fractions"], row["simultaneous_intervals"], row["correlation"],
        strict=True,
    ):  # fmt: skip
        digits = decimals((high - low) / 2)
        table.add_row(
            label_text(label),
            f"{fraction:.{digits}f}",
            f"{low:.{digits}f} to {high:.{digits}f}",
            *(f"{one:.2f}" for one in correlation),
        )
    level = percent(row["confidence_level"])
    text = f"All intervals hold together with {level} confidence. Correlations of the fractions."
    name = Text(visible(row["name"]) or "–", style="bold")
    doubts, others = _warnings(row)
    return Group(*doubts, name, table, Text(text, style="dim"), *others)


def phases(image: Segmentation) -> Group:
    """The phases of an image."""
    table = table_of("Phase", "Pixels", "Fraction", "Colour")
    for phase in image.phases:
        colour = "" if phase.colour is None else colour_text(phase.colour)
        table.add_row(label_text(phase.label), str(phase.count), f"{phase.fraction:.4f}", colour)
    size = f"{visible(image.name) or 'Image'}  ({size_text(image.shape)} px)"
    if image.calibration is not None:
        size += f", voxel {image.calibration.sides_text} {visible(image.calibration.unit)}"
    notes = [Text(visible(note.text), style="dim") for note in image.notes]
    doubts = [_said(one.to_dict()) for one in image.doubts]
    return Group(Text(size, style="bold"), table, *notes, *doubts)


def comparison(found: Row) -> Group:
    """Materials with their images below them, and the differences between materials."""
    quantity = "Fraction" if found["quantity"] == PHASE_FRACTION.name else "Value"
    table = table_of(
        "Material", "Images", quantity, "Interval", "Scatter", "Characteristic length",
        left=("Material",),
    )  # fmt: skip
    for row in found["materials"]:
        mark = " !" if row["is_doubtful"] else ""
        table.add_row(
            Text(visible(row["name"]), style="bold"), str(row["n_images"]), value(row) + mark,
            _interval(row, row), _scatter(row),
            length(
                row["characteristic_length_scale_px"], row["characteristic_length_scale"],
                row["unit"],
            ),
        )  # fmt: skip
        for image in row["images"] if row["n_images"] > 1 else ():
            name = Text(f"  {visible(image['name'])}", style="dim")
            if "interval" in image:
                table.add_row(name, "", value(image), _interval(image, image), "", "")
            else:
                shown = "–" if image["value"] is None else f"{image['value']:.3f}"
                table.add_row(name, "", shown, "", "", "")
    differences = table_of(
        "Difference", "Value", "Interval", "Probability of >", "p",
        *([] if found["correction"] == "none" else ["p corrected"]), left=("Difference",),
    )  # fmt: skip
    materials = {row["name"]: row for row in found["materials"]}
    for one in found["differences"]:
        row = materials[one["one"]]
        half = (one["interval"][1] - one["interval"][0]) / 2
        like = {**row, "absolute_error": half}
        p_values = [one["p_value"]]
        if found["correction"] != "none":
            p_values.append(one["adjusted_p_value"])
        mark = " *" if one["is_different"] else ""
        differences.add_row(
            Text(visible(f"{one['one']} − {one['other']}") + (" !" if one["is_doubtful"] else "")),
            rounded(_quantity(row), one["difference"], half)[0],
            _interval(one, like),
            probability(one["probability_greater"]),
            *(probability(p) for p in p_values[:-1]),
            probability(p_values[-1]) + mark,
        )
    level = percent(found["confidence_level"])
    notes = [f"Errors and intervals at {level} confidence; scatter is the standard deviation "
             "between images, in brackets over what their own errors explain."]  # fmt: skip
    corrected = {
        "none": "not corrected for the number of comparisons",
        "sidak": "corrected for the number of comparisons by Šidák's method",
        "holm": "corrected for the number of comparisons by Holm's method; intervals by Šidák's",
    }
    notes.append(f"Differences are {corrected[found['correction']]}; * p at most "
                 f"{1 - found['confidence_level']:.3g}.")  # fmt: skip
    lines: list[RenderableType] = [table, Text(), differences, Text()]
    lines += [Text(note, style="dim") for note in notes]
    told: dict[str, tuple[list[str], Mapping[str, Any]]] = {}
    for one in (*found["materials"], found):
        for warning in one["warnings"]:
            names, _ = told.setdefault(warning["code"], ([], warning))
            names += [visible(one["name"])] if "name" in one else []
    for names, warning in told.values():
        about = Text(f"{', '.join(names)}: " if names else "", style="bold")
        lines += [Text(), about + _said(warning)]
    return Group(*lines)


def _interval(row: Row, like: Row) -> str:
    """Ends of an interval, with digits that fit the error of a row."""
    low, high = (
        rounded(_quantity(like), end, like["absolute_error"])[0] for end in row["interval"]
    )
    return f"{low} to {high}"


def _scatter(row: Row) -> str:
    scatter, ratio = row["scatter_between_images"], row["scatter_ratio"]
    if scatter is None or ratio is None:
        return "–"
    return f"{rounded(_quantity(row), row['value'], scatter)[1]} ({ratio:.1f} ×)"


def probability(value: float) -> str:
    """A probability, with as many digits as tell it from 0 and 1."""
    if value < 0.001:
        return "< 0.001"
    return "> 0.999" if value > 0.999 else f"{value:.3f}"
