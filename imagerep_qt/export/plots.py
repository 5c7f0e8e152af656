"""A plot in a file: PNG or SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator

from imagerep.errors import OutputError

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
    with _without_caches(plot), _pens_times(plot, ratio):
        plot.render(painter, QRectF(plot.rect()), plot.rect())
    painter.end()
    return image


def plot_drawing(plot: pg.PlotWidget) -> bytes:
    """Drawing of a plot.

    Parameters
    ----------
    plot : pyqtgraph.PlotWidget
        The plot.

    Returns
    -------
    bytes
        SVG.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(plot.size())
    generator.setViewBox(plot.rect())
    generator.setTitle(plot.accessibleName())
    generator.setDescription("ImageRep")
    plot.scene().prepareForPaint()
    painter = QPainter(generator)
    with _without_caches(plot):
        plot.render(painter)
    painter.end()
    return bytes(content.data())


@contextmanager
def _without_caches(plot: pg.PlotWidget) -> Iterator[None]:
    """Let every item draw itself anew: a cache holds it in the pixels of the screen."""
    cached = {item: item.cacheMode() for item in plot.scene().items() if item.cacheMode().value}
    for item in cached:
        item.setCacheMode(item.CacheMode.NoCache)
    try:
        yield
    finally:
        for item, mode in cached.items():
            item.setCacheMode(mode)


@contextmanager
def _pens_times(plot: pg.PlotWidget, ratio: float) -> Iterator[None]:
    """Let curves and lines be as thick as on the screen: their pens count the picture's pixels."""
    changed: list[tuple[Callable[[QPen], None], QPen]] = []
    for item in plot.scene().items():
        if isinstance(item, pg.InfiniteLine):
            changed.append((partial(setattr, item, "currentPen"), item.currentPen))
        elif isinstance(item, pg.PlotCurveItem | pg.ErrorBarItem):
            changed.append((partial(item.opts.__setitem__, "pen"), item.opts["pen"]))
    changed = [(put, pen) for put, pen in changed if isinstance(pen, QPen)]
    for put, pen in changed:
        thick = QPen(pen)
        thick.setWidthF(max(1.0, pen.widthF()) * ratio)
        put(thick)
    try:
        yield
    finally:
        for put, pen in changed:
            put(pen)


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
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = (error.strerror or "unknown reason").lower()
        raise OutputError(
            f"“{path.name}” cannot be written ({reason}).",
            "Choose another folder, or free some space.",
        ) from error
