"""Images larger than memory in the app: shown by a preview, measured in parts."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from imagerep.large import LargeSegmentation, Resources
from imagerep.large.counts import CountTask
from imagerep.large.spectra import SlabTask
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep_qt.qt_runner import window_runner
from imagerep_qt.session import InlineRunner, Mode, cost, in_parts, session_file
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.results import Work
from imagerep_qt.session.runner import Hooks
from imagerep_qt.session.session import Session
from imagerep_qt.settings import Settings
from imagerep_qt.window.create import create_window
from tests.qt.user import text_of

zarr = pytest.importorskip("zarr")
pytest.importorskip("dask")

SHAPE = (90, 100, 110)


def field():
    noise = np.random.default_rng(3).standard_normal(SHAPE)
    return gaussian_filter(noise, 3, mode="wrap")


@pytest.fixture(autouse=True)
def little_memory(monkeypatch):
    """A machine on which 500,000 voxels do not fit."""
    monkeypatch.setattr(in_parts, "_SMALL_BYTES", 0)
    monkeypatch.setattr(Resources, "holds", lambda self, n, itemsize: n < 500_000)
    for module in ("image", "preview"):
        monkeypatch.setattr(f"imagerep.large.{module}.preview_step", lambda *_: 3)


@pytest.fixture
def volume():
    values = field()
    return (values > 0.3 * values.std()).astype(np.uint8)


@pytest.fixture
def ome(tmp_path, volume):
    path = tmp_path / "tomogram.ome.zarr"
    group = zarr.open_group(path, mode="w")
    group.create_array("0", data=volume, chunks=(32, 32, 32))
    scale = {"type": "scale", "scale": [2.0, 0.5, 0.5]}
    axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in "zyx"]
    level = {"path": "0", "coordinateTransformations": [scale]}
    group.attrs["ome"] = {"version": "0.5", "multiscales": [{"axes": axes, "datasets": [level]}]}
    return path


@pytest.fixture
def settings(tmp_path):
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def window(qtbot, settings):
    window = create_window(
        QApplication.instance(), InlineRunner(), settings, theme="light", locale="en_GB"
    )
    qtbot.addWidget(window)
    window.show()
    return window


def test_an_ome_zarr_is_shown_and_measured_by_both_methods(window, settings, ome, volume):
    window.commands.open_paths([ome], replace_all=True)
    state = window.session.state
    assert not state.notices
    assert state.mode is Mode.ONE_MATERIAL
    assert isinstance(state.current.image.segmentation, LargeSegmentation)
    assert state.calibration == imagerep.Calibration((2.0, 0.5, 0.5), "µm")
    assert state.work is Work.DONE
    wanted = imagerep.measure(volume)
    found = state.result.measurement
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )
    window.session.choose_method("spectral")
    spectral = window.session.state.result.measurement
    assert spectral.characteristic_length_scale_px == pytest.approx(
        imagerep.measure(volume, method="spectral").characteristic_length_scale_px
    )
    view = window.workspace.image.view
    assert view.plane.shape == SHAPE
    assert "one pixel in 3" in text_of(view, "Pixel under the mouse")
    view.slices.set_axis(2)
    view.slices.slider.setValue(33)
    assert view.plane.index == 33
    assert not view.picture().isNull()
    clicked = []
    view.phase_clicked.connect(clicked.append)
    view.canvas.pixel_clicked.emit(30, 60)
    assert clicked == [volume[30, 60, 33]]
    assert settings.recent == [ome]


def test_a_level_is_seen_while_the_phases_are_counted(
    ome, volume, settings, qtbot, tmp_path, monkeypatch
):
    group = zarr.open_group(ome, mode="r+")
    group.create_array("1", data=volume[1::2, 1::2, 1::2], chunks=(32, 32, 32))
    image = group.attrs["ome"]["multiscales"][0]
    image["datasets"].append({"path": "1"})
    group.attrs["ome"] = {"version": "0.5", "multiscales": [image]}
    begun, seen = threading.Event(), threading.Event()
    original = CountTask.run

    def waiting(self):
        begun.set()
        assert seen.wait(10)
        return original(self)

    monkeypatch.setattr(CountTask, "run", waiting)
    window = create_window(
        QApplication.instance(), window_runner(), settings, theme="light", locale="en_GB"
    )
    qtbot.addWidget(window)
    window.show()
    session = window.session
    try:
        window.commands.open_paths([ome], replace_all=True)
        qtbot.waitUntil(begun.is_set, timeout=10_000)
        qtbot.waitUntil(lambda: window.preview.isVisible(), timeout=5_000)
        state = session.state
        assert state.is_empty
        assert state.phase is None
        assert state.busy.preview.phase_labels == (0, 1)
        view = window.preview.view
        assert not view.bar.tint.isEnabled()
        assert view.plane.shape == SHAPE
        assert not view.picture().isNull()
        assert not view.bar.crop.isEnabled()
        assert not window.actions_.by_name["crop"].isEnabled()
    finally:
        seen.set()
    qtbot.waitUntil(lambda: session.state.work is Work.DONE, timeout=20_000)
    assert session.state.busy is None
    assert not window.preview.isVisible()
    assert session.state.result.measurement.phase_fraction == volume.mean()
    assert session.close(5)


def test_a_crop_that_fits_is_measured_in_memory(window, ome, volume):
    window.commands.open_paths([ome], replace_all=True)
    window.session.set_crop(((0, 60), (10, 70), (5, 65)))
    state = window.session.state
    assert not state.notices
    assert state.current.prepared is None or state.current.prepared.size == 60**3
    wanted = imagerep.measure(volume[:60, 10:70, 5:65])
    assert state.result.measurement.phase_fraction == wanted.phase_fraction
    window.session.set_crop(((0, 90), (0, 100), (5, 105)))
    wanted = imagerep.measure(volume[..., 5:105])
    found = window.session.state.result.measurement
    assert found.phase_fraction == wanted.phase_fraction
    assert isinstance(window.session.entries[0].prepared, LargeSegmentation)


def test_a_greyscale_volume_waits_for_a_threshold(window, tmp_path):
    grey = np.clip(field() * 900 + 120, 0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    state = window.session.state
    assert not state.notices
    assert state.images[0].needs_threshold
    assert window.workspace.image.view.threshold.isVisible()
    window.session.set_threshold(130.0)
    found = window.session.state.result.measurement
    assert found.phase_fraction == (grey >= 130).mean()


def test_a_threshold_in_the_background_is_measured(window, tmp_path, monkeypatch):
    """Also of images in memory that are too large to be thresholded at once."""
    monkeypatch.setattr("imagerep_qt.session.collection.PREPARED_AT_ONCE_PIXELS", 1000)
    grey = np.clip(field()[:40] * 900 + 120, 0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    assert window.session.state.current.image.large is None
    window.session.set_threshold(130.0)
    found = window.session.state.result.measurement
    assert found.phase_fraction == (grey >= 130).mean()


def test_a_session_is_saved_and_opened_again(window, ome, tmp_path):
    window.commands.open_paths([ome], replace_all=True)
    before = window.session.state.result.measurement
    session_file.save(window.session, tmp_path / "s.imagerep")
    window.session.close_all()
    session_file.load(window.session, tmp_path / "s.imagerep")
    assert not window.session.state.notices
    assert window.session.state.result.measurement.phase_fraction == before.phase_fraction


def test_a_zarr_that_fits_is_an_image_as_any(window, tmp_path):
    small = np.kron(np.random.default_rng(0).integers(0, 2, (20, 25)), np.ones((8, 8), int))
    zarr.create_array(tmp_path / "small.zarr", data=small.astype(np.uint8), chunks=(64, 64))
    window.commands.open_paths([tmp_path / "small.zarr"], replace_all=True)
    assert window.session.state.current.image.large is None
    assert window.session.state.work is Work.DONE


def test_a_damaged_chunk_is_told(window, ome):
    chunk = ome / "0" / "c" / "1" / "1" / "2"
    chunk.write_bytes(chunk.read_bytes()[:9])
    window.commands.open_paths([ome], replace_all=True)
    (notice,) = window.session.state.notices
    assert str(chunk) in str(notice.message)


def test_it_asks_how_long_and_how_much_space(window, ome, monkeypatch):
    monkeypatch.setitem(cost.SECONDS_PER_MEGAPIXEL_IN_PARTS, "two-point", 100.0)
    window.commands.open_paths([ome], replace_all=True)
    question = window.session.state.question
    assert question.seconds == pytest.approx(100 * np.prod(SHAPE) / 1e6)
    assert 0 < question.scratch.needed < question.scratch.free
    text = window.notices.findChild(QLabel).text()
    assert "in parts" in text
    assert "GB" in text
    window.session.confirm()
    assert window.session.state.work is Work.DONE


def test_the_space_is_that_of_the_spectra():
    question = cost.question_in_parts([(2000, 2000, 2000)], "two-point")
    assert question.scratch.needed == pytest.approx(1.2 * 4 * 2000**2 * 1001, rel=0.1)


def test_spectral_measurements_in_parts_want_no_space():
    assert cost.question_in_parts([(500, 500, 500)], "spectral") is None
    question = cost.question_in_parts([(4000, 4000, 4000)], "spectral")
    assert question.scratch.needed == 0


def test_reading_is_cancelled_between_parts(ome, qtbot):
    runner = window_runner()
    begun, ended = threading.Event(), threading.Event()

    class Watched(Engine):
        def read(self, path, *, progress, should_stop, preview):
            def noted(fraction, text):
                begun.set()
                progress(fraction, text)

            try:
                return super().read(path, progress=noted, should_stop=should_stop, preview=preview)
            finally:
                ended.set()

    session = Session(runner, Watched())
    session.open([ome])
    assert begun.wait(10)
    session.cancel()
    assert ended.wait(10)
    qtbot.waitUntil(lambda: session.state.busy is None, timeout=5000)
    assert session.close(5)


def test_a_measurement_is_cancelled_in_the_window(ome, settings, qtbot, tmp_path, monkeypatch):
    """In the middle of its slabs: nothing is left on the disk, and the window goes on."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("imagerep.large.scratch.temporary_folder", lambda: folder)
    begun, cancelled = threading.Event(), threading.Event()
    original = SlabTask._transformed

    def waiting(self, *args):
        begun.set()
        assert cancelled.wait(10)
        return original(self, *args)

    monkeypatch.setattr(SlabTask, "_transformed", waiting)
    window = create_window(
        QApplication.instance(), window_runner(), settings, theme="light", locale="en_GB"
    )
    qtbot.addWidget(window)
    window.show()
    session, actions = window.session, window.actions_.by_name
    window.commands.open_paths([ome], replace_all=True)
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    assert list(folder.iterdir())
    assert actions["cancel"].isEnabled()
    actions["cancel"].trigger()
    cancelled.set()
    qtbot.waitUntil(lambda: session.state.busy is None, timeout=10_000)
    qtbot.waitUntil(lambda: not list(folder.iterdir()), timeout=10_000)
    assert session.state.result is None
    assert session.state.work is Work.CANCELLED
    assert not actions["cancel"].isEnabled()
    actions["measure"].trigger()
    qtbot.waitUntil(lambda: session.state.work is Work.DONE, timeout=20_000)
    assert session.state.result.measurement.method == "two-point"
    assert session.close(5)


def test_hooks_reach_the_estimator(ome):
    """Progress of reading rises to the end, under the name of the file."""
    from imagerep_qt.session.engine import Engine
    from imagerep_qt.session.reading import reading_job

    told, arrived = [], []
    hooks = Hooks(
        lambda fraction, text: told.append((fraction, text)), arrived.append, lambda: False
    )
    reading_job([ome], Engine())(hooks)
    assert arrived[0].image.large is not None
    assert [str(text) for _, text in told] == [f"Reading {ome.name}"] * len(told)
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
