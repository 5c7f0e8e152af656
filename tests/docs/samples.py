"""Code samples of the documentation, run as a reader would run them."""

from __future__ import annotations

import difflib
import doctest
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from sybil import Document, Example
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "docs" / "cases"

NOT_RUN = {
    "from dask_jobqueue import": "needs a SLURM cluster",
    "benchmarks.hostile": "takes two minutes; .ci/run does it",
    "imagerep-fiji install": "needs a Fiji; tests/fiji/test_macro_worker.py does it",
    "ij.ImageJ -ijpath": "needs ImageJ's jar; tests/fiji/test_macro_window.py does it",
    "FijiClient.start()": "needs a screen and an open image; tests/fiji/test_app_link.py does it",
}
"""Samples that cannot be run here, by what they contain, and why."""

INSTALLS = re.compile(r"(python3? -m venv|py -m|pip install|uv (sync|build|tool|venv|lock)|git )")
"""Lines that set a machine up; .ci/run and the packages' own tests do that."""

_FROM_CHECKOUT = re.compile(r"^.*\buv run .*?(?=imagerep)")
_OWN_PROCESS = ("__main__", "fiji_bridge.connect", "fiji_bridge.measure")


def pages() -> list[Path]:
    """Every page with samples: the README, CONTRIBUTING and all of docs."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
    return [page for page in found if "```" in page.read_text(encoding="utf-8")]


def reason_not_to_run(text: str) -> str:
    """Why a sample is not run; empty where it is."""
    return next((reason for part, reason in NOT_RUN.items() if part in text), "")


def shown_in_case(name: str) -> dict[str, list[str]]:
    """Code that the text of a worked case shows without running it, by its language."""
    found: dict[str, list[str]] = {}
    text = (CASES / f"{name}.py").read_text(encoding="utf-8")
    blocks = re.findall(r"^# \.\. code-block:: (\w+)\n#\n((?:#(?:   .*)?\n)+)", text, re.MULTILINE)
    for language, block in blocks:
        lines = "\n".join(line[1:] for line in block.splitlines())
        found.setdefault(language, []).append(textwrap.dedent(lines).strip() + "\n")
    return found


def commands(text: str) -> Iterator[str]:
    """Commands of a shell sample that are run, without what installs or finds the program."""
    for line in text.replace("\\\n", " ").splitlines():
        line = _FROM_CHECKOUT.sub("", line.strip())
        if line and not line.startswith("#") and not INSTALLS.search(line):
            yield line


def run_command(command: str, folder: Path) -> str:
    """Run a command without a shell in a folder; its standard output."""
    scripts = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PYTHONIOENCODING": "utf-8",
    }
    program, *arguments = shlex.split(command, comments=True)
    if program == "imagerep-qt":  # draws its window and exits, in place of waiting for a person
        arguments += ["--screenshot", "window.png"]
    done = subprocess.run(
        [str(scripts / program) if (scripts / program).exists() else program, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def compare(expected: str, found: str) -> str:
    """Difference between an output shown and the real one; … stands for anything."""
    expected_lines = [line.rstrip() for line in expected.strip().splitlines()]
    found_lines = [line.rstrip() for line in found.strip().splitlines()]
    pattern = ".*".join(re.escape(part) for part in "\n".join(expected_lines).split("…"))
    if re.fullmatch(pattern, "\n".join(found_lines), re.DOTALL):
        return ""
    return "\n".join(difflib.unified_diff(expected_lines, found_lines, "shown", "real", n=20))


class Samples:
    """Finds the samples of a page and runs them in a folder.

    Parameters
    ----------
    folder : Path
        Where they run.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.skipped: list[str] = []
        self._python = PythonEvaluator()

    def parse(self, page: Path) -> Document:
        """Read a page."""
        python = PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS)
        document = Document.parse(
            str(page),
            CodeBlockParser("sh", self.shell),
            CodeBlockParser("console", self.console),
            lambda text: self._guarded(python(text)),
        )
        document.namespace["__name__"] = "page"
        return document

    def shell(self, example: Example) -> None:
        """Run the commands of a sample."""
        if not self._is_skipped(example.parsed):
            for command in commands(example.parsed):
                run_command(command, self.folder)

    def console(self, example: Example) -> None:
        """Run commands behind a ``$`` and compare what they print."""
        for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            (command,) = commands(command)
            difference = compare(expected, run_command(command, self.folder))
            assert not difference, f"$ {command}\n{difference}"

    def _guarded(self, regions):
        for region in regions:
            evaluate, text = region.evaluator, str(getattr(region.parsed, "source", region.parsed))

            def guarded(example, evaluate=evaluate, text=text):
                if self._is_skipped(text):
                    return None
                if any(mark in text for mark in _OWN_PROCESS):
                    return self._in_own_process(text)
                return evaluate(example)

            region.evaluator = guarded
            yield region

    def _in_own_process(self, text: str) -> None:
        script = self.folder / "sample.py"
        script.write_text(text, encoding="utf-8")
        run_command(f"{Path(sys.executable).name} sample.py", self.folder)

    def _is_skipped(self, text: str) -> bool:
        reason = reason_not_to_run(text)
        if reason:
            self.skipped.append(reason)
        return bool(reason)
