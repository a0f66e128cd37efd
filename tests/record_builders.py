"""Small tables of any record type for tests, and a studio over them: name the columns that matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from builders import (
    make_cleared,
    make_dataset,
    make_field,
    make_instansi,
    make_resource,
    make_settings,
    make_table,
)
from suluh.linking.catalog_joining import join_catalog
from suluh.reading.region_list import load_regions
from suluh.reading.standard_list import load_standard
from suluh.rendering.environment import make_environment
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Schema, StatusData
from suluh.vocabulary.reports import Instansi
from suluh.vocabulary.thread_book import read_following
from suluh.vocabulary.threads import Record

Rows = Sequence[Mapping[str, Any]]


def make_record_dataset(name: str = "contoh", *, simulated: bool = False, **rows: Rows) -> Dataset:
    """A dataset with a table for each standard; None and left-out columns are blank cells."""
    tables, resources = {}, []
    for standard, some in rows.items():
        fields = load_standard(standard)["fields"]
        cells = [
            ["" if row.get(one["name"]) is None else str(row[one["name"]]) for one in fields] for row in some
        ]
        tables[standard] = make_table([one["name"] for one in fields], cells)
        schema = Schema(
            fields=tuple(make_field(one["name"], type=one["type"], title=one["title"]) for one in fields)
        )
        resources.append(make_resource(standard, schema=schema, standar=standard))
    status = StatusData.SIMULASI if simulated else StatusData.TETAP
    cleared = make_cleared(tables, name=name, resources=tuple(resources), status_data=status)
    return make_dataset(cleared)


def read_rows(standard: str, rows: Rows) -> list[Record]:
    """The records of one table."""
    dataset = make_record_dataset(**{standard: rows})
    return list(read_following(dataset.package, dataset.cleared.tables, (standard,)))


def make_studio(
    *datasets: Dataset,
    agencies: Sequence[Instansi] = (),
    names: Mapping[str, str] | None = None,
    **settings: Any,
) -> Studio:
    """A studio over these datasets, for a real region; `agencies` beside the usual one."""
    known = {one.slug: one for one in (make_instansi(), *agencies)}
    chosen = make_settings(**{"wilayah": "74.72", **settings})
    catalog = join_catalog(
        datasets,
        agencies=known,
        agencies_simulated=False,
        reports=(),
        withheld=(),
        day=chosen.as_of.day,
        first_quarter=chosen.first_quarter,
        names=names or {},
    )
    return Studio(
        settings=chosen,
        catalog=catalog,
        regions=load_regions(),
        environment=make_environment("id"),
        nomenclature=names or {},
    )
