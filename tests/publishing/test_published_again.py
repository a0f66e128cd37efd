"""What we publish may be submitted again as it is, and is published the same again."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from canonical_inputs import Made, accept, tables
from hypothesis import HealthCheck, given, settings

from builders import make_cleared, make_instansi, make_package, make_resource, make_settings
from cut_project import lay_cut
from small_site import copy_small_site
from suluh.checking.project import check_project
from suluh.clearing.classification import clear_package
from suluh.publishing.canonical_table import canonical_table
from suluh.publishing.csv_file import write_csv
from suluh.publishing.descriptor import describe_package
from suluh.publishing.distributions import write_distributions
from suluh.reading.notes import Notes
from suluh.reading.schemas import read_schema
from suluh.reading.site_settings import read_settings
from suluh.reading.state_columns import fold_states
from suluh.reading.unknown_keys import find_all_strays
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.package import ClearedPackage, Klasifikasi
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact


def publish(site: Settings) -> dict[str, dict[str, bytes]]:
    """By folder, the files that each public dataset of a project would be downloaded as."""
    checked = check_project(site)
    assert not has_errors(checked.findings)
    found = {}
    for cleared in filter(None, map(clear_package, checked.valid)):
        files = {}
        for made in write_distributions(cleared, make_instansi(slug=cleared.package.instansi), site):
            if made.format in ("CSV", "JSON", "NDJSON", "XLSX", "DATAPACKAGE"):
                stream = io.BytesIO()
                made.artifact.write(stream)
                files[made.file_name] = stream.getvalue()
        found[cleared.package.folder] = files
    return found


@pytest.mark.parametrize("name", ["hanya-untuk-dinas", "rahasia", "jangan-terbit", "internal-use", "bebas"])
def test_a_dataset_may_bear_any_name_again(name: str) -> None:
    """The short address of a site has a closing word of a name as one of its few."""
    cleared = make_cleared(package=make_package(name, resources=(make_resource(name),)))
    site = make_settings(site_url="https://x.id/")
    files = {name: Artifact(f"data/{name}/{name}.csv", lambda stream: None)}
    described = describe_package(cleared, make_instansi(), site, files=files)

    assert described["homepage"] == f"https://x.id/data/{name}/"
    assert find_all_strays(described) == []


@pytest.mark.parametrize("lay", [copy_small_site, pytest.param(lay_cut, marks=pytest.mark.slow)])
def test_every_dataset_of_a_site_is_published_the_same_again(
    lay: Callable[[Path], Path], tmp_path: Path
) -> None:
    root = lay(tmp_path / "proyek")
    site, _ = read_settings(root)
    assert site is not None
    before = publish(site)
    assert len(before) > (20 if lay is lay_cut else 2)
    for folder, files in before.items():
        for path in (root / folder).iterdir():
            if path.is_file():
                path.unlink()
        for name, data in files.items():
            if name.endswith(".csv") or name == "datapackage.json":
                (root / folder / name).write_bytes(data)
    after = publish(site)
    assert after.keys() == before.keys()
    for folder, files in before.items():
        for name, data in files.items():
            # The workbook of a table that rules closed tells of its rules no more.
            assert after[folder][name] == data or name.endswith(".xlsx"), (folder, name)


def submit_again(cleared: ClearedPackage) -> ClearedPackage:
    """The table as read from its published CSV and description."""
    resource = cleared.package.resources[0]
    described = describe_package(
        cleared,
        make_instansi(),
        Settings(root=Path(), site_name="x", wilayah="99.71"),
        files={resource.name: Artifact("data/isi/isi.csv", lambda stream: None)},
    )
    notes = Notes("datapackage.json")
    schema = read_schema(described["resources"][0]["schema"], None, Klasifikasi.PUBLIK, notes)
    assert not has_errors(notes.findings), notes.findings
    again = replace(resource, schema=schema)
    table, findings = fold_states(canonical_table(cleared, resource).text_table, again, "isi.csv")
    assert not findings
    package = replace(cleared.package, resources=(again,))
    return ClearedPackage(package, {resource.name: table})


@settings(suppress_health_check=list(HealthCheck))
@given(tables())
def test_a_made_table_is_published_the_same_again(made: Made) -> None:
    cleared = accept(made)
    if cleared is None:
        return
    again = submit_again(cleared)
    first, second = (canonical_table(package, package.package.resources[0]) for package in (cleared, again))
    written = []
    for table in (first, second):
        stream = io.BytesIO()
        write_csv(stream, table.text_table)
        written.append(stream.getvalue())
    assert written[0] == written[1]
    assert [(field.name, field.type, field.missing_values) for field in first.fields] == [
        (field.name, field.type, field.missing_values) for field in second.fields
    ]
    assert [field.constraints for field in first.fields] == [field.constraints for field in second.fields]
