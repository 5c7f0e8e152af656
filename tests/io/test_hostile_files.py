"""Files that are damaged, mislabelled or made to do harm: one sentence, no memory, no traceback."""

import contextlib
import io
import logging
import os
import re
import struct
import subprocess
import sys
import warnings
import zlib

import numpy as np
import pytest
import tifffile
from PIL import Image

from imagerep import ReadLimits, open_image, read, read_slices
from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError

PLANE = (np.arange(60 * 80) % 7 % 3).reshape(60, 80).astype(np.uint8)
VOLUME = np.stack([PLANE] * 6)


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(side, depth=8, kind=0, rows=30_000):
    header = struct.pack(">IIBBBBB", side, side, depth, kind, 0, 0, 0)
    row = bytes(1 + side * depth // 8)
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", data)
        + png_chunk(b"IEND", b"")
    )


def saved(array, kind, **options):
    file = io.BytesIO()
    if kind == "tif":
        tifffile.imwrite(file, array, **options)
    elif kind == "npy":
        np.save(file, array)
    else:
        Image.fromarray(array).save(file, kind, **options)
    return file.getvalue()


def tiff(entries, data=b"\0" * 16):
    """Little-endian TIFF of (tag, type, count, value) entries, with the data at offset 8."""
    body = b"II*\0" + struct.pack("<I", 8 + len(data)) + data
    body += struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        body += struct.pack("<HHII", tag, kind, count, value)
    return body + bytes(4)


def tiff_of(width, height, *, strip=16, compression=1, rows=None, extra=()):
    rows = height if rows is None else rows
    entries = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression),
        (262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, rows), (279, 4, 1, strip),
        *extra,
    ]  # fmt: skip
    return tiff(sorted(entries))


def refused(tmp_path, data, name="a.tif", error=ImageReadError, **options):
    path = tmp_path / name
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(error) as caught:
            read(path, **options)
        with pytest.raises(ImageRepError):
            read_slices(path)
    text = str(caught.value)
    assert name in text
    assert text.count("\n") == 0
    assert caught.value.hint
    return text


@pytest.mark.parametrize("name", ["a.tif", "a.png", "a.jpg", "a.npy", "a.xyz", "a"])
@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty file"),
        (b"hello, world\n" * 50, "holds text"),
        (b"PK\x03\x04" + bytes(50), "is a ZIP archive"),
        (b"Rar!" + bytes(50), "is a RAR archive"),
        (b"GIF89a" + bytes(50), "damaged"),
        (b"BM" + bytes(50), "damaged"),
        (b"\x89HDF\r\n\x1a\n" + bytes(600), "damaged"),
        (b"ZISRAWFILE" + bytes(50), "ZEISS CZI"),
        (b"\xda\xce\xbe\x0a" + bytes(50), "Nikon ND2"),
        (bytes(range(256)) * 4, "something unknown"),
        (b"\x00", "something unknown"),
    ],
)
def test_what_is_no_image(tmp_path, name, data, found):
    assert found in refused(tmp_path, data, name)


def test_an_office_document_is_not_called_an_archive(tmp_path):
    assert "holds an Office document" in refused(tmp_path, b"PK\x03\x04" + bytes(50), "a.docx")


WHOLE = {
    "plain.tif": saved(PLANE, "tif"),
    "zlib.tif": saved(VOLUME, "tif", compression="zlib"),
    "lzw.tif": saved(VOLUME, "tif", compression="lzw", rowsperstrip=8),
    "tiled.tif": saved(PLANE, "tif", tile=(16, 16), compression="zlib"),
    "imagej.tif": saved(VOLUME, "tif", imagej=True, metadata={"axes": "ZYX"}),
    "ome.tif": saved(VOLUME, "tif", ome=True, metadata={"axes": "ZYX"}),
    "big.tif": saved(VOLUME, "tif", bigtiff=True),
    "jpeg.tif": saved(PLANE, "tif", compression="jpeg"),
    "a.png": saved(PLANE, "png"),
    "a.jpg": saved(PLANE, "jpeg"),
    "a.npy": saved(VOLUME, "npy"),
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_cut_off_files(tmp_path, name, part):
    data = WHOLE[name]
    whole = tmp_path / f"whole_{name}"
    whole.write_bytes(data)
    expected = open_image(whole).read()
    path = tmp_path / name
    path.write_bytes(data[: int(len(data) * part)])
    with contextlib.suppress(ImageReadError):
        # a file may end in what is not needed, such as a table of contents
        np.testing.assert_array_equal(open_image(path).read(), expected)


def test_missing_file_folder_and_device(tmp_path):
    with pytest.raises(ImageReadError, match="There is no file"):
        read(tmp_path / "none.tif")
    with pytest.raises(ImageReadError, match="is a folder"):
        read(tmp_path)
    for name in ("x" * 5000, "a\0b", ""):
        with pytest.raises(ImageReadError):
            read(name)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.tif")
        with pytest.raises(ImageReadError, match="no ordinary file"):
            read(tmp_path / "pipe.tif")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_file_without_permission(tmp_path):
    path = tmp_path / "a.tif"
    path.write_bytes(WHOLE["plain.tif"])
    path.chmod(0)
    with pytest.raises(ImageReadError, match="may not be read"):
        read(path)


HUGE = 2**31 - 1
BOMBS = {
    "declared.tif": tiff_of(HUGE, HUGE),
    "rows.tif": tiff_of(HUGE, HUGE, rows=1),
    "deflate.tif": tiff_of(30_000, 30_000, compression=8),
    "medium.tif": tiff_of(20_000, 20_000, compression=8),
    "tiles.tif": tiff(
        [(256, 4, 1, 64), (257, 4, 1, 64), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1),
         (277, 3, 1, 1), (322, 4, 1, 1 << 20), (323, 4, 1, 1 << 20), (324, 4, 1, 8),
         (325, 4, 1, 16)]
    ),
    "samples.tif": tiff_of(4000, 4000, compression=8).replace(
        struct.pack("<HHII", 277, 3, 1, 1), struct.pack("<HHII", 277, 3, 1, 65535)
    ),
    "counts.tif": tiff_of(100, 100, extra=[(320, 3, 2**31, 8)]),
    "loop.tif": saved(PLANE, "tif")[:4] + struct.pack("<I", 8) + struct.pack("<HI", 0, 8),
    "imagej.tif": saved(
        PLANE, "tif", metadata=None,
        description="ImageJ=1.54p\nimages=900000000\nslices=900000000\n",
    ),
    "shaped.tif": saved(PLANE, "tif", metadata=None, description='{"shape": [99999999, 60, 80]}'),
    "a.png": png_bomb(30_000, rows=1_000),
    "bits.png": png_bomb(30_000, depth=1),
    "rgba.png": png_bomb(3_000, kind=6, rows=9),
    "wide.png": b"\x89PNG\r\n\x1a\n"
    + png_chunk(b"IHDR", struct.pack(">IIBBBBB", HUGE, HUGE, 16, 6, 0, 0, 0)),
    "chunk.png": re.sub(rb"....(?=IDAT)", b"\xff\xff\xff\xf0", saved(PLANE, "png"), flags=re.S),
    "a.jpg": saved(PLANE, "jpeg").replace(
        struct.pack(">HH", 60, 80), struct.pack(">HH", 65500, 65500)
    ),
    "a.npy": saved(PLANE, "npy").replace(b"(60, 80)", b"(999999999, 9)"),
    "deep.npy": saved(PLANE, "npy").replace(b"(60, 80), }", b"(" * 9 + b"}}"),
    "negative.npy": saved(PLANE, "npy").replace(b"(60, 80)", b"(-6, -8)"),
    "jpeg.tif": saved(PLANE, "tif", compression="jpeg").replace(
        struct.pack(">HH", 60, 80), struct.pack(">HH", 65500, 65500)
    ),
}  # fmt: skip

RUN = """
import resource, sys, warnings
warnings.simplefilter("error")
from imagerep.errors import ImageReadError
from imagerep import read
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
for path in sys.argv[1:]:
    try:
        image = read(path)
    except ImageReadError as error:
        assert not isinstance(error.__cause__, MemoryError), path
        print(path, error)
    else:
        assert image.size < 10_000, path
# Not ru_maxrss: that begins with the size of the process that started this one.
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits the memory of a process")
def test_bombs_take_no_memory(tmp_path):
    for name, data in BOMBS.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", RUN, *(str(tmp_path / name) for name in BOMBS)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert int(done.stdout.split()[-1]) < 600_000  # kB


@pytest.mark.parametrize("name", ["declared.tif", "deflate.tif", "medium.tif", "a.png", "a.jpg"])
def test_bombs_are_named(tmp_path, name):
    text = refused(tmp_path, BOMBS[name], name, ImageLimitError)
    assert "declares" in text
    assert "GB" in text


def test_limits_can_be_lowered_and_raised(tmp_path):
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, VOLUME, compression="zlib")
    for limits in (
        ReadLimits(max_pixels=VOLUME.size - 1),
        ReadLimits(max_page_pixels=PLANE.size - 1),
        ReadLimits(max_bytes=PLANE.nbytes - 1),
        ReadLimits(max_pages=0),
    ):
        with pytest.raises(ImageLimitError, match=r"a\.tif"):
            read(path, limits=limits)
        with pytest.raises(ImageLimitError, match=r"a\.tif"):
            read_slices(path, limits=limits)
    exact = ReadLimits(max_pixels=VOLUME.size, max_page_pixels=PLANE.size, max_bytes=PLANE.nbytes)
    assert read(path, limits=exact).size == VOLUME.size


def test_pickles_are_never_loaded(tmp_path):
    class Harm:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "harm"),)

    np.save(tmp_path / "a.npy", np.array([[Harm()]], object), allow_pickle=True)
    with pytest.raises(ImageReadError):
        read(tmp_path / "a.npy")
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize("dtype", ["U3", "S3", "M8[s]", [("a", "u1"), ("b", "u1")]])
def test_npy_of_other_things(tmp_path, dtype):
    np.save(tmp_path / "a.npy", np.zeros((5, 5), dtype))
    with pytest.raises(ImageReadError, match="not the pixels of an image"):
        read(tmp_path / "a.npy")


@pytest.mark.parametrize("shape", [(), (5,), (0, 5), (2, 3, 4, 5), (2, 2, 2, 2, 2)])
def test_npy_of_other_shapes(tmp_path, shape):
    np.save(tmp_path / "a.npy", np.zeros(shape, np.uint8))
    with pytest.raises(ImageReadError):
        read(tmp_path / "a.npy")


def test_unsupported_compression_is_named(tmp_path):
    data = saved(PLANE, "tif", compression="jpeg2000")
    assert "JPEG2000" in refused(tmp_path, data).replace("_", "")


def test_ome_part_of_several_files(tmp_path):
    data = saved(VOLUME, "tif", ome=True, metadata={"axes": "ZYX"})
    path = tmp_path / "a.ome.tif"
    path.write_bytes(data.replace(b'SizeZ="6"', b'SizeZ="9"'))
    with pytest.raises(ImageReadError):
        read(path)


@pytest.mark.parametrize("page", [0, 1])
def test_negative_width(tmp_path, page):
    file = io.BytesIO()
    with tifffile.TiffWriter(file) as writer:
        for _ in range(2):
            writer.write(PLANE, tile=(16, 16), compression="zlib", contiguous=False)
    data = bytearray(file.getvalue())
    with tifffile.TiffFile(io.BytesIO(data)) as whole:
        offset = whole.pages[page].tags["ImageWidth"].offset
    struct.pack_into("<HIi", data, offset + 2, 9, 1, -1)  # SLONG
    refused(tmp_path, data)


def test_tile_width_of_many_numbers(tmp_path):
    data = bytearray(saved(PLANE, "tif", tile=(16, 16), compression="zlib"))
    with tifffile.TiffFile(io.BytesIO(data)) as whole:
        offset = whole.pages[0].tags["TileWidth"].offset
    struct.pack_into("<HII", data, offset + 2, 1, 200, 8)
    assert "makes no sense" in refused(tmp_path, data)


def test_animated_png(tmp_path):
    frames = [Image.fromarray(PLANE), Image.fromarray(PLANE[::-1].copy())]
    frames[0].save(tmp_path / "a.png", save_all=True, append_images=frames[1:])
    with pytest.raises(ImageReadError, match="animation"):
        read(tmp_path / "a.png")


def test_libraries_stay_silent(tmp_path, caplog, capfd):
    for name, data in WHOLE.items():
        (tmp_path / name).write_bytes(data[: len(data) // 2])
        with pytest.raises(ImageReadError):
            read(tmp_path / name)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    logger = logging.getLogger("tifffile")
    assert not any(type(entry).__module__.startswith("imagerep") for entry in logger.filters)


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1), (3, 1, 1)])
def test_tiny_images_are_read(tmp_path, shape):
    tifffile.imwrite(tmp_path / "a.tif", np.ones(shape, np.uint8), photometric="minisblack")
    assert read(tmp_path / "a.tif").phase_labels == (1,)
