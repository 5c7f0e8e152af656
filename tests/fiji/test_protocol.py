"""Messages, keys and arrays between the app and ImageJ's process; no Java."""

import json
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Client, Listener

import numpy as np
import pytest

from fiji_bridge import protocol
from fiji_bridge.client import FijiClient
from fiji_bridge.errors import FijiConnectionError, FijiError, GreyImageError, ImageJError
from fiji_bridge.server import remove_leftovers
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ImageReadError, ImageRepError, NotSegmentedError


@pytest.fixture
def nobody(tmp_path):
    """An address of this system at which nobody listens."""
    return r"\\.\pipe\imagerep-nobody" if sys.platform == "win32" else str(tmp_path / "gone")


@pytest.fixture
def channel(tmp_path):
    """Both ends of a channel."""
    key = protocol.new_key()
    with Listener(authkey=bytes.fromhex(key)) as listener:
        endpoint = protocol.Endpoint(str(listener.address), key, str(tmp_path), os.getpid())
        ends = []
        waiting = threading.Thread(target=lambda: ends.append(listener.accept()))
        waiting.start()
        mine = Client(endpoint.address, authkey=bytes.fromhex(key))
        waiting.join()
        with mine, ends[0] as theirs:
            yield FijiClient(mine, endpoint), theirs


@pytest.mark.parametrize("case", ["killed", "alive", "elsewhere"])
def test_only_what_a_killed_imagej_left_is_removed(case, nobody, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / ("else" if case == "elsewhere" else "") / "imagerep-x1"
    folder.mkdir(parents=True)
    (folder / "pixels.npy").write_bytes(b"0")
    with Listener(authkey=b"key") as listener:

        def accept():
            with suppress(EOFError, ConnectionError):  # who looks goes away at the door
                listener.accept()

        waiting = threading.Thread(target=accept)
        if case == "alive":
            waiting.start()
        address = str(listener.address) if case == "alive" else nobody
        file = tmp_path / "endpoint.json"
        protocol.write_endpoint(file, protocol.Endpoint(address, "00", str(folder), 1))
        remove_leftovers(file)
        if case == "alive":
            waiting.join()
    assert folder.exists() == (case != "killed")
    file.unlink()
    remove_leftovers(file)


def _answer_with(theirs, message):
    def work():
        protocol.receive(theirs)
        protocol.send(theirs, message)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_call_and_answer(channel):
    client, theirs = channel
    thread = _answer_with(theirs, {"result": {"imagej": "1.54p"}})
    assert client.hello() == {"imagej": "1.54p"}
    thread.join()


def test_errors_keep_their_kind(channel):
    client, theirs = channel
    error = GreyImageError("grey-image", title="ü", most=16)
    thread = _answer_with(theirs, {"error": json.loads(json.dumps(protocol.error_to_json(error)))})
    with pytest.raises(NotSegmentedError) as caught:
        client.get_image()
    thread.join()
    assert (type(caught.value), str(caught.value)) == (GreyImageError, str(error))
    assert (caught.value.code, caught.value.values) == (error.code, error.values)
    of_core = ImageReadError("no-such-file", path="/a.tif")
    again = protocol.error_from_json(protocol.error_to_json(of_core))
    assert (type(again), str(again)) == (ImageReadError, str(of_core))


@pytest.mark.parametrize(
    "sent",
    [{"kind": "os", "code": "no-java", "values": {}}, {"kind": "JavaError", "code": "x"},
     {"kind": "JavaError", "code": "unheard-of", "values": {}}, [], None,
     {"kind": "JavaError", "code": "no-such-mode", "values": {"mode": "one of two"}},
     {"kind": "JavaError", "code": "java-too-old", "values": [1]},
     {"kind": "Message", "code": "cancelled", "values": {}},
     {"kind": "annotations", "code": [], "values": {}}],
)  # fmt: skip
def test_an_error_that_is_unknown_here_says_so(sent):
    error = protocol.error_from_json(sent)
    assert (type(error), error.code) == (FijiError, "error-unknown")


def test_imagej_that_ends_is_said(channel):
    client, theirs = channel
    theirs.close()
    with pytest.raises(FijiConnectionError, match="ImageJ was closed"):
        client.images()


def test_another_version_is_said(channel):
    client, theirs = channel
    thread = _answer_with(theirs, {"version": 999, "result": {}})
    with pytest.raises(FijiConnectionError, match="another version"):
        client.hello()
    thread.join()


def test_pickles_are_refused(channel, tmp_path):
    client, theirs = channel
    theirs.send_bytes(pickle.dumps({"result": {}}))
    with pytest.raises(FijiConnectionError, match="do not understand"):
        client.hello()
    np.save(tmp_path / "a.npy", np.array([object()], object), allow_pickle=True)
    with pytest.raises(FijiConnectionError, match="did not arrive completely"):
        protocol.take_array(tmp_path, "a.npy")


def test_stranger_without_the_key_is_refused():
    import multiprocessing

    refused = []

    def accept(listener):
        try:
            listener.accept()
        except multiprocessing.AuthenticationError:
            refused.append(True)

    with Listener(authkey=b"right") as listener:
        thread = threading.Thread(target=accept, args=(listener,))
        thread.start()
        with pytest.raises((multiprocessing.AuthenticationError, OSError, EOFError)):
            Client(listener.address, authkey=b"wrong")
        thread.join()
    assert refused


def test_arrays_travel_once(tmp_path):
    array = np.arange(12, dtype=np.uint16).reshape(3, 4)
    name = protocol.put_array(tmp_path, array)
    np.testing.assert_array_equal(protocol.take_array(tmp_path, name), array)
    assert not list(tmp_path.iterdir())
    with pytest.raises(FijiConnectionError, match="not the name of an array"):
        protocol.take_array(tmp_path, "../x.npy")


def test_endpoint_is_for_its_owner_only(tmp_path):
    path = tmp_path / "state" / "endpoint.json"
    endpoint = protocol.Endpoint("/address", protocol.new_key(), "folder", 1)
    protocol.write_endpoint(path, endpoint)
    assert protocol.read_endpoint(path) == endpoint
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
    path.write_text("{}")
    assert protocol.read_endpoint(path) is None


@pytest.mark.parametrize(
    "change",
    [{"address": "198.51.100.1:80"}, {"address": ["198.51.100.1", 80]}, {"key": 7}, {"key": "xyz"},
     {"pid": "1"}, {"folder": None}, {"more": 1}],
)  # fmt: skip
def test_endpoints_that_are_damaged_or_lead_elsewhere_are_none(tmp_path, change):
    plain = {"address": "/x", "key": "00", "folder": "/", "pid": 1, "version": 1}
    path = tmp_path / "endpoint.json"
    path.write_text(json.dumps(plain))
    assert protocol.read_endpoint(path) is not None
    path.write_text(json.dumps({**plain, **change}))
    assert protocol.read_endpoint(path) is None


@pytest.mark.parametrize(
    "answer",
    [{"result": None}, {"result": [1]}, {}, {"result": {"id": 1}}, {"error": None},
     {"result": {"id": [], "pixels": 1, "mask": None, "meta": {}}}, {"error": {"kind": 1}}],
)  # fmt: skip
def test_answers_that_make_no_sense_are_said(channel, answer):
    client, theirs = channel
    thread = _answer_with(theirs, answer)
    with pytest.raises(ImageRepError):
        client.get_image()
    thread.join()


def test_images_that_make_no_sense_are_said():
    pixels = np.zeros((3, 4), np.uint8)
    for meta in ([], {"roi": 3}, {"threshold": [1]}, {"threshold": ["a", "b"]}, {"frame": "x"},
                 {"calibration": {"width": "x"}}, {"roi": {"x": 1}}):  # fmt: skip
        with pytest.raises(ImageJError, match="cannot be read"):
            ImageSnapshot.from_meta(pixels, meta)


def test_nothing_runs(nobody, tmp_path):
    with pytest.raises(FijiConnectionError, match="No ImageJ started by ImageRep"):
        FijiClient.connect(tmp_path / "absent.json")
    path = tmp_path / "stale.json"
    stale = protocol.Endpoint(nobody, protocol.new_key(), str(tmp_path), 1)
    protocol.write_endpoint(path, stale)
    with pytest.raises(FijiConnectionError, match="has been closed"):
        FijiClient.connect(path)


def test_process_that_cannot_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    with pytest.raises(FijiConnectionError, match="There is no folder"):
        FijiClient.start(tmp_path / "absent", file=tmp_path / "e.json")


def test_imagej_gets_no_console_of_its_own_on_windows(tmp_path, monkeypatch):
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200, raising=False)
    given = []

    def start(arguments, **options):
        given.append(options)
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(FileNotFoundError):
        FijiClient.start(file=tmp_path / "e.json")
    assert given[0]["creationflags"] == 0x08000200


def test_client_needs_no_java():
    code = (
        "import sys; sys.modules.update(jpype=None, scyjava=None, imagej=None, PySide6=None);"
        "import fiji_bridge.client, fiji_bridge.measurement, fiji_bridge.presentation;"
        "import fiji_bridge.fiji_folder"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
