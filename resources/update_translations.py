"""Bring the translation files up to date with the texts in the source.

Reads the texts of the app with Qt's `lupdate`, the templates of messages from their catalogues, and
the texts of errors, warnings and progress that have no code yet from their source (f-strings, which
the app matches: see `imagerep_qt/phrases.py`). Merges all into `imagerep_qt/translations/*.ts`, and
compiles these with Qt's `lrelease`. New texts stay in English until they are translated in the
`.ts` file, by hand or with `pyside6-linguist`; then run this again.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "imagerep_qt" / "translations"
PACKAGES = ("imagerep", "imagerep_qt", "fiji_bridge")
NOT_SHOWN = (
    "imagerep/cli/", "imagerep/generate/", "imagerep/__main__.py", "imagerep_qt/app.py",
    "fiji_bridge/options.py", "fiji_bridge/report_file.py", "fiji_bridge/commands.py",
    "fiji_bridge/selection.py", "fiji_bridge/segmented_image.py", "fiji_bridge/cli.py",
    "fiji_bridge/macro/call.py", "fiji_bridge/macro/text_files.py", "fiji_bridge/macro/serve.py",
    "fiji_bridge/macro/image_files.py", "fiji_bridge/macro/worker.py", "fiji_bridge/csv_file.py",
    "fiji_bridge/measurement.py",
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

JOINTS = (" and ", ", ")
"""Between the parts of an enumeration."""

METHODS = ("two-point", "spectral")
"""Values of `method`, which stand in sentences."""

_WORD = re.compile(r"[a-z]{3,} ?")
_Named = dict[str, list[ast.expr]]


def main() -> int:
    """Update and compile; answers with the exit status."""
    texts = core_texts()
    json_text = json.dumps(texts, indent=0, ensure_ascii=False) + "\n"
    (FOLDER / "core.json").write_text(json_text, encoding="utf-8")
    for ts in sorted(FOLDER.glob("*.ts")):
        update(ts)
        compile_(ts, ts.with_suffix(".qm"))
    return 0


def update(ts: Path) -> None:
    """Merge the texts of the source into a translation file; translations never change."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.py"
        texts = {"Core": core_texts(), "Messages": catalogue_texts()}
        lines = [
            f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})\n"
            for context in texts
            for text in texts[context]
        ]
        found.write_text("".join(lines), encoding="utf-8")
        sources = sorted(str(path) for path in (ROOT / "imagerep_qt").rglob("*.py"))
        plural = ["-pluralonly"] if ts.stem.endswith("_en") else []
        options = ["-locations", "none", "-no-obsolete", *plural, "-ts", str(ts)]
        _run("lupdate", *sources, str(found), *options)


def compile_(ts: Path, qm: Path) -> None:
    """Compile a translation file."""
    _run("lrelease", "-silent", "-removeidentical", str(ts), "-qm", str(qm))


def catalogue_texts() -> list[str]:
    """Templates of all messages that have a code."""
    sys.path.insert(0, str(ROOT))
    from imagerep_qt.session.messages import CATALOGUE

    return sorted(text for text in CATALOGUE.values() if _is_text(text))


def core_texts() -> list[str]:
    """Texts that have no code yet, with ``{name}`` for a value."""
    found = {*SYSTEM_REASONS, *JOINTS, *METHODS}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not path.relative_to(ROOT).as_posix().startswith(NOT_SHOWN):
                found.update(_Source(ast.parse(path.read_text(encoding="utf-8"))).read())
    return sorted(found)


@dataclass
class _Source:
    """Texts of one module.

    A text is *part* of another where it stands for one of its values; then a single word counts.
    """

    tree: ast.Module
    whole: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    def read(self) -> set[str]:
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        self.functions = {function.name: function for function in functions}
        self.constants = _strings_by_name(self.tree.body)
        for scope in [self.tree, *functions]:
            named = {**self.constants, **_strings_by_name([scope])}
            for node in ast.walk(scope):
                for spoken in _spoken(node) if isinstance(node, ast.Call) else ():
                    self._take(spoken, named)
            for name in SPEAKING_NAMES & named.keys():
                for value in named[name]:
                    self._take(value, named)
            if isinstance(scope, ast.FunctionDef) and scope.name in SPEAKING_FUNCTIONS:
                self._take_answers(scope, False)
        return {text for text in self.whole if _is_text(text)} | {
            text for text in self.parts if _is_text(text) or _WORD.fullmatch(text)
        }

    def _take_answers(self, function: ast.FunctionDef, part: bool, depth: int = 7) -> None:
        named = {**self.constants, **_strings_by_name([function])}
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None:
                self._take(node.value, named, part, depth)

    def _take(self, node: ast.expr, named: _Named, part: bool = False, depth: int = 7) -> None:
        if depth == 0:
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            (self.parts if part else self.whole).add(node.value)
        elif isinstance(node, ast.JoinedStr) or _is_sum(node):
            (self.parts if part else self.whole).add(_template(node))
            for value in _values(node):
                self._take(value, named, True, depth - 1)
        elif isinstance(node, ast.IfExp):
            self._take(node.body, named, part, depth)
            self._take(node.orelse, named, part, depth)
        elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List | ast.Dict):
            for value in getattr(node, "elts", node.values if hasattr(node, "values") else []):
                self._take(value, named, part, depth)
        elif isinstance(node, ast.Subscript | ast.Starred):
            self._take(node.value, named, part, depth)
        elif isinstance(node, ast.Name):
            for value in named.get(node.id, []):
                self._take(value, named, part, depth - 1)
        elif isinstance(node, ast.Call):
            self._take_call(node, named, part, depth)

    def _take_call(self, call: ast.Call, named: _Named, part: bool, depth: int) -> None:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        owner = getattr(call.func, "value", None)
        if name in self.functions and owner is None and part:
            self._take_answers(self.functions[name], part, depth - 1)
        elif name == "join":
            for argument in call.args:
                self._take(argument, named, part, depth)
        elif name == "format" and owner is not None:
            found = _Source(self.tree)
            found.functions, found.constants = self.functions, self.constants
            found._take(owner, named, part, depth)
            texts = found.whole | found.parts
            (self.parts if part else self.whole).update(t.replace("{}", "{value}") for t in texts)


def _spoken(call: ast.Call) -> list[ast.expr]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SPEAKING_CALLS or (name.endswith("Error") and not hasattr(builtins, name)):
        arguments = call.args[1:] if name == "MeasurementWarning" else call.args
        return [*arguments, *(one.value for one in call.keywords)]
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name == "append" and owner in SPEAKING_NAMES:
        return call.args
    return [one.value for one in call.keywords if one.arg in SPEAKING_NAMES]


def _strings_by_name(nodes: Sequence[ast.AST]) -> _Named:
    named: _Named = {}
    for node in (inner for one in nodes for inner in ast.walk(one)):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = zip(target.elts, value.elts, strict=False)
            else:
                pairs = iter([(target, value)])
            for one, expression in pairs:
                if isinstance(one, ast.Name):
                    named.setdefault(one.id, []).append(expression)
        elif isinstance(node, ast.For):
            source = node.iter
            if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute):
                source = source.func.value
            for one in ast.walk(node.target):
                if isinstance(one, ast.Name):
                    named.setdefault(one.id, []).append(source)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
            owner = getattr(getattr(node.func, "value", None), "id", "")
            named.setdefault(owner, []).extend(node.args)
    return named


def _is_sum(node: ast.expr) -> bool:
    """Whether it is a sum of texts."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add):
        return False
    return any(
        isinstance(piece, ast.JoinedStr)
        or (isinstance(piece, ast.Constant) and isinstance(piece.value, str))
        for piece in (node.left, node.right)
    )


def _pieces(node: ast.expr) -> list[ast.expr]:
    """What a text is put together of, in order."""
    if _is_sum(node):
        return [*_pieces(node.left), *_pieces(node.right)]  # type: ignore[attr-defined]
    return list(node.values) if isinstance(node, ast.JoinedStr) else [node]


def _values(node: ast.expr) -> list[ast.expr]:
    """What stands for a value in a text."""
    return [
        piece.value if isinstance(piece, ast.FormattedValue) else piece
        for piece in _pieces(node)
        if not isinstance(piece, ast.Constant)
    ]


def _template(node: ast.expr) -> str:
    text, used = "", set()
    for piece in _pieces(node):
        if isinstance(piece, ast.Constant):
            text += str(piece.value)
            continue
        name = base = _name(piece.value if isinstance(piece, ast.FormattedValue) else piece)
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


def _run(tool: str, *arguments: str) -> None:
    import PySide6

    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__path__[0]) / f"{tool}{suffix}"
    subprocess.run([program, *arguments], check=True)  # noqa: S603 - Qt's own tools


if __name__ == "__main__":
    sys.exit(main())
