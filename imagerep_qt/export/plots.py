"""A plot in a file: PNG or SVG."""

from __future__ import annotations

from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from imagerep.errors import OutputError
from imagerep.replacing import replace_file, why_not_written
from imagerep_qt.export.drawing import plot_drawing
from imagerep_qt.export.picture import as_a_picture

_WIDTH_PX = 2000


def plot_image(plot: pg.PlotWidget, width_px: int = _WIDTH_PX) -> QImage:
    """Picture of a plot.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot.
    width_px : int, optional
        Width.

    Returns
    -------
    QImage
    """
    ratio = width_px / plot.width()
    image = QImage(width_px, round(plot.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)  # lines and points grow with it, as they would on a screen
    image.fill(plot.backgroundBrush().color())
    plot.scene().prepareForPaint()
    painter = QPainter(image)
    painter.setRenderHints(plot.renderHints())
    with as_a_picture(plot, ratio):
        plot.render(painter, QRectF(plot.rect()), plot.rect())
    painter.end()
    return image


def write_plot(plot: pg.PlotWidget, path: Path) -> None:
    """Write a plot.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot.
    path : Path
        SVG if it ends in ``.svg``, otherwise PNG; the caller has asked before a file is replaced.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    if path.suffix.lower() == ".svg":
        write_bytes(path, plot_drawing(plot))
    else:
        write_image(plot_image(plot), path)


def write_image(image: QImage, path: Path) -> None:
    """Write a picture as PNG.

    Parameters
    ----------
    image : QImage
        The picture.
    path : Path
        Target.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    write_bytes(path, bytes(content.data()))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there.

    Parameters
    ----------
    path : Path
        Target.
    content : bytes
        Its content.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        replace_file(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = why_not_written(error)
        raise OutputError(
            f"“{path.name}” cannot be written ({reason}).",
            "Choose another folder, or free some space.",
        ) from error
