"""The table of doubts says what the program says."""

import re

import pytest

from imagerep.messages import CATALOGUE, DOUBTS
from tests.docs.samples import ROOT

NUMBERS = (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8")
APP = (ROOT / "docs" / "app.md").read_text(encoding="utf-8")


WHAT = [CATALOGUE[code][0] for code in ("bar-by-its-look", "bar-below-the-scan")]


def shown(template):
    """A text with … for what it holds."""
    template = template.replace("{what}", " or ".join(WHAT))
    return re.sub(r"\{[^}]*\}", "…", template.replace("{also}", ""))


@pytest.mark.parametrize("code", sorted(DOUBTS))
def test_every_doubt_is_there_in_its_own_words(code):
    (row,) = re.findall(rf"^\| `{code}` \| (.*) \|$", NUMBERS, re.MULTILINE)[:1]
    text, *remedies = row.split(" | ")
    assert text == shown(CATALOGUE[code][0])
    assert len(remedies) == 3
    assert all(remedies)


def test_the_buttons_are_those_of_the_app():
    source = (ROOT / "imagerep_qt" / "panels" / "doubts_box.py").read_text(encoding="utf-8")
    buttons = {shown(text) for text in re.findall(r'self\.tr\("([^"]+)"\)', source)}
    rows = [
        row for row in NUMBERS.splitlines() if row.startswith(tuple(f"| `{c}`" for c in DOUBTS))
    ]
    table = APP[APP.index("| doubt | buttons |") : APP.index("[The table of doubts]")]
    named = set(re.findall(r"\*\*([^*]+)\*\*", "\n".join([*rows, table])))
    assert named <= buttons
    assert buttons - named <= {"Doubt: …"}
