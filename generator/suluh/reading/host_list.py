"""The hosts of `standards/hosts.yaml`, with what each allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from suluh.reading.safe_yaml import load_yaml
from suluh.vocabulary.hosts import Host

_FILE = "hosts.yaml"
LIMITS = tuple(field.name for field in fields(Host) if field.default is None)


@lru_cache(maxsize=1)
def load_hosts() -> Mapping[str, Host]:
    """Hosts by the word that `hosting` names them by. Raises ValueError for a list that is not whole."""
    text = (files("suluh.standards") / _FILE).read_text(encoding="utf-8")
    whole, findings = load_yaml(text, _FILE)
    if findings or not isinstance(whole, dict):
        raise ValueError(f"standards/{_FILE} cannot be read")
    hosts: dict[str, Host] = {}
    for key, stated in whole.items():
        limits = {limit: _limit(stated, limit) for limit in LIMITS}
        read = date.fromisoformat(str(stated["read"]))
        hosts[str(key)] = Host(str(key), str(stated["name"]), str(stated["source"]), read, **limits)
    return hosts


def _limit(stated: Mapping[str, Any], limit: str) -> int | None:
    return int(stated[limit]) if limit in stated else None
