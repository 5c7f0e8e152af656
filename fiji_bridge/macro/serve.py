"""One call of the macro, from its folder to its answer."""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from fiji_bridge.csv_file import add_rows
from fiji_bridge.errors import FijiError
from fiji_bridge.folders import state_folder
from fiji_bridge.macro import answer, text_files
from fiji_bridge.macro.image_files import read_snapshot
from fiji_bridge.measurement import measure_snapshot
from fiji_bridge.options import parse_macro
from fiji_bridge.phase_rules import segment
from fiji_bridge.segmented_image import SegmentedImage
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ImageRepError, MeasurementCancelled, OutputError

_LOG = logging.getLogger(__name__)

_TICK_SECONDS = 0.1
_TICKS_A_STATE = 4  # the macro looks as often
_SILENCE_SECONDS = 20.0
"""After so long without a sign of life from the macro its run is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class _WaitingImage:
    """An image whose user is still answering the dialog."""

    snapshot: ImageSnapshot
    segmented: SegmentedImage


class RequestServer:
    """Serves folders, and keeps images between the question and the measurement."""

    def __init__(self, n_waiting: int = 2) -> None:
        self._n_waiting = n_waiting
        self._waiting: OrderedDict[str, _WaitingImage] = OrderedDict()
        self._lock = threading.Lock()

    def serve(self, folder: Path) -> None:
        """Do what the request in a folder asks for, and write the answer."""
        heartbeat = _Heartbeat(folder)
        heartbeat.start()
        found: answer.Lines | ImageRepError
        try:
            found = self._answer(folder, heartbeat)
        except MeasurementCancelled:
            heartbeat.stop()
            shutil.rmtree(folder, ignore_errors=True)
            return
        except ImageRepError as error:
            found = error
        except MemoryError:
            found = FijiError("out-of-memory")
        except Exception as error:
            _LOG.exception("The request in %s failed", folder)
            log = str(state_folder() / "fiji-worker-log.txt")
            found = FijiError("command-failed", kind=type(error).__name__, place=log)
        heartbeat.stop()
        with contextlib.suppress(OutputError):  # the macro is gone, and its folder with it
            if isinstance(found, ImageRepError):
                text_files.write_error(folder, found)
            else:
                text_files.write(folder, text_files.ANSWER, found)

    def forget(self) -> None:
        """Let go of the images that wait."""
        with self._lock:
            self._waiting.clear()

    def _answer(self, folder: Path, heartbeat: _Heartbeat) -> answer.Lines:
        request = text_files.read_request(folder)
        options = parse_macro(request.get("options", ""))
        image = self._take(folder.name)
        if image is None and request.get("again") == "1":
            return [("answer", str(text_files.PROTOCOL), "again")]
        if image is None:
            heartbeat.report(0.0, "reading the image")
            snapshot = read_snapshot(folder, request)
            heartbeat.report(0.0, "counting the phases")
            image = _WaitingImage(snapshot, segment(snapshot, options.stack))
        if request["step"] == "question":
            with self._lock:
                self._waiting[folder.name] = image
                while len(self._waiting) > self._n_waiting:
                    self._waiting.popitem(last=False)
            return answer.question(image.segmented, is_stack=image.snapshot.is_stack)
        is_same = image.segmented.stack in (None, options.stack)
        outcome = measure_snapshot(
            image.snapshot,
            options,
            segmented=image.segmented if is_same else None,
            progress=heartbeat.report,
            should_stop=heartbeat.should_stop,
        )
        if options.csv:
            add_rows(Path(options.csv).expanduser(), outcome.presentation.rows)
        return answer.result(outcome, request)

    def _take(self, name: str) -> _WaitingImage | None:
        with self._lock:
            return self._waiting.pop(name, None)


class _Heartbeat:
    """Shows the macro that the worker lives and how far it is; notices when the macro is gone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fraction, self._text = 0.0, "starting"
        self._beats = 0
        self._ended = threading.Event()
        self._gone = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def report(self, fraction: float, text: str) -> None:
        if self._gone.is_set():
            raise MeasurementCancelled("cancelled")
        self._fraction, self._text = fraction, text

    def should_stop(self) -> bool:
        return self._gone.is_set()

    def _run(self) -> None:
        heard, heard_at = "", time.monotonic()
        while not self._ended.wait(_TICK_SECONDS):
            self._beats += 1
            state = ("state", str(self._beats), f"{self._fraction:.4f}", self._text)
            if self._beats % _TICKS_A_STATE == 1:
                with contextlib.suppress(OutputError):
                    text_files.write(self._folder, text_files.STATE, [state])
            alive = self._alive()
            if alive != heard:
                heard, heard_at = alive, time.monotonic()
            is_silent = time.monotonic() - heard_at > _SILENCE_SECONDS
            is_cancelled = (self._folder / text_files.CANCEL).exists()
            if is_silent or is_cancelled or not self._folder.is_dir():
                self._gone.set()

    def _alive(self) -> str:
        try:
            return (self._folder / text_files.ALIVE).read_text(encoding="latin-1")
        except OSError:
            return ""
