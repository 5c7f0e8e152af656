"""Bring the translation files up to date with the texts in the source.

Reads the texts of the app with Qt's `lupdate`, and the templates of messages from their catalogues.
Merges both into `imagerep_qt/translations/*.ts`, and compiles these with Qt's `lrelease`. New texts
stay in English until they are translated in the `.ts` file, by hand or with `pyside6-linguist`;
then run this again.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "imagerep_qt" / "translations"
CATALOGUES = ("imagerep.messages", "imagerep_qt.session.messages", "fiji_bridge.messages")
"""Modules with a catalogue of messages; one that does not exist has none."""


def main() -> int:
    """Update and compile; returns the exit status."""
    for ts in sorted(FOLDER.glob("*.ts")):
        update(ts)
        compile_(ts, ts.with_suffix(".qm"))
    return 0


def update(ts: Path) -> None:
    """Merge the texts of the source into a translation file; translations never change."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.py"
        lines = [
            f'QT_TRANSLATE_NOOP("Messages", {json.dumps(text, ensure_ascii=False)})\n'
            for text in message_texts()
        ]
        found.write_text("".join(lines), encoding="utf-8")
        sources = sorted(str(path) for path in (ROOT / "imagerep_qt").rglob("*.py"))
        plural = ["-pluralonly"] if ts.stem.endswith("_en") else []
        options = ["-locations", "none", "-no-obsolete", *plural, "-ts", str(ts)]
        _run("lupdate", *sources, str(found), *options)


def compile_(ts: Path, qm: Path) -> None:
    """Compile a translation file."""
    _run("lrelease", "-silent", "-removeidentical", str(ts), "-qm", str(qm))


def message_texts() -> list[str]:
    """Templates of all messages, stages of progress, and words that are values of messages."""
    sys.path.insert(0, str(ROOT))
    from imagerep.messages import STAGES
    from imagerep_qt.messages import NO_NAME, WORDS

    texts = {*STAGES, *WORDS, NO_NAME}
    for name in CATALOGUES:
        if importlib.util.find_spec(name) is not None:
            catalogue = importlib.import_module(name).CATALOGUE
            texts.update(text for pair in catalogue.values() for text in pair)
    return sorted(text for text in texts if any(map(str.isalpha, _bare(text))))


def _bare(text: str) -> str:
    """What is left of a template without its values."""
    return "".join(part.rpartition("}")[2] for part in text.split("{"))


def _run(tool: str, *arguments: str) -> None:
    import PySide6

    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__path__[0]) / f"{tool}{suffix}"
    subprocess.run([program, *arguments], check=True)  # noqa: S603 - Qt's own tools


if __name__ == "__main__":
    sys.exit(main())
