"""The process that measures for Fiji: started by the first call, ends by itself when idle."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import threading
import time
from pathlib import Path

from fiji_bridge import protocol
from fiji_bridge.channel import Channel, Door
from fiji_bridge.errors import FijiConnectionError, FijiError
from fiji_bridge.macro import text_files
from fiji_bridge.macro.call import worker_file
from fiji_bridge.macro.serve import RequestServer
from imagerep import __version__

IDLE_SECONDS = 600.0
"""How long a worker without work stays; the variable IMAGEREP_WORKER_IDLE changes it."""

_LOOK_SECONDS = 0.5
_STALE_SECONDS = 86400.0


class Worker:
    """Takes folders from :mod:`fiji_bridge.macro.call` over a local, keyed channel."""

    def __init__(self, file: Path, idle_seconds: float = IDLE_SECONDS) -> None:
        self._file = file
        self._idle_seconds = idle_seconds
        self._requests = RequestServer()
        self._lock = threading.Lock()
        self._busy = 0
        self._last = time.monotonic()
        self._is_outdated = False
        key = protocol.new_key()
        self._door = Door(key)
        self._endpoint = protocol.Endpoint(self._door.address, key, "", os.getpid())

    def run(self, first: Path | None = None) -> None:
        """Serve until there was nothing to do for long enough."""
        if first is not None:
            self._take(first)
        protocol.write_endpoint(self._file, self._endpoint)
        self._door.open(self._listen)
        if first is not None:
            _sweep(first.parent)
        while not self._is_done():
            time.sleep(_LOOK_SECONDS)
        if protocol.read_endpoint(self._file) == self._endpoint:
            self._file.unlink(missing_ok=True)
        self._door.close()

    def _is_done(self) -> bool:
        with self._lock:
            if self._busy:
                return False
            idle = time.monotonic() - self._last
        # Another worker has taken over, or another version of ImageRep has called.
        is_replaced = protocol.read_endpoint(self._file) != self._endpoint
        return idle > self._idle_seconds or self._is_outdated or is_replaced

    def _take(self, folder: Path) -> None:
        with self._lock:
            self._busy += 1
        threading.Thread(target=self._serve, args=(folder,)).start()

    def _serve(self, folder: Path) -> None:
        try:
            self._requests.serve(folder)
        finally:
            with self._lock:
                self._busy -= 1
                self._last = time.monotonic()

    def _listen(self, channel: Channel) -> None:
        with contextlib.suppress(FijiConnectionError):
            message = protocol.receive(channel)
            is_taken = message.get("imagerep") == __version__
            if is_taken:
                try:
                    self._take(text_files.check_folder(Path(str(message.get("folder")))))
                except FijiError:
                    is_taken = False
            else:
                self._is_outdated = True
            protocol.send(channel, {"taken": is_taken})


def _sweep(place: Path) -> None:
    """Remove what runs that were killed long ago have left behind."""
    for path in place.glob(f"{text_files.FOLDER_PREFIX}*"):
        with contextlib.suppress(OSError, FijiError):
            if time.time() - path.lstat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(text_files.check_folder(path))


def main(arguments: list[str]) -> int:
    """Run a worker."""
    logging.basicConfig(level=logging.WARNING)
    idle = float(os.environ.get("IMAGEREP_WORKER_IDLE") or IDLE_SECONDS)
    first = text_files.check_folder(Path(arguments[0])) if arguments else None
    Worker(worker_file(), idle).run(first)
    return 0
