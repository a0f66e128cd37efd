"""Projects made by chance: what is not public at every level comes out of no page and no download."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from leaks import find_leaks, site_as_files

from small_site import copy_small_site
from suluh.pipeline import build_site
from suluh.reading.settings import read_settings
from suluh.vocabulary.settings import Settings

FOLDER = Path("datasets", "dinas-sosial", "acak")
LEVELS = ("dataset", "tabel", "kolom")
WORDS = st.sampled_from(
    [
        "publik",
        "publik",
        "publik",
        "publik",
        None,
        "terbatas",
        "rahasia",
        "Publik",
        "ya",
        "tidak",
        "publіk",
        "",
    ]
)
SENTINEL = "Kenari Wijayakusuma zqx99"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = copy_small_site(tmp_path_factory.mktemp("acak") / "situs")
    found, _ = read_settings(root, keep_going=True)
    assert found is not None
    return found


def write_dataset(root: Path, words: dict[str, str | None], first: bool) -> None:
    """A dataset of one table whose second column holds the sentinel, classified as `words` say."""

    def classified(level: str, content: dict[str, Any]) -> dict[str, Any]:
        word = words[level]
        return content if word is None else {**content, "klasifikasi": word}

    path = root / "datasets" / "dinas-sosial" / "bantuan" / "datapackage.yaml"
    descriptor = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key in ("angka_kunci", "grafik", "klasifikasi", "pengungkapan"):
        descriptor.pop(key, None)
    plain = {"name": "kode", "type": "string"}
    closed = classified("kolom", {"name": "isi", "type": "string"})
    fields = [closed, plain] if first else [plain, closed]
    resource = classified("tabel", {"name": "acak", "path": "acak.csv", "schema": {"fields": fields}})
    descriptor = classified(
        "dataset", {**descriptor, "name": "acak", "title": "Acak", "resources": [resource]}
    )
    (root / FOLDER).mkdir(exist_ok=True)
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    (root / FOLDER / "datapackage.yaml").write_text(text, encoding="utf-8")
    cells = {"kode": ["01", "02"], "isi": [SENTINEL, "biasa"]}
    rows = [[one["name"] for one in fields], *zip(*(cells[one["name"]] for one in fields), strict=True)]
    (root / FOLDER / "acak.csv").write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")


@given(st.fixed_dictionaries(dict.fromkeys(LEVELS, WORDS)), st.booleans())
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_only_what_is_public_at_every_level_comes_out(
    project: Settings, words: dict[str, str | None], first: bool
) -> None:
    write_dataset(project.root, words, first)
    site, _ = build_site(project)
    assert site is not None
    leaks = find_leaks(site_as_files(site), {"kenari": SENTINEL})
    public = words["dataset"] == "publik" and {words["tabel"], words["kolom"]} <= {"publik", None}
    if public:
        assert any(line.startswith("data/acak/acak.csv") for line in leaks)
    else:
        assert leaks == []
