"""Start-up, redraw after a drag, and time to the answer: ``python -m benchmarks.app``.

Prints JSON. Start-up is from the start of the process to the first empty window that takes input.
Started with an image, the times are those at which the window, the image in it and the answer are
first drawn, and at which the first measurement begins. The rest is in one process, with the work
in threads as in the app. Drawn without a screen. Redraws
are of every tab by both methods: of an image without doubts, of an exact lattice, which both
methods doubt, and of a volume; and with many images, while they are being measured and afterwards.
Steps are of the confidence's slider; `drag` are those of the other slider and of the plots' lines.
`cpu` is the time of the window's thread, `wall` the time that passed. The load average before tells
how busy the machine was with other work.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imagerep_qt.session.choices import Mode

N_STARTS = 5
N_REDRAWS = 60
SIDE = 1000
VOLUME_SIDE = 120
CELL = 10
N_IMAGES = (300, 1000)
VIEWS = ("image_size", "likelihood", "correlation", "spectrum", "table")

_START = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from imagerep_qt import app
def seen():
    if QApplication.topLevelWidgets():
        print(time.time(), flush=True)
        QApplication.quit()
application = QApplication([])
QTimer.singleShot(0, seen)
sys.exit(app.main([]))
"""

_START_WITH_IMAGE = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from imagerep_qt import app
from imagerep_qt.session import measuring
seen = {}
def see(name):
    seen.setdefault(name, time.time())
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            window = watched.window()
            if hasattr(window, "session"):
                see("window")
                if "ImageCanvas" in type(watched.parent()).__name__:
                    see("image")
                if window.session.state.result is not None:
                    see("answer")
                    print(json.dumps(seen), flush=True)
                    os._exit(0)
        return False
measure = measuring.measuring_job
def job(*arguments):
    see("measuring")
    return measure(*arguments)
measuring.measuring_job = job
application = QApplication([])
watch = Watch()
application.installEventFilter(watch)
sys.exit(app.main(sys.argv[1:]))
"""


def with_an_image() -> dict[str, float]:
    """Median seconds from the start of the process with an image to what a user sees of it."""
    import numpy as np

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.npy"
        cells = np.random.default_rng(0).random((SIDE // CELL, SIDE // CELL)) < 0.4
        np.save(path, np.kron(cells, np.ones((CELL, CELL), bool)).astype(np.uint8))
        times: dict[str, list[float]] = {}
        for _ in range(N_STARTS):
            begun = time.time()
            done = subprocess.run(
                [sys.executable, "-c", _START_WITH_IMAGE, str(path)],
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "XDG_CONFIG_HOME": folder},
            )
            for name, at in json.loads(done.stdout).items():
                times.setdefault(name, []).append(at - begun)
    return {f"opened_{name}_s": statistics.median(found) for name, found in times.items()}


def startup_s() -> float:
    """Seconds from the start of the process to its first turn of the event loop with a window."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _START], check=True, capture_output=True, text=True
    )
    return float(done.stdout.split()[0]) - begun


def figures_of(name: str, cpu: list[float], wall: list[float]) -> dict[str, float]:
    """Median, 95 % quantile and largest of seconds, in milliseconds."""
    figures = {}
    for kind, times in (("cpu", cpu), ("wall", wall)):
        figures[f"{name}_{kind}_median_ms"] = 1e3 * statistics.median(times)
        figures[f"{name}_{kind}_95_ms"] = 1e3 * statistics.quantiles(times, n=20)[-1]
        figures[f"{name}_{kind}_worst_ms"] = 1e3 * max(times)
    return figures


class Window:
    """The window of the app, and a person who waits and drags.

    Parameters
    ----------
    folder : Path
        For its settings.
    """

    def __init__(self, folder: Path) -> None:
        from PySide6.QtCore import QSettings
        from PySide6.QtWidgets import QApplication

        from imagerep_qt.qt_runner import window_runner
        from imagerep_qt.settings import Settings
        from imagerep_qt.window.create import create_window, settle_garbage_collection

        self.application = QApplication.instance() or QApplication([])
        settings = Settings(QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
        self.window = create_window(
            self.application, window_runner(), settings, theme="light", locale="en_GB"
        )
        self.window.show()
        assert self.window.workspace is not None
        self.application.processEvents()
        self._settled = settle_garbage_collection()

    def wait(self, is_reached: Callable[[], bool]) -> tuple[float, float, float]:
        """Wall time, time of the window's thread and its longest turn, in seconds."""
        begun, cpu, longest = time.perf_counter(), time.thread_time(), 0.0
        while not is_reached():
            turn = time.thread_time()
            self.application.processEvents()
            longest = max(longest, time.thread_time() - turn)
            time.sleep(0.001)
        self.application.processEvents()
        return time.perf_counter() - begun, time.thread_time() - cpu, longest

    def open(self, path: Path, mode: Mode | None = None) -> tuple[float, float, float]:
        """Open a file or folder, and wait for the chosen method's answers to all of it."""
        self.window.session.open([path], replace_all=True, mode=mode)
        return self.wait(lambda: self._is_answered(path))

    def see(self, view: str) -> None:
        """Look at a tab."""
        self.window.actions_.by_name[f"view_{view}"].trigger()
        self.application.processEvents()

    def drag_the_level(self, name: str) -> dict[str, float]:
        """Times of redraws after steps of the confidence."""
        slider = self._slider("Confidence level")
        return self._drag(name, slider.setValue, range(200, 200 + 10 * N_REDRAWS, 10))

    def drag_the_rest(self, name: str) -> dict[str, float]:
        """Times of redraws after steps of everything else that can be dragged."""
        from imagerep_qt.widgets.plots.drag_line import DragLine

        slider = self._slider("Target error")
        steps = range(200, 200 + 10 * N_REDRAWS, 10)
        figures = {}
        for view in ("image_size", "likelihood"):
            self.see(view)
            figures |= self._drag(f"{name}_{view}_target", slider.setValue, steps)
        tabs = self.window.workspace.tabs
        horizontal, vertical = 0, 90
        for view, where, angle in (
            ("image_size", "error_line", horizontal),
            ("image_size", "size_line", vertical),
            ("likelihood", "end", vertical),
        ):
            self.see(view)
            plot = tabs.currentWidget().plot.getPlotItem()
            line = [one for one in plot.items if isinstance(one, DragLine) and one.angle == angle][
                -1
            ]
            low, high = plot.viewRange()[line.angle == horizontal]
            middle, reach = line.value(), 0.1 * (high - low)

            def move(part: float, line: Any = line, at: float = middle, by: float = reach) -> None:
                line.setValue(at + by * part)
                line.sigDragged.emit(line)

            parts = [abs(1 - 2 * step / N_REDRAWS) for step in range(N_REDRAWS)]
            figures |= self._drag(f"{name}_{view}_{where}", move, parts)
        return figures

    def _slider(self, name: str) -> Any:
        from PySide6.QtWidgets import QSlider

        sliders = self.window.findChildren(QSlider)
        return next(slider for slider in sliders if slider.accessibleName() == name)

    def _drag(
        self, name: str, move: Callable[[Any], object], steps: Iterable[Any]
    ) -> dict[str, float]:
        cpu, wall = [], []
        for step in steps:
            begun, cpu_begun = time.perf_counter(), time.thread_time()
            move(step)
            self.application.processEvents()
            cpu.append(time.thread_time() - cpu_begun)
            wall.append(time.perf_counter() - begun)
        return figures_of(name, cpu, wall)

    def settle(self) -> None:
        """Wait until both methods have answered."""
        from imagerep_qt.session.choices import Mode
        from imagerep_qt.session.results import Work

        def is_settled() -> bool:
            state = self.window.session.state
            other = state.comparison
            if other is None or other.work is not Work.DONE:
                return False
            rows = state.rows if state.mode is Mode.BATCH else ()
            return all(row.other is not None for row in rows)

        self.wait(is_settled)

    def close(self) -> None:
        """End all work."""
        self.window.session.set_saved(Path("unused"))
        self.window.close()

    def _is_answered(self, path: Path) -> bool:
        from imagerep_qt.session.choices import Mode
        from imagerep_qt.session.results import Work

        state = self.window.session.state
        n = len(list(path.iterdir())) if path.is_dir() else 1
        if len(state.images) != n or state.work is not Work.DONE:
            return False
        if state.images[0].path is None or state.images[0].path not in (path, *path.glob("*0000*")):
            return False
        batch = state.mode is Mode.BATCH
        return not batch or all(row.work is Work.DONE for row in state.rows)


def in_the_window() -> dict[str, float]:
    """Time to the answer and of redraws, in milliseconds."""
    import numpy as np

    from imagerep_qt.session.choices import METHODS

    folder = Path(tempfile.mkdtemp())
    cells = np.random.default_rng(0).random((SIDE // CELL, SIDE // CELL)) < 0.4
    np.save(folder / "image.npy", np.kron(cells, np.ones((CELL, CELL), bool)).astype(np.uint8))
    place = np.arange(SIDE) // (2 * CELL) % 2 == 0
    np.save(folder / "lattice.npy", np.outer(place, place).astype(np.uint8))
    cells = np.random.default_rng(1).random((VOLUME_SIDE // CELL,) * 3) < 0.4
    np.save(folder / "volume.npy", np.kron(cells, np.ones((CELL,) * 3, bool)).astype(np.uint8))
    window = Window(folder)
    window.open(folder / "lattice.npy")
    answers = []
    for _ in range(3):
        window.window.session.close_all()
        answers.append(window.open(folder / "image.npy")[0])
    figures = {
        "first_answer_ms": 1e3 * answers[0],
        "next_answer_ms": 1e3 * min(answers[1:]),
    }
    for structure in ("image", "lattice", "volume"):
        window.open(folder / f"{structure}.npy")
        window.settle()
        for method in METHODS:
            window.window.session.choose_method(method)
            for view in VIEWS:
                window.see(view)
                figures |= window.drag_the_level(f"redraw_{structure}_{method}_{view}")
            figures |= window.drag_the_rest(f"drag_{structure}_{method}")
    window.close()
    return figures


def with_many_images() -> dict[str, float]:
    """Time to open and measure many small images, and of redraws with all of them open."""
    import numpy as np

    from imagerep_qt.session.choices import METHODS, Mode

    figures = {}
    rng = np.random.default_rng(0)
    for n in N_IMAGES:
        with tempfile.TemporaryDirectory() as settings, tempfile.TemporaryDirectory() as images:
            for number in range(n):
                cells = rng.random((20, 20)) < 0.4
                image = np.kron(cells, np.ones((5, 5), bool)).astype(np.uint8)
                np.save(Path(images) / f"{number:04}.npy", image)
            for mode in Mode:
                window = Window(Path(settings))
                name = f"{mode.value}_of_{n}"
                wall, cpu, longest = window.open(Path(images), mode)
                figures |= window.drag_the_level(f"redraw_meanwhile_{name}")
                window.settle()
                figures |= {
                    f"{name}_wall_s": wall,
                    f"{name}_window_s": cpu,
                    f"{name}_longest_turn_ms": 1e3 * longest,
                }
                for method in METHODS:
                    window.window.session.choose_method(method)
                    window.settle()
                    for view in ("image_size", "table"):
                        window.see(view)
                        figures |= window.drag_the_level(f"redraw_{name}_{method}_{view}")
                window.window.session.choose_method(METHODS[0])  # which the next window remembers
                window.close()
    return figures


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    load = os.getloadavg()[0]
    starts = [startup_s() for _ in range(N_STARTS)]
    figures = {
        "load_average": load,
        "startup_median_s": statistics.median(starts),
        "startup_worst_s": max(starts),
        **with_an_image(),
        **in_the_window(),
        **with_many_images(),
    }
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
