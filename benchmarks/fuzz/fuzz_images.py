"""Feed damaged image files to the readers and report whatever is not a plain refusal.

    uv run python benchmarks/fuzz/fuzz_images.py --minutes 10 --keep findings

Small valid files of every format and layout are mutated (bytes, integer fields, cuts, splices,
digits of text headers, TIFF directory entries) and read in a child process whose memory is
limited. A finding is an exception that is no ImageRepError, a crash, reads that take the processor
more than 10 s, or one that ran out of memory. Each finding is kept as a file; the seeds are fixed
by --seed.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import re
import resource
import struct
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from imagerep import contents, open_image, read, read_slices
from imagerep.errors import ImageRepError
from tests.files_of_formats import PLANES, VOLUMES

MEMORY = 3 << 30
SLOW_S = 10.0
BATCH = 500
INTERESTING = (0, 1, 2, 3, 4, 7, 8, 16, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 1 << 20,
               0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 30000, 65500)  # fmt: skip

NUMBERS = (b"0", b"-1", b"1", b"7", b"300", b"65536", b"2147483648", b"99999999999999999999",
           b"1e308", b"nan", b"inf", b"-0.0", b"1e-320", b"x", b"")  # fmt: skip


def _tiff(array, **options):
    file = io.BytesIO()
    tifffile.imwrite(file, array, **options)
    return file.getvalue()


def _pillow(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def seeds() -> dict[str, bytes]:
    plane = (np.arange(30 * 40) % 7 % 3).reshape(30, 40).astype(np.uint8)
    volume = np.stack([plane] * 5)
    hyper = np.stack([np.stack([plane] * 2)] * 3)
    rgb = np.stack([plane * 80, plane * 90, plane], -1)
    table = np.random.default_rng(0).integers(0, 65535, (3, 256), np.uint16)
    palette = Image.fromarray(plane)
    palette.putpalette([0, 0, 0, 255, 0, 0, 0, 0, 255])
    um = {"unit": "um", "spacing": 0.5}
    return {
        "plain.tif": _tiff(plane),
        "strips.tif": _tiff(plane, rowsperstrip=4, resolution=(25400, 25400)),
        "zlib.tif": _tiff(volume, compression="zlib", predictor=True),
        "lzw.tif": _tiff(volume, compression="lzw"),
        "zstd.tif": _tiff(plane, compression="zstd"),
        "lzma.tif": _tiff(plane, compression="lzma"),
        "packbits.tif": _tiff(plane, compression="packbits"),
        "jpeg.tif": _tiff(plane, compression="jpeg"),
        "jpegrgb.tif": _tiff(rgb, compression="jpeg", photometric="rgb", tile=(16, 16)),
        "tiles.tif": _tiff(plane, tile=(16, 16), compression="zlib"),
        "bits.tif": _tiff(plane > 0),
        "be16.tif": _tiff(plane.astype(np.uint16), byteorder=">"),
        "float.tif": _tiff(plane.astype(np.float32), compression="zlib", predictor=3),
        "big.tif": _tiff(volume, bigtiff=True),
        "rgb.tif": _tiff(rgb, photometric="rgb"),
        "palette.tif": _tiff(plane, photometric="palette", colormap=table),
        "imagej.tif": _tiff(volume, imagej=True, resolution=(2, 2), metadata={"axes": "ZYX"} | um),
        "hyper.tif": _tiff(hyper, imagej=True, metadata={"axes": "ZCYX"} | um),
        "ome.tif": _tiff(
            hyper, ome=True, metadata={"axes": "TZYX", "PhysicalSizeX": 2, "PhysicalSizeY": 2}
        ),
        "l.png": _pillow(Image.fromarray(plane), "png", dpi=(25400, 25400)),
        "p.png": _pillow(palette, "png"),
        "rgba.png": _pillow(Image.fromarray(rgb).convert("RGBA"), "png"),
        "i16.png": _pillow(Image.fromarray(plane.astype(np.uint16)), "png"),
        "bit.png": _pillow(Image.fromarray(plane > 0), "png"),
        "l.jpg": _pillow(Image.fromarray(plane), "jpeg"),
        "rgb.jpg": _pillow(Image.fromarray(rgb), "jpeg", progressive=True),
        "cmyk.jpg": _pillow(Image.fromarray(rgb).convert("CMYK"), "jpeg"),
        "u8.npy": _npy(volume),
        "f8.npy": _npy(plane.astype(float)),
        "f.npy": _npy(np.asfortranarray(volume)),
        **_of_formats(volume),
    }


def _of_formats(volume: np.ndarray) -> dict[str, bytes]:
    """Files of the formats that keep everything in one file."""
    found = {}
    for maker in (*(maker for maker, _ in VOLUMES.values()), *PLANES.values()):
        with tempfile.TemporaryDirectory() as folder:
            path = maker(Path(folder), volume)
            if sum(1 for _ in Path(folder).iterdir()) == 1:
                found[path.name.replace(" ", "_")] = path.read_bytes()
    return found


def mutate(rng: np.random.Generator, files: list[bytes], index: int) -> bytes:
    data = bytearray(files[index])
    for _ in range(1 + int(rng.integers(0, 4))):
        if not data:
            break
        where = int(rng.integers(0, len(data)))
        if rng.random() < 0.4:
            where = int(rng.integers(0, min(len(data), 400)))
        match int(rng.integers(0, 9)):
            case 8:
                _mutate_number(rng, data)
            case 0:
                data[where] ^= 1 << int(rng.integers(0, 8))
            case 1:
                data[where] = int(rng.integers(0, 256))
            case 2:
                del data[where : where + int(rng.integers(1, 20))]
            case 3:
                data[where:where] = data[where : where + int(rng.integers(1, 20))]
            case 4:
                del data[where:]
            case 5:
                other = files[int(rng.integers(0, len(files)))]
                size = int(rng.integers(1, 64))
                start = int(rng.integers(0, max(1, len(other) - size)))
                data[where : where + size] = other[start : start + size]
            case 6:
                value = INTERESTING[int(rng.integers(0, len(INTERESTING)))]
                order = "<>"[int(rng.integers(0, 2))]
                kind = "HI"[int(rng.integers(0, 2))]
                value &= 0xFFFF if kind == "H" else 0xFFFFFFFF
                packed = struct.pack(order + kind, value)
                data[where : where + len(packed)] = packed
            case _:
                _mutate_tag(rng, data)
    return bytes(data)


def _mutate_number(rng: np.random.Generator, data: bytearray) -> None:
    """Change a number in the text of a header."""
    found = list(re.finditer(rb"(?<![0-9.])[0-9]+(?:\.[0-9]+)?", bytes(data[:4096])))
    if found:
        number = found[int(rng.integers(0, len(found)))]
        data[number.start() : number.end()] = NUMBERS[int(rng.integers(0, len(NUMBERS)))]


def _mutate_tag(rng: np.random.Generator, data: bytearray) -> None:
    """Change the type, count or value of an entry of the first directory of a classic TIFF."""
    if data[:4] not in (b"II*\0", b"MM\0*") or len(data) < 10:
        return
    order = "<" if data[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", data, 4)
    if start + 2 > len(data):
        return
    (n_tags,) = struct.unpack_from(order + "H", data, start)
    if not 0 < n_tags < 100:
        return
    entry = start + 2 + 12 * int(rng.integers(0, n_tags))
    if entry + 12 > len(data):
        return
    value = INTERESTING[int(rng.integers(0, len(INTERESTING)))]
    match int(rng.integers(0, 6)):
        case 0:
            struct.pack_into(order + "H", data, entry + 2, int(rng.integers(0, 19)))
        case 1:
            struct.pack_into(order + "I", data, entry + 4, value)
        case _:
            struct.pack_into(order + "I", data, entry + 8, value)


def work(seed: int, start: int, folder: str, queue: multiprocessing.Queue) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = seeds()
    names, originals = list(files), list(files.values())
    for number in range(start, start + BATCH):
        rng = np.random.default_rng([seed, number])
        index = int(rng.integers(0, len(originals)))
        path = Path(folder) / f"{number}_{names[index]}"
        path.write_bytes(mutate(rng, originals, index))
        queue.put(("start", number, path.name, ""))
        clock = time.process_time()
        outcomes = []
        for action in (
            contents,
            lambda p: open_image(p).read(),
            read,
            read_slices,
            lambda p: read(p, snap=True),
            lambda p: read(p, threshold=1),
        ):
            try:
                action(path)
                outcomes.append("read")
            except ImageRepError as error:
                outcomes.append(type(error).__name__)
                if isinstance(error.__cause__, MemoryError) or not str(error):
                    queue.put(("finding", number, path.name, traceback.format_exc()))
                    break
            except BaseException:
                queue.put(("finding", number, path.name, traceback.format_exc()))
                break
        else:
            seconds = time.process_time() - clock
            if seconds > SLOW_S:
                queue.put(("finding", number, path.name, f"slow: {seconds:.1f} s"))
            else:
                path.unlink()
                queue.put(("done", number, path.name, outcomes[2]))
    queue.put(("end", start, "", ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that are findings")
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    n_findings = number = 0
    context = multiprocessing.get_context("spawn")
    end = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            queue = context.Queue()
            child = context.Process(target=work, args=(options.seed, number, folder, queue))
            child.start()
            current = ("", number, "")
            while True:
                try:
                    patience = 30 if current[2] else 300  # the files are made first
                    current_kind, n, name, text = queue.get(timeout=patience)
                except Exception:
                    died = not child.is_alive()
                    current_kind, n, name = "finding", current[1], current[2]
                    text = f"died ({child.exitcode})" if died else "hangs"
                    child.kill()
                if current_kind == "start":
                    current = ("", n, name)
                elif current_kind == "done":
                    outcomes[text] += 1
                elif current_kind == "finding":
                    n_findings += 1
                    last = text.strip().splitlines()[-1][:150]
                    kinds[last] += 1
                    if kinds[last] <= 3:
                        print(f"--- {name}\n{text}", flush=True)
                    if options.keep and name:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        (options.keep / name).write_bytes((Path(folder) / name).read_bytes())
                    if text == "hangs" or text.startswith("died"):
                        number = n + 1
                        break
                else:
                    number += BATCH
                    break
            child.join(5)
    print(f"{number} files: {dict(outcomes)}; {n_findings} findings")
    for text, count in kinds.most_common():
        print(f"{count:6d}  {text}")
    return 1 if n_findings else 0


if __name__ == "__main__":
    sys.exit(main())
