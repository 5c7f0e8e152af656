"""Feed damaged sessions, Zarr folders and messages of Fiji to what reads them.

    uv run --all-extras python benchmarks/fuzz/fuzz_others.py --minutes 10

Valid inputs are mutated, JSON by its structure and by its bytes, and read in a child process whose
memory is limited. A finding is an exception that is no ImageRepError, a crash, a read
that takes the processor more than 10 s, or one that ran out of memory. The number in its name, with
the --seed, makes it again.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from fuzz_images import mutate, seeds

from imagerep import open_image
from imagerep.errors import ImageRepError
from tests import files_of_formats as files

MEMORY = 4 << 30
SLOW_S = 10.0
BATCH = 2000
LARGEST_READ = 1 << 22
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 7, 255, 1 << 31, 1 << 63, -(1 << 70), 10**400, 0.5, -0.0,
    1e-320, 1e308, float("inf"), float("-inf"), float("nan"), "", "x", "0", "\0", "../..",
    "/dev/zero", "ü" * 300, "spectral", "single", [], [0], [[0, 1], [0, 1]], [[5, 2], [1, 1]],
    [1, 2, 3, 4, 5], {}, {"a": 1}, [[[[[[]]]]]],
)  # fmt: skip


def plane() -> np.ndarray:
    return (np.arange(30 * 40) % 7 % 3 > 0).reshape(30, 40).astype(np.uint8) * 255


# -- mutations


def mutate_json(rng: np.random.Generator, data: Any) -> Any:
    """Change one to three places of a JSON value."""
    data = json.loads(json.dumps(data))
    for _ in range(1 + int(rng.integers(0, 3))):
        places = list(_places(data))
        if not places:
            return copy.deepcopy(VALUES[int(rng.integers(0, len(VALUES)))])
        holder, key = places[int(rng.integers(0, len(places)))]
        match int(rng.integers(0, 8)):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[f"{key}x"] = holder.pop(key)
            case 2 if isinstance(holder, list):
                holder.insert(key, holder[key])
            case 3:
                _, other = places[int(rng.integers(0, len(places)))]
                holder[key] = other
            case _:
                holder[key] = copy.deepcopy(VALUES[int(rng.integers(0, len(VALUES)))])
    return data


def _places(data: Any):
    keys = data.keys() if isinstance(data, dict) else range(len(data))
    for key in list(keys):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _places(data[key])


def damaged_text(rng: np.random.Generator, data: Any) -> bytes:
    if rng.random() < 0.8:
        return json.dumps(mutate_json(rng, data)).encode()
    return mutate(rng, [json.dumps(data).encode()], 0)


# -- targets: each makes one damaged input in a folder, and returns what reads it


def session(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    from imagerep_qt.session import InlineRunner, Session, session_file

    for name in ("one", "two"):
        np.save(folder / f"{name}.npy", plane())
    first = Session(InlineRunner())
    first.open([folder / "one.npy", folder / "two.npy"])
    first.rename_phase(255, "pores")
    path = folder / "a.imagerep"
    path.write_bytes(damaged_text(rng, session_file.to_dict(first, folder)))

    def read() -> object:
        opened = Session(InlineRunner())
        opened.open([folder / "one.npy"])
        before = len(opened.entries)
        try:
            session_file.load(opened, path)
        except ImageRepError:
            assert len(opened.entries) == before, "a session that is refused takes images along"
            raise
        return opened.state

    return read


def zarr_folder(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    import zarr

    path = folder / "a.zarr"
    kind = int(rng.integers(0, 4))
    values = np.stack([plane()] * 5)
    if kind < 2:
        array = zarr.create_array(
            path, shape=values.shape, chunks=(2, 16, 16), dtype="u1", zarr_format=2 + kind
        )
        array[:] = values
    else:
        group = zarr.open_group(path, mode="w", zarr_format=kind)
        array = group.create_array("0", shape=values.shape, chunks=(5, 30, 40), dtype="u1")
        array[:] = values
        scale = {"type": "scale", "scale": [2.0, 0.5, 0.5]}
        axes = [{"name": n, "type": "space", "unit": "micrometer"} for n in "zyx"]
        image = {"datasets": [{"path": "0", "coordinateTransformations": [scale]}], "axes": axes}
        attributes = {"multiscales": [image]}
        group.attrs.update(attributes if kind == 2 else {"ome": attributes})
    files = sorted(file for file in path.rglob("*") if file.is_file())
    texts = [file for file in files if file.name.startswith((".z", "zarr"))]
    chosen = texts if rng.random() < 0.75 else files
    file = chosen[int(rng.integers(0, len(chosen)))]
    if file in texts:
        file.write_bytes(damaged_text(rng, json.loads(file.read_text())))
    else:
        file.write_bytes(mutate(rng, [file.read_bytes()], 0))
    return lambda: read_in_parts(path)


def large_file(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    found = {name: data for name, data in seeds().items() if name.endswith((".tif", ".npy"))}
    names = sorted(found)
    index = int(rng.integers(0, len(names)))
    path = folder / names[index]
    path.write_bytes(mutate(rng, [found[name] for name in names], index))
    return lambda: read_in_parts(path)


def read_in_parts(path: Path) -> object:
    source = open_image(path)
    box = tuple(slice(0, min(side, 64)) for side in source.shape)
    if int(np.prod([part.stop for part in box])) * source.dtype.itemsize <= LARGEST_READ:
        return source.read(box)
    return None


def described(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    """A header in text with the file that holds the pixels, a set of files, a series."""
    makers = [files.nhdr, files.mhd, files.vgi, files.dragonfly_dat, files.dragonfly_xml,
              files.avizo_script, files.nifti_pair, _series]  # fmt: skip
    volume = np.stack([plane() // 255] * 5)
    path = makers[int(rng.integers(0, len(makers)))](folder, volume)
    found = sorted(file for file in folder.iterdir() if file.is_file())
    header = path if path.is_file() and rng.random() < 0.8 else found[0]
    if rng.random() < 0.1:
        found[-1].unlink()
    elif rng.random() < 0.05:
        os.mkfifo(folder / "pipe")
        found[-1].unlink()
        found[-1].symlink_to(folder / "pipe")
    if header.exists() and header.is_file():
        header.write_bytes(mutate(rng, [header.read_bytes()], 0))
    if path.is_dir():
        return lambda: open_image(path, volume=True).read()
    return lambda: read_in_parts(path)


def _series(folder: Path, volume: np.ndarray) -> Path:
    for number, one in enumerate(volume):
        files.dicom_slice(folder / f"{number}.dcm", one, number)
    return folder


def zipped(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    """A Zarr in a ZIP file, or an NPZ."""
    maker = (files.zarr_zip, files.npz, files.npz_compressed)[int(rng.integers(0, 3))]
    path = maker(folder, np.stack([plane() // 255] * 5))
    path.write_bytes(mutate(rng, [path.read_bytes()], 0))
    return lambda: read_in_parts(path)


class _Channel:
    def __init__(self, answers: list[bytes]) -> None:
        self._answers = answers

    def send_bytes(self, data: bytes) -> None:
        pass

    def poll(self, seconds: float) -> bool:
        return True

    def recv_bytes(self, most: int) -> bytes:
        return self._answers.pop(0)


def answer(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    """An answer of ImageJ's process to the app."""
    from fiji_bridge import protocol
    from fiji_bridge.client import FijiClient
    from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration, RegionOfInterest

    snapshot = ImageSnapshot(
        plane(),
        title="a.tif",
        threshold=(128.0, 255.0) if rng.random() < 0.5 else None,
        roi=RegionOfInterest(2, 3, 20, 20) if rng.random() < 0.5 else None,
        calibration=PixelCalibration(0.5, 0.5, 1.0, "um"),
    )
    file = protocol.put_array(folder, snapshot.pixels)
    result = {"id": -1, "meta": snapshot.to_meta(), "pixels": file, "mask": None}
    message = {"version": protocol.VERSION, "result": result}
    if rng.random() < 0.1:
        (folder / file).write_bytes(mutate(rng, [(folder / file).read_bytes()], 0))
        data = json.dumps(message).encode()
    else:
        data = damaged_text(rng, message)
    endpoint = protocol.Endpoint("", "00", str(folder), os.getpid())

    def read() -> object:
        client = FijiClient(_Channel([data]), endpoint)
        return client.get_image()

    return read


def endpoint_file(rng: np.random.Generator, folder: Path) -> Callable[[], object]:
    """The file by which the app finds ImageJ's process, and the settings beside it."""
    from fiji_bridge import protocol
    from fiji_bridge.folders import remembered_fiji

    path = folder / "endpoint.json"
    plain = {"address": "/tmp/x", "key": "00" * 32, "folder": "/tmp", "pid": 1, "version": 1}  # noqa: S108
    path.write_bytes(damaged_text(rng, plain))
    (folder / "fiji.json").write_bytes(damaged_text(rng, {"fiji_folder": str(folder)}))

    def read() -> object:
        from fiji_bridge.client import FijiClient

        os.environ["IMAGEREP_STATE"] = str(folder)
        remembered_fiji()
        protocol.read_endpoint(path)
        return FijiClient.connect(path)

    return read


TARGETS = {
    "session": session, "zarr": zarr_folder, "large": large_file, "answer": answer,
    "endpoint": endpoint_file, "described": described, "zipped": zipped,
}  # fmt: skip


def run_one(name: str, seed: int, number: int, folder: Path) -> str:
    """Make an input and read it; what became of it, or the traceback of a finding."""
    rng = np.random.default_rng([seed, number, sorted(TARGETS).index(name)])
    read = TARGETS[name](rng, folder)
    started = time.process_time()
    try:
        read()
        outcome = "read"
    except ImageRepError as error:
        outcome = type(error).__name__
        if isinstance(error.__cause__, MemoryError) or not str(error):
            return "finding: " + traceback.format_exc()
    except BaseException:
        return "finding: " + traceback.format_exc()
    seconds = time.process_time() - started
    return f"finding: slow, {seconds:.1f} s" if seconds > SLOW_S else outcome


def work(name: str, seed: int, start: int, root: str, queue: multiprocessing.Queue) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stderr = io.StringIO()
    for number in range(start, start + BATCH):
        folder = Path(root) / f"{name}-{number}"
        folder.mkdir()
        queue.put((number, ""))
        try:
            outcome = run_one(name, seed, number, folder)
        except Exception:
            queue.put((number, "finding: in the making\n" + traceback.format_exc()))
            continue
        if not outcome.startswith("finding"):
            shutil.rmtree(folder, ignore_errors=True)
        queue.put((number, outcome))
    queue.put((start, "end"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that are findings")
    options = parser.parse_args()
    names = options.target or sorted(TARGETS)
    starts = dict.fromkeys(names, 0)
    outcomes = {name: Counter() for name in names}
    kinds: Counter[str] = Counter()
    context = multiprocessing.get_context("spawn")
    end = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as root:
        while time.monotonic() < end:
            for name in names:
                queue = context.Queue()
                arguments = (name, options.seed, starts[name], root, queue)
                child = context.Process(target=work, args=arguments)
                child.start()
                number = starts[name]
                while True:
                    try:
                        number, outcome = queue.get(timeout=60)
                    except Exception:
                        outcome = "finding: hangs or died " + str(child.exitcode)
                        child.kill()
                    if outcome == "end":
                        break
                    if not outcome:
                        continue
                    is_finding = outcome.startswith("finding")
                    outcomes[name]["finding" if is_finding else outcome] += 1
                    if is_finding:
                        last = f"{name}: {outcome.strip().splitlines()[-1][:150]}"
                        kinds[last] += 1
                        if kinds[last] <= 2:
                            print(f"--- {name}-{number}\n{outcome}", flush=True)
                        if options.keep and kinds[last] <= 5:
                            source = Path(root) / f"{name}-{number}"
                            target = options.keep / source.name
                            shutil.copytree(source, target, dirs_exist_ok=True)
                        if "hangs or died" in outcome:
                            break
                starts[name] = number + 1 if outcome != "end" else starts[name] + BATCH
                child.join(5)
    for name in names:
        print(f"{name}: {sum(outcomes[name].values())} inputs, {dict(outcomes[name])}")
    for text, count in kinds.most_common():
        print(f"{count:6d}  {text}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
