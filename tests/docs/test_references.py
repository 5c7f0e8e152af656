"""What the references promise to list is all there."""

from __future__ import annotations

import ast
import re

import pytest

import fiji_bridge
import imagerep
from imagerep import generate, read, samples, spectral
from imagerep.samples import sample_path
from tests.docs.samples import ROOT

DOCS = ROOT / "docs"
API = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
PUBLIC = {
    "imagerep": imagerep.__all__,
    "imagerep.spectral": spectral.__all__,
    "imagerep.generate": generate.__all__,
    "imagerep.samples": ("SAMPLES", "sample_path", "samples_folder"),
    "fiji_bridge": fiji_bridge.__all__,
}


@pytest.mark.parametrize(
    "name",
    [
        f"{module}.{name}"
        for module, names in PUBLIC.items()
        for name in names
        if not name.startswith("__")
    ],
)
def test_public_name_is_in_the_python_reference(name):
    assert re.search(rf"^\.\. auto\w+:: {re.escape(name)}$", API, re.MULTILINE)


def test_samples_named_in_the_reference_exist():
    assert set(PUBLIC["imagerep.samples"]) <= set(dir(samples))


def test_fields_of_a_result_are_described():
    page = (DOCS / "reference" / "files.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `(\w+)` \|", page.split("## Fields of a result")[1], re.MULTILINE)
    result = imagerep.measure(read(sample_path("two_phase_2d.tif")), 255)
    fields = list(result.to_dict())
    assert described[: len(fields)] == fields


def _codes():
    """Codes of all warnings that the estimator gives."""
    found = set()
    for path in (ROOT / "imagerep").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "MeasurementWarning"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return sorted(found)


@pytest.mark.parametrize("code", _codes())
def test_warning_is_explained(code):
    page = (DOCS / "numbers.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| .*`{code}`.* \|", page, re.MULTILINE)


def test_warnings_were_found():
    assert len(_codes()) >= 8


def test_figures_of_the_answers_are_those_of_the_validation():
    """The questions repeat some coverages; the validation page is made anew from time to time."""
    page = (DOCS / "validation.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]

    def cells(start):
        (row,) = [row for row in rows if row.startswith(f"| {start} |")][:1]
        return [cell.strip() for cell in row.strip("|").split("|")]

    percent_95 = 4  # behind the name: 50, 80, 90 and 95 %
    expected = []
    for method in ("two-point (paper)", "spectral"):
        counted = re.search(r"[*]{2}([\d.]+)", cells(f"{method}, 2D")[2])
        expected.append(f"{float(counted[1]):.1f}")
        expected += [cells(f"2D, {kind}: {method}")[percent_95] for kind in ("ordinary", "hard")]
    answer = (DOCS / "faq.md").read_text(encoding="utf-8").split("### Can I trust the 95 %?")[1]
    assert re.findall(r"\d\d\.\d", answer.split("###")[0]) == expected


def test_intervals_of_the_explanation_are_those_of_its_sample():
    page = (DOCS / "numbers.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([\d.]+) % \| ([\d.]+) to ([\d.]+) % \| ± ([\d.]+) \|$", page, re.MULTILINE
    )
    assert len(rows) == 5
    image = read(sample_path("two_phase_2d.tif"))
    result = imagerep.measure(image, 255)
    for level, *shown in rows:
        low, high = result.confidence_interval(float(level) / 100)
        half = result.absolute_error(float(level) / 100)
        assert shown == [f"{100 * value:.1f}" for value in (low, high, half)]
    size = result.recommended_size(0.05)
    assert f"{result.characteristic_length_scale_px:.1f} px by the spectral method" in page
    assert f"{size.side_px:.0f} × {size.side_px:.0f} px for ± 5 % means" in page
    words = re.sub(r"\s*\n> ", " ", page)
    assert result.statement().replace(imagerep.__version__, "…") in words
    assert imagerep.measure(image, 255, method="two-point").statement() in words
