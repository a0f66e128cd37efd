"""Entries of common lists, described beside what names them, so that no reader needs the lists."""

from __future__ import annotations

from suluh.publishing.coverage import COUNTRY
from suluh.publishing.dcat.graph import Graph, Iri, Node, make_part, make_text
from suluh.reading.metadata_terms import (
    UNKNOWN_KIND,
    Frequency,
    KnownLicense,
    Term,
    find_license,
    find_license_at,
    license_kind,
)
from suluh.reading.region_areas import Extent, find_extent
from suluh.vocabulary.region import NATION, Region

AUTHORITY = "http://publications.europa.eu/resource/authority/"
LICENSE_KINDS = "http://purl.org/adms/licencetype/"
PUBLISHER_KINDS = "http://purl.org/adms/publishertype/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
THEMES = AUTHORITY + "data-theme"


def name_language(graph: Graph) -> Iri:
    """Indonesian, in which all descriptions and data are."""
    return graph.describe(
        AUTHORITY + "language/IND", "dct:LinguisticSystem", {"rdfs:label": "Bahasa Indonesia"}
    )


def name_themes(graph: Graph) -> Iri:
    """The list of themes."""
    return graph.describe(THEMES, "skos:ConceptScheme", {"dct:title": "Tema data"})


def name_theme(graph: Graph, theme: Term) -> Iri:
    """A theme of that list."""
    scheme = name_themes(graph)
    return _name_concept(graph, f"{THEMES}/{theme.code}", theme.name, scheme)


def name_frequency(graph: Graph, frequency: Frequency) -> Iri:
    """How often data is renewed."""
    address = f"{AUTHORITY}frequency/{frequency.code}"
    return graph.describe(address, "dct:Frequency", {"rdfs:label": frequency.name})


def name_access(graph: Graph) -> Iri:
    """Whatever is published is public."""
    return graph.describe(
        AUTHORITY + "access-right/PUBLIC", "dct:RightsStatement", {"rdfs:label": "Terbuka untuk siapa saja"}
    )


def name_availability(graph: Graph, *, kept: bool) -> Iri:
    """Whether a file is kept as it is for good, as those of an edition are, or replaced by the next one."""
    code, name = ("STABLE", "Tetap ada") if kept else ("AVAILABLE", "Ada sampai terbitan berikutnya")
    return _name_concept(graph, f"{AUTHORITY}planned-availability/{code}", name)


def name_publisher_kind(graph: Graph, kind: Term) -> Iri:
    """What kind of body publishes."""
    return _name_concept(graph, PUBLISHER_KINDS + kind.code, kind.name)


def name_media_type(graph: Graph, media_type: str) -> Iri | None:
    """A media type by its address at IANA; None for one that is registered nowhere."""
    if media_type.partition("/")[2].startswith("x-"):
        return None
    return graph.describe(MEDIA_TYPES + media_type, "dct:MediaType", {"rdfs:label": media_type})


def name_format(graph: Graph, code: str, name: str, media_type: str) -> Iri | Node:
    """A kind of file by its code in the list of them; in words where the list lacks it."""
    if code:
        address = f"{AUTHORITY}file-type/{code}"
        return graph.describe(address, "dct:MediaTypeOrExtent", {"rdfs:label": name})
    return make_part("dct:MediaTypeOrExtent", {"rdfs:label": f"{name} ({media_type})"})


def name_algorithm(graph: Graph) -> Iri:
    """SHA-256."""
    return graph.describe(SHA256, "spdx:ChecksumAlgorithm", {"rdfs:label": "SHA-256"})


def name_license(graph: Graph, name: str, address: str, words: str) -> Iri | Node:
    """A licence by its document, of the kind that its name or its address tells, else in words."""
    known = find_license(name) or (find_license_at(address) if address else None)
    if not address and known:
        address = known.address
    described = {"dct:title": words, "dct:type": _name_license_kind(graph, known)}
    if address:
        return graph.describe(address, "dct:LicenseDocument", described)
    return make_part("dct:LicenseDocument", described)


def name_place(graph: Graph, region: Region, address: str) -> Iri:
    """A region with its code, its outermost degrees and its centre; `address` names it in this catalogue."""
    whole = region == COUNTRY
    described: dict[str, object] = {"skos:prefLabel": region.nama if whole else region.full_name}
    if not whole:
        described["dct:identifier"] = make_text(region.kode, "xsd:string")
    described |= _name_extent(find_extent(NATION if whole else region.kode))
    return graph.describe(AUTHORITY + "country/IDN" if whole else address, "dct:Location", described)


def _name_extent(extent: Extent | None) -> dict[str, object]:
    """Outermost degrees and centre of a region; nothing of one without boundaries."""
    if extent is None:
        return {}
    west, south, east, north, along, across = (
        f"{degrees:.5f}"
        for degrees in (
            *(extent.west, extent.south, extent.east, extent.north),
            *(extent.longitude, extent.latitude),
        )
    )
    box = f"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"
    return {
        "dcat:bbox": make_text(box, "geosparql:wktLiteral"),
        "dcat:centroid": make_text(f"POINT({along} {across})", "geosparql:wktLiteral"),
    }


def _name_license_kind(graph: Graph, known: KnownLicense | None) -> Iri | None:
    """Its kind; unknown is said of a licence that nobody stated, and nothing of one that we do not know."""
    kind = known.kind if known else None
    return _name_concept(graph, LICENSE_KINDS + kind.code, kind.name) if kind else None


def unknown_license(graph: Graph, words: str) -> Node:
    """What stands where no licence is stated."""
    kind = license_kind(UNKNOWN_KIND)
    concept = _name_concept(graph, LICENSE_KINDS + kind.code, kind.name)
    return make_part("dct:LicenseDocument", {"dct:title": words, "dct:type": concept})


def _name_concept(graph: Graph, address: str, name: str, scheme: Iri | None = None) -> Iri:
    return graph.describe(address, "skos:Concept", {"skos:prefLabel": name, "skos:inScheme": scheme})
