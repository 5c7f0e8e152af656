"""Text in cells of a table that spreadsheets open."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(text: str) -> str:
    """Text that a spreadsheet takes for text, never for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def cell_text(text: str) -> str:
    """What :func:`cell` was made of."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text
