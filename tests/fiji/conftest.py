"""One ImageJ for all tests of this folder: the embedded one, without windows."""

import os

import pytest

from fiji_bridge.errors import JavaError


@pytest.fixture(scope="session")
def ij():
    """A running embedded ImageJ without windows."""
    pytest.importorskip("jpype", reason="the extra “fiji” is not installed")
    from fiji_bridge.java import connect

    try:
        return connect()
    except JavaError as error:
        if os.environ.get("IMAGEREP_NEEDS_IMAGEJ"):
            raise
        pytest.skip(f"ImageJ cannot be had here: {error}")
