"""ImageRep in ImageJ and Fiji.

>>> import fiji_bridge
>>> ij = fiji_bridge.connect()  # doctest: +SKIP
>>> outcome = fiji_bridge.measure(ij, "segmented.tif", target=2)  # doctest: +SKIP

Importing this package starts no Java and imports nothing that needs it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fiji_bridge.java import connect
    from fiji_bridge.session import measure

__all__ = ["connect", "measure"]


def __getattr__(name: str) -> Any:
    if name == "connect":
        from fiji_bridge.java import connect

        return connect
    if name == "measure":
        from fiji_bridge.session import measure

        return measure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
