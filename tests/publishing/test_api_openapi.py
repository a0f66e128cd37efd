"""The description of the API is made of the types that write it: valid, complete, and of exact numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from suluh.publishing.api import answers
from suluh.publishing.api.encoding import encode, encode_file
from suluh.publishing.api.openapi import FILES, FileKind, describe, write_openapi
from suluh.vocabulary.figures import State
from suluh.vocabulary.settings import Settings

SETTINGS = Settings(root=Path(), site_name="Suluh Kota Contoh", wilayah="74.72")


def test_the_description_is_valid() -> None:
    described = json.loads(write_openapi(SETTINGS))
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    assert described["openapi"].startswith("3.1")


def test_every_type_of_an_answer_is_described_with_all_its_fields() -> None:
    schemas = describe(SETTINGS)["components"]["schemas"]  # type: ignore[index,call-overload]
    heads = {kind.head for kind in FILES}
    for name, kind in vars(answers).items():
        if isinstance(kind, type) and kind.__module__ == answers.__name__ and kind not in heads:
            assert set(schemas[name]["properties"]) == {some.name for some in fields(kind)}
            assert all(some["description"] for some in schemas[name]["properties"].values())


def test_a_field_without_a_note_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True)
    class Baru:
        nama: Annotated[str, "Namanya"]
        tanpa: str = ""

    kind = FileKind("instansi", answers.Kepala, Baru, "Instansi", ("instansi.json",))
    monkeypatch.setattr("suluh.publishing.api.openapi.FILES", (kind,))
    with pytest.raises(ValueError, match=r"Baru\.tanpa says nothing"):
        describe(SETTINGS)


def test_numbers_are_exact() -> None:
    large = 2**53 + 1
    assert encode((1, Decimal("2.50"), Fraction(1, 3), Fraction(6, 2))) == "[1,2.5,0.333333,3]"
    assert encode(large) == f'"{large}"'
    assert encode(Decimal("123456789012345.678")) == '"123456789012345.678"'
    assert encode((True, None, State.DIRAHASIAKAN, "a\n")) == '[true,null,"dirahasiakan","a\\n"]'


def test_what_has_its_default_is_left_out_and_no_value_never() -> None:
    assert encode(answers.Angka(None, State.TIDAK_TERSEDIA)) == '{"nilai":null,"keadaan":"tidak tersedia"}'
    assert encode(answers.Angka(5, terhitung=0)) == '{"nilai":5,"terhitung":0}'
    head = answers.Kepala("rumus", False, {})
    assert encode_file(head, []) == '{"jenis":"rumus","simulasi":false,"links":{},"isi":[]}\n'


def test_what_is_no_type_of_the_api_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        encode(0.1)
