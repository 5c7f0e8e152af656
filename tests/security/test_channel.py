"""The local channel to ImageJ's process: only its owner finds it, and only with the key."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import threading
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from types import SimpleNamespace

import pytest

from fiji_bridge import protocol
from fiji_bridge.channel import connect
from fiji_bridge.client import FijiClient
from fiji_bridge.errors import FijiConnectionError
from fiji_bridge.macro import call
from fiji_bridge.server import Server

WINDOWS = sys.platform == "win32"


@pytest.fixture
def server(tmp_path):
    """A server without ImageJ behind it."""
    connection = SimpleNamespace(
        version="1.54p", settings=SimpleNamespace(folder=None), java=None, window=None
    )
    made = Server(SimpleNamespace(connection=connection), tmp_path / "state" / "endpoint.json")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def endpoint(server, tmp_path):
    return protocol.read_endpoint(tmp_path / "state" / "endpoint.json")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(WINDOWS, reason="Windows keeps a user's folders to the user by itself")
def test_only_the_owner_can_read_the_key(server, endpoint, tmp_path):
    from pathlib import Path

    assert mode(tmp_path / "state" / "endpoint.json") == 0o600
    assert mode(tmp_path / "state") == 0o700
    assert mode(Path(endpoint.folder)) == 0o700
    assert mode(Path(endpoint.address).parent) == 0o700


@pytest.mark.skipif(WINDOWS, reason="a named pipe there")
def test_the_channel_is_no_port(endpoint):
    """A socket in the file system, not one of TCP that other users of the machine could reach."""
    assert endpoint.address.startswith("/")


@pytest.mark.parametrize("key", ["00" * 32, "11", ""])
def test_a_wrong_key_is_refused_and_the_right_one_still_works(endpoint, key):
    with pytest.raises((AuthenticationError, EOFError, OSError)):
        Client(endpoint.address, authkey=bytes.fromhex(key))
    right = FijiClient(Client(endpoint.address, authkey=bytes.fromhex(endpoint.key)), endpoint)
    assert right.hello()["imagej"] == "1.54p"
    right.close()


def test_a_stranger_without_a_key_hears_nothing(endpoint):
    channel = Client(endpoint.address)  # no key: the first thing it gets is a challenge
    channel.send_bytes(b'{"version": 1, "method": "hello"}')
    assert channel.recv_bytes(1024).startswith(b"#CHALLENGE#")
    assert channel.recv_bytes(1024) == b"#FAILURE#"
    channel.close()


def test_keys_are_random_and_long():
    keys = {protocol.new_key() for _ in range(20)}
    assert len(keys) == 20
    assert all(len(bytes.fromhex(key)) == 32 for key in keys)


@pytest.mark.parametrize("name", ["../secret.npy", "/etc/passwd", "a/b.npy", "a.txt", "..", ""])
def test_arrays_come_out_of_the_private_folder_alone(tmp_path, name):
    (tmp_path.parent / "secret.npy").write_bytes(b"x")
    with pytest.raises(FijiConnectionError, match="not the name of an array"):
        protocol.take_array(tmp_path, name)


def test_those_who_stay_silent_keep_nobody_waiting(endpoint):
    """More than the system queues; each says nothing, or half of a message."""
    silent = [Client(endpoint.address) for _ in range(20)]
    for channel in silent[::2] if not WINDOWS else ():  # named pipes know no half of one
        os.write(channel.fileno(), b"\0\0")
    client = FijiClient(connect(endpoint.address, endpoint.key), endpoint)
    assert client.hello()["imagej"] == "1.54p"
    client.close()
    for channel in silent:
        channel.close()


@pytest.mark.skipif(WINDOWS, reason="named pipes have no queue")
@pytest.mark.parametrize("n_before", [0, 8])
def test_one_who_does_not_answer_is_given_up(tmp_path, monkeypatch, n_before):
    """A process that was stopped: the system takes callers in its name, until its queue is full."""
    monkeypatch.setattr("fiji_bridge.channel.PATIENCE_S", 0.3)
    monkeypatch.setattr(call, "_PATIENCE", 1.0)
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    with Listener() as deaf:
        for _ in range(n_before):
            threading.Thread(target=_call, args=(deaf.address,), daemon=True).start()
        found = protocol.Endpoint(str(deaf.address), protocol.new_key(), "", os.getpid())
        protocol.write_endpoint(call.worker_file(), found)
        with pytest.raises(OSError, match=r"no answer|nobody accepts"):
            connect(found.address, found.key)
        assert call.stop_worker() == 1
        with pytest.raises(FijiConnectionError):
            FijiClient.connect(call.worker_file())


def _call(address):
    with contextlib.suppress(OSError):
        Client(address)
