"""Plots as SVG.

Qt's generator cannot clip in SVG Tiny, and confuses the clips of nested items in SVG 1.1. So the
frame and its content are drawn one after the other and combined here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtSvg import QSvgGenerator

from imagerep_qt.export.plot_style import for_print

_SVG = "http://www.w3.org/2000/svg"
_INSIDE = "inside"


def plot_svg(plot: pg.PlotWidget) -> bytes:
    """SVG file of a plot."""
    plot.scene().prepareForPaint()
    with for_print(plot):
        with _without([plot.getViewBox().childGroup]):
            svg = _draw(plot)
        with _without(_axes(plot)), _without_background(plot):
            content = _draw(plot)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    tags = {f"{{{_SVG}}}{name}" for name in ("title", "desc", "defs")}
    area = plot.getViewBox().mapRectToScene(plot.getViewBox().rect())
    sides = {"x": area.x(), "y": area.y(), "width": area.width(), "height": area.height()}
    clip = ET.SubElement(_defs(svg), f"{{{_SVG}}}clipPath", {"id": _INSIDE})
    ET.SubElement(clip, f"{{{_SVG}}}rect", {name: f"{value:g}" for name, value in sides.items()})
    _defs(svg).extend(_defs(content))
    group = ET.SubElement(svg, f"{{{_SVG}}}g", {"clip-path": f"url(#{_INSIDE})"})
    group.extend(child for child in content if child.tag not in tags)
    svg.set("version", "1.1")
    svg.attrib.pop("baseProfile", None)
    return bytes(ET.tostring(svg, encoding="utf-8", xml_declaration=True))


def _draw(plot: pg.PlotWidget) -> ET.Element:
    content = QByteArray()
    buffer = QBuffer(content)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(plot.logicalDpiX())  # otherwise the axes have another scale
    generator.setSize(plot.size())
    generator.setViewBox(plot.rect())
    generator.setTitle(plot.accessibleName())
    generator.setDescription("ImageRep")
    painter = QPainter(generator)
    plot.render(painter)
    painter.end()
    return ET.fromstring(bytes(content.data()))  # noqa: S314 - written by Qt


def _defs(svg: ET.Element) -> ET.Element:
    defs = svg.find(f"{{{_SVG}}}defs")
    return defs if defs is not None else ET.SubElement(svg, f"{{{_SVG}}}defs")


def _axes(plot: pg.PlotWidget) -> list[pg.GraphicsWidget]:
    axes = plot.getPlotItem().axes.values()
    return [place["item"] for place in axes]


@contextmanager
def _without(items: list[pg.GraphicsWidget]) -> Iterator[None]:
    """Make items invisible without changing the layout."""
    for item in items:
        item.setOpacity(0)
    try:
        yield
    finally:
        for item in items:
            item.setOpacity(1)


@contextmanager
def _without_background(plot: pg.PlotWidget) -> Iterator[None]:
    background = plot.backgroundBrush()
    plot.setBackgroundBrush(QBrush())
    try:
        yield
    finally:
        plot.setBackgroundBrush(background)
