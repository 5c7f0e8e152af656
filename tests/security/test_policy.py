"""SECURITY.md names what holds each promise; it must be there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_holds_the_promises_exists():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = [one for one in re.findall(r"`([\w./-]+)`", text) if "/" in one or "." in one]
    assert len(named) > 15
    assert [one for one in named if not (ROOT / one).exists()] == []
