"""What one measurement of a snapshot says and shows. No Java."""

from types import SimpleNamespace

import numpy as np
import pytest

import imagerep
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.options import CommandOptions, parse_macro
from fiji_bridge.segmented_image import StackMode
from fiji_bridge.session import ImageJSession
from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration
from imagerep.errors import ParameterError, SegmentationError
from imagerep.measures.quantities import quantity_names


def test_quantities_have_rows_and_a_table_of_their_own(cells):
    """A row a quantity, each with its unit, as the core measures it."""
    snapshot = ImageSnapshot(cells, calibration=PixelCalibration(0.5, 0.5, 1, "um"))
    options = parse_macro("quantity=perimeter-density,euler-density,phase-fraction")
    outcome = measure_snapshot(snapshot, options)
    rows = [dict(row) for row in outcome.presentation.rows]
    assert [row["Quantity"] for row in rows] == [
        "perimeter density", "Euler number density (8 neighbours)", "phase fraction",
    ]  # fmt: skip
    assert [row["Unit"] for row in rows] == ["µm/µm²", "1/µm²", ""]
    direct = imagerep.measure(cells == 255, quantity="perimeter-density", voxel_size=0.5, unit="µm")
    assert rows[0]["Value"] == direct.value
    assert (rows[0]["Lower bound"], rows[0]["Upper bound"]) == direct.confidence_interval(0.95)
    assert options.table_title == "ImageRep quantities"
    assert parse_macro(options.to_macro()) == options
    assert len([line for line in outcome.presentation.log if "/µm²" in line]) >= 2
    label = next(one for one in outcome.presentation.overlay if one.name.endswith("frame label"))
    assert " density " in " ".join(label.text.split())


def test_all_quantities_of_all_phases(cells):
    outcome = measure_snapshot(ImageSnapshot(cells), parse_macro("quantity=all phase=all"))
    found = {(phase.name, one.quantity) for phase, one in outcome.results}
    names = quantity_names(2, 1)
    assert found == {(phase, name) for phase in ("0", "255") for name in names}
    assert len(outcome.presentation.rows) == 2 * len(names)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("boundary-density", "--between"),
        ("tortuosity", "tortuosity"),
        ("nothing", "no quantity"),
    ],
)
def test_quantities_that_cannot_be_measured_here_are_refused(cells, name, said):
    with pytest.raises(ParameterError, match=said):
        measure_snapshot(ImageSnapshot(cells), CommandOptions(quantity=name))


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
