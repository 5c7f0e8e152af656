"""Every code that the app says has a text, with the values that the text asks for."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import imagerep_qt
from imagerep_qt.session.messages import CATALOGUE, AppError, AppMessage

PACKAGE = Path(imagerep_qt.__file__).parent
SPEAKING = {"AppMessage", "AppWarning", "offer", "AppError", "SessionFileError", "notice"}


def codes(node):
    """Codes that a first argument stands for."""
    if isinstance(node, ast.IfExp):
        return codes(node.body) | codes(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) else set()


def calls():
    """Calls that say something by a code: file, code and names of the values."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            named = {
                node.targets[0].id: codes(node.value)
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            }
            for node in ast.walk(function):
                name = getattr(getattr(node, "func", None), "id", "")
                if name in SPEAKING and node.args:
                    first = node.args[0]
                    found = named.get(getattr(first, "id", ""), set()) or codes(first)
                    for code in found:
                        given = {keyword.arg for keyword in node.keywords}
                        fills_in = {"name", "size", "dtype", "number"} if name == "offer" else set()
                        yield path.name, code, given | fills_in


def fields(code):
    return {
        name
        for template in CATALOGUE[code]
        for _, name, _, _ in string.Formatter().parse(template)
        if name
    }


def test_what_is_said_is_in_the_catalogue_with_its_values():
    said = list(calls())
    assert len(said) > 30
    assert [(file, code) for file, code, _ in said if code not in CATALOGUE] == []
    assert [(file, code) for file, code, values in said if not fields(code) <= values] == []


def test_every_text_is_said():
    assert CATALOGUE.keys() - {code for _, code, _ in calls()} == set()


def test_errors_carry_messages_of_the_app():
    error = AppError("file-unreadable", name="a.tif", reason="Permission denied")
    assert error.reason == AppMessage("file-unreadable", name="a.tif", reason="Permission denied")
    assert str(error).startswith("“a.tif” cannot be read: Permission denied. Check")
