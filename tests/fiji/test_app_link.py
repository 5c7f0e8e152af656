"""The app's way to Fiji and back, with a real ImageJ in its own process."""

import contextlib
import os
import signal

import numpy as np
import pytest
from PIL import Image

import imagerep

pytest.importorskip("PySide6.QtWidgets")

from imagerep_qt.fiji import FijiLink
from imagerep_qt.session import InlineRunner, Session
from imagerep_qt.session.notices import Severity
from imagerep_qt.session.results import Work

pytestmark = pytest.mark.xdist_group("imagej")


@pytest.fixture
def link(screen, tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("IMAGEREP_STATE", str(tmp_path / "state"))
    link = FijiLink(Session(InlineRunner()), InlineRunner(), embedded=True)
    yield link
    process = link._client.process_id if link._client else None
    link.close()
    if process is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def test_image_from_fiji_and_result_back(link, tmp_path, cells):
    session = link.session
    link.get_image()
    assert session.state.notices[-1].message.code == "no-image-open"
    session.dismiss()

    path = tmp_path / "cells.tif"
    Image.fromarray(cells).save(path)
    number = link._client.open_image(path)
    link.get_image()
    assert [notice for notice in session.state.notices if notice.severity is Severity.ERROR] == []
    assert session.state.work is Work.DONE
    found = session.state.result.measurement
    expected = imagerep.measure(imagerep.read(path), found.phase, method=found.method)
    assert found.phase_fraction == expected.phase_fraction
    assert session.state.result.interval == expected.confidence_interval(0.95)

    link.show_result()
    assert session.state.notices[-1].message.code == "fiji-has-result"
    assert [one for one, _ in link._client.images()] == [number]
    session.set_crop(((0, cells.shape[0] // 2), (0, cells.shape[1])))
    link.show_result()
    assert len(link._client.images()) == 2

    # A file of the same name is another image: it is opened, not drawn over Fiji's.
    session.open([path], replace_all=True)
    link.show_result()
    assert len(link._client.images()) == 3


def test_a_stack_of_fiji_is_asked_about_and_shown_as_images(link, tmp_path, cells):
    from imagerep import write_tiff

    path = tmp_path / "stack.tif"
    stack = np.stack([np.roll(cells, 17 * number, 0) for number in range(10)])
    write_tiff(path, imagerep.Segmentation.from_array(stack))
    session = link.session
    session.open([path], replace_all=True)
    link.show_result()
    session.close_all()
    session.dismiss()
    link.get_image()
    notice = next(one for one in session.state.notices if one.stack is not None)
    assert notice.stack == session.state.current.key
    session.set_apart(True)
    assert session.state.result.measurement.n_images == 10
    before = len(link._client.images())
    link.show_result()
    assert session.state.notices[-1].message.code == "fiji-has-result"
    assert len(link._client.images()) == before + 1


def test_fiji_that_is_gone_is_told_and_nothing_is_lost(link, tmp_path, cells):
    path = tmp_path / "cells.tif"
    Image.fromarray(cells).save(path)
    session = link.session
    session.open([path], replace_all=True)
    link.show_result()
    before = session.state.result
    os.kill(link._client.process_id, signal.SIGKILL)
    link.embedded = False
    earlier = session.state.notices
    link.get_image()
    assert session.state.result is before
    assert session.state.notices[: len(earlier)] == earlier
    assert len(session.state.notices) > len(earlier)


def test_nothing_to_show(qapp):
    link = FijiLink(Session(InlineRunner()), InlineRunner())
    link.show_result()
    assert link.session.state.notices[-1].message.code == "no-result"
