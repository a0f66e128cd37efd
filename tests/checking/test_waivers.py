"""A reviewed exception lets exactly one value stay, in one column of one file, for a time."""

from __future__ import annotations

from datetime import date

import pytest

from suluh.checking.personal_data import Evidence
from suluh.checking.waivers import Waivers, apply_waivers, hash_value, parse_waivers
from suluh.cli.waive import write_entry
from suluh.vocabulary.findings import Finding, Place

SALT = "00112233445566778899aabbccddeeff"
PATH, VALUE = "datasets/a/b/b.csv", "7472015708900003"
TODAY = date(2025, 6, 30)


def make_waivers(**changes: str) -> Waivers:
    values = {"code": "I001", "path": PATH, "column": "isi", "value": VALUE, **changes}
    digest = hash_value(values["code"], values["value"], SALT)
    until = date.fromisoformat(changes.get("until", "2025-12-31"))
    entry = write_entry(
        values["code"], values["path"], values["column"], "Nomor contoh resmi.", digest, until
    )
    waivers, findings = parse_waivers(
        f'garam: "{SALT}"\npengecualian:\n{entry}\n', "datasets/pengecualian.yaml"
    )
    assert findings == []
    return waivers


def evidence(value: str = VALUE, column: str = "isi") -> Evidence:
    return Evidence(Finding("I001", Place(PATH, row=1, field=column), value="7472••••••••••03"), value)


def told(waivers: Waivers, *proofs: Evidence, is_whole: bool = True) -> list[str]:
    return sorted(one.code for one in apply_waivers(proofs, waivers, TODAY, is_whole))


def test_the_waived_value_passes_and_no_other() -> None:
    waivers = make_waivers()
    assert told(waivers, evidence(), evidence()) == []
    assert told(waivers, evidence(), evidence("7472015708900004")) == ["I001"]
    assert told(waivers, evidence(), evidence(column="lain")) == ["I001"]


def test_an_expired_waiver_covers_nothing_and_is_told() -> None:
    assert told(make_waivers(until="2025-06-29"), evidence()) == ["I001", "I021"]
    assert told(make_waivers(until="2025-06-30"), evidence()) == []


def test_a_waiver_without_use_is_told_when_all_was_looked_at() -> None:
    assert told(make_waivers()) == ["I022"]
    assert told(make_waivers(), is_whole=False) == []


def test_the_value_is_not_in_the_file_and_the_salt_matters() -> None:
    assert VALUE not in repr(make_waivers())
    assert hash_value("I001", VALUE, SALT) != hash_value("I001", VALUE, SALT[::-1])
    assert hash_value("I001", VALUE, SALT) != hash_value("I002", VALUE, SALT)


@pytest.mark.parametrize(
    "text",
    [
        "pengecualian: []\n",
        "garam: pendek\n",
        f"garam: {SALT}\nlain: x\n",
        f"garam: {SALT}\npengecualian: semua\n",
        f"garam: {SALT}\npengecualian:\n  - {{kode: I001}}\n",
        f"garam: {SALT}\ntidak_dipindai:\n  - {{path: tests/}}\n",
        f"garam: {SALT}\npengecualian:\n  - {{kode: K001, path: a, kolom: '', alasan: cukup panjang, "
        f"nilai_hmac: '{'0' * 32}', sampai: '2030-01-01'}}\n",
    ],
)
def test_what_is_not_whole_does_not_hold(text: str) -> None:
    waivers, findings = parse_waivers(text, "datasets/pengecualian.yaml")
    assert [one.code for one in findings] == ["I020"]
    assert waivers.entries == () and waivers.unscanned == ()
