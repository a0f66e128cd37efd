"""The elements of a page, for tests that look at its markup."""

from __future__ import annotations

from html.parser import HTMLParser

from implied_ends import count_implied_ends

ENDING_BY_THEMSELVES = frozenset(("li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "p"))
VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "col", "wbr"))


class Tree(HTMLParser):
    """Elements with their attributes in order; remembers what was closed wrongly."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for _ in range(count_implied_ends(tag, self.open[-4:])):
            self.open.pop()
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in ENDING_BY_THEMSELVES:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read_text(html: str) -> str:
    """What a piece of a page says, without its tags."""
    return Tree(html).text
