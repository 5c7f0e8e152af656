"""Threads and workers: interrupts, workers that are killed, schedulers that are lost."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

import imagerep
from imagerep import EngineError, MeasurementCancelled, Resources, read
from imagerep.hooks import Hooks
from imagerep.parallel import run_tasks
from tests.images_in_parts import blobs

distributed = pytest.importorskip("distributed")

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed"),
    pytest.mark.filterwarnings("ignore::UserWarning:distributed"),
]

PATIENCE_S = 180.0
SHAPE = (400, 300, 320)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    small = blobs((100, 75, 80), 3)
    path = tmp_path_factory.mktemp("parallel") / "volume.npy"
    np.save(path, np.tile(small, (4, 4, 4)))
    return path


@pytest.fixture(autouse=True)
def many_tasks(monkeypatch):
    monkeypatch.setattr("imagerep.io.source.READ_BYTES", 1 << 20)


@pytest.fixture(scope="module")
def wanted(file):
    return imagerep.measure(read(file, resources=Resources(memory="1GB", in_memory=False)))


@pytest.fixture
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, memory_limit="2GB", dashboard_address=None
    ) as found:
        yield found


def test_a_killed_worker_and_a_wish_to_stop(file, cluster, wanted):
    resources = Resources(memory="1GB", scheduler=cluster.scheduler_address)
    killed = []

    def kill_one(fraction, _):
        if fraction > 0.2 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], getattr(signal, "SIGKILL", signal.SIGTERM))  # the same on Windows

    found = imagerep.measure(read(file, resources=resources, hooks=Hooks(kill_one)))
    assert killed
    assert found == wanted
    with pytest.raises(MeasurementCancelled):
        read(file, resources=resources, hooks=Hooks(should_stop=lambda: True))
    with distributed.Client(cluster, set_as_default=False) as client:
        by_client = read(file, resources=Resources(memory="1GB", client=client))
    assert imagerep.measure(by_client) == wanted


class _LostOnce:
    """A result whose worker dies before it is fetched; another needs as long as four tries."""

    def __init__(self, task, key, status):
        self.key, self.status, self._task, self._tries = key, status, task, 0

    def add_done_callback(self, call):
        call(self)

    def result(self, timeout):
        self._tries += 1
        self.status = "lost" if self._tries < 4 else "finished"
        if self.status == "lost":
            raise TimeoutError(f"timed out after {timeout} s.")
        return self._task()


@pytest.mark.parametrize("status", ["finished", "lost"])
def test_a_result_that_is_lost_with_its_worker_is_waited_for(status):
    """It is lost after it was told to be there, or while it is told."""

    def submit(task, key, pure):
        return _LostOnce(task, key, status)

    client = SimpleNamespace(
        scheduler=SimpleNamespace(address="tcp://127.0.0.1:8786"), status="running", submit=submit
    )
    tasks = [lambda: 1, lambda: 2]
    assert list(run_tasks(tasks, Resources(client=client), Hooks(), "counting")) == [1, 2]


def test_a_client_that_is_slow_to_close_costs_no_result(file, cluster, wanted, monkeypatch):
    close = distributed.Client.close

    def close_slowly(client, *_, **__):
        close(client)
        raise TimeoutError("timed out after 0.2 s.")

    monkeypatch.setattr(distributed.Client, "close", close_slowly)
    resources = Resources(memory="1GB", scheduler=cluster.scheduler_address)
    assert imagerep.measure(read(file, resources=resources)) == wanted


def test_a_scheduler_that_is_lost_is_one_sentence(file, cluster, monkeypatch):
    closing = []

    def lose(fraction, _):
        if fraction > 0.1 and not closing:
            closing.append(threading.Thread(target=cluster.close))
            closing[0].start()
            time.sleep(1.0)

    monkeypatch.setattr("imagerep.parallel.PATIENCE_S", 1.0)
    resources = Resources(memory="1GB", scheduler=cluster.scheduler_address)
    try:
        with pytest.raises(EngineError, match="no longer answers"):
            read(file, resources=resources, hooks=Hooks(lose))
    finally:
        closing[0].join(30)


def test_workers_of_its_own_let_nobody_else_in(file, wanted):
    """Without the key of this run there is no way to give its scheduler work."""
    strangers, folders = [], []

    def intrude(fraction, _):
        if not strangers:
            address = own_addresses()[0]
            folders.extend(Path(one.local_directory) for one in own_workers())
            assert address.startswith("tls://127.0.0.1:")
            try:
                distributed.Client(address.replace("tls", "tcp"), timeout=2)
            except (OSError, TimeoutError, ValueError, TypeError) as error:
                strangers.append(error)

    def own_workers():
        return [worker for one in list(distributed.LocalCluster._instances)
                if getattr(one, "scheduler_address", "").startswith("tls")
                for worker in one.workers.values()]  # fmt: skip

    def own_addresses():
        return [one.scheduler_address for one in list(distributed.LocalCluster._instances)
                if getattr(one, "scheduler_address", "").startswith("tls")]  # fmt: skip

    resources = Resources(memory="2GB", workers=2)
    found = imagerep.measure(read(file, resources=resources, hooks=Hooks(intrude)))
    assert found == wanted
    assert strangers
    assert all(one.parent.name.startswith("imagerep-") for one in folders)
    assert folders
    assert not any(one.parent.exists() for one in folders)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:9", "foo", "", "tcp://", "::::", "http://x", "tls://127.0.0.1:9", "tcp://[::1",
     "inproc://x", "ucx://a:1", "tcp://127.0.0.1:99999", "tcp://\1:1"],
)  # fmt: skip
def test_no_scheduler_there(file, monkeypatch, address, capfd):
    """No address of any kind leaves a client behind that complains later."""
    monkeypatch.setattr("imagerep.parallel.PATIENCE_S", 0.5)
    with pytest.raises(EngineError, match="no scheduler"):
        read(file, resources=Resources(scheduler=address))
    gc.collect()
    assert "Traceback" not in capfd.readouterr().err


def test_one_who_listens_and_does_not_answer_is_no_scheduler(file, monkeypatch):
    monkeypatch.setattr("imagerep.parallel.PATIENCE_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(EngineError, match="no scheduler"):
            read(file, resources=Resources(scheduler=address))


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C to the whole console")
@pytest.mark.parametrize("engine", [["--threads", "1"], ["--workers", "1"]])
def test_ctrl_c_ends_with_a_word_and_the_code_of_shells(file, engine):
    slow = (
        "import time; from imagerep.io.raw import RawPixels as P; read = P.read\n"
        "def later(self, box): time.sleep(0.5); return read(self, box)\n"
        "P.read = later\n"
    )
    command = ["measure", str(file), "--phase", "1", "--memory", "600MB", *engine]
    program = f"{slow if engine[0] == '--threads' else ''}\n" + (
        f"import sys; sys.argv = ['imagerep', *{command!r}]\n"
        "from imagerep.__main__ import main\n"
        "if __name__ == '__main__': print('begun', flush=True); main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
        # What a shell starts in the background ignores Ctrl+C, and so do its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert process.stdout.readline() == "begun\n"
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130, err
    assert "Stopped." in err
    assert "Traceback" not in err
    assert not out


EVERY_MOMENT = """
import dis, functools, itertools, sys
from imagerep.hooks import Hooks, chunked, run_chunks
from imagerep.parallel import run_tasks
from imagerep.resources import Resources

def in_parts():
    for _ in run_tasks([int] * 4, Resources(memory="1GB", threads=2), Hooks(), ""):
        pass

def in_memory():
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

    sys.settrace(trace)
    try:
        work()
    except BaseException:  # or what the standard library made of it; ending is what counts
        return True
    finally:
        sys.settrace(None)
    return left < 0

for work in (in_parts, in_memory):
    work()
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
