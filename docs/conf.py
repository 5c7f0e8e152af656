"""How Sphinx builds the documentation: ``sphinx-build -W --keep-going docs site``."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "_ext")]

from numpydoc import xref  # noqa: E402

import imagerep  # noqa: E402

xref.DEFAULT_LINKS.clear()  # to the sites of Python and NumPy, which a build would have to ask

project = "ImageRep"
author = "The ImageRep developers"
copyright = "The ImageRep developers, BSD 3-Clause licence"  # noqa: A001
version = release = imagerep.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx.ext.viewcode",
    "sphinx_click",
    "sphinx_gallery.gen_gallery",
    "mathml",
    "pictures",
    "cases",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
root_doc = "index"
exclude_patterns = ["_build", "_ext", "cases"]
html_math_renderer = "mathml"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "attrs_inline", "substitution"]
myst_heading_anchors = 4
myst_links_external_new_tab = False

autosummary_generate = False
default_role = "code"
autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
numpydoc_xref_param_type = True
numpydoc_xref_ignore = "all"
numpydoc_xref_aliases = {name: f"imagerep.{name}" for name in imagerep.__all__ if name[0].isupper()}
viewcode_line_numbers = False
add_module_names = False
python_use_unqualified_type_names = True

# Cases that have not changed since the last build are not run again.
sphinx_gallery_conf = {
    "examples_dirs": "cases",
    "gallery_dirs": "gallery",
    "filename_pattern": r"\.py$",
    "within_subsection_order": "cases.CaseOrder",
    "reference_url": {"imagerep": None},
    "doc_module": ("imagerep",),
    "thumbnail_size": (500, 350),
    "capture_repr": (),
    "show_signature": False,
    "write_computation_times": False,
    "min_reported_time": 3600,
    "abort_on_example_error": False,
}

html_theme = "furo"
html_title = f"ImageRep {release}"
html_static_path = ["_static"]
html_css_files = ["imagerep.css"]
html_favicon = None
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}
pygments_style = "friendly"
pygments_dark_style = "github-dark"
