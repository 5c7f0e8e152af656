"""How soon a measurement out of core ends once it is cancelled, at moments spread over all of it.

    uv run python -m benchmarks.cancel

Makes a volume, cancels measurements of it by the hooks that the app's Cancel uses, and writes how
long each took to end. Results of other sides and ways stay.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import threading
import time
from pathlib import Path

import imagerep
from benchmarks.scale import make_volume
from imagerep.errors import MeasurementCancelled
from imagerep.hooks import Hooks

RESULTS = Path("benchmarks/results/cancel.json")
WAYS = ("two-point", "spectral")
SHARES = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.94, 0.96, 0.98)
TRIES = 4


def run(path: Path, way: str, memory: str, hooks: Hooks) -> None:
    """What the app does to open and to measure an image."""
    imagerep.measure(
        path,
        1,
        method=way,
        resources=imagerep.Resources(memory=memory, in_memory=False),
        progress=hooks.progress,
        should_stop=hooks.should_stop,
    )


def seconds(path: Path, way: str, memory: str) -> float:
    """Time of one that is not cancelled."""
    begun = time.perf_counter()
    run(path, way, memory, Hooks())
    return time.perf_counter() - begun


def cancelled_after(path: Path, way: str, memory: str, seconds: float) -> float | None:
    """Seconds from a cancellation to the end; None where the measurement was done before."""
    stop = threading.Event()
    asked: list[float] = []

    def cancel() -> None:
        asked.append(time.perf_counter())
        stop.set()

    timer = threading.Timer(seconds, cancel)
    timer.start()
    try:
        run(path, way, memory, Hooks(should_stop=stop.is_set))
    except MeasurementCancelled:
        return time.perf_counter() - asked[0]
    finally:
        timer.cancel()
    return None


def cancelled_at(path: Path, way: str, memory: str, share: float, whole: float) -> dict:
    """A cancellation after a share of the time of a run; again where the run was done before."""
    ended = None
    for _ in range(TRIES):
        begun = time.perf_counter()
        ended = cancelled_after(path, way, memory, share * whole)
        if ended is not None:
            break
        whole = min(whole, time.perf_counter() - begun)
    return {"share": share, "of_s": whole, "ended_within_s": ended}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=1000)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))  # noqa: S108
    parser.add_argument("--volume", type=Path, help="made where it is absent, and left there")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    found = json.loads(given.out.read_text()) if given.out.exists() else {}
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="cancel-") as folder:
        path = given.volume or Path(folder) / "volume.zarr"
        if not path.exists():
            make_volume(path, given.side)
        for way in given.ways:
            seconds(path, way, given.memory)  # the file is in the cache of the system from now on
            whole = seconds(path, way, given.memory)
            rows = [cancelled_at(path, way, given.memory, share, whole) for share in SHARES]
            found.setdefault(str(given.side), {})[way] = {
                "cores": os.cpu_count(),
                "seconds": whole,
                "cancelled": rows,
            }
            print(way, json.dumps(found[str(given.side)][way]), flush=True)
            given.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
