import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from imagerep.calibration import Calibration
from imagerep.result.measurement import Measurement
from imagerep.two_point.length_scale import RadialCorrelation
from imagerep.two_point.uncertainty import TwoPointUncertainty
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.theme import Theme


@pytest.fixture
def theme(qapp):
    return Theme(qapp, "light")


@pytest.fixture
def numbers():
    return NumberFormat()


@pytest.fixture
def micrometre():
    return Calibration((0.4, 0.4), "µm")


@pytest.fixture
def make_measurement():
    """Measurements without an image: the views need none."""

    def make(fraction=0.4177, length=16.85, shape=(896, 1024), n_images=1, calibration=None):
        lag = np.arange(0.0, 300.0)
        variance = fraction * (1 - fraction)
        correlation = RadialCorrelation(
            lag, fraction**2 + variance * np.exp(-lag / max(length, 1e-3)), 100.0, fraction
        )
        n_pixels = float(np.prod(shape)) * n_images
        return Measurement(
            phase=85,
            phase_fraction=fraction,
            characteristic_length_scale_px=length,
            uncertainty=TwoPointUncertainty(fraction, length, n_pixels, len(shape)),
            shapes=(shape,) * n_images,
            n_pixels=round(n_pixels),
            calibration=calibration,
            correlation=correlation,
            warnings=(),
            method="two-point",
            name="a.tif",
        )

    return make


@pytest.fixture
def shown(qtbot):
    """Show a widget and wait until it is there."""

    def show(widget, width=800, height=420):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        QTest.qWait(1)
        return widget

    return show


@pytest.fixture
def drag():
    """Drag with the left button, by real mouse events, not faster than pyqtgraph takes them."""

    def move(viewport, start, stop, steps=6):
        start, stop = QPoint(*map(round, start)), QPoint(*map(round, stop))
        QTest.mouseMove(viewport, start)
        QTest.qWait(12)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        for k in range(1, steps + 1):
            QTest.mouseMove(viewport, start + (stop - start) * k / steps)
            QTest.qWait(12)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=stop)
        QTest.qWait(12)

    return move
