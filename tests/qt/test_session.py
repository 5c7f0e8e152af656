"""The view-model, with an estimator that answers at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from imagerep.calibration import Calibration
from imagerep.image.segmentation import Segmentation
from imagerep_qt.session import Image, Mode, Session, Target, cost, session_file
from imagerep_qt.session import collection as collection_module
from imagerep_qt.session.choices import Change
from imagerep_qt.session.notices import Severity
from imagerep_qt.session.results import Work
from tests.qt.user import last_notice, notices


@pytest.fixture
def session(engine):
    return Session(engine=engine)


def grey_file(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    np.save(tmp_path / "grey.npy", rng.integers(0, 255, (50, 50), dtype=np.uint8))
    return tmp_path / "grey.npy"


def test_a_file_is_read_and_measured(session, image_file):
    states = []
    session.subscribe(states.append)
    session.open([image_file()])
    state = session.state
    assert [image.name for image in state.images] == ["a.npy"]
    assert state.phase == 1
    assert state.work is Work.DONE
    assert state.result.measurement.phase == 1
    assert "95.0% confident" in state.result.statement.text
    assert state.current.origin.checksum
    assert states[0].is_empty
    assert states[-1] is state
    assert state.busy is None


def test_images_of_one_material_are_measured_together(session, engine, image_file):
    session.open([image_file("a.npy"), image_file("b.npy", seed=1)])
    assert engine.measured == [(("a.npy", "b.npy"), 1)]
    session.set_included(1, False)
    assert engine.measured[-1] == (("b.npy",), 1)
    session.undo()
    assert len(engine.measured) == 2
    assert session.state.result.measurement.n_pixels == 2 * 60 * 80


def test_in_a_batch_each_image_is_its_own_material(session, engine, image_file):
    session.set_mode(Mode.BATCH)
    session.open([image_file("a.npy"), image_file("b.npy", shape=(16, 16, 16))])
    assert sorted(engine.measured) == [(("a.npy",), 1), (("b.npy",), 1)]
    assert [row.name for row in session.state.rows] == ["a.npy", "b.npy"]
    session.select(2)
    assert session.state.result.measurement.n_pixels == 16**3


def test_a_folder_is_opened_in_the_order_of_names(session, image_file, tmp_path):
    image_file("b.npy")
    image_file("a.npy", seed=1)
    (tmp_path / "notes.txt").write_text("not an image")
    session.open([tmp_path])
    assert [image.name for image in session.state.images] == ["a.npy", "b.npy"]
    assert session.state.notices == ()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"\x93NUMPY" + bytes(20)])
def test_a_file_that_fails_changes_nothing(session, image_file, tmp_path, content):
    session.open([image_file()])
    before = session.state
    (tmp_path / "bad.npy").write_bytes(content)
    session.open([tmp_path / "bad.npy"], replace_all=True)
    after = session.state
    assert "bad.npy" in notices(session)[0][0]
    assert notices(session)[0][1]
    assert after.result is before.result
    assert after.images == before.images
    session.dismiss(after.notices[0])
    assert session.state == before


def test_missing_and_constant_files_and_empty_folders_leave_a_notice(session, tmp_path):
    (tmp_path / "empty").mkdir()
    np.save(tmp_path / "flat.npy", np.zeros((9, 9), np.uint8))
    session.open([tmp_path / "absent.npy"])
    session.open([tmp_path / "flat.npy"])
    session.open([tmp_path / "empty"])
    assert len(session.state.notices) == 3
    assert session.state.is_empty


def test_a_volume_does_not_join_images_of_one_material(session, image_file):
    session.open([image_file("a.npy"), image_file("v.npy", shape=(16, 16, 16))])
    assert [image.name for image in session.state.images] == ["a.npy"]
    assert "volume" in last_notice(session)


def test_an_image_without_the_rare_phase_joins_the_others(session, image_file, tmp_path):
    np.save(tmp_path / "z.npy", np.zeros((60, 80), np.uint8))
    session.open([image_file("a.npy"), tmp_path / "z.npy"])
    assert len(session.state.images) == 2
    assert session.state.images[1].phase_fraction == 0


def test_phase_of_choice(session, engine, image_file):
    session.open([image_file(labels=(10, 20, 30))])
    session.choose_phase(10 if session.state.phase == 30 else 30)
    session.choose_phase(30)
    session.undo()
    session.redo()
    assert session.state.phase == 30
    assert [item.chosen for item in session.state.phases] == [False, False, True]
    session.choose_phase(99)
    assert session.state.phase == 30
    session.rename_phase(30, " pores ")
    assert session.state.phases[2].name == "pores"
    assert session.state.undo is Change.PHASE_NAME
    while session.state.undo:
        session.undo()
    assert session.state.redo is Change.PHASE
    while session.state.redo:
        session.redo()
    assert session.state.phase == 30
    assert session.state.phases[2].name == "pores"


def test_all_phases_only_where_the_table_wants_them(session, engine, image_file):
    session.open([image_file(labels=(10, 20, 30))])
    assert len(engine.measured) == 1
    assert [row.work for row in session.state.rows].count(Work.NOTHING) == 2
    session.want_table(True)
    assert len(engine.measured) == 3
    assert [row.key for row in session.state.rows] == [10, 20, 30]
    assert all(row.work is Work.DONE for row in session.state.rows)


def test_crop_holds_for_all_images_of_the_shape_and_can_be_undone(session, image_file):
    files = [image_file("a.npy"), image_file("b.npy", seed=1), image_file("c.npy", shape=(40, 40))]
    session.open(files)
    session.set_crop(((0, 50), (0, 80)))
    assert [image.is_cropped for image in session.state.images] == [True, True, False]
    assert session.state.result.measurement.n_pixels == 2 * 50 * 80 + 40 * 40
    session.select(3)
    session.set_crop(((0, 30), (0, 30)))
    assert all(image.is_cropped for image in session.state.images)
    session.undo()
    assert [image.is_cropped for image in session.state.images] == [True, True, False]


def test_a_crop_that_does_not_fit_is_refused(session, image_file):
    session.open([image_file()])
    session.set_crop(((0, 500), (0, 80)))
    assert session.state.current.edits.crop is None
    assert session.state.undo is None
    assert "crop" in last_notice(session)


def test_a_crop_to_one_phase_says_why_there_is_no_result(session, tmp_path):
    array = np.zeros((40, 40), np.uint8)
    array[20:] = 1
    np.save(tmp_path / "a.npy", array)
    session.open([tmp_path / "a.npy"])
    session.set_crop(((0, 10), (0, 40)))
    assert session.state.result is None
    assert session.state.failure.message.code == "phase-alone"
    assert session.state.failure.is_permanent
    assert session.state.work is Work.FAILED


def test_greyscale_waits_for_a_threshold(session, engine, tmp_path):
    session.open([grey_file(tmp_path)])
    assert session.state.images[0].needs_threshold
    assert session.state.work is Work.NOTHING
    session.set_threshold(100)
    assert session.state.phases[1].fraction == pytest.approx(154 / 255, abs=0.03)
    assert session.state.work is Work.DONE
    session.undo()
    assert session.state.images[0].needs_threshold
    assert session.state.result is None


def test_calibration_by_hand_and_back(session, image_file):
    session.open([image_file("a.npy"), image_file("b.npy")])
    session.set_calibration(Calibration((0.5,), "um"))
    assert session.state.calibration == Calibration((0.5,), "µm")
    assert session.entries[0].prepared.calibration == Calibration((0.5, 0.5), "µm")
    session.set_calibration(None)
    assert session.state.calibration is None
    assert session.state.result.measurement.calibration is None


def test_confidence_and_target_measure_nothing_anew(session, engine, image_file):
    session.open([image_file()])
    session.set_confidence(0.99)
    session.set_target(Target(0.01, relative=False))
    assert len(engine.measured) == 1
    assert "99.0% confident" in session.state.result.statement.text
    assert session.state.result.recommended == (None, 0.99, 0.01)
    session.set_confidence(2.0)
    session.set_target(Target(7.0))
    assert session.state.confidence_level == 0.9999
    assert session.state.target.value == 0.5


def test_a_known_result_is_not_measured_again(session, engine, image_file):
    session.open([image_file(labels=(1, 2, 3))])
    first = session.state.phase
    other = next(item.label for item in session.state.phases if item.label != first)
    session.choose_phase(other)
    session.choose_phase(first)
    assert len(engine.measured) == 2


def test_an_image_from_the_clipboard(session):
    array = np.kron(np.eye(4, dtype=np.uint8), np.ones((5, 5), np.uint8))
    session.add(Image(Segmentation.from_array(array)), "Pasted image")
    assert session.state.work is Work.DONE
    assert session.state.current.origin.path is None


def test_removing_and_closing(session, image_file):
    session.open([image_file("a.npy"), image_file("b.npy")])
    session.set_confidence(0.9)
    session.remove([2])
    assert session.state.current.key == 1
    session.remove([1])
    assert session.state.is_empty
    assert session.state.confidence_level == 0.9
    assert not session.state.rows


def test_a_bug_in_the_estimator_is_told_and_survived(session, engine, image_file, caplog):
    def fail(should_stop):
        raise KeyError("oops")

    engine.before_measure = fail
    session.open([image_file()])
    assert session.state.work is Work.FAILED
    assert "KeyError" in session.state.failure.message.text
    engine.before_measure = lambda should_stop: None
    session.measure()
    assert session.state.work is Work.DONE


def test_memory_errors_are_told(session, engine, image_file):
    def fail(should_stop):
        raise MemoryError

    engine.before_measure = fail
    session.open([image_file()])
    assert "memory" in session.state.failure.message.text


def test_a_long_measurement_asks_first(session, engine, image_file, monkeypatch):
    monkeypatch.setitem(cost.SECONDS_PER_MEGAPIXEL, "spectral", 1e4)
    session.open([image_file()])
    assert session.state.question.seconds > 10
    assert engine.measured == []
    session.cancel()
    assert session.state.question is None
    assert session.state.work is Work.CANCELLED
    session.measure()
    assert session.state.question is not None
    session.confirm()
    assert session.state.work is Work.DONE


def test_large_images_are_prepared_with_the_measurement(session, image_file, monkeypatch):
    monkeypatch.setattr(collection_module, "PREPARED_AT_ONCE_PIXELS", 10)
    session.open([image_file()])
    session.set_crop(((0, 40), (0, 40)))
    assert session.state.result.measurement.n_pixels == 1600
    assert session.entries[0].prepared.shape == (40, 40)


def test_a_session_is_saved_and_reopened(session, engine, image_file, tmp_path):
    session.open([image_file("a.npy", labels=(1, 2, 3)), image_file("b.npy", labels=(1, 2, 3))])
    session.choose_phase(3)
    session.rename_phase(3, "pores")
    session.set_crop(((0, 48), (0, 80)))
    session.set_included(2, False)
    session.set_calibration(Calibration((0.4, 0.5), "um"))
    session.set_confidence(0.9)
    session.set_target(Target(0.01, relative=False))
    session.select(1)
    file = tmp_path / "work.imagerep"
    session_file.save(session, file)
    assert not session.state.is_modified
    assert session.state.path == file

    other = Session(engine=engine)
    session_file.load(other, file)
    assert other.state.phase == 3
    assert other.state.phases[2].name == "pores"
    assert [entry.edits for entry in other.entries] == [entry.edits for entry in session.entries]
    assert other.state.confidence_level == 0.9
    assert other.state.target == Target(0.01, relative=False)
    assert other.state.current.origin.name == "a.npy"
    assert not other.state.is_modified
    assert other.state.result.statement == session.state.result.statement


def test_a_session_that_moved_with_its_images_and_a_changed_image(
    session, engine, image_file, tmp_path
):
    session.open([image_file()])
    session_file.save(session, tmp_path / "s.imagerep")
    moved = tmp_path / "moved"
    moved.mkdir()
    (tmp_path / "s.imagerep").rename(moved / "s.imagerep")
    image_file("a.npy", seed=5).rename(moved / "a.npy")
    other = Session(engine=engine)
    session_file.load(other, moved / "s.imagerep")
    assert other.entries[0].origin.path == moved / "a.npy"
    assert other.state.notices[0].severity is Severity.WARNING
    assert "changed" in last_notice(other)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[1]", '{"format": "imagerep-session", "version": 1}', "[" * 100_000,
     '{"format": "imagerep-session", "version": 9}', '{"format": "imagerep-session", "version": 1,'
     '"mode": "one-material", "phase": 1, "phase_names": {}, "confidence_level": 0.9, "target":'
     '{"value": 0.1, "relative": true}, "images": [{"path": 3}]}'],
)  # fmt: skip
def test_a_damaged_session_changes_nothing(session, image_file, tmp_path, text):
    session.open([image_file()])
    before = session.state
    file = tmp_path / "bad.imagerep"
    file.write_text(text)
    with pytest.raises(session_file.SessionFileError) as caught:
        session_file.load(session, file)
    assert caught.value.hint
    assert session.state == before


def test_an_image_without_a_file_cannot_be_saved(session, tmp_path):
    array = np.kron(np.eye(4, dtype=np.uint8), np.ones((5, 5), np.uint8))
    session.add(Image(Segmentation.from_array(array)), "Pasted image")
    with pytest.raises(session_file.SessionFileError, match="Pasted image"):
        session_file.save(session, tmp_path / "s.imagerep")
    assert list(tmp_path.iterdir()) == []


def test_the_saved_file_is_plain_json(session, image_file, tmp_path):
    session.open([image_file()])
    session_file.save(session, tmp_path / "s.imagerep")
    saved = json.loads((tmp_path / "s.imagerep").read_text(encoding="utf-8"))
    assert saved["images"][0]["relative_path"] == "a.npy"
    assert len(saved["images"][0]["sha256"]) == 64


def test_the_session_needs_no_qt():
    code = (
        "import sys\n"
        "sys.modules['PySide6'] = sys.modules['jpype'] = None\n"
        "import imagerep_qt.session.session_file\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture
def stack_file(tmp_path):
    """A TIFF of pages without a word on what they are."""
    import tifffile

    rng = np.random.default_rng(3)
    coarse = (rng.random((12, 15, 20)) < 0.4).astype(np.uint8)
    path = tmp_path / "stack.tif"
    tifffile.imwrite(path, np.kron(coarse, np.ones((1, 4, 4), np.uint8)), photometric="minisblack")
    return path


class TestStacks:
    def test_a_stack_is_a_volume_until_it_is_said_to_be_images(self, stack_file):
        session = Session()
        session.open([stack_file])
        assert session.state.result.measurement.ndim == 3
        (notice,) = session.state.notices
        assert notice.stack == session.state.current.key
        session.set_apart(True)
        measurement = session.state.result.measurement
        assert (measurement.ndim, measurement.n_images) == (2, 12)
        assert session.state.images[0].n_images == 12
        assert session.state.undo is Change.SLICES

    def test_it_can_be_undone_and_done_again(self, stack_file):
        session = Session()
        session.open([stack_file])
        session.set_apart(True)
        session.undo()
        assert session.state.result.measurement.ndim == 3
        session.redo()
        assert session.state.result.measurement.ndim == 2

    def test_images_of_a_stack_are_measured_as_images_on_their_own(self, stack_file):
        import tifffile

        import imagerep

        session = Session()
        session.open([stack_file])
        session.set_apart(True)
        session.set_crop(((0, 12), (10, 50), (0, 80)))
        pages = tifffile.imread(stack_file)[:, 10:50]
        alone = imagerep.measure(list(pages), 1)
        assert session.state.result.measurement.phase_fraction == alone.phase_fraction
        assert session.state.result.interval == alone.confidence_interval(0.95)

    def test_a_stack_among_images_is_images(self, stack_file, tmp_path):
        np.save(tmp_path / "flat.npy", np.eye(60, dtype=np.uint8).repeat(2, 0))
        session = Session()
        session.open([tmp_path / "flat.npy", stack_file])
        assert session.state.result.measurement.n_images == 13
        assert len(session.state.notices) == 1
        assert session.state.notices[0].stack is None

    def test_a_file_that_names_its_spacing_is_not_asked_about(self):
        from imagerep.samples import sample_path

        session = Session()
        session.open([sample_path("volume_3d.tif")])
        assert session.state.notices == ()

    def test_it_is_saved(self, stack_file, tmp_path):
        from imagerep_qt.session import session_file

        session = Session()
        session.open([stack_file])
        session.set_apart(True)
        session_file.save(session, tmp_path / "s.imagerep")
        again = Session()
        session_file.load(again, tmp_path / "s.imagerep")
        assert again.state.result.measurement.n_images == 12
        assert again.state.notices == ()
