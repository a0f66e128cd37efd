"""The gathered tables as a site's own files: types, datasets, settings. `suluh build` does the rest."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from suluh.assembly.federation.gathered_tables import STATES, Gathered, Group
from suluh.intake.descriptor_draft import draft_descriptor
from suluh.reading.kept_files import put_file
from suluh.reading.region_list import region_decree
from suluh.reading.site_settings import SETTINGS_FILE
from suluh.vocabulary.federation import SiteList
from suluh.vocabulary.formula_signs import write_rows
from suluh.vocabulary.yaml_text import quote_yaml

MARK = "# Ditulis oleh suluh federate; hapus baris ini bila berkasnya Anda pelihara sendiri."
AGENCY = "gabungan"
"""The folder and short address of whoever publishes the gathered site."""
TYPES_FOLDER = "standar"
_AGENCIES = "datasets/referensi/instansi"
_LICENCE = {"name": "LicenseRef-situs-asal", "title": "Ketentuan pakai menurut situs asal setiap baris"}
_WITH_STATES = ("hasil",)
_COMMON = {
    "klasifikasi": "publik",
    "jenis_informasi": "berkala",
    "klasifikasi_isian": "tidak berlaku",
    "skema_wilayah": "Kode Kemendagri",
    "frekuensi": "Setiap kali digabung",
    "topik": "Pemerintahan",
    "sources": [{"title": "Situs daerah yang disebut pada setiap baris"}],
    "licenses": [_LICENCE],
}


def write_gathered(root: Path, listed: SiteList, tables: Sequence[Gathered]) -> None:
    """Write agency, record types, datasets and settings that are ours; others' files stay. Raises OSError."""
    settings = root / SETTINGS_FILE
    if not settings.exists() or settings.read_text(encoding="utf-8").startswith(MARK):
        put_file(settings, _write_settings(listed, tables).encode())
    _write_dataset(root / _AGENCIES, _agency_table(listed), listed, standard="instansi")
    own = root / "datasets" / AGENCY
    names = {table.name for table in tables}
    for folder in sorted(own.iterdir()) if own.is_dir() else ():
        if folder.is_dir() and folder.name not in names:
            shutil.rmtree(folder)
            (root / TYPES_FOLDER / f"{_type_name(folder.name)}.yaml").unlink(missing_ok=True)
    for table in tables:
        standard = _type_name(table.name)
        put_file(root / TYPES_FOLDER / f"{standard}.yaml", _write_type(table).encode())
        _write_dataset(own / table.name, table, listed, standard=standard)


def _type_name(dataset: str) -> str:
    """The record type of a dataset: names of types have underscores, those of datasets hyphens."""
    return dataset.replace("-", "_")


def _write_dataset(folder: Path, table: Gathered, listed: SiteList, *, standard: str) -> None:
    name, columns = folder.name, table.columns
    rows = [columns, *([row.get(column, "") for column in columns] for row in table.rows)]
    put_file(folder / f"{name}.csv", write_rows(rows).encode())
    resource = {
        "name": name,
        "path": f"{name}.csv",
        "standar": standard,
        "schema": {
            "fields": [_describe_field(column) for column in table.stated["fields"]],
            "primaryKey": table.stated["primaryKey"],
        },
    }
    put_file(folder / "datapackage.yaml", draft_descriptor(_metadata(name, table, listed), resource).encode())


def _metadata(name: str, table: Gathered, listed: SiteList) -> dict[str, Any]:
    years = sorted({row["tahun"] for row in table.rows if "tahun" in row})
    title, description = table.stated["title"], table.stated["description"]
    return {
        "name": name,
        "title": title,
        "description": description,
        "status_data": "simulasi" if table.simulated else "tetap",
        "produsen": listed.publisher,
        "konsep": title,
        "definisi": description,
        "ukuran": title,
        "satuan": table.unit,
        "periode": f"{years[0]} sampai {years[-1]}" if years else "tidak berlaku",
        "kontak": listed.contact,
        "keputusan_wilayah": region_decree(),
        **_COMMON,
    }


def _describe_field(column: Mapping[str, Any]) -> dict[str, Any]:
    described = {key: column[key] for key in ("name", "type", "title")}
    if "required" in column.get("constraints", {}):
        described["constraints"] = {"required": True}
    if column["name"] in _WITH_STATES:
        states = [{"value": state, "label": state} for state in STATES]
        described["missingValues"] = [{"value": "", "label": STATES[0]}, *states]
    return described


def _write_type(table: Gathered) -> str:
    """The record type as `standar/<name>.yaml` has it, a line for each column."""
    rest = {key: value for key, value in table.stated.items() if key != "fields"}
    return "\n".join(
        [
            *(f"{key}: {_write_value(value)}" for key, value in rest.items()),
            f"section: {table.name}",
            "fields:",
            *(f"  - {_write_value(column)}" for column in table.stated["fields"]),
            "",
        ]
    )


def _write_value(value: object) -> str:
    """A value in YAML's flow form, which JSON is."""
    return json.dumps(value, ensure_ascii=False)


def _agency_table(listed: SiteList) -> Gathered:
    required = {"type": "string", "constraints": {"required": True}}
    titles = {"slug": "Alamat pendek", "nama": "Nama", "jenis": "Jenis"}
    stated = {
        "title": "Daftar instansi",
        "description": "Instansi yang menyusun gabungan ini.",
        "primaryKey": ["slug"],
        "fields": [{"name": name, "title": title, **required} for name, title in titles.items()],
    }
    row = {"slug": AGENCY, "nama": listed.publisher, "jenis": "dinas"}
    return Gathered("instansi", stated, "instansi", (row,), Group.SITES)


def _write_settings(listed: SiteList, tables: Sequence[Gathered]) -> str:
    lines = [MARK, f"site_name: {quote_yaml(listed.title)}"]
    lines += [f"site_url: {quote_yaml(listed.address)}"] if listed.address else []
    lines += ["docs_dir: content", "site_dir: site", "theme:", "  name: material", "  language: id"]
    lines += ["  font: false", "  features: [navigation.tabs]", "plugins:", "  - suluh:"]
    lines += [f"      wilayah: {quote_yaml(listed.region)}", "      tingkat_wilayah: kabupaten_kota"]
    lines += [f"      kontak: {quote_yaml(listed.contact)}"]
    lines += ["nav:", "  - Beranda: index.md", "  - Wilayah: wilayah/index.md"]
    for group in Group:
        entries = [table for table in tables if table.group is group]
        lines += [f"  - {group.value}:"] if entries else []
        lines += [f"      - {quote_yaml(table.stated['title'])}: {table.name}/index.md" for table in entries]
    return "\n".join([*lines, "  - Data: data/index.md", ""])
