"""Local, keyed channels on which nobody who stays silent keeps others waiting."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import (
    Client,
    Connection,
    Listener,
    answer_challenge,
    deliver_challenge,
)
from typing import Any, TypeAlias

PATIENCE_S = 10.0
"""How long the other side may take to let in, and to show that it knows the key."""

_WAITING = 16

Channel: TypeAlias = "Connection[Any, Any]"


class _Patient:
    """A channel that is waited for only so long."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self.send_bytes = channel.send_bytes

    def recv_bytes(self, most: int) -> bytes:
        if not self._channel.poll(PATIENCE_S):
            raise TimeoutError("no answer")
        return self._channel.recv_bytes(most)


def connect(address: str, key: str | None = None) -> Channel:
    """Connect, with a key in hexadecimal where one is needed.

    Raises OSError, EOFError or AuthenticationError where nobody answers in time, or knows the key.
    """
    found: queue.SimpleQueue[Channel | OSError] = queue.SimpleQueue()

    def reach() -> None:
        try:
            found.put(Client(address))
        except OSError as error:
            found.put(error)

    # The system lets a caller wait for ever where the other side accepts nobody.
    threading.Thread(target=reach, daemon=True).start()
    try:
        channel = found.get(timeout=PATIENCE_S)
    except queue.Empty:
        raise TimeoutError("nobody accepts") from None
    if isinstance(channel, OSError):
        raise channel
    try:
        if key is not None:
            patient: Any = _Patient(channel)
            answer_challenge(patient, bytes.fromhex(key))
            deliver_challenge(patient, bytes.fromhex(key))
    except BaseException:
        channel.close()
        raise
    return channel


class Door:
    """Lets in who knows the key, each in a thread of its own."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)
        self._listener = Listener(backlog=_WAITING)
        self.address = str(self._listener.address)

    def open(self, serve: Callable[[Channel], None]) -> None:
        """Begin to let in, and serve every channel until it returns."""
        threading.Thread(target=self._accept, args=(serve,), daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listener.close()

    def _accept(self, serve: Callable[[Channel], None]) -> None:
        while True:
            try:
                channel = self._listener.accept()
            except ConnectionError:
                continue  # went away at the door
            except OSError:
                return  # closed
            threading.Thread(target=self._let_in, args=(channel, serve), daemon=True).start()

    def _let_in(self, channel: Channel, serve: Callable[[Channel], None]) -> None:
        patient: Any = _Patient(channel)
        with channel, contextlib.suppress(AuthenticationError, EOFError, OSError):
            deliver_challenge(patient, self._key)
            answer_challenge(patient, self._key)
            serve(channel)
