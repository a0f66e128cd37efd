"""Open pull and merge requests as their forge lists them; every text in them is a stranger's.

Shapes after the REST references of GitHub and Forgejo (`pulls`) and GitLab (`merge_requests`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from suluh.assembly.forge_api import Api, Silence, ask_page
from suluh.vocabulary.as_of import Zone
from suluh.vocabulary.waiting import Waiting
from suluh.vocabulary.web_addresses import split_address

PAGE = 30
"""Requests asked for at once: more would be longer than what is read of an answer."""
PAGES = 40
TITLE_LIMIT = 300
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose requests are asked for: a kind of forge, a project, the branch they want to go into, its host."""

    forge: str
    project: str
    branch: str
    host: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Listed:
    """The open requests that a forge gave; where it did not give all, why, and the seconds to wait."""

    waiting: tuple[Waiting, ...] = ()
    is_whole: bool = False
    silence: Silence | None = None
    wait: int = 0


def list_requests(desk: Desk, api: Api) -> Listed:
    """The open requests into the branch.

    Pages go on as the forge's own header says; a forge may give fewer at once than it is asked for. Without
    such a header a page that is not full is the last.
    """
    found: dict[int, Waiting] = {}
    for number in range(1, PAGES + 1):
        heard = ask_page(desk.forge, api, _path(desk, number))
        answer = heard.value
        if not isinstance(answer, list):
            silence = heard.silence or Silence.UNREADABLE
            return Listed(tuple(found.values()), silence=silence, wait=heard.wait)
        entries = [entry for entry in answer if isinstance(entry, Mapping)]
        read = _read_gitlab if desk.forge == "gitlab" else _read_pull
        for entry in entries:
            if (waiting := read(entry, desk)) is not None:
                found.setdefault(waiting.number, waiting)  # one that moved on to the next page meanwhile
        goes_on = len(answer) >= PAGE if heard.goes_on is None else heard.goes_on
        if not goes_on or not answer:
            return Listed(tuple(found.values()), is_whole=True)
    return Listed(tuple(found.values()))


def _path(desk: Desk, page: int) -> str:
    if desk.forge == "gitlab":
        project, branch = quote(desk.project, safe=""), quote(desk.branch, safe="")
        rest = f"state=opened&target_branch={branch}&per_page={PAGE}&page={page}"
        return f"projects/{project}/merge_requests?{rest}"
    size = "limit" if desk.forge == "forgejo" else "per_page"
    return f"repos/{desk.project}/pulls?state=open&{size}={PAGE}&page={page}"


def _read_pull(entry: Mapping[str, Any], desk: Desk) -> Waiting | None:
    head, base = (_mapping(entry.get(name)) for name in ("head", "base"))
    if base.get("ref") != desk.branch:
        return None
    return _waiting(desk, entry, "number", {"sha": head.get("sha"), "ref": head.get("ref")})


def _read_gitlab(entry: Mapping[str, Any], desk: Desk) -> Waiting | None:
    if entry.get("target_branch") != desk.branch:
        return None
    return _waiting(desk, entry, "iid", {"sha": entry.get("sha"), "ref": entry.get("source_branch")})


def _waiting(desk: Desk, entry: Mapping[str, Any], key: str, head: Mapping[str, Any]) -> Waiting | None:
    number, commit = entry.get(key), head["sha"]
    if not isinstance(number, int) or not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
        return None
    return Waiting(
        number=number,
        title=_text(entry.get("title")),
        branch=_text(head["ref"]),
        commit=commit,
        since=_day(entry.get("created_at"), desk.zone),
        address=_address(entry.get("html_url") or entry.get("web_url"), desk.host),
        draft=entry.get("draft") is True,
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return " ".join(value.split())[:TITLE_LIMIT] if isinstance(value, str) else ""


def _address(value: object, host: str) -> str:
    """The request's page, if it is the forge's own."""
    if not isinstance(value, str):
        return ""
    parts = split_address(value)
    return value if parts.scheme == "https" and parts.hostname == host else ""


def _day(value: object, zone: Zone) -> date | None:
    try:
        return zone.day_of(datetime.fromisoformat(str(value)))
    except (ValueError, OverflowError, TypeError):
        return None
