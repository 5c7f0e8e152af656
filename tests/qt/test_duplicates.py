"""Pixels that would be measured twice: copies of an image, and crops that overlap."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
import tifffile
from PIL import Image as Picture

from imagerep.image.segmentation import Segmentation
from imagerep_qt.session import Image, Mode, Session, session_file
from tests.qt.user import notices

COPIES = "Copies count as new images and make the error too small: remove one of them."
TWICE = (
    "Copies count as new images and make the error too small: remove one, or give each a crop of "
    "its own."
)
OVERLAP = "Pixels in both count twice and make the error too small: crop them apart."


@pytest.fixture
def session(engine):
    return Session(engine=engine)


def crops(session):
    return [entry.edits.crop for entry in session.entries]


def cropped(session, number, *bounds):
    session.select(session.entries[number].key)
    session.set_crop(bounds)


@pytest.fixture
def twice(session, image_file):
    """A file of 60 x 80 pixels that is open twice."""
    session.open([image_file("a.npy")])
    session.open([image_file("a.npy")])
    return session


def test_a_file_that_is_open_twice_is_a_copy(twice):
    assert notices(twice) == [("“a.npy” is open more than once.", TWICE)]
    twice.remove([twice.entries[1].key])
    assert notices(twice) == []


def test_a_copy_that_is_left_out_or_of_another_material_does_no_harm(twice):
    twice.set_included(twice.entries[0].key, False)
    assert notices(twice) == []
    twice.undo()
    assert len(notices(twice)) == 1
    twice.set_mode(Mode.BATCH)
    assert notices(twice) == []


def test_crops_that_do_not_overlap_are_no_copies(twice):
    cropped(twice, 0, (0, 60), (0, 40))
    assert crops(twice) == [((0, 60), (0, 40)), None]
    share = "“a.npy” is open twice, and its crops share 100 % of the smaller one."
    assert notices(twice) == [(share, OVERLAP)]
    cropped(twice, 1, (0, 60), (40, 80))
    assert crops(twice) == [((0, 60), (0, 40)), ((0, 60), (40, 80))]
    assert notices(twice) == []
    assert twice.state.result.measurement.n_pixels == 60 * 80


def test_crops_that_overlap_in_part_share_pixels(twice):
    cropped(twice, 0, (0, 60), (0, 40))
    cropped(twice, 1, (30, 60), (30, 80))
    shared = 30 * 10
    assert notices(twice) == [
        (
            f"“a.npy” is open twice, and its crops share {100 * shared // (30 * 50)} % of the "
            "smaller one.",
            OVERLAP,
        )
    ]
    cropped(twice, 1, (0, 60), (0, 40))
    assert notices(twice) == [("“a.npy” is open more than once.", TWICE)]


def test_the_same_pixels_in_another_file_are_a_copy(session, image_file, tmp_path):
    pixels = np.load(image_file("a.npy"))
    session.open([tmp_path / "a.npy"])
    session.add(Image(Segmentation.from_array(pixels)), "pasted")
    shutil.copy(tmp_path / "a.npy", tmp_path / "b.npy")
    session.open([tmp_path / "b.npy"])
    assert notices(session) == [
        ("“pasted” is a copy of “a.npy”.", COPIES),
        ("“b.npy” is a copy of “a.npy”.", COPIES),
    ]
    cropped(session, 2, (0, 30), (0, 80))
    message = "“b.npy” is a copy of “a.npy”, and their crops share 100 % of the smaller one."
    assert notices(session)[-1] == (message, OVERLAP)


def test_the_format_of_a_file_makes_no_difference(tmp_path):
    pixels = np.random.default_rng(3).choice(np.array([0, 255], np.uint8), (90, 70))
    tifffile.imwrite(tmp_path / "a.tif", pixels, compression="zlib")
    Picture.fromarray(pixels).save(tmp_path / "b.png")
    pixels = pixels.copy()
    pixels[4, 5] = 255 - pixels[4, 5]
    Picture.fromarray(pixels).save(tmp_path / "c.png")
    session = Session()
    session.open([tmp_path])
    assert [message for message, _ in notices(session)] == ["“b.png” is a copy of “a.tif”."]


@pytest.mark.parametrize("other", [(0, 1), (False, True), (1, 2), (-1, 700)])
def test_masks_that_are_told_by_other_labels_are_copies(session, other):
    """Of a structure and its complement each phase is measured once, if the phase is the same."""
    mask = np.random.default_rng(3).random((90, 70)) > 0.4
    session.add(Image(Segmentation.from_array(mask * np.uint8(255))), "a")
    session.add(Image(Segmentation.from_array(np.array(other)[mask.astype(int)])), "b")
    assert notices(session) == [("“b” is a copy of “a”.", COPIES)]
    session.add(Image(Segmentation.from_array(~mask)), "c")
    assert notices(session) == [("“b” is a copy of “a”.", COPIES)]


def test_what_was_put_away_comes_back_only_when_it_changes(twice, image_file):
    twice.dismiss(twice.state.notices[0])
    twice.set_confidence(0.9)
    twice.open([image_file("c.npy", seed=2)])
    assert notices(twice) == []
    cropped(twice, 0, (0, 60), (0, 40))
    assert len(notices(twice)) == 1


def test_a_crop_goes_to_all_images_of_the_shape_but_those_cropped_on_their_own(twice, image_file):
    twice.open([image_file("b.npy", seed=1), image_file("c.npy", seed=2)])
    below = ((0, 50), (0, 80))
    cropped(twice, 2, *below)
    assert crops(twice) == [below] * 4
    cropped(twice, 1, (0, 50), (40, 80))
    cropped(twice, 3, (0, 40), (0, 80))
    assert crops(twice) == [below, ((0, 50), (40, 80)), ((0, 40), (0, 80)), ((0, 40), (0, 80))]


def test_a_session_keeps_every_crop_of_a_file(twice, engine, tmp_path):
    cropped(twice, 0, (0, 60), (0, 40))
    cropped(twice, 1, (0, 60), (40, 80))
    twice.set_included(twice.entries[0].key, False)
    before = twice.state
    session_file.save(twice, tmp_path / "two.imagerep")
    again = Session(engine=engine)
    session_file.load(again, tmp_path / "two.imagerep")
    assert crops(again) == crops(twice)
    assert [item.included for item in again.state.images] == [False, True]
    assert again.state.current.edits == before.current.edits
    assert notices(again) == []
