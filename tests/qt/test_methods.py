"""The choice of the method in a session, and the other method's answer beside it."""

from __future__ import annotations

import pytest

import imagerep
from imagerep_qt.session import METHODS, Mode, Session, cost, session_file
from imagerep_qt.session.choices import Change
from imagerep_qt.session.results import Work


@pytest.fixture
def session(engine):
    return Session(engine=engine)


@pytest.fixture
def costly(monkeypatch):
    """The two-point method takes long for any image."""
    monkeypatch.setitem(cost.SECONDS_PER_MEGAPIXEL, "two-point", 1e4)


def test_the_methods_are_those_of_the_estimator():
    from imagerep.measuring import METHODS as ESTIMATORS

    assert tuple(ESTIMATORS) == METHODS


def test_the_default_is_the_recommended_method_and_the_papers_is_at_hand(
    session, engine, image_file
):
    session.open([image_file()])
    state = session.state
    assert state.method == "spectral"
    assert state.result.measurement.method == "spectral"
    assert state.comparison.method == "two-point"
    assert state.comparison.work is Work.DONE
    assert state.comparison.absolute_error == pytest.approx(0.4 * state.result.absolute_error)
    assert state.measurement_by("two-point") is state.comparison.measurement
    assert state.measurement_by("spectral") is state.result.measurement
    assert (len(engine.measured), len(engine.measured_other)) == (1, 1)
    session.set_confidence(0.99)
    assert session.state.comparison.absolute_error == pytest.approx(
        0.4 * session.state.result.absolute_error
    )


def test_switching_measures_nothing_anew_and_can_be_undone(session, engine, image_file):
    session.open([image_file()])
    session.choose_method("two-point")
    state = session.state
    assert state.result.measurement.method == "two-point"
    assert state.comparison.method == "spectral"
    assert state.comparison.work is Work.DONE
    assert state.undo is Change.METHOD
    session.undo()
    assert session.state.method == "spectral"
    session.redo()
    assert session.state.method == "two-point"
    assert (len(engine.measured), len(engine.measured_other)) == (1, 1)
    session.choose_method("tea leaves")
    assert session.state.method == "two-point"


def test_without_an_image_the_choice_is_no_change(session, image_file):
    session.choose_method("two-point")
    assert session.state.method == "two-point"
    assert session.state.undo is None
    assert not session.state.is_modified
    session.open([image_file()])
    assert session.state.result.measurement.method == "two-point"
    session.close_all()
    assert session.state.method == "two-point"
    assert session.state.comparison is None


def test_a_disagreement_is_a_doubt_about_the_result(session, image_file):
    session.open([image_file()])
    assert [doubt.code for doubt in session.state.warnings] == ["methods-disagree"]
    kept = session.state.comparison
    session.select(1)
    assert session.state.comparison is kept
    session.choose_method("two-point")
    assert "two-point method gives" in session.state.warnings[0].text


def test_all_rows_have_the_other_methods_answer(session, engine, image_file):
    session.open([image_file(labels=(10, 20, 30))])
    assert len(engine.measured_other) == 1
    session.want_table(True)
    assert len(engine.measured_other) == 3
    assert [row.other.method for row in session.state.rows] == ["two-point"] * 3
    session.choose_method("two-point")
    assert [row.measurement.method for row in session.state.rows] == ["two-point"] * 3
    assert [row.other.method for row in session.state.rows] == ["spectral"] * 3


def test_in_a_batch_the_chosen_method_is_first_for_all(session, engine, image_file):
    order = []
    measure = engine.measure

    def noted(images, phase, method, **hooks):
        order.append(method)
        return measure(images, phase, method, **hooks)

    engine.measure = noted
    session.set_mode(Mode.BATCH)
    session.open([image_file("a.npy"), image_file("b.npy", seed=1)])
    assert order == ["spectral"] * 2 + ["two-point"] * 2
    assert all(row.other is not None for row in session.state.rows)


def test_a_long_question_does_not_hold_up_the_quick_method(session, engine, image_file, costly):
    session.choose_method("two-point")
    session.open([image_file()])
    state = session.state
    assert state.question is not None
    assert state.result is None
    assert state.comparison.work is Work.DONE
    assert state.warnings == ()
    assert engine.measured_other == []
    session.confirm()
    assert session.state.work is Work.DONE
    assert len(engine.measured) == 1


def test_a_costly_second_answer_waits_to_be_asked_for(session, engine, image_file, costly):
    session.choose_method("spectral")
    session.open([image_file()])
    comparison = session.state.comparison
    assert session.state.question is None
    assert session.state.work is Work.DONE
    assert comparison.work is Work.NOTHING
    assert comparison.seconds == pytest.approx(60 * 80 * 1e4 / 1e6)
    assert engine.measured_other == []
    session.measure_other()
    assert session.state.comparison.work is Work.DONE
    assert session.state.method == "spectral"
    session.choose_method("two-point")
    assert session.state.question is None


def test_what_was_cancelled_is_asked_for_again(session, engine, image_file):
    session.open([image_file(labels=(1, 2, 3))])
    session.cancel()
    session.choose_phase(next(p.label for p in session.state.phases if not p.chosen))
    assert session.state.comparison.work is Work.DONE


def test_a_failure_of_the_other_method_leaves_the_result(session, engine, image_file):
    measure = engine.measure

    def fail(images, phase, method, **hooks):
        if method == "two-point":
            raise imagerep.SinglePhaseError("phase-alone", phase=phase)
        return measure(images, phase, method, **hooks)

    engine.measure = fail
    session.open([image_file()])
    assert session.state.work is Work.DONE
    assert session.state.failure is None
    assert session.state.comparison.work is Work.FAILED
    assert session.state.comparison.failure.message.code == "phase-alone"
    assert session.state.rows[0].other is None


def test_the_method_is_saved_with_the_session(session, engine, image_file, tmp_path):
    session.open([image_file()])
    session.choose_method("two-point")
    session_file.save(session, tmp_path / "s.imagerep")
    other = Session(engine=engine)
    session_file.load(other, tmp_path / "s.imagerep")
    assert other.state.method == "two-point"
    assert other.state.result.measurement.method == "two-point"
    assert not other.state.is_modified
    text = (tmp_path / "s.imagerep").read_text(encoding="utf-8")
    (tmp_path / "old.imagerep").write_text(text.replace('  "method": "two-point",\n', ""))
    session_file.load(other, tmp_path / "old.imagerep")
    assert other.state.method == "spectral"
    (tmp_path / "new.imagerep").write_text(text.replace('"two-point"', '"tomorrow"'))
    with pytest.raises(session_file.SessionFileError, match="tomorrow"):
        session_file.load(other, tmp_path / "new.imagerep")
