"""Pictures wider than a column of text lead to themselves in full size."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import quote

import imagesize
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

COLUMN_PX = 740


def visit(self: Any, node: nodes.image) -> None:
    """Open the link, then draw the picture."""
    name = self.builder.images.get(node["uri"])
    file = Path(self.builder.srcdir) / node["uri"]
    if name and not isinstance(node.parent, nodes.reference):
        width, _ = imagesize.get(file)
        if width > COLUMN_PX:
            address = posixpath.join(self.builder.imgpath, quote(name))
            self.body.append(f'<a class="full-size" href="{address}">')
            node["full_size"] = True
    HTML5Translator.visit_image(self, node)


def depart(self: Any, node: nodes.image) -> None:
    """Close the link."""
    HTML5Translator.depart_image(self, node)
    if node.get("full_size"):
        self.body.append("</a>")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the pictures."""
    app.add_node(nodes.image, override=True, html=(visit, depart))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
