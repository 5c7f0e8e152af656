"""Make the pictures of the app in ``docs/images``: ``python docs/make_screenshots.py``.

Each picture is the window itself, drawn without a screen, in a process of its own because the
scale of the display is chosen when Qt starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

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
        Tab that is seen: ``image_size``, ``likelihood``, ``correlation`` or ``table``.
    theme : str
        ``light`` or ``dark``.
    locale : str
        Format of numbers.
    scale : int
        Device pixels for each pixel.
    batch : bool
        Whether each image is a material of its own.
    made : str
        Image that is made for the picture: ``bar``, a micrograph with a data bar, ``grey``, one
        that is not segmented, ``small``, ``tomogram``, or ``elongated``, one with features along a
        direction.
    method : str
        Method that is chosen.
    quantity : str
        Quantity that is measured.
    merged : tuple of int
        Two phases that are merged and named; none unless given.
    crop : tuple of (start, stop) or None
        Rectangle that is measured; its frame is shown.
    part : str
        Panel that is pictured alone, or two joined by ``+``; the whole window unless given.
    size : tuple of int
        Width and height of the window.
    """

    name: str
    samples: tuple[str, ...] = ("three_phase_2d.tif",)
    phase: int | None = None
    view: str = "image_size"
    theme: str = "light"
    locale: str = "en_GB"
    scale: int = 1
    batch: bool = False
    made: str = ""
    method: str = "spectral"
    quantity: str = "phase-fraction"
    merged: tuple[int, ...] = ()
    crop: tuple[tuple[int, int], tuple[int, int]] | None = None
    part: str = ""
    size: tuple[int, int] = (1280, 840)


FIELDS = tuple(f"field_{number}.tif" for number in range(1, 6))
SHOTS = (
    Shot("empty", (), size=(860, 560)),
    Shot("window", phase=170),
    Shot("window-dark", phase=170, theme="dark"),
    Shot("window-german", phase=170, locale="de_DE"),
    Shot("window-200-percent", phase=170, scale=2),
    Shot("volume-dark-german", ("volume_3d.tif",), theme="dark", locale="de_DE"),
    Shot("likelihood", ("two_phase_2d.tif",), view="likelihood", part="tabs"),
    Shot("correlation", ("two_phase_2d.tif",), view="correlation", part="tabs"),
    Shot("phases", view="table"),
    Shot("set", FIELDS),
    Shot("batch", FIELDS, view="table", batch=True, part="tabs", size=(1600, 780)),
    Shot("step-phases", phase=170, part="phases+calibration"),
    Shot("step-result", phase=170, part="result+controls"),
    Shot("step-sentence", phase=170, part="sentence"),
    Shot("step-image-size", phase=170, part="tabs"),
    Shot("images-set", FIELDS, part="images", size=(1280, 660)),
    Shot("doubts", (), made="small", part="warnings"),
    Shot("doubt", (), phase=255, made="tomogram"),
    Shot("merged", phase=170, merged=(170, 255), part="phases"),
    Shot("volume", ("volume_3d.tif",)),
    Shot("quantity", ("volume_3d.tif",), quantity="surface-density"),
    Shot("crop", made="bar", crop=((0, 496), (0, 720)), part="image"),
    Shot("threshold", made="grey", part="image"),
    Shot("spectrum", made="elongated", view="spectrum", method="spectral"),
)

CARD_MARGIN_PX = 6
DATA_BAR_PX = 44
SMALL_SIDE_PX = 90
COLOURS, KMEANS = 256, 2
"""Colours of a picture, and steps to bring them near to those of most pixels."""


def made_image(kind: str, folder: Path) -> Path:
    """Write an image that no sample shows.

    Parameters
    ----------
    kind : str
        As in `Shot`.
    folder : Path
        Where to.

    Returns
    -------
    Path
    """
    import numpy as np
    import tifffile
    from scipy.ndimage import gaussian_filter

    from imagerep.samples import sample_path

    if kind == "grey":
        rng = np.random.default_rng(7)
        field = gaussian_filter(rng.standard_normal((540, 720)), 8, mode="wrap")
        noise = rng.standard_normal(field.shape)
        grey = 120 + 50 * np.tanh(4 * field / field.std()) + 4 * noise
        image, path = np.clip(grey, 0, 255).astype(np.uint8), folder / "micrograph-grey.tif"
    elif kind == "elongated":
        from imagerep.generate import gaussian_field

        mask = gaussian_field((540, 720), phase_fraction=0.35, length=(4, 14), seed=5)
        image, path = mask.astype(np.uint8) * np.uint8(255), folder / "rolled-sheet.tif"
    elif kind == "small":
        whole = tifffile.imread(sample_path("two_phase_2d.tif"))
        image, path = whole[:SMALL_SIDE_PX, :SMALL_SIDE_PX], folder / "small.tif"
    elif kind == "tomogram":
        from imagerep.generate import gaussian_field
        from imagerep.image.domain import circle

        mask = gaussian_field((480, 480), phase_fraction=0.35, length=8, seed=3)
        image = np.where(circle(mask.shape), np.where(mask, 255, 128), 0).astype(np.uint8)
        path = folder / "tomogram.tif"
    else:
        image = tifffile.imread(sample_path("three_phase_2d.tif")).copy()
        path = folder / "micrograph-with-bar.tif"
        image[-DATA_BAR_PX:] = 255
        image[-DATA_BAR_PX // 2 - 3 : -DATA_BAR_PX // 2 + 3, 40:240] = 85
    tifffile.imwrite(path, image)
    return path


def picture(window: Any, part: str) -> QPixmap:
    """Draw the window, or panels of it one under the other.

    Parameters
    ----------
    window : MainWindow
        The window.
    part : str
        As in `Shot`.

    Returns
    -------
    QPixmap
    """
    from PySide6.QtCore import QPoint, QRect

    if not part:
        return window.grab()
    area = QRect()
    for name in part.split("+"):
        panel = getattr(window.workspace, name)
        area |= QRect(panel.mapTo(window, QPoint(0, 0)), panel.size())
    margin = 0 if part in ("tabs", "image") else CARD_MARGIN_PX
    return window.grab(area.adjusted(-margin, -margin, margin, margin))


def write(pixmap: QPixmap, path: Path) -> None:
    """Write a picture with few colours.

    Parameters
    ----------
    pixmap : QPixmap
        The picture.
    path : Path
        Where to.
    """
    from PIL import Image

    pixmap.save(str(path))
    with Image.open(path) as image:
        every = image.convert("RGB")
    # By occurrence, rare colours would be merged: those of markers and of phases in the list.
    few = every.quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=KMEANS, dither=Image.Dither.NONE
    )
    few.save(path, optimize=True)


def make(shot: Shot, path: Path) -> None:
    """Draw one picture, in this process.

    Parameters
    ----------
    shot : Shot
        What to draw.
    path : Path
        Where to.
    """
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from imagerep.samples import sample_path
    from imagerep_qt.session import InlineRunner, Mode, QuantityChoice
    from imagerep_qt.settings import Settings
    from imagerep_qt.window.create import create_window

    app = QApplication([])
    # A file of its own: Qt renames a new file over the old one, which would replace a device.
    folder = tempfile.TemporaryDirectory()
    settings = Settings(QSettings(f"{folder.name}/settings.ini", QSettings.Format.IniFormat))
    window = create_window(app, InlineRunner(), settings, theme=shot.theme, locale=shot.locale)
    window.resize(*shot.size)
    window.show()
    if shot.phase is not None:
        window.session.wish_phase(shot.phase)
    window.session.choose_method(shot.method)
    window.session.choose_quantity(QuantityChoice(shot.quantity))
    if shot.batch:
        window.session.set_mode(Mode.BATCH)
    if shot.samples or shot.made:
        made = [made_image(shot.made, Path(folder.name))] if shot.made else []
        window.session.open(made or [sample_path(name) for name in shot.samples])
        window.actions_.by_name[f"view_{shot.view}"].trigger()
    if shot.merged:
        window.session.merge_phases(*shot.merged)
        window.session.rename_phase(shot.merged[0], "solid")
    if shot.crop is not None:
        window.session.set_crop(shot.crop)
        window.workspace.image.view.set_crop_editing(True)
    for _ in range(10):
        app.processEvents()
    write(picture(window, shot.part), path)
    window.close()
    folder.cleanup()


def main() -> None:
    """Draw the pictures named on the command line, or all."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        shot = next(shot for shot in SHOTS if shot.name == sys.argv[2])
        make(shot, IMAGES / f"{shot.name}.png")
        return
    IMAGES.mkdir(exist_ok=True)
    wanted = [shot for shot in SHOTS if len(sys.argv) == 1 or shot.name in sys.argv[1:]]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(run, wanted))


def run(shot: Shot) -> None:
    """Draw one picture, in a process of its own.

    Parameters
    ----------
    shot : Shot
        What to draw.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(shot.scale),
        "QT_LOGGING_RULES": "qt.qpa.*=false;default.warning=false",
    }
    command = [sys.executable, str(Path(__file__)), "--one", shot.name]
    subprocess.run(command, env=environment, check=True, cwd=ROOT)  # noqa: S603


if __name__ == "__main__":
    main()
