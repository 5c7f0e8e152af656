"""The first pass, over the phases: what is counted survives an interruption, and nothing else."""

from __future__ import annotations

import errno
import os
import shutil
import time

import numpy as np
import pytest
import tifffile
from PIL import Image
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import EngineError, ImageReadError, NotSegmentedError, OutputError
from imagerep.hooks import Hooks
from imagerep.large import Resources, open_image
from imagerep.large.array_sources import NpySource
from imagerep.large.counted import known_rows
from imagerep.large.scratch import DEFAULT_FOLDER, FOLDERS
from imagerep.large.slices_source import SlicesSource
from imagerep.large.tiff_source import TiffSource
from imagerep.large.zarr_source import ZarrSource

zarr = pytest.importorskip("zarr")
pytest.importorskip("dask")

SHAPE = (60, 72, 80)
SOURCES = {".npy": NpySource, ".zarr": ZarrSource, ".tiff": TiffSource, "_slices": SlicesSource}
METHODS = ("two-point", "spectral")


@pytest.fixture(scope="module")
def volume():
    field = gaussian_filter(np.random.default_rng(1).standard_normal(SHAPE), 3, mode="wrap")
    return (field > 0.3 * field.std()).astype(np.uint8)


@pytest.fixture(scope="module")
def wanted(volume):
    return {method: imagerep.measure(volume, method=method) for method in METHODS}


def write(kind, folder, volume):
    path = folder / f"volume{kind}"
    if kind == ".npy":
        np.save(path, volume)
    elif kind == ".zarr":
        zarr.create_array(path, data=volume, chunks=(8, 24, 40), overwrite=True)
    elif kind == ".tiff":
        tifffile.imwrite(path, volume, compression="zlib", photometric="minisblack")
    else:
        path.mkdir()
        for number, one in enumerate(volume):
            Image.fromarray(one).save(path / f"slice_{number:02}.png")
    return path


class Reads:
    """Counts the voxels that are read; before a row, waits for a stop, or fails."""

    def __init__(self, monkeypatch, kind, scratch):
        self.n_voxels = 0
        self.fails_before = self.waits_before = 0
        original = SOURCES[kind].read

        def read(source, box):
            if box[0].start < self.fails_before:
                raise ImageReadError("The disk is ill.")
            while box[0].start < self.waits_before and any(scratch.glob("*/in-progress")):
                time.sleep(0.005)
            values = original(source, box)
            self.n_voxels += values.size
            return values

        monkeypatch.setattr(SOURCES[kind], "read", read)


def opened(path, scratch, *, threads=1, **more):
    resources = Resources(memory="1GB", threads=threads, in_memory=False, scratch=scratch, **more)
    return open_image(path, resources=resources)


def assert_same(found, wanted):
    assert found.phase_fraction == wanted.phase_fraction
    assert found.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-6
    )
    assert found.confidence_interval(0.95) == pytest.approx(wanted.confidence_interval(0.95))


def fail_in_the_middle(reads, path, scratch, method="spectral"):
    """Rows that are kept; the last pieces are counted first."""
    reads.fails_before = 24
    with pytest.raises(ImageReadError, match="ill"):
        imagerep.measure(opened(path, scratch), method=method)
    reads.fails_before = reads.n_voxels = 0
    return n_kept(scratch)


def n_kept(scratch):
    (folder,) = scratch.glob(FOLDERS)
    found = sum(rows.stop - rows.start for rows in known_rows(folder, SHAPE[0]))
    assert 0 < found < SHAPE[0]
    return found


@pytest.mark.parametrize("kind", list(SOURCES))
@pytest.mark.parametrize("method", METHODS)
def test_only_the_rest_is_counted(kind, method, volume, wanted, tmp_path, monkeypatch):
    path, scratch = write(kind, tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, kind, scratch)
    kept = fail_in_the_middle(reads, path, scratch, method)
    with pytest.raises(OutputError, match=r"unfinished measurement.*resuming"):
        imagerep.measure(opened(path, scratch), method=method)
    assert reads.n_voxels == 0
    # other threads cut the image otherwise
    found = imagerep.measure(opened(path, scratch, threads=3, resume=True), method=method)
    rest = (SHAPE[0] - kept) * SHAPE[1] * SHAPE[2]
    further = 2 * volume.size if method == "two-point" else 0  # transforming, subdividing
    assert reads.n_voxels == rest + further
    assert_same(found, wanted[method])
    assert not scratch.exists()


@pytest.mark.parametrize("threads", [1, 2])
def test_an_interrupt_keeps_what_is_counted(threads, volume, wanted, tmp_path, monkeypatch):
    path, scratch = write(".npy", tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, ".npy", scratch)
    reads.waits_before = 20

    def interrupt(_, text):
        if text.startswith("counting") and list(scratch.glob("*/counts-*")):
            raise KeyboardInterrupt

    large = opened(path, scratch, threads=threads)
    with pytest.raises(KeyboardInterrupt):
        imagerep.measure(large, method="spectral", progress=interrupt)
    (folder,) = scratch.glob(FOLDERS)
    assert not list(folder.glob("in-progress"))
    kept = n_kept(scratch)
    reads.n_voxels = reads.waits_before = 0
    found = imagerep.measure(opened(path, scratch, threads=threads, resume=True), method="spectral")
    assert reads.n_voxels == (SHAPE[0] - kept) * SHAPE[1] * SHAPE[2]
    assert_same(found, wanted["spectral"])
    assert not scratch.exists()


def test_later_passes_that_are_interrupted_keep_all_of_it(volume, wanted, tmp_path, monkeypatch):
    path, scratch = write(".zarr", tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, ".zarr", scratch)

    def interrupt(_, text):
        if text.startswith("inverse"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imagerep.measure(opened(path, scratch), progress=interrupt)
    reads.n_voxels = 0
    with pytest.raises(OutputError, match=r"unfinished measurement.*resuming"):
        imagerep.measure(opened(path, scratch))
    assert opened(path, scratch, resume=True).counted().count(1) == volume.sum()
    assert reads.n_voxels == 0
    # its blocks were not counted
    found = imagerep.measure(opened(path, scratch, resume=True), method="spectral")
    assert reads.n_voxels == volume.size
    assert_same(found, wanted["spectral"])
    reads.n_voxels = 0
    found = imagerep.measure(opened(path, scratch, resume=True))
    assert reads.n_voxels == volume.size  # subdividing
    assert_same(found, wanted["two-point"])
    assert not scratch.exists()


@pytest.mark.parametrize("kind", [".zarr", "_slices", ".npy"])
@pytest.mark.parametrize("is_counted", [False, True])
def test_what_has_changed_is_counted_anew(kind, is_counted, volume, tmp_path, monkeypatch):
    path, scratch = write(kind, tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, kind, scratch)
    if is_counted:

        def interrupt(_, text):
            if text.startswith("transforming"):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            imagerep.measure(opened(path, scratch), progress=interrupt)
    else:
        fail_in_the_middle(reads, path, scratch)
    changed = volume.copy()
    changed[43:45] ^= 1
    if kind == ".npy":
        np.save(path, changed)
    elif kind == ".zarr":
        zarr.open_array(path, mode="r+")[43:45] = changed[43:45]
    else:
        for number in (43, 44):
            Image.fromarray(changed[number]).save(path / f"slice_{number:02}.png")
    reads.n_voxels = 0
    counted = opened(path, scratch, resume=True).counted()
    assert counted.count(1) == changed.sum()
    if kind == ".zarr" and not is_counted:
        assert reads.n_voxels < volume.size
    else:
        assert reads.n_voxels == volume.size


@pytest.mark.parametrize("damage", ["cut", "bit", "empty"])
def test_a_damaged_piece_is_counted_anew(damage, volume, wanted, tmp_path, monkeypatch):
    path, scratch = write(".npy", tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, ".npy", scratch)
    kept = fail_in_the_middle(reads, path, scratch)
    (folder,) = scratch.glob(FOLDERS)
    rows = known_rows(folder, SHAPE[0])[0]
    piece = folder / f"counts-{rows.start}-{rows.stop}.bin"
    content = bytearray(piece.read_bytes())
    if damage == "bit":
        content[len(content) // 2] ^= 4
    else:
        del content[0 if damage == "empty" else -100 :]
    piece.write_bytes(content)
    (folder / "counts-7-x.bin").write_bytes(b"")
    found = imagerep.measure(opened(path, scratch, resume=True), method="spectral")
    rest = SHAPE[0] - kept + rows.stop - rows.start
    assert reads.n_voxels == rest * SHAPE[1] * SHAPE[2]
    assert_same(found, wanted["spectral"])
    assert not scratch.exists()


def test_a_damaged_chunk_is_restored_and_the_rest_counted(volume, wanted, tmp_path, monkeypatch):
    path, scratch = write(".zarr", tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, ".zarr", scratch)
    chunk = path / "c" / "1" / "1" / "0"
    shutil.copy2(chunk, tmp_path / "copy")
    chunk.write_bytes(chunk.read_bytes()[:9])
    with pytest.raises(ImageReadError, match="is damaged"):
        imagerep.measure(opened(path, scratch), method="spectral")
    shutil.copy2(tmp_path / "copy", chunk)
    reads.n_voxels = 0
    found = imagerep.measure(opened(path, scratch, resume=True), method="spectral")
    assert 0 < reads.n_voxels < volume.size
    assert_same(found, wanted["spectral"])


def test_what_cannot_be_measured_leaves_nothing(volume, tmp_path):
    """There is nothing to resume: another threshold or crop makes another image of it."""
    grey = volume.copy()
    grey[50:] = np.arange(80)
    path, scratch = write(".npy", tmp_path, grey), tmp_path / DEFAULT_FOLDER
    with pytest.raises(NotSegmentedError):
        imagerep.measure(opened(path, scratch))
    assert not scratch.exists()
    with pytest.raises(imagerep.PhaseNotFoundError):
        imagerep.measure(opened(write(".npy", tmp_path, volume), scratch), 7)
    assert not scratch.exists()


def test_nothing_is_left_where_nothing_was_done(volume, tmp_path, monkeypatch):
    path, scratch = write(".npy", tmp_path, volume), tmp_path / DEFAULT_FOLDER
    reads = Reads(monkeypatch, ".npy", scratch)
    reads.fails_before = SHAPE[0]
    with pytest.raises(ImageReadError):
        imagerep.measure(opened(path, scratch))
    assert not scratch.exists()
    reads.fails_before = 0
    monkeypatch.setattr("imagerep.large.cutting.DISK_SHARE", 1e-9)
    with pytest.raises(OutputError, match="free space"):
        imagerep.measure(opened(path, scratch))
    assert not scratch.exists()


def test_a_full_disk_does_not_end_the_counting(volume, wanted, tmp_path, monkeypatch):
    path, scratch = write(".npy", tmp_path, volume), tmp_path / DEFAULT_FOLDER

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pathlib.Path.replace", full)
    found = imagerep.measure(opened(path, scratch), method="spectral")
    assert_same(found, wanted["spectral"])
    assert not scratch.exists()


def test_a_temporary_folder_keeps_nothing(volume, tmp_path, monkeypatch):
    path = write(".npy", tmp_path, volume)
    monkeypatch.setattr(
        "imagerep.large.counts.save", lambda *_: pytest.fail("nobody could resume it")
    )
    monkeypatch.setattr("imagerep.large.scratch.temporary_folder", lambda: tmp_path)
    large = open_image(path, resources=Resources(memory="1GB", in_memory=False))
    assert large.counted(preview=True).count(1) == volume.sum()
    assert large.counted(Hooks()).stamps == ()


def test_memory_that_is_too_small_leaves_nothing(volume, tmp_path):
    path, scratch = write(".npy", tmp_path, volume), tmp_path / DEFAULT_FOLDER
    resources = Resources(memory="301MB", threads=1, in_memory=False, scratch=scratch)
    with pytest.raises(EngineError, match="memory is too small"):
        imagerep.measure(open_image(path, resources=resources))
    assert not scratch.exists()
