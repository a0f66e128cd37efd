"""CKAN's actions as files: `api/3/action/<action>`, and the same below `api/action/`, where `ckanapi` asks.

A file server does not read what stands behind the question mark. So an action whose answer is the same for
all lies ready; one that asks for a single thing by its id says plainly that it was not found, and names the
file that has it. Servers that can be told rules (`CALL_RULES`) answer those too, and end a search that asks
for a further page: all packages stand on its first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from suluh.history.editions import History
from suluh.publishing.artifacts import measure_artifact, write_text
from suluh.publishing.ckan.names import GROUP, ORGANIZATION, describe_body, make_name
from suluh.publishing.ckan.packages import describe_package, resources_of, tags_of, topics_of
from suluh.publishing.exact_json import Json, write_exact
from suluh.publishing.file_metadata import absolute
from suluh.vocabulary.catalog import Catalog, Dataset
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact

HOMES = ("api/3/action/", "api/action/")
"""Where clients ask: the version that CKAN documents, and the address without one."""
ANSWERS = "api/3/"
LAST_PAGE = "package_search/habis"
VERSION = "2.10.0"
"""The CKAN whose answers these are like, for clients that look at it."""


@dataclass(frozen=True, slots=True)
class CallRule:
    """What a server that reads questions does: where `parameter` fits `form`, the file of `answer` is given.

    `answer` is an address with `{}` for the parameter's value; it lies below `ANSWERS`.
    """

    action: str
    parameter: str
    form: str
    answer: str


SHOWN = ("package_show", "resource_show", "organization_show", "group_show")
CALL_RULES = (
    *(CallRule(action, "id", "[a-z0-9_-]+", f"{ANSWERS}{action}/{{}}.json") for action in SHOWN),
    CallRule("package_search", "start", "0*[1-9][0-9]*", f"{ANSWERS}{LAST_PAGE}.json"),
)


def write_ckan_files(
    catalog: Catalog, settings: Settings, histories: Mapping[str, History]
) -> Iterator[Artifact]:
    """All answers; datasets by name, lists of our own among them."""
    datasets = [dataset for _, dataset in sorted(catalog.published.items())]
    packages = {
        dataset.name: describe_package(dataset, settings, histories.get(dataset.name)) for dataset in datasets
    }
    shown = _shown_singly(datasets, packages, settings)
    for action, result in _answers_for_all(datasets, packages, settings).items():
        for home in HOMES:
            yield _answer(home + action, action, settings, result)
    for action in (*SHOWN, "help_show"):
        for home in HOMES:
            yield _refusal(home + action, action, settings)
    for (action, name), result in shown.items():
        yield _answer(f"{ANSWERS}{action}/{name}.json", action, settings, result)
    nothing: dict[str, Json] = {"count": len(packages), "results": [], "facets": {}, "search_facets": {}}
    yield _answer(f"{ANSWERS}{LAST_PAGE}.json", "package_search", settings, nothing)


def _answers_for_all(
    datasets: Sequence[Dataset], packages: Mapping[str, Mapping[str, Json]], settings: Settings
) -> dict[str, Json]:
    """Actions with one answer whatever they are asked."""
    licenses = {str(package["license_id"]): package for package in packages.values()}
    return {
        "site_read": True,
        "status_show": {
            "ckan_version": VERSION,
            "site_url": settings.site_url,
            "site_title": settings.site_name,
            "site_description": settings.site_description,
            "locale_default": "id",
            "extensions": [],
            "error_emails_to": None,
        },
        "package_list": list(packages),
        "package_search": {
            "count": len(packages),
            "sort": "name asc",
            "results": list(packages.values()),
            "facets": {},
            "search_facets": {},
        },
        "organization_list": sorted({dataset.instansi.slug for dataset in datasets}),
        "group_list": sorted({make_name(topic) for dataset in datasets for topic in topics_of(dataset)}),
        "tag_list": sorted({tag for dataset in datasets for tag in tags_of(dataset)}),
        "license_list": [
            {
                "id": ident,
                "title": package["license_title"],
                "url": package["license_url"],
                "status": "active",
            }
            for ident, package in sorted(licenses.items())
        ],
    }


def _shown_singly(
    datasets: Sequence[Dataset], packages: Mapping[str, Mapping[str, Json]], settings: Settings
) -> dict[tuple[str, str], Json]:
    """Answers to `…_show` by action and name."""
    shown: dict[tuple[str, str], Json] = {("package_show", name): whole for name, whole in packages.items()}
    resources = [one for whole in packages.values() for one in resources_of(whole)]
    shown |= {("resource_show", str(one["id"])): one for one in resources}
    own = Counter(dataset.instansi.slug for dataset in datasets)
    titles = {dataset.instansi.slug: dataset.instansi.nama for dataset in datasets}
    for slug, count in sorted(own.items()):
        shown["organization_show", slug] = describe_body(
            settings, ORGANIZATION, slug, titles[slug], count=count
        )
    topics = sorted(topic for dataset in datasets for topic in topics_of(dataset))
    groups = Counter(map(make_name, topics))
    for name, topic in {make_name(topic): topic for topic in reversed(topics)}.items():
        shown["group_show", name] = describe_body(settings, GROUP, name, topic, count=groups[name])
    return shown


def _answer(address: str, action: str, settings: Settings, result: Json) -> Artifact:
    body: Json = {"help": _help(settings, action), "success": True, "result": result}
    return measure_artifact(address, partial(_write_body, body=body))


def _write_body(stream: BinaryIO, body: Json) -> None:
    write_text(stream, f"{write_exact(body)}\n")


def _refusal(address: str, action: str, settings: Settings) -> Artifact:
    """What a server that reads no questions says to one for a single thing, rather than another thing."""
    where = absolute(settings, ANSWERS) or ANSWERS
    way = (
        f"berkasnya {where}{action}/NAMA.json, atau package_search yang memuat semuanya"
        if action in SHOWN
        else "semuanya ada dalam package_search"
    )
    message = f"Not found: server berkas ini tidak membaca parameter; {way}"
    body: Json = {
        "help": _help(settings, action),
        "success": False,
        "error": {"__type": "Not Found Error", "message": message},
    }
    return measure_artifact(address, partial(_write_body, body=body))


def _help(settings: Settings, action: str) -> str:
    return absolute(settings, f"{HOMES[0]}help_show?name={action}") or f"help_show?name={action}"
