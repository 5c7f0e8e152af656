"""Images larger than memory in the app: shown by an overview, read once, measured from blocks."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.image.label_store import _SumBox
from imagerep.resources import Resources
from imagerep_qt.qt_runner import window_runner
from imagerep_qt.session import Mode, cost, session_file
from imagerep_qt.session.engine import Engine
from imagerep_qt.session.opening import WHOLE_FILE
from imagerep_qt.session.reading import reading_job
from imagerep_qt.session.results import Work
from imagerep_qt.session.runner import Hooks
from imagerep_qt.session.session import Session
from tests.qt.user import find, text_of

zarr = pytest.importorskip("zarr")
pytest.importorskip("dask")

SHAPE = (90, 100, 110)


def field():
    noise = np.random.default_rng(3).standard_normal(SHAPE)
    return gaussian_filter(noise, 3, mode="wrap")


@pytest.fixture(autouse=True)
def little_memory(monkeypatch):
    """A machine on which 500,000 voxels do not fit."""
    monkeypatch.setattr(Resources, "holds", lambda self, n, itemsize: n < 500_000)
    for module in ("overview", "label_store"):
        monkeypatch.setattr(f"imagerep.image.{module}.overview_step", lambda *_: 3)


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
def held(monkeypatch):
    """Reading waits at its first box until it is let go; (it began, let it go)."""
    begun, let_go = threading.Event(), threading.Event()
    original = _SumBox.__call__

    def waiting(self):
        begun.set()
        assert let_go.wait(30)
        return original(self)

    monkeypatch.setattr(_SumBox, "__call__", waiting)
    yield begun, let_go
    let_go.set()


def test_an_ome_zarr_is_shown_and_measured_by_both_methods(window, settings, ome, volume):
    window.commands.open_paths([ome], replace_all=True)
    state = window.session.state
    assert not state.notices
    assert state.mode is Mode.ONE_MATERIAL
    assert not state.current.image.is_in_memory
    assert state.calibration == imagerep.Calibration((2.0, 0.5, 0.5), "µm")
    assert state.work is Work.DONE
    found = state.result.measurement
    assert found.phase_fraction == volume.mean()
    assert found.characteristic_length_scale_px == pytest.approx(
        imagerep.measure(volume).characteristic_length_scale_px, rel=0.03
    )
    window.session.choose_method("spectral")
    spectral = window.session.state.result.measurement
    assert spectral.characteristic_length_scale_px == pytest.approx(
        imagerep.measure(volume, method="spectral").characteristic_length_scale_px, rel=0.03
    )
    view = window.workspace.image.view
    assert view.plane.shape == SHAPE
    assert not find(view, QComboBox, "What the slices are").isEnabled()
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


def test_a_level_is_seen_while_the_image_is_read(ome, volume, threaded, qtbot, held):
    group = zarr.open_group(ome, mode="r+")
    group.create_array("1", data=volume[1::2, 1::2, 1::2], chunks=(32, 32, 32))
    image = group.attrs["ome"]["multiscales"][0]
    image["datasets"].append({"path": "1"})
    group.attrs["ome"] = {"version": "0.5", "multiscales": [image]}
    begun, let_go = held
    window, session = threaded, threaded.session
    window.commands.open_paths([ome], replace_all=True)
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: window.preview.isVisible())
    state = session.state
    assert state.is_empty
    assert state.phase is None
    assert state.busy.preview.shape == SHAPE
    view = window.preview.view
    assert view.plane.shape == SHAPE
    picture = view.picture()
    assert len({picture.pixelColor(x, 200).lightness() for x in range(200, 1400, 7)}) > 1
    assert not view.threshold.isVisible()
    assert not view.bar.tint.isEnabled()
    assert not view.bar.crop.isEnabled()
    assert not window.actions_.by_name["crop"].isEnabled()
    let_go.set()
    qtbot.waitUntil(lambda: session.state.work is Work.DONE)
    assert session.state.busy is None
    assert not window.preview.isVisible()
    assert session.state.result.measurement.phase_fraction == volume.mean()
    assert session.close(30)


def test_a_crop_that_fits_is_measured_in_memory(window, ome, volume):
    window.commands.open_paths([ome], replace_all=True)
    window.session.set_crop(((0, 60), (10, 70), (5, 65)))
    state = window.session.state
    assert not state.notices
    assert window.session.entries[0].prepared.is_in_memory
    wanted = imagerep.measure(volume[:60, 10:70, 5:65])
    assert state.result.measurement.phase_fraction == wanted.phase_fraction
    assert state.result.absolute_error == wanted.absolute_error()
    window.session.set_crop(((0, 90), (0, 100), (5, 105)))
    found = window.session.state.result.measurement
    assert found.phase_fraction == volume[..., 5:105].mean()
    assert not window.session.entries[0].prepared.is_in_memory


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


def test_pixels_without_a_number_are_hatched_and_not_measured(window, tmp_path):
    grey = np.clip(field() * 900 + 120, 0, 255).astype(np.float32)
    grey[:, :30] = np.nan
    np.save(tmp_path / "grey.npy", grey)
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    view = window.workspace.image.view
    assert "Hatched: not part of the sample (≈ 29" in text_of(view, "Pixel under the mouse")
    window.session.set_threshold(130.0)
    found = window.session.state.result.measurement
    assert found.phase_fraction == (grey[:, 30:] >= 130).mean()
    assert found.n_pixels == grey[:, 30:].size
    assert not window.session.state.notices


def test_a_threshold_in_the_background_is_measured(window, tmp_path, monkeypatch):
    """Also of images in memory that are too large to be thresholded at once."""
    monkeypatch.setattr("imagerep_qt.session.collection.PREPARED_AT_ONCE_PIXELS", 1000)
    grey = np.clip(field()[:40] * 900 + 120, 0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    window.commands.open_paths([tmp_path / "grey.npy"], replace_all=True)
    assert window.session.state.current.image.is_in_memory
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
    assert window.session.state.current.image.is_in_memory
    assert window.session.state.work is Work.DONE


def test_a_damaged_chunk_is_told(window, ome):
    chunk = ome / "0" / "c" / "1" / "1" / "2"
    chunk.write_bytes(chunk.read_bytes()[:9])
    window.commands.open_paths([ome], replace_all=True)
    (notice,) = window.session.state.notices
    assert str(chunk) in notice.message.text


def test_it_asks_before_it_reads_an_image_for_long(window, ome, monkeypatch):
    window.commands.open_paths([ome], replace_all=True)
    assert window.session.state.question is None
    monkeypatch.setattr(cost, "SECONDS_PER_MEGAPIXEL_READ", 100.0)
    window.session.set_crop(((0, 90), (0, 100), (5, 105)))
    question = window.session.state.question
    assert question.n_pixels == 900_000
    assert question.seconds == pytest.approx(100 * 0.9, abs=0.1)
    text = window.notices.findChild(QLabel).text()
    assert "does not fit in memory" in text
    assert "2 minutes" in text
    window.session.confirm()
    assert window.session.state.work is Work.DONE


@pytest.mark.parametrize("method", ["two-point", "spectral"])
def test_what_was_read_costs_as_much_as_its_blocks(window, ome, method):
    window.commands.open_paths([ome], replace_all=True)
    (entry,) = window.session.entries
    request = cost.Request((entry,), 1)
    assert request.n_blocks == entry.n_pixels // entry.image.segmentation.block_side**3
    per_block = cost.SECONDS_PER_MEGAPIXEL[method] / 1e6
    assert cost.seconds_of(request, method) == pytest.approx(request.n_blocks * per_block)
    assert request.n_pixels_largest == 0


def test_reading_is_cancelled_between_boxes(ome, qtbot):
    runner = window_runner()
    begun, ended = threading.Event(), threading.Event()

    class Watched(Engine):
        def read(self, path, *opening, progress, should_stop, preview):
            def noted(fraction, text):
                begun.set()
                progress(fraction, text)

            try:
                return super().read(
                    path, *opening, progress=noted, should_stop=should_stop, preview=preview
                )
            finally:
                ended.set()

    session = Session(runner, Watched())
    session.open([ome])
    assert begun.wait(30)
    session.cancel()
    assert ended.wait(30)
    qtbot.waitUntil(lambda: session.state.busy is None)
    assert session.close(30)


def test_a_measurement_is_cancelled_in_the_window(ome, threaded, qtbot, monkeypatch):
    """While a crop is read; the window goes on, and measures when it is asked to."""
    session, actions = threaded.session, threaded.actions_.by_name
    threaded.commands.open_paths([ome], replace_all=True)
    qtbot.waitUntil(lambda: session.state.work is Work.DONE)
    begun, cancelled = threading.Event(), threading.Event()
    original = _SumBox.__call__

    def waiting(self):
        begun.set()
        assert cancelled.wait(30)
        return original(self)

    monkeypatch.setattr(_SumBox, "__call__", waiting)
    session.set_crop(((0, 90), (0, 100), (5, 105)))
    qtbot.waitUntil(begun.is_set)
    assert actions["cancel"].isEnabled()
    actions["cancel"].trigger()
    cancelled.set()
    qtbot.waitUntil(lambda: session.state.busy is None)
    assert session.state.result is None
    assert session.state.work is Work.CANCELLED
    assert not actions["cancel"].isEnabled()
    actions["measure"].trigger()
    qtbot.waitUntil(lambda: session.state.work is Work.DONE)
    assert session.state.result.measurement.n_pixels == 900_000
    assert session.close(30)


def test_hooks_reach_the_estimator(ome):
    """Progress of reading rises to the end, under the name of the file."""
    told, arrived = [], []
    hooks = Hooks(
        lambda fraction, text: told.append((fraction, text)), arrived.append, lambda: False
    )
    reading_job([ome], WHOLE_FILE, Engine())(hooks)
    assert not arrived[0].image.is_in_memory
    assert [text.text for _, text in told] == [f"Reading {ome.name}"] * len(told)
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] > 0.9
