"""Where a reader reports a mistake or asks for data, with the page and its data filled in already.

A repository on a known forge takes both as issues; else the contact's e-mail does. Whatever stands in a
title or a cell reaches an address only quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Link
from suluh.vocabulary.web_addresses import split_address
from suluh.words.saying import N_

LENGTH_LIMIT = 200
"""Of a value in an address: mail programs and forges refuse long ones."""
TITLE_LIMIT = 100
"""Of the title of a message, which lists show in one line; the page's own address is in the message."""
_FORGES = (
    ("github", "github"),
    ("gitlab", "gitlab"),
    ("codeberg", "forgejo"),
    ("forgejo", "forgejo"),
    ("gitea", "forgejo"),
)
"""Part of a host's name, and whose way of opening an issue it knows."""

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message is about: a page by title and address from the root, and data by name, version, row."""

    title: str
    address: str
    dataset: str = ""
    version: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    form: str
    title: str
    questions: tuple[str, ...]
    of_data: bool = False
    """Whether it is about rows that are there, which are named."""


MISTAKE = _Kind(
    "keliru.yml",
    N_("Keliru: "),
    (N_("Yang keliru:"), N_("Yang benar, dan sumbernya:")),
    of_data=True,
)
REQUEST = _Kind("minta-data.yml", N_("Minta data: "), (N_("Data yang saya perlukan:"),))


RECOUNTING = "tentang/hitung-ulang/"
"""The hand-written page on how to recount the figures, where a site has it."""
MISTAKES = "tentang/melapor-kesalahan/"
"""The hand-written page on how to report a mistake, where a site has it."""


def list_ways(subject: Subject, settings: Settings, say: Say, how: str = "") -> tuple[Link, ...]:
    """Where a reader reports a mistake, asks for data, complains, and reads `how`: what the site names.

    Of one record nobody asks for data: its dataset's page and the foot of every page lead to them.
    """
    links = (
        Link(say("Laporkan kesalahan"), mistake_address(subject, settings, say)),
        Link(say("Minta data"), "" if subject.row else request_address(subject, settings, say)),
        Link(say("Keluhan layanan: SP4N-LAPOR!"), settings.lapor),
        Link(say("Cara melapor"), how),
    )
    return tuple(link for link in links if link.address)


def mistake_address(subject: Subject, settings: Settings, say: Say) -> str:
    """Where to report a mistake in the subject; empty where the site names neither forge nor contact."""
    return _address(MISTAKE, subject, settings, say)


def request_address(subject: Subject, settings: Settings, say: Say) -> str:
    """Where to ask for data about the subject; empty as above."""
    return _address(REQUEST, subject, settings, say)


@lru_cache(maxsize=16)
def find_forge(repository: str) -> str:
    """`github`, `gitlab` or `forgejo` of an https:// address with owner and name; empty for any other."""
    parts = split_address(repository)
    host = (parts.hostname or "").split(".")
    if parts.scheme != "https" or len([part for part in parts.path.split("/") if part]) < 2:
        return ""
    return next((kind for part, kind in _FORGES if part in host), "")


def _address(kind: _Kind, subject: Subject, settings: Settings, say: Say) -> str:
    repository = settings.repositori.rstrip("/").removesuffix(".git")
    forge = find_forge(repository)
    title = _short(say(kind.title) + subject.title, TITLE_LIMIT)
    if forge == "github":
        fields = {"template": kind.form, "title": title, **dict(_values(subject, settings))}
        return f"{repository}/issues/new?{_query(fields)}"
    body = _body(kind, subject, settings, say)
    if forge == "gitlab":
        fields = {"issue[title]": title, "issue[description]": body}
        return f"{repository}/-/issues/new?{_query(fields)}"
    if forge == "forgejo":
        return f"{repository}/issues/new?{_query({'title': title, 'body': body})}"
    contact = settings.kontak
    if "@" in contact and "://" not in contact:
        mail = body.replace("\n", "\r\n")
        fields = {"subject": title, "body": mail}
        return f"mailto:{quote(contact, safe='@')}?{urlencode(fields, quote_via=quote, safe='/:,()')}"
    return contact


def _values(subject: Subject, settings: Settings) -> list[tuple[str, str]]:
    """What is known of the subject, by the names of the forms' fields."""
    page = settings.site_url + quote(subject.address)
    entries = (
        ("halaman", page or subject.title),
        ("dataset", subject.dataset),
        ("versi", subject.version),
        ("baris", subject.row),
    )
    return [(name, _short(text)) for name, text in entries if text]


def _body(kind: _Kind, subject: Subject, settings: Settings, say: Say) -> str:
    labels = {"halaman": say("Halaman"), "dataset": say("Data"), "versi": say("Versi"), "baris": say("Baris")}
    values = _values(subject, settings)
    known = [f"{labels[name]}: {text}" for name, text in (values if kind.of_data else values[:1])]
    asked = [f"{say(question)}\n" for question in kind.questions]
    return "\n".join([*known, "", *asked])


def _query(fields: dict[str, str]) -> str:
    return urlencode(fields, quote_via=quote, safe="")


def _short(text: str, limit: int = LENGTH_LIMIT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
