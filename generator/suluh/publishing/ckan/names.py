"""Names and ids as CKAN has them: short names of small letters, and ids that are the same in every build."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

from suluh.publishing.exact_json import Json
from suluh.publishing.file_metadata import absolute
from suluh.vocabulary.settings import Settings

ORGANIZATION, GROUP = "organization", "group"
LONGEST = 100
"""Signs of a name or a tag, of which CKAN wants two at least."""

_NO_NAME = re.compile(r"[^a-z0-9_-]+")
_NO_TAG = re.compile(r"[^\w .-]+")


def make_id(settings: Settings, kind: str, name: str) -> str:
    """An id that no other catalogue has: of the site, the kind of thing and its name."""
    return str(uuid5(NAMESPACE_URL, f"{settings.site_url or settings.wilayah}#{kind}/{name}"))


def make_name(text: str) -> str:
    """A text as a short name: `Perencanaan dan anggaran` → `perencanaan-dan-anggaran`."""
    name = _NO_NAME.sub("-", text.casefold()).strip("-")[:LONGEST].strip("-")
    return name if len(name) > 1 else f"{name or 'x'}-x"


def make_tag(text: str) -> str:
    """A text as a tag: letters, digits, blanks, points, hyphens; empty for what leaves fewer than two."""
    tag = " ".join(_NO_TAG.sub(" ", text).split())[:LONGEST].strip()
    return tag if len(tag) > 1 else ""


def moment(day: str) -> str:
    """An ISO date as CKAN writes moments: UTC, without saying so."""
    return f"{day}T00:00:00.000000"


def describe_body(
    settings: Settings, kind: str, name: str, title: str, *, description: str = "", count: int | None = None
) -> dict[str, Json]:
    """An organization or a group; `count` of its packages where it stands in a list of its kind."""
    described: dict[str, Json] = {
        "id": make_id(settings, kind, name),
        "name": name,
        "title": title,
        "display_name": title,
        "description": description,
        "type": kind,
        "is_organization": kind == ORGANIZATION,
        "approval_status": "approved",
        "state": "active",
        "image_url": "",
    }
    if kind == ORGANIZATION and name != "referensi":
        described["url"] = absolute(settings, f"instansi/{name}/")
    return described if count is None else {**described, "package_count": count}
