"""What the process that runs ImageJ answers to the app."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from fiji_bridge import protocol
from fiji_bridge.channel import Channel, Door, connect
from fiji_bridge.errors import FijiError, ImageJError
from fiji_bridge.imagej_images import current_image, open_images, pull
from fiji_bridge.imagej_results import new_image
from fiji_bridge.presentation import Presentation
from fiji_bridge.session import ImageJSession, open_image
from fiji_bridge.snapshot import ImageSnapshot
from imagerep.errors import ImageRepError

_LOG = logging.getLogger(__name__)
_PREFIX = "imagerep-"


def remove_leftovers(file: Path) -> None:
    """Remove the folder of an ImageJ that was killed: images it had sent may lie in it."""
    earlier = protocol.read_endpoint(file)
    if earlier is None:
        return
    folder = Path(earlier.folder)
    is_ours = folder.name.startswith(_PREFIX) and folder.parent == Path(tempfile.gettempdir())
    if is_ours and not _answers(earlier.address):
        shutil.rmtree(folder, ignore_errors=True)


def _answers(address: str) -> bool:
    try:
        connect(address).close()
    except OSError:
        return False
    return True


class Server:
    """Answer the app from threads of its own, while ImageJ goes on."""

    def __init__(self, session: ImageJSession, file: Path) -> None:
        self._session = session
        self._connection = session.connection
        self._file = file
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        key = protocol.new_key()
        self._door = Door(key)
        self._endpoint = protocol.Endpoint(self._door.address, key, str(self._folder), os.getpid())
        self._answers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "hello": self._hello,
            "images": self._images,
            "get_image": self._get_image,
            "open_image": self._open_image,
            "show": self._show,
            "quit": self._quit,
        }

    def start(self) -> None:
        """Begin to listen."""
        self._door.open(self._serve)
        remove_leftovers(self._file)
        protocol.write_endpoint(self._file, self._endpoint)

    def stop(self) -> None:
        """Stop listening and remove what was written."""
        if protocol.read_endpoint(self._file) == self._endpoint:
            self._file.unlink(missing_ok=True)
        self._door.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self, channel: Channel) -> None:
        while True:
            try:
                answer = self._answer(protocol.receive(channel))
            except ImageRepError as error:
                answer = {"error": protocol.error_to_json(error)}
            protocol.send(channel, answer)

    def _answer(self, message: dict[str, Any]) -> dict[str, Any]:
        answer = self._answers.get(str(message.get("method")))
        if answer is None:
            raise FijiError("no-such-request", method=str(message.get("method")))
        try:
            return {"result": answer(message.get("parameters") or {})}
        except ImageRepError:
            raise
        except Exception as error:
            _LOG.exception("The request %s failed", message.get("method"))
            raise FijiError("imagej-failed", kind=type(error).__name__) from error

    def _hello(self, _: dict[str, Any]) -> dict[str, Any]:
        folder = self._connection.settings.folder
        return {
            "imagej": self._connection.version,
            "fiji": None if folder is None else str(folder),
            "pid": os.getpid(),
        }

    def _images(self, _: dict[str, Any]) -> dict[str, Any]:
        found = open_images(self._connection)
        images = [{"id": int(image.getID()), "title": str(image.getTitle())} for image in found]
        return {"images": images}

    def _image(self, parameters: dict[str, Any]) -> Any:
        number = parameters.get("id")
        if number is None:
            return current_image(self._connection)
        manager = self._connection.java("ij.WindowManager")
        image = manager.getImage(int(number)) if int(number) < 0 else None  # others count windows
        if image is None:
            raise ImageJError("image-not-open")
        return image

    def _get_image(self, parameters: dict[str, Any]) -> dict[str, Any]:
        image = self._image(parameters)
        snapshot = pull(self._connection, image)
        mask = None if snapshot.roi is None else snapshot.roi.mask
        return {
            "id": int(image.getID()),
            "meta": snapshot.to_meta(),
            "pixels": protocol.put_array(self._folder, snapshot.pixels),
            "mask": None if mask is None else protocol.put_array(self._folder, mask),
        }

    def _open_image(self, parameters: dict[str, Any]) -> dict[str, Any]:
        image = open_image(self._connection, Path(str(parameters["path"])))
        return {"id": int(image.getID())}

    def _show(self, parameters: dict[str, Any]) -> dict[str, Any]:
        presentation = Presentation.from_dict(parameters["presentation"])
        if parameters.get("pixels"):
            pixels = protocol.take_array(self._folder, str(parameters["pixels"]))
            snapshot = ImageSnapshot.from_meta(np.asarray(pixels), parameters["meta"])
            image = new_image(self._connection, snapshot)
        else:
            image = self._image(parameters)
        self._session.show(presentation, image)
        return {"id": int(image.getID())}

    def _quit(self, _: dict[str, Any]) -> dict[str, Any]:
        images = open_images(self._connection)
        unsaved = [str(image.getTitle()) for image in images if image.changes]
        if unsaved:
            raise ImageJError("unsaved-images", titles=", ".join(unsaved))
        window = self._connection.window
        if window is not None:
            window.quit()
        return {}
