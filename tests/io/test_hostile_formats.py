"""Files of the field that claim too much, lead elsewhere or are cut off: one sentence each."""

from __future__ import annotations

import gzip
import os
import zlib

import numpy as np
import pytest

from imagerep import ReadLimits, contents, open_image, read
from imagerep.errors import ImageLimitError, ImageReadError, ImageRepError
from tests import files_of_formats as files

pytest.importorskip("h5py")

VOLUME = (np.arange(9 * 24 * 31) % 11 % 3).reshape(9, 24, 31).astype(np.uint8)
HUGE = 2**31


def refused(path, error=ImageReadError, **options):
    with pytest.raises(error) as caught:
        open_image(path, **options).read()
    text = str(caught.value)
    assert "\n" not in text
    assert caught.value.hint
    assert not isinstance(caught.value.__cause__, MemoryError)
    return text


@pytest.mark.parametrize("name", files.VOLUMES)
@pytest.mark.parametrize("part", [0.1, 0.6, 0.95])
def test_cut_off(name, part, tmp_path):
    path = files.VOLUMES[name][0](tmp_path, VOLUME)
    for file in tmp_path.iterdir():
        data = file.read_bytes()
        if len(data) > 1000 or file == path:
            file.write_bytes(data[: int(len(data) * part)])
    try:
        values = open_image(path).read()
    except ImageRepError:
        return
    np.testing.assert_array_equal(values, VOLUME)  # what was cut off was not of the image


@pytest.mark.parametrize(
    ("maker", "old", "new"),
    [
        (files.nrrd, b"sizes: 31 24 9", b"sizes: 31 24 90000000000"),
        (files.mha, b"DimSize = 31 24 9", b"DimSize = 2147483648 2147483648 9"),
        (files.mhd, b"DimSize = 31 24 9", b"DimSize = 31000 24000 9000"),
        (files.amira, b"define Lattice 31 24 9", b"define Lattice 310000 24000 9000"),
        (files.amira_text, b"define Lattice 31 24 9", b"define Lattice 31 24 9000000000000"),
        (files.vgi, b"Size = 31 24 9", b"Size = 31 24 99999999999999"),
        (files.dragonfly_dat, b"Resolution: 31 24 9", b"Resolution: 3100000 2400000 9"),
        (files.avizo_script, b"short 1 31 24 9", b"short 1 31000000 24000000 9"),
        (files.pgm16, b"31 24", b"999999999 99999999"),
        (files.pgm_text, b"31 24", b"99999 99999"),
    ],
)
def test_sizes_that_are_claimed(maker, old, new, tmp_path):
    path = maker(tmp_path, VOLUME)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    refused(path)


def test_headers_in_binary_that_claim_too_much(tmp_path):
    path = files.mrc(tmp_path, VOLUME)
    data = bytearray(path.read_bytes())
    data[0:12] = b"\xff\xff\xff\x7f" * 3
    path.write_bytes(data)
    refused(path, ImageLimitError)
    path = files.nifti2(tmp_path, VOLUME)
    data = bytearray(path.read_bytes())
    data[24:32] = (1 << 40).to_bytes(8, "little")
    path.write_bytes(data)
    refused(path)


def test_compressed_bombs(tmp_path):
    limits = ReadLimits(max_bytes=1 << 24)
    path = files.zip_bomb(tmp_path / "a.npz", 1 << 29)
    refused(path, ImageLimitError)
    header = files._meta(np.zeros((900, 1000, 1000), np.uint8), "CompressedData = True")
    data = zlib.compress(bytes(1 << 20))
    (tmp_path / "a.mha").write_bytes(header + b"ElementDataFile = LOCAL\n" + data)
    refused(tmp_path / "a.mha", ImageLimitError)
    refused(files.nifti(tmp_path, VOLUME), ImageLimitError, limits=ReadLimits(max_bytes=100))
    (tmp_path / "a.nii.gz").write_bytes(gzip.compress(bytes(1 << 26)))
    refused(tmp_path / "a.nii.gz", limits=limits)


def test_hdf5_of_claims(tmp_path):
    import h5py

    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("huge", (HUGE, HUGE), "u1", chunks=(1000, 1000))
        file.create_dataset("chunk", (40_000, 40_000), "u1", chunks=(40_000, 40_000))
        small = file.create_dataset("small", (4000, 4000), "u1", chunks=(1, 1))
        small[0, 0] = 1
        spread = file.create_dataset("empty", (30_000, 30_000), "u1", chunks=(100, 100))
        spread[0, 0] = 1
    for name in ("huge", "chunk", "small", "empty"):
        refused(tmp_path / "a.h5", ImageLimitError, dataset=name)
    assert len(contents(tmp_path / "a.h5")) == 4


def test_hdf5_with_a_filter_that_is_not_there(tmp_path):
    import h5py

    with h5py.File(tmp_path / "a.h5", "w") as file:
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((10, 10))
        plist.set_filter(32013, h5py.h5z.FLAG_OPTIONAL, ())
        space = h5py.h5s.create_simple((20, 20))
        h5py.h5d.create(file.id, b"a", h5py.h5t.NATIVE_UINT8, space, dcpl=plist)
        file["a"][:] = 1
    assert "ZFP" in refused(tmp_path / "a.h5")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
@pytest.mark.parametrize("maker", [files.mhd, files.nhdr, files.vgi, files.dragonfly_dat])
def test_data_that_are_a_pipe(maker, tmp_path):
    path = maker(tmp_path, VOLUME)
    (data,) = [file for file in tmp_path.iterdir() if file != path]
    data.unlink()
    os.mkfifo(data)
    assert "not beside it" in refused(path)
    data.unlink()
    data.symlink_to("/dev/zero")
    assert "not beside it" in refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes")
def test_pipes_in_a_folder_of_slices(tmp_path):
    files.dicom_slice(tmp_path / "a.dcm", VOLUME[0])
    os.mkfifo(tmp_path / "b.dcm")
    assert open_image(tmp_path, volume=True).shape == VOLUME[0].shape
    os.mkfifo(tmp_path / "pipe.h5")
    assert "no ordinary file" in refused(tmp_path / "pipe.h5")


def test_a_header_leads_to_no_other_folder(tmp_path):
    secret = tmp_path / "secret.raw"
    secret.write_bytes(VOLUME.tobytes())
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("../secret.raw", str(secret), "sub/../../secret.raw"):
        header = files._meta(VOLUME, f"ElementDataFile = {name}")
        (folder / "a.mhd").write_bytes(header)
        assert "“secret.raw”, which is not beside it" in refused(folder / "a.mhd")
    (folder / "sub").mkdir()
    (folder / "sub" / "b.raw").write_bytes(VOLUME.tobytes())
    (folder / "a.mhd").write_bytes(files._meta(VOLUME, "ElementDataFile = sub/b.raw"))
    np.testing.assert_array_equal(open_image(folder / "a.mhd").read(), VOLUME)


def test_pickled_objects_are_never_loaded(tmp_path):
    marker = tmp_path / "ran"

    class Bad:
        def __reduce__(self):
            return os.mkdir, (str(marker),)

    np.save(tmp_path / "a.npy", np.array([Bad()], object), allow_pickle=True)
    np.savez(tmp_path / "b.npz", a=np.array([Bad()], object))
    assert "pickled" in refused(tmp_path / "a.npy")
    refused(tmp_path / "b.npz")
    assert not marker.exists()


def test_entities_of_xml_do_not_multiply(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "' + "x" * 1000 + '">'
    for one, two in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f'<!ENTITY {two} "{f"&{one};" * 20}">'
    (tmp_path / "a.xml").write_text(bomb + "]><RAWFileData>&i;</RAWFileData>")
    refused(tmp_path / "a.xml")
    (tmp_path / "a.companion.ome").write_text(bomb + "]><OME>&i;</OME>")
    refused(tmp_path / "a.companion.ome")


def test_a_companion_without_an_end_is_not_read(tmp_path):
    from imagerep.io.find import find_images

    path = tmp_path / "a.companion.ome"
    path.write_bytes(b"<OME>")
    os.truncate(path, 1 << 36)
    assert find_images(tmp_path) == (path,)
    refused(path)


def test_names_from_a_file_are_data(tmp_path):
    np.savez(tmp_path / "a.npz", **{"[red]x\x1b[2J": VOLUME, "b": VOLUME})
    from click.testing import CliRunner

    from imagerep.__main__ import main

    done = CliRunner().invoke(main, ["contents", str(tmp_path / "a.npz")])
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert "[red]x" in done.output
    assert read(tmp_path / "a.npz", dataset="b").shape == VOLUME.shape
