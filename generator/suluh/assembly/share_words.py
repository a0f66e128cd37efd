"""What is said of a page where its address is shared: its first sentence, the day of the data, and a mark.

The sentence is taken from the page, so that a preview never says another figure than the page does.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from suluh.vocabulary.site import Page
from suluh.words.saying import say_in

LONGEST = 200
"""Signs of a description: search engines show some 155, previews less."""

_SENTENCE = re.compile(r'<p class="s-sentence"[^>]*>(.*?)</p>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def share_description(page: Page, body: str, *, language: str, version: date) -> str:
    """The page's first sentence with its figures, else its description, with mark and version of the data.

    A page that leads on keeps its own description. `version` is the day that the data is of.
    """
    if page.leads_to:
        return page.description
    sentence, description = find_sentence(body), " ".join(page.description.split())
    told = [sentence, description] if re.search(r"\d", sentence) else [description, sentence]
    parts = [say_in(language, "Data contoh.")] if page.simulated else []
    dated = " ".join(say_in(language, "Versi data %(date)s", date=version).split())
    room = LONGEST - len(" ".join([*parts, f"{dated}."])) - 1
    said = _shorten(" ".join(_end(text) for text in dict.fromkeys(told) if text), room)
    return " ".join([*parts, said, f"{dated}."]) if said else " ".join([*parts, f"{dated}."])


def find_sentence(body: str) -> str:
    """The text of the sentence that a page opens with, empty where it has none."""
    found = _SENTENCE.search(body)
    return " ".join(unescape(_TAG.sub("", found[1])).split()) if found else ""


def _end(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", ":")) else f"{text}."


def _shorten(text: str, room: int) -> str:
    """As many whole words as there is room for."""
    return text if len(text) <= room else f"{text[: room - 1].rpartition(' ')[0].rstrip(' ,;:')}…"
