"""Image of any size in a scene, drawn in tiles at the resolution of the screen."""

from __future__ import annotations

import math
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from imagerep.image.overview import Overview
from imagerep_qt.widgets.image.tiles import (
    TILE,
    Code,
    Codes,
    coded,
    places_of,
    stride_for,
    tiles_in,
)

_MOST_TILES = 256
"""Tiles in the cache, enough for a 4K screen: 320 MB at most."""

TileKey = tuple[int, int, int]


class TiledItem(QGraphicsObject):
    """Graphics item in the coordinates of the image."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._plane = Overview(np.zeros((1, 1), np.uint8), 1, (1, 1))
        self._code: Code = np.asarray
        self._table: NDArray[np.uint32] = np.zeros(257, np.uint32)
        self._ground = self._hatch = QColor()
        self._codes: OrderedDict[TileKey, Codes] = OrderedDict()
        self._images: dict[TileKey, tuple[QImage, NDArray[np.uint32]]] = {}

    def set_plane(self, plane: Overview, code: Code) -> None:
        if plane.shape != self._plane.shape:
            self.prepareGeometryChange()
        self._plane, self._code = plane, code
        self._codes.clear()
        self._images.clear()
        self.update()

    def set_table(self, table: NDArray[np.uint32]) -> None:
        self._table = table
        self._images.clear()
        self.update()

    def set_outside(self, ground: QColor, hatch: QColor) -> None:
        """Colours of what is not part of the sample."""
        self._ground, self._hatch = ground, hatch
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._plane.shape[1], self._plane.shape[0])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the visible tiles."""
        ratio = widget.devicePixelRatioF() if widget is not None else 1.0
        transform = painter.worldTransform()
        zoom = ratio * math.hypot(transform.m11(), transform.m12())
        if zoom <= 0:
            return
        stride = stride_for(1.0 / zoom)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom * stride < 1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        exposed: QRectF = option.exposedRect.intersected(self.boundingRect())
        if self._plane.domain is not None:
            self._paint_outside(painter, exposed)
        for row, column in tiles_in(
            exposed.left(),
            exposed.top(),
            exposed.right(),
            exposed.bottom(),
            self._plane.shape,
            stride,
        ):
            image = self._image((stride, row, column))
            side = TILE * stride
            target = QRectF(
                column * side, row * side, image.width() * stride, image.height() * stride
            )
            painter.drawImage(target, image)

    def _paint_outside(self, painter: QPainter, area: QRectF) -> None:
        hatch = QBrush(self._hatch, Qt.BrushStyle.BDiagPattern)
        hatch.setTransform(painter.worldTransform().inverted()[0])  # the same at every zoom
        painter.fillRect(area, self._ground)
        painter.fillRect(area, hatch)

    def _image(self, key: TileKey) -> QImage:
        found = self._images.get(key)
        if found is not None:
            return found[0]
        codes = self._codes.get(key)
        if codes is None:
            codes = coded(self._plane, self._code, places_of(*key))
            self._codes[key] = codes
            while len(self._codes) > _MOST_TILES:
                self._images.pop(self._codes.popitem(last=False)[0], None)
        else:
            self._codes.move_to_end(key)
        pixels = np.ascontiguousarray(self._table[codes])
        image = to_image(pixels)
        self._images[key] = image, pixels
        return image


def to_image(pixels: NDArray[np.uint32]) -> QImage:
    """Image that shares the memory of an array of colours, which must outlive it."""
    height, width = pixels.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(pixels.data, width, height, 4 * width, kind)
