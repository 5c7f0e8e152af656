"""The command ``imagerep-fiji``: what Fiji calls goes by a short way, the rest to `process.py`.

A frozen application (PyInstaller) serves the same calls: it hands its arguments to :func:`served`
before anything else.
"""

from __future__ import annotations

import sys

from fiji_bridge.macro.call import CALL, STOP, WORKER
from imagerep.streams import prepare_streams


def served(arguments: list[str]) -> int | None:
    """Serve a call out of Fiji."""
    if arguments[:1] == [CALL]:
        from fiji_bridge.macro import call

        return call.main(arguments[1:])
    if arguments[:1] == [WORKER]:
        from fiji_bridge.macro import worker

        return worker.main(arguments[1:])
    if arguments == [STOP]:
        from fiji_bridge.macro import call

        return call.stop_worker()
    return None


def main() -> None:
    """Run the command."""
    prepare_streams()
    code = served(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    from fiji_bridge.cli import main as start

    start()


if __name__ == "__main__":
    main()
