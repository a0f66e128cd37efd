"""A dataset's procurements in the Open Contracting Data Standard 1.1: for each year releases, and records.

The release package has one release for each stage of each package; the record package has what they lead to,
with links to them. Both say the same on any day as long as the data is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.exact_json import Json, write_exact
from suluh.publishing.file_metadata import absolute, last_change, list_licenses
from suluh.record_types.pengadaan.parties import describe_buyer
from suluh.record_types.pengadaan.releases import (
    START,
    Process,
    Release,
    compile_release,
    make_ocid,
    make_releases,
    without_blanks,
)
from suluh.vocabulary.catalog import Distribution
from suluh.vocabulary.download_format import Format, Layout, Outgoing
from suluh.vocabulary.package import SIMULATION_MARK
from suluh.vocabulary.thread_book import read_following
from suluh.vocabulary.threads import Record
from suluh.words.saying import N_

VERSION = "1.1"
STANDARD = "pengadaan"

RELEASES = Format(
    name="OCDS",
    media_type="application/json",
    suffix=".ocds.json",
    layout=Layout.JSON,
    note=N_("rilis tiap tahap (Open Contracting 1.1)"),
    sentence="rilis pengadaan menurut Open Contracting Data Standard 1.1, satu untuk tiap tahap",
)
RECORDS = Format(
    name="OCDS-REKAMAN",
    label="OCDS",
    media_type="application/json",
    suffix=".ocds-rekaman.json",
    layout=Layout.JSON,
    note=N_("rekaman: keadaan terakhir tiap paket (Open Contracting 1.1)"),
    sentence="rekaman pengadaan menurut Open Contracting Data Standard 1.1: keadaan terakhir tiap paket",
    offered=False,
)


def write_open_contracting(outgoing: Outgoing) -> Iterator[Distribution]:
    """Two files for each year, below the dataset's address: `<dataset>-<year>.ocds.json` and its records."""
    for year, records in _by_year(outgoing).items():
        for form in (RELEASES, RECORDS):
            address = name_file(outgoing.dataset.name, year, form)
            write = partial(_write_package, outgoing=outgoing, year=year, form=form)
            file = measure_artifact(address, write, partial(_rests_on, outgoing, year, form))
            yield Distribution(form.name, form.media_type, file, rows=len(records), part=str(year))


def name_file(dataset: str, year: int, form: Format) -> str:
    """Where a year's file is, from the site's root."""
    return f"data/{dataset}/{dataset}-{year}{form.suffix}"


def make_package(outgoing: Outgoing, year: int, form: Format) -> dict[str, Json]:
    """The release package of a year, or with `RECORDS` its record package; amounts are exact."""
    edition = last_change(outgoing.dataset)
    releases = [
        make_releases(process) for process in _processes(outgoing, _by_year(outgoing)[year], edition=edition)
    ]
    newest = max((str(release["date"]) for some in releases for release in some), default="")
    settings, agency = outgoing.settings, outgoing.dataset.instansi
    publisher: dict[str, Json] = {
        "name": f"{SIMULATION_MARK}: {agency.nama}" if outgoing.dataset.simulated else agency.nama,
        "uri": absolute(settings, f"instansi/{agency.slug}/"),
    }
    stated = (entry.get("path", "") for entry in list_licenses(outgoing.dataset.package))
    licenses = [path for path in stated if path.startswith(("http://", "https://"))]
    package: dict[str, Json] = {
        "uri": _identify(outgoing, year, form),
        "version": VERSION,
        "publishedDate": f"{edition}{START}" if edition else newest,
        "publisher": without_blanks(publisher),
        "license": licenses[0] if licenses else "",
        "publicationPolicy": absolute(settings, f"pengadaan/{year}/"),
    }
    if form is RELEASES:
        content: dict[str, Json] = {"releases": [release for some in releases for release in some]}
    else:
        source = _identify(outgoing, year, RELEASES)
        content = {"packages": [source], "records": [_make_record(some, source) for some in releases]}
    return without_blanks({**package, **content})


def _by_year(outgoing: Outgoing) -> dict[int, list[Record]]:
    """The rows by year, ascending; those whose year or id is not public are no process that can be named."""
    years: dict[int, list[Record]] = {}
    cleared = outgoing.dataset.cleared
    for record in read_following(cleared.package, cleared.tables, (STANDARD,)):
        if record.whole("tahun") and record.text("id_pengadaan"):
            years.setdefault(record.whole("tahun"), []).append(record)
    return dict(sorted(years.items()))


def _processes(outgoing: Outgoing, records: Iterable[Record], *, edition: str) -> Iterator[Process]:
    settings, around = outgoing.settings, outgoing.around
    for record in records:
        yield Process(
            record=record,
            ocid=make_ocid(record, settings.ocid_prefix, settings.wilayah),
            buyer=describe_buyer(record.text("instansi"), around.agencies, settings),
            activity=around.nomenclature.get(record.text("kode_sub_kegiatan"), ""),
            edition=edition,
        )


def _make_record(releases: Sequence[Release], source: str) -> dict[str, Json]:
    """What the releases of one process lead to, with the way to each of them."""
    links = [
        {"url": f"{source}#{release['id']}", "date": release["date"], "tag": release["tag"]}
        for release in releases
    ]
    return {"ocid": releases[0]["ocid"], "releases": links, "compiledRelease": compile_release(releases)}


def _identify(outgoing: Outgoing, year: int, form: Format) -> str:
    """The package's address; where the site has none a name that no other package has."""
    address = name_file(outgoing.dataset.name, year, form)
    own = f"{outgoing.settings.wilayah}/{address}"
    return absolute(outgoing.settings, address) or uuid5(NAMESPACE_URL, own).urn


def _rests_on(outgoing: Outgoing, year: int, form: Format) -> object:
    """All that a package is made of."""
    return form.name, year, outgoing


def _write_package(stream: BinaryIO, outgoing: Outgoing, year: int, form: Format) -> None:
    write_text(stream, f"{write_exact(make_package(outgoing, year, form))}\n")
