"""A clock that stands still is refused wherever anything that it judges is real."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_instansi, make_package, make_report, make_resource, make_settings
from suluh.checking.fixed_clock import JUDGED, check_fixed_clock
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.package import DataPackage, StatusData
from suluh.vocabulary.reports import Report

AGENCIES = {
    "dinas-contoh": make_instansi(),
    "bps": replace(make_instansi(), slug="bps", jenis="pusat"),
}
DAY = date(2026, 1, 31)
INVENTED = StatusData.SIMULASI


def check(*packages: DataPackage, reports: tuple[Report, ...] = (), day: date | None = DAY) -> list[Finding]:
    return check_fixed_clock(packages, reports, AGENCIES, make_settings(fixed_day=day))


def dataset(instansi: str, status: StatusData, standar: str = "") -> DataPackage:
    resources = (make_resource("tabel", standar=standar),)
    return make_package(instansi=instansi, name=f"{instansi}-x", status_data=status, resources=resources)


@pytest.mark.parametrize("status", [StatusData.TETAP, StatusData.SEMENTARA])
@pytest.mark.parametrize(
    ("instansi", "standar", "refused"),
    [
        ("dinas-contoh", "", True),
        ("dinas-contoh", "realisasi", True),
        ("tidak-dikenal", "", True),
        ("bps", "", False),
        ("referensi", "", False),
        ("referensi", "padanan", False),
        *((folder, name, True) for folder in ("bps", "referensi") for name in sorted(JUDGED)),
    ],
)
def test_what_is_real_and_judged_refuses_a_fixed_day(
    instansi: str, standar: str, refused: bool, status: StatusData
) -> None:
    real = dataset(instansi, status, standar)
    assert [finding.code for finding in check(real)] == (["U016"] if refused else [])
    assert check(real, day=None) == []
    assert check(dataset(instansi, INVENTED, standar)) == []


def test_a_real_report_refuses_it_whether_or_not_it_is_public() -> None:
    assert check(reports=(make_report(status_data=INVENTED),)) == []
    (finding,) = check(reports=(make_report(status_data=INVENTED), make_report()))
    assert finding.details["jumlah"] == 1 and finding.place.field == "per_tanggal"


@given(
    st.lists(st.tuples(st.sampled_from(("dinas-contoh", "bps", "referensi")), st.sampled_from(StatusData)))
)
def test_one_real_dataset_of_an_agency_among_any_others_is_enough(some: list[tuple[str, StatusData]]) -> None:
    packages = [dataset(instansi, status) for instansi, status in some]
    real = [pair for pair in some if pair[0] == "dinas-contoh" and pair[1] is not INVENTED]
    assert [finding.details["jumlah"] for finding in check(*packages)] == ([len(real)] if real else [])
