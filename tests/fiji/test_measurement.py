"""What one measurement of a snapshot says and shows. No Java."""

from types import SimpleNamespace

import numpy as np
import pytest

from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.options import CommandOptions
from fiji_bridge.segmented_image import StackMode
from fiji_bridge.session import ImageJSession
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import SegmentationError


def test_a_stack_too_thin_for_a_volume_says_how_it_can_be_measured(cells):
    thin = ImageSnapshot(np.stack([cells, np.flipud(cells), np.fliplr(cells)]), title="thin")
    with pytest.raises(SegmentationError, match=r"stack=images.*stack=slice") as caught:
        measure_snapshot(thin)
    assert caught.value.code == "stack-too-thin"
    for mode in (StackMode.IMAGES, StackMode.SLICE):
        assert measure_snapshot(thin, CommandOptions(stack=mode)).results
    with pytest.raises(SegmentationError) as caught:
        measure_snapshot(ImageSnapshot(cells[:5, :5]))
    assert "stack=" not in str(caught.value)


def test_how_a_doubtful_option_was_taken_is_logged_first(cells):
    outcome = measure_snapshot(ImageSnapshot(cells), CommandOptions(confidence=0.9))
    assert outcome.presentation.log[0].startswith(
        "The confidence level 0.9 was taken as a fraction"
    )
    assert dict(outcome.presentation.rows[0])["Confidence level (%)"] == 90


def test_objects_are_measured_together(cells):
    yy, xx = np.mgrid[:240, :240] % 12 - 5.5
    labels = np.kron(np.arange(1, 401).reshape(20, 20), np.ones((12, 12), int))
    labels = np.where(yy**2 + xx**2 <= 16, labels, 0).astype(np.uint16)
    outcome = measure_snapshot(ImageSnapshot(labels))
    ((phase, measurement),) = outcome.results
    assert phase.name == "all above 0"
    assert measurement.phase_fraction == np.mean(labels > 0)
    few = np.where(labels <= 10, labels, 0)
    ((phase, measurement),) = measure_snapshot(ImageSnapshot(few)).results
    assert measurement.phase_fraction == np.mean(few > 0)


@pytest.mark.parametrize("is_closed", [True, False])
def test_image_that_is_closed_meanwhile_is_a_line_in_the_log(monkeypatch, is_closed):
    windows = iter([object(), None if is_closed else object()])
    image = SimpleNamespace(getWindow=lambda: next(windows))
    presentation = SimpleNamespace(overlay=(), log=("measured",), rows=())
    outcome = SimpleNamespace(presentation=presentation)
    logged, drawn = [], []
    monkeypatch.setattr("fiji_bridge.session.measure_snapshot", lambda *_, **__: outcome)
    monkeypatch.setattr("fiji_bridge.session.write_log", lambda _, lines: logged.extend(lines))
    monkeypatch.setattr("fiji_bridge.session.draw_overlay", lambda *what: drawn.append(what))
    session = ImageJSession(None)
    monkeypatch.setattr(ImageJSession, "table", lambda *_: SimpleNamespace(append=lambda *_: None))
    session.measure(image, snapshot=SimpleNamespace(title="a.tif"))
    assert len(drawn) == (0 if is_closed else 1)
    assert any("“a.tif” was closed" in line for line in logged) == is_closed
    assert logged[-1] == "measured"
