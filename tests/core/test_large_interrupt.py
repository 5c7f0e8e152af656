"""Ctrl+C on the command line: it ends soon, and the same command with --resume goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

import imagerep

pytest.importorskip("dask")

SHAPE = (320, 300, 280)
PATIENCE_S = 180.0
"""What a slow and busy machine may take; docs/large.md has the times measured."""


def wait_for(found, process):
    deadline = time.monotonic() + PATIENCE_S
    while not found():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)


def holds_slabs(scratch):
    with suppress(FileNotFoundError):  # the folder of the counts is just being deleted
        return any(scratch.glob("imagerep-*/slab-*.spectra"))
    return False


EVERY_MOMENT = """
import dis, functools, itertools, sys, tempfile
from dataclasses import dataclass
from pathlib import Path
from imagerep.hooks import Hooks, chunked, run_chunks
from imagerep.large.engine import ThreadEngine
from imagerep.large.scratch import check_stop, open_scratch

@dataclass(frozen=True)
class Piece:
    folder: Path

    def run(self):
        check_stop(self.folder)

def in_parts(folder):
    with open_scratch(folder, "", resume=True, threads=2) as scratch:
        pieces = [Piece(scratch.folder) for _ in range(4)]
        for _ in ThreadEngine(2, 10**9).run(pieces, Hooks(), "", scratch.stop):
            (scratch.folder / "a").touch()

def in_memory(_):
    run_chunks(lambda _: None, chunked(4, 1), Hooks(), "", 2)

@functools.cache
def moments(code):  # signals are looked for after calls, and where functions begin
    pairs = itertools.pairwise(dis.get_instructions(code))
    return {b.offset for a, b in pairs if a.opname.startswith(("CALL", "RESUME"))}

def interrupted(work, moment):
    left = moment

    def trace(frame, event, _):
        nonlocal left
        frame.f_trace_opcodes = True
        left -= event == "opcode" and frame.f_lasti in moments(frame.f_code)
        if left == 0:
            left = -1
            raise KeyboardInterrupt
        return trace

    with tempfile.TemporaryDirectory() as folder:
        sys.settrace(trace)
        try:
            work(Path(folder))
        except BaseException:  # or what the standard library made of it; ending is what counts
            return True
        finally:
            sys.settrace(None)
    return left < 0

for work in (in_parts, in_memory):
    work(Path(tempfile.mkdtemp()))
    for moment in itertools.count(1):
        if not interrupted(work, moment):
            break
    print(work.__name__, moment)
"""


def test_no_moment_of_an_interrupt_leaves_a_lock_behind():
    """Ctrl+C in the middle of taking a lock written in Python; the end of the program waits too."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_MOMENT],
        text=True, capture_output=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    n_moments = [int(line.split()[1]) for line in done.stdout.splitlines()]
    assert len(n_moments) == 2
    assert min(n_moments) > 50


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C to the whole console")
@pytest.mark.parametrize("engine", ["threads", "workers"])
def test_ctrl_c_keeps_what_is_done(tmp_path, engine):
    if engine == "workers":
        pytest.importorskip("distributed")
    noise = np.random.default_rng(2).standard_normal(SHAPE, np.float32)
    image = gaussian_filter(noise, 3, mode="wrap") > 0
    np.save(tmp_path / "volume.npy", image)
    in_threads = ["--memory", "550MB", "--threads", "1"]
    command = [sys.executable, "-m", "imagerep", "measure", "volume.npy", "--phase", "1", "--json"]
    scratch = tmp_path / ".imagerep-scratch"
    for _ in range(5):  # a busy machine may stop it only when it is done
        process = subprocess.Popen(
            [*command, *(in_threads if engine == "threads" else ["--workers", "1"])],
            cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True,
            # What a shell starts in the background ignores Ctrl+C, and so do its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        wait_for(lambda: holds_slabs(scratch), process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        out, err = process.communicate(timeout=PATIENCE_S)
        if process.returncode:
            break
    assert process.returncode == 130, err
    assert "Stopped. What is done lies in" in err
    assert "Traceback" not in err
    assert not out
    kept = {path.name for path in scratch.glob("imagerep-*/*.spectra")}
    assert kept
    done = subprocess.run(
        [*command, *in_threads, "--resume"], cwd=tmp_path, text=True, capture_output=True,
        timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["characteristic_length_scale_px"]
    wanted = imagerep.measure(image).characteristic_length_scale_px
    assert found == pytest.approx(wanted, rel=1e-6)
    assert not scratch.exists()
