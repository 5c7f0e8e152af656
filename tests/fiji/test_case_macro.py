"""The macros of the worked case with twenty images, in a stock ImageJ."""

import csv

import numpy as np
import pytest
import tifffile

import imagerep

pytest.importorskip("sybil", reason="the samples of the documentation need sybil")

from tests.docs.samples import shown_in_case

pytestmark = pytest.mark.xdist_group("imagej")


def test_macro_of_the_case_measures_every_image(stock, cells):
    each, folder_macro = shown_in_case("twenty_images_in_fiji")["java"]
    folder = stock.user / "my images"
    folder.mkdir()
    images = [np.roll(cells[:200], 24 * number, 0) for number in range(3)]
    for number, image in enumerate(images):
        tifffile.imwrite(folder / f"{number}.tif", image, imagej=True)
    assert 'getDirectory("Where are the images?")' in each
    assert "/my/images/" in folder_macro
    stock.run(
        each.replace('getDirectory("Where are the images?")', f'"{folder}/"')
        + folder_macro.replace("/my/images/", f"{folder}/")
    )
    for name in ("rows.csv", "representativity.csv"):
        with (folder / name).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row, image in zip(rows, images, strict=True):
            expected = imagerep.measure(image, 255)
            assert float(row["Phase fraction"]) == pytest.approx(expected.phase_fraction)
            assert float(row["Lower bound"]) == pytest.approx(expected.confidence_interval().low)
