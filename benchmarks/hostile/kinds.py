"""Kinds of hostile inputs. Each makes one in a folder, from random numbers, and names its doors."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import tifffile

from benchmarks.hostile.doors import (
    BadAnswer,
    Door,
    command,
    doors_of_file,
    guarded,
    measured,
)
from benchmarks.hostile.mutations import damaged_text, mutate
from benchmarks.hostile.seeds import seeds
from imagerep import open_image
from imagerep.errors import ImageRepError
from imagerep.io.find import find_images
from tests import files_of_formats as files

Doors = Iterable[tuple[str, Door]]
MUST_BE_REFUSED = float("nan")
PLANE = (np.arange(30 * 40) % 7 % 3 > 0).reshape(30, 40).astype(np.uint8) * 255
TRUTH = float(np.mean(PLANE > 0))
VOLUME = np.stack([PLANE // 255] * 5)


def image(rng: np.random.Generator, folder: Path) -> Doors:
    """A file of one of the formats, with damaged bytes, numbers or directory entries."""
    names, originals = list(seeds()), list(seeds().values())
    index = int(rng.integers(0, len(names)))
    path = folder / names[index]
    path.write_bytes(mutate(rng, originals, index))
    return doors_of_file(path)


def cut_off(rng: np.random.Generator, folder: Path) -> Doors:
    """A file whose second half is missing; no format can do without."""
    names = list(seeds())
    name = names[int(rng.integers(0, len(names)))]
    data = seeds()[name]
    (folder / name).write_bytes(data[: int(len(data) * rng.uniform(0.1, 0.5))])
    return doors_of_file(folder / name, MUST_BE_REFUSED)


def session(rng: np.random.Generator, folder: Path) -> Doors:
    from imagerep_qt.session import InlineRunner, Session, session_file

    for name in ("one", "two"):
        np.save(folder / f"{name}.npy", PLANE)
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
            if len(opened.entries) != before:
                raise BadAnswer("a session that is refused takes images along") from None
            raise
        return opened.state

    return [("open", guarded(read))]


def zarr_folder(rng: np.random.Generator, folder: Path) -> Doors:
    import zarr

    path = folder / "a.zarr"
    kind = int(rng.integers(0, 4))
    values = np.stack([PLANE] * 5)
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
    return doors_of_file(path)


def described(rng: np.random.Generator, folder: Path) -> Doors:
    """A header in text with the file that holds the pixels, a set of files, a series."""
    makers = [files.nhdr, files.mhd, files.vgi, files.dragonfly_dat, files.dragonfly_xml,
              files.avizo_script, files.nifti_pair, _series]  # fmt: skip
    volume = np.stack([PLANE // 255] * 5)
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
        return [("volume", guarded(lambda: open_image(path, volume=True).read()))]
    return doors_of_file(path)


def _series(folder: Path, volume: np.ndarray) -> Path:
    for number, one in enumerate(volume):
        files.dicom_slice(folder / f"{number}.dcm", one, number)
    return folder


def zipped(rng: np.random.Generator, folder: Path) -> Doors:
    """A Zarr in a ZIP file, or an NPZ."""
    maker = (files.zarr_zip, files.npz, files.npz_compressed)[int(rng.integers(0, 3))]
    path = maker(folder, np.stack([PLANE // 255] * 5))
    path.write_bytes(mutate(rng, [path.read_bytes()], 0))
    return doors_of_file(path)


class _Channel:
    def __init__(self, answers: list[bytes]) -> None:
        self._answers = answers

    def send_bytes(self, data: bytes) -> None:
        pass

    def poll(self, seconds: float) -> bool:
        return True

    def recv_bytes(self, most: int) -> bytes:
        return self._answers.pop(0)


def answer(rng: np.random.Generator, folder: Path) -> Doors:
    """An answer of ImageJ's process to the app."""
    from fiji_bridge import protocol
    from fiji_bridge.client import FijiClient
    from fiji_bridge.snapshot import ImageSnapshot, PixelCalibration, RegionOfInterest

    snapshot = ImageSnapshot(
        PLANE,
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

    return [("open", guarded(read))]


def endpoint_file(rng: np.random.Generator, folder: Path) -> Doors:
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

    return [("open", guarded(read))]


# -- made by hand


def _npy_claim(shape: str) -> bytes:
    text = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return struct.pack("<6sBBH", b"\x93NUMPY", 1, 0, len(text)) + text.encode() + bytes(4096)


CLAIMS = ((1 << 31, 1 << 31), (1 << 62, 2), (10**30, 10**30), (3, 1 << 40), (100_000, 100_000))


def claim(rng: np.random.Generator, folder: Path) -> Doors:
    """A small file that claims to be of a size that it is not; always refused."""
    shape = CLAIMS[int(rng.integers(0, len(CLAIMS)))]
    kind = int(rng.integers(0, 7))
    path = folder / "claim"
    text = [str(side) for side in shape]
    if kind == 0:
        path = path.with_suffix(".npy")
        path.write_bytes(_npy_claim(f"({text[0]}, {text[1]})"))
    elif kind == 1:
        path = _zarr_claim(rng, path.with_suffix(".zarr"), shape)
    elif kind == 2:
        path = path.with_suffix(".nrrd")
        header = "NRRD0004\ntype: uint8\ndimension: 2\nencoding: raw\n"
        header += f"sizes: {text[1]} {text[0]}\n\n"

        path.write_bytes(header.encode() + bytes(4096))
    elif kind == 3:
        path = path.with_suffix(".mha")
        header = f"NDims = 2\nDimSize = {text[1]} {text[0]}\n"
        header += "ElementType = MET_UCHAR\nElementDataFile = LOCAL\n"
        path.write_bytes(header.encode() + bytes(4096))
    elif kind == 4:
        path = path.with_suffix(".pgm")
        path.write_bytes(f"P5\n{text[1]} {text[0]}\n255\n".encode() + bytes(4096))
    elif kind == 5:
        path = _tiff_claim(path.with_suffix(".tif"), rng)
    else:
        path = _hdf5_claim(path.with_suffix(".h5"), tuple(min(side, 1 << 60) for side in shape))
    return doors_of_file(path, MUST_BE_REFUSED)


def _zarr_claim(rng: np.random.Generator, path: Path, shape: tuple[int, ...]) -> Path:
    """Sizes and chunks that cannot be: of one pixel, of 10 GB, of the whole image."""
    path.mkdir()
    chunks = ((1, 1), (100_000, 100_000), shape, (64, 64))[int(rng.integers(0, 4))]
    if rng.random() < 0.5:
        metadata = {"zarr_format": 2, "shape": shape, "chunks": chunks, "dtype": "|u1",
                    "order": "C", "compressor": None, "fill_value": 0, "filters": None}  # fmt: skip
        (path / ".zarray").write_text(json.dumps(metadata))
    else:
        grid = {"name": "regular", "configuration": {"chunk_shape": chunks}}
        metadata = {"zarr_format": 3, "node_type": "array", "shape": shape, "data_type": "uint8",
                    "chunk_grid": grid, "fill_value": 0, "codecs": [{"name": "bytes"}],
                    "chunk_key_encoding": {"name": "default"}}  # fmt: skip
        (path / "zarr.json").write_text(json.dumps(metadata))
    return path


def _tiff_claim(path: Path, rng: np.random.Generator) -> Path:
    """A directory that claims a width and height, pages without end, or a strip that expands."""
    kind = int(rng.integers(0, 3))
    if kind == 0:
        tifffile.imwrite(path, PLANE)
        data = bytearray(path.read_bytes())
        with tifffile.TiffFile(path) as file:
            tags = file.pages.first.tags
            for name in ("ImageWidth", "ImageLength", "RowsPerStrip"):
                struct.pack_into("<HII", data, tags[name].offset + 2, 4, 1, 2_000_000_000)
        path.write_bytes(data)
    elif kind == 1:
        tifffile.imwrite(path, VOLUME, photometric="minisblack")
        data = bytearray(path.read_bytes())
        with tifffile.TiffFile(path) as file:
            first = file.pages.first.offset
            entry = first + 2 + 12 * len(file.pages.first.tags)
        struct.pack_into("<I", data, entry, first)  # the next page is the first one
        path.write_bytes(data[: len(data) // 2])
    else:
        packed = zlib.compress(bytes(1 << 20), 9)
        tifffile.imwrite(path, PLANE, compression="zlib")
        data = bytearray(path.read_bytes())
        with tifffile.TiffFile(path) as file:
            tags = file.pages.first.tags
            for name, side in (("ImageWidth", 1 << 20), ("ImageLength", 1 << 14),
                               ("RowsPerStrip", 1 << 14), ("StripByteCounts", len(packed)),
                               ("StripOffsets", len(data))):  # fmt: skip
                struct.pack_into("<HII", data, tags[name].offset + 2, 4, 1, side)
        path.write_bytes(bytes(data) + packed)
    return path


def _hdf5_claim(path: Path, shape: tuple[int, ...]) -> Path:
    import h5py

    with h5py.File(path, "w") as file:
        file.create_dataset("image", shape=shape, dtype="u1", chunks=(2, 2))
        with contextlib.suppress(OSError):  # addresses of HDF5 end before some of these
            file["image"][0, :2] = 1
    return path


def special(rng: np.random.Generator, folder: Path) -> Doors:
    """What is no regular file, under the name of an image, within a Zarr, or behind a header."""
    kind = ("pipe", "device", "socket", "loop", "folder")[int(rng.integers(0, 5))]
    place = int(rng.integers(0, 4))
    if place == 0:
        names = ("a.tif", "a.png", "a.npy", "a.h5", "a.dcm", "a.zarr.zip", "a.mhd", "a.vgi", "a")
        path = target = folder / names[int(rng.integers(0, len(names)))]
    elif place == 1:
        path = _zarr(folder / "a.zarr", 2 + int(rng.integers(0, 2)))
        inside = sorted(file for file in path.rglob("*") if file.is_file())
        target = inside[int(rng.integers(0, len(inside)))]
    elif place == 2:
        path = files.mhd(folder, VOLUME)
        target = next(file for file in sorted(folder.iterdir()) if file != path)
    else:
        path = files.nhdr(folder, VOLUME)
        target = next(file for file in sorted(folder.iterdir()) if file != path)
    target.unlink(missing_ok=True)
    _make_special(kind, target)
    return doors_of_file(path, None if target.name in ("zarr.json", ".zattrs") else MUST_BE_REFUSED)


def _make_special(kind: str, path: Path) -> None:
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path.name)
    elif kind == "folder":
        path.mkdir()
    else:
        short = Path(tempfile.mkdtemp(dir="/tmp"))
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(short / "s"))
        shutil.move(short / "s", path) if short.stat().st_dev == path.parent.stat().st_dev else (
            path.symlink_to(short / "s")
        )


def _zarr(path: Path, version: int) -> Path:
    import zarr

    array = zarr.create_array(
        path, shape=(30, 40), chunks=(15, 20), dtype="u1", zarr_format=version
    )
    array[:] = PLANE
    return path


TEXTS = ("[red]x[/red]", "[/]", ":smile:", "\x1b[31m", "\x07\x08", "=1+1", "+1", "-1", "@SUM(A1)",
         "\t=1", "<b>x</b>", "&amp;", "%s%n", "{0}", "{name}", "\u202egnp", "a\nb", "µm", "Å",
         "\udce9", "'\"", "../../x", "$(id)", "`id`", "|x", "CON", "x" * 120)  # fmt: skip


def named(rng: np.random.Generator, folder: Path) -> Doors:
    """A good image whose name and unit are those of an enemy: it has its answer."""
    first, second = (TEXTS[int(rng.integers(0, len(TEXTS)))] for _ in range(2))
    name = (
        f"{first}{second}.tif".replace("/", "∕").replace("[", "(")
        if rng.random() < 0.3
        else (f"{first}.tif".replace("/", "∕"))
    )
    path = folder / name
    unit = second.encode("ascii", "backslashreplace").decode()  # as ImageJ does
    tifffile.imwrite(folder / "x", PLANE, imagej=True, resolution=(2, 2), metadata={"unit": unit})
    (folder / "x").rename(path)
    quoted = "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
    table = folder / "table.csv"

    def sheet() -> str:
        found = command(["measure", quoted, "--phase", "255", "--csv", str(table), "--force"])
        text = table.read_text(encoding="utf-8-sig")
        if any(line.lstrip('"').startswith(("=", "+", "-", "@")) for line in text.splitlines()):
            raise BadAnswer("a formula in a table")
        return found

    return [
        *doors_of_file(path),
        ("table", lambda: command(["measure", quoted, "--phase", "255"])),
        ("sheet", sheet),
        ("truth", lambda: measured([quoted, "--phase=255"], TRUTH)),
    ]


NUMBERS = ("nan", "inf", "-inf", "1e300", "-1e300", "1e-320", "0", "-1", "9" * 40, "0x7f", "1_0",
           "½", "", " ", "1,2", "1;2", "0:1,0:1", "5:2,9:9", ":", "x", "\x1b[31m", "~nosuchuser/x",
           "n" * 300, "/dev/zero", "/dev/null", ".", "..", "-", "@", "[b]", "30x40,uint8",
           "30x40,uint8,offset=-1", "5x30x40,uint8,big", "1e9x1e9,uint8")  # fmt: skip
OPTIONS = ("--phase", "--quantity", "--between", "--over", "--confidence", "--target-error",
           "--target-absolute-error", "--threshold", "--snap", "--crop", "--exclude", "--mask",
           "--voxel-size", "--unit", "--channel", "--time", "--page", "--dataset", "--raw",
           "--max-phases", "--max-gigabytes", "--memory", "--threads", "--workers",
           "--method")  # fmt: skip
SIZE = ("--phase-fraction", "--length", "--feature-size", "--ndim", "--confidence",
        "--target-error", "--target-absolute-error", "--voxel-size", "--unit")  # fmt: skip
GENERATE = ("--model", "--shape", "--phase-fraction", "--length", "--anisotropy", "--seed",
            "--voxel-size", "--unit")  # fmt: skip


def arguments(rng: np.random.Generator, folder: Path) -> Doors:
    """One to three options with values that nobody means, on an image of one or several arrays."""
    makers = [files.npz, files.hdf5, files.gif_frames, files.mat]
    if rng.random() < 0.5:
        path = makers[int(rng.integers(0, len(makers)))](folder, VOLUME)
    else:
        path = folder / "a.tif"
        tifffile.imwrite(path, PLANE)

    def some(options: tuple[str, ...]) -> list[str]:
        chosen = rng.choice(len(options), 1 + int(rng.integers(0, 3)), replace=False)
        return [f"{options[k]}={NUMBERS[int(rng.integers(0, len(NUMBERS)))]}" for k in chosen]

    kind = int(rng.integers(0, 4))
    if kind == 0:
        given = ["--phase-fraction=0.3", "--length=10", *some(SIZE)]
        return [("size", lambda: command(["size", *given])),
                ("size", lambda: command(["size", *given, "--json"]))]  # fmt: skip
    if kind == 1:
        made = [str(folder / "made.tif"), "--shape=30x30", "--length=3", *some(GENERATE)]
        return [("generate", lambda: command(["generate", *made]))]
    options = some(OPTIONS)
    plain = [one for one in options if one.split("=")[0] not in _OF_MEASURE]
    return [
        ("measure", lambda: measured([str(path), *options])),
        ("table", lambda: command(["measure", str(path), *options])),
        ("phases", lambda: command(["phases", str(path), *plain])),
    ]


_OF_MEASURE = ("--phase", "--quantity", "--between", "--over", "--confidence", "--target-error",
               "--target-absolute-error", "--method")  # fmt: skip


def values(rng: np.random.Generator, folder: Path) -> Doors:
    """Numbers at the ends of their types: infinities, NaN, denormals, sums beyond them."""
    dtype = ("f2", "f4", "f8", "i8", "u8", "i1", "u4")[int(rng.integers(0, 7))]
    limits = np.finfo(dtype) if dtype[0] == "f" else np.iinfo(dtype)
    ends = [limits.max, limits.min, 0, 1]
    if dtype[0] == "f":
        ends += [np.nan, np.inf, -np.inf, limits.tiny, limits.smallest_subnormal, -0.0]
    chosen = rng.choice(len(ends), 2 + int(rng.integers(0, 2)), replace=False)
    array = np.array([ends[k] for k in chosen], dtype)[rng.integers(0, len(chosen), (30, 40))]
    path = folder / "a.npy"
    np.save(path, array)
    return doors_of_file(path)


def names_of_files(rng: np.random.Generator, folder: Path) -> Doors:
    """Patterns through links that lead back, and folders within themselves."""
    inner = folder
    for depth in range(1 + int(rng.integers(0, 4))):
        inner = inner / f"d{depth}"
        inner.mkdir()
        (inner / "back").symlink_to(folder)
        (inner / "self").symlink_to("self")
    tifffile.imwrite(inner / "a.tif", PLANE)
    pattern = ("**/*.tif", "**", "**/**/*.tif", "*/*", "d0/**/a.tif")[int(rng.integers(0, 5))]

    def find() -> None:
        found = find_images(folder / pattern)
        if len(found) != len({path.resolve() for path in found}):
            raise BadAnswer("an image is found twice")

    return [("find", guarded(find)),
            ("measure", lambda: measured([str(folder / pattern), "--phase=255"]))]  # fmt: skip


KINDS: dict[str, Callable[[np.random.Generator, Path], Doors]] = {
    "damaged images": image, "damaged Zarr": zarr_folder, "damaged headers": described,
    "damaged ZIP": zipped, "cut off": cut_off, "false claims": claim, "no regular file": special,
    "names and units": named, "options": arguments, "values": values, "patterns": names_of_files,
    "sessions": session, "answers of ImageJ": answer, "endpoints": endpoint_file,
}  # fmt: skip
"""Makers of hostile inputs, by what they are called in the table."""
