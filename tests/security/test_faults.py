"""What comes in between: kill -9, a full disk, a read-only folder, others at the same file."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import tifffile
from click.testing import CliRunner

from imagerep.__main__ import main
from imagerep.errors import ImageRepError, OutputError
from imagerep.files import replacing, write_text
from tests import files_of_formats as files

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
OLD, NEW = "a" * 3_000_000, "b" * 3_000_000


def in_child(work, prepare=lambda: None):
    """What a function says, in a process of its own that something was done to before."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        text = b"died"
        try:
            prepare()
            text = str(work()).encode()
        except BaseException as error:
            text = f"{type(error).__name__}: {error}".encode()
        finally:
            os.write(writer, text)
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        found = answer.read().decode()
    os.waitpid(child, 0)
    return found


def state(folder):
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@POSIX
def test_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "result.json"
    write_text(path, OLD, overwrite=False)
    rng = np.random.default_rng(1)
    for _ in range(12):
        child = os.fork()
        if child == 0:
            while True:
                write_text(path, NEW, overwrite=True)
                write_text(path, OLD, overwrite=True)
        time.sleep(rng.uniform(0, 0.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert path.read_text() in (OLD, NEW)
    left = [one.name for one in tmp_path.iterdir() if one != path]
    assert all(name.startswith(".") and name.endswith(".tmp") for name in left)
    write_text(path, "next", overwrite=True)  # leftovers are in nobody's way
    assert path.read_text() == "next"


def limited():
    """Let no file grow beyond 400 bytes, as on a full disk."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (400, 400))


@POSIX
@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(
    "arguments",
    [("generate", "made.tif", "--shape", "300x300"),
     ("measure", "a.npy", "--phase", "1", "--json=a.json"),
     ("measure", "a.npy", "--phase", "1", "--csv=a.csv")],
)  # fmt: skip
def test_a_full_disk_loses_nothing_and_leaves_nothing(tmp_path, monkeypatch, arguments, force):
    monkeypatch.chdir(tmp_path)
    np.save(tmp_path / "a.npy", np.random.default_rng(0).random((100, 100)) < 0.4)
    if force:
        for name in ("made.tif", "a.json", "a.csv"):
            (tmp_path / name).write_text("old")
    before = state(tmp_path)

    def work():
        done = CliRunner().invoke(main, [*arguments, *force], catch_exceptions=False)
        return f"{done.exit_code} {done.stderr}"

    assert "2 imagerep: “" in (said := in_child(work, limited))
    assert "cannot be written: file too large. Choose another place." in said
    assert state(tmp_path) == before


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk")
def test_a_disk_that_is_really_full(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount")
    try:
        path = disk / "a.json"
        write_text(path, "old", overwrite=False)
        with pytest.raises(OutputError, match="no space left on device"):
            write_text(path, NEW, overwrite=True)
        with pytest.raises(OutputError, match="no space left on device"):
            write_text(disk / "b.json", NEW, overwrite=False)
        assert state(disk) == {"a.json": b"old"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def as_nobody(work, *arguments):
    """What a function says that another user of the computer calls."""

    def become():
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)

    return in_child(lambda: work(*arguments), become)


def opened_up(path):
    """Let others come as far as a folder."""
    for folder in (path, *path.parents):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == os.getuid():
                folder.chmod(folder.stat().st_mode | 0o055)
        if folder.parent == Path(folder.anchor):
            return


@POSIX
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_to_be_read_only_is_a_sentence(tmp_path, overwrite):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "a.json"
    if overwrite:
        path.write_text("old")
    opened_up(folder)
    folder.chmod(0o555)
    try:
        said = as_nobody(lambda: write_text(path, "new", overwrite=overwrite))
    finally:
        folder.chmod(0o755)
    assert said == f"OutputError: “{path}” cannot be written: permission denied. " \
                   "Choose another place."  # fmt: skip
    assert state(folder) == ({"a.json": b"old"} if overwrite else {})


def _replace_often(path, text):
    for _ in range(30):
        write_text(path, text, overwrite=True)


def _make_once(path, text, won):
    with contextlib.suppress(OutputError):
        write_text(path, text, overwrite=False)
        won.put(text[0])


def _all(target, arguments):
    context = multiprocessing.get_context("spawn")
    won = context.SimpleQueue()
    processes = [
        context.Process(target=target, args=(*some, *((won,) if target is _make_once else ())))
        for some in arguments
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert {process.exitcode for process in processes} == {0}
    found = []
    while not won.empty():
        found.append(won.get())
    return found


def test_several_writers_leave_one_whole_file(tmp_path):
    path = tmp_path / "a.json"
    _all(_replace_often, [(path, letter * 1_000_000) for letter in "abc"])
    assert path.read_text() in [letter * 1_000_000 for letter in "abc"]
    assert list(tmp_path.iterdir()) == [path]


def test_of_several_who_may_not_overwrite_one_wins(tmp_path):
    path = tmp_path / "a.json"
    won = _all(_make_once, [(path, letter * 1_000_000) for letter in "abc"])
    (letter,) = won
    assert path.read_text() == letter * 1_000_000
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_links_are_replaced_and_never_followed(tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("mine")
    link = tmp_path / "a.json"
    link.symlink_to(precious)
    write_text(link, "new", overwrite=True)
    assert not link.is_symlink()
    assert (precious.read_text(), link.read_text()) == ("mine", "new")


@POSIX
def test_nobody_can_foresee_the_name_of_what_is_being_written(tmp_path):
    """A link under it would be followed."""
    names = set()
    for number in range(5):
        with replacing(tmp_path / f"{number}.json", overwrite=False) as file:
            names.add(Path(file.name).name)
            assert stat.S_IMODE(Path(file.name).stat().st_mode) & 0o022 == 0
    assert len(names) == 5
    assert all(len(name) > 32 for name in names)


@POSIX
def test_a_private_file_stays_private(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old")
    path.chmod(0o600)
    write_text(path, "new", overwrite=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


SHORTEN = """
import sys
from pathlib import Path
import numpy as np
from imagerep import open_image
from imagerep.__main__ import main
from imagerep.errors import ImageRepError
for path in map(Path, sys.argv[1:]):
    image = open_image(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 3)
    try:
        image.read()
    except ImageRepError as error:
        print(path.name, error)
    else:
        raise SystemExit(f"{path} was read")
"""


@POSIX
def test_an_image_that_another_program_shortens_kills_nothing(tmp_path):
    """A mapped file would end the process."""
    volume = np.random.default_rng(0).integers(0, 255, (20, 100, 120), np.uint8)
    makers = [files.npz, files.hdf5, files.nrrd, files.mha, files.mrc, files.nifti, files.dicom]
    paths = [maker(tmp_path, volume) for maker in makers]
    np.save(tmp_path / "x.npy", volume)
    tifffile.imwrite(tmp_path / "x.tif", volume)
    tifffile.imwrite(tmp_path / "y.tif", volume, compression="zlib")
    paths += [tmp_path / "x.npy", tmp_path / "x.tif", tmp_path / "y.tif"]
    done = subprocess.run(
        [sys.executable, "-c", SHORTEN, *map(str, paths)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(paths)


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="becomes another user")
def test_another_user_reaches_no_channel(tmp_path, monkeypatch):
    """Neither that of ImageJ, nor that of the worker for Fiji, nor what passes through them."""
    pytest.importorskip("fiji_bridge.server")
    from types import SimpleNamespace

    from fiji_bridge import protocol
    from fiji_bridge.channel import connect
    from fiji_bridge.macro import text_files
    from fiji_bridge.macro.worker import Worker
    from fiji_bridge.server import Server

    opened_up(tmp_path)
    connection = SimpleNamespace(
        version="1.54p", settings=SimpleNamespace(folder=None), java=None, window=None
    )
    server = Server(SimpleNamespace(connection=connection), tmp_path / "state" / "endpoint.json")
    server.start()
    worker = Worker(tmp_path / "state" / "worker.json")
    try:
        for endpoint in (server._endpoint, worker._endpoint):
            address = endpoint.address
            assert as_nobody(connect, address).startswith("PermissionError")
        assert as_nobody(os.listdir, server._endpoint.folder).startswith("PermissionError")
        for name in ("endpoint.json", "worker.json"):
            path = tmp_path / "state" / name
            assert as_nobody(protocol.read_endpoint, path) in ("None", "PermissionError")
    finally:
        server.stop()
        worker._door.close()
    foreign = tmp_path / f"{text_files.FOLDER_PREFIX}x"
    foreign.mkdir(mode=0o755)
    os.chown(foreign, 65534, 65534)
    with pytest.raises(ImageRepError):
        text_files.check_folder(foreign)
