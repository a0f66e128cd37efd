"""What a standard asks of a cell holds whatever the submission's own description says."""

from __future__ import annotations

from typing import Any

import pytest

from builders import make_field, make_package, make_resource, make_table
from suluh.checking.standard_values import check_standard_values
from suluh.vocabulary.package import Schema

RULE = "[a-z0-9]+(-[a-z0-9]+)*"


def codes(cell: str, constraints: dict[str, Any]) -> list[str]:
    fields = (make_field("id_kegiatan", constraints=constraints),)
    resource = make_resource("kegiatan", schema=Schema(fields=fields), standar="kegiatan")
    table = make_table(["id_kegiatan"], [[cell]])
    return [one.code for one in check_standard_values(make_package(resources=(resource,)), resource, table)]


@pytest.mark.parametrize("constraints", [{}, {"pattern": ".*"}, {"pattern": ".*", "maxLength": 9_999}])
@pytest.mark.parametrize("cell", ["../../x", "Saluran 1", "a/b", "a" * 101])
def test_a_looser_rule_loosens_nothing(cell: str, constraints: dict[str, Any]) -> None:
    assert codes(cell, constraints) == ["A001"]
    assert codes("saluran-1", constraints) == []


def test_the_same_rule_is_told_once_by_the_schema() -> None:
    assert codes("../../x", {"pattern": RULE}) == []
