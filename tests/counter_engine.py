"""The counter's checks as a browser runs them, beside those of `suluh check` over the same files."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suluh.checking.explanations import describe
from suluh.checking.mendable import mend_project
from suluh.checking.package_tables import TableStore
from suluh.checking.project import check_project
from suluh.checking.references import REGION_PACKAGE, References
from suluh.publishing.counter.code_lists import former_codes, regions_of_country, regions_of_province
from suluh.publishing.counter.core_rules import core_rules, person_rules
from suluh.publishing.counter.declared_tables import describe_table
from suluh.publishing.counter.finding_words import finding_words
from suluh.reading.packages import read_packages
from suluh.reading.region_list import load_former_codes, load_regions
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import DataPackage, ForeignKey, Resource
from suluh.vocabulary.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SCRIPTS = Path(__file__).parents[1] / "generator" / "suluh" / "rendering" / "assets" / "kirim"
HOME = "74.72"
CLAIMED = frozenset(load_standard_file("kirim")["diperiksa"])
ADDRESS = "http://kirim.test/"
IN_CORNERS = re.compile(r"I|T10[1-3]$")
"""Codes of what is looked for in all of a file, whatever its table."""
Told = tuple[str, str, int | None, int | None, str, str]
"""What of a finding must be the same: code, severity, row, line, cell, column."""

_RUN = """async (cases) => {
  const [{ checkFile }, { describe }] = await Promise.all([import('./checks.js'), import('./sentences.js')]);
  const results = [];
  for (const { data, declared, others, path } of cases) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const lists = window.makeLists(others);
    try {
      const { table, findings } = await checkFile(bytes, declared, window.rules, lists);
      const say = (each) => ({ ...each, said: describe(each, window.words, window.rules, path) });
      // What is found in all corners of a file that cannot be read as declared is told at other places.
      const kept = table ? findings : findings.filter((each) => !/^I|^T10[1-3]$/.test(each.code));
      results.push(table ? kept.map(say) : [...kept.map(say), { code: 'unread' }]);
    } catch (error) {
      results.push(String(error.stack));
    }
  }
  return results;
}"""

_MEND = """async (cases) => {
  const { mendCsv } = await import('./mending.js');
  return cases.map(({ data, declared, others }) => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const made = mendCsv(bytes, declared, window.rules, window.makeLists(others)).data;
    let text = '';
    for (const byte of made) text += String.fromCharCode(byte);
    return btoa(text);
  });
}"""

_PREPARE = """async ({ core, persons, words, province, country, former }) => {
  const made = await import('./rules.js');
  window.rules = { ...made.prepareCore(core), persons: made.preparePersons(persons) };
  window.words = words;
  const whole = made.prepareLists({ province, country, former });
  window.makeLists = (others) => {
    const lists = made.prepareLists({ others });
    lists.regions = whole.regions;
    lists.former = whole.former;
    // The forms of all regions are worked out once for all cases.
    if (!whole.made.has('wilayah')) whole.formsOf({ package: 'wilayah', referenceFields: ['kode'] });
    lists.made.set('wilayah', whole.made.get('wilayah'));
    return lists;
  };
}"""


@dataclass(frozen=True)
class Case:
    """One submitted file with its declaration, the lists it refers to, and what `suluh check` says of it."""

    name: str
    path: str
    data: bytes
    declared: Mapping[str, Any]
    others: Mapping[str, Sequence[str]]
    findings: tuple[Finding, ...] = field(repr=False)
    mended: bytes | None = None
    """What `suluh fix` would make of it; None for what it leaves alone."""


class CounterEngine:
    """The counter's scripts in a page of their own, with the rules that a site would lend them."""

    def __init__(self, browser: Browser, language: str = "id") -> None:
        self.page: Page = browser.new_page()
        self.page.route("**/*", _serve_scripts)
        self.page.goto(ADDRESS)
        rules = {
            "core": core_rules(),
            "persons": person_rules(),
            "words": finding_words(language),
            "province": regions_of_province(HOME),
            "country": regions_of_country(),
            "former": former_codes(),
        }
        self.page.evaluate(_PREPARE, json.loads(json.dumps(rules, default=str)))

    def mend(self, cases: Sequence[Case]) -> list[bytes]:
        """Each file as the counter would mend it."""
        answers: list[str] = self.page.evaluate(_MEND, _as_given(cases))
        return [base64.b64decode(answer) for answer in answers]

    def check(self, cases: Sequence[Case]) -> list[list[dict[str, Any]]]:
        """The findings of each case, with their sentences. Fails where the scripts do."""
        answers: list[Any] = self.page.evaluate(_RUN, _as_given(cases))
        for case, answer in zip(cases, answers, strict=True):
            assert not isinstance(answer, str), f"{case.name}: {answer}"
        return answers


def _as_given(cases: Sequence[Case]) -> Any:
    given = [
        {
            "data": base64.b64encode(case.data).decode(),
            "declared": case.declared,
            "others": case.others,
            "path": case.path,
        }
        for case in cases
    ]
    return json.loads(json.dumps(given, default=str))


def _serve_scripts(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if not name:
        route.fulfill(body="<!doctype html><title>kirim</title>", content_type="text/html")
        return
    route.fulfill(body=(SCRIPTS / name).read_bytes(), content_type="text/javascript")


def cases_of(root: Path, name: str) -> Iterator[Case]:
    """Every table of a project that is one file and none of a secret dataset."""
    settings, _ = read_settings(root)
    if settings is None:
        return
    yield from _cases_of(settings, name)


@with_own_types
def _cases_of(settings: Settings, name: str) -> Iterator[Case]:
    checked = check_project(settings)
    packages, _ = read_packages(settings)
    by_name = {package.name: package for package in packages}
    store = TableStore(settings, by_name)
    mended = {mended.path: mended.after for mended in mend_project(settings)}
    references = References(load_regions(), load_former_codes(), by_name, store.table_of)
    found = []
    for package in packages:
        for resource in package.resources:
            file = settings.root / package.folder / (resource.paths[0] if resource.paths else "")
            if (
                len(resource.paths) != 1
                or ".." in resource.paths[0]
                or resource.paths[0].startswith("/")
                or resource.turunan is not None
                or not file.is_file()
            ):
                continue
            path = f"{package.folder}/{resource.paths[0]}"
            lists = _lists_of(package, resource, references)
            declared = describe_table(resource, partial(_lend, lists), unit=package.text("satuan"))
            told = tuple(finding for finding in checked.findings if finding.place.path == path)
            data, after = file.read_bytes(), mended.get(path)
            found.append(Case(f"{name}: {path}", path, data, declared, lists, told, after))
    return iter(found)


def _lend(lists: Mapping[str, Sequence[str]], key: ForeignKey) -> str:
    return _name_of(key) if _name_of(key) in lists else ""


def _name_of(key: ForeignKey) -> str:
    return f"{key.package}.{key.resource}.{','.join(key.reference_fields)}"


def _lists_of(package: DataPackage, resource: Resource, references: References) -> dict[str, list[str]]:
    found = {}
    for key in resource.schema.foreign_keys:
        if key.package in ("", package.name, REGION_PACKAGE):
            continue
        known = references.known_codes(package, resource, key)
        if known is not None:
            found[_name_of(key)] = sorted(known)
    return found


def is_claimed(case: Case, finding: Finding) -> bool:
    """Whether the browser says that it decides this finding."""
    if finding.code not in CLAIMED:
        return False
    if finding.code in ("R001", "R005"):
        keys = [key for key in case.declared["foreignKeys"] if key["fields"][0] == finding.place.field]
        return any(key.get("list") for key in keys)
    return True


def as_told(finding: Finding) -> Told:
    """A finding of the generator as the two are compared."""
    place = finding.place
    return finding.code, str(finding.severity), place.row, place.line, place.cell, place.field


def differences(case: Case, answer: Sequence[Mapping[str, Any]]) -> list[str]:
    """What one of the two says and the other does not, of all that the browser claims."""
    unread = any(each["code"] == "unread" for each in answer)
    expected = Counter(
        as_told(finding)
        for finding in case.findings
        if is_claimed(case, finding) and not (unread and IN_CORNERS.match(finding.code))
    )
    said = Counter(
        (each["code"], each["severity"], each["row"], each["line"], each["cell"], each["field"])
        for each in answer
        if each["code"] in CLAIMED
    )
    missing = [f"{case.name}: only check: {told}" for told in (expected - said).elements()]
    return missing + [f"{case.name}: only the browser: {told}" for told in (said - expected).elements()]


def other_words(case: Case, answer: Sequence[Mapping[str, Any]], language: str = "id") -> list[str]:
    """Sentences that differ, of findings that are the same."""
    unread = any(each["code"] == "unread" for each in answer)
    expected = Counter(
        (*as_told(finding), said.message, said.hint)
        for finding in case.findings
        if is_claimed(case, finding) and not (unread and IN_CORNERS.match(finding.code))
        for said in [describe(finding, language)]
    )
    said = Counter(
        (
            *(each["code"], each["severity"], each["row"], each["line"], each["cell"], each["field"]),
            *(each["said"]["message"], each["said"]["hint"]),
        )
        for each in answer
        if each["code"] in CLAIMED
    )
    return [f"{case.name}: {told}" for told in ((expected - said) | (said - expected)).elements()]
