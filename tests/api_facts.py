"""The facts that the API of a built site answers with, by their whole names."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from answering import say


@cache
def read_files(site: Path) -> dict[str, dict[str, Any]]:
    """Every file of the API but the description, by its address from the site's root."""
    return {
        path.relative_to(site).as_posix(): json.loads(path.read_bytes(), parse_float=Decimal)
        for path in sorted((site / "api/v1").rglob("*.json"))
        if path.name != "openapi.json"
    }


LISTED, PRINTED = ("fakta", "alur"), ("fakta_halaman",)
"""Facts that the ledger lists, and those that pages alone make."""


@cache
def read_facts(site: Path, kinds: tuple[str, ...] = (*LISTED, *PRINTED)) -> dict[str, str]:
    """The text that each fact of the API has on pages, by its whole name; the parts of a coverage as well."""
    found: dict[str, str] = {}
    for file in read_files(site).values():
        if file["jenis"] in kinds:
            for item in file["isi"]:
                for what, times in item["fakta"].items():
                    for when, value in times.items():
                        for suffix, said in _parts(value):
                            found[f"{what}{suffix}.{name_from(when, item['tempat'])}"] = said
    return found


def name_from(when: str, place: str) -> str:
    """When and where a fact is that is named from a place: of it, within it, or of another one."""
    time, _, rest = when.partition(".")
    return f"{time}.{place if not rest or rest.startswith('.') else ''}{rest}"


def _parts(value: Any) -> list[tuple[str, str]]:
    if not isinstance(value, dict):
        return [("", say(value))]
    if value["nilai"] is None and "rendah" not in value and "yang_lengkap" in value:
        whole = say(value["yang_lengkap"])  # a share of which nothing sure can be said
    else:
        whole = say(value)
    parts = [("", whole)]
    for name in ("terhitung", "ditunggu", "pagu_terhitung", "yang_lengkap"):
        if name in value:
            parts.append((f"_{name}", say(value[name])))
    if "terhitung" in value and "ditunggu" in value:
        parts.append(("_belum_terhitung", str(value["ditunggu"] - value["terhitung"])))
    return parts
