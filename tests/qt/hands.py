"""What a person does to the window, for its tests."""

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog

from imagerep_qt.panels.drop_zones import Place


def drop(window, *paths, place=Place.ADD):
    """Drag files over the window and drop them; on a card where there are cards."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (
        Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *rest))
    QApplication.processEvents()
    zones = window.arrivals.zones
    point = QPoint(5, 5)
    if zones.isVisible() and place is not None:
        point = zones.cards[place].geometry().center()
    window.dragMoveEvent(QDragMoveEvent(point, *rest))
    window.dropEvent(QDropEvent(QPointF(point), *rest))


def answer(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), "(*.x)"))


def fibres(tmp_path):
    from scipy.ndimage import gaussian_filter

    smooth = gaussian_filter(np.random.default_rng(0).standard_normal((220, 260)), (3, 7))
    np.save(tmp_path / "fibres.npy", (smooth > 0).astype(np.uint8))
    return tmp_path / "fibres.npy"
