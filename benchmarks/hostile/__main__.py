"""Feed hostile inputs to everything that reads, and count what becomes of them.

    uv run --all-extras python -m benchmarks.hostile                  # 4,900 inputs
    uv run --all-extras python -m benchmarks.hostile --seconds 120    # as many as that allows
    uv run --all-extras python -m benchmarks.hostile --kind values --only 17 --seed 1   # one again

Inputs are made from the seed, their kind and their number, and read in a child process whose memory
is limited. Every way in which an input is read is a run, which is one of: a hang (10 s of processor
time, or a minute without a sign), a traceback (or a crash), a bad answer, refused, answered. The
exit code is 1 where one of the first three happened.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import queue
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.hostile.worker import FOUND, Input, work

SILENT_S = 60.0
CLASSES = ("hang", "traceback", "bad answer", "refused", "answered")
COUNTS = {
    "damaged images": 1500, "damaged Zarr": 500, "damaged headers": 500, "damaged ZIP": 300,
    "cut off": 300, "false claims": 200, "no regular file": 200, "names and units": 200,
    "options": 500, "values": 200, "patterns": 50, "sessions": 200, "answers of ImageJ": 150,
    "endpoints": 100,
}  # fmt: skip
"""Inputs of each kind."""


def outcomes(seed: int, inputs: list[Input], root: str) -> Iterator[tuple[str, int, str, str, str]]:
    """What the runs gave; a child that hangs or dies is replaced."""
    context = multiprocessing.get_context("spawn")
    while inputs:
        events = context.SimpleQueue()
        child = context.Process(target=work, args=(seed, inputs, root, events), daemon=True)
        child.start()
        kind, number, name = inputs[0][0], inputs[0][1], "made"
        while True:
            event = _next(events, child)
            if event is None:
                text = f"died ({child.exitcode})" if not child.is_alive() else "silent"
                yield kind, number, name, "hang" if child.is_alive() else "traceback", text
                child.kill()
                break
            if event[3] == "end":
                break
            kind, number, name = event[:3]
            if event[3] != "begins":
                yield event
        child.join(SILENT_S)
        done = len(inputs) if event is not None else inputs.index((kind, number)) + 1
        inputs = inputs[done:]


def _next(queue: Any, child: Any) -> Any:
    end = time.monotonic() + SILENT_S * (3 if queue.empty() else 1)  # the first imports everything
    while time.monotonic() < end:
        if not queue.empty():
            return queue.get()
        if not child.is_alive() and queue.empty():
            return None
        time.sleep(0.002)
    return None


def side_by_side(
    seed: int, inputs: list[Input], root: str, n_processes: int
) -> Iterator[tuple[str, int, str, str, str]]:
    """The same in several processes."""
    found: queue.SimpleQueue[tuple[str, int, str, str, str] | None] = queue.SimpleQueue()

    def run(share: list[Input]) -> None:
        for event in outcomes(seed, share, root):
            found.put(event)
        found.put(None)

    for number in range(n_processes):
        share = inputs[number::n_processes]
        threading.Thread(target=run, args=(share,), daemon=True).start()
    n_left = n_processes
    while n_left:
        event = found.get()
        if event is None:
            n_left -= 1
        else:
            yield event


def mixed() -> Iterator[Input]:
    """Inputs of all kinds by turns, each kind as often as its share."""
    total = sum(COUNTS.values())
    due = dict.fromkeys(COUNTS, 0.0)
    numbers = {kind: count() for kind in COUNTS}
    for _ in range(total):
        due = {kind: share + COUNTS[kind] / total for kind, share in due.items()}
        kind = max(due, key=lambda one: due[one])
        due[kind] -= 1
        yield kind, next(numbers[kind])


def main() -> int:
    """Run, and print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, help="end after so long")
    parser.add_argument("--kind", choices=sorted(COUNTS), help="this kind only")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this input only")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that are findings")
    parser.add_argument("--json", type=Path, help="write the counts")
    options = parser.parse_args()
    inputs = [one for one in mixed() if options.kind in (None, one[0])]
    if options.only is not None:
        inputs = [(options.kind, options.only)]
    runs: Counter[tuple[str, str]] = Counter()
    seen: dict[str, set[int]] = {}
    kinds: Counter[str] = Counter()
    end = time.monotonic() + (options.seconds or float("inf"))
    with tempfile.TemporaryDirectory() as root:
        for kind, number, name, outcome, text in side_by_side(
            options.seed, inputs, root, options.processes
        ):
            runs[kind, outcome] += 1
            seen.setdefault(kind, set()).add(number)
            if outcome in FOUND:
                last = f"{outcome}: {kind}, {name}: {(text.strip().splitlines() or [''])[-1][:150]}"
                kinds[last] += 1
                if kinds[last] <= 2:
                    print(f"--- {kind} {number}, {name}: {outcome}\n{text}", flush=True)
                source = Path(root) / f"{kind.replace(' ', '-')}-{number}"
                if options.keep and kinds[last] <= 3 and source.exists():
                    target = options.keep / source.name
                    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
            if time.monotonic() > end:
                break
    print(table(runs, seen))
    for text, times in kinds.most_common():
        print(f"{times:6d}  {text}")
    if options.json:
        found = {kind: {"inputs": len(seen[kind]), **{one: runs[kind, one] for one in CLASSES}}
                 for kind in seen}  # fmt: skip
        options.json.write_text(json.dumps({"seed": options.seed, "kinds": found}, indent=1) + "\n")
    return 1 if kinds else 0


def table(runs: Counter[tuple[str, str]], seen: dict[str, set[int]]) -> str:
    """Counts as a table in Markdown."""
    lines = [f"| inputs | number | runs | {' | '.join(CLASSES)} |", "|---" * 8 + "|"]
    for kind, numbers in [*((one, len(seen[one])) for one in COUNTS if one in seen), ("all", 0)]:
        of = [sum(n for (one, each), n in runs.items() if each == name and kind in (one, "all"))
              for name in CLASSES]  # fmt: skip
        total = numbers or sum(map(len, seen.values()))
        lines.append(f"| {kind} | {total:,} | {sum(of):,} | {' | '.join(f'{n:,}' for n in of)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
