"""Session files that are damaged or made to harm: refused in a sentence, and nothing is lost."""

from __future__ import annotations

import json
import queue

import numpy as np
import pytest

from imagerep_qt.session import InlineRunner, Session, ThreadRunner, session_file


@pytest.fixture
def session(tmp_path):
    """A session with one image, which `saved` has too."""
    np.save(tmp_path / "one.npy", np.eye(60, dtype=np.uint8))
    made = Session(InlineRunner())
    made.open([tmp_path / "one.npy"])
    assert len(made.entries) == 1
    return made


@pytest.fixture
def saved(session, tmp_path):
    return session_file.to_dict(session, tmp_path)


def with_change(saved, change):
    """A copy with a change, ``{"images.0.path": …}`` reaching inside."""
    copy = json.loads(json.dumps(saved))
    for where, value in change.items():
        *outer, last = where.split(".")
        holder = copy
        for name in outer:
            holder = holder[int(name) if name.isdigit() else name]
        holder[last] = value
    return copy


@pytest.mark.parametrize(
    "change",
    [
        {"phase": float("inf")},
        {"phase": "x"},
        {"confidence_level": 0},
        {"confidence_level": 1.5},
        {"confidence_level": float("nan")},
        {"target": {"value": -1, "relative": True}},
        {"target": {"value": float("inf"), "relative": True}},
        {"mode": "none"},
        {"phase_names": []},
        {"images": 3},
        {"images": [None]},
        {"images.0.relative_path": "ü" * 5000},
        {"images.0.crop": [[1, 2, 3]]},
        {"images.0.crop": "x"},
        {"images.0.crop": []},
        {"images.0.crop": [[5, 2], [0, 9]]},
        {"images.0.crop": [[-1, 2], [0, 9]]},
        {"images.0.calibration": {}},
        {"images.0.calibration": 0},
        {"images.0.calibration": {"voxel_size": 1, "unit": "um"}},
        {"images.0.threshold": []},
    ],
)
def test_a_damaged_session_is_refused_and_the_open_one_stays(session, saved, tmp_path, change):
    path = tmp_path / "a.imagerep"
    path.write_text(json.dumps(saved))
    session_file.load(session, path)  # as it was saved, it can be opened
    session.open([tmp_path / "one.npy"])
    path.write_text(json.dumps(with_change(saved, change)))
    before = session.entries
    with pytest.raises(session_file.SessionFileError, match="is not a session of ImageRep"):
        session_file.load(session, path)
    assert session.entries == before


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b"", b"7" * 6000, b"null"])
def test_bytes_that_are_no_session(session, tmp_path, content):
    path = tmp_path / "a.imagerep"
    path.write_bytes(content)
    with pytest.raises(session_file.SessionFileError):
        session_file.load(session, path)
    assert len(session.entries) == 1


def test_a_session_has_a_largest_size(session, saved, tmp_path, monkeypatch):
    path = tmp_path / "a.imagerep"
    path.write_text(json.dumps(saved))
    monkeypatch.setattr(session_file, "MAX_BYTES", path.stat().st_size)
    session_file.load(session, path)
    monkeypatch.setattr(session_file, "MAX_BYTES", path.stat().st_size - 1)
    with pytest.raises(session_file.SessionFileError, match="is larger than the"):
        session_file.load(session, path)


def test_a_session_of_3000_images_starts_at_once_and_can_be_cancelled(saved, tmp_path):
    """Opening reads nothing by itself; cancelling ends the threads."""
    posted = queue.SimpleQueue()
    many = Session(ThreadRunner(posted.put))
    saved["images"] = [
        {**saved["images"][0], "path": str(tmp_path / f"{k}.npy"), "relative_path": f"{k}.npy"}
        for k in range(3000)
    ]
    for k in range(3000):
        (tmp_path / f"{k}.npy").hardlink_to(tmp_path / "one.npy")
    path = tmp_path / "many.imagerep"
    path.write_text(json.dumps(saved))
    session_file.load(many, path)
    assert len(many.entries) == 0  # whatever is read comes through `posted`
    posted.get(timeout=250)()
    many.cancel()
    assert many.close(timeout_s=250)
    while not posted.empty():
        posted.get()()
    assert len(many.entries) < 3000
