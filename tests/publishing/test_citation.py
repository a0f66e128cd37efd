"""Citations: who, when, what, where; and invented figures called that."""

from builders import make_cleared, make_dataset, make_instansi, make_package, make_settings
from suluh.publishing.citation import cite_bibtex, cite_dataset
from suluh.vocabulary.catalog import Version
from suluh.vocabulary.package import StatusData

SETTINGS = make_settings()
ADDRESS = "https://contoh.go.id/suluh/data/contoh/"


def make(**overrides):
    return make_dataset(make_cleared(package=make_package(**overrides)))


def test_text():
    dataset = make(descriptor={"modified": "2024-11-30"})

    assert cite_dataset(dataset, SETTINGS) == (
        f"Dinas Contoh (2024). Contoh data. Versi 2024-11-30. Suluh Kota Contoh. {ADDRESS}"
    )


def test_the_history_gives_the_date_where_none_is_declared():
    dataset = make_dataset(versions=(Version("abc", "2023-02-01"), Version("def", "2022-01-01")))

    assert "(2023). Contoh data. Versi 2023-02-01." in cite_dataset(dataset, SETTINGS)


def test_without_date_or_address_both_are_left_out():
    text = cite_dataset(make(title="Data\n  dua baris."), make_settings(site_url=""))

    assert text == "Dinas Contoh (2025). Data dua baris. Suluh Kota Contoh."


def test_invented_figures_are_called_that():
    dataset = make(status_data=StatusData.SIMULASI)

    for cite in (cite_dataset, cite_bibtex):
        assert "Contoh data [data contoh]" in cite(dataset, SETTINGS)


def test_bibtex_is_escaped_and_keeps_the_agency_whole():
    dataset = make_dataset(
        make_cleared(package=make_package(title="Luas & 100% {a_b} \\x")),
        instansi=make_instansi(nama="Badan A, B dan C"),
    )

    assert cite_bibtex(dataset, SETTINGS).splitlines() == [
        "@misc{dinas-contoh-contoh-2025,",
        "  author = {{Badan A, B dan C}},",
        r"  title = {{Luas \& 100\% \{a\_b\} \textbackslash{}x}},",
        "  year = {2025},",
        "  publisher = {Suluh Kota Contoh},",
        "  type = {Dataset},",
        f"  url = {{{ADDRESS}}},",
        "}",
    ]
