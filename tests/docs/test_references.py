"""What the references promise to list is all there."""

from __future__ import annotations

import ast
import re

import pytest

import fiji_bridge
import imagerep
from imagerep import generate, large, samples, spectral
from imagerep.images import read
from imagerep.report import to_dict
from imagerep.samples import sample_path
from tests.docs.samples import ROOT

DOCS = ROOT / "docs"
API = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
PUBLIC = {
    "imagerep": imagerep.__all__,
    "imagerep.large": large.__all__,
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
    fields = list(to_dict(result))
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
    assert f"| `{code}` |" in page


def test_warnings_were_found():
    assert len(_codes()) >= 8
