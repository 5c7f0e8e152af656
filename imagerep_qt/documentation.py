"""The documentation that is installed with the app."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_PACKAGE = Path(__file__).resolve().parent


def documentation(package: Path = _PACKAGE) -> Path | None:
    """First page of the documentation; None where it is not installed."""
    places = (package / "_help" / "index.html", package.parent / "site" / "index.html")
    return next((place for place in places if place.is_file()), None)


def show_documentation(package: Path = _PACKAGE) -> None:
    """Open the documentation in the browser."""
    page = documentation(package)
    if page is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))
