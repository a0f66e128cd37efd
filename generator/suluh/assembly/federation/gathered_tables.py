"""What the sites tell, side by side: tables with their record types, as a site of its own has them.

Which tables there are and what their columns mean is data: `standards/federation/tabel.yaml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from suluh.vocabulary.federation import CatalogEntry, Indicator, MetSite, SiteKind, SiteList, YearAmounts
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.region import Regions

CENT = Decimal("0.01")
MOST_LETTERS = 40
"""Of an address of a section."""
STATES = ("belum dilaporkan", "tidak berlaku", "dirahasiakan", "tidak tersedia")
SIMULATED, REAL = "simulasi", "nyata"

Row = Mapping[str, str]
"""Texts by column; a column that is not named is empty."""


class Group(StrEnum):
    """Where a table stands in the site's menu."""

    MONEY = "Uang daerah"
    INDICATORS = "Indikator"
    SITES = "Situs dan dataset"


@dataclass(frozen=True, slots=True)
class Gathered:
    """One dataset of the gathered site. `stated` is its record type, as `standar/<name>.yaml` has it."""

    name: str
    stated: Mapping[str, Any]
    unit: str
    rows: tuple[Row, ...]
    group: Group

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column["name"] for column in self.stated["fields"])

    @property
    def simulated(self) -> bool:
        """Whether any of its sources calls its data an example."""
        return any(row.get("status_data") == SIMULATED for row in self.rows)


@dataclass(slots=True)
class Gathering:
    """The sites that were met, with residents and names by region; `findings` says what was left out."""

    listed: SiteList
    met: Sequence[MetSite]
    residents: Mapping[str, int]
    names: Regions
    given: Mapping[str, Any]
    findings: list[Finding] = field(default_factory=list)

    def tables(self) -> list[Gathered]:
        """Every table that has a row, the state of the sites first."""
        tellers = self._choose_tellers()
        made = [
            self._make("situs", Group.SITES, map(_site_row, self.met)),
            self._make("realisasi", Group.MONEY, self._spending_rows(tellers)),
            *(
                self._make("rekening", Group.MONEY, self._account_rows(tellers, account["akun"]), **account)
                for account in self.given["rekening"]
            ),
            *self._indicator_tables(tellers),
            self._make("katalog", Group.SITES, self._catalog_rows()),
        ]
        return [table for table in made if table.rows]

    def _make(self, kind: str, group: Group, rows: Iterable[Row], **words: str) -> Gathered:
        """A table of a kind, its words filled in, its rows in the order of their key."""
        stated = self.given["tabel"][kind]
        key = stated["primaryKey"]
        fields = [self._state_column(name, words) for name in stated["kolom"]]
        return Gathered(
            name=words.get("nama") or stated["nama"],
            stated={
                **{name: _fill(stated[name], words) for name in ("title", "title_en", "description")},
                "primaryKey": key,
                "fields": fields,
                "wajib": [column["name"] for column in fields if "required" in column.get("constraints", {})],
            },
            unit=_fill(stated["satuan"], words),
            rows=tuple(sorted(rows, key=lambda row: [row.get(name, "") for name in key])),
            group=group,
        )

    def _state_column(self, name: str, words: Mapping[str, str]) -> dict[str, Any]:
        stated = {key: _fill(value, words) for key, value in self.given["kolom"][name].items()}
        if name not in self.given["boleh_kosong"]:
            stated["constraints"] = {"required": True, **stated.get("constraints", {})}
        return {"name": name, **stated}

    def _choose_tellers(self) -> list[MetSite]:
        """The one site of each region that tells figures, by region; B006 for a second one."""
        chosen: dict[str, MetSite] = {}
        for site in self.met:
            if site.content is None or site.listed.kind is not SiteKind.SULUH:
                continue
            first = chosen.setdefault(site.listed.region, site)
            if first is not site:
                details = {"pertama": first.listed.address}
                self._note("B006", site.listed.address, site.listed.region, details)
        return [chosen[region] for region in sorted(chosen)]

    def _note(self, code: str, address: str, value: str, details: Mapping[str, str]) -> None:
        finding = Finding(code, Place(address), Severity.WARNING, value=value, details=dict(details))
        self.findings.append(finding)

    def _account_rows(self, tellers: Sequence[MetSite], code: str) -> Iterator[Row]:
        for site, year in _years(tellers):
            if (amount := year.accounts.get(code)) is not None:
                yield {"tahun": str(year.year), **self._amount(site, amount)}

    def _spending_rows(self, tellers: Sequence[MetSite]) -> Iterator[Row]:
        for site, year in _years(tellers):
            if year.spent is not None:
                yield {
                    "tahun": str(year.year),
                    **self._amount(site, year.spent),
                    "anggaran": _text(year.budgeted),
                    "laporan_masuk": _text(year.reports),
                    "laporan_ditunggu": _text(year.due),
                }

    def _amount(self, site: MetSite, amount: Decimal) -> Row:
        """An amount with its source, and what it comes to for each resident where their number is known."""
        residents = self.residents.get(site.listed.region, 0)
        each = (amount / residents).quantize(CENT, ROUND_HALF_UP) if residents else None
        return {**self._source(site), "jumlah_per_penduduk": _text(each), "jumlah": _text(amount)}

    def _source(self, site: MetSite) -> Row:
        content, region = site.content, site.listed.region
        return {
            "kode_wilayah": region,
            "daerah": self.names[region].full_name,
            "tautan": site.listed.address,
            "edisi": site.edition[:12],
            "per_tanggal": content.as_of if content else "",
            "status_data": SIMULATED if content and content.simulated else REAL,
        }

    def _indicator_tables(self, tellers: Sequence[MetSite]) -> Iterator[Gathered]:
        """A table for each indicator that the list names, or for those that most sites share."""
        told: dict[str, list[tuple[MetSite, Indicator]]] = {}
        for site in tellers:
            for indicator in site.content.indicators if site.content else ():
                told.setdefault(indicator.key, []).append((site, indicator))
        shared = {key: len({site.listed.region for site, _ in results}) for key, results in told.items()}
        likely = sorted(shared, key=lambda key: (-shared[key], key))
        chosen = [key for key in self.listed.indicators if key in told]
        for key in chosen or likely[: int(self.given["indikator_paling_banyak"])]:
            yield self._indicator_table(key, told[key])

    def _indicator_table(self, key: str, told: Sequence[tuple[MetSite, Indicator]]) -> Gathered:
        """One indicator; sites that measure it in another unit than most are left out, with B005."""
        units = Counter(indicator.unit for _, indicator in told)
        unit = min(units, key=lambda text: (-units[text], text))
        first = next(indicator for _, indicator in told if indicator.unit == unit)
        others = {site.listed.address: one.unit for site, one in told if one.unit != unit}
        for address, other in sorted(others.items()):
            self._note("B005", address, key, {"indikator": first.name, "satuan": unit, "lain": other})
        rows = [
            {
                "tahun": str(indicator.year),
                **self._source(site),
                "hasil": _text(indicator.result) or (indicator.state if indicator.state in STATES else ""),
                "target": _text(indicator.target),
            }
            for site, indicator in told
            if indicator.unit == unit
        ]
        words = {"nama": _name_section(key), "judul": first.name, "satuan": unit or "satuan"}
        words["uraian"] = first.definition or f"{first.name}, hasil dan target tiap daerah dan tahun."
        return self._make("indikator", Group.INDICATORS, rows, **words)

    def _catalog_rows(self) -> Iterable[Row]:
        told: dict[tuple[str, str], Row] = {}
        for site in self.met:
            for entry in site.content.catalog if site.content else ():
                told.setdefault((entry.address, entry.title), _catalog_row(site, entry))
        return told.values()


def _name_section(key: str) -> str:
    """The address of an indicator's section; long ones are cut, and told apart by a digest of the key."""
    name = f"indikator-{key}"
    if len(name) <= MOST_LETTERS:
        return name
    return f"{name[: MOST_LETTERS - 7].rstrip('-')}-{sha256(key.encode()).hexdigest()[:6]}"


def _fill(value: Any, words: Mapping[str, str]) -> Any:  # noqa: ANN401  (what YAML holds)
    """A text with its words; of an account or an indicator, which may hold any sign itself."""
    if not isinstance(value, str):
        return value
    for name, word in words.items():
        value = value.replace(f"{{{name}}}", word)
    return value


def _site_row(site: MetSite) -> Row:
    content = site.content
    return {
        "kode_wilayah": site.listed.region,
        "nama": content.name if content else site.listed.address,
        "alamat": site.listed.address,
        "keadaan": site.freshness.value,
        "terbaca": site.kept_since[:10],
        "sebab": site.reason,
        "edisi": site.edition[:12],
        "per_tanggal": content.as_of if content else "",
        "dataset": _text(len(content.catalog)) if content else "",
    }


def _catalog_row(site: MetSite, entry: CatalogEntry) -> Row:
    return {
        "kode_wilayah": site.listed.region,
        "judul": entry.title,
        "alamat": entry.address,
        "tautan": site.listed.address,
        "instansi_asal": entry.publisher,
        "periode": entry.period,
        "diubah": entry.modified,
        "lisensi": entry.licence,
        "status_data": SIMULATED if entry.simulated else REAL,
    }


def _years(sites: Iterable[MetSite]) -> Iterator[tuple[MetSite, YearAmounts]]:
    for site in sites:
        for year in site.content.years if site.content else ():
            yield site, year


def _text(value: Decimal | int | None) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
