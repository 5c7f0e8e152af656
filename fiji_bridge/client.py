"""Talk to the process that runs ImageJ. Imports nothing that needs Java."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

from fiji_bridge import protocol
from fiji_bridge.channel import connect
from fiji_bridge.errors import FijiConnectionError
from fiji_bridge.folders import private_folder, state_folder
from fiji_bridge.macro.program import PROGRAM
from fiji_bridge.presentation import Presentation
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.programs import program, start

_ANSWER_SECONDS = 120.0
_POLL_SECONDS = 0.1


class FijiClient:
    """A connection to a running ImageJ or Fiji; its methods wait for the answer.

    Make one with :meth:`connect` or :meth:`start`. Closing it leaves ImageJ open.

    Parameters
    ----------
    channel : Connection
        The open channel.
    endpoint : Endpoint
        Where it leads.

    Attributes
    ----------
    process_id : int
        Of the process that runs ImageJ.
    """

    def __init__(self, channel: Connection[Any, Any], endpoint: protocol.Endpoint) -> None:
        self._channel = channel
        self._folder = Path(endpoint.folder)
        self.process_id = endpoint.pid
        self._lock = threading.Lock()

    @classmethod
    def connect(cls, file: Path | None = None) -> Self:
        """Connect to the ImageJ that runs.

        Parameters
        ----------
        file : Path, optional
            Where it wrote how it is reached, if not at the usual place.

        Returns
        -------
        FijiClient

        Raises
        ------
        FijiConnectionError
            If none runs, or it was started by another version.
        """
        endpoint = protocol.read_endpoint(file or protocol.endpoint_file())
        if endpoint is None:
            raise FijiConnectionError("imagej-not-running")
        try:
            channel = connect(endpoint.address, endpoint.key)
        except (OSError, EOFError, ValueError, AuthenticationError) as error:
            raise FijiConnectionError("imagej-was-closed") from error
        client = cls(channel, endpoint)
        client.hello()
        return client

    @classmethod
    def start(
        cls,
        fiji: str | os.PathLike[str] | None = None,
        *,
        embedded: bool = False,
        memory: str | None = None,
        command: Sequence[str] | None = None,
        timeout: float = 120.0,
        file: Path | None = None,
    ) -> Self:
        """Start ImageJ in a process of its own, and connect to it.

        One that runs already is used as it is. The process outlives this one.

        Parameters
        ----------
        fiji : path-like, optional
            Fiji folder; by default the remembered or usual one, or else the embedded ImageJ.
        embedded : bool, optional
            Use the embedded ImageJ, whatever Fiji there is.
        memory : str, optional
            Largest Java heap, for example ``"4g"``.
        command : sequence of str, optional
            What starts it instead of ``imagerep-fiji`` in this Python.
        timeout : float, optional
            Seconds to wait.
        file : Path, optional
            Where it writes how it is reached, if not at the usual place.

        Returns
        -------
        FijiClient

        Raises
        ------
        FijiConnectionError
            If it does not start, with what it said.
        """
        file = file or protocol.endpoint_file()
        try:
            return cls.connect(file)
        except FijiConnectionError:
            file.unlink(missing_ok=True)
        arguments = [*(command or program(*PROGRAM))]
        arguments += ["--endpoint", str(file)]
        arguments += ["--fiji", str(fiji)] if fiji is not None else []
        arguments += ["--embedded"] if embedded else []
        arguments += ["--memory", memory] if memory else []
        said = private_folder(state_folder()) / "imagej-log.txt"
        process = start(arguments, said)
        # It may outlive this process; while both live, its end is noticed.
        threading.Thread(target=process.wait, daemon=True).start()
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if protocol.read_endpoint(file) is not None:
                return cls.connect(file)
            if process.poll() is not None:
                raise _not_started(said)
            time.sleep(_POLL_SECONDS)
        raise FijiConnectionError("imagej-start-timeout", seconds=timeout, path=str(said))

    def hello(self) -> dict[str, Any]:
        """Ask which ImageJ it is.

        Returns
        -------
        dict
            ``imagej`` (version), ``fiji`` (folder or None), ``pid``.
        """
        return self._call("hello")

    def images(self) -> list[tuple[int, str]]:
        """List the open images.

        Returns
        -------
        list of (int, str)
            Identifier and title.
        """
        return [(int(one["id"]), str(one["title"])) for one in self._call("images")["images"]]

    def get_image(self, image_id: int | None = None) -> tuple[int, ImageSnapshot]:
        """Get an image out of ImageJ.

        Parameters
        ----------
        image_id : int, optional
            Which; the active one by default.

        Returns
        -------
        image_id : int
            For :meth:`show_result`.
        snapshot : ImageSnapshot
            For `fiji_bridge.phase_rules.segment`.

        Raises
        ------
        ImageJError
            If no image is open.
        FijiConnectionError
            If ImageJ is gone.
        """
        answer = self._call("get_image", id=image_id)
        try:
            number, file, mask = int(answer["id"]), str(answer["pixels"]), answer["mask"]
            meta = answer["meta"]
        except (KeyError, OverflowError, TypeError, ValueError) as error:
            raise FijiConnectionError("answer-not-understood") from error
        pixels = protocol.take_array(self._folder, file)
        mask = mask and protocol.take_array(self._folder, str(mask))
        return number, ImageSnapshot.from_meta(pixels, meta, mask)

    def open_image(self, path: Path) -> int:
        """Let ImageJ open a file.

        Parameters
        ----------
        path : Path
            The file.

        Returns
        -------
        int
            Identifier of the image.
        """
        return int(self._call("open_image", path=str(path.resolve()))["id"])

    def show_result(
        self,
        presentation: Presentation,
        *,
        image_id: int | None = None,
        snapshot: ImageSnapshot | None = None,
    ) -> int:
        """Show a result in ImageJ: table row, log line, overlay.

        Parameters
        ----------
        presentation : Presentation
            From `fiji_bridge.measurement.measure_snapshot` or `fiji_bridge.presentation.present`.
        image_id : int, optional
            Image to draw on; the active one by default.
        snapshot : ImageSnapshot, optional
            Image to open in ImageJ first, where it is not there yet.

        Returns
        -------
        int
            Identifier of the image that was drawn on.
        """
        parameters: dict[str, Any] = {"presentation": presentation.to_dict(), "id": image_id}
        if snapshot is not None:
            parameters["pixels"] = protocol.put_array(self._folder, snapshot.pixels)
            parameters["meta"] = snapshot.to_meta()
        return int(self._call("show", **parameters)["id"])

    def quit(self) -> None:
        """Close ImageJ, unless it has unsaved images.

        Raises
        ------
        ImageJError
            If it has; it stays open.
        """
        self._call("quit")

    def close(self) -> None:
        """End the connection; ImageJ stays open."""
        self._channel.close()

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        with self._lock:
            try:
                protocol.send(self._channel, {"method": method, "parameters": parameters})
                if not self._channel.poll(_ANSWER_SECONDS):
                    raise FijiConnectionError("imagej-does-not-answer")
                answer = protocol.receive(self._channel)
            except (EOFError, OSError) as error:
                raise FijiConnectionError("imagej-closed") from error
        if "error" in answer:
            raise protocol.error_from_json(answer["error"])
        result = answer.get("result")
        if not isinstance(result, dict):
            raise FijiConnectionError("answer-not-understood")
        return result


def _not_started(log: Path) -> FijiConnectionError:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    if not lines:
        return FijiConnectionError("imagej-not-started-silently")
    return FijiConnectionError("imagej-not-started", said=lines[-1])
