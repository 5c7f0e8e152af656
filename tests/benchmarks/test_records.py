"""Tables and sections that the benchmarks write into the documentation."""

import pytest

from benchmarks.records import ROOT, markdown, write_section


def test_text_is_left_and_numbers_are_right():
    table = markdown(["a", "b", "c"], [["x", "y", "1"]], n_text=2)
    assert table.splitlines() == ["| a | b | c |", "| :-- | :-- | --: |", "| x | y | 1 |"]


def test_a_section_is_replaced_and_the_rest_of_the_page_is_not(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "é\n<!-- a: begin -->\nold\n<!-- a: end -->\n<!-- b: begin -->\nkept\n<!-- b: end -->\n",
        encoding="utf-8",
    )
    for _ in range(2):
        write_section(page, "a", "new")
        assert page.read_text(encoding="utf-8") == (
            "é\n<!-- a: begin -->\n\nnew\n\n<!-- a: end -->\n"
            "<!-- b: begin -->\nkept\n<!-- b: end -->\n"
        )


def test_a_page_without_the_section_is_left_alone(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("<!-- a: begin -->\nold\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no section between"):
        write_section(page, "a", "new")
    assert page.read_text(encoding="utf-8") == "<!-- a: begin -->\nold\n"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("large", "blocks"),
        ("large", "scale"),
        ("numbers", "audit"),
        ("numbers", "domains"),
        ("numbers", "doubts"),
        ("numbers", "pooled coverage"),
    ],
)
def test_every_section_that_a_benchmark_writes_is_there(tmp_path, page, name):
    copy = tmp_path / "page.md"
    copy.write_text((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"), encoding="utf-8")
    write_section(copy, name, "a table")
    assert "a table" in copy.read_text(encoding="utf-8")
