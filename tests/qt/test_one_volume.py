"""Image files that are consecutive slices: measured as one volume by one click."""

import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep_qt.session import Mode, Session, session_file
from imagerep_qt.session.inputs import Edits
from tests.qt.user import find, notices

N = 12
SHAPE = 120, 140


def values():
    return gaussian_filter(np.random.default_rng(5).standard_normal((N, *SHAPE)), 6, mode="wrap")


@pytest.fixture
def volume():
    found = values()
    return (found > 0.2 * found.std()).astype(np.uint8)


@pytest.fixture
def files(tmp_path, volume):
    """A file for each slice, in the order of their numbers: 2 before 10."""
    folder = tmp_path / "scan 7"
    folder.mkdir()
    paths = [folder / f"slice_{number}.tif" for number in range(1, N + 1)]
    for path, plane in zip(paths, volume, strict=True):
        tifffile.imwrite(path, plane)
    return paths


def doubts(session):
    return [one.code for one in session.state.result.doubts]


def measure(volume):
    return imagerep.measure(volume, 1, method="spectral")


@pytest.mark.parametrize("as_dropped", [lambda paths: paths, lambda paths: sorted(paths, key=str)])
def test_slices_that_were_opened_together_become_a_volume_by_one_click(
    window, files, volume, as_dropped
):
    session = window.session
    session.open(as_dropped(files))
    session.rename_phase(1, "pore")
    assert "neighbouring-slices" in doubts(session)
    assert session.state.result.measurement.ndim == 2
    find(window.workspace.result, QPushButton, f"Measure one volume of {N} slices").click()
    (image,) = session.state.images
    assert (image.name, image.shape) == ("scan 7", (N, *SHAPE))
    assert "neighbouring-slices" not in doubts(session)
    found, right = session.state.result.measurement, measure(volume)
    assert found.phase_fraction == volume.mean()
    assert found.standard_deviation == pytest.approx(right.standard_deviation, rel=1e-9)
    assert session.state.phases[1].name == "pore"
    (said,) = notices(session)
    assert said[0] == f"The {N} images are now the slices of one volume, “scan 7”."
    assert window.workspace.image.view.plane.is_volume


def test_the_volume_can_be_images_again(window, files):
    session = window.session
    session.open(files)
    before = session.state.result.measurement.standard_deviation
    session.join_slices()
    find(window.notices, QPushButton, "Separate images").click()
    assert session.state.result.measurement.standard_deviation == pytest.approx(before)
    assert "neighbouring-slices" in doubts(session)
    find(window.workspace.result, QPushButton, f"Measure one volume of {N} slices").click()
    assert session.state.result.measurement.ndim == 3


def test_what_was_done_to_the_slices_is_done_to_the_volume(tmp_path, volume):
    grey = (100 + 20 * values() / values().std()).clip(0, 255).astype(np.uint8)
    paths = [tmp_path / f"{number}.tif" for number in range(N)]
    for path, plane in zip(paths, grey, strict=True):
        tifffile.imwrite(path, plane, resolution=(1e4, 1e4), resolutionunit="CENTIMETER")
    session = Session()
    session.open(paths)
    session.set_threshold(104)
    session.share_threshold()
    session.set_crop(((10, 110), (0, 120)))
    session.join_slices()
    (entry,) = session.entries
    assert entry.edits == Edits(threshold=104.0, crop=((0, N), (10, 110), (0, 120)))
    assert session.state.calibration.voxel_size == pytest.approx((1.0,) * 3)
    inside = grey[:, 10:110, :120] >= 104
    assert session.state.result.measurement.phase_fraction == inside.mean()


def test_a_session_keeps_the_volume_also_where_it_has_moved(tmp_path, files, volume):
    session = Session()
    session.open(files)
    session.join_slices()
    saved = tmp_path / "s.imagerep"
    session_file.save(session, saved)
    there = tmp_path / "there"
    there.mkdir()
    for one in (saved, files[0].parent):
        one.rename(there / one.name)
    again = Session()
    session_file.load(again, there / "s.imagerep")
    (image,) = again.state.images
    assert image.shape == (N, *SHAPE)
    assert again.state.result.measurement.phase_fraction == volume.mean()
    assert notices(again) == []
    tifffile.imwrite(there / "scan 7" / files[3].name, volume[0])  # not the first file
    changed = Session()
    session_file.load(changed, there / "s.imagerep")
    assert "has changed since" in notices(changed)[0][0]


def test_a_slice_that_is_gone_is_named_and_nothing_is_lost(files):
    session = Session()
    session.open(files)
    files[4].unlink()
    session.join_slices()
    assert len(session.entries) == N
    assert files[4].name in notices(session)[0][0]


def test_of_a_batch_the_chosen_images_become_a_volume(tmp_path, window, files, volume):
    other = tmp_path / "other.tif"
    tifffile.imwrite(other, volume[:, :, 0])
    session = window.session
    session.open([other, *files], mode=Mode.BATCH)
    images = find(window, QListWidget, "Images")
    for row in range(1, N + 1):
        images.item(row).setSelected(True)
    images.item(0).setSelected(False)
    images.customContextMenuRequested.emit(images.visualItemRect(images.item(2)).center())
    QApplication.processEvents()
    (menu,) = [one for one in images.parent().findChildren(QMenu) if one.isVisible()]
    action = next(one for one in menu.actions() if "volume" in one.text())
    assert action.text() == f"&Measure as one volume of {N} slices"
    action.trigger()
    menu.close()
    assert [image.name for image in session.state.images] == ["other.tif", "scan 7"]
    row = session.state.rows[1]
    assert row.measurement.standard_deviation == pytest.approx(
        measure(volume).standard_deviation, rel=1e-9
    )


def test_images_that_do_not_fit_together_are_not_offered(tmp_path, window, files, volume):
    tifffile.imwrite(files[0], volume[0][:-5])
    session = window.session
    session.open(files)
    assert "neighbouring-slices" in doubts(session)
    buttons = window.workspace.result.findChildren(QPushButton)
    assert not [one for one in buttons if "volume" in one.text()]
    session.join_slices()
    assert len(session.entries) == N
    images = find(window, QListWidget, "Images")
    images.customContextMenuRequested.emit(QPoint(5, 5))
    (menu,) = [one for one in images.parent().findChildren(QMenu) if one.isVisible()]
    assert not next(one for one in menu.actions() if "volume" in one.text()).isEnabled()
    menu.close()
