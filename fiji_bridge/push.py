"""Into ImageJ: the table of its own, the named overlay, log, preview and progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fiji_bridge.connection import ImageJConnection
from fiji_bridge.elements import OVERLAY_PREFIX, Element, Label, Line, Rectangle
from fiji_bridge.presentation import TABLE_TITLE
from fiji_bridge.regions import Region
from fiji_bridge.snapshot import ImageSnapshot
from fiji_bridge.table import Cell

_PREVIEW = f"{OVERLAY_PREFIX}preview"
_PREVIEW_COLOUR = (230, 159, 0)
_PREVIEW_OPACITY = 0.5
_TABLE_SIZE = (1500, 220)  # pixels


class ResultTable:
    """The table "ImageRep results", which rows are appended to.

    In ImageJ with windows it is the table of that window, made anew when the user has closed it;
    without windows it lives here.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    """

    def __init__(self, connection: ImageJConnection) -> None:
        self._connection = connection
        self._table: Any = None

    @property
    def table(self) -> Any:
        """The ``ij.measure.ResultsTable``; empty before the first row."""
        tables = self._connection.java("ij.measure.ResultsTable")
        found = self._table if self._connection.is_headless else tables.getResultsTable(TABLE_TITLE)
        if found is None:
            found = tables()
        self._table = found
        return found

    def append(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Add rows at the end, and show the table where there are windows.

        Parameters
        ----------
        rows : iterable of tuple of Cell
            Cells that a row lacks stay empty.
        """
        table = self.table
        for row in rows:
            _append(table, row)
        if self._connection.is_headless:
            return
        manager = self._connection.java("ij.WindowManager")
        is_new = manager.getFrame(TABLE_TITLE) is None
        table.show(TABLE_TITLE)
        window = manager.getFrame(TABLE_TITLE)
        if is_new and window is not None:
            _widen(self._connection, window)
        elif window is not None:
            window.toFront()


def _widen(connection: ImageJConnection, window: Any) -> None:
    """Show all columns at once where the screen is wide enough."""
    screen = connection.java("ij.IJ").getScreenSize()
    width = min(_TABLE_SIZE[0], int(screen.width * 0.95))
    window.setSize(width, _TABLE_SIZE[1])
    window.setLocation((screen.width - width) // 2, int(screen.height * 0.7))


def _append(table: Any, row: tuple[Cell, ...]) -> None:
    before = [str(heading) for heading in table.getHeadings()]
    earlier_rows = int(table.size())
    table.incrementCounter()
    for cell in row:
        if cell.heading == "Label":
            table.addLabel(str(cell.value))
        elif isinstance(cell.value, str):
            table.addValue(cell.heading, cell.value)
        else:
            table.addValue(cell.heading, float(cell.value))
            table.setDecimalPlaces(table.getColumnIndex(cell.heading), cell.digits)
        if cell.heading not in before:
            for number in range(earlier_rows):
                _blank(table, cell.heading, number)
    present = {cell.heading for cell in row}
    for heading in before:
        if heading not in present:
            _blank(table, heading, earlier_rows)


def _blank(table: Any, heading: str, row: int) -> None:
    if heading != "Label":
        table.setValue(heading, row, "")


def draw_overlay(connection: ImageJConnection, image: Any, elements: Iterable[Element]) -> None:
    """Show elements over an image, in the place of those of the run before.

    Other people's overlay elements stay. The selection, pixels, and undo are not touched.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    image : ij.ImagePlus
        The image.
    elements : iterable of Rectangle, Line or Label
        In drawing order.
    """
    overlay = _without_ours(connection, image)
    for element in elements:
        for roi in _rois(connection, element):
            roi.setName(element.name)
            overlay.add(roi)
    _set_overlay(image, overlay)


def clear_overlay(connection: ImageJConnection, image: Any) -> None:
    """Remove what :func:`draw_overlay` and :func:`show_preview` have drawn.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    image : ij.ImagePlus
        The image.
    """
    _set_overlay(image, _without_ours(connection, image))


def show_preview(
    connection: ImageJConnection, image: Any, mask: NDArray[np.bool_], region: Region
) -> None:
    """Tint the phase in the active slice, by an overlay.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    image : ij.ImagePlus
        The image.
    mask : ndarray of bool, of the size of the region
        The phase.
    region : Region
        Where the mask lies.
    """
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
    """Remove the tint.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    image : ij.ImagePlus
        The image.
    """
    _set_overlay(image, _without(connection, image, _PREVIEW))


def new_image(connection: ImageJConnection, snapshot: ImageSnapshot) -> Any:
    """Open an image in ImageJ that came from elsewhere.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    snapshot : ImageSnapshot
        Its pixels, title and calibration.

    Returns
    -------
    ij.ImagePlus
        Shown where ImageJ has windows.
    """
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


def add_to_roi_manager(connection: ImageJConnection, elements: Iterable[Element]) -> str:
    """Add the frame to the ROI Manager, which keeps what it holds.

    Parameters
    ----------
    connection : ImageJConnection
        The running ImageJ.
    elements : iterable of Rectangle, Line or Label
        Of which the recommended frame, or else the measured region, is added.

    Returns
    -------
    str
        Why it could not be done; empty when it was.
    """
    if connection.is_headless:
        return "The ROI Manager needs a window: the frame was not added to it."
    by_name = {e.name: e for e in elements if isinstance(e, Rectangle)}
    element = by_name.get(f"{OVERLAY_PREFIX}frame") or by_name[f"{OVERLAY_PREFIX}measured region"]
    manager = connection.java("ij.plugin.frame.RoiManager").getRoiManager()
    for roi in _rois(connection, element):
        roi.setName(element.name)
        manager.addRoi(roi)
    return ""


def _without_ours(connection: ImageJConnection, image: Any) -> Any:
    return _without(connection, image, OVERLAY_PREFIX)


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


def _rois(connection: ImageJConnection, element: Element) -> list[Any]:
    if isinstance(element, Label):
        return [_text(connection, element)]
    if isinstance(element, Line):
        roi = connection.java("ij.gui.Line")(element.x1, element.y1, element.x2, element.y2)
        return [_stroked(connection, roi, element.colour, element.line_width)]
    roi_class = connection.java("ij.gui.Roi")
    place = [float(v) for v in (element.x, element.y, element.width, element.height)]
    stroked = _stroked(connection, roi_class(*place), element.colour, element.line_width)
    if not element.fill:
        return [stroked]
    filled = roi_class(*place)
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
