"""Hand-written pages as the engine will render them: to know their links and anchors before it runs.

The engine is Python-Markdown with the extensions of `mkdocs.yml` and three that MkDocs always adds.
Nothing that is rendered here is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath
from typing import Any, TypedDict
from urllib.parse import unquote, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from suluh.vocabulary.web_addresses import split_address

ALWAYS = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs uses whether or not they are named."""

_LINKS = {"a": "href", "img": "src"}


class WrittenPage(TypedDict):
    """What it takes to render a page: JSON, so that it can be asked in confinement.

    `body` is the Markdown without its front matter; `files` has the address of every page and picture
    by its path under `content/`.
    """

    body: str
    path: str
    address: str
    files: Mapping[str, str]
    extensions: Sequence[Any]


def render_written_page(page: WrittenPage) -> str:
    """The HTML of a page with its links to other files of `content/` as the engine rewrites them."""
    names, options = _split_extensions(page["extensions"])
    links = _RelativeLinks(page)
    return Markdown(extensions=[*names, links], extension_configs=options).convert(page["body"])


def _split_extensions(stated: Sequence[Any]) -> tuple[list[str], dict[str, Any]]:
    """Names and options of extensions as `mkdocs.yml` lists them."""
    names, options = list(ALWAYS), {}
    for entry in stated:
        for name, option in entry.items() if isinstance(entry, Mapping) else [(entry, None)]:
            names += [] if name in names else [name]
            if option:
                options[name] = option
    return names, options


class _RelativeLinks(Extension):
    def __init__(self, page: WrittenPage) -> None:
        super().__init__()
        self.page = page

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        md.treeprocessors.register(_Rewriter(md, self.page), "relpath", 0)


class _Rewriter(Treeprocessor):
    """Leads a link to a file of `content/` to the page that it becomes; all else stays, as MkDocs has it."""

    def __init__(self, md: Markdown, page: WrittenPage) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: Element) -> None:
        for element in root.iter():
            key = _LINKS.get(element.tag)
            link = element.get(key) if key else None
            if key and link:
                element.set(key, self._rewrite(link))

    def _rewrite(self, link: str) -> str:
        scheme, host, path, query, fragment = split_address(link)
        if scheme or host or not path or link.startswith(("/", "\\")):
            return link
        here = self.page["path"]
        target = normpath(join(dirname(here), unquote(path)).lstrip("/"))
        address = self.page["files"].get(target)
        if address is None:
            return link
        up = "../" * self.page["address"].count("/")
        return urlunsplit(("", "", up + address or "./", query, fragment))
