"""Standard streams that take any text: set once, where a program of ImageRep begins."""

from __future__ import annotations

import io
import os
import sys


def prepare_streams() -> None:
    """Let standard output and errors take any text.

    In a pipe or a file text is UTF-8 whatever the code page, so that JSON is JSON. A terminal keeps
    its encoding; letters that it lacks are shown as escapes. A program without a console has no
    streams on Windows: what is written there goes nowhere.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def give_up_output() -> None:
    """Let what is still to be written go nowhere, so that Python's end does not fail with it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
