"""How soon a measurement out of core ends once it is cancelled, at moments spread over all of it.

    uv run python -m benchmarks.cancel

Makes a volume, cancels measurements of it by the hooks that the app's Cancel uses, with a temporary
scratch folder as there, and writes how long each took to end.
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
from imagerep.large import Resources, open_image
from imagerep.spectral import block_side

RESULTS = Path("benchmarks/results/cancel.json")
WAYS = ("opening", "two-point", "spectral")


def run(path: Path, way: str, memory: str, hooks: Hooks) -> None:
    """What the app does while it opens an image, and what it does to measure it."""
    image = open_image(path, resources=Resources(memory=memory, in_memory=False))
    if way == "opening":
        image.counted(hooks, block_px=block_side([image.shape]), preview=True)
    else:
        imagerep.measure(
            image, 1, method=way, progress=hooks.progress, should_stop=hooks.should_stop
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=1000)
    parser.add_argument("--moments", type=int, default=8)
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))  # noqa: S108
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    found: dict[str, object] = {"side": given.side, "cores": os.cpu_count()}
    with tempfile.TemporaryDirectory(dir=given.folder, prefix="cancel-") as folder:
        path = Path(folder) / "volume.zarr"
        make_volume(path, given.side)
        for way in WAYS:
            whole = min(seconds(path, way, given.memory) for _ in range(2))
            rows = []
            for number in range(given.moments):
                after = whole * (number + 0.5) / given.moments
                rows.append([after, cancelled_after(path, way, given.memory, after)])
            found[way] = {"seconds": whole, "cancelled_after_and_ended_within": rows}
            print(way, json.dumps(found[way]))
    given.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
