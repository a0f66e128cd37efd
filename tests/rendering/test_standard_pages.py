"""The page of a record type tells its key, what it refers to, its law with article, and columns' roles."""

from __future__ import annotations

import html

import pytest

from record_builders import make_studio
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.rendering.pages.standards.standard_pages import standard_pages
from suluh.rendering.pages.standards.standard_terms import ColumnRole, explain_terms

NAMES = [name for name in list_standards() if name != "laporan"]


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    return {page.address: html.unescape(page.body()) for page in standard_pages(make_studio())}


@pytest.mark.parametrize("name", NAMES)
def test_it_tells_what_the_type_states(name: str, bodies: dict[str, str]) -> None:
    body, standard = bodies[f"standar/{name}/"], define_standard(name)
    key = body[body.index('id="kunci"') :]
    assert [part for part in standard.key if f"<code>{part}</code>" not in key] == []
    for basis in standard.legal_bases:
        told = f"{basis.regulation.name}, {basis.article}" if basis.article else basis.regulation.name
        assert told in body and basis.regulation.title in body
    for reference in standard.references:
        assert f"<code>{reference.fields[0]}</code> →" in body
        if reference.resource in NAMES:
            assert f'href="../../standar/{reference.resource}/"' in body
    assert ("Untuk tahun" in body) == (standard.since is not None or standard.until is not None)


def test_roles_say_units_and_whether_values_may_be_summed() -> None:
    roles = explain_terms(make_studio(), "anggaran").roles
    assert (roles["tahun"].phrase, roles["instansi"].phrase) == ("waktu", "instansi")
    assert roles["murni"] == ColumnRole("ukuran, dapat dijumlahkan", "rupiah")
    roles = explain_terms(make_studio(), "perizinan").roles
    assert roles["median_hari"] == ColumnRole("ukuran, tidak untuk dijumlahkan", "hari kerja")


def test_parts_that_may_be_blank_are_told() -> None:
    parts = {part.name: part.optional for part in explain_terms(make_studio(), "anggaran").key}
    assert parts["sub_unit"] and parts["kode_sub_kegiatan"] and not parts["kode_rekening"]
