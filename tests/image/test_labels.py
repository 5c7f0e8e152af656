"""Counting labels, whatever their type and order of bytes."""

import numpy as np
import pytest
from PIL import Image

import imagerep
from imagerep import NotSegmentedError
from imagerep.generate import gaussian_field
from imagerep.image.labels import count_labels

DTYPES = ["?", "u1", "i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">i4", "<i8", ">u8"]


def brute(labels):
    return {int(value): sum(1 for one in labels.flat if one == value) for value in set(labels.flat)}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("values", [(0, 1), (1,), (0,), (1, 2), (0, 100), (3, 7, 9)])
def test_counts_every_label(dtype, values):
    labels = np.random.default_rng(0).choice(values, (30, 41)).astype(dtype)
    assert count_labels(labels, 8, "The image") == brute(labels)


@pytest.mark.parametrize(
    ("dtype", "rare"),
    [("u1", 2), ("u1", 255), ("i1", -1), (">u2", 256), ("<u2", 256), (">i4", 1 << 24), ("<i8", -2)],
)
def test_a_label_between_the_samples_is_seen(dtype, rare):
    """Only some pixels are looked at to guess the labels; none may be taken for another."""
    labels = (np.arange(100_000) % 2).astype(dtype)
    labels[31] = rare
    assert count_labels(labels, 8, "The image") == {0: 50_000, 1: 49_999, rare: 1}


@pytest.mark.parametrize("dtype", [">u2", ">i4", ">u8"])
def test_the_order_of_bytes_makes_no_label_another(dtype):
    """Read the other way round, this one is 1."""
    rare = 1 << 8 * (np.dtype(dtype).itemsize - 1)
    labels = np.zeros(100_000, dtype)
    labels[31] = rare
    assert count_labels(labels, 8, "The image") == {0: 99_999, rare: 1}


def test_too_many_labels():
    with pytest.raises(NotSegmentedError, match="17 different values"):
        count_labels(np.arange(17, dtype=">u2"), 16, "The image")


def test_no_pixels_have_no_labels():
    assert count_labels(np.zeros(0, np.uint8), 8, "The image") == {}
    assert count_labels(np.zeros(0, np.bool_), 8, "The image") == {}


def test_masks_as_pillow_hands_them_out(tmp_path):
    mask = gaussian_field((120, 140), phase_fraction=0.4, length=4, seed=3)
    Image.fromarray(mask).save(tmp_path / "mask.png")
    given = np.asarray(Image.open(tmp_path / "mask.png"))
    assert given.dtype == np.bool_
    assert given.view(np.uint8).max() == 255  # what NumPy itself never writes
    quantities = ["phase-fraction", "perimeter-density", "euler-density"]
    right = imagerep.measure(mask, quantity=quantities, published=True)
    grey = np.random.default_rng(1).random(mask.shape)
    for image, phase in ((given, True), (tmp_path / "mask.png", None)):
        measured = imagerep.measure(image, phase, quantity=quantities, published=True)
        assert [one.value for one in measured.values()] == [one.value for one in right.values()]
        fraction = measured["phase-fraction"]
        assert fraction.published.standard_deviation == pytest.approx(
            right["phase-fraction"].published.standard_deviation, rel=1e-12
        )
    inside = imagerep.measure(grey, quantity="mean", domain=given)
    assert inside.value == pytest.approx(grey[mask].mean(), rel=1e-6)
    assert inside.n_pixels == np.count_nonzero(mask)
