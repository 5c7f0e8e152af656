"""The report as PDF, in the light look."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget

from imagerep import __version__
from imagerep.files import replacing
from imagerep_qt.export.plot_files import plot_image
from imagerep_qt.export.report_html import Pictures, ReportHtml
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.session import State
from imagerep_qt.theme import Theme
from imagerep_qt.widgets.directions import directions
from imagerep_qt.widgets.image.image_view import ImageView
from imagerep_qt.widgets.plots.correlation_view import CorrelationView
from imagerep_qt.widgets.plots.image_size_view import ImageSizeView
from imagerep_qt.widgets.plots.likelihood_view import LikelihoodView
from imagerep_qt.widgets.plots.spectrum_view import SpectrumView

_DPI = 300
_POINTS_PER_INCH = 72.0
_MARGIN_PT = 42.0
_FOOTER_PT = 22.0
_IMAGE_PT = 330.0, 290.0, 250.0, 210.0, 170.0
"""Longest side of the image; the largest that needs no further page."""
_PLOT_PT = 620.0
_PLOT_PX = (760, 330)


def write_report(state: State, numbers: NumberFormat, path: Path) -> None:
    """Write the report of a state that has a result."""
    content = report(state, numbers, datetime.now().astimezone())
    with replacing(path, overwrite=True) as file:
        file.write(content)


def report(state: State, numbers: NumberFormat, made: datetime) -> bytes:
    """Content of the PDF file."""
    pictures = _pictures(state, numbers)
    image = pictures["image"]
    document = QTextDocument()
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    for name, picture in pictures.items():
        kind = QTextDocument.ResourceType.ImageResource.value
        document.addResource(kind, QUrl(f"report:{name}"), picture)
    addresses = {name: f"report:{name}" for name in pictures}
    page = ReportHtml(numbers)

    def html(longest: float) -> str:
        factor = longest / max(image.width(), image.height(), 1)
        width, height = image.width() * factor, image.height() * factor
        return page.html(state, Pictures(**addresses, image_width=width, image_height=height,
                                         plot_width=_PLOT_PT), made)  # fmt: skip

    return _pdf(document, html)


def _pictures(state: State, numbers: NumberFormat) -> dict[str, QImage]:
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
        image.set_threshold(entry.edits.threshold or 0.0)
    image.set_phase(state.phase)
    image.set_crop(entry.edits.crop)
    image.set_characteristic_length(
        result.measurement.characteristic_length_scale_px, directions(result.measurement)
    )
    image_size = ImageSizeView(theme, numbers)
    image_size.set_target(state.target.value, state.target.relative)
    likelihood = LikelihoodView(theme, numbers)
    by_method: dict[str, CorrelationView | SpectrumView] = {
        "two-point": CorrelationView(theme, numbers),
        "spectral": SpectrumView(theme, numbers),
    }
    image_size.set_confidence(state.confidence_level)
    likelihood.set_confidence(state.confidence_level)
    image_size.set_measurement(result.measurement)
    likelihood.set_measurement(result.measurement)
    shown = by_method[state.method]
    shown.set_measurement(result.measurement)
    pictures = {"image": image.picture(1400)}
    for name, plot in (
        ("image_size", image_size.plot),
        ("likelihood", likelihood.plot),
        ("by_method", shown.plot),
    ):
        pictures[name] = _picture(plot)
    views: tuple[QWidget, ...] = (image, image_size, likelihood, *by_method.values())
    for view in views:
        view.deleteLater()
    return pictures


def _picture(plot: pg.PlotWidget) -> QImage:
    """Picture of a plot that was never shown."""
    plot.setParent(None)
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(*_PLOT_PX)
    plot.show()
    QGuiApplication.processEvents()
    picture = plot_image(plot, 2 * _PLOT_PX[0])
    plot.hide()
    plot.deleteLater()
    return picture


def _pdf(document: QTextDocument, html: Callable[[float], str]) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle("ImageRep report")
    writer.setCreator(f"ImageRep {__version__}")
    paper = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(
        QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    size = paper.size(QPageSize.Unit.Point)
    body = QSizeF(size.width() - 2 * _MARGIN_PT, size.height() - 2 * _MARGIN_PT - _FOOTER_PT)
    document.documentLayout().setPaintDevice(writer)
    scale = _DPI / _POINTS_PER_INCH

    def count_pages(longest: float) -> int:
        document.setHtml(html(longest))
        document.setPageSize(body * scale)
        return max(1, math.ceil(document.size().height() / (body.height() * scale) - 1e-6))

    fewest = count_pages(_IMAGE_PT[-1])
    n_pages = next(n for n in map(count_pages, _IMAGE_PT) if n == fewest)
    painter = QPainter(writer)
    for page in range(n_pages):
        if page:
            writer.newPage()
        _page(painter, document, page, n_pages, body * scale)
    painter.end()
    buffer.close()
    return bytes(content.data())


def _page(
    painter: QPainter, document: QTextDocument, page: int, n_pages: int, body: QSizeF
) -> None:
    scale = _DPI / _POINTS_PER_INCH
    top = page * body.height()
    painter.save()
    painter.translate(_MARGIN_PT * scale, _MARGIN_PT * scale - top)
    document.drawContents(painter, QRectF(0, top, body.width(), body.height()))
    painter.restore()
    painter.save()
    font = QFont(document.defaultFont())
    font.setPointSizeF(8)
    painter.setFont(font)
    painter.setPen(QColor("#59636e"))
    foot = QRectF(
        _MARGIN_PT * scale,
        _MARGIN_PT * scale + body.height() + 0.3 * _FOOTER_PT * scale,
        body.width(),
        _FOOTER_PT * scale,
    )
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"ImageRep {__version__}")
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{page + 1} / {n_pages}")
    painter.restore()
