"""Asking a forge's API how it guards the published branch; for `suluh doctor` alone, on request.

The answers can be kept as a file and judged later, on a machine without network or rights:
`{"forge": …, "project": …, "branch": …, "answers": {path: answer}}`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
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
SIZE_LIMIT = 2 * 1024 * 1024
_NOT_SET = {"branch not protected", "404 protected branch not found"}
"""What forges say, with status 404, where there is no protection; any other 404 may hide one."""
_TOKEN_HEADERS = {"github": "Authorization", "gitlab": "PRIVATE-TOKEN", "forgejo": "Authorization"}
_TOKEN_FORMS = {"github": "Bearer {}", "gitlab": "{}", "forgejo": "token {}"}
_KEYS = {"forge", "project", "branch", "answers"}


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
    headers = {"Accept": "application/json", "User-Agent": "Suluh"}
    if api.token:
        headers[_TOKEN_HEADERS[forge]] = _TOKEN_FORMS[forge].format(api.token)
    try:
        request = Request(f"{api.address}/{path}", headers=headers)  # noqa: S310  (https, or this machine)
        with build_opener(_NoRedirects).open(request, timeout=TIMEOUT_SECONDS) as answer:
            return json.loads(answer.read(SIZE_LIMIT))
    except HTTPError as refusal:
        with refusal:
            said = refusal.read(SIZE_LIMIT)
        return {} if refusal.code == 404 and _message(said) in _NOT_SET else None
    except (OSError, HTTPException, ValueError):
        return None


def _message(said: bytes) -> str:
    try:
        value = json.loads(said)
    except ValueError:
        return ""
    return str(value.get("message", "")).lower() if isinstance(value, Mapping) else ""


class _NoRedirects(HTTPRedirectHandler):
    """The token goes to the address that was named and to no other."""

    def redirect_request(self, *_: object) -> None:
        """No redirect is followed; its status is the answer."""
        return
