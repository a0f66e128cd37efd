"""What a region gives its site of its own looks: plain values, never templates or styles."""

from __future__ import annotations

from dataclasses import dataclass

from suluh.vocabulary.site import Picture


@dataclass(frozen=True, slots=True)
class Emblem:
    """The region's emblem, shown in the header; `words` are for those who do not see it."""

    picture: Picture
    words: str


@dataclass(frozen=True, slots=True)
class FooterLink:
    """A link in the footer; `address` begins with https://."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Looks:
    """Emblem, colours, footer and typeface; what is not set is empty and Suluh's own is taken.

    `primary` is the ground of header and footer, `accent` that of buttons and the colour of links:
    `#rrggbb` on which white can be read. `serif` says whether headings are in our serif type.
    """

    emblem: Emblem | None = None
    primary: str = ""
    accent: str = ""
    serif: bool = True
    footer_lines: tuple[str, ...] = ()
    footer_links: tuple[FooterLink, ...] = ()
