"""An estimator that answers at once, for tests of what is around it."""

from __future__ import annotations

import functools
import gc
import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from imagerep.errors import ImageReadError, NotSegmentedError, SinglePhaseError
from imagerep.image.segmentation import Segmentation
from imagerep.io.source import in_memory
from imagerep_qt.session import METHODS
from imagerep_qt.session.images import Image
from tests.virtual_screen import virtual_screen

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets")

_WAIT_MS = 30_000
_YOUNG_COLLECTIONS = 20


class FakeMeasurement:
    """Knows its phase fraction; its errors follow from the size and the method alone."""

    model_error = 0.3
    ndim = 2
    diagnostics = None
    correlation = None
    segmentation = None
    characteristic_length_scale_px = 4.0
    quantity = "phase-fraction"
    other_phases = ()
    unit = ""
    is_doubtful = False
    doubts = ()

    def __init__(self, images: Sequence[Segmentation], phase: int, method: str) -> None:
        self.phase = phase
        self.method = method
        self.shapes = tuple(image.shape for image in images)
        self.n_pixels = sum(image.n_domain for image in images)
        self.phase_fraction = sum(int(i.mask(phase).sum()) for i in images) / self.n_pixels
        self.value = self.phase_fraction
        self.calibration = images[0].calibration
        self.warnings = ()

    def absolute_error(self, level: float) -> float:
        part = 0.4 if self.method == "two-point" else 1.0
        return -part * math.log1p(-level) / math.sqrt(self.n_pixels)

    def relative_error(self, level: float) -> float:
        return self.absolute_error(level) / self.phase_fraction

    def confidence_interval(self, level: float) -> tuple[float, float]:
        error = self.absolute_error(level)
        return self.phase_fraction - error, self.phase_fraction + error

    def recommended_size(self, relative_error=None, level=0.95, *, absolute_error=None):
        return relative_error, level, absolute_error


class FakeEngine:
    """Reads .npy files; remembers what it measured by the default method and by the other."""

    def __init__(self) -> None:
        self.measured: list[tuple[tuple[str, ...], int]] = []
        self.measured_other: list[tuple[tuple[str, ...], int]] = []
        self.before_measure: Callable[[Callable[[], bool]], None] = lambda should_stop: None

    def find(self, paths):
        found = [sorted(path.glob("*.npy")) if path.is_dir() else [path] for path in paths]
        if not all(found):
            raise ImageReadError("folder-without-images", path=str(paths), suffixes=".npy")
        return [path for files in found for path in files]

    def read(self, path: Path, opening=None, *, progress, should_stop, preview) -> Image:
        try:
            array = np.load(path)
        except (OSError, ValueError, EOFError) as error:
            raise ImageReadError("file-damaged", name=path.name) from error
        try:
            segmentation = Segmentation.from_array(array, name=path.name)
        except NotSegmentedError:
            return Image.of(in_memory(array, path.name))
        return Image(segmentation)

    def measure(self, images, groups, method, *, quantity, progress, should_stop):
        phase = groups[0] if len(groups[0]) > 1 else groups[0][0]
        progress(0.5, "power spectrum")
        if method == METHODS[0]:
            self.before_measure(should_stop)
        measured = self.measured if method == METHODS[0] else self.measured_other
        measured.append((tuple(image.name for image in images), phase))
        labels = {label for image in images for label in image.phase_labels}
        if len(labels) < 2:
            raise SinglePhaseError("phase-alone", phase=phase)
        return FakeMeasurement(images, phase, method)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def image_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a segmentation of random squares and answers its path."""

    def write(name: str = "a.npy", *, shape=(60, 80), labels=(0, 1), seed=0) -> Path:
        rng = np.random.default_rng(seed)
        coarse = rng.choice(np.asarray(labels, np.uint8), [side // 4 for side in shape])
        array = np.kron(coarse, np.ones([4] * len(shape), np.uint8))
        np.save(tmp_path / name, array)
        return tmp_path / name

    return write


@pytest.fixture
def qtbot(qtbot):
    """The one of pytest-qt, with patience for a busy machine."""
    for name in ("waitUntil", "waitSignal"):
        setattr(qtbot, name, functools.partial(getattr(qtbot, name), timeout=_WAIT_MS))
    return qtbot


@pytest.fixture(scope="session")
def screen():
    """Display of a virtual screen."""
    with virtual_screen("1600x1200") as display:
        yield display


@pytest.fixture
def desktop(screen):
    """Environment of a process that opens a real window."""
    cleared = {k: v for k, v in os.environ.items() if not k.startswith("WAYLAND")}
    return {**cleared, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="package", autouse=True)
def collected_here():
    """Garbage is collected in this thread alone, as in the app.

    A Java virtual machine of other tests, or a job, that collects a window in a thread of its own
    holds a lock of Qt as it waits for Python's, which this thread holds as it waits for Qt's.
    """
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def collected_in_between(collected_here):
    """What a test leaves is collected after it, what is older now and then."""
    yield
    gc.collect(1)
    if gc.get_count()[2] > _YOUNG_COLLECTIONS:
        gc.collect()


@pytest.fixture(autouse=True)
def unanswered(monkeypatch):
    """A dialog that would wait for an answer fails its test: nobody is there to give one."""
    from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox

    def fail(*arguments, **_):
        texts = [text for text in arguments if isinstance(text, str)]
        raise AssertionError(f"a dialog waits for an answer: {texts or arguments}")

    for kind, names in {
        QDialog: ["exec"],
        QMenu: ["exec"],
        QMessageBox: ["about", "critical", "information", "question", "warning"],
        QFileDialog: [
            "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName",
        ],
    }.items():  # fmt: skip
        for name in names:
            monkeypatch.setattr(kind, name, fail)


@pytest.fixture
def settings(tmp_path):
    """Settings of its own."""
    from PySide6.QtCore import QSettings

    from imagerep_qt.settings import Settings

    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def window(qtbot, settings):
    """The window, whose work is done at once."""
    from PySide6.QtWidgets import QApplication

    from imagerep_qt.session import InlineRunner
    from imagerep_qt.window.create import create_window

    window = create_window(
        QApplication.instance(), InlineRunner(), settings, theme="light", locale="en_GB"
    )
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def threaded(qtbot, settings):
    """The window with its work in threads."""
    from PySide6.QtWidgets import QApplication

    from imagerep_qt.qt_runner import window_runner
    from imagerep_qt.window.create import create_window

    window = create_window(
        QApplication.instance(), window_runner(), settings, theme="light", locale="en_GB"
    )
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def measured(window):
    """The window with a sample that is measured."""
    window.commands.open_sample("three_phase_2d.tif")
    return window
