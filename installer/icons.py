"""The app's icon as files: PNG in the sizes of desktops, ICO for Windows, ICNS for macOS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIDES = (16, 24, 32, 48, 64, 128, 256, 512)


def make_icons(folder: Path) -> None:
    """Draw the icon. Needs the environment of the app.

    Parameters
    ----------
    folder : Path
        Receives ``imagerep-SIDE.png``, ``imagerep.ico`` and ``imagerep.icns``.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtGui import QGuiApplication

    from imagerep_qt.icon import draw_icon

    app = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    for side in (*SIDES, 1024):
        draw_icon(side).save(str(folder / f"imagerep-{side}.png"))
    pictures = {side: Image.open(folder / f"imagerep-{side}.png") for side in (*SIDES, 1024)}
    largest = pictures[256]
    others = [pictures[side] for side in SIDES if side < 256]
    largest.save(folder / "imagerep.ico", sizes=[(s, s) for s in SIDES if s <= 256],
                 append_images=others)  # fmt: skip
    pictures[1024].save(
        folder / "imagerep.icns", append_images=[pictures[side] for side in SIDES if side >= 32]
    )
    del app


if __name__ == "__main__":
    make_icons(Path(sys.argv[1]))
