"""Grey images in three phases: two thresholds to drag, type or find automatically."""

import itertools

import numpy as np
import pytest
import tifffile
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDoubleSpinBox, QPushButton
from scipy.ndimage import gaussian_filter

from imagerep_qt.session import Session, session_file
from imagerep_qt.widgets.image.histogram import histogram
from imagerep_qt.widgets.plots.line_handle import LineHandle
from tests.qt.user import find, text_of, whole

LEVELS = 60, 130, 200


def grey(path=None, seed=0, noise=12.0):
    """Three phases with grey values about the levels."""
    rng = np.random.default_rng(seed)
    smooth = gaussian_filter(rng.standard_normal((160, 200)), 4)
    phase = np.digitize(smooth, np.quantile(smooth, (0.3, 0.75)))
    values = np.array(LEVELS)[phase] + noise * rng.standard_normal(phase.shape)
    found = values.clip(0, 255).astype(np.uint8)
    if path is not None:
        tifffile.imwrite(path, found)
    return found


def brute_force(values):
    """The thresholds of the largest variance between three classes, by trying all."""
    best = max(
        itertools.combinations(np.unique(values)[1:].tolist(), 2),
        key=lambda pair: sum(
            part.size * (part.mean() - values.mean()) ** 2
            for part in np.split(np.sort(values), np.searchsorted(np.sort(values), pair))
        ),
    )
    return tuple(map(float, best))


def test_automatic_thresholds_are_those_of_the_largest_variance():
    values = np.clip(grey(noise=9.0) // 8, 0, 31).astype(np.uint8)  # few enough to try all
    assert histogram(whole(values)).multi_otsu() == brute_force(values.reshape(-1))


@pytest.mark.parametrize("scale", [1, 200, 1 / 300])
def test_they_lie_between_the_phases_whatever_the_values_are(scale):
    values = grey().astype(np.float64) * scale
    low, high = histogram(whole(values.astype(np.uint16) if scale > 1 else values)).multi_otsu()
    assert LEVELS[0] + 20 < low / scale < LEVELS[1] - 20
    assert LEVELS[1] + 20 < high / scale < LEVELS[2] - 20


def test_two_values_only_have_no_two_thresholds():
    values = np.zeros((8, 8))
    values[:3] = 7.5
    low, high = histogram(whole(values)).multi_otsu()
    assert 0 < low <= 7.5
    assert low < high


@pytest.fixture
def opened(window, tmp_path):
    """The window with three grey images, and the bar of thresholds."""
    paths = [tmp_path / f"g{k}.tif" for k in range(3)]
    for k, path in enumerate(paths):
        grey(path, k)
    window.session.open(paths)
    window.session.select(window.session.entries[0].key)
    return window, window.workspace.image.view.threshold


def in_three(bar):
    find(bar, QCheckBox, "Three phases").click()


def fractions(state):
    return [phase.fraction for phase in state.phases]


def test_from_one_threshold_to_three_phases_of_all_images(opened, tmp_path):
    window, bar = opened
    session = window.session
    upper = find(bar, QDoubleSpinBox, "Second threshold")
    assert not upper.isVisible()
    in_three(bar)
    assert upper.isVisible()
    values = tifffile.imread(tmp_path / "g0.tif")
    assert bar.values == histogram(whole(values)).multi_otsu()
    assert session.state.current.edits.threshold is None  # a preview, until it is accepted
    find(bar, QDoubleSpinBox, "Threshold grey value").setValue(90)
    upper.setValue(170)
    shares = [np.mean(np.digitize(values, (90, 170)) == k) for k in range(3)]
    said = text_of(bar, "Shares of the phases").replace("\u202f", " ")
    assert said == "dark {:.1f} %, middle {:.1f} %, bright {:.1f} %".format(
        *(100 * share for share in shares)
    )
    find(bar, QPushButton, "Use for all images").click()
    assert [entry.edits.thresholds for entry in session.entries] == [(90, 170)] * 3
    images = [np.digitize(tifffile.imread(tmp_path / f"g{k}.tif"), (90, 170)) for k in range(3)]
    assert fractions(session.state) == [np.mean(np.stack(images) == k) for k in range(3)]
    session.choose_phase(1)
    measured = session.state.result.measurement
    assert measured.phase_fraction == pytest.approx(np.mean(np.stack(images) == 1), abs=1e-12)


def test_what_is_dragged_is_measured_and_undone(opened, qtbot):
    window, bar = opened
    session = window.session
    in_three(bar)
    find(bar, QPushButton, "Use this threshold").click()
    before = session.state.current.edits.thresholds
    assert len(session.state.phases) == 3
    find(bar, QDoubleSpinBox, "Second threshold").setValue(before[1] + 9)
    moved = (before[0], before[1] + 9)
    qtbot.waitUntil(lambda: session.state.current.edits.thresholds == moved)
    session.undo()
    assert session.state.current.edits.thresholds == bar.values == before
    session.undo()
    session.redo()
    assert bar.values == before
    in_three(bar)  # back to two phases
    qtbot.waitUntil(lambda: len(session.state.current.edits.thresholds) == 1)
    assert [phase.label for phase in session.state.phases] == [0, 1]
    assert bar.value == histogram(session.state.current.image.overview).otsu()


def test_thresholds_never_cross(opened):
    _, bar = opened
    in_three(bar)
    low, high = (find(bar, QDoubleSpinBox, name) for name in ("Threshold grey", "Second thr"))
    low.setValue(255)
    assert bar.values == (high.value() - 1, high.value())
    high.setValue(0)
    assert bar.values == (low.value(), low.value() + 1)


def test_each_line_has_a_handle_for_keys_and_screen_readers(opened):
    _, bar = opened
    in_three(bar)
    handles = {one.accessibleName().split(":")[0]: one for one in bar.findChildren(LineHandle)}
    assert set(handles) == {"Threshold grey value", "Second threshold grey value"}
    upper = handles["Second threshold grey value"]
    assert upper.isVisible()
    before = bar.values
    QTest.keyClick(upper, Qt.Key.Key_PageDown)
    assert bar.values[0] == before[0]
    assert before[0] < bar.values[1] < before[1]
    assert "middle" in upper.accessibleName()
    in_three(bar)
    assert not upper.isVisible()


def test_the_phase_that_is_measured_is_tinted_and_clicks_choose_phases(opened, tmp_path):
    window, bar = opened
    session, view = window.session, window.workspace.image.view
    in_three(bar)
    find(bar, QPushButton, "Use this threshold").click()
    values = tifffile.imread(tmp_path / "g0.tif")
    phases = np.digitize(values, bar.values)
    for label in (0, 2, 1):
        row, column = np.argwhere(phases == label)[50]
        view.canvas.pixel_clicked.emit(int(row), int(column))
        assert session.state.phase == label
        picture = view.picture(200, overlay=False)
        colours = [picture.pixelColor(QPoint(x, y)) for y, x in np.ndindex(160, 200)]
        is_tinted = np.array([QColor(c).saturation() > 0 for c in colours]).reshape(160, 200)
        np.testing.assert_array_equal(is_tinted, phases == label)


def test_sessions_and_languages_keep_both(opened, tmp_path):
    window, bar = opened
    in_three(bar)
    find(bar, QDoubleSpinBox, "Threshold grey value").setValue(88)
    window._rebuild()
    QApplication.processEvents()
    bar = window.workspace.image.view.threshold
    assert bar.value == 88
    assert bar.upper is not None
    find(bar, QPushButton, "Use this threshold").click()
    saved = tmp_path / "s.imagerep"
    session_file.save(window.session, saved)
    again = Session()
    session_file.load(again, saved)
    assert again.entries[0].edits.thresholds == bar.values
    window.session.set_saved(saved)
