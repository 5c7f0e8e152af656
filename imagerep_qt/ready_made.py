"""What can be opened without a dialog: samples, and files that were open before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from imagerep_qt.language import translate
from imagerep_qt.settings import Settings


def samples() -> list[tuple[str, str]]:
    """Samples that come with the app."""
    fields = ";".join(f"field_{number}.tif" for number in range(1, 6))
    return [
        ("two_phase_2d.tif", translate("MainWindow", "Particles in a matrix, 2D")),
        ("three_phase_2d.tif", translate("MainWindow", "Three phases, 2D")),
        ("volume_3d.tif", translate("MainWindow", "Porous volume, 3D")),
        (fields, translate("MainWindow", "Five images of one material")),
    ]


def fill_recent(menu: QMenu, settings: Settings, open_path: Callable[[str], None]) -> None:
    """List the files that were open before."""
    menu.clear()
    for path in settings.recent:
        menu.addAction(str(path), partial(open_path, str(path)))
    if menu.isEmpty():
        menu.addAction(translate("MainWindow", "No recent files")).setEnabled(False)
        return
    menu.addSeparator()
    menu.addAction(translate("MainWindow", "Forget these files"), settings.clear_recent)
