"""What a user sees before anything is measured: the window, and the image in it."""

import subprocess
import sys

import pytest

from imagerep.samples import sample_path
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.images import Image
from imagerep_qt.session.results import Work
from imagerep_qt.widgets.image.tiled_item import TiledItem


@pytest.fixture
def seen(monkeypatch):
    """What happens, in its order."""
    found = []
    paint, measure = TiledItem.paint, Engine.measure

    def painting(self, *arguments):
        paint(self, *arguments)
        found.append(f"{self.boundingRect().width():.0f} px drawn")

    def measuring(self, images, *arguments, **options):
        found.append(f"measuring {images[0].shape[1]} px")
        return measure(self, images, *arguments, **options)

    monkeypatch.setattr(TiledItem, "paint", painting)
    monkeypatch.setattr(Engine, "measure", measuring)
    return found


def is_done(window):
    return window.session.state.work is Work.DONE


def is_drawn_first(window, seen):
    width = window.session.state.current.image.shape[1]
    return f"{width} px drawn" in seen[: seen.index(f"measuring {width} px")]


def test_the_image_is_drawn_before_it_is_measured(qtbot, threaded, seen):
    threaded.commands.open_paths([sample_path("three_phase_2d.tif")], replace_all=True)
    qtbot.waitUntil(lambda: is_done(threaded))
    assert is_drawn_first(threaded, seen)
    seen.clear()  # and so is one that is opened in its place
    threaded.commands.open_paths([sample_path("two_phase_2d.tif")], replace_all=True)
    qtbot.waitUntil(lambda: "measuring 600 px" in seen)
    assert is_drawn_first(threaded, seen)
    qtbot.waitUntil(lambda: is_done(threaded))


def test_a_pasted_image_is_drawn_before_it_is_measured(qtbot, threaded, seen):
    from imagerep.io.opening import open_image

    image = Image.of(open_image(sample_path("two_phase_2d.tif")))
    threaded.session.add(image, "pasted")
    qtbot.waitUntil(lambda: is_done(threaded))
    assert is_drawn_first(threaded, seen)


def test_the_window_is_there_before_what_measures_is_loaded():
    code = (
        "import sys\n"
        "import imagerep_qt.window.create, imagerep_qt.window.workspace\n"
        "print(*[name for name in sys.modules if name.split('.')[0] in ('scipy', 'tifffile')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
