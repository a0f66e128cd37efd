"""What a site made by Suluh tells by its API, each file verified against its manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from suluh.vocabulary.federation import CatalogEntry, Indicator, SiteContent, YearAmounts

ReadFile = Callable[[str], bytes]
"""From a path of the site to its verified bytes. Raises OSError."""

API = "api/v1/"
WHOLE = "semua"
_ACCOUNT = re.compile(r"rekening\.([456](?:\.\d)?)")
_YEAR = re.compile(r"[12]\d{3}")
_MOST_ENTRIES = 200_000
_DIRECTORY = "direktori"


class NotUnderstoodError(OSError):
    """A verified file that does not say what such a file says; the text names it."""


def read_suluh_site(read: ReadFile, address: str) -> SiteContent:
    """All that is compared, of one edition. Raises OSError where a file cannot be had or understood."""
    index = _read_json(read, f"{API}index.json")
    try:
        return SiteContent(
            name=str(index["judul"]),
            region=str(index["wilayah"]),
            as_of=str(index.get("per_tanggal") or ""),
            simulated=bool(index.get("simulasi")),
            years=_read_years(read, index["kumpulan"]),
            indicators=tuple(_read_indicators(read, index["kumpulan"], str(index["wilayah"]))),
            catalog=tuple(_read_catalog(read, index["kumpulan"], address)),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        raise NotUnderstoodError(API) from None


def _read_years(read: ReadFile, shelves: Mapping[str, str]) -> tuple[YearAmounts, ...]:
    """Years that any of the budget's or the realisation's figures tells of, in order."""
    whole: dict[str, dict[str, object]] = {}
    for entry in _entries(read, shelves.get("fakta seluruh daerah"), "semua", WHOLE):
        if entry["tempat"] == WHOLE:
            for name, values in entry["fakta"].items():
                whole.setdefault(name, {}).update(values)
    accounts: dict[int, dict[str, Decimal]] = {}
    for entry in _entries(read, shelves.get("fakta rekening"), "rekening", "rekening-7"):
        if found := _ACCOUNT.fullmatch(entry["tempat"]):
            for time, value in entry["fakta"].get("anggaran", {}).items():
                amount = _number(value)
                if _YEAR.fullmatch(time) and amount is not None:
                    accounts.setdefault(int(time), {})[found[1]] = amount
    told = {time for name in ("anggaran", "realisasi") for time in whole.get(name, {})}
    years = {int(time) for time in told if _YEAR.fullmatch(time)} | set(accounts)
    return tuple(
        YearAmounts(
            year,
            accounts.get(year, {}),
            _number(whole.get("anggaran", {}).get(str(year))),
            _number(whole.get("realisasi", {}).get(str(year))),
            _count(whole.get("laporan_masuk", {}).get(str(year))),
            _count(whole.get("laporan_ditunggu", {}).get(str(year))),
        )
        for year in sorted(years)
    )


def _read_indicators(read: ReadFile, shelves: Mapping[str, str], region: str) -> Iterator[Indicator]:
    for entry in _entries(read, shelves.get("indikator")):
        for row in entry.get("hasil", ()):
            if _is_part(row, region):
                continue
            value = row.get("hasil")
            yield Indicator(
                key=entry["kunci"],
                name=entry["nama"],
                unit=entry.get("satuan") or "",
                definition=entry.get("definisi") or "",
                year=int(row["tahun"]),
                target=_number(row.get("target")),
                result=_number(value),
                state=_state(value),
            )


def _is_part(row: Mapping[str, Any], region: str) -> bool:
    """Whether a result is of a part of the year or of the region, which no whole compares with."""
    return bool(row.get("triwulan")) or row.get("kode_wilayah") not in (None, "", region)


def _read_catalog(read: ReadFile, shelves: Mapping[str, str], address: str) -> Iterator[CatalogEntry]:
    for entry in _entries(read, shelves.get("dataset")):
        licences = entry.get("lisensi") or ()
        yield CatalogEntry(
            name=entry["nama"],
            title=entry["judul"],
            publisher=entry.get("instansi") or "",
            period=entry.get("periode") or "",
            modified=entry.get("diubah") or "",
            licence=str(licences[0].get("name") or "") if licences else "",
            simulated=entry.get("status_data") == "simulasi",
            address=f"{address}data/{entry['nama']}/",
        )


def _entries(
    read: ReadFile, shelf: str | None, first: str = "", last: str = "\U0010ffff"
) -> Iterator[Mapping[str, Any]]:
    """The entries of a collection, in one file or in parts; of those, the parts between two keys alone."""
    if shelf is None:
        return
    whole = _read_json(read, API + shelf)
    if whole.get("jenis") != _DIRECTORY:
        yield from whole["isi"][:_MOST_ENTRIES]
        return
    starts = whole["bagian"]
    for number, start in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else "\U0010ffff"
        if start <= last and first <= following:
            yield from _read_json(read, API + whole["pola"].replace("{mulai}", start))["isi"][:_MOST_ENTRIES]


def _read_json(read: ReadFile, path: str) -> dict[str, Any]:
    try:
        value = json.loads(read(path), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise NotUnderstoodError(path) from None
    if not isinstance(value, dict):
        raise NotUnderstoodError(path)
    return value


def _number(value: object) -> Decimal | None:
    """A number as the API writes it: plain, a text where readers would round, or with its state beside."""
    if isinstance(value, Mapping):
        return _number(value.get("nilai"))
    if value is None or isinstance(value, bool):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def _count(value: object) -> int | None:
    number = _number(value)
    return None if number is None else int(number)


def _state(value: object) -> str:
    return str(value.get("keadaan") or "") if isinstance(value, Mapping) else ""
