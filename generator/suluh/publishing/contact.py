"""Whom to ask about a dataset: an e-mail address, a web page, or a telephone number, out of free text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.web_addresses import is_safe_address

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PAGE = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: `name`, and an e-mail address or a web page, or neither where the text has none."""

    name: str
    email: str = ""
    page: str = ""


def find_contact(dataset: Dataset, settings: Settings) -> Contact | None:
    """The contact that the descriptor names, else that of the site; None where neither has one."""
    stated = _read(dataset.package.text("kontak"), dataset.instansi.nama)
    return stated or _read(dataset.instansi.surel, dataset.instansi.nama) or find_site_contact(settings)


def find_site_contact(settings: Settings) -> Contact | None:
    """Whom to ask about the site; None where its settings do not say."""
    return _read(settings.kontak, settings.site_name)


def _read(text: str, name: str) -> Contact | None:
    email, page = _EMAIL.search(text), _PAGE.search(text)
    if email:
        return Contact(name, email=email.group().rstrip("."))
    if page and is_safe_address(page.group()):
        return Contact(name, page=page.group().rstrip(".,;)"))
    return None
