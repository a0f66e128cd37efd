"""Names of the nomenclature, written in capitals there, as people read them."""

from __future__ import annotations

import pytest

from record_builders import make_studio
from suluh.rendering.pages.shared.program_names import field_name, program_name


@pytest.mark.parametrize(
    ("official", "shown"),
    [
        ("PROGRAM PENGELOLAAN SUMBER DAYA AIR (SDA)", "Program pengelolaan sumber daya air (SDA)"),
        ("PROGRAM DUKUNGAN TUGAS DAN FUNGSI DPRD", "Program dukungan tugas dan fungsi DPRD"),
        ("PROGRAM PERHAMBATAN", "Program perhambatan"),
        ("Rehabilitasi Jalan", "Rehabilitasi Jalan"),
    ],
)
def test_capitals_are_lowered_and_abbreviations_kept(official: str, shown: str) -> None:
    assert program_name(make_studio(names={"1.03.02": official}), "1.03.02") == shown


def test_a_field_is_named_without_the_words_that_all_begin_with() -> None:
    studio = make_studio(names={"1.03": "URUSAN PEMERINTAHAN BIDANG PEKERJAAN UMUM"})
    assert field_name(studio, "1.03") == "Pekerjaan umum"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("4.02", "Bidang urusan 4.02, namanya"),
        ("1.03.07", "Program 1.03.07, namanya"),
        ("1.03.07.2.01", "Kegiatan 1.03.07.2.01, namanya"),
        ("", ""),
    ],
)
def test_a_code_never_stands_alone_for_a_name(code: str, said: str) -> None:
    assert program_name(make_studio(names={}), code).startswith(said)
