"""Quantities other than the phase fraction in a session: values, targets, undo, files, parts."""

from __future__ import annotations

import json
import threading
from itertools import groupby

import numpy as np
import openpyxl
import pytest
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep.image.label_store import _FieldBox, _SumBox
from imagerep.measures.quantities import PHASE_FRACTION as DEFINITION
from imagerep.measures.quantities import QUANTITIES
from imagerep.resources import Resources
from imagerep.samples import sample_path
from imagerep.spreadsheet import Separators
from imagerep_qt.qt_runner import window_runner
from imagerep_qt.session import METHODS, Mode, QuantityChoice, Session, Target, cost, session_file
from imagerep_qt.session.choices import PHASE_FRACTION, PHASE_RATIO, POINTS, Change
from imagerep_qt.session.quantities import arguments, offers
from imagerep_qt.session.results import Work
from imagerep_qt.session.table_files import to_copy, to_csv, to_json, write_table

SHAPE = (44, 46, 48)
CHOICES_3D = [
    QuantityChoice("surface-density"),
    QuantityChoice("specific-surface"),
    QuantityChoice("chord-length"),
    QuantityChoice("euler-density-26"),
    QuantityChoice("mean-curvature-density"),
    QuantityChoice("boundary-density", (2,)),
    QuantityChoice("triple-line-density", (0, 2)),
    QuantityChoice("phase-ratio", (1, 2)),
]


def field(shape, seed=3, sigma=2.5):
    noise = gaussian_filter(np.random.default_rng(seed).standard_normal(shape), sigma, mode="wrap")
    return noise / noise.std()


@pytest.fixture(scope="module")
def volume():
    """Three phases."""
    return (field(SHAPE) > 0.1).astype(np.uint8) + (field(SHAPE, 4) > 0.8)


@pytest.fixture(scope="module")
def answers(volume):
    """The library's answers for the volume in memory, by quantity."""
    return {choice.name: expected(volume, 1, choice) for choice in CHOICES_3D}


@pytest.fixture
def volume_file(volume, tmp_path):
    np.save(tmp_path / "volume.npy", volume)
    return tmp_path / "volume.npy"


@pytest.fixture
def section():
    """A session with an image of three phases and a pixel size."""
    session = Session()
    session.open([sample_path("three_phase_2d.tif")])
    session.choose_phase(85)
    return session


def expected(image, phase, choice, method="spectral"):
    return imagerep.measure(image, method=method, **arguments(choice, choice.groups(phase)))


def test_the_names_are_those_of_the_estimator():
    names = {one.name for one in QUANTITIES}
    assert DEFINITION.name == PHASE_FRACTION
    assert {PHASE_FRACTION, PHASE_RATIO} < names
    for one in QUANTITIES:
        assert QuantityChoice(one.name).is_local == one.is_local or one.n_phases == 0


@pytest.mark.parametrize("choice", CHOICES_3D, ids=lambda choice: choice.name)
@pytest.mark.parametrize("method", METHODS)
def test_a_volume_is_measured_as_by_the_library(volume, volume_file, choice, method):
    session = Session()
    session.choose_method(method)
    session.open([volume_file])
    session.choose_phase(1)
    session.choose_quantity(choice)
    found, wanted = session.state.result, expected(volume, 1, choice, method)
    assert found.measurement.quantity == wanted.quantity == choice.name
    assert found.measurement.value == wanted.value
    assert found.interval == wanted.confidence_interval(0.95)
    assert found.recommended == wanted.recommended_size(0.05, 0.95)
    assert found.statement.text == wanted.statement(0.95)
    assert session.state.unit == wanted.unit
    other = session.state.comparison.measurement
    assert other.method != method
    assert other.quantity == choice.name


def test_every_quantity_of_an_image_can_be_chosen(section):
    image = imagerep.read(sample_path("three_phase_2d.tif"))
    names = [offer.name for offer in section.state.quantities]
    assert names == [
        "phase-fraction", "perimeter-density", "surface-density", "specific-perimeter",
        "chord-length", "euler-density-8", "euler-density-4", "boundary-density",
        "triple-point-density", "phase-ratio",
    ]  # fmt: skip
    for offer in section.state.quantities[1:]:
        section.choose_quantity(QuantityChoice(offer.name))
        choice = section.state.quantity
        assert choice.others == offer.others[0]
        assert section.state.result.measurement.value == expected(image, 85, choice).value


def test_what_needs_more_phases_is_offered_without_a_choice():
    found = {offer.name: offer for offer in offers({2}, (0, 255), 255)}
    assert found["triple-point-density"].others == ()
    assert found["boundary-density"].others == ((0,),)
    assert found["phase-ratio"].others == ((0,),)
    assert found["chord-length"].others == ((),)
    ratios = {offer.name: offer for offer in offers({3}, range(6), 0)}["phase-ratio"].others
    assert (0, 1) in ratios  # of a part and the rest
    assert (1, 2, 3, 4, 5) in ratios
    assert (0, 1, 2, 3, 4, 5) not in ratios  # that is the phase fraction
    assert len(ratios) == len(set(ratios)) < 25


def test_the_phases_of_a_quantity_follow_the_chosen_one(section):
    section.choose_quantity(QuantityChoice("boundary-density", (170,)))
    assert section.state.result.measurement.other_phases == ((170,),)
    section.choose_phase(170)
    assert section.state.quantity == QuantityChoice("boundary-density", (85,))
    assert section.state.result.measurement.phase == 170
    section.undo()
    assert section.state.quantity == QuantityChoice("boundary-density", (170,))
    section.set_excluded(170, True)
    assert section.state.quantity == QuantityChoice("boundary-density", (255,))


def test_a_quantity_of_other_images_gives_way_to_the_phase_fraction(section, volume_file):
    section.choose_quantity(QuantityChoice("perimeter-density"))
    section.open([volume_file], replace_all=True)
    assert section.state.quantity == QuantityChoice()
    assert section.state.result.measurement.quantity == PHASE_FRACTION
    section.open([sample_path("two_phase_2d.tif")], replace_all=True)
    assert section.state.quantity.name == "perimeter-density"


def test_the_choice_is_undone_and_redone_without_measuring_again(engine, image_file):
    session = Session(engine=engine)
    session.open([image_file()])
    session.choose_quantity(QuantityChoice("chord-length"))
    assert session.state.undo is Change.QUANTITY
    n = len(engine.measured)
    session.set_confidence(0.9)
    session.set_target(Target(0.1))
    session.undo()
    assert session.state.quantity.is_fraction
    session.redo()
    assert session.state.quantity.name == "chord-length"
    assert len(engine.measured) == n == 2
    assert len(engine.measured_other) == n


def test_without_images_the_choice_is_no_change(engine, image_file):
    session = Session(engine=engine)
    session.choose_quantity(QuantityChoice("chord-length"))
    assert session.state.undo is None
    assert not session.state.is_modified
    session.open([image_file()])
    assert session.state.quantity.name == "chord-length"


def test_a_cancelled_quantity_leaves_the_others(engine, image_file):
    session = Session(engine=engine)
    session.open([image_file()])
    engine.before_measure = lambda should_stop: session.cancel()
    session.choose_quantity(QuantityChoice("chord-length"))
    assert session.state.work is Work.CANCELLED
    assert session.state.result is None
    session.choose_quantity(QuantityChoice())
    assert session.state.work is Work.DONE
    engine.before_measure = lambda should_stop: None
    session.choose_quantity(QuantityChoice("chord-length"))
    assert session.state.result is None  # not before it is asked for
    session.measure()
    assert session.state.result is not None


# -- targets


def test_absolute_targets_are_in_the_unit_of_each_quantity(section):
    section.set_target(Target(0.02, relative=False))
    section.choose_quantity(QuantityChoice("perimeter-density"))
    state = section.state
    assert (state.unit, state.target) == ("µm/µm²", Target())  # points are no boundary
    section.set_target(Target(0.03, False, "µm/µm²"))
    found = section.state.result
    assert found.recommended == found.measurement.recommended_size(None, 0.95, absolute_error=0.03)
    section.choose_quantity(QuantityChoice())
    assert section.state.target == Target(0.02, relative=False)
    section.choose_quantity(QuantityChoice("euler-density-8"))
    assert section.state.target == Target()
    section.choose_quantity(QuantityChoice("perimeter-density"))
    assert section.state.target == Target(0.03, False, "µm/µm²")
    section.set_target(Target(0.1))
    section.choose_quantity(QuantityChoice())
    section.choose_quantity(QuantityChoice("perimeter-density"))
    assert section.state.target == Target(0.1)


def test_a_relative_target_is_for_all_quantities(section):
    section.set_target(Target(0.02))
    section.choose_quantity(QuantityChoice("perimeter-density"))
    assert section.state.target == Target(0.02)
    section.set_target(Target(0.03))
    section.choose_quantity(QuantityChoice())
    assert section.state.target == Target(0.03)


def test_without_a_pixel_size_the_unit_is_px(volume_file):
    session = Session()
    session.open([volume_file])
    session.choose_quantity(QuantityChoice("surface-density"))
    assert session.state.unit == "px²/px³"
    session.set_target(Target(0.01, False, "px²/px³"))
    session.set_calibration(imagerep.Calibration((0.5,) * 3, "µm"))
    assert session.state.unit == "µm²/µm³"
    assert session.state.target == Target()  # 0.01 px²/px³ is not 0.01 µm²/µm³
    session.undo()
    assert session.state.target == Target(0.01, False, "px²/px³")


@pytest.mark.parametrize("value", [5e-324, 1.7e308])
def test_targets_of_any_size_are_taken(section, value):
    section.choose_quantity(QuantityChoice("perimeter-density"))
    section.set_target(Target(value, False, "µm/µm²"))
    assert 0 < section.state.target.value < float("inf")
    json.loads(to_json(section.state))


def test_a_target_in_another_unit_recommends_nothing(tmp_path):
    for name, size in (("a", 0.5), ("b", None)):
        found = imagerep.Segmentation.from_array((field((90, 90)) > 0).astype(np.uint8))
        calibration = size and imagerep.Calibration((size, size), "µm")
        imagerep.write_tiff(tmp_path / f"{name}.tif", found.with_calibration(calibration))
    session = Session()
    session.set_mode(Mode.BATCH)
    session.open([tmp_path / "a.tif", tmp_path / "b.tif"])
    session.choose_quantity(QuantityChoice("perimeter-density"))
    session.select(session.state.images[0].key)
    session.set_target(Target(0.01, False, "µm/µm²"))
    lines = json.loads(to_json(session.state))
    assert [line["value_unit"] for line in lines] == ["µm/µm²", "px/px²"]
    assert session.state.result.recommended is not None
    assert [line["recommended_side_px"] is not None for line in lines] == [True, False]


# -- tables and files


def test_all_phases_have_the_quantity(section):
    section.choose_quantity(QuantityChoice("chord-length"))
    section.want_table(True)
    image = imagerep.read(sample_path("three_phase_2d.tif"))
    values = {row.key: row.measurement.value for row in section.state.rows}
    assert values == {k: expected(image, k, QuantityChoice("chord-length")).value
                      for k in (85, 170, 255)}  # fmt: skip
    section.choose_quantity(QuantityChoice("boundary-density", (170,)))
    assert [row.key for row in section.state.rows] == [85, 255]
    section.choose_quantity(QuantityChoice("triple-point-density"))
    assert [row.key for row in section.state.rows] == [85]
    section.choose_quantity(QuantityChoice("phase-ratio", (170, 255)))
    assert [row.key for row in section.state.rows] == [85, 170, 255]


def test_a_batch_is_written_with_value_unit_and_interval(tmp_path):
    names = [f"field_{number}.tif" for number in (1, 2, 3)]
    session = Session()
    session.set_mode(Mode.BATCH)
    session.open([sample_path(name) for name in names])
    session.choose_quantity(QuantityChoice("surface-density"))
    phase = session.state.phase
    write_table(session.state, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    head = [cell.value for cell in sheet[1]]
    lines = [
        dict(zip(head, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(2)
    ]
    for line, name in zip(lines, names, strict=True):
        wanted = imagerep.measure(sample_path(name), phase, quantity="surface-density")
        low, high = wanted.confidence_interval()
        assert line["image"] == name
        assert line["quantity"] == "surface-density"
        assert line["value"] == pytest.approx(wanted.value)
        assert line["value_unit"] == wanted.unit
        assert (line["interval_low"], line["interval_high"]) == pytest.approx((low, high))
        assert "assumes-isotropy" in line["warnings"]
    first = to_csv(session.state).splitlines()[0].split(",")
    assert {"quantity", "value", "value_unit", "phase_fraction"} <= set(first)
    keys = {row.key for row in session.state.rows}
    copied = to_copy(session.state, keys, Separators(decimal=".")).splitlines()[0].split("\t")
    assert copied[3:7] == ["quantity", "other_phases", "value", "value_unit"]
    session.choose_quantity(QuantityChoice())
    plain = to_copy(session.state, keys, Separators(decimal=".")).splitlines()[0].split("\t")
    assert "value" not in plain


def test_a_session_keeps_quantity_phases_and_target(section, tmp_path):
    section.choose_quantity(QuantityChoice("boundary-density", (255,)))
    section.set_target(Target(0.01, False, "µm/µm²"))
    before = section.state.result
    session_file.save(section, tmp_path / "s.imagerep")
    other = Session()
    session_file.load(other, tmp_path / "s.imagerep")
    state = other.state
    assert state.quantity == QuantityChoice("boundary-density", (255,))
    assert state.target == Target(0.01, False, "µm/µm²")
    assert state.result.measurement.value == before.measurement.value
    assert state.result.recommended == before.recommended
    saved = json.loads((tmp_path / "s.imagerep").read_text(encoding="utf-8"))
    del saved["quantity"], saved["target"]["unit"]  # as sessions were before
    saved["target"]["relative"] = True
    (tmp_path / "old.imagerep").write_text(json.dumps(saved), encoding="utf-8")
    session_file.load(other, tmp_path / "old.imagerep")
    assert other.state.quantity.is_fraction
    assert other.state.target.unit == POINTS
    saved["quantity"] = {"name": "tortuosity"}
    (tmp_path / "new.imagerep").write_text(json.dumps(saved), encoding="utf-8")
    with pytest.raises(session_file.SessionFileError, match="tortuosity"):
        session_file.load(other, tmp_path / "new.imagerep")


# -- images in parts


@pytest.fixture
def little_memory(monkeypatch):
    """A machine on which the volume does not fit."""
    monkeypatch.setattr(Resources, "holds", lambda self, n, itemsize: n < 50_000)
    for module in ("overview", "label_store"):
        monkeypatch.setattr(f"imagerep.image.{module}.overview_step", lambda *_: 2)


@pytest.fixture
def readings(monkeypatch):
    """Kinds of the boxes that are read."""
    found = []
    for kind in (_SumBox, _FieldBox):
        original = kind.__call__

        def noted(self, original=original, name=kind.__name__):
            found.append(name)
            return original(self)

        monkeypatch.setattr(kind, "__call__", noted)
    return found


def test_an_image_in_parts_is_read_once_for_all_quantities(
    answers, volume_file, little_memory, readings
):
    session = Session()
    session.open([volume_file])
    session.choose_phase(1)
    assert not session.state.current.image.is_in_memory
    assert "_FieldBox" not in readings
    once = 0
    for name in ("surface-density", "euler-density-26", "chord-length", "mean-curvature-density"):
        session.choose_quantity(QuantityChoice(name))
        found, wanted = session.state.result.measurement, answers[name]
        assert found.value == pytest.approx(wanted.value, rel=1e-6)
        assert session.state.comparison.work is Work.DONE  # by the other method
        once = len(readings) if name == "surface-density" else once
        assert len(readings) == once  # a box is read in one piece or several
    assert [kind for kind, _ in groupby(readings)] == ["_SumBox", "_FieldBox"]
    session.choose_quantity(QuantityChoice("boundary-density", (2,)))
    wanted = answers["boundary-density"].value
    assert session.state.result.measurement.value == pytest.approx(wanted, rel=1e-6)
    assert len(readings) > once
    found = session.state.result
    wanted = expected(volume_file, 1, QuantityChoice("boundary-density", (2,)))
    assert found.interval == pytest.approx(wanted.confidence_interval(0.95), rel=1e-6)


def test_a_threshold_in_parts_is_applied_once_for_both_methods(tmp_path, little_memory, readings):
    grey = np.clip(field(SHAPE) * 50 + 120, 0, 255).astype(np.uint8)
    np.save(tmp_path / "grey.npy", grey)
    session = Session()
    session.open([tmp_path / "grey.npy"])
    session.choose_quantity(QuantityChoice("surface-density"))
    del readings[:]
    session.set_threshold(130.0)
    assert session.state.comparison.work is Work.DONE
    session.set_confidence(0.8)
    session.choose_method("two-point")
    assert [kind for kind, _ in groupby(readings)] == ["_SumBox", "_FieldBox"]
    found = session.state.result.measurement.value
    wanted = imagerep.measure(grey >= 130, quantity="surface-density").value
    assert found == pytest.approx(wanted, rel=1e-6)


def test_it_asks_before_it_reads_for_a_quantity(volume_file, little_memory, monkeypatch):
    session = Session()
    session.open([volume_file])
    monkeypatch.setattr(cost, "SECONDS_PER_MEGAPIXEL_READ", 1000.0)
    session.choose_quantity(QuantityChoice("surface-density"))
    assert session.state.question.seconds == pytest.approx(1000 * np.prod(SHAPE) / 1e6, rel=0.01)
    session.confirm()
    assert session.state.work is Work.DONE
    session.choose_quantity(QuantityChoice("chord-length"))
    assert session.state.question is None  # it is not read again
    assert session.state.work is Work.DONE


def test_reading_for_a_quantity_is_cancelled(volume_file, little_memory, qtbot, monkeypatch):
    session = Session(window_runner())
    session.open([volume_file])
    qtbot.waitUntil(lambda: session.state.work is Work.DONE)
    begun, let_go = threading.Event(), threading.Event()
    original = _FieldBox.__call__

    def waiting(self):
        begun.set()
        assert let_go.wait(30)
        return original(self)

    monkeypatch.setattr(_FieldBox, "__call__", waiting)
    session.choose_quantity(QuantityChoice("surface-density"))
    qtbot.waitUntil(begun.is_set)
    assert session.state.busy is not None
    session.cancel()
    let_go.set()
    qtbot.waitUntil(lambda: session.state.busy is None)
    assert session.state.work is Work.CANCELLED
    session.measure()
    qtbot.waitUntil(lambda: session.state.work is Work.DONE)
    assert session.state.result.measurement.quantity == "surface-density"
    assert session.close(30)
