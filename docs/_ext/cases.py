"""The worked cases in the gallery: their order, and what their pictures are called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

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


def describe_thumbnails(app: Sphinx, doctree: nodes.document) -> None:
    """Say in words what the pictures on the gallery page show; sphinx-gallery leaves it empty."""
    for image in doctree.findall(nodes.image):
        found = re.search(r"sphx_glr_(\w+)_thumb", image["uri"])
        if found and not image.get("alt"):
            image["alt"] = f"Figure of the case: {found[1].replace('_', ' ')}"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the cases."""
    app.connect("doctree-read", describe_thumbnails)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
