"""Speed and memory of measurements of images larger than memory, as the volume grows.

    uv run --all-extras python -m benchmarks.scale [--sides 512 1000] [--write]

Every volume is made on disk chunk by chunk and deleted afterwards; every measurement runs in a
process of its own, whose peak of resident memory is what the system says. The floor is a pass that
reads the volume and counts its phases and does nothing else. Ratios are within one run, by turns;
the least of several times counts. `--write` keeps the figures and writes the table of
docs/large.md.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.records import ROOT, markdown, provenance, write_section

RESULTS = ROOT / "benchmarks" / "results" / "scale.json"
PAGE = ROOT / "docs" / "large.md"
SIDES = (512, 1000, 2000)
REPEATS = {512: 5, 1000: 3}
CHUNK = 128
LENGTH_PX = 4.0
WAYS = ("count", "two-point", "spectral", "cluster", "memory")
MEMORY = "4GB"
LARGEST_IN_MEMORY = 1000


def make_volume(path: Path, side: int) -> None:
    """Volume of blobs: each chunk is one of few periodic fields, shifted and turned at random."""
    import zarr
    from scipy.ndimage import gaussian_filter

    rng = np.random.default_rng(20)
    fields = [
        (gaussian_filter(rng.standard_normal((CHUNK,) * 3), LENGTH_PX, mode="wrap") > 0.01)
        for _ in range(8)
    ]
    array = zarr.create_array(path, shape=(side,) * 3, chunks=(CHUNK,) * 3, dtype="u1")
    for corner in product(range(0, side, CHUNK), repeat=3):
        field = fields[rng.integers(len(fields))].transpose(rng.permutation(3))
        field = np.roll(field, rng.integers(0, CHUNK, 3), (0, 1, 2))
        box = tuple(slice(start, min(start + CHUNK, side)) for start in corner)
        array[box] = field[tuple(slice(0, part.stop - part.start) for part in box)]


@dataclass(frozen=True)
class Count:
    """Reads a box and counts its phases."""

    source: Any
    box: Any

    def __call__(self) -> dict[int, int]:
        """Count the labels of the box."""
        from imagerep.image.labels import count_labels

        return count_labels(self.source.read(self.box), 16)


def run_one(way: str, path: Path, memory: str) -> dict[str, Any]:
    """One measurement in this process."""
    import dask.threaded  # noqa: F401 - loaded before the clock starts

    import imagerep
    from imagerep.hooks import Hooks
    from imagerep.io.source import read_boxes
    from imagerep.parallel import run_tasks

    warm = np.random.default_rng(0).random((64, 64, 64)) < 0.5
    for method in ("two-point", "spectral"):
        imagerep.measure(warm, method=method)  # loads the libraries
    found: dict[str, Any] = {}
    begun = time.perf_counter()
    if way == "count":
        source = imagerep.open_image(path)
        tasks = [Count(source, box) for box in read_boxes(source)]
        for _ in run_tasks(tasks, imagerep.Resources(memory=memory), Hooks(), ""):
            pass
    elif way == "cluster":
        found = on_a_cluster(path, memory)
    else:
        in_memory = way == "memory"
        resources = imagerep.Resources(memory=memory, in_memory=in_memory)
        image = imagerep.read(path, resources=resources)
        method = "two-point" if in_memory else way
        result = imagerep.measure(image, 1, method=method)
        found = {"length_px": result.characteristic_length_scale_px, "block": image.block_side}
    found.setdefault("seconds", time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return found | {"peak_bytes": peak}


def on_a_cluster(path: Path, memory: str) -> dict[str, Any]:
    """The same through a cluster on this computer, one of whose workers is killed in the middle."""
    import signal

    from dask.distributed import LocalCluster

    import imagerep
    from imagerep.hooks import Hooks

    with LocalCluster(
        n_workers=2, threads_per_worker=1, memory_limit=memory, dashboard_address=None
    ) as cluster:
        killed: list[int] = []

        def kill_one(fraction: float, _: str) -> None:
            if fraction > 0.4 and not killed:
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        begun = time.perf_counter()
        resources = imagerep.Resources(memory=memory, scheduler=cluster.scheduler_address)
        image = imagerep.read(path, resources=resources, hooks=Hooks(kill_one))
        result = imagerep.measure(image, 1, method="spectral")
        seconds = time.perf_counter() - begun
    assert killed
    return {"seconds": seconds, "length_px": result.characteristic_length_scale_px}


def run_child(way: str, path: Path, memory: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.scale", "--one", way, str(path), memory]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1]}
    return json.loads(done.stdout.splitlines()[-1])


def measure_side(side: int, ways: list[str], memory: str, folder: Path) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(dir=folder, prefix="scale-") as work:
        path = Path(work) / "volume.zarr"
        make_volume(path, side)
        tries: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
        for _ in range(REPEATS.get(side, 1)):
            for way in ways:
                tries[way].append(run_child(way, path, memory))
    rows = []
    for way, made in tries.items():
        best = min(made, key=lambda one: one.get("seconds", float("inf")))
        rows.append({"side": side, "way": way, "all": [m.get("seconds") for m in made], **best})
        print(json.dumps(rows[-1]), flush=True)
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    names = {
        "count": "(reading and counting alone)",
        "two-point": "two-point",
        "spectral": "spectral",
        "cluster": "spectral, cluster of two, a worker killed",
        "memory": "two-point, in memory",
    }
    header = ["volume", "way", "time", "over reading and counting", "peak memory", "CLS"]
    cells = []
    floors = {row["side"]: row["seconds"] for row in rows if row["way"] == "count"}
    for row in rows:
        if "error" in row:
            continue
        ratio = row["seconds"] / floors[row["side"]]
        length = f"{row['length_px']:.3f} px" if "length_px" in row else ""
        block = f", blocks of {row['block']} px" if row.get("block", 1) > 1 else ""
        cells.append(
            [
                f"{row['side']}³",
                f"{names[row['way']]}{block}",
                f"{row['seconds']:.3g} s",
                f"{ratio:.2f}",
                f"{row['peak_bytes'] / 1e9:.2f} GB",
                length,
            ]
        )
    return markdown(header, cells, n_text=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sides", type=int, nargs="+", default=list(SIDES))
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=WAYS)
    parser.add_argument("--memory", default=MEMORY)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))  # noqa: S108
    parser.add_argument("--write", action="store_true", help="keep the figures")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        way, path, memory = given.one
        print(json.dumps(run_one(way, Path(path), memory)))
        return
    rows = []
    for side in given.sides:
        ways = [way for way in given.ways if way != "memory" or side <= LARGEST_IN_MEMORY]
        rows += measure_side(side, ways, given.memory, given.folder)
    print(table(rows))
    if given.write:
        about = provenance("benchmarks.scale") | {
            "memory": given.memory,
            "cores": os.cpu_count(),
        }
        RESULTS.write_text(json.dumps({"about": about, "rows": rows}, indent=1) + "\n")
        write_section(PAGE, "scale", table(rows))


if __name__ == "__main__":
    main()
