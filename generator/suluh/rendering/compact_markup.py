"""The same page in fewer bytes: what HTML lets one leave out is left out, and what is read stays the same.

Of a hundred bytes of a record page eight were ends of elements that end by themselves, quotation marks
around values that need none, and line ends between blocks. A browser builds the same page without them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_BLANKS = re.compile(r"\n\s*")
_TRAILING = re.compile(r"[ \t]+\n")
_KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)

_TAG = re.compile(r"<[a-z][^<>\"]*=\"[^<>\"]*\"[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
_QUOTED = re.compile(r"=\"([^\s\"'=<>`]+)\"(/?>)?")
_NEEDING_QUOTES = ("<script", "<meta")
"""The last look reads these as they are written everywhere else."""

_BEFORE_BLOCK = (
    "address|article|aside|blockquote|details|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|"
    "main|nav|ol|p|pre|section|table|ul"
)
_AROUND_P = "article|aside|blockquote|dd|details|div|figure|footer|header|li|main|nav|section|td"
_BLOCKS = (
    f"{_BEFORE_BLOCK}|body|caption|dd|dt|head|html|legend|li|link|meta|option|script|style|summary|"
    "tbody|td|tfoot|th|thead|title|tr"
)
_ENDS = tuple(
    (f"</{name}>", re.compile(rf"</{name}>\s*(?={following})"))
    for name, following in (
        ("p", rf"<(?:{_BEFORE_BLOCK})[ >]|</(?:{_AROUND_P})>"),
        ("li", r"<li[ >]|</[uo]l>"),
        ("dt", r"<d[td][ >]"),
        ("dd", r"<d[td][ >]|</dl>|</div>"),
        ("td", r"<t[dh][ >]|</tr>"),
        ("th", r"<t[dh][ >]|</tr>"),
        ("tr", r"<tr[ >]|</t(?:head|body|foot)>"),
        ("thead", r"<tbody[ >]"),
        ("tbody", r"<tbody[ >]|</table>"),
    )
)
"""Ends that the HTML standard lets one leave out, each where what follows says as much."""
_LINE_ENDS = re.compile(rf"\n(?=</?(?:{_BLOCKS})[ >])")
_IS_BLOCK = re.compile(rf"</?(?:{_BLOCKS})[ >]")
_AFTER_TAG = re.compile(r"(</?[a-z][a-z0-9]*(?: [^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*)?>)\n")


def compact_markup(html: str) -> str:
    """A body without blank lines; it shows the same, and text in `pre` stays as it is."""
    return _outside_of_kept(html, _join_lines)


def _join_lines(part: str) -> str:
    """Line ends without blanks around them; those before one are sought only where there are any."""
    part = _BLANKS.sub("\n", part)
    return _TRAILING.sub("\n", part) if " \n" in part or "\t\n" in part else part


def shorten_markup(html: str) -> str:
    """A page, or a whole part of one, that browsers read as the same elements, attributes and words."""
    return _outside_of_kept(html, _shorten)


def _outside_of_kept(html: str, change: Callable[[str], str]) -> str:
    """What is quoted letter for letter, and scripts, stay; all else is changed."""
    parts = _KEPT.split(html)
    # Of three parts the third is the name of the element that the second holds.
    return "".join(
        part if number % 3 else change(part) for number, part in enumerate(parts) if number % 3 < 2
    )


def _shorten(html: str) -> str:
    for end, needless in _ENDS:
        if end in html:
            html = needless.sub("", html)
    html = _LINE_ENDS.sub("", html)
    if ">\n" in html:
        html = _AFTER_TAG.sub(_join_after_block, html)
    return _TAG.sub(_unquote, html)


def _join_after_block(tag: re.Match[str]) -> str:
    return tag[1] if _IS_BLOCK.match(tag[1]) else tag[0]


def _unquote(tag: re.Match[str]) -> str:
    return _without_quotes(tag[0])


@lru_cache(maxsize=16_384)
def _without_quotes(tag: str) -> str:
    """The start of an element; many stand on every page."""
    return tag if tag.startswith(_NEEDING_QUOTES) else _QUOTED.sub(_bare, tag)


def _bare(value: re.Match[str]) -> str:
    """A value without its quotation marks; a stroke that ends the element keeps its distance."""
    end = value[2] or ""
    return f"={value[1]}{' ' if end == '/>' else ''}{end}"
