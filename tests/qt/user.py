"""What a user sees in the window and does to it; widgets are found by what they say."""

import numpy as np
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTableView

from imagerep.image.overview import Overview
from imagerep_qt.panels.drop_zones import Place
from imagerep_qt.widgets.empty_page import EmptyPage


def whole(array, domain=None):
    """Overview of an image in memory, as the views take it."""
    return Overview(array, 1, array.shape, domain)


def find(root, kind, name):
    """The widget of a kind whose accessible name or text starts so; a visible one first."""

    def texts(widget):
        text = getattr(widget, "text", None)
        return widget.accessibleName(), text() if callable(text) else ""

    found = [w for w in root.findChildren(kind) if any(t.startswith(name) for t in texts(w))]
    assert found, f"no {kind.__name__} “{name}”"
    return next((w for w in found if w.isVisible()), found[0])


def text_of(root, name):
    """Text of a label by its accessible name."""
    return find(root, QLabel, name).text()


def headline(window):
    """The phase fraction and its error."""
    return text_of(window.workspace.result, "Phase fraction and error")


def why_empty(view):
    """What a view says instead of a plot."""
    return view.findChild(EmptyPage).findChild(QLabel).text()


def table(window):
    """Model of the table as it is shown."""
    return window.findChild(QTableView).model()


def column(model, heading):
    """Place of a column of a table."""
    headings = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    return headings.index(heading)


def notices(session):
    """English texts of the notices: message and hint."""
    return [(one.message.text, one.message.remedy) for one in session.state.notices]


def last_notice(session):
    """English text of the latest notice."""
    return " ".join(notices(session)[-1])


def drop(window, *paths, place=Place.ADD):
    """Drag files over the window and drop them; on a zone where there are zones."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    rest = (
        Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *rest))
    QApplication.processEvents()
    zones = window.drop_and_paste.zones
    point = QPoint(5, 5)
    if zones.isVisible() and place is not None:
        point = zones.cards[place].geometry().center()
    window.dragMoveEvent(QDragMoveEvent(point, *rest))
    window.dropEvent(QDropEvent(QPointF(point), *rest))


def save_as(monkeypatch, path):
    """Answer the dialog that asks for a file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), "(*.x)"))


def fibres(tmp_path):
    """File with elongated features."""
    from scipy.ndimage import gaussian_filter

    smooth = gaussian_filter(np.random.default_rng(0).standard_normal((220, 260)), (3, 7))
    np.save(tmp_path / "fibres.npy", (smooth > 0).astype(np.uint8))
    return tmp_path / "fibres.npy"


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of two opaque colours as by WCAG 2.1, 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
