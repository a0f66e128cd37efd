"""Every record type states its key, its references, its law, its section and what each column is for."""

from __future__ import annotations

import pytest

from suluh.reading.laws import load_regulations
from suluh.reading.standard_definitions import define_standard, make_standard
from suluh.reading.standard_list import list_standards, load_standard
from suluh.record_types import list_sections, record_types
from suluh.vocabulary.standards import NOMENCLATURE, REGIONS, Role

ALL = list_standards()


@pytest.mark.parametrize("name", ALL)
def test_it_states_a_key_a_section_and_its_law(name: str) -> None:
    standard = define_standard(name)
    assert standard.key and standard.legal_bases
    assert standard.section in {section.name for section in list_sections()}
    shown = record_types()[name].sections
    assert not shown or standard.section in shown
    assert all(standard.column(column) is not None for column in standard.key)


@pytest.mark.parametrize("name", ALL)
def test_every_column_has_a_role_and_every_measure_its_unit(name: str) -> None:
    stated = {field["name"]: field for field in load_standard(name)["fields"]}
    assert [column for column, field in stated.items() if "role" not in field] == []
    for column in define_standard(name).columns:
        measure = column.role is Role.MEASURE
        assert bool(column.unit) == measure == ("summable" in stated[column.name])
        if column.unit in stated:
            assert stated[column.unit].get("role") == Role.LABEL


@pytest.mark.parametrize("name", ALL)
def test_what_it_refers_to_is_there(name: str) -> None:
    for key in define_standard(name).references:
        if key.resource in (REGIONS, NOMENCLATURE):
            assert key.reference_fields == ("kode",)
        else:
            target = define_standard(key.resource)
            assert [one for one in key.reference_fields if target.column(one) is None] == []
            assert key.reference_fields == target.key


@pytest.mark.parametrize("name", ALL)
def test_agencies_regions_and_sub_kegiatan_are_referred_to_by_every_type(name: str) -> None:
    standard = define_standard(name)
    referred = {key.fields: key.resource for key in standard.references}
    asked = {"instansi": "instansi", "kode_wilayah": REGIONS, "kode_sub_kegiatan": NOMENCLATURE}
    for column, target in asked.items():
        if standard.column(column) is not None:
            assert referred.get((column,)) == target


def test_budgets_and_what_was_spent_may_be_told_by_sub_unit() -> None:
    for name in ("rencana", "anggaran", "realisasi", "jumlah_anggaran"):
        standard = define_standard(name)
        column = standard.column("sub_unit")
        assert "sub_unit" in standard.key and column is not None and not column.required
        assert "sub_unit" not in load_standard(name)["wajib"]


def test_a_regulation_that_no_list_has_is_our_own_fault() -> None:
    stated = {"title": "X", "fields": [{"name": "a"}], "primaryKey": ["a"]}
    assert make_standard("x", stated).key == ("a",)
    for more in (
        {"regulation": [{"id": "uu-1-1"}]},
        {"primaryKey": ["b"]},
        {"fields": [{"name": "a", "role": "measure"}]},
        {"fields": [{"name": "a", "role": "warna"}]},
    ):
        with pytest.raises(ValueError, match=r"x|Role"):
            make_standard("x", {**stated, **more})


def test_every_regulation_is_told_whole() -> None:
    for name, regulation in load_regulations().items():
        assert regulation.id == name and regulation.title and regulation.source
        assert str(regulation.year) in regulation.name and regulation.number in regulation.name
        assert regulation.status in ("berlaku", "diubah", "dicabut", "belum diperiksa")
