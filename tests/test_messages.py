"""Every code that is raised or told has a text, and the values that the text asks for."""

from __future__ import annotations

import ast
import pickle
import string
from pathlib import Path

import pytest

from imagerep import ImageReadError, Message
from imagerep.messages import CATALOGUE, STAGES, MeasurementWarning

ROOT = Path(__file__).parents[1]


def calls():
    """Every call in the estimator that makes a message, with the code and names of its values."""
    for path in sorted((ROOT / "imagerep").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            is_speaking = name.endswith("Error") or name in {
                "Message", "MeasurementWarning", "MeasurementCancelled", "kind",
            }  # fmt: skip
            code = node.args[0]
            if is_speaking and isinstance(code, ast.Constant) and isinstance(code.value, str):
                values = {keyword.arg for keyword in node.keywords}
                yield path.name, code.value, values


def test_what_is_said_is_in_the_catalogue_with_its_values():
    wrong = []
    for file, code, values in calls():
        if " " in code or code == "utf-8":
            continue
        if code not in CATALOGUE:
            wrong.append((file, code))
            continue
        fields = {
            field
            for template in CATALOGUE[code]
            for _, field, _, _ in string.Formatter().parse(template)
            if field
        }
        if None not in values and not fields <= values:
            wrong.append((file, code, fields - values))
    assert not wrong


def test_every_text_of_the_catalogue_is_used():
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "imagerep").rglob("*.py")
        if path.name != "messages.py"
    )
    derived = ("no-such-channel", "no-such-time", "several-channels", "several-times")
    unused = [code for code in CATALOGUE if f'"{code}"' not in source and code not in derived]
    assert not unused


def test_every_stage_of_progress_is_listed():
    texts = set()
    for path in (ROOT / "imagerep").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", "") or getattr(
                getattr(node, "func", None), "id", ""
            )
            if name in ("report", "run_chunks", "run_tasks"):
                texts |= {
                    arg.value
                    for arg in node.args
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value
                }
    assert texts <= set(STAGES)


def test_messages_are_values():
    one, same = (Message("cropped", box="[0:4]") for _ in range(2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != MeasurementWarning("cropped", box="[0:4]")
    assert pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(AttributeError):
        one.code = "other"
    error = ImageReadError("empty-file", name="a.tif")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), type(again)) == (str(error), ImageReadError)
    assert ImageReadError("empty-file", name="").message == "The image is an empty file."
