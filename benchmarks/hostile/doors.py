"""What reads an input: every door of the library and of the command line, and what is wrong there.

A door returns "answered", "refused" or raises `BadAnswer`; anything else that it raises is a
traceback in front of a user.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from imagerep import Resources, contents, open_image, read, read_slices
from imagerep.__main__ import main
from imagerep.errors import ImageRepError

ANSWERED, REFUSED = "answered", "refused"
IN_PARTS = Resources(memory="1GB", threads=1, in_memory=False)
LARGEST_READ = 1 << 22

Door = Callable[[], str]


class BadAnswer(Exception):  # noqa: N818 - it names a class of what is found
    """An answer that cannot be right."""


def guarded(read_it: Callable[[], object]) -> Door:
    """Door that tells what is refused with a sentence from what is answered."""

    def door() -> str:
        try:
            read_it()
        except ImageRepError as error:
            if isinstance(error.__cause__, MemoryError):
                raise BadAnswer("the memory ended before a limit was seen") from error
            if not error.message or not error.hint:
                raise BadAnswer(f"no sentence for {error.code}") from error
            return REFUSED
        return ANSWERED

    return door


def doors_of_file(path: Path, truth: float | None = None) -> Iterator[tuple[str, Door]]:
    """Every way of reading a file, and whether it must be refused (NaN) or what is right."""
    yield "contents", guarded(lambda: contents(path))
    yield "open", guarded(lambda: _small_part(path))
    yield "slices", guarded(lambda: read_slices(path))
    yield "snap", guarded(lambda: read(path, snap=True))
    yield "threshold", guarded(lambda: read(path, threshold=1))
    yield "in parts", guarded(lambda: _same_in_parts(path))
    yield "measure", lambda: measured([str(path)], truth)
    yield "phases", lambda: command(["phases", str(path)])


def _small_part(path: Path) -> None:
    source = open_image(path)
    box = tuple(slice(0, min(side, 64)) for side in source.shape)
    if math.prod(part.stop for part in box) * source.itemsize <= LARGEST_READ:
        source.read(box)


def _same_in_parts(path: Path) -> None:
    """An image is the same in memory and in parts."""
    parts = read(path, resources=IN_PARTS)
    whole = read(path)
    if _counts(parts) != _counts(whole):
        raise BadAnswer(f"{_counts(whole)} in memory, {_counts(parts)} in parts")
    if sum(phase.count for phase in whole.phases) != whole.n_domain:
        raise BadAnswer("the phases are not the sample")


def _counts(image: Any) -> list[tuple[int, int]]:
    return [(int(phase.label), int(phase.count)) for phase in image.phases]


def command(arguments: Sequence[str]) -> str:
    """Run a command; what it writes holds nothing that a terminal would obey."""
    done = CliRunner().invoke(main, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    for text in (done.stdout, done.stderr):
        odd = [char for char in text if not char.isprintable() and char != "\n"]
        if odd:
            raise BadAnswer(f"control characters {odd[:3]} are written")
    if "Warning:" in done.stderr or "Traceback" in done.output:
        raise BadAnswer(f"noise: {done.stderr[-200:]}")
    if done.exit_code == 0:
        return ANSWERED
    if not done.stderr.strip():
        raise BadAnswer("refused without a word")
    return REFUSED


def measured(arguments: Sequence[str], truth: float | None = None) -> str:
    """Measure; JSON is that of the standard, and what it says is possible."""
    call = ["measure", *arguments, "--json"]
    if not any(one.startswith("--phase") for one in arguments):
        call += ["--phase", "all"]
    done = CliRunner().invoke(main, call)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    if done.stdout:
        found = json.loads(done.stdout, parse_constant=_no_number)
        for row in found if isinstance(found, list) else [found]:
            _check_row(row, truth)
        if truth is not None and math.isnan(truth):
            raise BadAnswer("answered what must be refused")
        return ANSWERED
    if truth is not None and not math.isnan(truth):
        raise BadAnswer(f"refused what has an answer: {done.stderr[-200:]}")
    if not done.stderr.strip():
        raise BadAnswer("refused without a word")
    return REFUSED


def _no_number(name: str) -> float:
    raise BadAnswer(f"{name} in JSON")


def _check_row(row: dict[str, Any], truth: float | None) -> None:
    value, (low, high) = row["value"], row["interval"]
    if not (low <= value <= high and 0 <= value <= 1):
        raise BadAnswer(f"{value} in {low} to {high}")
    if row["n_pixels"] > math.prod(row["shape_px"]):
        raise BadAnswer("more pixels than the image has")
    is_one = truth is not None and not math.isnan(truth) and row["phase"] in (1, 255)
    if is_one and not math.isclose(value, truth, rel_tol=1e-12):
        raise BadAnswer(f"{value}, not {truth}")
