"""`pengungkapan` and the grounds of exclusion, as a descriptor states them.

A rule that cannot be understood is a finding, and its table has no rules then but a refusal: None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from suluh.reading.notes import Notes
from suluh.reading.safe_yaml import line_of
from suluh.reading.sensitive_topics import find_topics_of_name, list_topics
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.disclosure import (
    Aggregation,
    Disclosure,
    Dominance,
    Exclusion,
    Generalisation,
    Masking,
    Suppression,
)
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, Klasifikasi, Resource
from suluh.vocabulary.region import REGION_LEVELS
from suluh.vocabulary.remembering import remembered

KEY = "pengungkapan"
RULE_KEYS = ("hasil", "buang", "samarkan", "generalkan", "agregasi", "tekan")
SUPPRESSION_KEYS = ("kolom", "dimensi", "ambang", "nol", "bebas", "total", "dominasi", "lebar")
DOMINANCE_KEYS = ("penyumbang", "terbesar", "paling_sedikit", "persen")
EXCLUSION_KEYS = ("dasar_pengecualian", "konsekuensi", "jangka_waktu")
TITLE_SHOWN = "judul_boleh_tampil"
"""Says of something excluded that its title may be listed."""


@cache
def load_rules() -> Mapping[str, Any]:
    """What `standards/pengungkapan.yaml` decides: grounds, thresholds, words."""
    return load_standard_file("pengungkapan")


def read_exclusion(*owners: Mapping[str, Any]) -> Exclusion:
    """The grounds that the innermost of `owners` states, each key by itself; outer ones fill the gaps."""

    def stated(key: str) -> Any:
        return next((owner[key] for owner in owners if owner.get(key)), None)

    grounds = stated("dasar_pengecualian")
    listed = grounds if isinstance(grounds, list) else [grounds] if grounds else []
    return Exclusion(
        grounds=tuple(str(entry) for entry in listed),
        consequence=str(stated("konsekuensi") or ""),
        term=str(stated("jangka_waktu") or ""),
    )


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """The rules of a package's resources in their order, None where they cannot be understood, and K104."""

    resources: tuple[Resource, ...]
    rules: tuple[Disclosure | None, ...]
    findings: tuple[Finding, ...]

    def of(self, resource: Resource) -> Disclosure | None:
        """The rules of one of the resources; a refusal where none, or more than one, has its name."""
        pairs = zip(self.resources, self.rules, strict=True)
        found = [rule for listed, rule in pairs if listed.name == resource.name]
        return found[0] if len(found) == 1 else None


@remembered
def read_rules(package: DataPackage) -> DisclosureRules:
    """What the resources' `pengungkapan` say: read once for a package, whoever asks."""
    found = [_read_disclosure(package, resource) for resource in package.resources]
    findings = tuple(finding for _, notes in found for finding in notes.findings)
    return DisclosureRules(package.resources, tuple(rule for rule, _ in found), findings)


def disclosure_of(package: DataPackage, resource: Resource) -> Disclosure | None:
    """The resource's rules (none where it states none), or None where they cannot be understood: a refusal.

    K104 tells why, once, in the check of the package: `read_rules(package).findings`.
    """
    return read_rules(package).of(resource)


def _read_disclosure(package: DataPackage, resource: Resource) -> tuple[Disclosure | None, Notes]:
    notes = Notes(package.descriptor_path, resource=resource.name)
    raw = resource.descriptor.get(KEY)
    if raw is None:
        return Disclosure(), notes
    reader = _RuleReader(raw if isinstance(raw, dict) else {}, package, resource, notes)
    if not isinstance(raw, dict):
        reader.refuse(KEY, "@disclosure_shape")
        return None, notes
    disclosure = reader.read()
    return (None if notes.findings else disclosure), notes


def list_unguarded(package: DataPackage, rules: Mapping[str, Disclosure]) -> list[tuple[Resource, str]]:
    """Columns of numbers that one table of the package closes and another one publishes as they are."""
    closed: set[str] = set()
    for resource in package.resources:
        suppression = rules[resource.name].suppression
        aggregation = rules[resource.name].aggregation
        if suppression is not None:
            numbers = {field.name for field in resource.schema.fields if field.is_number}
            numbers |= {aggregation.count} if aggregation else set()
            closed |= numbers - {*suppression.dimensions, *suppression.unrelated}
    return [
        (resource, field.name)
        for resource in package.resources
        for field in resource.schema.fields
        if field.name in closed
        and field.klasifikasi is Klasifikasi.PUBLIK
        and field.name not in rules[resource.name].dropped
        and rules[resource.name].suppression is None
    ]


class _RuleReader:
    """Takes the rules out of one `pengungkapan`, noting whatever is not as it must be."""

    def __init__(
        self, raw: Mapping[str, Any], package: DataPackage, resource: Resource, notes: Notes
    ) -> None:
        self.raw = raw
        self.package = package
        self.resource = resource
        self.notes = notes
        self.columns = [field.name for field in resource.schema.fields]
        self.numbers = {field.name for field in resource.schema.fields if field.is_number}
        self.public = {
            field.name for field in resource.schema.fields if field.klasifikasi is Klasifikasi.PUBLIK
        }

    def refuse(self, rule: str, reason: str) -> None:
        self.notes.add("K104", field_name=rule, line=line_of(self.raw, rule), aturan=rule, sebab=reason)

    def read(self) -> Disclosure:
        for key in self.raw:
            if key not in RULE_KEYS:
                self.refuse(str(key), "@disclosure_unknown")
        if self.raw.get("hasil") != "publik":
            self.refuse("hasil", "@disclosure_result")
        aggregation = self._aggregation()
        suppression = self._suppression(aggregation)
        if aggregation is not None:
            counted = {aggregation.count} if aggregation.count else set()
            if suppression is None or not counted.issubset(suppression.measures):
                # A group of one row shows that row's own value.
                self.refuse("agregasi", "@disclosure_few")
        return Disclosure(
            dropped=self._columns("buang", self.raw.get("buang")),
            masked=self._masked(),
            generalised=self._generalised(),
            aggregation=aggregation,
            suppression=suppression,
        )

    def _mapping(self, key: str, known: tuple[str, ...]) -> Mapping[str, Any] | None:
        """A rule that is a mapping with known keys; None where it is not stated or not that."""
        raw = self.raw.get(key)
        if raw is None:
            return None
        if not isinstance(raw, dict) or set(raw) - set(known):
            self.refuse(key, "@disclosure_shape")
            return None
        return raw

    def _columns(self, rule: str, raw: Any, known: list[str] | None = None) -> tuple[str, ...]:
        if raw is None:
            return ()
        names = raw if isinstance(raw, list) else [raw]
        known = self.columns if known is None else known
        if not all(isinstance(name, str) and name in known for name in names):
            self.refuse(rule, "@disclosure_column")
            return ()
        return tuple(names)

    def _masked(self) -> dict[str, Masking]:
        raw = self.raw.get("samarkan")
        if not isinstance(raw, dict):
            return {name: Masking() for name in self._columns("samarkan", raw)}
        self._columns("samarkan", list(raw))
        found = {}
        for name, entry in raw.items():
            ends = entry if isinstance(entry, dict) else {"": entry}
            numbers = [ends.get("awal", 0), ends.get("akhir", 0)]
            good = all(
                isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= 4
                for number in numbers
            )
            if set(ends) - {"awal", "akhir"} or not good:
                self.refuse("samarkan", "@disclosure_shape")
                continue
            found[name] = Masking(*numbers)
        return found

    def _generalised(self) -> dict[str, Generalisation]:
        raw = self.raw.get("generalkan")
        if raw is None:
            return {}
        if not isinstance(raw, dict):
            self.refuse("generalkan", "@disclosure_shape")
            return {}
        self._columns("generalkan", list(raw))
        found = {}
        for name, target in raw.items():
            if target in ("bulan", "tahun"):
                found[name] = Generalisation(target)
            elif target in REGION_LEVELS[:3]:
                found[name] = Generalisation("wilayah", level=REGION_LEVELS.index(target) + 1)
            elif isinstance(target, list) and target and _is_rising(target):
                found[name] = Generalisation("kelompok", bounds=tuple(target))
            else:
                self.refuse("generalkan", "@disclosure_generalise")
        return found

    def _aggregation(self) -> Aggregation | None:
        raw = self._mapping("agregasi", ("dimensi", "jumlahkan", "hitung"))
        if raw is None:
            return None
        dimensions = self._columns("agregasi", raw.get("dimensi"))
        sums = self._columns("agregasi", raw.get("jumlahkan"))
        count = raw.get("hitung", "")
        if not dimensions or not isinstance(count, str) or not (sums or count) or count in self.columns:
            self.refuse("agregasi", "@disclosure_aggregate")
            return None
        return Aggregation(dimensions, sums, count)

    def _suppression(self, aggregation: Aggregation | None) -> Suppression | None:
        raw = self._mapping("tekan", SUPPRESSION_KEYS)
        if raw is None:
            return None
        outcome = self.columns
        if aggregation is not None:
            outcome = [*aggregation.dimensions, *aggregation.sums, aggregation.count]
        measures = self._columns("tekan", raw.get("kolom"), outcome)
        dimensions = self._columns("tekan", raw.get("dimensi"), outcome)
        if aggregation is not None and not dimensions:
            dimensions = aggregation.dimensions
        lowest = load_rules()["ambang"]["terendah"]
        threshold = raw.get("ambang", default_threshold(self.package, self.resource))
        whole = isinstance(threshold, int) and not isinstance(threshold, bool) and threshold >= lowest
        totals = raw.get("total", {})
        labelled = isinstance(totals, dict) and all(isinstance(total, str) for total in totals.values())
        if (
            not measures
            or not dimensions
            or not whole
            or raw.get("nol", "tampil") not in ("tampil", "rahasia")
        ):
            self.refuse("tekan", "@disclosure_suppress")
            return None
        numbers = self.numbers | ({aggregation.count} if aggregation else set())
        if not labelled or set(totals) - set(dimensions) or set(measures) - (numbers - set(dimensions)):
            self.refuse("tekan", "@disclosure_suppress")
            return None
        return Suppression(
            measures=measures,
            dimensions=dimensions,
            threshold=threshold,
            zeros_hidden=raw.get("nol") == "rahasia",
            unrelated=self._columns("tekan", raw.get("bebas"), outcome),
            totals=dict(totals),
            dominance=self._dominance(raw.get("dominasi"), aggregated=aggregation is not None),
            width=self._whole(raw.get("lebar", 1), 1, "@disclosure_width"),
        )

    def _dominance(self, raw: Any, *, aggregated: bool) -> Dominance | None:
        """Who stands behind a magnitude, by columns of the submitted table, which must not be public."""
        if raw is None:
            return None
        if not isinstance(raw, dict) or set(raw) - set(DOMINANCE_KEYS) or aggregated:
            self.refuse("tekan", "@disclosure_dominance")
            return None
        columns = {key: raw.get(key) for key in DOMINANCE_KEYS[:2]}
        dropped = self.raw.get("buang") or ()
        if not all(
            column in self.numbers - self.public and column not in dropped for column in columns.values()
        ):
            self.refuse("tekan", "@disclosure_dominance")
            return None
        usual = load_rules()["dominasi"]
        return Dominance(
            contributors=str(columns["penyumbang"]),
            largest=str(columns["terbesar"]),
            fewest=self._whole(
                raw.get("paling_sedikit", usual["paling_sedikit"]), 2, "@disclosure_dominance"
            ),
            percent=self._whole(raw.get("persen", usual["persen"]), 1, "@disclosure_dominance"),
        )

    def _whole(self, raw: Any, least: int, reason: str) -> int:
        if isinstance(raw, int) and not isinstance(raw, bool) and raw >= least:
            return raw
        self.refuse("tekan", reason)
        return least


def default_threshold(package: DataPackage, resource: Resource | None = None) -> int:
    """The threshold for counts of people: the higher one where the topic is a sensitive one."""
    rules = load_rules()
    topic = f"{package.text('topik')} {package.title}".casefold()
    level = "peka" if any(word in topic for word in rules["topik_peka"]) else "biasa"
    threshold: int = rules["ambang"][level]
    texts = [package.title, package.name, package.text("topik")]
    if resource is not None:
        texts += [resource.title, resource.name, *(field.name for field in resource.schema.fields)]
    found = {key for text in texts for key in find_topics_of_name(text)}
    return max(threshold, *(list_topics()[key].threshold for key in found), 0)


def _is_rising(bounds: list[Any]) -> bool:
    plain = all(isinstance(bound, int) and not isinstance(bound, bool) for bound in bounds)
    return plain and all(low < high for low, high in pairwise(bounds))
