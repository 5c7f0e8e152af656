"""Files that hold several images, or none that is described: lists, previews, sessions."""

import numpy as np
import pytest
import tifffile
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QListWidget, QPushButton, QSpinBox
from scipy.ndimage import gaussian_filter

from imagerep.io.opening import contents
from imagerep_qt.dialogs.choose_image import ChooseImage
from imagerep_qt.dialogs.describe_raw import DescribeRaw
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.session import Session, session_file
from imagerep_qt.session.opening import Opening, offers
from tests.qt.user import find, notices

SHAPE = 120, 160


def field(seed=0):
    return gaussian_filter(np.random.default_rng(seed).standard_normal(SHAPE), 2.5)


def cells(seed=0):
    return (field(seed) > 0).astype(np.uint8)


@pytest.fixture
def arrays(tmp_path):
    """File with two arrays of labels."""
    np.savez(tmp_path / "two.npz", first=cells(0), second=cells(1))
    return tmp_path / "two.npz"


@pytest.fixture
def pages(tmp_path):
    """TIFF with a raw image and its smaller mask."""
    with tifffile.TiffWriter(tmp_path / "pages.tif") as file:
        file.write(np.clip(field() * 400 + 128, 0, 255).astype(np.uint8))
        file.write(cells()[:100, :100] * 255)
    return tmp_path / "pages.tif"


@pytest.fixture
def probabilities(tmp_path):
    p = 1 / (1 + np.exp(-40 * field()))
    np.save(tmp_path / "p.npy", np.stack([p, 1 - p], -1).astype(np.float32))
    return tmp_path / "p.npy"


def texts(path):
    return [str(offer.text) for offer in offers(contents(path))]


def test_what_a_file_holds_is_offered(arrays, pages, probabilities, tmp_path):
    assert texts(arrays) == ["first: 160 × 120, uint8", "second: 160 × 120, uint8"]
    assert len(texts(pages)) == 2
    assert texts(probabilities) == [
        "most probable class of every pixel",
        "phase = class 0 above 50 %",
        "phase = class 1 above 50 %",
    ]
    tifffile.imwrite(
        tmp_path / "ch.tif", np.stack([cells(0), cells(1)]), imagej=True, metadata={"axes": "CYX"}
    )
    assert [one[:9] for one in texts(tmp_path / "ch.tif")] == [
        "channel 1", "channel 2", "all of th",
    ]  # fmt: skip


def answered(monkeypatch, act):
    """Answer the dialog that comes next."""

    def exec_(dialog):
        act(dialog)
        return True

    monkeypatch.setattr(QDialog, "exec", exec_)


def test_one_of_several_arrays_is_chosen_from_a_list(window, arrays, monkeypatch, tmp_path):
    window.session.open([arrays])
    assert window.session.state.is_empty
    answered(monkeypatch, lambda dialog: dialog.findChild(QListWidget).setCurrentRow(1))
    find(window.notices, QPushButton, "Choose").click()
    session = window.session
    assert notices(session) == []
    assert session.state.current.origin.name == "two.npz [second]"
    fraction = session.state.result.measurement.phase_fraction
    assert fraction == pytest.approx(cells(1).mean())
    session_file.save(session, tmp_path / "a.imagerep")
    again = Session()
    session_file.load(again, tmp_path / "a.imagerep")
    assert again.state.result.measurement.phase_fraction == fraction
    session.measure()
    assert notices(session) == []


def test_several_are_opened_together_and_named_apart(window, arrays, monkeypatch):
    answered(monkeypatch, lambda dialog: dialog.findChild(QListWidget).selectAll())
    window.commands.choose_in_file(arrays, is_raw=False)
    names = [image.name for image in window.session.state.images]
    assert names == ["two.npz [first]", "two.npz [second]"]
    assert window.session.state.result.measurement.n_images == 2


def test_a_class_of_probabilities_is_a_phase_above_one_half(probabilities):
    session = Session()
    session.open([probabilities], opening=Opening(channel=1))
    assert session.state.result.measurement.phase_fraction == pytest.approx(
        (field() < 0).mean(), abs=0.01
    )
    assert session.entries[0].edits.threshold == 0.5
    session.open([probabilities], opening=Opening(most_probable=True), replace_all=True)
    assert session.state.result.measurement.phase_fraction == pytest.approx(
        (field() < 0).mean(), abs=0.01
    )


def test_pages_are_a_strip_of_pictures(qtbot, pages):
    dialog = ChooseImage(pages, NumberFormat())
    qtbot.addWidget(dialog)
    images = dialog.findChild(QListWidget)
    assert images.count() == 2
    assert not images.item(0).icon().isNull()
    images.setCurrentRow(1)
    preview = find(dialog, QLabel, "Preview")
    assert not preview.pixmap().isNull()
    assert dialog.chosen[0].dataset


def test_a_raw_file_is_described_with_a_preview(qtbot, tmp_path, window, monkeypatch):
    path = tmp_path / "v.raw"
    path.write_bytes(b"\0" * 64 + cells().astype(">u2").tobytes())
    window.session.open([path])
    assert window.session.state.is_empty

    def describe(dialog):
        qtbot.addWidget(dialog)
        for name, value in (("Width", 160), ("Height", 120), ("Bytes before", 64)):
            find(dialog, QSpinBox, name).setValue(value)
        find(dialog, QComboBox, "Type of a value").setCurrentText("uint16")
        find(dialog, QComboBox, "Order of the bytes").setCurrentIndex(1)
        dialog._update()
        assert not find(dialog, QLabel, "Preview").pixmap().isNull()
        find(dialog, QSpinBox, "Width").setValue(1600)
        dialog._update()
        assert "bytes" in find(dialog, QLabel, "Preview").text()
        find(dialog, QSpinBox, "Width").setValue(160)

    answered(monkeypatch, describe)
    find(window.notices, QPushButton, "Describe it").click()
    session = window.session
    assert session.state.result.measurement.phase_fraction == pytest.approx(cells().mean())
    session_file.save(session, tmp_path / "raw.imagerep")
    again = Session()
    session_file.load(again, tmp_path / "raw.imagerep")
    assert again.state.result.measurement.phase_fraction == pytest.approx(cells().mean())


def test_a_cube_of_bytes_is_guessed(qtbot, tmp_path):
    (tmp_path / "c.raw").write_bytes(bytes(27_000))
    dialog = DescribeRaw(tmp_path / "c.raw", NumberFormat())
    qtbot.addWidget(dialog)
    assert dialog.layout_.shape == (30, 30, 30)
