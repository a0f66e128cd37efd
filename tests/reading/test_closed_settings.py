"""The closed list of settings: whole, known to the engines, and the same however often it is applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import get_schema

from suluh.checking.explanations import describe
from suluh.reading.closed_settings import close_settings
from suluh.reading.standard_list import load_findings, load_standard_file
from suluh.vocabulary.findings import has_errors

LIST = load_standard_file("pengaturan")
PHRASES = load_findings()["frasa"]


def nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        yield value
        for below in value.values():
            yield from nodes(below)
    elif isinstance(value, list):
        for below in value:
            yield from nodes(below)


def test_every_reason_has_its_words_and_every_part_is_there() -> None:
    for node in nodes(LIST):
        if isinstance(node.get("tolak"), str):
            assert {f"why_{node['tolak']}", f"do_{node['tolak']}"} <= PHRASES.keys()
        if isinstance(node.get("lewati"), str) and node["lewati"] != "diam":
            assert f"unused_{node['lewati']}" in PHRASES
        if isinstance(node.get("bagian"), str):
            assert node["bagian"] in LIST["bagian"]


def test_every_key_of_mkdocs_and_its_theme_is_known() -> None:
    known = {name for name, _ in get_schema()}
    assert known <= LIST["kunci"].keys()
    theme = yaml.safe_load((files("material") / "templates" / "mkdocs_theme.yml").read_text("utf-8"))
    assert theme.keys() <= LIST["kunci"]["theme"]["salah_satu"][1]["kunci"].keys()


def test_every_plugin_that_is_installed_is_known() -> None:
    assert {one.name for one in entry_points(group="mkdocs.plugins")} <= LIST["pengaya"].keys()


def test_every_icon_that_may_be_named_is_in_both_themes() -> None:
    icons = LIST["bagian"]["warna_tema"]["kunci"]["toggle"]["kunci"]["icon"]["pilihan"]
    for package in ("material", "zensical"):
        folder = files(package) / "templates" / ".icons"
        assert [name for name in icons if not (folder / f"{name}.svg").is_file()] == []


def test_every_extension_that_passes_is_there() -> None:
    builtin = {one.name: one.value for one in entry_points(group="markdown.extensions")}
    for name, node in LIST["markdown"].items():
        if "tolak" not in node:
            assert import_module(builtin.get(name, name).partition(":")[0]).makeExtension()


NAMES = [*LIST["kunci"], *LIST["kunci"]["theme"]["salah_satu"][1]["kunci"], *LIST["markdown"]]
NAMES += [*LIST["pengaya"], "scope", "toggle", "icon", "name", "custom_dir", "jahat", "<<", ""]
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.sampled_from(["material", "id", "/", "default", "../x", "index.md", "<b>", "material/eye", "a\nb"]),
    st.text(max_size=8),
)
TREES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.sampled_from(NAMES), below, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES), TREES, max_size=6))
def test_whatever_is_written_what_passes_passes_again(whole: dict[str, Any]) -> None:
    told, findings = close_settings(whole, "mkdocs.yml")
    again, more = close_settings(told, "mkdocs.yml")
    assert again == told and more == []
    assert told.keys() <= {"nav", "theme", "extra", "markdown_extensions"}
    for one in findings:
        assert one.place.path == "mkdocs.yml" and one.place.field
        words = describe(one)
        assert "…" not in words.message.replace(str(one.value), "") and "@" not in words.hint


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("hook", "-"),
        ("them", "theme"),
        ("site_nam", "site_name"),
        ("markdown_extension", "markdown_extensions"),
    ],
)
def test_the_nearest_key_that_helps_is_named(key: str, near: str) -> None:
    _, findings = close_settings({key: "x"}, "mkdocs.yml")
    assert [(one.code, one.details["mirip"]) for one in findings] == [("U009", near)]
    assert has_errors(findings)


def test_options_of_search_and_of_ours_are_looked_at() -> None:
    plugins = [{"search": {"lang": "id"}}, {"suluh": {"apa": "saja"}}, "search"]
    assert close_settings({"plugins": plugins}, "mkdocs.yml") == ({}, [])
    _, findings = close_settings({"plugins": {"search": {"prebuild_index": True}}}, "mkdocs.yml")
    assert [(one.code, one.place.field) for one in findings] == [("U009", "plugins.search.prebuild_index")]
