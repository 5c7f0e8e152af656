"""The text of a release, out of the changelog."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "installer" / "changelog.py"
TEXT = """# Changelog

## [Unreleased]

### Added

- Later.

## [1.1.0] - 2026-02-01

### Fixed

- `x`: this ([why](https://example.org)).

## [1.0.0] - 2026-01-01

### Added

- All.

## [0.9.0]

- No date.

## [0.8.0] - 2025-01-01

### Added

[1.1.0]: https://example.org/compare
"""


@pytest.fixture(scope="module")
def changelog():
    spec = importlib.util.spec_from_file_location("changelog_of_releases", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_section_ends_where_the_next_begins(changelog):
    expected = "### Fixed\n\n- `x`: this ([why](https://example.org)).\n"
    assert changelog.section(TEXT, "1.1.0") == expected
    assert changelog.section(TEXT, "1.0.0") == "### Added\n\n- All.\n"


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("2.0.0", "has 0 sections"),
        ("1.0", "has 0 sections"),
        ("0.9.0", "has no date"),
        ("0.8.0", "is empty"),
        ("Unreleased", "has no date"),
    ],
)
def test_what_cannot_be_released_is_said(changelog, version, message):
    with pytest.raises(changelog.ChangelogError, match=message):
        changelog.section(TEXT, version)


def test_a_version_there_twice_is_refused(changelog):
    with pytest.raises(changelog.ChangelogError, match="2 sections"):
        changelog.section(TEXT + TEXT, "1.0.0")


def test_the_project_s_own_has_an_open_section(changelog):
    text = changelog.CHANGELOG.read_text(encoding="utf-8")
    with pytest.raises(changelog.ChangelogError, match="has no date"):
        changelog.section(text, "Unreleased")


def test_a_tag_without_a_section_fails():
    done = subprocess.run([sys.executable, str(SCRIPT), "v99.0.0"], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Version 99.0.0 has 0 sections")
