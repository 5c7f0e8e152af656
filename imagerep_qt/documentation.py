"""The documentation on this computer, opened in the browser."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def documentation() -> Path | None:
    """First page of the documentation."""
    package = Path(__file__).resolve().parent
    places = (package / "_help" / "index.html", package.parent / "site" / "index.html")
    return next((place for place in places if place.is_file()), None)


def show_documentation() -> None:
    """Open it: files of this computer, nothing from the network."""
    page = documentation()
    if page is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))
