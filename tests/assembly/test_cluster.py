"""Work shared out to several machines: the same results and files as here, and nothing left in the store."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from distributed import LocalCluster

from made_sites import make_settings, make_site, read_tree
from suluh.assembly import recipe
from suluh.assembly.build_progress import SILENT, Progress
from suluh.assembly.cluster import connection, worker
from suluh.assembly.cluster.packing import pack_work, unpack_work
from suluh.assembly.cluster.scheduler import Cluster
from suluh.assembly.cluster.store import DamagedBlobError, Store
from suluh.assembly.cluster.worker import Order, OtherGeneratorError, do_order
from suluh.assembly.engine import Engine
from suluh.assembly.kept_site import EngineByName, publish_if_changed
from suluh.assembly.publication import publish, publish_in_turn
from suluh.assembly.turns import Publication
from suluh.engines import load_engine
from suluh.rendering.environment import make_environment
from suluh.sharing import Job, SharingFault, share_files, share_out, working_with
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.words.spoken import speaking, spoken_language


@pytest.fixture(scope="module")
def threads() -> Iterator[str]:
    """Address of a cluster of two workers within this process: it begins at once."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def machines() -> Iterator[LocalCluster]:
    """A cluster of two workers, each a process of its own, as on two machines."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_results_and_files_are_those_of_one_machine(threads: str, tmp_path: Path, kind: str) -> None:
    store = f"memory://{tmp_path.name}" if kind == "memory" else tmp_path.joinpath("titipan").as_uri()
    told: list[int] = []

    def write(folder: Path, number: int) -> int:
        (folder / f"{number % 7}").mkdir(exist_ok=True)
        (folder / f"{number % 7}" / f"{number}.txt").write_text(f"isi {number}", encoding="utf-8")
        return number * 3

    made = {name: tmp_path / name for name in ("sini", "sana")}
    for folder in made.values():
        folder.mkdir()
    here = share_files(made["sini"], 500, write)
    with Cluster(threads, store) as cluster, working_with(cluster):
        assert share_files(made["sana"], 500, write, told.append) == here
        names = sorted(read_tree(made["sana"]))

        def read(folder: Path, number: int) -> tuple[str, int]:
            return (folder / names[number]).read_text(encoding="utf-8"), len(list(folder.rglob("*.txt")))

        seen = share_files(made["sana"], 500, read, reads=names, chunks=5)
    assert read_tree(made["sana"]) == read_tree(made["sini"])
    assert sum(told) == 500
    assert [text for text, _ in seen] == [f"isi {Path(name).stem}" for name in names]
    assert {around for _, around in seen} == {100}, "a worker has the files of its own neighbours alone"
    assert left_in(store) == []


def left_in(store: str) -> list[str]:
    files, root = connection.Store(store, "")._files, store.partition("://")[2]
    return [str(name) for name in files.find(root)]


def test_what_the_work_raises_is_raised_here_and_nothing_is_left(threads: str, tmp_path: Path) -> None:
    def work(number: int) -> int:
        return 1 // (number - 321)

    with (
        pytest.raises(ZeroDivisionError),
        Cluster(threads, tmp_path.as_uri()) as cluster,
        working_with(cluster),
    ):
        share_out(500, work)
    assert list(tmp_path.iterdir()) == []


def test_few_things_and_those_of_this_machine_are_asked_of_nobody(tmp_path: Path) -> None:
    with Cluster("tcp://127.0.0.1:9", "tiada://") as cluster, working_with(cluster):
        assert share_out(5, lambda number: number) == [0, 1, 2, 3, 4]
        assert len(share_out(500, lambda number: number, tied=True)) == 500


def test_what_cannot_travel_is_done_here(threads: str, tmp_path: Path) -> None:
    with (tmp_path / "terbuka").open("w") as file, Cluster(threads, tmp_path.as_uri()) as cluster:
        done = cluster.share(Job(300, lambda folder, number: number if file.writable() else 0))
    assert done == list(range(300))


@pytest.mark.parametrize("case", ["S030", "S031", "S032", "S033"])
def test_a_cluster_of_no_use_is_told_at_once(
    case: str, threads: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, store = threads, tmp_path.as_uri()
    if case == "S030":
        address = "tcp://127.0.0.1:9"
        monkeypatch.setattr(connection, "ANSWERED", 0.2)
    elif case == "S032":
        monkeypatch.setattr(connection, "tell_generator", lambda: "lain")
    elif case == "S033":
        store = "tiada://di-sini"
    with pytest.raises(SharingFault) as told:
        if case == "S031":
            with LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as empty:
                _share(empty.scheduler_address, store)
        else:
            _share(address, store)
    assert told.value.finding.code == case
    assert list(tmp_path.iterdir()) == []


def _share(address: str, store: str) -> None:
    with Cluster(address, store, patience=0.2) as cluster, working_with(cluster):
        share_out(500, lambda number: number)


def test_a_worker_of_another_generator_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "Store", None)
    with pytest.raises(OtherGeneratorError):
        do_order(Order("lain", tmp_path.as_uri(), "x", "x", 0, 1))


def test_a_worker_that_joins_late_with_another_generator_is_refused(
    threads: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = connection.connect(threads, tmp_path.as_uri(), 3.0)
    monkeypatch.setattr(worker, "tell_generator", lambda: "lain")
    try:
        with pytest.raises(SharingFault) as told:
            reached.share(Job(500, lambda folder, number: number))
    finally:
        reached.close()
    assert told.value.finding.code == "S032"


def test_a_worker_reads_what_it_was_given_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("diberi.txt", "ditulis.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    opened: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or b"")
    answer = worker._answer(
        lambda folder, number: number, Order("", "", "", "", 0, 2), tmp_path, {"diberi.txt"}
    )
    assert (answer.results, list(answer.files), opened) == ([0, 1], ["ditulis.txt"], ["ditulis.txt"])


def test_other_bytes_than_were_put_are_not_believed(tmp_path: Path) -> None:
    store = Store.begin(tmp_path.as_uri())
    name = store.put(b"asli")
    assert store.get(name) == b"asli"
    next(tmp_path.rglob(name)).write_bytes(b"palsu")
    with pytest.raises(DamagedBlobError):
        store.get(name)


def test_who_answers_too_late_takes_it_back(tmp_path: Path) -> None:
    store = Store.begin(tmp_path.as_uri())
    late = Store(tmp_path.as_uri(), store.run)
    assert store.answer(b"tepat") in {path.name for path in tmp_path.rglob("*")}
    store.end()
    late._files.makedirs(late._folder)
    late.answer(b"terlambat")
    assert read_tree(tmp_path) == {}


def test_a_site_is_the_same_to_the_byte_though_a_worker_is_killed(
    machines: LocalCluster, tmp_path: Path, plain_templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, site, engine = make_settings(tmp_path / "proyek"), make_site(regions=400), load_engine("mkdocs")
    assert publish(site, settings, engine).findings == ()
    here = read_tree(settings.site_dir)
    monkeypatch.setattr(connection, "CORES", None)  # nothing is done here that could travel
    shutil.rmtree(settings.cache_dir)
    victim = next(iter(machines.workers.values())).pid
    killed: list[int] = []

    class Killing:
        """Kills a worker once the first pages are written."""

        stage, tell, wait = SILENT.stage, SILENT.tell, SILENT.wait

        def advance(self, count: int = 1) -> None:
            if not killed:
                killed.append(victim)
                os.kill(victim, signal.SIGKILL)

    store = tmp_path / "titipan"
    with Cluster(machines.scheduler_address, store.as_uri()) as cluster, working_with(cluster):
        assert publish(site, settings, engine, progress=Killing()).findings == ()
    assert killed
    assert read_tree(settings.site_dir) == here
    assert len(here) > 400
    assert read_tree(store) == {}


def test_a_cluster_that_does_not_answer_leaves_the_old_site(
    tmp_path: Path, plain_templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "ANSWERED", 0.2)
    settings, engine = make_settings(tmp_path / "proyek"), load_engine("mkdocs")
    publish(make_site(), settings, engine)
    before = read_tree(settings.site_dir)

    def build(settings: Settings, engine: Engine, progress: Progress) -> tuple[Publication, None]:
        return publish_in_turn(make_site("dua", regions=300), settings, engine, progress), None

    monkeypatch.setattr(recipe, "build_in_turn", build)
    with Cluster("tcp://127.0.0.1:9", tmp_path.as_uri()) as cluster, working_with(cluster):
        told = publish_if_changed(settings, EngineByName("mkdocs", lambda: engine))
    assert [(one.code, one.value) for one in told.findings] == [("S030", "tcp://127.0.0.1:9")]
    assert told.site_dir is None
    assert read_tree(settings.site_dir) == before
    assert [one.name for one in settings.root.iterdir() if one.name.startswith(".site")] == []


def test_work_takes_along_what_it_is_made_of(tmp_path: Path) -> None:
    asked: list[int] = []

    @cache
    def double(number: int) -> int:
        asked.append(number)
        return number * 2

    kept = MappingProxyType({"a": 1})
    file = Artifact("data/a.csv", lambda target: None, 12, "ab")
    with speaking("en"):
        packed = unpack_work(
            pack_work(lambda folder, number: (double(number), kept["a"], file, make_environment("en")))
        )
    with packed.surroundings():
        assert spoken_language() == "en"
        twice, one, told, environment = packed.work(tmp_path, 21)
    assert (twice, one, asked) == (42, 1, [])
    assert (told.address, told.size, told.sha256) == (file.address, file.size, file.sha256)
    with pytest.raises(AssertionError, match="where the run began"):
        told.write(BytesIO())
    assert environment is make_environment("en")


def test_a_store_that_keeps_what_was_left_there_is_told() -> None:
    class Stubborn:
        def close(self) -> None:
            """Nothing is under way."""

        def end(self) -> None:
            raise PermissionError("no delete")

    nobody: Any = Stubborn()
    with pytest.raises(SharingFault) as told:
        connection.Connection("tcp://a:1", "memory://titipan", 1, nobody, nobody).close()
    assert told.value.finding.code == "S033"
