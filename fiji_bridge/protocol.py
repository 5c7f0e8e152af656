"""How the app and the process that runs ImageJ talk: JSON messages over a local, keyed channel.

A message is one JSON object. Arrays travel as ``.npy`` files (never pickled) in a folder that only
the user can enter; their message names them. Who wants to talk must know a random key, which stands
with the address in a file that only the user can read.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fiji_bridge.errors
import imagerep.errors
from fiji_bridge.errors import FijiConnectionError, FijiError
from fiji_bridge.folders import private_folder, state_folder
from imagerep.errors import ImageRepError
from imagerep.files import replacing

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 3
"""Of the messages; it changes when they do."""

_MAX_MESSAGE = 1 << 24  # bytes
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a running ImageJ is reached."""

    address: str  # Of its socket or named pipe
    key: str  # Secret of the channel, hexadecimal
    folder: str  # Private folder through which arrays travel
    pid: int  # Its process
    version: int = VERSION  # Version of its messages


def endpoint_file() -> Path:
    """File that tells where the running ImageJ is reached."""
    return state_folder() / "imagej-endpoint.json"


def new_key() -> str:
    """Make a secret for one run."""
    return secrets.token_hex(_KEY_BYTES)


def write_endpoint(path: Path, endpoint: Endpoint) -> None:
    """Write where ImageJ is reached, for its owner's eyes only."""
    with replacing(private_folder(path.parent) / path.name, overwrite=True) as file:
        if sys.platform != "win32":  # there the folder is the user's alone
            os.fchmod(file.fileno(), 0o600)
        file.write(json.dumps(asdict(endpoint)).encode())


def read_endpoint(path: Path) -> Endpoint | None:
    """Read where ImageJ is reached."""
    try:
        found = Endpoint(**json.loads(path.read_text(encoding="utf-8")))
        bytes.fromhex(found.key)
        is_local = found.address.startswith(("/", "\\\\.\\pipe\\"))
        has_process = isinstance(found.pid, int) and isinstance(found.folder, str)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return found if is_local and has_process else None


def send(channel: Connection[Any, Any], message: dict[str, Any]) -> None:
    """Send one message."""
    channel.send_bytes(json.dumps({"version": VERSION} | message).encode())


def receive(channel: Connection[Any, Any]) -> dict[str, Any]:
    """Receive one message."""
    try:
        message = json.loads(channel.recv_bytes(_MAX_MESSAGE))
    except (ValueError, RecursionError) as error:
        raise FijiConnectionError("answer-not-understood") from error
    if not isinstance(message, dict) or message.get("version") != VERSION:
        raise FijiConnectionError("other-version")
    return message


def put_array(folder: Path, array: NDArray[Any]) -> str:
    """Write an array for the other side; gives the name of its file."""
    import numpy as np

    name = f"{secrets.token_hex(8)}.npy"
    np.save(folder / name, array, allow_pickle=False)
    return name


def take_array(folder: Path, name: str) -> NDArray[Any]:
    """Read an array that the other side has written, and remove its file."""
    import numpy as np

    path = folder / name
    if path.name != name or path.suffix != ".npy":
        raise FijiConnectionError("not-an-array", name=name)
    try:
        array: NDArray[Any] = np.load(path, allow_pickle=False)
    except Exception as error:  # numpy raises whatever a damaged header leads it to
        raise FijiConnectionError("image-incomplete") from error
    finally:
        path.unlink(missing_ok=True)
    return array


def error_to_json(error: ImageRepError) -> dict[str, Any]:
    """An error as JSON can hold it: its class, code and values."""
    values = {
        name: value if isinstance(value, bool | int | float | str) else str(value)
        for name, value in error.values.items()
    }
    return {"kind": type(error).__name__, "code": error.code, "values": values}


def error_from_json(data: Any) -> ImageRepError:
    """Error of :func:`error_to_json`; one that is unknown here is a `FijiError` that says so."""
    try:
        kind = {**vars(imagerep.errors), **vars(fiji_bridge.errors)}[data["kind"]]
        if isinstance(kind, type) and issubclass(kind, ImageRepError):
            error = kind(data["code"], **data["values"])
            str(error)  # raises where a value is missing
            return error
    except (AttributeError, LookupError, TypeError, ValueError):
        pass
    return FijiError("error-unknown")
