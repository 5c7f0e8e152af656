"""Make the pictures of the app in ``docs/images``: ``python docs/make_screenshots.py``.

Each picture is the window itself, drawn without a screen, in a process of its own because the
scale of the display is chosen when Qt starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"


@dataclass(frozen=True)
class Shot:
    """One picture.

    Attributes
    ----------
    name : str
        Name of its file, without the ending.
    samples : tuple of str
        Samples that are open; none for the empty window.
    phase : int or None
        Phase that is measured.
    view : str
        Tab that is seen: ``scale_bar``, ``likelihood``, ``correlation`` or ``table``.
    theme : str
        ``light`` or ``dark``.
    locale : str
        Format of numbers.
    scale : int
        Device pixels for each pixel.
    batch : bool
        Whether each image is a material of its own.
    """

    name: str
    samples: tuple[str, ...] = ("three_phase_2d.tif",)
    phase: int | None = None
    view: str = "scale_bar"
    theme: str = "light"
    locale: str = "en_GB"
    scale: int = 1
    batch: bool = False


FIELDS = tuple(f"field_{number}.tif" for number in range(1, 6))
SHOTS = (
    Shot("empty", ()),
    Shot("window", phase=170),
    Shot("window-dark", phase=170, theme="dark"),
    Shot("window-german", phase=170, locale="de_DE"),
    Shot("window-200-percent", phase=170, scale=2),
    Shot("volume-dark-german", ("volume_3d.tif",), theme="dark", locale="de_DE"),
    Shot("likelihood", ("two_phase_2d.tif",), view="likelihood"),
    Shot("correlation", ("two_phase_2d.tif",), view="correlation"),
    Shot("phases", view="table"),
    Shot("set", FIELDS),
    Shot("batch", FIELDS, view="table", batch=True),
)


def make(shot: Shot, path: Path) -> None:
    """Draw one picture, in this process.

    Parameters
    ----------
    shot : Shot
        What to draw.
    path : Path
        Where to.
    """
    import argparse

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from imagerep.samples import sample_path
    from imagerep_qt.app import make_window
    from imagerep_qt.session import InlineRunner, Mode
    from imagerep_qt.settings import Settings

    app = QApplication([])
    # A file of its own: Qt renames a new file over the old one, which would replace a device.
    folder = tempfile.TemporaryDirectory()
    settings = Settings(QSettings(f"{folder.name}/settings.ini", QSettings.Format.IniFormat))
    options = argparse.Namespace(theme=shot.theme, locale=shot.locale)
    window = make_window(app, InlineRunner(), settings, options)
    window.resize(1280, 840)
    window.show()
    if shot.phase is not None:
        window.session.wish_phase(shot.phase)
    if shot.batch:
        window.session.set_mode(Mode.BATCH)
    if shot.samples:
        window.session.open([sample_path(name) for name in shot.samples])
        window.actions_.by_name[f"view_{shot.view}"].trigger()
    for _ in range(10):
        app.processEvents()
    window.grab().save(str(path))
    window.close()
    folder.cleanup()


def main() -> None:
    """Draw the pictures named on the command line, or all."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        shot = next(shot for shot in SHOTS if shot.name == sys.argv[2])
        make(shot, IMAGES / f"{shot.name}.png")
        return
    IMAGES.mkdir(exist_ok=True)
    for shot in SHOTS:
        if len(sys.argv) > 1 and shot.name not in sys.argv[1:]:
            continue
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(shot.scale),
            "QT_LOGGING_RULES": "qt.qpa.*=false",
        }
        command = [sys.executable, str(Path(__file__)), "--one", shot.name]
        subprocess.run(command, env=environment, check=True, cwd=ROOT)  # noqa: S603


if __name__ == "__main__":
    main()
