"""The worked cases of the gallery run, and what their pages say about the answers is true."""

from __future__ import annotations

import runpy
import sys
from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest

from imagerep import measure

pytest.importorskip("matplotlib", reason="the extra “plot” is not installed")
pytest.importorskip("zarr", reason="the extra “large” is not installed")
pytest.importorskip("sybil", reason="the samples of the documentation need sybil")

import matplotlib as mpl
from matplotlib import pyplot as plt

from tests.docs.samples import CASES, ROOT, commands, run_command, shown_in_case


def _holds(measurement, value):
    low, high = measurement.confidence_interval(0.95)
    return low < value < high


def _one_micrograph(found):
    assert _holds(found["result"], 0.30)
    assert found["high"] < found["limit"]
    assert found["below"] > 0.99
    assert 0.5 < found["below_tight"] < 0.95


def _before_the_scan(found):
    pilot, scan = found["pilot"], found["scan"]
    assert pilot.relative_error() > 0.1
    assert scan.relative_error() == pytest.approx(0.05, rel=0.15)
    assert _holds(pilot, 0.3)
    assert _holds(scan, 0.3)


def _fields_of_a_casting(found):
    casting = found["casting"]
    assert [one.code for one in casting.warnings] == ["fields-disagree"]
    assert _holds(casting, 0.08)
    assert casting.absolute_error() > 2 * found["if_uniform"]
    assert found["e562"] > casting.absolute_error()
    assert found["e562_pixels"] == pytest.approx(casting.absolute_error(), rel=0.2)


def _two_batches(found):
    (undecided,), (decided,) = found["single"].differences(), found["several"].differences()
    assert not undecided.is_different
    assert decided.is_different
    assert decided.interval.low < 0.04 < decided.interval.high
    assert found["needed"].additional_images < 6


def _round_tomogram(found):
    assert found["box"].phase_fraction == pytest.approx(0.8 * found["truth"], rel=0.05)
    assert found["box"].absolute_error() > 0.1
    assert _holds(found["cylinder"], found["truth"])
    assert found["pretended"] < found["cylinder"].absolute_error() / 3


def _three_phase_electrode(found):
    for name, value in found["known"].items():
        assert _holds(found["measured"][name], value), name
        assert 0.1 < found["measured"][name].relative_error() < 0.4


def _threshold_and_audit(found):
    assert not _holds(found["result"], 0.4)
    for one in (found["by_threshold"], found["by_audit"]):
        low, high = one.total_interval()
        assert low < 0.4 < high
    assert found["by_threshold"].segmentation_error() > 2 * found["result"].absolute_error()


def _cast_iron(found):
    result = found["result"]
    assert result.phase_fraction == pytest.approx(0.261, abs=0.002)
    low, high = result.tails(0.5)
    assert result.probability_between(low, high) == pytest.approx(0.5, abs=0.01)


def _battery_cathode(found):
    slow, fast = (found["capacities"][rate] for rate in (0.1, 3.0))
    dense, porous = found["porosities"]
    assert slow[dense] / slow[porous] == pytest.approx((1 - dense) / (1 - porous), rel=0.01)
    assert 0.8 < fast[dense] / fast[porous] < 0.95


def _twenty_images_in_fiji(found):
    assert found["holds"].sum() >= 17  # 16 and fewer have a probability of 0.3 %
    assert found["ratio"] == pytest.approx(20**0.5, rel=0.1)


def _larger_than_memory(found):
    parts, whole = found["parts"], found["whole"]
    assert parts.phase_fraction == whole.phase_fraction
    assert parts.absolute_error() == pytest.approx(whole.absolute_error(), rel=0.02)


CLAIMS = {
    "one_micrograph": _one_micrograph,
    "before_the_scan": _before_the_scan,
    "fields_of_a_casting": _fields_of_a_casting,
    "two_batches": _two_batches,
    "round_tomogram": _round_tomogram,
    "three_phase_electrode": _three_phase_electrode,
    "threshold_and_audit": _threshold_and_audit,
    "cast_iron": _cast_iron,
    "battery_cathode": _battery_cathode,
    "twenty_images_in_fiji": _twenty_images_in_fiji,
    "larger_than_memory": _larger_than_memory,
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_case_runs_and_what_it_says_is_true(name, tmp_path, monkeypatch):
    if name == "battery_cathode":
        pytest.importorskip("pybamm", reason="the documentation is not built here")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plt, "show", lambda: None)  # it warns where there is a screen
    with mpl.rc_context(), redirect_stdout(StringIO()) as printed:
        mpl.use("Agg")
        try:
            found = runpy.run_path(str(CASES / f"{name}.py"))
            assert plt.get_fignums()
            assert all(axes.get_title() for axes in plt.gcf().axes)  # its description in words
        finally:
            plt.close("all")
    assert printed.getvalue()
    CLAIMS[name](found)
    assert list(tmp_path.iterdir()) == []


def test_every_case_has_its_place_and_its_test(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    pytest.importorskip("sphinx", reason="the documentation is not built here")
    from cases import ORDER

    assert sorted(ORDER) == sorted(path.stem for path in CASES.glob("*.py")) == sorted(CLAIMS)


def test_what_the_case_of_a_large_volume_shows_works(tmp_path, monkeypatch):
    import zarr

    volume = np.random.default_rng(2).random((24, 24, 24)) < 0.4
    volume = np.kron(volume, np.ones((4, 4, 4), bool)).astype(np.uint8)
    array = zarr.create_array(
        tmp_path / "tomogram.zarr", shape=volume.shape, chunks=(48, 48, 48), dtype="u1"
    )
    array[:] = volume
    shown = shown_in_case("larger_than_memory")
    (script,), (command,) = shown["python"], shown["sh"]
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    fraction = f"{measure(volume).phase_fraction:.3f}"
    assert fraction in run_command(f"{sys.executable} script.py", tmp_path)
    (command,) = commands(command)
    assert fraction in run_command(command, tmp_path)
