"""Files dragged with the mouse from another process onto a real window, by the X server's means."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from imagerep.samples import sample_path

HERE = Path(__file__).parent
WAIT_S = 60.0


class Lines:
    """Lines of a process, without blocking for ever."""

    def __init__(self, process):
        self.process, self._lines = process, queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def next(self):
        line = self._lines.get(timeout=WAIT_S)
        assert line is not None, self.process.stderr.read()
        return line


class Told:
    """What the window told last."""

    def __init__(self, lines):
        self._lines, self.news = lines, {}

    def until(self, is_so):
        end = time.monotonic() + WAIT_S
        while not (self.news and is_so(self.news)):
            assert time.monotonic() < end, self.news
            self.news = json.loads(self._lines.next())
        return self.news

    def is_quiet(self, news):
        return news["work"] != "RUNNING" and not news["busy"]


def start(script, *arguments, env):
    process = subprocess.Popen(
        [sys.executable, str(HERE / script), *map(str, arguments)],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return process, Lines(process)


def ended(process):
    """Exit status and errors of a process that is to end now; leaves nothing open."""
    process.stdin.close()
    try:
        status = process.wait(30)
    finally:
        process.kill()
    errors = process.stderr.read()
    for pipe in (process.stdout, process.stderr):
        pipe.close()
    return status, errors


@pytest.fixture
def told(desktop, tmp_path):
    """A window that tells what happens in it; it must end well."""
    (tmp_path / "settings").mkdir()
    process, lines = start("report_window.py", tmp_path / "settings", env=desktop)
    told = Told(lines)
    told.until(lambda news: not news["images"])
    yield told
    status, errors = ended(process)
    assert status == 0, errors
    assert "Traceback" not in errors, errors


@pytest.fixture
def drag(desktop, told):
    """Drags files from another process onto the window, on a card where there are cards."""
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed: there is no hand on the mouse")

    sources = []

    def mouse(*arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=desktop, check=True, timeout=20)

    def move(begin, end, steps=8):
        for k in range(1, steps + 1):
            (x, y), (to_x, to_y) = begin, end
            mouse("mousemove", x + (to_x - x) * k // steps, y + (to_y - y) * k // steps)
            time.sleep(0.02)

    def over_window(place):
        before = told.news["over"]
        for wiggle in range(200):
            mouse("mousemove", place[0] + wiggle % 3, place[1])
            time.sleep(0.05)
            if told.until(lambda news: True) and not told._lines._lines.empty():
                told.news = json.loads(told._lines.next())
            if told.news["over"] > before:
                return
        pytest.fail("the window never heard of the drag")

    def dragged(*paths, card=None):
        process, lines = start("drag_source.py", *paths, env=desktop)
        sources.append(process)
        assert lines.next() == "ready"
        begin, end = (50, 50), (620, 60)
        mouse("mousemove", *begin)
        mouse("mousedown", 1)
        move(begin, end)
        over_window(end)
        if card is not None:
            places = told.until(lambda news: card in news["cards"])["cards"]
            move(end, places[card])
            over_window(places[card])
        time.sleep(0.2)
        mouse("mouseup", 1)
        return lines.next()

    yield dragged
    for process in sources:
        assert ended(process)[0] == 0


def test_files_and_folders_are_dragged_from_another_program(told, drag, tmp_path):
    assert drag(sample_path("three_phase_2d.tif")) == "CopyAction"
    news = told.until(lambda news: news["work"] == "DONE")
    assert news["images"] == ["three_phase_2d.tif"]
    assert news["value"].startswith("52.3 ± ")

    fields = [sample_path(f"field_{k}.tif") for k in (1, 2, 3)]
    assert drag(*fields, card="REPLACE") == "CopyAction"
    news = told.until(lambda news: len(news["images"]) == 3 and told.is_quiet(news))
    assert news["mode"] == "ONE_MATERIAL"
    assert not news["cards"]

    folder = tmp_path / "Ordner mit ä"
    folder.mkdir()
    for field in fields[:2]:
        shutil.copy(field, folder)
    assert drag(folder, card="REPLACE") == "CopyAction"
    news = told.until(lambda news: len(news["images"]) == 2 and told.is_quiet(news))
    assert news["mode"] == "BATCH"
    assert news["notices"] == []


def test_hostile_files_dragged_leave_a_message_and_nothing_else(told, drag, tmp_path):
    drag(sample_path("field_1.tif"))
    before = told.until(lambda news: news["work"] == "DONE" and told.is_quiet(news))
    (tmp_path / "cut.tif").write_bytes(sample_path("field_1.tif").read_bytes()[:90])
    (tmp_path / "empty.png").write_bytes(b"")
    np.save(tmp_path / "flat.npy", np.full((40, 40), 7, np.uint8))
    names = "cut.tif", "empty.png", "flat.npy"
    drag(*(tmp_path / name for name in names), card="REPLACE")
    news = told.until(lambda news: len(news["notices"]) == 3 and told.is_quiet(news))
    for name in names:
        assert sum(name in message for message in news["notices"]) == 1
    for what in ("images", "mode", "work", "value"):
        assert news[what] == before[what]
