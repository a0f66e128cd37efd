"""Asking a forge's API how it guards the published branch; for `suluh doctor` alone, on request.

The answers can be kept as a file and judged later, on a machine without network or rights:
`{"forge": …, "project": …, "branch": …, "answers": {path: answer}}`.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.message import Message
from enum import Enum
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from suluh.checking.forge_rules import CHECKS, list_requests
from suluh.reading.safe_yaml import load_json
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.protections import Answers, Guarded
from suluh.vocabulary.web_addresses import split_address

TIMEOUT_SECONDS = 20
PATIENCE_SECONDS = 5
"""How long a forge that is busy is waited for."""
UNKNOWN_WAIT = 60
SIZE_LIMIT = 2 * 1024 * 1024
_NOT_SET = {"branch not protected", "404 protected branch not found"}
"""What forges say, with status 404, where there is no protection; any other 404 may hide one."""
_TOKEN_HEADERS = {"github": "Authorization", "gitlab": "PRIVATE-TOKEN", "forgejo": "Authorization"}
_TOKEN_FORMS = {"github": "Bearer {}", "gitlab": "{}", "forgejo": "token {}"}
_KEYS = {"forge", "project", "branch", "answers"}
_NEXT = re.compile(r"""\brel\s*=\s*"?next\b""", re.IGNORECASE)


class Silence(Enum):
    """Why a forge gave no answer."""

    REFUSED = "kunci"
    FORBIDDEN = "hak"
    UNKNOWN = "tidak-dikenal"
    BUSY = "batas"
    NO_TOKEN = "tanpa-kunci"
    TOO_LONG = "terlalu-panjang"
    UNREADABLE = "tidak-terbaca"
    UNREACHED = "diam"


_BY_STATUS: Mapping[int, Silence] = {
    HTTPStatus.UNAUTHORIZED: Silence.REFUSED,
    HTTPStatus.FORBIDDEN: Silence.FORBIDDEN,
    HTTPStatus.NOT_FOUND: Silence.UNKNOWN,
    HTTPStatus.MOVED_PERMANENTLY: Silence.UNKNOWN,
    HTTPStatus.FOUND: Silence.UNKNOWN,
    HTTPStatus.TEMPORARY_REDIRECT: Silence.UNKNOWN,
    HTTPStatus.PERMANENT_REDIRECT: Silence.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What a forge answers: `value`, or None and why not, with the seconds that it asks to wait.

    `goes_on` says whether its header names a next page; None without such a header.
    """

    value: object = None
    silence: Silence | None = None
    wait: int = 0
    goes_on: bool | None = None


@dataclass(frozen=True, slots=True)
class Api:
    """Where a forge answers, and the token that lets us see settings; empty for what everyone may see."""

    address: str
    token: str = ""


def find_api(forge: str, repository: str) -> str:
    """The API's address of a repository at a forge, such as https://gitlab.example/api/v4."""
    parts = split_address(repository)
    if forge == "github":
        own = parts.hostname != "github.com"
        return f"https://{parts.netloc}/api/v3" if own else "https://api.github.com"
    return f"https://{parts.netloc}/api/{'v4' if forge == 'gitlab' else 'v1'}"


def find_project(repository: str) -> str:
    """`owner/name` of a repository's address; with the groups between, on GitLab."""
    return split_address(repository).path.strip("/").removesuffix(".git")


def ask_forge(guarded: Guarded, api: Api) -> Answers:
    """Every answer that the judgement needs; None for what could not be seen."""
    answers: dict[str, Any] = {}
    while waiting := [request for request in list_requests(guarded, answers) if request not in answers]:
        for path in waiting:
            answers[path] = ask_path(guarded.forge, api, path)
    return answers


def write_answers(guarded: Guarded, answers: Answers) -> str:
    """The answers as a file that `read_answers` takes."""
    content = {
        "forge": guarded.forge,
        "project": guarded.project,
        "branch": guarded.branch,
        "answers": dict(sorted(answers.items())),
    }
    return json.dumps(content, indent=1, ensure_ascii=False)


def read_answers(text: str, path: str) -> tuple[Guarded | None, Answers, list[Finding]]:
    """A project and its answers from a file; None with W028 where it is none of ours."""
    value, findings = load_json(text, path, size_limit=SIZE_LIMIT)
    fits = not findings and isinstance(value, dict) and set(value) >= _KEYS
    if not fits or not isinstance(value["answers"], dict) or value["forge"] not in CHECKS:
        return None, {}, [Finding("W028", Place(path))]
    told = (value["forge"], value["project"], value["branch"])
    if not all(isinstance(entry, str) and entry for entry in told):
        return None, {}, [Finding("W028", Place(path))]
    return Guarded(*told, checks=CHECKS[value["forge"]]), value["answers"], []


def ask_path(forge: str, api: Api, path: str) -> object:
    """What a forge answers at a path below its API; None where it does not, or says too much to be read."""
    return ask_page(forge, api, path).value


def ask_page(forge: str, api: Api, path: str) -> Heard:
    """The same with the reason of a silence, and whether another page follows.

    A redirect within the same address is followed, as forges answer for a project that was renamed. Where
    the forge asks for a few seconds' patience, it is asked once more.
    """
    headers = {"Accept": "application/json", "User-Agent": "Suluh"}
    if api.token:
        headers[_TOKEN_HEADERS[forge]] = _TOKEN_FORMS[forge].format(api.token)
    heard = _ask(f"{api.address}/{path}", headers)
    if heard.silence is Silence.BUSY and heard.wait <= PATIENCE_SECONDS:
        time.sleep(heard.wait)
        heard = _ask(f"{api.address}/{path}", headers)
    if heard.silence is Silence.REFUSED and not api.token:
        return replace(heard, silence=Silence.NO_TOKEN)
    return heard


def _ask(address: str, headers: Mapping[str, str]) -> Heard:
    try:
        request = Request(address, headers=dict(headers))  # noqa: S310  (https, or this machine)
        with build_opener(_OwnRedirects).open(request, timeout=TIMEOUT_SECONDS) as answer:
            said, links = answer.read(SIZE_LIMIT + 1), answer.headers.get_all("Link", [])
            length = answer.headers.get("Content-Length", "")
    except HTTPError as refusal:
        with refusal:
            return _read_refusal(refusal)
    except (OSError, HTTPException, ValueError):
        return Heard(silence=Silence.UNREACHED)
    if len(said) > SIZE_LIMIT:
        return Heard(silence=Silence.TOO_LONG)
    if length.isdecimal() and len(said) < int(length):
        return Heard(silence=Silence.UNREACHED)  # the connection was cut
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return Heard(silence=Silence.UNREADABLE)
    goes_on = any(_NEXT.search(link) for link in links) if links else None
    return Heard(value, goes_on=goes_on)


def _read_refusal(refusal: HTTPError) -> Heard:
    """Why a forge refuses, by status and headers; settings that are not made are an empty answer."""
    try:
        said = refusal.read(SIZE_LIMIT)
    except (OSError, HTTPException):
        said = b""
    if refusal.code == HTTPStatus.NOT_FOUND and _message(said) in _NOT_SET:
        return Heard({})
    wait = _wait_of(refusal.headers)
    if refusal.code == HTTPStatus.TOO_MANY_REQUESTS or (refusal.code == HTTPStatus.FORBIDDEN and wait):
        return Heard(silence=Silence.BUSY, wait=wait if wait is not None else UNKNOWN_WAIT)
    return Heard(silence=_BY_STATUS.get(refusal.code, Silence.UNREACHED))


def _wait_of(headers: Message) -> int | None:
    """For how many seconds a forge asks to be left alone; None where it asks for nothing."""
    stated = (headers.get("Retry-After") or "").strip()
    if stated.isdecimal():
        return int(stated[:6])
    if (headers.get("X-RateLimit-Remaining") or "").strip() != "0":
        return None
    reset = (headers.get("X-RateLimit-Reset") or "").strip()
    return max(1, int(reset[:12]) - int(time.time())) if reset.isdecimal() else UNKNOWN_WAIT


def _message(said: bytes) -> str:
    try:
        value = json.loads(said)
    except ValueError:
        return ""
    return str(value.get("message", "")).lower() if isinstance(value, Mapping) else ""


class _OwnRedirects(HTTPRedirectHandler):
    """The token goes to the address that was named and to no other."""

    max_redirections = 3

    def redirect_request(self, *told: Any) -> Request | None:  # noqa: ANN401  (as urllib hands them on)
        """The same question at another path of the address; for any other its status is the answer."""
        asked, led = split_address(told[0].full_url), split_address(told[-1])
        if (asked.scheme, asked.netloc) != (led.scheme, led.netloc):
            return None
        return super().redirect_request(*told)
