"""The report as HTML. Free of Qt's widgets."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from imagerep import __version__
from imagerep.result.statement import citation
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.language import translate
from imagerep_qt.messages import say, say_all, say_sentence
from imagerep_qt.panels.segmentation_wording import segmentation_text, with_segmentation
from imagerep_qt.panels.table_model import columns, common_unit, phases_text
from imagerep_qt.panels.wording import Wording
from imagerep_qt.quantity_text import QuantityText, quantity_title
from imagerep_qt.session import Mode, Result, State
from imagerep_qt.session.choices import PHASE_RATIO
from imagerep_qt.session.results import result_of
from imagerep_qt.widgets.directions import directions, directions_text
from imagerep_qt.widgets.plots.spectrum_findings import findings_of

if TYPE_CHECKING:
    from imagerep.calibration import Calibration

_SHORT = 44
"""Longest value of a parameter that has half the page."""

_SHORT_VALUE = 16
"""Longest value with its error, in characters, that is written large."""

_LONGEST_NAME = 30
"""Longest name in the table, in characters."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Address of the picture of the image, and its size in points."""

    address: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ReportHtml:
    """Writes the report of a state that has a result."""

    numbers: NumberFormat

    def html(self, state: State, picture: Picture, made: datetime) -> str:
        """The report without its plots, which follow it."""
        result = state.result
        assert result is not None  # noqa: S101 - the caller has checked
        image = (
            f'<img src="{picture.address}" width="{picture.width:.0f}" '
            f'height="{picture.height:.0f}">'
        )
        text = QuantityText.of(result.measurement, self.numbers)
        headline = translate("Report", "Representativity of the phase fraction")
        if not text.is_fraction:
            headline = translate("Report", "Representativity: {quantity}").format(
                quantity=_escape(text.name)
            )
        in_words, parameters, cite = (
            translate("Report", "In words"),
            translate("Report", "Parameters"),
            translate("Report", "Please cite"),
        )
        sentences = [say_sentence(result.statement, self.numbers), result.statement.text]
        words = "</p><p>".join(_escape(text) for text in dict.fromkeys(sentences))
        cited = citation(result.measurement.method, result.measurement.quantity)
        moment = f"{made:%Y-%m-%d %H:%M}"
        return f"""
<html><head><style>
body {{ font-size: 9pt; color: #1a1f26; }}
h1 {{ font-size: 17pt; margin-bottom: 0; }}
h2 {{ font-size: 11pt; margin-top: 9px; margin-bottom: 2px; }}
p {{ margin-top: 3px; margin-bottom: 3px; }}
td {{ padding: 0.7px 8px 0.7px 0; vertical-align: top; }}
th {{ padding: 0.7px 8px 0.7px 0; text-align: left; font-weight: 600; }}
.small td {{ font-size: 7.5pt; padding-right: 5px; }}
.small th {{ font-size: 7.5pt; padding-right: 5px; }}
.muted {{ color: #59636e; }}
.value {{ font-size: 21pt; font-weight: 600; }}
.long {{ font-size: 14pt; font-weight: 600; }}
</style></head><body>
<h1>{_escape(self._title(state))}</h1>
<p class="muted">{headline} · ImageRep {__version__} · {_escape(moment)}</p>
{self._which(state)}
<table width="100%"><tr><td width="{picture.width + 14:.0f}">{image}</td>
<td>{self._result(state, result)}</td></tr></table>
<h2>{in_words}</h2><p>{words}</p>
{self._warnings(state)}
<h2>{parameters}</h2>{self._parameters(state, result)}
<h2>{cite}</h2><p>{_escape(cited)}</p>
{self._table(state)}
</body></html>"""

    def _title(self, state: State) -> str:
        included = [image.name for image in state.images if image.included]
        if state.mode is Mode.BATCH:
            n = len(state.images)
            if n == 1:
                return translate("Report", "Batch of one image")
            return translate("Report", "Batch of {n} images").format(n=n)
        if len(included) == 1:
            return included[0]
        if not included:
            return ""
        if len(included) == 2:
            return translate("Report", "{name} and one more").format(name=included[0])
        more = translate("Report", "{name} and {n} more")
        return more.format(name=included[0], n=len(included) - 1)

    def _which(self, state: State) -> str:
        """Which image of a batch the result above its table belongs to."""
        if state.mode is not Mode.BATCH or state.current is None:
            return ""
        shown = translate("Report", "Image shown: {name}").format(name=state.current.origin.name)
        return f"<h2>{_escape(shown)}</h2>"

    def _result(self, state: State, result: Result) -> str:
        numbers, words, size = self.numbers, Wording(self.numbers), result.recommended
        measurement = result.measurement
        total, text = with_segmentation(result), QuantityText.of(measurement, numbers)
        along = directions(measurement)
        value = text.plus_minus(total.value, total.error)
        of_phase = translate("Report", "Phase fraction of phase {phase}")
        first = of_phase.format(phase=_escape(words.measured_phase(measurement, state.phases)))
        if not text.is_fraction:
            phases = words.measured_phases(measurement, state.phases)
            is_ratio = measurement.quantity == PHASE_RATIO
            first = _escape(quantity_title(measurement.label, phases, is_ratio=is_ratio))
        scale = translate("Report", "Characteristic length scale")
        needed = translate("Report", "Needed for {target}")
        lines = [
            first,
            f'<span class="{"value" if len(value) <= _SHORT_VALUE else "long"}">{value}</span>',
            *([f"<b>{_doubtful()}</b>"] if result.is_doubtful else []),
            translate("Report", "{interval} at {level} confidence").format(
                interval=text.interval(*total.interval),
                level=numbers.level(result.confidence_level),
            ),
            segmentation_text(result, numbers),
            "",
            f"<b>{scale}</b>",
            words.length_scale(measurement),
            *([] if along is None else [directions_text(numbers, along)]),
        ]
        if result.has_gradient:
            return "<br>".join(lines)
        lines += ["", f"<b>{needed.format(target=words.target(result.target, text=text))}</b>"]
        if size is None:
            lines.append(translate("Report", "no finite size"))
        else:
            lines += [words.size(size), *words.size_detail(size, measurement).split("\n")]
            if result.is_doubtful:
                lines.append(
                    translate(
                        "Report",
                        "⚠ Whether it is reached cannot be told before the doubts are settled.",
                    )
                )
            elif size.is_reached:
                within = translate("Report", "✓ Measured: {error}, within the target.")
                lines.append(within.format(error=words.error(result)))
        return "<br>".join(lines)

    def _warnings(self, state: State) -> str:
        doubts = [say_all(one, self.numbers) for one in state.warnings if one.is_doubt]
        others = [say(one, self.numbers) for one in state.warnings if not one.is_doubt]
        return self._list(_doubtful(), doubts) + self._list(
            translate("Report", "Please note"), others
        )

    def _list(self, title: str, texts: Sequence[str]) -> str:
        items = "".join(f"<li>{_escape(text)}</li>" for text in texts)
        return f"<h2>{title}</h2><ul>{items}</ul>" if items else ""

    def _parameters(self, state: State, result: Result) -> str:
        numbers, measurement = self.numbers, result.measurement
        shapes = ", ".join(sorted({f"{numbers.shape(shape)} px" for shape in measurement.shapes}))
        rows = [
            (translate("Report", "Images"), f"{measurement.n_images} ({shapes})"),
            (translate("Report", "Pixel size"), self._pixel_size(measurement.calibration)),
            (translate("Report", "Confidence level"), numbers.level(result.confidence_level)),
            (translate("Report", "Method"), _method(measurement.method)),
            *self._other(state),
            (
                translate("Report", "Standard deviation"),
                QuantityText.of(measurement, numbers).value(measurement.standard_deviation),
            ),
            (translate("Report", "Its relative error"), numbers.percent(measurement.model_error)),
        ]
        if measurement.method == "spectral":
            rows += [
                (finding.title, finding.value) for finding in findings_of(measurement, numbers)
            ]
        current = state.current
        notes = current.prepared.notes if current and current.prepared else ()
        if notes:
            rows.append(
                (
                    translate("Report", "Done to the image"),
                    "; ".join(say(note, numbers) for note in notes),
                )
            )
        files = [
            entry
            for entry in (current,)
            if entry is not None and entry.origin.path and measurement.n_images == 1
        ]
        rows += [("SHA-256", entry.origin.checksum) for entry in files if entry.origin.checksum]
        short = [row for row in rows if len(row[1]) <= _SHORT]
        half = (len(short) + 1) // 2
        lines = [
            short[k : k + 1] + short[half + k : half + k + 1] for k in range(half)
        ]  # as in two columns, read downwards
        cells = "".join(
            "<tr>" + "".join(
                f'<td class="muted">{_escape(key)}</td><td>{_escape(value)}</td>'
                for key, value in line
            ) + "</tr>"
            for line in lines
        )  # fmt: skip
        cells += "".join(
            f'<tr><td class="muted">{_escape(key)}</td><td colspan="3">{_escape(value)}</td></tr>'
            for key, value in rows
            if len(value) > _SHORT
        )
        return f"<table>{cells}</table>"

    def _other(self, state: State) -> list[tuple[str, str]]:
        other = state.comparison
        if other is None or other.measurement is None:
            return []
        text = QuantityText.of(other.measurement, self.numbers)
        value = text.plus_minus(other.measurement.value, other.absolute_error)
        return [(translate("Report", "By the other method"), f"{value}, {_method(other.method)}")]

    def _pixel_size(self, calibration: Calibration | None) -> str:
        if calibration is None:
            return translate("Report", "not known")
        if len(set(calibration.voxel_size)) == 1:
            return self.numbers.length(calibration.voxel_size[0], calibration.unit)
        return self.numbers.sides(calibration.voxel_size, calibration.unit)

    def _table(self, state: State) -> str:
        rows = [row for row in state.rows if row.measurement is not None]
        if len(rows) < 2:
            return ""
        is_fraction = state.quantity.is_fraction
        unit = "" if is_fraction else common_unit(rows)
        every = columns(self.numbers, is_fraction=is_fraction, unit=unit)
        shown = [column for column in every if column.in_report]
        head = "".join(f"<th>{_heading(column.title)}</th>" for column in shown)
        body = ""
        for row in rows:
            assert row.measurement is not None  # noqa: S101 - chosen above
            result = result_of(
                row.measurement, state.confidence_level, state.target, row.other, row.missing
            )
            batch = state.mode is Mode.BATCH
            name = f"{row.folder}/{row.name}" if row.folder else row.name
            mark = "⚠ " if result.is_doubtful else ""
            if not batch:
                name = f"{phases_text(row, state.quantity)} {row.name}"
            cells = "".join(
                f'<td style="white-space: nowrap">{_escape(column.text(result))}</td>'
                for column in shown
            )
            name = f"{mark}{_escape(_elided(name))}"
            body += f'<tr><td style="white-space: nowrap">{name}</td>{cells}</tr>'
        batch = state.mode is Mode.BATCH
        title = translate("Report", "All images") if batch else translate("Report", "All phases")
        first = translate("Report", "Image") if batch else translate("Report", "Phase")
        lines = f"<thead><tr><th>{first}</th>{head}</tr></thead><tbody>{body}</tbody>"
        return f'<h2>{title}</h2><table class="small" width="100%">{lines}</table>'


def _doubtful() -> str:
    """What stands at a doubtful answer, and over its doubts."""
    return translate("Report", "⚠ Doubtful")


def _method(method: str) -> str:
    names = {
        "two-point": translate("Report", "two-point correlation (Dahari et al.)"),
        "spectral": translate("Report", "spectral density at zero frequency (ImageRep)"),
    }
    return names.get(method, method)


def _heading(title: str) -> str:
    """Heading of a column; a unit in it is not broken."""
    name, mark, unit = _escape(title).partition(" (")
    return f'{name} <span style="white-space: nowrap">({unit}</span>' if mark else name


def _elided(text: str) -> str:
    """A name that takes one line: one that is cut by the end of a page cannot be read."""
    if len(text) <= _LONGEST_NAME:
        return text
    half = _LONGEST_NAME // 2
    return f"{text[:half].rstrip()}…{text[-half:].lstrip()}"


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
