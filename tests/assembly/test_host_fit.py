"""A site that its host would refuse is told of when it is built and when it is deployed."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from made_sites import make_artifact, make_settings, make_site
from suluh.assembly import host_fit
from suluh.assembly.host_fit import check_built, check_fit
from suluh.assembly.manifest import ListedFile, read_hosting
from suluh.assembly.publication import publish
from suluh.checking.explanations import describe
from suluh.cli.deploy import deploy
from suluh.engines import load_engine
from suluh.reading.host_list import load_hosts
from suluh.vocabulary.hosts import Host

pytestmark = pytest.mark.usefixtures("plain_templates")


def test_every_host_has_a_source_and_a_day() -> None:
    assert {"github-pages", "gitlab-pages", "cloudflare-pages", "netlify", "server-sendiri"} == {
        *load_hosts()
    }
    for host in load_hosts().values():
        assert host.name and host.source and host.read.year >= 2026
    limits = [field.name for field in fields(Host)][4:]
    bare = load_hosts()["server-sendiri"]
    assert [name for name in limits if getattr(bare, name) is not None] == []


def files(count: int, size: int = 10) -> list[ListedFile]:
    return [ListedFile(f"a/{number}.csv", size, "") for number in range(count)]


@pytest.mark.parametrize(
    ("hosting", "sizes", "codes"),
    [
        ("github-pages", (9, 100_000_000), []),
        ("github-pages", (11, 100_000_000), ["U019"]),
        ("github-pages", (2, 100_000_001), ["U020", "U020"]),
        ("cloudflare-pages", (19_000,), []),
        ("cloudflare-pages", (20_000,), ["U019"]),
        ("cloudflare-pages", (1, 26_214_401), ["U020"]),
        ("netlify", (54_000,), []),
        ("netlify", (54_001,), ["U019"]),
        ("gitlab-pages", (200_000,), ["U019"]),
        ("server-sendiri", (200_000, 200_000_000), []),
        ("", (200_000, 200_000_000), []),
    ],
)
def test_what_is_beyond_a_limit_is_told(
    hosting: str, sizes: tuple[int, ...], codes: list[str], tmp_path: Path
) -> None:
    found = check_fit(files(*sizes), hosting, tmp_path)
    assert [finding.code for finding in found] == codes
    for finding in found:
        for language in ("id", "en"):
            words = describe(finding, language)
            assert load_hosts()[hosting].name in words.message and "{" not in words.message


def test_rules_of_hosts_are_counted(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text("/a\n  X: y\n" * 101, encoding="utf-8")
    (tmp_path / "_redirects").write_text("/a/:b /c/:b 301\n" * 101, encoding="utf-8")
    messages = [describe(finding, "id").message for finding in check_fit([], "cloudflare-pages", tmp_path)]
    assert ["101 aturan tajuk" in messages[0], "101 aturan berpola" in messages[1]] == [True, True]
    assert len(messages) == 2


def test_building_and_deploying_warn_and_still_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a host like the real ones that takes little: the last look at 26 MB takes its minute."""
    hosts = load_hosts()
    small = replace(hosts["cloudflare-pages"], file_bytes=1_000_000)
    monkeypatch.setattr(host_fit, "load_hosts", lambda: {**hosts, "cloudflare-pages": small})
    settings = replace(make_settings(tmp_path / "proyek"), hosting="cloudflare-pages")
    large = make_artifact("data/besar.bin", b"0" * 1_000_001)
    published = publish(make_site(artifacts=(*make_site().artifacts, large)), settings, load_engine("mkdocs"))
    assert published.site_dir is not None
    assert [finding.code for finding in published.findings] == ["U020"]
    assert read_hosting((settings.site_dir / "manifest.json").read_bytes()) == "cloudflare-pages"
    assert [finding.code for finding in check_built(settings.site_dir)] == ["U020"]
    run = CliRunner().invoke(deploy, [str(settings.site_dir), str(tmp_path / "rilis")])
    assert run.exit_code == 0 and "U020" in run.output and "2 MB" in run.output


def test_a_folder_without_a_manifest_is_for_others_to_judge(tmp_path: Path) -> None:
    assert check_built(tmp_path) == []
    (tmp_path / "manifest.json").write_text("[]", encoding="utf-8")
    assert check_built(tmp_path) == []
