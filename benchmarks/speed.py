"""Time and memory of a whole measurement beside the floor: one real FFT pair of the image.

    uv run python -m benchmarks.speed [--large] [--write]

Every figure comes from a fresh process that loads the image, forgets its peak of memory, and runs
three times (once above 10^8 voxels); the best time counts, and the memory above the loaded image.
Ratios are within one run. The floor is one float32 scipy.fft rfftn and irfftn on all cores.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.records import ROOT, provenance

SIZES = [(1000, 1000), (2000, 2000), (4000, 4000), (200,) * 3, (400,) * 3]
LARGE = [(1000,) * 3]
RESULTS = ROOT / "benchmarks" / "results" / "speed.json"


def make_image(shape: tuple[int, ...], path: Path) -> None:
    """Blobs of about ten pixels, made of a smaller field where the image is large."""
    from scipy.ndimage import gaussian_filter

    tile = tuple(min(side, 512) for side in shape) if len(shape) == 3 else shape
    field = gaussian_filter(
        np.random.default_rng(0).standard_normal(tile, np.float32), 4, mode="wrap"
    )
    small = field > np.quantile(field[:64], 0.6)
    image = np.lib.format.open_memmap(path, "w+", bool, shape)
    for start in range(0, shape[0], tile[0]):
        stop = min(start + tile[0], shape[0])
        plane = small[: stop - start]
        for axis in range(1, len(shape)):
            repeats = -(-shape[axis] // tile[axis])
            plane = np.concatenate([plane] * repeats, axis)
            plane = np.take(plane, range(shape[axis]), axis)
        image[start:stop] = plane
    image.flush()


def peak_bytes() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("this benchmark reads the peak of memory from Linux' /proc")


def run_one(what: str, path: Path) -> dict[str, float]:
    """Run one thing in this process."""
    image = np.load(path)
    if what == "floor":
        import scipy.fft

        workers = os.cpu_count()
        values = image.astype(np.float32)

        def work() -> None:
            spectrum = scipy.fft.rfftn(values, workers=workers)
            scipy.fft.irfftn(spectrum, s=values.shape, workers=workers)
    else:
        import imagerep

        imagerep.measure(image[tuple(slice(0, 64) for _ in image.shape)], method=what)

        def work() -> None:
            imagerep.measure(image, method=what)

    Path("/proc/self/clear_refs").write_text("5")
    before = peak_bytes()
    times = []
    for _ in range(1 if image.size > 10**8 else 3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    # The floor's own float32 copy counts: it is the input of the transform.
    extra = peak_bytes() - before + (4 * image.size if what == "floor" else 0)
    return {"seconds": min(times), "bytes": extra}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", action="store_true", help="also 1000^3: 12 GB of memory")
    parser.add_argument("--write", action="store_true", help="keep the figures")
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "PATH"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(run_one(given.one[0], Path(given.one[1]))))
        return
    from imagerep.measuring import METHODS

    rows = []
    head = f"{'image':>12} {'what':>10} {'time':>10} {'ratio':>6} {'memory':>9} {'ratio':>6}"
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}\n{head}")  # fmt: skip
    for shape in SIZES + (LARGE if given.large else []):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "image.npy"
            make_image(shape, path)
            floor = None
            for what in ("floor", *METHODS):
                command = [sys.executable, "-m", "benchmarks.speed", "--one", what, str(path)]
                out = subprocess.run(
                    command, capture_output=True, text=True, check=True, cwd=ROOT
                ).stdout
                found = json.loads(out)
                floor = floor or found
                row = {"shape": shape, "what": what, **found}
                row["time_ratio"] = found["seconds"] / floor["seconds"]
                row["memory_ratio"] = found["bytes"] / floor["bytes"]
                row["bytes_over_image"] = found["bytes"] / np.prod(shape)
                rows.append(row)
                print(
                    f"{'x'.join(map(str, shape)):>12} {what:>10} {1e3 * row['seconds']:>7.0f} ms "
                    f"{row['time_ratio']:>6.2f} {row['bytes'] / 1e6:>6.0f} MB "
                    f"{row['memory_ratio']:>6.2f}",
                    flush=True,
                )
    if given.write:
        record = provenance("benchmarks.speed") | {
            "cores": os.cpu_count(),
            "load_after": os.getloadavg(),
            "rows": rows,
        }
        RESULTS.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
