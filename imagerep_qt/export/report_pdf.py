"""The report as PDF, in the light look; its plots are lines and text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from imagerep import __version__
from imagerep.files import replacing
from imagerep_qt.export.report_html import Picture, ReportHtml
from imagerep_qt.figures.chart import Style
from imagerep_qt.figures.charts import (
    Shown,
    correlation_chart,
    image_size_chart,
    likelihood_chart,
    spectrum_chart,
)
from imagerep_qt.figures.drawing import POINTS_PER_MM, Drawing
from imagerep_qt.figures.painting import pages, paint
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import State
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.directions import directions
from imagerep_qt.widgets.image.image_view import ImageView

_DPI = 300
_POINTS_PER_INCH = 72.0
_SCALE = _DPI / _POINTS_PER_INCH
_MARGIN_PT = 42.0
_FOOTER_PT = 22.0
_IMAGE_PT = 330.0, 290.0, 250.0, 210.0, 170.0, 140.0
"""Longest side of the image; the largest that needs no further page."""
_GAP_PT = 12.0
"""Between two plots, and above them."""
_PLOT_FONT_PT = 6.5
_PLOT_ASPECT = 0.66


def write_report(state: State, numbers: NumberFormat, path: Path) -> None:
    """Write the report of a state that has a result."""
    content = report(state, numbers, datetime.now().astimezone())
    with replacing(path, overwrite=True) as file:
        file.write(content)


def report(state: State, numbers: NumberFormat, made: datetime) -> bytes:
    """Content of the PDF file."""
    image = _image(state, numbers)
    document = QTextDocument()
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(9)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    kind = QTextDocument.ResourceType.ImageResource.value
    document.addResource(kind, QUrl("report:image"), image)
    page = ReportHtml(numbers)

    def html(longest: float) -> str:
        factor = longest / max(image.width(), image.height(), 1)
        shown = Picture("report:image", image.width() * factor, image.height() * factor)
        return page.html(state, shown, made)

    return _pdf(document, html, _plots(state, numbers))


def _image(state: State, numbers: NumberFormat) -> QImage:
    theme = Theme(mode="light")
    result, entry = state.result, state.current
    assert result is not None  # noqa: S101 - the caller has checked
    assert entry is not None  # noqa: S101 - there is a result
    image = ImageView(theme, numbers)
    calibration = entry.calibration and entry.calibration.for_ndim(len(entry.image.shape))
    if entry.image.segmentation is not None:
        image.set_segmentation(entry.image.segmentation)
        image.set_calibration(calibration)
    else:
        image.set_grey(entry.image.overview, calibration)
        image.set_threshold(*(entry.edits.thresholds or (0.0,)))
    image.set_phase(*state.labels_of(state.phase))
    image.set_crop(entry.edits.crop, entry.edits.outline)
    image.set_characteristic_length(
        result.measurement.characteristic_length_scale_px, directions(result.measurement)
    )
    picture = image.picture(1400)
    image.deleteLater()
    return picture


def _plots(state: State, numbers: NumberFormat) -> list[Drawing]:
    """Plots side by side, as wide together as the text."""
    result = state.result
    assert result is not None  # noqa: S101 - the caller has checked
    phases = Wording(numbers).measured_phases(result.measurement, state.phases)
    shown = Shown(result.measurement, state.confidence_level, state.target, "", phases)
    by_method = spectrum_chart if state.method == "spectral" else correlation_chart
    charts = [
        chart
        for make in (image_size_chart, likelihood_chart, by_method)
        if (chart := make(shown, numbers)) is not None
    ]
    width = (_body().width() - _GAP_PT * (len(charts) - 1)) / len(charts)
    style = Style(width / POINTS_PER_MM, _PLOT_FONT_PT, _PLOT_ASPECT)
    for chart in charts:
        chart.note = ""  # it is said above
    return [chart.draw(style, numbers) for chart in charts]


def _body() -> QSizeF:
    """Size of what is between the margins and above the footer, in points."""
    size = QPageSize(QPageSize.PageSizeId.A4).size(QPageSize.Unit.Point)
    return QSizeF(size.width() - 2 * _MARGIN_PT, size.height() - 2 * _MARGIN_PT - _FOOTER_PT)


@dataclass(frozen=True, slots=True)
class _Pages:
    """How many pages there are, and where the plots begin."""

    of_text: int
    n: int
    top: float  # of the plots, from the top of the last page's body, in pixels


def _pdf(document: QTextDocument, html: Callable[[float], str], plots: list[Drawing]) -> bytes:
    body = _body() * _SCALE
    height = _SCALE * (_GAP_PT + max(plot.height for plot in plots))

    def laid_out(longest: float) -> _Pages:
        # On one endless page first: pages of their own fill the last one up.
        document.setHtml(html(longest))
        document.setPageSize(QSizeF(body.width(), -1))
        whole = document.size().height()
        document.setPageSize(body)
        of_text = max(1, document.pageCount())
        used = whole if of_text == 1 else _last_used(document, of_text, body)
        fits = used + height <= body.height()
        top = used + _SCALE * _GAP_PT if fits else 0.0
        return _Pages(of_text, of_text if fits else of_text + 1, top)

    def draw(writer: QPdfWriter, painter: QPainter) -> None:
        document.documentLayout().setPaintDevice(writer)
        fewest = laid_out(_IMAGE_PT[-1]).n
        found = next(one for one in map(laid_out, _IMAGE_PT) if one.n == fewest)
        for page in range(found.n):
            if page:
                writer.newPage()
            if page < found.of_text:
                _text(painter, document, page, body)
            if page == found.n - 1:
                x = _MARGIN_PT * _SCALE
                for plot in plots:
                    paint(plot, painter, _SCALE, x, _MARGIN_PT * _SCALE + found.top)
                    x += (plot.width + _GAP_PT) * _SCALE
            _footer(painter, document, page, found.n, body)

    return pages("ImageRep report", QPageSize(QPageSize.PageSizeId.A4), _DPI, draw)


def _last_used(document: QTextDocument, n_pages: int, body: QSizeF) -> float:
    """How far down the last page the text goes."""
    layout, block = document.documentLayout(), document.lastBlock()
    bottom = 0.0
    while block.isValid():
        bottom = max(bottom, layout.blockBoundingRect(block).bottom())
        block = block.previous()
    return bottom - (n_pages - 1) * body.height()


def _text(painter: QPainter, document: QTextDocument, page: int, body: QSizeF) -> None:
    top = page * body.height()
    painter.save()
    painter.translate(_MARGIN_PT * _SCALE, _MARGIN_PT * _SCALE - top)
    document.drawContents(painter, QRectF(0, top, body.width(), body.height()))
    painter.restore()


def _footer(
    painter: QPainter, document: QTextDocument, page: int, n_pages: int, body: QSizeF
) -> None:
    painter.save()
    font = QFont(document.defaultFont())
    font.setPointSizeF(8)
    painter.setFont(font)
    painter.setPen(QColor("#59636e"))
    foot = QRectF(
        _MARGIN_PT * _SCALE,
        _MARGIN_PT * _SCALE + body.height() + 0.3 * _FOOTER_PT * _SCALE,
        body.width(),
        _FOOTER_PT * _SCALE,
    )
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"ImageRep {__version__}")
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{page + 1} / {n_pages}")
    painter.restore()
