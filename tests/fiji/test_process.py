"""ImageJ in a process of its own, on a screen of its own, driven by the app's client."""

import contextlib
import os
import signal
import time
from multiprocessing.connection import Client
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

import imagerep
from fiji_bridge import protocol
from fiji_bridge.client import FijiClient
from fiji_bridge.errors import FijiConnectionError, ImageJError
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.phase_rules import segment
from fiji_bridge.presentation import present_measurement, snapshot_of
from fiji_bridge.server import Server
from imagerep.image.segmentation import Segmentation

pytestmark = pytest.mark.xdist_group("imagej")


@pytest.fixture
def client(screen, tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    client = FijiClient.start(embedded=True, file=tmp_path / "endpoint.json")
    yield client
    client.close()
    with contextlib.suppress(ProcessLookupError):
        os.kill(client.process_id, signal.SIGKILL)


def test_image_to_the_app_and_result_back(client, tmp_path, cells):
    assert client.hello()["imagej"] == "1.54p"
    with pytest.raises(ImageJError, match="No image is open"):
        client.get_image()
    path = tmp_path / "cells ü.tif"
    Image.fromarray(cells).save(path)
    opened = client.open_image(path)
    number, snapshot = client.get_image()
    assert number == opened
    np.testing.assert_array_equal(snapshot.pixels, cells)

    outcome = measure_snapshot(snapshot)
    expected = imagerep.measure(segment(snapshot).segmentations[0], outcome.results[0][0].label)
    assert outcome.results[0][1].phase_fraction == expected.phase_fraction
    assert client.show_result(outcome.presentation, image_id=number) == number

    segmentation = Segmentation.from_array(cells == 255, name="from the app")
    measurement = imagerep.measure(segmentation)
    shown = present_measurement(segmentation, measurement)
    made = client.show_result(shown, snapshot=snapshot_of(segmentation))
    assert dict(client.images())[made] == "from the app"

    again = FijiClient.start(embedded=True, file=tmp_path / "endpoint.json")
    assert again.hello() == client.hello()
    again.close()
    with pytest.raises(ImageJError, match="no longer open"):
        client.get_image(-99)


def _call_until_it_fails(client):
    for _ in range(200):
        client.images()
        time.sleep(0.1)


def test_imagej_that_the_user_closes(client, tmp_path):
    client.quit()
    with pytest.raises(FijiConnectionError, match="was closed"):
        _call_until_it_fails(client)
    with pytest.raises(FijiConnectionError):
        FijiClient.connect(tmp_path / "endpoint.json")


def test_unsaved_images_keep_imagej_open(tmp_path):
    closed = []
    image = SimpleNamespace(changes=True, getTitle=lambda: "edited.tif", getID=lambda: -1)
    manager = SimpleNamespace(getIDList=lambda: [-1], getImage=lambda number: image)
    connection = SimpleNamespace(
        java=lambda name: manager, window=SimpleNamespace(quit=lambda: closed.append(True))
    )
    server = Server(SimpleNamespace(connection=connection), tmp_path / "endpoint.json")
    server.start()
    client = FijiClient(*_channel_to(tmp_path / "endpoint.json"))
    with pytest.raises(ImageJError, match=r"unsaved images \(edited.tif\)"):
        client.quit()
    assert not closed
    image.changes = False
    client.quit()
    assert closed
    client.close()
    server.stop()
    assert not (tmp_path / "endpoint.json").exists()


def _channel_to(path):
    endpoint = protocol.read_endpoint(path)
    return Client(endpoint.address, authkey=bytes.fromhex(endpoint.key)), endpoint
