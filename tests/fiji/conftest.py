"""One ImageJ for all tests of this folder: the embedded one, without windows."""

import os
import shutil

import numpy as np
import pytest

from fiji_bridge.errors import JavaError
from tests.virtual_screen import virtual_screen


@pytest.fixture(scope="session")
def ij():
    """A running embedded ImageJ without windows."""
    pytest.importorskip("jpype", reason="the extra “fiji” is not installed")
    from fiji_bridge.java import connect

    try:
        return connect()
    except JavaError as error:
        if os.environ.get("IMAGEREP_NEEDS_IMAGEJ"):
            raise
        pytest.skip(f"ImageJ cannot be had here: {error}")


@pytest.fixture
def imagej(ij):
    """The class ij.IJ, with ImageJ's settings and images as they are after a start."""
    prefs, windows = ij.java("ij.Prefs"), ij.java("ij.WindowManager")
    prefs.blackBackground = True
    yield ij.java("ij.IJ")
    windows.setTempCurrentImage(None)
    while (left := windows.getCurrentImage()) is not None:  # by a macro in batch mode
        left.changes = False
        left.close()
    prefs.blackBackground = False


@pytest.fixture
def log(ij):
    """Function for what ImageJ, without windows, has written to its log since the last call."""
    system = ij.java("java.lang.System")
    before, buffer = system.out, ij.java("java.io.ByteArrayOutputStream")()
    system.setOut(ij.java("java.io.PrintStream")(buffer, True, "UTF-8"))

    def read():
        text = str(buffer.toString("UTF-8"))
        buffer.reset()
        return text

    yield read
    system.setOut(before)


@pytest.fixture
def make_image(ij):
    """Function from an array, (y, x) or (z, y, x), to an ij.ImagePlus."""
    processors = {
        "uint8": "ij.process.ByteProcessor",
        "uint16": "ij.process.ShortProcessor",
        "float32": "ij.process.FloatProcessor",
        "int32": "ij.process.ColorProcessor",
    }

    def make(array, title="image"):
        array = np.asarray(array)
        planes = array if array.ndim == 3 else array[None]
        stack = ij.java("ij.ImageStack")(planes.shape[2], planes.shape[1])
        for plane in planes:
            values = ij.to_java(plane)
            if array.dtype == np.uint16:
                processor = ij.java(processors["uint16"])(*plane.shape[::-1], values, None)
            else:
                processor = ij.java(processors[array.dtype.name])(*plane.shape[::-1], values)
            stack.addSlice("", processor)
        return ij.java("ij.ImagePlus")(title, stack)

    return make


@pytest.fixture
def cells():
    """A binary image of squares of 12 px, 240 × 240, 40 % of it 255."""
    coarse = np.random.default_rng(1).random((20, 20)) < 0.4
    return np.kron(coarse, np.ones((12, 12), np.uint8)) * np.uint8(255)


@pytest.fixture
def screen(ij):
    """Name of an X display; `ij` makes sure that ImageJ's files are there."""
    with virtual_screen("1600x1000") as display:
        yield display


@pytest.fixture
def stock(ij, screen, tmp_path):
    """A stock ImageJ of its own, in a folder with a space, a quote and Unicode in its name."""
    from fiji_bridge.folders import jar_folder
    from fiji_bridge.macro.install import install
    from tests.fiji.stock_imagej import StockImageJ

    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    stock = StockImageJ(tmp_path, jar_folder() / "ij-1.54p.jar", screen)
    stock.before = stock.content()
    install(stock.home)
    yield stock
    stock.close()
