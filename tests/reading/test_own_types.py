"""A site's own record types are a closed world: understood whole, or not at all, and never without a word."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from own_type_samples import HOSTILE, KEYS, OWN_SITE, SCHEMA, change, copy_own_site, list_places, write_type
from suluh.reading.own_type_files import read_own_types
from suluh.reading.own_type_schema import load_own_type_keys
from suluh.reading.patterns import is_safe_pattern
from suluh.reading.site_settings import read_settings
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import list_standards
from suluh.record_types import find_section, list_built_in_sections, record_types, types_of
from suluh.vocabulary.findings import Severity
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.standards import Role

PLACES = list(list_places(dict(SCHEMA)))


def codes(root: Path) -> list[str]:
    """The codes of what is wrong with the types of a folder."""
    return [one.code for one in read_own_types(root)[1]]


def test_a_good_type_is_understood_with_what_its_roles_imply() -> None:
    own, findings = read_own_types(OWN_SITE)
    assert findings == [] and list(own) == ["pasar"]
    with understanding(own):
        standard = define_standard("pasar")
    assert standard.key == ("tahun", "pasar")
    assert {key.fields[0]: key.resource for key in standard.references} == {
        "kode_wilayah": "wilayah",
        "instansi": "instansi",
    }
    assert [one.name for one in standard.of_role(Role.MEASURE)] == ["retribusi", "pedagang", "hunian"]
    assert standard.legal_bases[0].regulation.name == "Perda Kota Contoh 3 Tahun 2020"
    assert own["pasar"]["version"] == "1"


def test_a_site_without_the_folder_has_none(tmp_path: Path) -> None:
    assert read_own_types(tmp_path) == ({}, [])


def test_types_are_there_for_their_own_site_alone() -> None:
    own, _ = read_own_types(OWN_SITE)
    other = {"pasar": {**own["pasar"], "section": "lapak"}}
    with understanding(own):
        assert "pasar" in list_standards() and types_of("pasar") == ("pasar",)
        with understanding(other):
            assert record_types()["pasar"].sections == ("lapak",) and find_section("pasar") is None
            assert types_of("lapak") == ("pasar",)
        assert record_types()["pasar"].sections == ("pasar",)
    assert "pasar" not in list_standards() and find_section("pasar") is None


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        (("section",), "anggaran", "P061"),
        (("section",), "tentang", "P061"),
        (("section",), "Pasar", "P064"),
        (("since",), 2030, ""),
        (("until",), 2019, "P069"),
        (("regulation", 0), {"article": "Pasal 1"}, "P063"),
        (("regulation", 0), {"id": "perda-entah"}, "P067"),
        (("regulation", 0), {"id": "uu-14-2008"}, ""),
        (("fields", 0, "type"), "geojson", "P065"),
        (("fields", 0, "role"), "measure", "P065"),
        (("fields", 0, "name"), "Tahun Pajak", "P064"),
        (("fields", 1, "name"), "tahun", "P067"),
        (("fields", 3, "role"), "agency", "P065"),
        (("fields", 5, "summable"), "ya", "P064"),
        (("fields", 5, "constraints"), {"pattern": "[0-9]+"}, "P069"),
        (("fields", 3, "constraints"), {"pattern": "(a+)+$"}, ""),  # slow in other engines, linear in RE2
        (("fields", 3, "constraints"), {"pattern": "(?=a)b"}, "P064"),
        (("fields", 3, "constraints"), {"minimum": 1}, "P069"),
        (("fields", 5, "constraints"), {"minimum": "1e999999"}, "P064"),
        (("primaryKey",), "tahun", "P064"),
        (("primaryKey",), ["tahun", "tahun"], "P067"),
        (("foreignKeys",), [{"fields": ["pasar"], "reference": {"resource": "x", "fields": ["y"]}}], "P067"),
        (
            ("foreignKeys",),
            [{"fields": ["pasar"], "reference": {"resource": "layanan", "fields": ["entah"]}}],
            "P067",
        ),
        (
            ("foreignKeys",),
            [{"fields": ["pasar"], "reference": {"resource": "layanan", "fields": ["id_layanan"]}}],
            "",
        ),
        (("foreignKeys",), [{"fields": ["pasar"], "reference": {"package": "x", "fields": ["y"]}}], "P062"),
    ],
)
def test_each_fault_is_told_by_its_code(
    tmp_path: Path, place: tuple[Any, ...], value: object, code: str
) -> None:
    def put(holder: Any, key: Any) -> None:
        holder[key] = value

    write_type(tmp_path, change(place, put))
    found = codes(tmp_path)
    assert code in found if code else found == []


@pytest.mark.parametrize(
    "name", ["Pasar.yaml", "pasar.yml", "pasar.YAML", "con.yaml", "a.yaml", "pasar.py", "x..yaml"]
)
def test_a_file_of_another_name_is_no_type(tmp_path: Path, name: str) -> None:
    write_type(tmp_path, dict(SCHEMA), name)
    own, findings = read_own_types(tmp_path)
    assert own == {} and [one.code for one in findings] == ["P060"]


@pytest.mark.parametrize("name", ["anggaran", "wilayah", "nomenklatur", "laporan"])
def test_no_type_takes_the_place_of_ours(tmp_path: Path, name: str) -> None:
    write_type(tmp_path, {**SCHEMA, "section": "pasar"}, f"{name}.yaml")
    own, findings = read_own_types(tmp_path)
    assert own == {} and [one.code for one in findings] in (["P061"], ["P060"])


def test_two_types_have_two_sections(tmp_path: Path) -> None:
    write_type(tmp_path, dict(SCHEMA))
    write_type(tmp_path, {**SCHEMA, "section": "pasar"}, "kios.yaml")
    own, findings = read_own_types(tmp_path)
    assert [(one.code, one.place.path) for one in findings] == [("P061", "standar/pasar.yaml")]
    assert list(own) == ["kios"]


def test_a_type_that_refers_to_a_faulty_one_waits_with_it(tmp_path: Path) -> None:
    key = {"fields": ["pasar"], "reference": {"resource": "pasar", "fields": ["pasar"]}}
    write_type(tmp_path, {**SCHEMA, "foreignKeys": [key]}, "kios.yaml")
    write_type(tmp_path, {**SCHEMA, "templat": "x"})
    own, findings = read_own_types(tmp_path)
    assert own == {} and [one.code for one in findings] == ["P062"]


def test_links_and_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "luar.yaml").write_text("title: x\n", encoding="utf-8")
    root = tmp_path / "situs"
    write_type(root, dict(SCHEMA))
    (root / "standar" / "lain.yaml").symlink_to(tmp_path / "luar.yaml")
    (root / "standar" / "dalam").mkdir()
    own, findings = read_own_types(root)
    assert list(own) == ["pasar"] and sorted(one.code for one in findings) == ["F005", "P060"]
    (tmp_path / "tautan").mkdir()
    (tmp_path / "tautan" / "standar").symlink_to(root / "standar")
    assert codes(tmp_path / "tautan") == ["F005"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: !!python/object/apply:os.system [touch canary]\n", "F102"),
        ("title: &a x\ndescription: *a\n", "F103"),
        ("title: x\ntitle: y\n", "F104"),
        ("title: x\n---\ntitle: y\n", "F106"),
        ("[" * 50, "F105"),
        ("a: [" + "x, " * 9_000 + "x]", "F105"),
        ("title: [\n", "F101"),
        ("- title\n", "P064"),
        ("", "P064"),
        ("title: \x00\n", "F010"),
        ("x" * 70_000, ""),
    ],
)
def test_yaml_is_small_plain_and_single(tmp_path: Path, text: str, code: str) -> None:
    path = write_type(tmp_path, {})
    path.write_text(text, encoding="utf-8")
    own, findings = read_own_types(tmp_path)
    assert own == {} and findings
    assert not code or findings[0].code == code
    assert not (tmp_path / "canary").exists()


def test_more_types_than_anyone_reads_are_refused(tmp_path: Path) -> None:
    for number in range(31):
        write_type(tmp_path, {**SCHEMA, "section": f"pasar-{number}"}, f"pasar_{number}.yaml")
    assert codes(tmp_path) == ["P068"]


def _is_closed(value: Any, level: str) -> bool:
    """Whether a group has none but known keys, all of them of their shape, at every depth."""
    known = load_own_type_keys()["tingkat"][level]
    for key, inner in value.items():
        shape = known.get(key)
        if shape is None:
            return False
        inside = shape.lstrip("*=")
        if inside in load_own_type_keys()["tingkat"]:
            entries = inner if shape.startswith("*") else [inner]
            if not all(isinstance(one, dict) and _is_closed(one, inside) for one in entries):
                return False
        elif shape == "pola" and not is_safe_pattern(inner):
            return False
    return True


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _put(holder: Any, key: Any, value: object) -> None:
    holder[key] = value


def _add(holder: Any, key: Any, name: str, value: object) -> None:
    if isinstance(holder[key], dict):
        holder[key][name] = value


def _take(holder: Any, key: Any) -> None:
    del holder[key]


def _double(holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.append(holder[key])


places, values = st.sampled_from(PLACES), st.sampled_from(HOSTILE)
mutated = st.one_of(
    st.builds(lambda place, value: change(place, partial(_put, value=value)), places, values),
    st.builds(
        lambda place, name, value: change(place, partial(_add, name=name, value=value)),
        places,
        st.sampled_from(KEYS),
        values,
    ),
    st.builds(lambda place: change(place, _take), places),
    st.builds(lambda place: change(place, _double), places),
)


@given(mutated)
def test_whatever_is_changed_it_is_understood_whole_or_refused_with_a_word(
    tmp_path_factory: pytest.TempPathFactory, schema: dict[str, Any]
) -> None:
    root = tmp_path_factory.mktemp("jenis")
    write_type(root, schema)
    own, findings = read_own_types(root)
    assert bool(own) == (not findings) and all(one.severity is Severity.ERROR for one in findings)
    for name, stated in own.items():
        assert _is_closed(stated, "jenis")
        patterns = [one.get("constraints", {}).get("pattern") for one in stated["fields"]]
        for text in _texts(stated):
            assert text in patterns or (text.isprintable() and not set("<>") & set(text) and "%%" not in text)
        with understanding(own):
            standard = define_standard(name)
            assert record_types()[name].sections[0] not in list_built_in_sections()
        assert standard.key and all(one.unit for one in standard.of_role(Role.MEASURE))


def test_settings_carry_the_types_of_their_own_folder(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    settings, findings = read_settings(root)
    assert settings is not None and findings == [] and list(settings.own_types) == ["pasar"]
    write_type(root, {**SCHEMA, "hooks": "x.py"})
    settings, findings = read_settings(root)
    assert settings is not None and settings.own_types == {}
    assert [one.code for one in findings] == ["P062"]


def test_a_submission_is_judged_with_the_types_in_force(tmp_path: Path) -> None:
    base, submission = copy_own_site(tmp_path / "dasar"), copy_own_site(tmp_path / "kiriman")
    same, findings = read_settings(submission, settings_file=base / "mkdocs.yml")
    assert same is not None and list(same.own_types) == ["pasar"] and findings == []
    write_type(submission, {**SCHEMA, "title": "Judul lain"})
    write_type(submission, {**SCHEMA, "section": "kios"}, "kios.yaml")
    settings, findings = read_settings(submission, settings_file=base / "mkdocs.yml")
    assert settings is not None and settings.own_types == same.own_types
    assert [(one.code, one.place.path) for one in findings] == [
        ("U015", "standar/kios.yaml"),
        ("U015", "standar/pasar.yaml"),
    ]
    write_type(submission, {**SCHEMA, "templat": "x"})
    _, findings = read_settings(submission, settings_file=base / "mkdocs.yml")
    assert "P062" in [one.code for one in findings]
