"""The table of docs/large.md, and what follows from it, written from benchmarks/results/scale.json.

uv run python -m benchmarks.scale_page
"""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"
QUIET_LOAD = 0.5
"""Load average before a measurement up to which nothing else was at work to speak of."""

FIRST_LAG = 200
"""Volumes more than twice as large send back the same window of lags."""

WAYS = {
    "memory": "two-point, in memory",
    "parts": "two-point, in parts",
    "processes": "two-point, in parts, `--workers`",
    "spectral-memory": "spectral, in memory",
    "spectral": "spectral, in parts",
    "read": "(reading the file alone)",
}
FAR_SIDE = 10_000
CLUSTER = 64
"""Times the cores of one machine, for the extrapolation."""

CLUSTER_DISK = 5e9
"""Bytes a second of a cluster's file system, for the extrapolation; no measurement."""


def write_page(page: Path, found: dict) -> None:
    """Put the table between its marks."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{block(found)}{END}{after}", encoding="utf-8")


def block(found: dict) -> str:
    """Text between the marks."""
    rows = [row for row in found["results"] if "seconds" in row]
    return "\n".join([*_table(rows), "", *_sentences(found["about"], rows), ""])


def _table(rows: list[dict]) -> list[str]:
    lines = [
        "| volume | way | workers | time | million voxels/s | peak memory | scratch "
        "written + read |",
        "|---|---|---|---|---|---|---|",
    ]
    order = list(WAYS)

    def place(row: dict) -> tuple:
        return row["side"], order.index(row["way"]), row["scratch_in_memory"], -row["workers"]

    for row in sorted(rows, key=place):
        way = WAYS[row["way"]] + (", scratch in memory" if row["scratch_in_memory"] else "")
        moved = row.get("moved_bytes")
        scratch = ""
        if moved and not row["scratch_in_memory"]:
            scratch = f"{moved['to_scratch'] / 1e9:.2g} + {moved['from_scratch'] / 1e9:.2g} GB"
        lines.append(
            f"| {row['side']}³ | {way} | {row['workers']} | {row['seconds']:.3g} s "
            f"| {row['voxels_per_second'] / 1e6:,.0f} | {row['peak_bytes'] / 1e9:.2f} GB "
            f"| {scratch} |"
        )
    return lines


def _sentences(about: dict, rows: list[dict]) -> list[str]:
    speeds = [speed / 1e9 for speed in about["disk_bytes_per_second"].values()]
    loads = [row["load_before"] for row in rows]
    disk = _range(speeds, "{:.2g}")
    lines = [
        f"{about['cores']} cores; through the file cache, the disk of the scratch folder takes "
        f"{disk} GB/s. Volumes were measured several times, and the least time counts."
    ]
    if max(loads) > QUIET_LOAD + about["cores"]:
        lines.append(
            f"**The load average before each run was {_range(loads, '{:.1f}')}: other work made "
            "the times longer, and they say little about how two workers compare with one.**"
        )
    lines += ["", *_ratios(rows), "", *_extrapolation(rows)]
    return lines


def _ratios(rows: list[dict]) -> list[str]:
    sides = sorted({row["side"] for row in rows})
    lines = []
    for what, one, other in (
        ("Time of parts over that of memory, two-point, two workers", ("parts", 2), ("memory", 2)),
        ("The same, spectral (the image is in memory already)",
         ("spectral", 2), ("spectral-memory", 2)),
        ("Time of one worker over that of two, scratch on the disk", ("parts", 1), ("parts", 2)),
        ("The same with the scratch folder in memory",
         ("parts", 1, True), ("parts", 2, True)),
        ("The same with processes, `--workers`", ("processes", 1), ("processes", 2)),
        ("Spectral, time of one worker over that of two", ("spectral", 1), ("spectral", 2)),
        ("Spectral method over reading alone, two workers", ("spectral", 2), ("read", 2)),
    ):  # fmt: skip
        pairs = [(side, _seconds(rows, side, *one), _seconds(rows, side, *other)) for side in sides]
        told = [f"{a / b:.3g} at {side}³" for side, a, b in pairs if a and b]
        if told:
            lines.append(f"- {what}: {', '.join(told)}.")
    pairs = [(side, *(_median(rows, side, "parts", n) for n in (1, 2))) for side in sides]
    told = [f"{a / b:.3g} at {side}³" for side, a, b in pairs if a and b]
    lines.append(
        "- Of the medians, not the least times, one worker over two, scratch on the disk: "
        f"{', '.join(told)}."
    )
    for way in ("parts", "spectral"):
        costs = [
            f"{1e9 * seconds / side**3:.2g} at {side}³"
            for side in sides
            if (seconds := _seconds(rows, side, way, 2))
        ]
        lines.append(f"- Nanoseconds a voxel, {WAYS[way]}, two workers: {', '.join(costs)}.")
    deleted = [
        f"{row['seconds_until_deleted'] - row['seconds']:.1f} s at {row['side']}³"
        for row in sorted(rows, key=lambda row: row["side"])
        if (row["way"], row["workers"], row["scratch_in_memory"]) == ("parts", 2, False)
    ]
    lines.append(f"- Scratch files are gone after the answer: {', '.join(deleted)}.")
    returned = {
        row["moved_bytes"]["returned"]
        for row in rows
        if row["way"] == "processes" and row["side"] > 450 and "moved_bytes" in row
    }
    if returned:
        lines.append(
            f"- What worker processes send back, the window of lags: {max(returned) / 1e9:.2g} GB "
            "at every size; threads of one process, nothing."
        )
    return lines


def _extrapolation(rows: list[dict]) -> list[str]:
    last = max((row for row in rows if row["way"] == "parts"), key=lambda row: row["side"])
    side, n = last["side"], last["workers"]
    seconds = _seconds(rows, side, "parts", 2) or last["seconds"]
    hours = seconds * (FAR_SIDE / side) ** 3 / 3600
    moved = last["moved_bytes"]["to_scratch"] * (FAR_SIDE / side) ** 3
    spectral = _seconds(rows, side, "spectral", 2)
    lines = [
        f"Extrapolated, not measured, from {side}³: {FAR_SIDE:,}³ takes {moved / 1e12:.2g} TB of "
        f"scratch space, written and read once, and {hours:.2g} hours on these {n} workers. On "
        f"{CLUSTER} times as many, were it to scale, the work takes {60 * hours / CLUSTER:.2g} "
        f"minutes and the file system {2 * moved / CLUSTER_DISK / 60:.2g} minutes at an assumed "
        f"{CLUSTER_DISK / 1e9:g} GB/s; a worker holds at least one plane with its transform, about "
        "2.1 GB.",
    ]
    if spectral:
        far = spectral * (FAR_SIDE / side) ** 3 / 3600
        lines.append(
            f"The spectral method reads the file once and needs no scratch space: {far:.2g} hours "
            f"on these workers, {60 * far / CLUSTER:.2g} minutes on {CLUSTER} times as many if the "
            "file system keeps up."
        )
    return lines


def _row(rows: list[dict], *wanted: object) -> dict | None:
    for row in rows:
        if (row["side"], row["way"], row["workers"], row["scratch_in_memory"]) == wanted:
            return row
    return None


def _seconds(
    rows: list[dict], side: int, way: str, workers: int, in_memory: bool = False
) -> float | None:
    row = _row(rows, side, way, workers, in_memory)
    return row["seconds"] if row else None


def _median(rows: list[dict], side: int, way: str, workers: int) -> float | None:
    row = _row(rows, side, way, workers, False)
    return median(row["all_seconds"]) if row else None


def _range(values: list[float], form: str) -> str:
    low, high = form.format(min(values)), form.format(max(values))
    return low if low == high else f"{low} to {high}"


if __name__ == "__main__":
    write_page(Path("docs/large.md"), json.loads(Path("benchmarks/results/scale.json").read_text()))
