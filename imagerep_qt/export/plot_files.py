"""Plots and pictures as files."""

from __future__ import annotations

from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from imagerep.files import replacing
from imagerep_qt.export.plot_style import for_print
from imagerep_qt.export.plot_svg import plot_svg

_WIDTH_PX = 2000


def plot_image(plot: pg.PlotWidget, width_px: int = _WIDTH_PX) -> QImage:
    """Picture of a plot at any width."""
    ratio = width_px / plot.width()
    image = QImage(width_px, round(plot.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)  # lines and points scale with it
    image.fill(plot.backgroundBrush().color())
    plot.scene().prepareForPaint()
    painter = QPainter(image)
    painter.setRenderHints(plot.renderHints())
    with for_print(plot, ratio):
        plot.render(painter, QRectF(plot.rect()), plot.rect())
    painter.end()
    return image


def write_plot(plot: pg.PlotWidget, path: Path) -> None:
    """Write a plot as SVG where the suffix of the path says so, else as PNG."""
    if path.suffix.lower() == ".svg":
        with replacing(path, overwrite=True) as file:
            file.write(plot_svg(plot))
    else:
        write_image(plot_image(plot), path)


def write_image(image: QImage, path: Path) -> None:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    with replacing(path, overwrite=True) as file:
        file.write(bytes(content.data()))
