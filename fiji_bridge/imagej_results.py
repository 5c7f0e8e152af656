"""Results in ImageJ: the table of our own, the named overlay, the tinted phase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.messages import FijiMessage
from fiji_bridge.options import TABLE_TITLE
from fiji_bridge.overlay_layout import frame_of
from fiji_bridge.overlay_shapes import OVERLAY_PREFIX, Label, Line, Outline, Shape
from fiji_bridge.presentation import Presentation, wrapped
from fiji_bridge.selection import Region
from fiji_bridge.snapshot import ImageSnapshot
from fiji_bridge.table_row import LABEL, Cell
from fiji_bridge.table_window import Box, table_box

_PREVIEW = f"{OVERLAY_PREFIX}preview"
_PREVIEW_COLOUR = (230, 159, 0)
_PREVIEW_OPACITY = 0.5


class ResultTable:
    """A table that rows are appended to, in ImageJ's window of its title or, headless, in here."""

    def __init__(self, connection: ImageJConnection, title: str = TABLE_TITLE) -> None:
        self._connection = connection
        self._title = title
        self._table: Any = None

    @property
    def table(self) -> Any:
        """The ``ij.measure.ResultsTable``; None before the first row."""
        tables = self._connection.java("ij.measure.ResultsTable")
        if not self._connection.is_headless:
            self._table = tables.getResultsTable(self._title)
        return self._table

    def append(self, presentation: Presentation, image: Any = None) -> None:
        """Add the rows, and show the table where there are windows, beside that of the image."""
        table = self.table
        is_new = table is None
        if is_new:
            table = self._table = self._connection.java("ij.measure.ResultsTable")()
            table.setPrecision(presentation.decimals)
        for row in presentation.rows:
            _append(table, row)
        if self._connection.is_headless:
            return
        manager = self._connection.java("ij.WindowManager")
        table.show(self._title)
        window = manager.getFrame(self._title)
        if is_new and window is not None:
            window.setBounds(*_box(self._connection, image))


def write_log(connection: ImageJConnection, lines: Iterable[str]) -> None:
    """Write to ImageJ's log; headless, to the standard output."""
    for line in lines if connection.is_headless else wrapped(lines):
        connection.java("ij.IJ").log(line)


def _box(connection: ImageJConnection, image: Any) -> Box:
    screen = connection.java("ij.IJ").getScreenSize()
    window = None if image is None else image.getWindow()
    box = None
    if window is not None:
        bounds = window.getBounds()
        box = (int(bounds.x), int(bounds.y), int(bounds.width), int(bounds.height))
    return table_box((int(screen.width), int(screen.height)), box)


def _append(table: Any, row: tuple[Cell, ...]) -> None:
    before = [str(heading) for heading in table.getHeadings()]
    earlier_rows = int(table.size())
    table.incrementCounter()
    for heading, value in row:
        if heading == LABEL:
            table.addLabel(str(value))
        else:
            table.addValue(heading, value if isinstance(value, str) else float(value))
        if heading not in before:
            for number in range(earlier_rows):
                _blank(table, heading, number)
    present = {heading for heading, _ in row}
    for heading in before:
        if heading not in present:
            _blank(table, heading, earlier_rows)


def _blank(table: Any, heading: str, row: int) -> None:
    if heading != LABEL:
        table.setValue(heading, row, "")


def draw_overlay(connection: ImageJConnection, image: Any, shapes: Iterable[Shape]) -> None:
    """Show elements over an image, in the place of those of the run before."""
    overlay = _without(connection, image, OVERLAY_PREFIX)
    for shape in shapes:
        for roi in _rois(connection, shape):
            roi.setName(shape.name)
            overlay.add(roi)
    _set_overlay(image, overlay)


def clear_overlay(connection: ImageJConnection, image: Any) -> None:
    """Remove what :func:`draw_overlay` and :func:`show_preview` have drawn."""
    _set_overlay(image, _without(connection, image, OVERLAY_PREFIX))


def show_preview(
    connection: ImageJConnection, image: Any, mask: NDArray[np.bool_], region: Region
) -> None:
    """Tint the phase in the active slice, by an overlay."""
    red, green, blue = _PREVIEW_COLOUR
    colour = (red << 16) | (green << 8) | blue
    values = np.where(mask, np.int32(colour), np.int32(0))
    processor = connection.java("ij.process.ColorProcessor")(
        region.width, region.height, connection.to_java(values)
    )
    roi = connection.java("ij.gui.ImageRoi")(region.x, region.y, processor)
    roi.setZeroTransparent(True)
    roi.setOpacity(_PREVIEW_OPACITY)
    roi.setName(_PREVIEW)
    overlay = _without(connection, image, _PREVIEW)
    overlay.add(roi)
    _set_overlay(image, overlay)


def clear_preview(connection: ImageJConnection, image: Any) -> None:
    """Remove the tint."""
    _set_overlay(image, _without(connection, image, _PREVIEW))


def new_image(connection: ImageJConnection, snapshot: ImageSnapshot) -> Any:
    """Open an image in ImageJ that came from elsewhere."""
    height, width = snapshot.shape[-2:]
    stack = connection.java("ij.ImageStack")(width, height)
    for number in range(snapshot.n_slices):
        stack.addSlice("", _processor(connection, snapshot, snapshot.plane(number + 1)))
    image = connection.java("ij.ImagePlus")(snapshot.title, stack)
    calibration, given = image.getCalibration(), snapshot.calibration
    calibration.setUnit(given.unit)
    calibration.pixelWidth, calibration.pixelHeight = given.width, given.height
    calibration.pixelDepth = given.depth
    if not connection.is_headless:
        image.show()
    return image


def _processor(connection: ImageJConnection, snapshot: ImageSnapshot, plane: NDArray[Any]) -> Any:
    height, width = plane.shape[:2]
    if snapshot.is_rgb:
        red, green, blue = (plane[..., k].astype(np.int32) for k in range(3))
        packed = (red << 16) | (green << 8) | blue
        return connection.java("ij.process.ColorProcessor")(
            width, height, connection.to_java(packed)
        )
    if plane.dtype == np.bool_:
        plane = plane.astype(np.uint8) * np.uint8(255)
    if plane.dtype == np.uint8:
        values = connection.to_java(plane)
        return connection.java("ij.process.ByteProcessor")(width, height, values)
    values = connection.to_java(plane.astype(np.float32))
    return connection.java("ij.process.FloatProcessor")(width, height, values)


def add_to_roi_manager(
    connection: ImageJConnection, shapes: Iterable[Shape]
) -> tuple[FijiMessage, ...]:
    """Add the frame to the ROI Manager, which keeps what it holds; gives what went wrong."""
    if connection.is_headless:
        return (FijiMessage("roi-manager-needs-window"),)
    frame = frame_of(shapes)
    if frame is None:
        return (FijiMessage("no-frame-to-add"),)
    manager = connection.java("ij.plugin.frame.RoiManager").getRoiManager()
    for roi in _rois(connection, frame):
        roi.setName(frame.name)
        manager.addRoi(roi)
    return ()


def _without(connection: ImageJConnection, image: Any, prefix: str) -> Any:
    overlay = image.getOverlay()
    if overlay is None:
        return connection.java("ij.gui.Overlay")()
    for roi in list(overlay.toArray()):
        if str(roi.getName() or "").startswith(prefix):
            overlay.remove(roi)
    return overlay


def _set_overlay(image: Any, overlay: Any) -> None:
    image.setOverlay(overlay if overlay.size() else None)
    if overlay.size():
        image.setHideOverlay(False)


def _rois(connection: ImageJConnection, element: Shape) -> list[Any]:
    if isinstance(element, Label):
        return [_text(connection, element)]
    if isinstance(element, Line):
        roi = connection.java("ij.gui.Line")(element.x1, element.y1, element.x2, element.y2)
        return [_stroked(connection, roi, element.colour, element.line_width)]
    roi_class = connection.java("ij.gui.Roi")
    if isinstance(element, Outline):
        xs, ys = (
            connection.to_java(np.array(one, np.float32))
            for one in zip(*element.points, strict=True)
        )
        roi = connection.java("ij.gui.PolygonRoi")(xs, ys, roi_class.POLYGON)
        return [_stroked(connection, roi, element.colour, element.line_width)]
    place = [float(v) for v in (element.x, element.y, element.width, element.height)]
    kind = connection.java("ij.gui.OvalRoi") if element.kind == "oval" else roi_class
    stroked = _stroked(connection, kind(*place), element.colour, element.line_width)
    if not element.fill:
        return [stroked]
    filled = kind(*place)
    filled.setFillColor(_colour(connection, element.fill))
    return [filled, stroked]


def _stroked(connection: ImageJConnection, roi: Any, colour: str, width: float) -> Any:
    roi.setStrokeColor(_colour(connection, colour))
    roi.setStrokeWidth(float(width))
    return roi


def _text(connection: ImageJConnection, label: Label) -> Any:
    fonts = connection.java("java.awt.Font")
    font = fonts("SansSerif", fonts.PLAIN, max(round(label.size), 1))
    roi = connection.java("ij.gui.TextRoi")(float(label.x), float(label.y), label.text, font)
    roi.setStrokeColor(_colour(connection, label.colour))
    roi.setFillColor(_colour(connection, label.background))
    roi.setAntialiased(True)
    if label.anchor == "right":
        roi.setLocation(float(label.x) - float(roi.getFloatWidth()), float(label.y))
    return roi


def _colour(connection: ImageJConnection, text: str) -> Any:
    value = int(text[1:], 16)
    alpha = value >> 24 if len(text) == len("#aarrggbb") else 255
    channels = ((value >> 16) & 255, (value >> 8) & 255, value & 255)
    return connection.java("java.awt.Color")(*channels, alpha)
