"""Citations: who, when, what, where, in forms that strict readers take apart again."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from builders import make_cleared, make_dataset, make_instansi, make_package, make_settings
from citation_readers import read_bibtex, read_ris, unescape
from suluh.history.editions import Completeness, Edition, History
from suluh.publishing.citation import Citation, cite_dataset
from suluh.publishing.citation_forms import write_apa, write_bibtex, write_csl, write_ris
from suluh.vocabulary.catalog import Dataset, Version
from suluh.vocabulary.package import StatusData

SETTINGS = make_settings()
ADDRESS = "https://contoh.go.id/suluh/data/contoh/"
FORMS = (write_apa, write_bibtex, write_ris, write_csl)


def make(**overrides: object) -> Dataset:
    return make_dataset(make_cleared(package=make_package(**overrides)))


def test_people_read_it_as_apa_has_it() -> None:
    citation = cite_dataset(make(descriptor={"modified": "2024-11-30"}), SETTINGS)

    assert write_apa(citation) == (
        f"Dinas Contoh. (2024). Contoh data (Versi 2024-11-30) [Set data]. Suluh Kota Contoh. {ADDRESS}"
    )


def test_what_is_cited_is_the_edition_that_stays() -> None:
    edition = Edition(
        "data/contoh/", "2024-11-30", "ab12cd34" * 8, files=(("contoh.csv", "ab12cd34" * 8, 10),)
    )
    dataset = make(descriptor={"modified": "2024-11-30"})
    for files, version, address in (
        (edition.files, "2024-11-30-ab12cd34", f"{ADDRESS}v/2024-11-30-ab12cd34/"),
        ((), "2024-11-30", ADDRESS),
    ):
        kept = Edition(edition.page, edition.date, edition.digest, files=files)
        history = History(Completeness.WHOLE, (kept,), current=edition.digest)
        citation = cite_dataset(dataset, SETTINGS, history)
        assert (citation.version, citation.address) == (version, address)
        assert all(address in write(citation) for write in FORMS)


def test_the_history_gives_the_date_where_none_is_declared() -> None:
    dataset = make_dataset(versions=(Version("abc", "2023-02-01"), Version("def", "2022-01-01")))

    assert "(2023). Contoh data (Versi 2023-02-01)" in write_apa(cite_dataset(dataset, SETTINGS))


def test_without_date_or_address_both_are_left_out() -> None:
    citation = cite_dataset(make(title="Data\n  dua baris."), make_settings(site_url=""))

    assert write_apa(citation) == "Dinas Contoh. (2025). Data dua baris [Set data]. Suluh Kota Contoh."
    assert [tag for tag, _ in read_ris(write_ris(citation))] == [
        "TY",
        "ID",
        "AU",
        "TI",
        "PY",
        "PB",
        "LA",
        "ER",
    ]
    assert json.loads(write_csl(citation))[0]["issued"] == {"date-parts": [[2025]]}


def test_invented_figures_are_called_that_in_every_form() -> None:
    citation = cite_dataset(make(status_data=StatusData.SIMULASI), SETTINGS)

    for write in FORMS:
        assert "Contoh data [data contoh]" in write(citation)


def test_bibtex_is_escaped_and_keeps_the_agency_whole() -> None:
    dataset = make_dataset(
        make_cleared(package=make_package(title="Luas & 100% {a_b} \\x")),
        instansi=make_instansi(nama="Badan A, B dan C"),
    )

    assert write_bibtex(cite_dataset(dataset, SETTINGS)).splitlines() == [
        "@misc{dinas-contoh-contoh-2025,",
        "  author = {{Badan A, B dan C}},",
        r"  title = {{Luas \& 100\% \{a\_b\} \textbackslash{}x}},",
        "  year = {2025},",
        "  publisher = {Suluh Kota Contoh},",
        "  type = {Dataset},",
        f"  url = {{{ADDRESS}}},",
        "}",
    ]


TEXTS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("{}\\%&$#_~^\r\n\t@,\"' ")), max_size=40
)


@given(TEXTS, TEXTS, TEXTS)
def test_every_form_is_taken_apart_again_whatever_the_texts(title: str, agency: str, site: str) -> None:
    dataset = make_dataset(
        make_cleared(package=make_package(title=title, descriptor={"modified": "2024-11-30"})),
        instansi=make_instansi(nama=agency),
    )
    citation = cite_dataset(dataset, make_settings(site_name=site))
    told: Citation = citation
    key, fields = read_bibtex(write_bibtex(citation))
    ris = dict(read_ris(write_ris(citation)))
    (csl,) = json.loads(write_csl(citation))

    assert key == ris["ID"] == csl["id"]
    assert unescape(fields["title"].removeprefix("{").removesuffix("}")) == told.title
    assert unescape(fields["author"].removeprefix("{").removesuffix("}")) == told.author
    assert ris.get("TI", "") == csl.get("title", "") == told.title == " ".join(title.split())
    assert ris.get("AU", "") == csl["author"][0]["literal"] == told.author
    assert ris.get("PB", "") == csl.get("publisher", "") == told.publisher
    assert ris["DA"] == "2024/11/30" and csl["issued"] == {"date-parts": [[2024, 11, 30]]}
    assert len(write_apa(citation).splitlines()) == 1
