"""Figures as other programs draw them: as the picture that Qt draws."""

import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from imagerep_qt.figures.chart import Style
from imagerep_qt.figures.charts import CHARTS
from imagerep_qt.figures.files import write_figure

WIDTH = 800
PROGRAMS = {
    "rsvg-convert": ("svg", "rsvg-convert -w {width} -o {out} {file}"),
    "inkscape": ("svg", "inkscape -w {width} -o {out} {file}"),
    "inkscape, from PDF": ("pdf", "inkscape -w {width} -o {out} {file}"),
    "pdftocairo": (
        "pdf", "pdftocairo -png -singlefile -scale-to-x {width} -scale-to-y -1 {file} {stem}",
    ),
}  # fmt: skip


def values(path, size):
    """Mean colours of squares of a few pixels: letters differ by less than a line."""
    with Image.open(path) as picture:
        shape = picture.size
        small = picture.convert("RGB").resize(size, Image.Resampling.BOX)
    assert abs(shape[1] / shape[0] - size[1] / size[0]) < 0.02
    return np.asarray(small).astype(float)


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_draws_the_same(measured, tmp_path, monkeypatch, program):
    suffix, command = PROGRAMS[program]
    words = command.split()
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    monkeypatch.setenv("HOME", str(tmp_path))  # Inkscape writes there
    for name in ("image-size", "likelihood", "spectrum"):
        numbers = measured._context.numbers
        shown = measured.exports._shown(name)
        chart = CHARTS[name](shown, numbers)
        drawing = chart.draw(Style(85, 8), numbers)
        paths = {kind: tmp_path / f"{name}.{kind}" for kind in (suffix, "png")}
        for path in paths.values():
            write_figure(drawing, chart, path, with_data=False)
        out = tmp_path / f"{name}-drawn.png"
        given = {"width": WIDTH, "out": out, "file": paths[suffix], "stem": out.with_suffix("")}
        subprocess.run(
            [word.format(**given) for word in words], check=True, capture_output=True, timeout=120
        )
        small = WIDTH // 8, round(WIDTH / 8 * drawing.height / drawing.width)
        difference = np.abs(values(out, small) - values(paths["png"], small)).max(axis=2)
        assert np.mean(difference > 60) < 0.02, name
        assert difference.mean() < 8, name
