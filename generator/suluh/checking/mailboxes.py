"""Mail addresses in a text, but those of offices and schools, told by domain or first word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from suluh.checking.identity_numbers import load_rules

_MAIL = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})(?:@| ?[(\[{] ?(?:at|et) ?[)\]}] ?)"
    r"((?:[A-Za-z0-9-]{1,63}(?:\.| ?[(\[{] ?(?:dot|titik) ?[)\]}] ?)){1,6}[A-Za-z]{2,24})",
    re.I,
)
_AT_WORD = re.compile(r"[(\[{] ?(?:at|et) ?[)\]}]", re.I)


def find_mail(text: str) -> Iterator[re.Match[str]]:
    """Every address in plain text that is nobody's office."""
    if "@" in text or _AT_WORD.search(text):
        yield from (match for match in _MAIL.finditer(text) if not _is_office_mail(match))


def _is_office_mail(match: re.Match[str]) -> bool:
    rules, boxes, begins = _mail_rules()
    domain = re.sub(r" ?[(\[{] ?(?:dot|titik) ?[)\]}] ?", ".", match.group(2).lower(), flags=re.I)
    if any(domain == rule or domain.endswith(f".{rule}") for rule in rules):
        return True
    box = match.group(1).lower()
    return re.split(r"[._+-]", box)[0] in boxes or box in boxes or begins.match(box) is not None


@cache
def _mail_rules() -> tuple[tuple[str, ...], frozenset[str], re.Pattern[str]]:
    """Domains, mailboxes, and beginnings of mailboxes of offices."""
    stated = load_rules()["surel"]
    begins = f"(?:{'|'.join(stated['awal_kotak'])})|(?:{'|'.join(stated['awal_kotak_bernomor'])})[0-9._-]"
    return tuple(stated["domain_boleh"]), frozenset(stated["kotak_umum"]), re.compile(begins)
