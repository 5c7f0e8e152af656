"""Check the built documentation: ``python docs/check_site.py site``.

Every link and picture within the site must lead somewhere, down to the anchor; every picture must
say in words what it shows; and no page may load anything from elsewhere.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""Tags by which a page loads something, and the attribute that says what."""

NOT_LOADED = {"canonical", "next", "prev", "index", "search", "author", "copyright"}
"""What a ``<link>`` may be without being loaded."""


@dataclass
class Page(HTMLParser):
    """What a page refers to.

    Attributes
    ----------
    anchors : set of str
        Places that links can lead to.
    links, loaded : list of str
        Addresses of links, and of what is loaded with the page.
    wordless : list of str
        Pictures without a description.
    """

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    wordless: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag refers to."""
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "img" and not given.get("alt", "").strip():
            self.wordless.append(given.get("src", "?"))
        what = given.get(LOADING.get(tag, ""), "")
        if what and not (tag == "link" and given.get("rel", "") in NOT_LOADED):
            self.loaded.append(what)


def read(path: Path) -> Page:
    """Read a page.

    Parameters
    ----------
    path : Path
        HTML file.

    Returns
    -------
    Page
    """
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def faults(site: Path) -> list[str]:
    """What is wrong with a site.

    Parameters
    ----------
    site : Path
        Its folder.

    Returns
    -------
    list of str
        One line each.
    """
    pages = {path.resolve(): read(path) for path in sorted(site.rglob("*.html"))}
    found = [] if pages else [f"{site}: there are no pages"]
    for path, page in pages.items():
        name = path.relative_to(site.resolve())
        found += [f"{name}: {image} has no alternative text" for image in page.wordless]
        found += [
            f"{name}: {address} is loaded from elsewhere"
            for address in page.loaded
            if urlsplit(address).netloc
        ]
        for address in dict.fromkeys(page.links + page.loaded):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            if not target.exists():
                found.append(f"{name}: {address} does not exist")
            elif parts.fragment and unquote(parts.fragment) not in anchors(target, pages):
                found.append(f"{name}: {address} has no such place")
    for style in sorted(site.rglob("*.css")):
        text = style.read_text(encoding="utf-8")
        if "url(http" in text or "url(//" in text or "@import" in text:
            found.append(f"{style.name}: loads from elsewhere")
    return found


def anchors(target: Path, pages: dict[Path, Page]) -> set[str]:
    """Places in a page of the site, none in other files."""
    return pages[target].anchors | {""} if target in pages else set()


def main() -> int:
    """Print what is wrong; the exit code is 1 where something is."""
    found = faults(Path(sys.argv[1]))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
