"""The command that Fiji calls: hand a folder to the warm worker, and start one where none is.

It must be quick to start, so it imports no numpy. It waits for nothing: macro and worker talk
through the folder.
"""

from __future__ import annotations

import contextlib
import sys
import time
from multiprocessing import AuthenticationError
from pathlib import Path

from fiji_bridge import protocol
from fiji_bridge.channel import connect
from fiji_bridge.errors import FijiConnectionError, FijiError
from fiji_bridge.folders import private_folder, state_folder
from fiji_bridge.macro import text_files
from fiji_bridge.macro.program import PROGRAM
from imagerep import __version__
from imagerep.errors import ImageRepError, OutputError
from imagerep.programs import program, start

CALL, WORKER, STOP = "fiji-call", "fiji-worker", "fiji-stop"
"""First arguments of the installed command; a frozen application answers to them as well."""

_PATIENCE = 10.0  # seconds for the worker to accept a folder, or to end
_LOOK = 0.2  # seconds


def worker_file() -> Path:
    """File that tells where the worker is reached."""
    return state_folder() / "fiji-worker.json"


def main(arguments: list[str]) -> int:
    """Serve one call of the macro."""
    try:
        folder = text_files.check_folder(Path(arguments[0]) if len(arguments) == 1 else Path())
    except FijiError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        text_files.read_request(folder)
        text_files.write(folder, text_files.STATE, [("state", "0", "0", "starting")])
        if not _handed_over(folder):
            # It outlives this process, with the folder as its first job.
            home, worker = private_folder(state_folder()), program(*PROGRAM)
            start([*worker, WORKER, str(folder)], home / "fiji-worker-log.txt", home)
    except (ImageRepError, OSError) as error:
        if isinstance(error, OSError):
            error = FijiError("worker-not-started", reason=str(error.strerror))
        with contextlib.suppress(OutputError):
            text_files.write_error(folder, error)
        return 1
    return 0


def stop_worker() -> int:
    """Ask the worker to end, as an installer does, and wait; the exit code is 1 if it measures."""
    endpoint = protocol.read_endpoint(worker_file())
    if endpoint is None:
        return 0
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with connect(endpoint.address, endpoint.key) as channel:
                protocol.send(channel, {"imagerep": "an installer"})  # of another version: it ends
                channel.poll(_PATIENCE)
        except TimeoutError:
            continue  # it is there, and does not answer
        except (OSError, EOFError, AuthenticationError):
            return 0
        time.sleep(_LOOK)
    return 1


def _handed_over(folder: Path) -> bool:
    """Whether a worker of this version has taken the folder."""
    endpoint = protocol.read_endpoint(worker_file())
    if endpoint is None:
        return False
    try:
        with connect(endpoint.address, endpoint.key) as channel:
            protocol.send(channel, {"folder": str(folder), "imagerep": __version__})
            if not channel.poll(_PATIENCE):
                return False
            return protocol.receive(channel).get("taken") is True
    except (OSError, EOFError, ValueError, AuthenticationError, FijiConnectionError):
        return False
