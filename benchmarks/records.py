"""What a benchmark leaves behind: what made it, tables in Markdown, sections of pages."""

import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[1]


def provenance(module: str) -> dict[str, str]:
    """Command, date, last commit to the estimators, and versions.

    Parameters
    ----------
    module : str
        The program, as ``python -m`` takes it.

    Returns
    -------
    dict
    """
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h", "--", "imagerep"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    found = {}
    for package in ("imagerep", "numpy", "scipy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return {
        "command": " ".join([f"python -m {module}", *sys.argv[1:]]),
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": commit,
        "python": platform.python_version(),
        **found,
    }


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]], *, n_text: int = 1) -> str:
    """Table in Markdown; the first columns are text, the others numbers."""
    ruler = [":--"] * n_text + ["--:"] * (len(header) - n_text)
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, ruler, *rows])


def write_section(page: Path, name: str, text: str) -> None:
    """Replace what stands between the two marks of a section of a page.

    Parameters
    ----------
    page : Path
        A page of the documentation.
    name : str
        Name in the marks ``<!-- name: begin -->`` and ``<!-- name: end -->``.
    text : str
        The section.

    Raises
    ------
    ValueError
        If the page has no such marks.
    """
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, also_found, after = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"{page} has no section between {begin} and {end}.")
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
