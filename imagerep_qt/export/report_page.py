"""The report as a page of HTML. Free of Qt's widgets."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from imagerep import __version__
from imagerep.report import CITATION_TEXT
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.rows_model import columns
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import Mode, Result, State
from imagerep_qt.session.snapshot import read_result


@dataclass(frozen=True, slots=True)
class Pictures:
    """Names under which the report finds its pictures, with their widths in points.

    Attributes
    ----------
    image, scale_bar, likelihood, correlation : str
        Addresses.
    image_width, image_height, plot_width : float
        In points.
    """

    image: str
    scale_bar: str
    likelihood: str
    correlation: str
    image_width: float
    image_height: float
    plot_width: float


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Writes the report of a state that has a result.

    Parameters
    ----------
    numbers : NumberFormat
        How numbers are written.
    """

    numbers: NumberFormat

    def html(self, state: State, pictures: Pictures, made: datetime) -> str:
        """Write the page.

        Parameters
        ----------
        state : State
            With a result.
        pictures : Pictures
            Where the pictures are.
        made : datetime
            When.

        Returns
        -------
        str
        """
        result = state.result
        assert result is not None  # noqa: S101 - the caller has checked
        image = (
            f'<img src="{pictures.image}" width="{pictures.image_width:.0f}" '
            f'height="{pictures.image_height:.0f}">'
        )
        plots = "".join(
            f"<p><b>{_escape(title)}</b><br>"
            f'<img src="{name}" width="{pictures.plot_width:.0f}"></p>'
            for title, name in (
                (_tr("Error against image size"), pictures.scale_bar),
                (_tr("Likelihood of the material's phase fraction"), pictures.likelihood),
                (_tr("Two-point correlation"), pictures.correlation),
            )
        )
        return f"""
<html><head><style>
body {{ font-size: 9.5pt; color: #1a1f26; }}
h1 {{ font-size: 17pt; margin-bottom: 0; }}
h2 {{ font-size: 11.5pt; margin-top: 12px; margin-bottom: 3px; }}
td {{ padding: 1.5px 8px 1.5px 0; vertical-align: top; }}
th {{ padding: 1.5px 8px 1.5px 0; text-align: left; font-weight: 600; }}
.muted {{ color: #59636e; }}
.value {{ font-size: 21pt; font-weight: 600; }}
</style></head><body>
<h1>{_escape(self._title(state))}</h1>
<p class="muted">{_tr("Representativity of the phase fraction")} · ImageRep {__version__} ·
{made:%Y-%m-%d %H:%M}</p>
<table width="100%"><tr><td width="{pictures.image_width + 14:.0f}">{image}</td>
<td>{self._result(state, result)}</td></tr></table>
<h2>{_tr("In words")}</h2><p>{_escape(result.statement)}</p>
{self._doubts(result)}
<h2>{_tr("Parameters")}</h2>{self._parameters(state, result)}
{self._table(state)}
<div style="page-break-before: always">{plots}</div>
<h2>{_tr("Please cite")}</h2><p>{_escape(CITATION_TEXT)}</p>
</body></html>"""

    def _title(self, state: State) -> str:
        included = [image.name for image in state.images if image.included]
        if state.mode is Mode.BATCH and state.current is not None:
            return state.current.source.name
        if len(included) == 1:
            return included[0]
        more = _tr("{name} and {n} more").format(name=included[0], n=len(included) - 1)
        return more if len(included) > 1 else ""

    def _result(self, state: State, result: Result) -> str:
        numbers, words, size = self.numbers, Wording(self.numbers), result.recommended
        measurement = result.measurement
        phase = next((p for p in state.phases if p.label == measurement.phase), None)
        name = f" “{phase.name}”" if phase and phase.name else ""
        value = numbers.percent_plus_minus(measurement.phase_fraction, result.absolute_error)
        lines = [
            f"{_tr('Phase fraction of phase')} {measurement.phase}{_escape(name)}",
            f'<span class="value">{value}</span>',
            _tr("{interval} at {level} confidence").format(
                interval=numbers.interval(result.interval.low, result.interval.high),
                level=numbers.level(result.confidence_level),
            ),
            "",
            f"<b>{_tr('Characteristic length scale')}</b>",
            words.length_scale(measurement),
            "",
            f"<b>{_tr('Needed for {target}').format(target=words.target(result.target))}</b>",
        ]
        if size is None:
            lines.append(_tr("no finite size"))
        else:
            lines += [words.size(size), *words.size_detail(size, measurement).split("\n")]
            if size.is_reached:
                lines.append(_tr("What was measured is enough."))
        return "<br>".join(lines)

    def _doubts(self, result: Result) -> str:
        doubts = result.measurement.warnings
        if not doubts:
            return ""
        items = "".join(f"<li>{_escape(doubt.message)}</li>" for doubt in doubts)
        return f"<h2>{_tr('Please note')}</h2><ul>{items}</ul>"

    def _parameters(self, state: State, result: Result) -> str:
        numbers, measurement = self.numbers, result.measurement
        shapes = ", ".join(sorted({f"{numbers.shape(shape)} px" for shape in measurement.shapes}))
        rows = [
            (_tr("Images"), f"{measurement.n_images} ({shapes})"),
            (_tr("Pixel size"), self._pixel_size(measurement.calibration)),
            (_tr("Confidence level"), numbers.level(result.confidence_level)),
            (_tr("Method"), _tr("two-point correlation (Dahari et al.)")
             if measurement.method == "two-point" else measurement.method),
            (_tr("Standard deviation"), numbers.percent(measurement.standard_deviation)),
            (_tr("Its relative error"), numbers.percent(measurement.model_error)),
        ]  # fmt: skip
        current = state.current
        notes = current.prepared.notes if current and current.prepared else ()
        if notes:
            rows.append((_tr("Done to the image"), "; ".join(notes)))
        files = [
            entry
            for entry in (current,)
            if entry is not None and entry.source.checksum and measurement.n_images == 1
        ]
        rows += [("SHA-256", entry.source.checksum) for entry in files]
        cells = "".join(
            f'<tr><td class="muted">{_escape(key)}</td><td>{_escape(value)}</td></tr>'
            for key, value in rows
        )
        return f"<table>{cells}</table>"

    def _pixel_size(self, calibration: object) -> str:
        from imagerep.calibration import Calibration

        if not isinstance(calibration, Calibration):
            return _tr("not known")
        if len(set(calibration.voxel_size)) == 1:
            return self.numbers.length(calibration.voxel_size[0], calibration.unit)
        return self.numbers.lengths(calibration.voxel_size, calibration.unit)

    def _table(self, state: State) -> str:
        rows = [row for row in state.rows if row.measurement is not None]
        if len(rows) < 2:
            return ""
        shown = columns(self.numbers)[:-1]
        head = "".join(f"<th>{_escape(column.title)}</th>" for column in shown)
        body = ""
        for row in rows:
            assert row.measurement is not None  # noqa: S101 - chosen above
            result = read_result(row.measurement, state.confidence_level, state.target)
            batch = state.mode is Mode.BATCH
            name = row.name if batch else f"{row.key} {row.name}"
            cells = "".join(f"<td>{_escape(column.text(result))}</td>" for column in shown)
            body += f"<tr><td>{_escape(name)}</td>{cells}</tr>"
        batch = state.mode is Mode.BATCH
        title = _tr("All images") if batch else _tr("All phases")
        first = _tr("Image") if batch else _tr("Phase")
        return f"<h2>{title}</h2><table><tr><th>{first}</th>{head}</tr>{body}</table>"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
