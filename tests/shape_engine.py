"""The intake as a browser runs it, beside the intake itself, over the same sheets and files."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from counter_engine import ADDRESS, HOME, SCRIPTS
from suluh.cli.reading_preview import show_columns, show_evidence, show_totals
from suluh.intake.described_table import describe_reading
from suluh.intake.doubted_values import find_cell_faults
from suluh.intake.joined_lists import CodeLists
from suluh.intake.reading_proposal import propose_reading
from suluh.publishing.counter.code_lists import former_codes, regions_of_province
from suluh.publishing.counter.core_rules import core_rules, person_rules
from suluh.publishing.counter.finding_words import finding_words
from suluh.publishing.counter.shape_rules import names_of_country
from suluh.publishing.counter.shape_script import INTAKE, shape_script
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import list_files, load_standard_file
from suluh.vocabulary.package import ForeignKey
from suluh.vocabulary.raw_sheet import RawSheet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

COLUMN, CODES = "kode_urusan", frozenset(map(str, range(1, 40)))
REFERRED = ForeignKey((COLUMN,), "urusan", "urusan", ("kode",))
"""A list of the project in which numbers of rows are found as well as codes."""
LIKELY = "likely"
"""Answers: whatever is likely, or the first choice, of all that is asked at first."""

_PREPARE = """async ({ core, persons, words, stated, country, province, former }) => {
  const names = ['rules', 'sentences', 'csv', 'workbook', 'persons', 'shapes', 'zip', 'python',
    'python-values', 'intake'];
  const [made, sentences, csv, workbook, people, shapes, zip, python, values, intake] =
    await Promise.all(names.map((name) => import(`./${name}.js`)));
  const rules = { ...made.prepareCore(core), persons: made.preparePersons(persons) };
  const tools = { rules, words, ...sentences, ...csv, ...workbook, ...people };
  const regions = shapes.makeRegions(country, province);
  const reader = new shapes.ShapeReader(stated, tools, {
    regions, former: shapes.makeFormer(former), lists: stated.lists,
  });
  Object.assign(window, { reader, shapes, csv, workbook, zip, tools, intake, python });
  window.show = (value) => {
    if (value === null || value === undefined) return null;
    if (value instanceof values.Decimal) return `number ${Number(String(value))}`;
    if (value instanceof values.PyDate) return value.$isoformat();
    if (value instanceof python.PySet) {
      return ['set', ...[...value].map((each) => JSON.stringify(window.show(each))).sort()];
    }
    if (Array.isArray(value)) return value.map(window.show);
    if (value instanceof python.Dict) return value.$items().map((pair) => pair.map(window.show));
    if (value.$fields) {
      const pairs = value.$fields.map((name) => [name.replace(/^[$]/, ''), window.show(value[name])]);
      return Object.fromEntries(pairs);
    }
    return value.$name ?? value;
  };
}"""

_READ = """async (cases) => {
  const answers = [];
  for (const { name, data, sheets, answers: given } of cases) {
    try {
      let raw;
      if (data !== null) {
        const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
        const kind = window.zip.nameKind(bytes);
        if (kind === 'xlsx' || kind === 'ods') {
          const book = await window.workbook.openWorkbook(bytes, kind);
          raw = await window.shapes.readBookSheets(book, window.tools);
        } else if (kind === 'json' || kind === 'html') [raw] = window.shapes.readOtherSheets(kind, bytes);
        else [raw] = window.shapes.readTextSheets(new TextDecoder().decode(bytes), 'utf-8', window.tools);
      } else {
        const { RawSheet, MergedCells } = window.intake;
        const merged = (area) =>
          new MergedCells(area.first_line, area.first_column, area.last_line, area.last_column);
        raw = sheets.map((each) => new RawSheet(each.name, each.rows, each.lines, each.merged.map(merged),
          each.kinds, each.delimiter, each.encoding, each.hidden_lines, each.hidden_columns, each.is_hidden,
          each.shown, window.python.$dict(Object.entries(each.forms))));
      }
      const view = window.reader.propose(name, raw, given);
      const { proposal } = window.reader;
      const { columns = [], evidence, totals = [] } = view;
      const { shapes, recipe, shaped, reading } = proposal;
      const drafted = proposal.table === null ? null : window.intake.describe_reading(proposal, [name]);
      const faults = proposal.table === null ? [] : window.intake.find_cell_faults(proposal);
      const shown = Object.entries({ sheets: raw, shapes, recipe, shaped, reading, drafted, faults });
      answers.push({ ...Object.fromEntries(shown.map(([key, value]) => [key, window.show(value)])),
        said: [...columns, ...evidence, ...totals] });
    } catch (error) {
      answers.push(String(error.stack));
    }
  }
  return answers;
}"""


@dataclass(frozen=True)
class Brought:
    """What a clerk brings: sheets, or a file with the sheets that the generator reads in it."""

    name: str
    sheets: Sequence[RawSheet]
    data: bytes | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


class ShapeEngine:
    """The intake's script in a page of its own, with the rules that a site would lend it."""

    def __init__(self, browser: Browser, language: str = "id") -> None:
        self.page: Page = browser.new_page()
        self.page.route("**/*", _serve)
        self.page.goto(ADDRESS)
        script = shape_script()
        stated = {
            "home": HOME,
            "contact": "",
            "today": "2026-01-31",
            "decimal": ",",
            "standards": {name: load_standard_file(name) for name in script.standards},
            "folders": {folder: list_files(folder) for folder in script.folders},
            "texts": {},
            "columns": [
                {
                    "column": COLUMN,
                    "package": "urusan",
                    "resource": "urusan",
                    "fields": ["kode"],
                    "list": COLUMN,
                }
            ],
            "lists": {COLUMN: sorted(CODES)},
            "packages": [],
            "agencies": [],
        }
        given = {
            "core": core_rules(),
            "persons": person_rules(),
            "words": finding_words(language),
            "stated": stated,
            "country": names_of_country(),
            "province": regions_of_province(HOME),
            "former": former_codes(),
        }
        self.page.evaluate(_PREPARE, json.loads(json.dumps(given, default=str)))

    def read(self, brought: Sequence[Brought]) -> list[Any]:
        """How the script reads each; a text is what it failed with."""
        given = [
            {
                "name": each.name,
                "data": base64.b64encode(each.data).decode() if each.data is not None else None,
                "sheets": [asdict(sheet) for sheet in each.sheets],
                "answers": dict(each.answers),
            }
            for each in brought
        ]
        answers: list[Any] = self.page.evaluate(_READ, given)
        return answers


def with_likely(brought: Brought, lists: CodeLists) -> Brought:
    """The same, with an answer to all that is asked at first."""
    doubts = propose_reading(brought.sheets, lists, {}).doubts
    answers = {
        doubt.key: doubt.likely or (doubt.choices[0].word if doubt.choices else "jumlah") for doubt in doubts
    }
    return Brought(brought.name, brought.sheets, brought.data, answers)


def whole_lists() -> CodeLists:
    """What the generator compares codes with."""
    return CodeLists(load_regions(), HOME, {COLUMN: (REFERRED, CODES)})


def read_here(brought: Brought, lists: CodeLists) -> dict[str, Any]:
    """How the intake reads it, in the form in which the script's answer comes."""
    proposal = propose_reading(brought.sheets, lists, brought.answers)
    shape = proposal.shape
    evidence = [*(shape.evidence if shape and proposal.table else ()), *proposal.shapes.passed_over]
    said = [*show_columns(proposal.columns, proposal.reading)] if proposal.table else []
    totals = [*show_totals(proposal.shaped.totals)] if proposal.table else []
    return {
        "sheets": _show(brought.sheets),
        "shapes": _show(proposal.shapes),
        "recipe": _show(proposal.recipe),
        "shaped": _show(proposal.shaped),
        "reading": _show(proposal.reading),
        "drafted": _show(describe_reading(proposal, (brought.name,))) if proposal.table else None,
        "faults": _show(find_cell_faults(proposal)),
        "said": [line.strip() for line in (*said, *show_evidence(evidence), *totals)],
    }


def differences(here: object, there: object, path: str = "") -> list[str]:
    """Where two answers differ, as far as the first few places."""
    if isinstance(here, dict) and isinstance(there, dict):
        keys = [*here, *(key for key in there if key not in here)]
        found = [line for key in keys for line in differences(here.get(key), there.get(key), f"{path}.{key}")]
        return found[:3]
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        pairs = enumerate(zip(here, there, strict=True))
        return [line for at, pair in pairs for line in differences(*pair, f"{path}[{at}]")][:3]
    return [] if here == there else [f"{path}: {here!r} here, {there!r} in the browser"]


def _show(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value if isinstance(value, str) else value.name
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        number = float(value)
        return f"number {int(number) if number.is_integer() and abs(number) < 1e21 else number}"
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        texts = (json.dumps(_show(item), ensure_ascii=False, separators=(",", ":")) for item in value)
        return ["set", *sorted(texts)]
    if isinstance(value, Mapping):
        return [[_show(key), _show(item)] for key, item in value.items()]
    if is_dataclass(value):
        return {entry.name: _show(getattr(value, entry.name)) for entry in fields(value)}
    return [_show(item) for item in value]


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if not name:
        route.fulfill(body="<!doctype html><title>kirim</title>", content_type="text/html")
        return
    text = shape_script().text if name == f"{INTAKE}.js" else (SCRIPTS / name).read_text(encoding="utf-8")
    route.fulfill(body=text, content_type="text/javascript")
