"""Faults of a cluster: a worker killed, the scheduler lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

import imagerep
from imagerep import EngineError, MeasurementCancelled
from imagerep.correlation import covariance
from imagerep.large import Resources, open_image
from imagerep.large.array_sources import NpySource

distributed = pytest.importorskip("distributed")

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:distributed"),
    pytest.mark.filterwarnings("ignore::UserWarning:distributed"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    shape = (160, 150, 140)
    field = gaussian_filter(np.random.default_rng(2).standard_normal(shape), 3, mode="wrap")
    path = tmp_path_factory.mktemp("cluster") / "volume.npy"
    np.save(path, field > 0)
    return path


@pytest.fixture
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, memory_limit="2GB", dashboard_address=None
    ) as found:
        yield found


def image_on(file, address, scratch, **more):
    return open_image(file, resources=Resources(scheduler=address, scratch=scratch, **more))


def test_killed_worker_lost_scheduler_and_resuming(file, cluster, tmp_path, monkeypatch):
    wanted = imagerep.measure(np.load(file))
    address = cluster.scheduler_address
    killed = []

    def kill_one(fraction, text):
        if text.startswith("transforming") and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    found = imagerep.measure(image_on(file, address, tmp_path), progress=kill_one)
    assert killed
    assert found.characteristic_length_scale_px == wanted.characteristic_length_scale_px

    with pytest.raises(MeasurementCancelled):
        imagerep.measure(image_on(file, address, tmp_path / "c"), should_stop=lambda: True)

    closing = []

    def lose(fraction, text):
        if text.startswith("correlating") and not closing:
            closing.append(threading.Thread(target=cluster.close))
            closing[0].start()

    monkeypatch.setattr("imagerep.large.cluster.PATIENCE_S", 1.0)
    with pytest.raises(EngineError, match=r"no longer answers.*--resume"):
        imagerep.measure(image_on(file, address, tmp_path), progress=lose)
    closing[0].join(30)
    left = list(tmp_path.glob("imagerep-*/slab-*"))
    assert left
    here = Resources(memory="1GB", in_memory=False, scratch=tmp_path, resume=True)
    resumed = imagerep.measure(open_image(file, resources=here))
    assert resumed.characteristic_length_scale_px == wanted.characteristic_length_scale_px


SLOW_READING = """
import itertools
import time
from imagerep.large.array_sources import NpySource
def slow(self, box, read=NpySource.read, time=time, reads=itertools.count()):
    time.sleep(0.3 if next(reads) < 2 else 4.0)
    return read(self, box)
NpySource.read = slow
"""
"""A worker counts two parts, and is then slower than any scheduler takes to close."""


def test_scheduler_lost_while_the_phases_are_counted(file, cluster, tmp_path, monkeypatch):
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        client.run(exec, SLOW_READING, {})
    closing = []

    def lose(fraction, text):
        if text.startswith("counting") and fraction > 0.2 and not closing:
            closing.append(threading.Thread(target=cluster.close))
            closing[0].start()

    monkeypatch.setattr("imagerep.large.cluster.PATIENCE_S", 1.0)
    with pytest.raises(EngineError, match=r"no longer answers.*--resume"):
        imagerep.measure(
            image_on(file, cluster.scheduler_address, tmp_path), method="spectral", progress=lose
        )
    closing[0].join(30)
    assert list(tmp_path.glob("imagerep-*/counts-*"))

    sizes, read = [], NpySource.read

    def counting(self, box):
        values = read(self, box)
        sizes.append(values.size)
        return values

    monkeypatch.setattr(NpySource, "read", counting)
    here = Resources(memory="1GB", in_memory=False, scratch=tmp_path, resume=True)
    resumed = imagerep.measure(open_image(file, resources=here), method="spectral")
    image = np.load(file)
    assert 0 < sum(sizes) < image.size
    wanted = imagerep.measure(image, method="spectral")
    assert resumed.characteristic_length_scale_px == pytest.approx(
        wanted.characteristic_length_scale_px, rel=1e-12
    )
    assert not list(tmp_path.iterdir())


def test_own_worker_processes(file, tmp_path):
    wanted = imagerep.measure(np.load(file))
    resources = Resources(memory="2GB", workers=2, scratch=tmp_path / "scratch")
    found = imagerep.measure(open_image(file, resources=resources))
    assert found.characteristic_length_scale_px == wanted.characteristic_length_scale_px
    assert not (tmp_path / "scratch").exists()
    assert not multiprocessing.active_children()


def test_no_scheduler_there(file, tmp_path, monkeypatch):
    monkeypatch.setattr("imagerep.large.cluster.PATIENCE_S", 0.5)
    with pytest.raises(EngineError, match="no scheduler"):
        imagerep.measure(image_on(file, "tcp://127.0.0.1:9", tmp_path))


def test_workers_return_the_lags_asked_for_and_nothing_else(file, cluster, tmp_path):
    counted = image_on(file, cluster.scheduler_address, tmp_path).counted()
    with counted.covariance(counted.phases[-1]) as (found, _, _):
        window = found.window(20)
        assert found.moved.returned == window.nbytes == 21 * 41 * 41 * 4
    np.testing.assert_allclose(window, covariance(np.load(file)).window(20), atol=1e-7)
