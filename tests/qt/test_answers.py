"""Answers that cannot be misread: thresholds, targets, sizes, names, files that change."""

import os

import numpy as np
import pytest
import tifffile
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
    QSlider,
    QTreeWidget,
)
from scipy.ndimage import gaussian_filter

from imagerep.image.label_text import colour_of_label, label_of_colour
from imagerep.result.statement import statement
from imagerep_qt.formatting import NumberFormat
from imagerep_qt.panels.slider_scales import snapped
from imagerep_qt.panels.wording import Wording
from imagerep_qt.session import Session, Target
from tests.qt.user import find, text_of

SIDE = 200


def smooth(seed, sigma=3.0):
    field = gaussian_filter(np.random.default_rng(seed).standard_normal((SIDE, SIDE)), sigma)
    return field / field.std()


def grey(path, seed=0):
    tifffile.imwrite(path, np.clip(smooth(seed) * 40 + 128, 0, 255).astype(np.uint8))
    return path


def cells(path, seed=0, level=0.0):
    tifffile.imwrite(path, (smooth(seed) > level).astype(np.uint8))
    return path


def test_the_threshold_that_is_shown_is_the_one_that_is_measured(tmp_path, window, qtbot):
    session, view = window.session, window.workspace.image.view
    session.open([grey(tmp_path / f"g{k}.tif", k) for k in range(2)])
    first, second = (entry.key for entry in session.entries)
    bar = view.threshold
    find(bar, QDoubleSpinBox, "Threshold grey value").setValue(140.0)
    assert session.state.result is None  # a preview, until it is accepted
    find(bar, QPushButton, "Use this threshold").click()
    assert session.state.current.edits.threshold == 140
    assert not find(bar, QPushButton, "Use this threshold").isVisible()
    find(bar, QDoubleSpinBox, "Threshold grey value").setValue(150.0)  # from then on it is followed
    qtbot.waitUntil(lambda: session.state.current.edits.threshold == 150)
    find(bar, QPushButton, "Use for all images").click()
    assert [entry.edits.threshold for entry in session.entries] == [150, 150]
    for key in (first, second):  # both have the same, whatever Otsu's threshold of each is
        session.select(key)
        assert bar.value == 150


def test_a_target_is_said_in_points_as_well(tmp_path, window):
    window.session.open([cells(tmp_path / "a.tif")])
    fraction = window.session.state.result.measurement.phase_fraction
    words = Wording(NumberFormat())
    said = words.target(Target(0.05), fraction)
    assert said.startswith("±5\u202f% of ")
    assert said.endswith(f"= ±{100 * 0.05 * fraction:.1f} points")
    assert words.target(Target(0.02, relative=False), fraction) == "±2 points"
    titles = [w.text() for w in window.workspace.result.findChildren(QLabel)]
    assert f"Needed for {said}" in titles


def test_the_green_line_says_what_was_reached(tmp_path, window):
    window.session.open([cells(tmp_path / "a.tif")])
    window.session.set_target(Target(0.5))
    result = window.session.state.result
    assert result.recommended.is_reached
    said = [w.text() for w in window.workspace.result.findChildren(QLabel) if w.isVisible()]
    error = NumberFormat().percent(result.relative_error, 2)
    assert f"✓ Measured: ±{error}, within the target." in said
    caption = text_of(window.workspace.tabs.image_size, "What has been measured")
    assert "gives ±" in caption
    assert "nough" not in caption


def test_sizes_have_three_digits_and_are_rounded_up():
    numbers = NumberFormat()
    assert numbers.size(2009.2, 2) == "2,010 × 2,010"
    assert numbers.size(387.1, 1) == "388"
    assert numbers.size(12_345.0, 3) == "12,400 × 12,400 × 12,400"
    assert numbers.size(99.0, 1) == "99"


@pytest.mark.parametrize(("value", "stop"), [
    (0.0497, 0.05), (0.0137, 0.015), (0.098, 0.1), (0.0051, 0.005), (0.33, 0.3),
])  # fmt: skip
def test_sliders_stop_at_round_values(value, stop):
    assert snapped(value) == stop


def test_what_a_slider_shows_is_what_is_used(tmp_path, window):
    window.session.open([cells(tmp_path / "a.tif")])
    slider = find(window.workspace.controls, QSlider, "Target error")
    slider.setValue(613)
    target = window.session.state.target.value
    assert target == snapped(target)
    after = slider.value()
    slider.setValue(after)
    assert window.session.state.target.value == target
    window.session.set_target(Target(0.012345))
    assert window.session.state.target.value == 0.012
    window.session.set_confidence(0.951234)
    assert window.session.state.confidence_level == 0.9512


def test_the_sentence_names_phase_and_number_of_images(tmp_path):
    session = Session()
    session.open([cells(tmp_path / f"{k}.tif", k) for k in range(2)])
    session.rename_phase(1, "graphite")
    said = session.state.result.statement.text
    assert said.startswith("The phase fraction of graphite in the 2 segmented images is ")
    assert statement(0.4, 0.02, 0.95).text.startswith(
        "The phase fraction in the segmented image is 0.400."
    )


def test_colours_have_names_and_themselves(tmp_path, window):
    rgb = np.zeros((SIDE, SIDE, 3), np.uint8)
    rgb[smooth(0) > 0] = 220, 30, 30
    rgb[smooth(1) > 0.5] = 30, 60, 220
    tifffile.imwrite(tmp_path / "rgb.tif", rgb, photometric="rgb")
    window.session.open([tmp_path / "rgb.tif"])
    red = label_of_colour((220, 30, 30))
    assert colour_of_label(red) == (220, 30, 30)
    assert colour_of_label(85) is None
    window.session.choose_phase(red)
    tree = find(window, QTreeWidget, "Phases")
    rows = [
        (tree.topLevelItem(k).text(0), tree.topLevelItem(k).text(1))
        for k in range(tree.topLevelItemCount())
    ]
    assert ("#dc1e1e", "red") in rows
    assert ("#1e3cdc", "blue") in rows
    assert "1220030030" not in str(rows)
    titles = [w.text() for w in window.workspace.result.findChildren(QLabel)]
    assert "Fraction of phase “red”" in titles
    view = window.workspace.image.view
    table = view.canvas.item._table
    rank = window.session.state.current.segmentation.phase_labels.index(red)
    assert int(table[rank]) & 0xFFFFFF == 0xDC1E1E


def test_measure_again_reads_the_file_again(tmp_path):
    path = cells(tmp_path / "a.tif")
    session = Session()
    session.open([path])
    before = session.state.result.measurement
    session.measure()
    assert session.state.result.measurement is before  # nothing has changed
    cells(path, level=1.0)
    os.utime(path)
    session.measure()
    expected = (smooth(0) > 1).mean()
    assert session.state.result.measurement.phase_fraction == pytest.approx(expected)
    assert session.state.notices == ()


def test_a_file_that_is_gone_stays_as_it_was_read(tmp_path):
    path = cells(tmp_path / "a.tif")
    session = Session()
    session.open([path])
    before = session.state.result.measurement
    path.unlink()
    session.measure()
    assert session.state.result.measurement is before
    QApplication.processEvents()
