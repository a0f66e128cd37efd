"""The counter reads a file of unknown shape as `suluh new dataset` does: shape, columns, keys, doubts."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from dressed_sheets import Office

from counter_engine import HOME
from shape_engine import (
    Brought,
    ShapeEngine,
    differences,
    read_here,
    whole_lists,
    with_likely,
)
from suluh.checking.other_regions import _Home
from suluh.reading.raw_sheets import read_raw_sheets
from suluh.reading.raw_text import read_raw_text
from suluh.reading.region_list import load_regions
from suluh.vocabulary.findings import Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INTAKE = Path(__file__).parent
SEEDS = range(5000, 5120)


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[ShapeEngine]:
    made = ShapeEngine(browser)
    yield made
    made.page.close()


def assert_same(engine: ShapeEngine, brought: list[Brought]) -> None:
    """No difference in anything that is read, proposed, asked or said."""
    lists = whole_lists()
    answers = engine.read(brought)
    told = [
        f"{each.name}: {line}"
        for each, answer in zip(brought, answers, strict=True)
        for line in ([answer] if isinstance(answer, str) else differences(read_here(each, lists), answer))
    ]
    assert told == []


def test_what_clerks_bring(engine: ShapeEngine) -> None:
    lists = whole_lists()
    brought = []
    for path in sorted((INTAKE / "cases").iterdir()):
        if path.suffix in (".csv", ".xlsx", ".ods", ".geojson", ".xls"):
            data = path.read_bytes()
            sheets, _ = read_raw_sheets(path.name, data)
            once = Brought(path.name, sheets, data)
            brought += [once, with_likely(once, lists)]
    assert len(brought) >= 40
    assert_same(engine, brought)


def test_clean_tables_dressed_up(engine: ShapeEngine) -> None:
    lists = whole_lists()
    brought = []
    for seed in SEEDS:
        office = Office(seed)
        made = (lambda office=office: office.dress(*office.clean()), office.spread, office.group)[seed % 3]()
        once = Brought(f"berkas-{seed}.xlsx", [made.sheet()])
        brought.append(with_likely(once, lists) if seed % 2 else once)
    assert_same(engine, brought)


def test_every_kind_of_shape(engine: ShapeEngine) -> None:
    kinds = yaml.safe_load((INTAKE / "shape_kinds.yaml").read_text(encoding="utf-8"))
    brought = []
    for name, kind in kinds.items():
        data = str(kind["sheet"]).encode()
        sheets, _ = read_raw_text(data, Place(name))
        brought.append(Brought(f"{name}.csv", sheets, data))
    assert len(brought) > 20
    assert_same(engine, brought)


def test_lists_of_objects_shapes_and_web_pages(engine: ShapeEngine) -> None:
    lists = whole_lists()
    brought = []
    for name, text in yaml.safe_load((INTAKE / "other_kinds.yaml").read_text(encoding="utf-8")).items():
        sheets, findings = read_raw_sheets(name, text.encode())
        assert sheets or findings, name
        once = Brought(name, sheets, text.encode())
        brought += [once, with_likely(once, lists)] if sheets else [once]
    assert_same(engine, brought)


RENEW = """async ({ name, data, kind, listed, declared }) => {
  const [{ findEditions, withoutColumns }, { checkFile }] =
    await Promise.all([import('./reading.js'), import('./checks.js')]);
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const book = await window.workbook.openWorkbook(bytes, kind);
  const view = window.reader.propose(name, await window.shapes.readBookSheets(book, window.tools), {});
  const found = findEditions(view.table.header, kind, listed);
  if (!found.length) return { found };
  const shaped = window.reader.asDeclared(bytes, kind, withoutColumns(declared, found[0].made));
  const { table, findings } = await checkFile(shaped.data, shaped.declared, window.tools.rules, {});
  return { found, header: table.header, told: findings.map((each) => window.reader.placed(each)) };
}"""


def test_an_offices_own_file_is_the_next_edition_of_what_is_read_from_one(engine: ShapeEngine) -> None:
    names = ["tahun", "KECAMATAN", "JUMLAH KELUARGA", "JUMLAH INDIVIDU", "KET", "kode_wilayah", "NO"]
    most = {"maximum": 10_000}
    fields = [
        {"name": name, "type": "integer" if "JUMLAH" in name else "string", "format": "default"}
        | {"missing": [""], "constraints": most if name == "JUMLAH INDIVIDU" else {}}
        for name in names
    ]
    declared = {"name": "penerima", "format": "xlsx", "encoding": "utf-8", "dialect": {"sheet": "DATA"}}
    declared |= {"fields": fields, "fieldsMatch": "exact", "closed": False, "unit": ""}
    declared |= {"primaryKey": [], "uniqueKeys": [], "foreignKeys": [], "states": []}
    path = INTAKE / "cases" / "judul-dan-jumlah.xlsx"
    data = base64.b64encode(path.read_bytes()).decode()

    def bring(columns: list[str], read: list[str], *made: str) -> Any:
        dataset = {"name": "penerima", "title": "Penerima", "tables": [columns], "read": [read]}
        given = {"listed": {"datasets": [{**dataset, "made": [list(made)]}]}, "declared": declared}
        return engine.page.evaluate(RENEW, {"name": path.name, "data": data, "kind": "xlsx", **given})

    made = bring(names, ["penerima 2023.xlsx"])
    assert made["found"] == [{"name": "penerima", "title": "Penerima", "table": 0, "made": []}]
    assert made["header"] == names, "in the order that is declared"
    (wrong,) = [each for each in made["told"] if each["code"] == "T016"]
    assert (wrong["cell"], wrong["field"]) == ("D9", "JUMLAH INDIVIDU"), "at the office's own cell"
    for columns, read in ((names[1:], ["penerima.xlsx"]), (names, ["penerima.csv"]), (names, [])):
        assert bring(columns, read)["found"] == []
    several = ["penerima-2021.xlsx", "penerima-2022.xlsx"]
    assert bring([*names, "berkas"], several)["found"] == [], "a column that nothing tells"
    declared["fields"] = [*fields, {"name": "berkas", "type": "string", "missing": [""], "constraints": {}}]
    declared["primaryKey"] = ["berkas", "KECAMATAN"]
    part = bring([*names, "berkas"], several, "berkas")
    assert part["found"] == [{"name": "penerima", "title": "Penerima", "table": 0, "made": ["berkas"]}]
    assert part["header"] == names and part["told"] == made["told"], "judged by what one file has"


OTHERS = """async ({ codes }) => {
  const regions = new Map([['74', 'Sulawesi Tenggara'], ['74.72', 'Kota Bau Bau'], ['74.72.01', 'Betoambari'],
    ['74.71.01', 'Mandonga'], ['11.01.01', 'Bakongan']]);
  const table = { header: ['kode', 'n'], rows: codes.map((code) => [code, '1']) };
  const declared = { foreignKeys: [{ fields: ['kode'], package: 'wilayah' }] };
  const found = window.reader.ofAnotherRegion(table, declared, regions);
  return found.map((each) => [each.code, each.field, each.details.daerah]);
}"""


@pytest.mark.parametrize(
    ("codes", "is_told"),
    [
        (["74.71.01"], True),
        (["11.01.01", "99.99"], True),
        (["74.71.01", "74.72.01"], False),
        (["74"], False),
        (["74.71.01", "11.01.01"], False),
        (["99.99"], False),
    ],
)
def test_data_of_another_region_is_told_before_it_is_sent(
    engine: ShapeEngine, codes: list[str], is_told: bool
) -> None:
    """By the same rule as the check's, which is asked here too."""
    regions = load_regions()
    assert _Home(regions, HOME).is_apart(codes) == is_told
    told = engine.page.evaluate(OTHERS, {"codes": codes})
    assert told == ([["R011", "kode", "Kota Bau Bau"]] if is_told else [])
