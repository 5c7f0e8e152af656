"""The audit in the app: points, keys, stopping and going on, the session file, the headline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

import imagerep
from imagerep.generate import boolean_model
from imagerep_qt.session import session_file
from imagerep_qt.session.results import Work
from tests.qt.user import find, headline, last_notice, save_as, text_of

HERE = Path(__file__).parent
TRUTH = boolean_model((260, 320), phase_fraction=0.35, radius=9, seed=3)
NOISE = np.random.default_rng(0).normal(0, 10, TRUTH.shape)
GREY = np.clip(70 + 90.0 * TRUTH + NOISE, 0, 255).astype(np.uint8)
Key = Qt.Key


@pytest.fixture
def files(tmp_path):
    """A mask whose phase is too wide, and its grey image."""
    spoiled = TRUTH.copy()
    spoiled[:, 1:] |= TRUTH[:, :-1]
    tifffile.imwrite(tmp_path / "mask.tif", spoiled.astype(np.uint8) * 255)
    tifffile.imwrite(tmp_path / "grey.tif", GREY)
    return tmp_path


@pytest.fixture
def begin(window, files, monkeypatch):
    """Opens the mask, and its audit with the grey image that is asked for."""

    def call(grey="grey.tif"):
        if window.session.state.is_empty:
            window.commands.open_paths([files / "mask.tif"], replace_all=True)
        monkeypatch.setattr(
            QFileDialog,
            "getOpenFileNames",
            lambda *a, **k: ([str(files / grey)] if grey else [], ""),
        )
        window.actions_.by_name["audit"].trigger()
        return window.audits.open_window

    return call


def answer(audit, n):
    """Press the keys of a person who sees every phase."""
    for _ in range(n):
        seen = TRUTH[audit.points.points[audit.number].position]
        QTest.keyClick(audit, Key.Key_2 if seen else Key.Key_1)


def test_two_hundred_points_by_keys(window, begin):
    audit = begin()
    before = headline(window)
    assert "Boundaries half a pixel off" in text_of(window.workspace.result, "Errors of sampling")
    answer(audit, 200)
    assert audit.points.n_answered == 200
    assert text_of(audit, "Which point") == "All 200 points are answered."
    expected = audit.points.estimate(255)
    assert expected.corrected_fraction == pytest.approx(TRUTH.mean(), abs=0.05)
    assert expected.corrected_fraction < expected.phase_fraction
    audit.close()
    m = window.session.state.result.measurement
    assert m.corrected_value == pytest.approx(expected.corrected_fraction)
    assert headline(window) != before
    assert headline(window).startswith(
        f"{100 * m.corrected_value:.1f} ± {100 * m.total_error():.1f}"
    )
    parts = text_of(window.workspace.result, "Errors of sampling")
    assert f"± {100 * m.absolute_error():.1f} from sampling" in parts
    assert f"± {100 * m.segmentation_error():.1f} from segmentation" in parts
    assert "an audit of 200 points" in parts
    assert "perfect segmentation" not in text_of(window.workspace.sentence, "Sentence for a paper")
    assert window.session.state.work is Work.DONE


def test_a_point_shows_the_grey_image_and_nothing_of_the_mask(begin):
    audit = begin()
    y, x = audit.points.points[0].position
    picture = audit.view.grab().toImage()
    ratio = picture.devicePixelRatio()
    for dy in range(-3, 4):
        for dx in range(-3, 4):
            row, column = y + dy, x + dx
            if not (0 <= row < GREY.shape[0] and 0 <= column < GREY.shape[1]):
                continue
            # The point lies in the middle at one screen pixel for each of the image's.
            place = audit.view.rect().center()
            colour = picture.pixelColor(
                round((place.x() + dx) * ratio), round((place.y() + dy) * ratio)
            )
            assert colour.red() == colour.green() == colour.blue()
            low, high = audit.view._code.low, audit.view._code.high
            shown = np.clip((float(GREY[row, column]) - low) * 255 / (high - low), 0, 255)
            assert abs(colour.red() - shown) <= 1


def test_keys(begin):
    audit = begin()
    QTest.keyClick(audit, Key.Key_0)
    QTest.keyClicks(audit, "?")
    assert [one.answer for one in audit.points.points[:2]] == ["?", "?"]
    QTest.keyClick(audit, Key.Key_Backspace)
    assert (audit.number, audit.points.points[1].answer) == (1, None)
    QTest.keyClick(audit, Key.Key_9)  # there is no ninth phase
    QTest.keyClick(audit, Key.Key_Space)
    QTest.keyClick(audit, Key.Key_Return)
    assert (audit.number, audit.points.n_answered) == (1, 1)
    QTest.keyClick(audit, Key.Key_Backspace)
    QTest.keyClick(audit, Key.Key_Backspace)
    assert (audit.number, audit.points.n_answered) == (0, 0)
    zoom = audit.view.zoom
    QTest.keyClick(audit, Key.Key_Plus)
    assert audit.view.zoom > zoom
    QTest.keyClick(audit, Key.Key_Minus)
    assert audit.view.zoom == zoom
    QTest.keyClick(audit, Key.Key_Escape)
    assert not audit.isVisible()


def test_the_buttons_say_and_do_the_same(begin):
    audit = begin()
    find(audit, QPushButton, "Phase 255").click()
    find(audit, QPushButton, "Cannot tell").click()
    assert [one.answer for one in audit.points.points[:2]] == [255, "?"]
    find(audit, QPushButton, "⌫").click()
    assert audit.points.n_answered == 1


def test_stopping_and_going_on(window, begin):
    audit = begin()
    answer(audit, 30)
    QTest.keyClick(audit, Key.Key_Escape)
    assert window.session.state.result.measurement.segmentation is not None
    again = begin(grey=None)  # the grey image is known
    assert (again.number, again.points.n_answered) == (30, 30)
    answer(again, 170)
    find(again, QPushButton, "100 more points").click()
    assert len(again.points.points) > 290
    assert again.number == 200


def test_a_session_keeps_the_answers(window, begin, files):
    audit = begin()
    answer(audit, 40)
    QTest.keyClick(audit, Key.Key_0)
    points = audit.points
    audit.close()
    path = files / "work.imagerep"
    session_file.save(window.session, path)
    assert json.loads(path.read_text("utf-8"))["images"][0]["audit"]["grey_relative"] == "grey.tif"
    error = window.session.state.result.measurement.total_error()
    window.session.close_all()
    window.commands.load_session(path)
    assert window.session.entries[0].audit.points == points
    assert window.session.state.result.measurement.total_error() == pytest.approx(error)
    again = begin(grey=None)
    assert again.points == points


@pytest.mark.parametrize(
    "change",
    [
        {"points": [[[999, 0], 0, None]]},
        {"points": [[[1, 1], 7, None]]},
        {"shape": "none"},
        {"strata": [[0]]},
    ],
)
def test_a_damaged_audit_in_a_session_is_refused(window, begin, files, change):
    begin().close()
    answer_one = window.session.entries[0]
    window.session.set_audit(answer_one.key, answer_one.audit)
    audit = begin()
    answer(audit, 3)
    audit.close()
    path = files / "work.imagerep"
    session_file.save(window.session, path)
    saved = json.loads(path.read_text("utf-8"))
    saved["images"][0]["audit"] |= change
    path.write_text(json.dumps(saved), "utf-8")
    window.commands.load_session(path)
    assert "not a session" in last_notice(window.session)
    assert window.session.entries


def test_another_segmentation_is_not_corrected_by_old_answers(window, begin):
    audit = begin()
    answer(audit, 60)
    audit.close()
    assert window.session.state.result.measurement.segmentation is not None
    window.session.set_crop(((0, 200), (0, 300)))
    assert window.session.state.result.measurement.segmentation is None
    cropped = begin(grey=None)
    assert cropped.points.n_answered == 0
    assert cropped.points.shape == (200, 300)
    cropped.close()
    window.session.undo()
    assert window.session.state.result.measurement.segmentation is not None


def test_a_crop_shows_its_own_place(window, begin):
    window.commands.open_paths([], replace_all=True)
    audit = begin()
    audit.close()
    window.session.set_crop(((30, 230), (50, 300)))
    cropped = begin(grey="grey.tif")
    point = cropped.points.points[0].position
    assert cropped.view._position == (point[0] + 30, point[1] + 50)


def test_a_grey_image_with_a_threshold_needs_no_other_file(window, files, begin):
    window.commands.open_paths([files / "grey.tif"], replace_all=True)
    window.actions_.by_name["audit"].trigger()
    assert "Choose a threshold first" in last_notice(window.session)
    window.session.set_threshold(100.0)
    window.actions_.by_name["audit"].trigger()
    audit = window.audits.open_window
    answer(audit, 50)
    assert audit.points.estimate(1).n_answered == 50
    audit.close()
    window.session.set_threshold(130.0)
    assert window.session.state.result.measurement.segmentation is None


def test_a_grey_image_of_another_size_is_refused(window, begin, files):
    tifffile.imwrite(files / "other.tif", GREY[:-5])
    assert begin("other.tif") is None
    assert "320 × 255" in last_notice(window.session)
    assert begin("missing.tif") is None


def test_the_points_are_exported(window, begin, files, monkeypatch):
    audit = begin()
    answer(audit, 25)
    save_as(monkeypatch, files / "points.csv")
    find(audit, QPushButton, "Export as CSV").click()
    assert imagerep.read_audit(files / "points.csv") == audit.points


def test_a_report_and_a_table_have_the_parts(window, begin):
    from imagerep_qt.session.table_files import to_csv

    audit = begin()
    answer(audit, 100)
    audit.close()
    text = to_csv(window.session.state)
    assert "total_interval_low" in text
    assert "an audit of 100 points" in text


def test_a_hundred_points_in_a_real_window_by_keys_alone(desktop, files):
    """From the shortcut to the headline, by keys that go to whatever has the focus."""
    np.save(files / "truth.npy", TRUTH)
    done = subprocess.run(
        [sys.executable, str(HERE / "drive_audit.py"), str(files)],
        env=desktop,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[:3] == ["started on xcb", "audit opened by keys", "100 answered by keys"]
    assert float(lines[3].split()[-2]) < 240
    assert "from segmentation" in lines[4]
    assert "Traceback" not in done.stderr


def test_it_speaks_german(qtbot, settings, files, monkeypatch):
    from imagerep_qt.session import InlineRunner
    from imagerep_qt.window.create import create_window

    app = QApplication.instance()
    window = create_window(app, InlineRunner(), settings, theme="light", locale="de_DE")
    qtbot.addWidget(window)
    try:
        window.commands.open_paths([files / "mask.tif"], replace_all=True)
        monkeypatch.setattr(
            QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(files / "grey.tif")], "")
        )
        window.actions_.by_name["audit"].trigger()
        audit = window.audits.open_window
        assert audit.windowTitle() == "Prüfung von „mask.tif“"
        answer(audit, 100)
        audit.close()
        said = text_of(window.workspace.result, "Fehler der Stichprobe")
        assert "durch die Segmentierung: Prüfung von 100 Punkten" in said
    finally:
        from PySide6.QtCore import QLocale

        from imagerep_qt.language import install

        install(app, QLocale("C"))
        QLocale.setDefault(QLocale("C"))
