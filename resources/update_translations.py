"""Bring the translation files up to date with the texts in the source.

Reads the texts of the app with Qt's `lupdate`, and those of the estimator, the session and the link
to Fiji from their source (they are f-strings of errors, warnings and progress, which the app
matches: see `imagerep_qt/phrases.py`), merges both into `imagerep_qt/translations/*.ts`, and
compiles these with Qt's `lrelease`. New texts stay in English until they are translated in the
`.ts` file, by hand or with `pyside6-linguist`; then run this again.
"""

from __future__ import annotations

import ast
import builtins
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "imagerep_qt" / "translations"
PACKAGES = ("imagerep", "imagerep_qt", "fiji_bridge")
NOT_SHOWN = (
    "imagerep/cli/", "imagerep/generate/", "imagerep/__main__.py", "imagerep_qt/app.py",
    "fiji_bridge/options.py", "fiji_bridge/report_file.py", "fiji_bridge/command.py",
    "fiji_bridge/regions.py", "fiji_bridge/prepared.py",
)  # fmt: skip
"""What the app never shows."""

SPEAKING_CALLS = {
    "MeasurementWarning", "MeasurementCancelled", "Notice", "Busy", "report", "progress",
    "run_chunks",
}  # fmt: skip
"""Calls whose texts a person reads, beside those that make an ImageRepError."""

SPEAKING_NAMES = {"note", "notes"}
"""Variables and arguments whose texts a person reads."""

SPEAKING_FUNCTIONS = {"statement"}
"""Functions whose answer a person reads."""

SYSTEM_REASONS = (
    "permission denied", "no such file or directory", "no space left on device", "is a directory",
    "not a directory", "read-only file system", "file name too long", "input/output error",
    "file exists", "disk quota exceeded", "operation not permitted",
)  # fmt: skip
"""What systems answer, in lower case, when a file cannot be read or written."""


def main() -> int:
    """Update and compile; answers with the exit status."""
    texts = core_texts()
    json_text = json.dumps(texts, indent=0, ensure_ascii=False) + "\n"
    (FOLDER / "core.json").write_text(json_text, encoding="utf-8")
    for ts in sorted(FOLDER.glob("*.ts")):
        update(ts, texts)
        compile_(ts, ts.with_suffix(".qm"))
    return 0


def update(ts: Path, texts: list[str]) -> None:
    """Merge the texts of the source into a translation file.

    Parameters
    ----------
    ts : Path
        The file; only its texts change, never its translations.
    texts : list of str
        Texts that `lupdate` cannot find by itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder) / "core.py"
        lines = [f'QT_TRANSLATE_NOOP("Core", {_quoted(text)})\n' for text in texts]
        core.write_text("".join(lines), encoding="utf-8")
        sources = sorted(str(path) for path in (ROOT / "imagerep_qt").rglob("*.py"))
        plural = ["-pluralonly"] if ts.stem.endswith("_en") else []
        options = ["-locations", "none", "-no-obsolete", *plural, "-ts", str(ts)]
        _run("lupdate", *sources, str(core), *options)


def compile_(ts: Path, qm: Path) -> None:
    """Compile a translation file.

    Parameters
    ----------
    ts, qm : Path
        Source and target.
    """
    _run("lrelease", "-silent", "-removeidentical", str(ts), "-qm", str(qm))


def core_texts() -> list[str]:
    """Texts of the estimator, the session and the link to Fiji.

    Returns
    -------
    list of str
        Sorted, with ``{name}`` where a value stands.
    """
    found = set(SYSTEM_REASONS)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.relative_to(ROOT).as_posix().startswith(NOT_SHOWN):
                found.update(_texts_of(ast.parse(path.read_text(encoding="utf-8"))))
    return sorted(text for text in found if _is_text(text))


def _texts_of(tree: ast.Module) -> Iterator[str]:
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in [tree, *scopes]:
        named = _strings_by_name(scope)
        for node in ast.walk(scope):
            if isinstance(node, ast.Call):
                for argument in _spoken(node):
                    yield from _templates(argument, named)
        for name in SPEAKING_NAMES & named.keys():
            for value in named[name]:
                yield from _templates(value, named)
        if isinstance(scope, ast.FunctionDef) and scope.name in SPEAKING_FUNCTIONS:
            for node in ast.walk(scope):
                if isinstance(node, ast.Return) and node.value is not None:
                    yield from _templates(node.value, named)


def _spoken(call: ast.Call) -> list[ast.expr]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SPEAKING_CALLS or (name.endswith("Error") and not hasattr(builtins, name)):
        arguments = call.args[1:] if name == "MeasurementWarning" else call.args
        return [*arguments, *(one.value for one in call.keywords)]
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name == "append" and owner in SPEAKING_NAMES:
        return call.args
    return [one.value for one in call.keywords if one.arg in SPEAKING_NAMES]


def _strings_by_name(scope: ast.AST) -> dict[str, list[ast.expr]]:
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = zip(target.elts, value.elts, strict=False)
            else:
                pairs = iter([(target, value)])
            for one, expression in pairs:
                if isinstance(one, ast.Name):
                    named.setdefault(one.id, []).append(expression)
    return named


def _templates(node: ast.expr, named: dict[str, list[ast.expr]], depth: int = 4) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield _template(node)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _templates(part.value, named, depth - 1)
    elif isinstance(node, ast.IfExp):
        yield from _templates(node.body, named, depth)
        yield from _templates(node.orelse, named, depth)
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List):
        for value in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from _templates(value, named, depth)
    elif isinstance(node, ast.Name):
        for value in named.get(node.id, []):
            yield from _templates(value, named, depth - 1)
    elif isinstance(node, ast.Call) and _name(node.func) == "format":
        for text in _templates(node.func.value, named, depth):  # type: ignore[attr-defined]
            yield text.replace("{}", "{value}")


def _template(node: ast.JoinedStr) -> str:
    text, used = "", set()
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
            continue
        name = base = _name(part.value if isinstance(part, ast.FormattedValue) else part)
        number = 2
        while name in used:
            name, number = f"{base}_{number}", number + 1
        used.add(name)
        text += f"{{{name}}}"
    return text


def _name(node: ast.expr) -> str:
    """A name for a value, from what it is in the source."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Call):
        name = _name(node.func)
        owner = getattr(node.func, "value", None)
        if name in ("format", "join", "lower") and isinstance(owner, ast.expr):
            return _name(owner if name == "format" else node.args[0] if node.args else owner)
        return "n" if name == "len" else name
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            return _name(child)
    return "value"


def _is_text(text: str) -> bool:
    """Whether there are words in it, and not only values or a name in the code."""
    bare = _bare(text)
    return sum(map(str.isalpha, bare)) > 2 and (" " in bare.strip() or bare[:1].isupper())


def _bare(text: str) -> str:
    return "".join(part.rpartition("}")[2] for part in text.split("{"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _run(tool: str, *arguments: str) -> None:
    import PySide6

    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__path__[0]) / f"{tool}{suffix}"
    subprocess.run([program, *arguments], check=True)  # noqa: S603 - Qt's own tools


if __name__ == "__main__":
    sys.exit(main())
