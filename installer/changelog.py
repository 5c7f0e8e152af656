"""The changelog's section of a version, as the text of its release: ``changelog.py v1.2.3``."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
_HEADING = re.compile(r"^## \[?(?P<version>[^\]\s]+)\]?(?: - (?P<date>\d{4}-\d{2}-\d{2}))?\s*$")
_LINK = re.compile(r"^\[[^\]]+\]: \S+\s*$")


class ChangelogError(Exception):
    """The changelog has no section that can be released."""


def section(text: str, version: str) -> str:
    """Section of a version.

    Parameters
    ----------
    text : str
        The changelog, in the form of Keep a Changelog.
    version : str
        Without a leading v.

    Returns
    -------
    str
        Without its heading.

    Raises
    ------
    ChangelogError
        If it is missing, not dated, there twice, or empty.
    """
    lines = text.splitlines()
    headings = [(n, match) for n, line in enumerate(lines) if (match := _HEADING.match(line))]
    found = [index for index, (_, match) in enumerate(headings) if match["version"] == version]
    if len(found) != 1:
        names = ", ".join(match["version"] for _, match in headings) or "none"
        raise ChangelogError(f"Version {version} has {len(found)} sections (there are: {names}).")
    start, heading = headings[found[0]]
    if heading["date"] is None:
        raise ChangelogError(f"The section of {version} has no date (## [{version}] - 2026-01-31).")
    following = headings[found[0] + 1 :]
    stop = following[0][0] if following else len(lines)
    body = "\n".join(line for line in lines[start + 1 : stop] if not _LINK.match(line)).strip()
    if not re.sub(r"^#.*$", "", body, flags=re.MULTILINE).strip():
        raise ChangelogError(f"The section of {version} is empty.")
    return f"{body}\n"


def main() -> int:
    """Print the section that a tag names.

    Returns
    -------
    int
        Exit status: 1 if there is none.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag", help="for example v1.2.3")
    version = parser.parse_args().tag.removeprefix("v")
    try:
        sys.stdout.write(section(CHANGELOG.read_text(encoding="utf-8"), version))
    except ChangelogError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
