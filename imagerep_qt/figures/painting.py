"""Drawings as pictures, PDF and SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
    QTransform,
)

from imagerep import __version__
from imagerep_qt.figures import fonts
from imagerep_qt.figures.drawing import Area, Dot, Drawing, Label, Line, Points

PRINT_DPI = 600
"""Resolution of pictures, as journals ask for of line drawings."""

_PDF_DPI = 1200
_POINTS_PER_INCH = 72.0
_METRES_PER_INCH = 0.0254
_SVG = "http://www.w3.org/2000/svg"


def paint(
    drawing: Drawing,
    painter: QPainter,
    scale: float,
    x: float = 0.0,
    y: float = 0.0,
    *,
    as_outlines: bool = False,
) -> None:
    """Paint a drawing at a position; `scale` is in pixels a point, x and y in pixels.

    Outlines of text stand where they are however coarse the pixels; fonts have whole pixels.
    """

    def polygon(points: Points) -> QPolygonF:
        return QPolygonF([QPointF(x + a * scale, y + b * scale) for a, b in points.tolist()])

    painter.save()
    for item in drawing.items:
        if isinstance(item, Line):
            painter.setPen(_pen(item.colour, item.width * scale, item.dash))
            painter.drawPolyline(polygon(item.points))
        elif isinstance(item, Area):
            painter.setBrush(QBrush(QColor(item.fill)))
            painter.setPen(_outline(item.outline, item.width * scale))
            painter.drawPolygon(polygon(item.points))
        elif isinstance(item, Dot):
            painter.setBrush(QBrush(QColor(item.fill)))
            painter.setPen(_outline(item.outline, item.width * scale))
            centre = QPointF(x + item.x * scale, y + item.y * scale)
            painter.drawEllipse(centre, item.radius * scale, item.radius * scale)
        elif as_outlines:
            place = QTransform().translate(x, y).scale(scale, scale)
            painter.fillPath(place.map(_outlines(item)), QBrush(QColor(item.colour)))
        else:
            painter.setPen(QColor(item.colour))
            painter.setFont(fonts.font(round(item.size * scale)))
            painter.save()
            painter.translate(x + item.x * scale, y + item.y * scale)
            if item.is_upright:
                painter.rotate(-90)
            start = -item.anchor * fonts.width(item.text, item.size) * scale
            painter.drawText(QPointF(start, 0), item.text)
            painter.restore()
    painter.restore()


def _pen(colour: str, width: float, dash: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern(list(dash))  # in widths of the line
    return pen


def _outline(colour: str, width: float) -> QPen:
    return _pen(colour, width) if colour else QPen(Qt.PenStyle.NoPen)


def picture(drawing: Drawing, dpi: float = PRINT_DPI) -> QImage:
    """Picture of a drawing on white."""
    scale = dpi / _POINTS_PER_INCH
    image = QImage(
        round(drawing.width * scale), round(drawing.height * scale), QImage.Format.Format_RGB32
    )
    per_metre = round(dpi / _METRES_PER_INCH)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint(drawing, painter, scale, as_outlines=True)
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """A picture as PNG, with its resolution."""
    return _written(lambda buffer: image.save(buffer, "PNG"))  # type: ignore[call-overload]


def pdf(drawing: Drawing) -> bytes:
    """A page of the size of the drawing, with its text as text."""
    size = QPageSize(
        QSizeF(drawing.width, drawing.height), QPageSize.Unit.Point, "figure",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )  # fmt: skip

    def draw(writer: QPdfWriter, painter: QPainter) -> None:
        paint(drawing, painter, _PDF_DPI / _POINTS_PER_INCH)

    return pages(drawing.title, size, _PDF_DPI, draw)


def pages(
    title: str, size: QPageSize, dpi: int, draw: Callable[[QPdfWriter, QPainter], None]
) -> bytes:
    """A PDF whose pages, without margins, a function draws."""

    def write(buffer: QBuffer) -> None:
        writer = QPdfWriter(buffer)
        writer.setResolution(dpi)
        writer.setTitle(title)
        writer.setCreator(f"ImageRep {__version__}")
        writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        painter = QPainter(writer)
        draw(writer, painter)
        painter.end()

    return _written(write)


def _written(write: Callable[[QBuffer], object]) -> bytes:
    """What a function writes."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(content.data())


def svg(drawing: Drawing) -> bytes:
    """SVG 1.1 of nothing but paths in final coordinates, so that every program draws the same.

    Text is drawn as outlines, since the next computer may not have the font.
    """
    ET.register_namespace("", _SVG)
    root = ET.Element(
        f"{{{_SVG}}}svg",
        {
            "version": "1.1",
            "width": f"{_number(drawing.width)}pt",
            "height": f"{_number(drawing.height)}pt",
            "viewBox": f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
        },
    )
    ET.SubElement(root, f"{{{_SVG}}}title").text = drawing.title
    ET.SubElement(
        root, f"{{{_SVG}}}rect",
        {"width": _number(drawing.width), "height": _number(drawing.height), "fill": "#ffffff"},
    )  # fmt: skip
    for item in drawing.items:
        if isinstance(item, Line):
            data, given = _path(item.points), _stroke(item.colour, item.width, item.dash)
            _add(root, data, {"fill": "none", **given})
        elif isinstance(item, Area):
            given = {"fill": item.fill}
            if item.outline:
                given |= _stroke(item.outline, item.width)
            _add(root, _path(item.points) + "Z", given)
        elif isinstance(item, Dot):
            given = {"cx": _number(item.x), "cy": _number(item.y), "r": _number(item.radius),
                     "fill": item.fill}  # fmt: skip
            if item.outline:
                given |= _stroke(item.outline, item.width)
            ET.SubElement(root, f"{{{_SVG}}}circle", given)
        else:
            group = ET.SubElement(root, f"{{{_SVG}}}g", {"aria-label": item.text})
            _add(group, _text_path(item), {"fill": item.colour})
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ET.Element, data: str, given: dict[str, str]) -> None:
    ET.SubElement(parent, f"{{{_SVG}}}path", {"d": data, **given})


def _stroke(colour: str, width: float, dash: tuple[float, ...] = ()) -> dict[str, str]:
    given = {"stroke": colour, "stroke-width": _number(width), "stroke-linejoin": "round"}
    if dash:
        given["stroke-dasharray"] = ",".join(_number(one * width) for one in dash)
    return given


def _path(points: Points) -> str:
    """Straight lines through points."""
    lines = [f"{_number(a)},{_number(b)}" for a, b in points.tolist()]
    return f"M{lines[0]}L{' '.join(lines[1:])}"


def _outlines(label: Label) -> QPainterPath:
    """Outlines of a text at its place."""
    path, size = fonts.outlines(label.text)
    place = QTransform().translate(label.x, label.y)
    if label.is_upright:
        place.rotate(-90)
    place.translate(-label.anchor * fonts.width(label.text, label.size), 0)
    place.scale(label.size / size, label.size / size)
    return place.map(path)


def _text_path(label: Label) -> str:
    found = _outlines(label)
    kinds = found.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    parts = []
    for k in range(found.elementCount()):
        one = found.elementAt(k)
        parts.append(f"{letters.get(one.type, ' ')}{_number(one.x)},{_number(one.y)}")
    return "".join(parts)


def _number(value: float) -> str:
    """A coordinate to a thousandth of a point."""
    text = f"{float(np.round(value, 3)):.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
