"""Speed and memory of measurements out of core, as the volume grows.

Every volume is made on disk chunk by chunk and deleted afterwards; every measurement runs in a
process of its own, whose peak of resident memory is what the system says.

    uv run python -m benchmarks.scale --sides 512 1000 --out benchmarks/results/scale.json
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
import time
from itertools import product
from pathlib import Path

import numpy as np

CHUNK = 128
LENGTH_PX = 4.0
SCRATCH_PER_VOXEL = 6
"""Bytes of disk a voxel: volume 1, spectrum 4, lags kept; rounded up."""


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
    """Peak of resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure_one(path: Path, mode: str, workers: int, memory: str, scratch: Path) -> dict:
    """One measurement in this process."""
    import imagerep
    from imagerep.hooks import Hooks
    from imagerep.large import Resources, open_image
    from imagerep.length_scale import length_scale_from

    image = open_image(
        path,
        resources=Resources(memory=memory, workers=workers, scratch=scratch, in_memory=False),
    )
    if mode == "memory":
        loaded = image.loaded()
        begun = time.perf_counter()
        found = imagerep.measure(loaded, 1)
        seconds = time.perf_counter() - begun
        return {
            "seconds": seconds,
            "length_px": found.characteristic_length_scale_px,
            "phase_fraction": found.phase_fraction,
            "peak_bytes": peak_bytes(),
        }
    begun = time.perf_counter()
    counted = image.counted()
    seconds_count = time.perf_counter() - begun
    phase = next(one for one in counted.phases if one.label == 1)
    with counted.covariance(phase) as (covariance, _, _):
        scale = length_scale_from(covariance, lambda: float("nan"), Hooks())
        moved = covariance.moved
        groups, slabs = len(covariance.plan.groups), len(covariance.plan.slabs)
    return {
        "seconds": time.perf_counter() - begun,
        "seconds_count": seconds_count,
        "length_px": scale.value_px,
        "phase_fraction": phase.fraction,
        "peak_bytes": peak_bytes(),
        "moved_bytes": {name: getattr(moved, name) for name in moved.__slots__},
        "groups": groups,
        "slabs": slabs,
    }


def run_child(path: Path, mode: str, workers: int, memory: str, scratch: Path) -> dict:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--one", str(path), mode, str(workers),
               memory, str(scratch)]  # fmt: skip
    load = os.getloadavg()[0]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1], "load_before": load}
    found = json.loads(done.stdout.splitlines()[-1])
    return found | {"load_before": load, "load_after": os.getloadavg()[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sides", type=int, nargs="+", default=[512, 1000, 1500, 2000])
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 1])
    parser.add_argument("--in-memory-up-to", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", nargs=5, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        path, mode, workers, memory, scratch = given.one
        print(json.dumps(measure_one(Path(path), mode, int(workers), memory, Path(scratch))))
        return
    results: list[dict] = []
    for side in given.sides:
        needed = SCRATCH_PER_VOXEL * side**3
        if shutil.disk_usage(given.folder).free < 1.2 * needed:
            print(f"{side}: skipped, it needs {1.2 * needed / 1e9:.0f} GB of disk")
            continue
        with tempfile.TemporaryDirectory(dir=given.folder, prefix="scale-") as folder:
            path = Path(folder) / "volume.zarr"
            begun = time.perf_counter()
            make_volume(path, side)
            print(f"{side}: made in {time.perf_counter() - begun:.0f} s")
            modes = [("disk", workers) for workers in given.workers]
            if side <= given.in_memory_up_to:
                modes.append(("memory", max(given.workers)))
            for mode, workers in modes:
                found = run_child(path, mode, workers, given.memory, Path(folder))
                found = {"side": side, "mode": mode, "workers": workers} | found
                if "seconds" in found:
                    found["voxels_per_second"] = side**3 / found["seconds"]
                results.append(found)
                print(json.dumps(found))
                if given.out:
                    save(given.out, given.memory, results)


def save(path: Path, memory: str, results: list[dict]) -> None:
    command = shlex.join(["python", "-m", "benchmarks.scale", *sys.argv[1:]])
    about = {
        "command": command,
        "memory_bound": memory,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "note": "load_before and load_after are the machine's load averages over one minute; "
        "other work on the machine makes the times longer",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"about": about, "results": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()
