"""The walidata's desk over real repositories: what waits, what it would change, and what comes next."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from forge_server import running_forge
from repositories import branch, commit, git, start_repository
from small_site import DATASET, edit
from suluh.assembly import inbox_forms
from suluh.assembly.forge_api import Api, Silence
from suluh.assembly.forge_submissions import Desk, Listed, list_requests
from suluh.assembly.inbox import Inbox, Judged, judge_waiting
from suluh.assembly.inbox_words import tell_found, tell_next
from suluh.cli.inbox import inbox as inbox_command
from suluh.cli.retract import retract
from suluh.history.revisions import Revision, find_revision
from suluh.history.waiting_branches import list_waiting
from suluh.reading.site_settings import read_settings
from suluh.vocabulary.as_of import Zone
from suluh.vocabulary.waiting import NEXT_STEPS, Waiting

ROWS = "datasets/dinas-sosial/bantuan/bantuan.csv"
OLD = "datasets/dinas-sosial/lama"
PAGU = "datasets/dinas-sosial/pagu/pagu.csv"
TODAY = date(2025, 8, 1)


def add(folder: Path, path: str, text: str) -> None:
    with (folder / path).open("a", encoding="utf-8", newline="") as file:
        file.write(text)


def submit(folder: Path, name: str, day: str, *changes: tuple[str, str]) -> None:
    branch(folder, name)
    for path, text in changes:
        add(folder, path, text)
    commit(folder, f"Kiriman {name}", day)
    git(folder, "switch", "-q", "main")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in which something waits for every step that a clone alone can know."""
    folder = start_repository(tmp_path_factory.mktemp("meja") / "r")
    shutil.copytree(folder / DATASET, folder / OLD)
    for path in (folder / OLD).glob("*.yaml"):
        edit(folder, path.relative_to(folder).as_posix(), "name: bantuan\n", "name: lama\n")
    edit(folder, f"{OLD}/bantuan.csv", "2025,120", "2025,130")
    commit(folder, "Data lama", "2025-07-01")
    withdrawn = folder.parent / "lama"
    shutil.copytree(folder / OLD, withdrawn)
    told = ["lama", "--reason", "Keliru", "--yes", "--date", "2025-07-01", "--root", str(folder)]
    assert CliRunner().invoke(retract, told).exit_code == 0
    commit(folder, "Tarik", "2025-07-01")
    good = '74.72.01.1007,2026,80,"1,5",2026-05-10,beras,Keluarga C,\r\n'
    submit(folder, "baik", "2025-07-02", (ROWS, good))
    submit(folder, "salah", "2025-07-04", (ROWS, '74.72.01.1012,2026,dua,"1,5",2026-05-10,beras,K,\r\n'))
    submit(folder, "campuran", "2025-07-06", (PAGU, "2025;03;7\n"), ("mkdocs.yml", "# lain\n"))
    submit(folder, "perkakas", "2025-07-07", ("mkdocs.yml", "# lain\n"))
    submit(
        folder,
        "pribadi",
        "2025-07-08",
        (ROWS, '74.72.01.1012,2026,3,"1,5",2026-05-10,beras,NIK 7472010101900001,\r\n'),
    )
    branch(folder, "bentrok")
    edit(folder, PAGU, "2025;01;100", "2025;01;101")
    commit(folder, "Kiriman bentrok <script>alert(1)</script>", "2025-07-08")
    branch(folder, "putuskan")
    edit(folder, PAGU, "tahun;kdpemda;nilai", "tahun;kdpemda;pagu")
    edit(folder, "datasets/dinas-sosial/pagu/datapackage.yaml", "name: nilai", "name: pagu")
    commit(folder, "Kiriman putuskan", "2025-07-09")
    branch(folder, "kembali")
    shutil.copytree(withdrawn, folder / OLD, dirs_exist_ok=True)
    (folder / OLD / "nisan.yaml").unlink()
    commit(folder, "Kiriman kembali", "2025-07-09")
    branch(folder, "nakal")
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins: []\n", encoding="utf-8")
    add(folder, ROWS, '74.72.01.1012,2026,tiga,"1,5",2026-05-10,beras,K,\r\n')
    commit(folder, "Kiriman nakal", "2025-07-09")
    git(folder, "switch", "-q", "main")
    edit(folder, PAGU, "2025;01;100", "2025;01;102")
    return commit(folder, "Data kedua", "2025-07-10")


@pytest.fixture(scope="module")
def desk(repository: Path) -> Inbox:
    settings, _ = read_settings(repository)
    assert settings is not None
    base = find_revision(repository, "main", settings.zone)
    assert base is not None
    return judge_waiting(settings, base, list_waiting(repository, base.commit, settings.zone), TODAY)


def steps(found: Inbox) -> Mapping[str, str]:
    return {judged.waiting.branch: judged.step for judged in found.entries}


def test_each_submission_has_its_next_step(desk: Inbox) -> None:
    assert desk.base_errors == 0
    assert steps(desk) == {
        "pribadi": "pribadi",
        "baik": "gabungkan",
        "salah": "perbaiki",
        "campuran": "pisahkan",
        "perkakas": "perkakas",
        "bentrok": "perbarui",
        "putuskan": "perbaiki",
        "nakal": "pisahkan",
        "kembali": "perbaiki",
    }
    order = [NEXT_STEPS.index(judged.step) for judged in desk.entries]
    assert order == sorted(order)


def test_it_tells_since_when_whom_and_how_much(desk: Inbox) -> None:
    good = next(judged for judged in desk.entries if judged.waiting.branch == "baik")
    assert good.waiting.since == date(2025, 7, 2) and desk.days_of(good.waiting) == 30
    assert desk.names_of(good.touched) == ["Dinas Sosial"]
    assert good.rows == (1, 0, 0) and not good.findings
    (dataset, total), *_ = good.totals
    assert (dataset.name, total.column, total.before, total.after) == ("bantuan", "jumlah", None, 80)
    assert set(good.rivals) == {"salah", "nakal"}
    wrong = next(judged for judged in desk.entries if judged.waiting.branch == "salah")
    assert wrong.errors == 1 and wrong.findings[0].place.path == ROWS
    told = "\n".join(tell_found(wrong, "id"))
    assert (
        told.startswith("T011 ")
        and f": {ROWS}, bantuan, baris data 3, " in told
        and "kolom jumlah" in told
        and "dua" not in told
    )
    command = f"suluh diff {desk.base.commit[:12]} {good.waiting.commit[:12]}"
    assert any(line.endswith(command) for line in tell_next(desk, good, "id"))
    torn = next(judged for judged in desk.entries if judged.waiting.branch == "bentrok")
    assert torn.conflicts == (PAGU,)


def test_what_holds_data_of_persons_stands_first_and_is_not_quoted(desk: Inbox) -> None:
    """Another commit would not take it out of the branch's past, and whoever merges it publishes that."""
    first, *_ = desk.entries
    assert first.waiting.branch == "pribadi"
    (step,) = tell_next(desk, first, "id")
    assert "Jangan digabungkan" in step
    for form in (
        inbox_forms.write_text,
        inbox_forms.write_json,
        inbox_forms.write_markdown,
        inbox_forms.write_page,
    ):
        assert "747201" not in form(desk)


def test_the_clone_stays_as_it_was(repository: Path, desk: Inbox) -> None:
    assert desk.entries
    assert git(repository, "status", "--porcelain", "--", ".", ":(exclude).suluh") == ""
    assert git(repository, "rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert "Kiriman\n" not in git(repository, "log", "--all", "--format=%s") + "\n"


def test_what_the_submission_says_of_itself_counts_for_nothing(desk: Inbox) -> None:
    """It is judged by the settings of the base: its own name no plugin, and forgive no fault."""
    judged = next(judged for judged in desk.entries if judged.waiting.branch == "nakal")
    assert judged.step == "pisahkan"
    told = {(finding.code, finding.place.path) for finding in judged.findings}
    assert ("W001", "mkdocs.yml") in told
    assert {path for code, path in told if code != "W001"} == {ROWS}


def test_what_was_withdrawn_and_comes_back_is_seen(desk: Inbox) -> None:
    """The past comes along into the copy that is judged."""
    judged = next(judged for judged in desk.entries if judged.waiting.branch == "kembali")
    assert judged.step == "perbaiki"
    assert "V016" in {finding.code for finding in judged.findings}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_forms_say_the_same_and_obey_no_stranger(desk: Inbox, language: str) -> None:
    text = inbox_forms.write_text(desk, language)
    page = inbox_forms.write_page(desk, language)
    markdown = inbox_forms.write_markdown(desk, language)
    stated = json.loads(inbox_forms.write_json(desk, language))
    assert {entry["cabang"]: entry["langkah"] for entry in stated["kiriman"]} == steps(desk)
    for form in (page, markdown):
        assert "<script>" not in form and "alert" in form
    for judged in desk.entries:
        assert judged.waiting.label in text and judged.waiting.label in page
    assert not any(line.startswith("::") for line in text.splitlines())


def test_what_the_clone_lacks_is_to_be_fetched(repository: Path) -> None:
    settings, _ = read_settings(repository)
    assert settings is not None
    base = find_revision(repository, "main", settings.zone)
    assert base is not None
    unknown = Waiting(7, "Jauh", "jauh", "a" * 40, date(2025, 7, 30))
    found = judge_waiting(settings, base, [unknown, replace(unknown, number=8, commit="--help")], TODAY)
    assert [judged.step for judged in found.entries] == ["ambil", "ambil"]
    assert "git fetch origin +refs/pull/*/head" in inbox_forms.write_text(found, "id", "+refs/pull/*/head:x")


def test_the_command_reads_the_clone(repository: Path, desk: Inbox, tmp_path: Path) -> None:
    """One with two of the branches: what each of them comes to was judged already."""
    clone = tmp_path / "klon"
    git(repository, "clone", "-q", "--branch", "main", str(repository), str(clone))
    some = ("salah", "perkakas")
    git(clone, "remote", "remove", "origin")
    for name in some:
        git(clone, "fetch", "-q", str(repository), f"{name}:{name}")
    result = CliRunner().invoke(inbox_command, ["--local", "--root", str(clone), "--format", "json"])
    assert result.exit_code == 0, result.output
    told = {entry["cabang"]: entry["langkah"] for entry in json.loads(result.output)["kiriman"]}
    assert told == {name: steps(desk)[name] for name in some}


PULLS = {
    "github": "repos/pemda/situs/pulls?state=open&per_page=30&page=1",
    "forgejo": "repos/pemda/situs/pulls?state=open&limit=30&page=1",
    "gitlab": "projects/pemda%2Fsitus/merge_requests?state=opened&target_branch=main&per_page=30&page=1",
}


def request_of(forge: str, number: int, commit_name: str, **more: object) -> dict[str, object]:
    """An open request as a kind of forge tells it."""
    told = {"title": f"Kiriman {number} \u001b[31m<b>", "created_at": "2025-07-20T20:00:00Z", "draft": False}
    address = f"https://forge.contoh/pemda/situs/{number}"
    if forge == "gitlab":
        own = {"iid": number, "sha": commit_name, "source_branch": "x", "target_branch": "main"}
        return {**told, **own, "web_url": address, **more}
    sides = {"head": {"sha": commit_name, "ref": "x"}, "base": {"ref": "main"}}
    return {**told, **sides, "number": number, "html_url": address, **more}


@pytest.mark.parametrize("kind", ["github", "gitlab", "forgejo"])
def test_the_forge_names_what_waits(kind: str) -> None:
    with running_forge() as forge:
        desk = Desk(kind, "pemda/situs", "main", "forge.contoh", Zone("Asia/Makassar", "WITA", 8))
        api = Api(f"http://127.0.0.1:{forge.server_address[1]}", forge.token)
        assert list_requests(desk, api) == Listed(silence=Silence.UNKNOWN)
        draft = request_of(kind, 4, "b" * 40, draft=True, web_url="javascript:x", html_url="https://lain/4")
        odd = request_of(kind, 5, "--upload-pack=x")
        forge.answers = {PULLS[kind]: [request_of(kind, 3, "a" * 40), draft, odd, "x", None]}
        listed = list_requests(desk, api)
    assert listed.is_whole and [waiting.number for waiting in listed.waiting] == [3, 4]
    first, second = listed.waiting
    assert first.commit == "a" * 40 and first.since == date(2025, 7, 21) and not first.draft
    assert first.address == "https://forge.contoh/pemda/situs/3"
    assert second.draft and not second.address
    assert "\u001b" not in inbox_forms.write_text(
        Inbox(Revision("main", "", ""), TODAY, (Judged(first, "ambil"),))
    )


Replies = list[tuple[int, dict[str, str], bytes]]


def ask(kind: str, replies: Mapping[str, Replies], token: str = "kunci") -> tuple[Listed, list[str]]:
    """What is listed of a forge that says this, and the paths that it was asked for."""
    with running_forge() as forge:
        forge.replies = {path: list(said) for path, said in replies.items()}
        desk = Desk(kind, "pemda/situs", "main", "forge.contoh", Zone("Asia/Makassar", "WITA", 8))
        api = Api(f"http://127.0.0.1:{forge.server_address[1]}", token)
        return list_requests(desk, api), forge.seen


def page(kind: str, numbers: range, **headers: str) -> tuple[int, dict[str, str], bytes]:
    entries = [request_of(kind, number, f"{number:040x}") for number in numbers]
    return 200, headers, json.dumps(entries).encode()


@pytest.mark.parametrize("kind", ["github", "gitlab", "forgejo"])
def test_pages_go_on_as_the_forge_says_however_many_it_gives(kind: str) -> None:
    """An instance may give fewer at once than it is asked for; what moves on meanwhile stands once."""
    first, second, third = (PULLS[kind].replace("&page=1", f"&page={number}") for number in (1, 2, 3))
    on = {"Link": '<https://forge.contoh/x?page=2>; rel="next", <https://forge.contoh/x?page=3>; rel="last"'}
    end = {"Link": '<https://forge.contoh/x?page=1>; rel="first"'}
    listed, seen = ask(
        kind,
        {
            first: [page(kind, range(1, 11), **on)],
            second: [page(kind, range(10, 21), **on)],
            third: [page(kind, range(21, 51), **end)],
        },
    )
    assert listed.is_whole and [waiting.number for waiting in listed.waiting] == list(range(1, 51))
    assert len(seen) == 3
    full, asked = ask(kind, {first: [page(kind, range(1, 31))], second: [page(kind, range(31, 35))]})
    assert full.is_whole and len(full.waiting) == 34 and len(asked) == 2


JSON_TYPE = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("reply", "silence"),
    [
        ((401, JSON_TYPE, b'{"message": "Bad credentials"}'), Silence.REFUSED),
        ((200, JSON_TYPE, b"[" + b" " * (2 * 1024 * 1024) + b"]"), Silence.TOO_LONG),
        ((403, JSON_TYPE, b'{"message": "Resource not accessible"}'), Silence.FORBIDDEN),
        ((404, JSON_TYPE, b'{"message": "404 Project Not Found"}'), Silence.UNKNOWN),
        ((429, {"Retry-After": "90"}, b"Retry later\n"), Silence.BUSY),
        ((403, {"Retry-After": "60"}, b'{"message": "secondary rate limit"}'), Silence.BUSY),
        ((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}, b"{}"), Silence.BUSY),
        ((200, JSON_TYPE, b'[{"number": 3, '), Silence.UNREADABLE),
        ((200, {"Content-Type": "text/html"}, b"<h1>Masuk dahulu</h1>"), Silence.UNREADABLE),
        ((200, JSON_TYPE, b'{"message": "no list"}'), Silence.UNREADABLE),
        ((200, {"X-Claimed": "999"}, b"[]"), Silence.UNREACHED),
        ((502, {}, b"Bad Gateway"), Silence.UNREACHED),
        ((301, {"Location": "https://lain.contoh/masuk"}, b""), Silence.UNKNOWN),
    ],
)
def test_a_forge_that_gives_no_list_says_why(
    reply: tuple[int, dict[str, str], bytes], silence: Silence
) -> None:
    listed, seen = ask("github", {PULLS["github"]: [reply]})
    assert (listed.waiting, listed.is_whole, listed.silence, len(seen)) == ((), False, silence, 1)
    found = Inbox(Revision("main", "", ""), TODAY, incomplete=True, silence=silence.value, wait=listed.wait)
    for language in ("id", "en"):
        assert len(inbox_forms.write_text(found, language).splitlines()) >= 4
    assert json.loads(inbox_forms.write_json(found))["sebab"] == silence.value


def test_a_forge_that_asks_for_a_token_is_told_apart_from_one_that_refuses_it() -> None:
    refusal: Replies = [(401, JSON_TYPE, b'{"message": "Requires authentication"}')]
    listed, _ = ask("github", {PULLS["github"]: refusal}, token="")
    assert listed.silence is Silence.NO_TOKEN
    found = Inbox(Revision("main", "", ""), TODAY, incomplete=True, silence=Silence.NO_TOKEN.value)
    assert "isi SULUH_TOKEN" in inbox_forms.write_text(found)


def test_a_busy_forge_is_asked_again_and_a_renamed_project_is_followed() -> None:
    listed, seen = ask(
        "gitlab", {PULLS["gitlab"]: [(429, {"Retry-After": "0"}, b""), page("gitlab", range(1, 3))]}
    )
    assert listed.is_whole and len(listed.waiting) == 2 and len(seen) == 2
    moved = {PULLS["github"]: [(301, {"Location": "/repositories/7/pulls?page=1"}, b"")]}
    listed, seen = ask("github", {**moved, "repositories/7/pulls?page=1": [page("github", range(1, 3))]})
    assert listed.is_whole and len(listed.waiting) == 2 and len(seen) == 2
    around = {PULLS["github"]: [(301, {"Location": f"/{PULLS['github']}"}, b"")]}
    assert ask("github", around)[0].silence is not None


def test_the_command_asks_the_forge_and_says_when_it_is_silent(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SULUH_TOKEN", "kunci")
    told = ["--root", str(repository), "--repository", "https://github.com/pemda/situs", "--format", "json"]
    with running_forge() as forge:
        api = ["--api", f"http://127.0.0.1:{forge.server_address[1]}"]
        head = git(repository, "rev-parse", "perkakas")
        forge.answers = {PULLS["github"]: [request_of("github", 9, head)]}
        heard = json.loads(CliRunner().invoke(inbox_command, [*told, *api]).output)
    assert heard["lengkap"] and [entry["nomor"] for entry in heard["kiriman"]] == [9]
    assert heard["kiriman"][0]["langkah"] == "perkakas"
    assert CliRunner().invoke(inbox_command, [*told, "--api", "http://lain.contoh"]).exit_code == 2
