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

from fiji_bridge import job
from fiji_bridge.macro import answer, exchange
from fiji_bridge.macro.request import read_snapshot
from fiji_bridge.options import parse_macro
from fiji_bridge.prepared import PreparedImage
from fiji_bridge.rules import prepare
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ImageRepError, MeasurementCancelled

_LOG = logging.getLogger(__name__)

_TICK_SECONDS = 0.1
_SILENCE_SECONDS = 20.0
"""After so long without a sign of life from the macro its run is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """An image whose user is still answering the dialog."""

    snapshot: ImageSnapshot
    prepared: PreparedImage


class Jobs:
    """Serves folders, and holds images between the question and the measurement.

    Parameters
    ----------
    n_held : int, optional
        How many images are held; the oldest is forgotten, and sent again when it is needed.
    """

    def __init__(self, n_held: int = 2) -> None:
        self._n_held = n_held
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._lock = threading.Lock()

    def serve(self, folder: Path) -> None:
        """Do what the request in a folder asks for, and write the answer.

        Parameters
        ----------
        folder : Path
            The folder of the run.
        """
        pulse = _Pulse(folder)
        pulse.start()
        try:
            lines = self._answer(folder, pulse)
        except MeasurementCancelled:
            pulse.stop()
            shutil.rmtree(folder, ignore_errors=True)
            return
        except ImageRepError as error:
            lines = _error(str(error))
        except MemoryError:
            lines = _error("The image does not fit into memory. Measure a part of it.")
        except Exception as error:
            _LOG.exception("The request in %s failed", folder)
            lines = _error(
                f"ImageRep met an error of its own ({type(error).__name__}); its details are in "
                "fiji-worker-log.txt in ImageRep's folder of settings."
            )
        pulse.stop()
        with contextlib.suppress(OSError):  # the macro is gone, and its folder with it
            exchange.write(folder, exchange.ANSWER, lines)

    def forget(self) -> None:
        """Let go of the images that are held."""
        with self._lock:
            self._held.clear()

    def _answer(self, folder: Path, pulse: _Pulse) -> answer.Lines:
        request = exchange.read_request(folder)
        options = parse_macro(request.get("options", ""))
        held = self._taken(folder.name)
        if held is None and request.get("again") == "1":
            return [("answer", str(exchange.PROTOCOL), "again")]
        if held is None:
            pulse.report(0.0, "reading the image")
            snapshot = read_snapshot(folder, request)
            pulse.report(0.0, "looking for phases")
            held = _Held(snapshot, prepare(snapshot, options.stack))
        if request["step"] == "question":
            with self._lock:
                self._held[folder.name] = held
                while len(self._held) > self._n_held:
                    self._held.popitem(last=False)
            return answer.question(held.prepared, is_stack=held.snapshot.is_stack)
        is_same = held.prepared.stack in (None, options.stack)
        outcome = job.run(
            held.snapshot,
            options,
            prepared=held.prepared if is_same else None,
            progress=pulse.report,
            should_stop=pulse.should_stop,
        )
        return answer.result(outcome, is_headless=request.get("headless") == "1")

    def _taken(self, name: str) -> _Held | None:
        with self._lock:
            return self._held.pop(name, None)


def _error(text: str) -> answer.Lines:
    return [("answer", str(exchange.PROTOCOL), "error"), ("error", text)]


class _Pulse:
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
            raise MeasurementCancelled("The measurement was cancelled.")
        self._fraction, self._text = fraction, text

    def should_stop(self) -> bool:
        return self._gone.is_set()

    def _run(self) -> None:
        heard, heard_at = "", time.monotonic()
        while not self._ended.wait(_TICK_SECONDS):
            self._beats += 1
            state = ("state", str(self._beats), f"{self._fraction:.4f}", self._text)
            with contextlib.suppress(OSError):
                exchange.write(self._folder, exchange.STATE, [state])
            alive = self._alive()
            if alive != heard:
                heard, heard_at = alive, time.monotonic()
            is_silent = time.monotonic() - heard_at > _SILENCE_SECONDS
            if is_silent or not self._folder.is_dir() or (self._folder / exchange.CANCEL).exists():
                self._gone.set()

    def _alive(self) -> str:
        try:
            return (self._folder / exchange.ALIVE).read_text(encoding="latin-1")
        except OSError:
            return ""
