"""The order of the worked cases in the gallery."""

from __future__ import annotations

from pathlib import Path

ORDER = (
    "one_micrograph",
    "before_the_scan",
    "fields_of_a_casting",
    "two_batches",
    "round_tomogram",
    "three_phase_electrode",
    "threshold_and_audit",
    "cast_iron",
    "battery_cathode",
    "twenty_images_in_fiji",
    "larger_than_memory",
)


class CaseOrder:
    """Sorts the cases of a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, name: str) -> int:
        """Place of a case, by its file name."""
        return ORDER.index(Path(name).stem)
