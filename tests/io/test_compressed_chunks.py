"""Compressed chunks of HDF5 and Zarr: of other programs, and with more in them than their size."""

from __future__ import annotations

import bz2
import struct
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import imagecodecs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagerep import open_image
from imagerep.errors import ImageReadError
from tests.files_of_formats import hdf5_chunk

h5py = pytest.importorskip("h5py")
zarr = pytest.importorskip("zarr")
numcodecs = pytest.importorskip("numcodecs")

OF_NUMCODECS = (
    numcodecs.GZip(), numcodecs.Zlib(), numcodecs.BZ2(), numcodecs.LZMA(), numcodecs.Zstd(),
    numcodecs.Blosc(), numcodecs.LZ4(),
)  # fmt: skip

PLANE = (np.arange(16 * 24) // 7 % 3).astype("<u2").reshape(16, 24)
WRITTEN = {  # by hdf5plugin 7.1.0
    "LZ4": (
        32004,
        (512,),
        "0000000000000300000002000000001d1900010019010200190202000929000928000f2a00ffa550"
        "00000000000000001f1100010019010200190202000121000502000828000f2a00ac500000000000",
    ),
    "Bitshuffle": (
        32008,
        (0, 4, 2, 104, 2),
        "0000000000000300000000d000000021d3803f00f00700fe00c01f00f80306007f7f00e00f00fc00"
        "01009d50000000000000000022d2007f00e00f00fc01803f00f00706008f00fe00c01f00f8000100"
        "9d50000000000000000022d200fe00c01f00f803007f00e00f06008f00fc01803f00f00001009d50"
        "00000000000000001eff0400fc01803f00f007000700fe00c01f00f80300010065500000000000",
    ),
    "Bitshuffle with Zstandard": (
        32008,
        (0, 4, 2, 0, 3, 3),
        "0000000000000300000020000000002d28b52ffd6000021d0100a8803f00f00700fe00c01f00f803"
        "007f00e00f00fc0104009c701500019882400c2713",
    ),
    "Zstandard": (
        32015,
        (3,),
        "28b52ffd600002450400640300000102010200010200010200010200010200010200010200010200"
        "01020001020001020001020001020001020001020001020001023720f08535871c77b0438e3bd821"
        "c71dec90c71dec90e30e76c871073be4b8833de4b8831d72dcc10e39ee60871cf760871c77b0438e"
        "3bd821c71dec90c71dec90e30e76c83a6e7121c33bae8371b60d",
    ),
    "Blosc with LZ4": (
        32001,
        (2, 2, 2, 768, 5, 1, 1),
        "0201210200030000000300004a000000140000002200000012000100120101001202010002140012"
        "001400120114000f1500ff405000000000000c0000001f000100ff68500000000000",
    ),
    "Blosc with Zstandard": (
        32001,
        (2, 2, 2, 768, 5, 2, 5),
        "02019402000300000003000045000000140000002d00000028b52ffd6000021d0100a8803f00f007"
        "00fe00c01f00f803007f00e00f00fc0104009c701500019882400c2713",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_as_other_programs_write_them(name, tmp_path):
    code, values, data = WRITTEN[name]
    path = hdf5_chunk(tmp_path / "a.h5", PLANE, [(code, values)], bytes.fromhex(data))
    np.testing.assert_array_equal(open_image(path).read(), PLANE)


@pytest.mark.parametrize("shape", [(40, 31), (9, 24, 31)])
@pytest.mark.parametrize("dtype", ["|u1", "<u2", ">i4", "<f4", "|b1"])
@pytest.mark.parametrize(
    "options",
    [
        {"compression": "gzip"},
        {"compression": "gzip", "shuffle": True, "fletcher32": True},
        {"compression": "lzf", "shuffle": True},
        {"scaleoffset": 0, "compression": "gzip"},
        {"fletcher32": True},
    ],
)
def test_the_same_as_h5py_reads(shape, dtype, options, tmp_path):
    if "scaleoffset" in options and np.dtype(dtype).kind not in "ui":
        pytest.skip("scale-offset is for integers")
    values = (np.arange(np.prod(shape)) % 97 % 2 * 1.5).reshape(shape).astype(dtype)
    chunks = (7,) * (len(shape) - 1) + (13,)

    def write():
        with h5py.File(tmp_path / "a.h5", "w") as file:
            one = file.create_dataset("a", shape, dtype, chunks=chunks, fillvalue=1, **options)
            one[: shape[0] // 2] = values[: shape[0] // 2]  # other chunks have the fill value
            return one[...]

    # HDF5 compresses LZF with half a megabyte on the stack. Where another test started a Java in
    # this process, its guard pages lie there on the main thread's.
    with ThreadPoolExecutor(1) as thread:
        expected = thread.submit(write).result()
    source = open_image(tmp_path / "a.h5")
    np.testing.assert_array_equal(source.read(), expected)
    box = tuple(slice(side // 3, side // 3 + 6) for side in shape)
    np.testing.assert_array_equal(source.read(box), expected[box])


def test_colours(tmp_path):
    rgb = np.stack([PLANE % 3 * 80, PLANE % 2 * 90, PLANE], -1).astype(np.uint8)
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a", data=rgb, chunks=(5, 7, 2), compression="gzip")
    np.testing.assert_array_equal(open_image(tmp_path / "a.h5").read(), rgb)


def test_filters_that_a_chunk_went_without(tmp_path):
    shuffled = PLANE.view(np.uint8).reshape(-1, 2).T.tobytes()
    path = hdf5_chunk(tmp_path / "a.h5", PLANE, [(2, (2,)), (1, (4,))], shuffled, 2)
    np.testing.assert_array_equal(open_image(path).read(), PLANE)


def test_values_of_odd_types_in_compressed_chunks(tmp_path):
    """Of 12 bits, which HDF5 converts."""
    with h5py.File(tmp_path / "a.h5", "w") as file:
        kind = h5py.h5t.NATIVE_INT16.copy()
        kind.set_precision(12)
        properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        properties.set_chunk((10, 10))
        properties.set_deflate(4)
        space = h5py.h5s.create_simple((20, 20))
        h5py.h5d.create(file.id, b"a", kind, space, dcpl=properties)
        file["a"][:] = np.arange(-200, 200).reshape(20, 20)
    expected = np.arange(-200, 200).reshape(20, 20)
    np.testing.assert_array_equal(open_image(tmp_path / "a.h5").read(), expected)


def test_damage_that_the_checksum_tells(tmp_path):
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("a", data=PLANE, chunks=PLANE.shape, fletcher32=True)
        place = file["a"].id.get_chunk_info(0).byte_offset
    data = bytearray((tmp_path / "a.h5").read_bytes())
    data[place + 100] ^= 1
    (tmp_path / "a.h5").write_bytes(data)
    with pytest.raises(ImageReadError, match="checksum"):
        open_image(tmp_path / "a.h5").read()


BOMB = bytes(1 << 28)


def _blocks(data, block=1 << 30):
    return struct.pack(">QII", len(BOMB), block, len(data)) + data


BOMBS = {
    "deflate": (1, (9,), lambda: zlib.compress(BOMB)),
    "bzip2": (307, (9,), lambda: bz2.compress(BOMB)),
    "LZF": (32000, (4, 261, 4096), lambda: imagecodecs.lzf_encode(BOMB)),
    "LZ4": (32004, (), lambda: _blocks(imagecodecs.lz4_encode(BOMB))),
    "Zstandard": (32015, (), lambda: imagecodecs.zstd_encode(BOMB)),
    "Blosc": (32001, (), lambda: imagecodecs.blosc_encode(BOMB)),
    "Bitshuffle": (32008, (0, 4, 1, 0, 2), lambda: _blocks(imagecodecs.lz4_encode(BOMB))),
    "Bitshuffle with Zstandard": (
        32008, (0, 4, 1, 0, 3), lambda: _blocks(imagecodecs.zstd_encode(BOMB)),
    ),
}  # fmt: skip


def matlab_variable(path):
    """MATLAB file of an array of 64 x 64 bytes, of which all the zeros are the values."""

    def element(kind, data):
        return struct.pack("<II", kind, len(data)) + data

    body = element(6, struct.pack("<II", 9, 0)) + element(5, struct.pack("<ii", 64, 64))
    body += element(1, b"variable") + element(2, BOMB + BOMB + BOMB + BOMB)
    packed = zlib.compress(element(14, body))
    header = b"MATLAB 5.0 MAT-file".ljust(124) + b"\0\1IM"
    path.write_bytes(header + element(15, packed))
    return path


def zarr_chunk(path, version, codec, make):
    """Zarr of 64 x 64 bytes whose only chunk is stored as given."""
    one = zarr.create_array(
        path, shape=(64, 64), chunks=(64, 64), dtype="u1", zarr_format=version, compressors=codec
    )
    one[...] = 1
    (chunk,) = [file for file in path.rglob("*") if file.name in ("0", "0.0") and file.is_file()]
    chunk.write_bytes(make.encode(BOMB))
    return path


ZARR_BOMBS = {
    **{f"2 {one.codec_id}": (2, one, one) for one in OF_NUMCODECS},
    "3 gzip": (3, zarr.codecs.GzipCodec(), numcodecs.GZip()),
    "3 zstd": (3, zarr.codecs.ZstdCodec(), numcodecs.Zstd()),
    "3 blosc": (3, zarr.codecs.BloscCodec(typesize=1), numcodecs.Blosc()),
}


@pytest.mark.parametrize("one", OF_NUMCODECS, ids=lambda one: one.codec_id)
def test_codecs_of_zarr_2(one, tmp_path):
    zarr.create_array(
        tmp_path / "a.zarr", data=PLANE, chunks=(7, 9), zarr_format=2, compressors=one
    )
    np.testing.assert_array_equal(open_image(tmp_path / "a.zarr").read(), PLANE)


@pytest.mark.parametrize("shards", [None, (14, 18)])
@pytest.mark.parametrize(
    "one", [zarr.codecs.GzipCodec(), zarr.codecs.ZstdCodec(), zarr.codecs.BloscCodec()]
)
def test_codecs_of_zarr_3(one, shards, tmp_path):
    zarr.create_array(
        tmp_path / "a.zarr", data=PLANE, chunks=(7, 9), shards=shards, compressors=one
    )
    np.testing.assert_array_equal(open_image(tmp_path / "a.zarr").read(), PLANE)


@pytest.mark.skipif(sys.platform == "win32", reason="does not tell its largest memory")
def test_bombs_do_not_fill_the_memory(tmp_path):
    """A chunk of 64 x 64 bytes that would become 256 MB, by every filter and codec."""
    paths = [
        hdf5_chunk(
            tmp_path / f"{name}.h5", np.zeros((64, 64), np.uint8), [(code, values)],
            made(),
        )
        for name, (code, values, made) in BOMBS.items()
    ]  # fmt: skip
    paths += [zarr_chunk(tmp_path / f"{name}.zarr", *ZARR_BOMBS[name]) for name in ZARR_BOMBS]
    paths.append(matlab_variable(tmp_path / "a.mat"))
    script = """
import re, resource, sys
from pathlib import Path
import h5py, zarr, zarr.codecs  # what libraries take themselves is not counted
from imagerep import open_image
from imagerep.errors import ImageReadError

def most():
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # ru_maxrss would be that of the process that started this one
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) << 10

for path in sys.argv[1:]:
    try:
        open_image(path).read()
    except ImageReadError as error:
        assert error.code in ("part-unreadable", "chunk-damaged"), error
    else:
        raise SystemExit(path)
    print(most())
"""
    small = hdf5_chunk(tmp_path / "0.h5", PLANE, [(1, (4,))], b"no stream")
    command = [sys.executable, "-c", script, str(small), *map(str, paths)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
    first, *others, matlab = map(int, found.stdout.split())
    assert max(others) - first < 32 << 20
    assert matlab - first < 400 << 20  # SciPy lists variables by blocks that expand to 135 MB


@given(st.data())
def test_damaged_chunks_are_refused(tmp_path_factory, data):
    """Whatever a chunk holds, there is an image of its size or one sentence."""
    code, values, text = data.draw(st.sampled_from(list(WRITTEN.values())))
    stored = bytearray.fromhex(text)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(stored) - 1) | st.integers(0, 15))
        stored[place] = data.draw(st.sampled_from((0, 1, 127, 128, 255)) | st.integers(0, 255))
    stored = stored[: data.draw(st.just(len(stored)) | st.integers(1, len(stored)))]
    changed = list(values)
    if changed and data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place] = data.draw(st.sampled_from((0, 1, 3, 7, 1 << 31, (1 << 32) - 1)))
    path = tmp_path_factory.mktemp("damaged") / "a.h5"
    hdf5_chunk(path, PLANE, [(code, tuple(changed))], bytes(stored))
    try:
        found = open_image(path).read().shape
    except ImageReadError:
        return
    assert found == PLANE.shape
