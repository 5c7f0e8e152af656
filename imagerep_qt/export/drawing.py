"""A plot as SVG.

Qt's generator of SVG Tiny knows no clipping, and that of SVG 1.1 mixes up the clips of nested
items. So the frame and what lies in it are drawn one after the other, and put together here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtSvg import QSvgGenerator

from imagerep_qt.export.picture import as_a_picture

_SVG = "http://www.w3.org/2000/svg"
_INSIDE = "inside"


def plot_drawing(plot: pg.PlotWidget) -> bytes:
    """Drawing of a plot."""
    plot.scene().prepareForPaint()
    with as_a_picture(plot):
        with _without([plot.getViewBox().childGroup]):
            drawing = _drawn(plot)
        with _without(_frame(plot)), _without_ground(plot):
            content = _drawn(plot)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    kinds = {f"{{{_SVG}}}{name}" for name in ("title", "desc", "defs")}
    area = plot.getViewBox().mapRectToScene(plot.getViewBox().rect())
    sides = {"x": area.x(), "y": area.y(), "width": area.width(), "height": area.height()}
    clip = ET.SubElement(_defs(drawing), f"{{{_SVG}}}clipPath", {"id": _INSIDE})
    ET.SubElement(clip, f"{{{_SVG}}}rect", {name: f"{value:g}" for name, value in sides.items()})
    _defs(drawing).extend(_defs(content))
    group = ET.SubElement(drawing, f"{{{_SVG}}}g", {"clip-path": f"url(#{_INSIDE})"})
    group.extend(child for child in content if child.tag not in kinds)
    drawing.set("version", "1.1")
    drawing.attrib.pop("baseProfile", None)
    return bytes(ET.tostring(drawing, encoding="utf-8", xml_declaration=True))


def _drawn(plot: pg.PlotWidget) -> ET.Element:
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(plot.logicalDpiX())  # or the axes come in another scale
    generator.setSize(plot.size())
    generator.setViewBox(plot.rect())
    generator.setTitle(plot.accessibleName())
    generator.setDescription("ImageRep")
    painter = QPainter(generator)
    plot.render(painter)
    painter.end()
    return ET.fromstring(bytes(content.data()))  # noqa: S314 - what Qt has just written


def _defs(drawing: ET.Element) -> ET.Element:
    defs = drawing.find(f"{{{_SVG}}}defs")
    return defs if defs is not None else ET.SubElement(drawing, f"{{{_SVG}}}defs")


def _frame(plot: pg.PlotWidget) -> list[pg.GraphicsWidget]:
    """What lies around the curves."""
    axes = plot.getPlotItem().axes.values()
    return [place["item"] for place in axes]


@contextmanager
def _without(items: list[pg.GraphicsWidget]) -> Iterator[None]:
    """Draw some items not at all; hidden, they would give their room away."""
    for item in items:
        item.setOpacity(0)
    try:
        yield
    finally:
        for item in items:
            item.setOpacity(1)


@contextmanager
def _without_ground(plot: pg.PlotWidget) -> Iterator[None]:
    ground = plot.backgroundBrush()
    plot.setBackgroundBrush(QBrush())
    try:
        yield
    finally:
        plot.setBackgroundBrush(ground)
