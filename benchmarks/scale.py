"""Speed and memory of measurements out of core, as the volume grows.

Every volume is made on disk chunk by chunk and deleted afterwards; every measurement runs in a
process of its own, whose peak of resident memory is what the system says. One command does all of
it and writes the table of docs/large.md anew:

    uv run python -m benchmarks.scale

With --ways or --sides it measures only some, and keeps what the results hold of the others. Volumes
are measured several times, two workers and one by turns, and the least time counts, since other
machines on the same computer come and go. The libraries are loaded before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import groupby, product
from pathlib import Path

import numpy as np

from benchmarks.scale_page import write_page
from imagerep.large import Resources, open_image, parse_bytes

RESULTS = Path("benchmarks/results/scale.json")
PAGE = Path("docs/large.md")
SIDES = (512, 1000, 1500, 2000)
CHUNK = 128
LENGTH_PX = 4.0
SCRATCH_PER_VOXEL = 6
"""Bytes of disk a voxel: volume 1, spectrum 4, lags kept; rounded up."""

REPEATS = {512: 7, 1000: 5, 1500: 3, 2000: 3}
"""How many times a volume is measured; others once."""

WARMED_UP_TO = 1000
"""Side up to which a process measures once before what counts: a virtual machine may wait for a GB
of new memory longer (up to 2 s) than such a measurement takes."""

RAM_FOLDER = Path("/dev/shm")  # noqa: S108 - a folder in memory, to tell the processor from the disk
PROBE_BYTES = 2 << 30


@dataclass(frozen=True)
class Run:
    """One measurement: what is done, by how many threads or processes, and where."""

    way: str
    workers: int
    scratch_in_memory: bool = False


def runs(side: int, most_in_memory: int) -> list[Run]:
    """What is measured at one size."""
    found = [Run("parts", 2), Run("parts", 1), Run("spectral", 2), Run("spectral", 1)]
    found += [Run("read", 2), Run("read", 1)]
    if side <= most_in_memory:
        found += [Run("memory", 2), Run("spectral-memory", 2)]
        found += [Run("parts", 2, True), Run("parts", 1, True)]
        found += [Run("processes", 2), Run("processes", 1)]
    return found


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


def peak_bytes() -> int:
    """Peak of resident memory of this process so far, or of its largest worker."""
    mine, children = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(who).ru_maxrss for who in (mine, children)) * 1024


@dataclass(frozen=True)
class ReadTask:
    """Reads some rows and does nothing with them."""

    source: object
    rows: slice

    def run(self) -> int:
        """Bytes read."""
        from imagerep.large.sources import pieces

        return sum(self.source.read(box).nbytes for box in pieces(self.source, self.rows))


def measure_one(path: Path, run: Run, memory: str, scratch: Path, n_times: int) -> dict:
    """One measurement in this process, the last of several."""
    import dask.threaded  # noqa: F401

    from imagerep.large.cluster import own_cluster

    with ExitStack() as stack:
        if run.way == "processes":
            address = stack.enter_context(own_cluster(run.workers, parse_bytes(memory)))
            resources = Resources(scheduler=address, scratch=scratch)
        else:
            resources = Resources(
                memory=memory, scratch=scratch, in_memory=False, threads=run.workers
            )
        for _ in range(n_times):
            found = measure_with(resources, path, run)
    return found | {"peak_bytes": peak_bytes()}  # of other processes, once they have ended


def measure_with(resources: Resources, path: Path, run: Run) -> dict:
    """One measurement by threads or workers that are there."""
    import imagerep
    from imagerep.hooks import Hooks
    from imagerep.large.counts import row_slices
    from imagerep.large.engine import open_engine
    from imagerep.length_scale import length_scale_from

    image = open_image(path, resources=resources)
    method = "spectral" if run.way.startswith("spectral") else "two-point"
    if run.way.endswith("memory"):
        image = image.loaded()
    begun, processor = time.perf_counter(), time.process_time()
    if run.way == "read":
        with open_engine(resources) as engine:
            tasks = [ReadTask(image.source, rows) for rows in row_slices(image.source, engine)]
            for _ in engine.run(tasks, Hooks(), "reading", lambda: None):
                pass
        return {"seconds": time.perf_counter() - begun}
    if run.way not in ("parts", "processes"):
        found = imagerep.measure(image, 1, method=method)
        return {
            "seconds": time.perf_counter() - begun,
            "length_px": found.characteristic_length_scale_px,
            "phase_fraction": found.phase_fraction,
        }
    counted = image.counted(is_held=True)  # as for a measurement by the two-point method
    seconds_count = time.perf_counter() - begun
    phase = next(one for one in counted.phases if one.label == 1)
    with counted.covariance(phase) as (covariance, _, _):
        scale = length_scale_from(covariance, lambda: float("nan"), Hooks())
        moved = covariance.moved
        groups, slabs = len(covariance.plan.groups), len(covariance.plan.slabs)
    seconds = time.perf_counter() - begun
    for thread in threading.enumerate():
        if thread.name == "imagerep-scratch":
            thread.join()
    return {
        "seconds": seconds,
        "seconds_until_deleted": time.perf_counter() - begun,
        "seconds_count": seconds_count,
        "seconds_processor": time.process_time() - processor,
        "length_px": scale.value_px,
        "phase_fraction": phase.fraction,
        "moved_bytes": {name: getattr(moved, name) for name in moved.__slots__},
        "groups": groups,
        "slabs": slabs,
    }


def run_child(path: Path, run: Run, memory: str, scratch: Path, n_times: int) -> dict:
    """One measurement in a process of its own, the last of several."""
    command = [sys.executable, "-m", "benchmarks.scale", "--one", str(path),
               json.dumps(asdict(run)), memory, str(scratch), str(n_times)]  # fmt: skip
    load = os.getloadavg()[0]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1], "load_before": load}
    found = json.loads(done.stdout.splitlines()[-1])
    return found | {"load_before": load, "load_after": os.getloadavg()[0]}


def by_turns(path: Path, group: list[Run], side: int, memory: str, scratch: Path) -> list[dict]:
    """The quickest of several measurements of each kind, made by turns."""
    tries: list[list[dict]] = [[] for _ in group]
    n_times = 2 if side <= WARMED_UP_TO else 1
    for _ in range(REPEATS.get(side, 1)):
        for run, made in zip(group, tries, strict=True):
            made.append(run_child(path, run, memory, scratch, n_times))
    command = shlex.join(["python", "-m", "benchmarks.scale", *sys.argv[1:]])
    found = []
    for run, made in zip(group, tries, strict=True):
        best = min(made, key=lambda one: one.get("seconds", float("inf")))
        every = [one.get("seconds") for one in made]
        row = {"side": side} | asdict(run) | best | {"all_seconds": every, "command": command}
        if "seconds" in row:
            row["voxels_per_second"] = side**3 / row["seconds"]
        found.append(row)
    return found


def disk_speed(folder: Path) -> float:
    """Bytes a second that the disk takes."""
    block = np.random.default_rng(0).bytes(16 << 20)
    path = folder / "probe"
    begun = time.perf_counter()
    with path.open("wb") as file:
        for _ in range(PROBE_BYTES // len(block)):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    seconds = time.perf_counter() - begun
    path.unlink()
    return PROBE_BYTES / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sides", type=int, nargs="+", help="only these; all unless given")
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--ways", nargs="+", help="only these; all unless given")
    parser.add_argument("--in-memory-up-to", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))  # noqa: S108
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--page", type=Path, default=PAGE)
    parser.add_argument("--one", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        path, run, memory, scratch, n_times = given.one
        one = Run(**json.loads(run))
        print(json.dumps(measure_one(Path(path), one, memory, Path(scratch), int(n_times))))
        return
    results: list[dict] = []
    speeds: dict[str, float] = {}
    if (given.ways or given.sides) and given.out.exists():
        earlier = json.loads(given.out.read_text())
        results, speeds = earlier["results"], earlier["about"]["disk_bytes_per_second"]
    for side in given.sides or SIDES:
        needed = SCRATCH_PER_VOXEL * side**3
        if shutil.disk_usage(given.folder).free < 1.2 * needed:
            print(f"{side}: skipped, it needs {1.2 * needed / 1e9:.0f} GB of disk")
            continue
        with tempfile.TemporaryDirectory(dir=given.folder, prefix="scale-") as folder:
            path = Path(folder) / "volume.zarr"
            begun = time.perf_counter()
            make_volume(path, side)
            print(f"{side}: made in {time.perf_counter() - begun:.0f} s")
            speeds[str(side)] = disk_speed(Path(folder))
            chosen = [
                run
                for run in runs(side, given.in_memory_up_to)
                if not given.ways or run.way in given.ways
            ]
            for (_, in_memory), group in groupby(
                chosen, lambda run: (run.way, run.scratch_in_memory)
            ):
                scratch = Path(folder)
                if in_memory:
                    if not RAM_FOLDER.exists() or shutil.disk_usage(RAM_FOLDER).free < needed:
                        continue
                    scratch = RAM_FOLDER / "imagerep-scale"
                for found in by_turns(path, list(group), side, given.memory, scratch):
                    same = {key: found[key] for key in ("side", *asdict(chosen[0]))}
                    results = [row for row in results if not same.items() <= row.items()]
                    results.append(found)
                    print(json.dumps(found), flush=True)
                save(given.out, given.memory, speeds, results)
    write_page(given.page, json.loads(given.out.read_text()))


def save(path: Path, memory: str, speeds: dict[str, float], results: list[dict]) -> None:
    about = {
        "command": "python -m benchmarks.scale",
        "memory_bound": memory,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "disk_bytes_per_second": speeds,
        "note": "load_before and load_after are the machine's load averages over one minute; "
        "other work on the machine makes the times longer",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()
