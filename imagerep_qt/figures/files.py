"""Figures as files, with their data beside them, and pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

from imagerep.errors import OutputError
from imagerep.files import replacing
from imagerep.spreadsheet import write_csv
from imagerep_qt.figures.chart import Chart
from imagerep_qt.figures.drawing import Drawing
from imagerep_qt.figures.painting import pdf, picture, png, svg

_WRITERS: dict[str, Callable[[Drawing], bytes]] = {
    ".pdf": pdf,
    ".svg": svg,
    ".png": lambda drawing: png(picture(drawing)),
}


def data_path(path: Path) -> Path:
    """The file of the data of a figure."""
    return path.with_name(f"{path.stem}-data.csv")


def write_figure(drawing: Drawing, chart: Chart, path: Path, *, with_data: bool) -> None:
    """Write a drawing as what its suffix says, replacing the file that was asked for.

    The data go beside it; they replace only those of the figure that is replaced.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise OutputError("plot-suffix", path=str(path))
    is_replaced, data = path.exists(), data_path(path)
    if with_data and data.exists() and not is_replaced:
        raise OutputError("file-exists", path=str(data))
    content = write(drawing)
    with replacing(path, overwrite=True) as file:
        file.write(content)
    if with_data:
        write_csv(data, chart.rows(), overwrite=is_replaced)


def write_picture(image: QImage, path: Path) -> None:
    """Write a picture as PNG."""
    with replacing(path, overwrite=True) as file:
        file.write(png(image))
