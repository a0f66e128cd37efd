"""What a cluster brings: one job by 1, 2 and 4 workers of this machine, over a network that is made slow.

    python benchmarks/cluster.py [--latency 20] [--waiting 25] [--pages 800] [--root PROJECT]

Every message to and from the scheduler takes `--latency` ms, and so does every call of the store. The first
figures are of pages that take `--waiting` ms each and no processor, as if each worker had a machine of its
own: what is left to the straight line is what sharing costs. With `--root` come a project's real pages and
its last look, whose processors are this machine's own.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from distributed import LocalCluster

from suluh.assembly.assembling import assemble_site
from suluh.assembly.build_progress import GATE, PAGES, SILENT
from suluh.assembly.cluster.scheduler import Cluster
from suluh.assembly.cluster.store import Store
from suluh.assembly.engine import render_staged
from suluh.assembly.foresight import prepare_site
from suluh.assembly.staging import Staged, stage_site
from suluh.cli.timings import Timings
from suluh.engines import load_engine
from suluh.reading.folder_digest import digest_path
from suluh.reading.kept_results import FOLDER
from suluh.reading.site_settings import read_settings
from suluh.sharing import CORES, HERE, Job, Scheduler, share_files, working_with
from suluh.vocabulary.findings import has_errors
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site

WORKERS = (1, 2, 4)
PAGE = b"<p>%d</p>" * 700
"""Some 6 kB, as a page of a record."""
_BLOCK = 65536


@contextmanager
def delayed(address: str, seconds: float) -> Iterator[str]:
    """Another address of the same server, which each message reaches and leaves so much later."""
    parts, loop, ready = urlsplit(address), asyncio.new_event_loop(), threading.Event()
    ports: list[int] = []

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, block = await under_way.get()
                await asyncio.sleep(max(due - loop.time(), 0))
                writer.write(block)
                if not block:
                    writer.close()
                    return

        delivering = asyncio.ensure_future(deliver())
        while block := await reader.read(_BLOCK):
            under_way.put_nowait((loop.time() + seconds, block))
        under_way.put_nowait((loop.time() + seconds, b""))
        await delivering

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(parts.hostname, parts.port)
        both = (pass_on(reader, far_writer), pass_on(far_reader, writer))
        await asyncio.gather(*both, return_exceptions=True)

    async def serve() -> None:
        server = await asyncio.start_server(meet, "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
        ready.set()

    def run() -> None:
        loop.create_task(serve())
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    ready.wait()
    yield f"{parts.scheme}://127.0.0.1:{ports[0]}"  # it ends with the process


def slow_store(seconds: float) -> None:
    """Let every call of the store take so much longer, in whatever process this is called."""

    def slowed(call: Callable[..., object]) -> Callable[..., object]:
        def wait(*given: object) -> object:
            time.sleep(seconds)
            return call(*given)

        return wait

    for name in ("put", "get", "drop"):
        setattr(Store, name, slowed(getattr(Store, name)))


@contextmanager
def far_cluster(workers: int, seconds: float, store: Path) -> Iterator[Cluster]:
    """A cluster of this machine's processes that is as far away as that, and warm."""
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as near:
        with near.get_client() as client:
            client.run(slow_store, seconds)
        with delayed(near.scheduler_address, seconds) as address, Cluster(address, store.as_uri()) as cluster:
            cluster.share(Job(8 * workers, lambda folder, number: number, fewest=1))
            yield cluster


def write_waiting_pages(scheduler: Scheduler, count: int, waiting: float, folder: Path) -> float:
    """Seconds of the clock for pages that wait `waiting` seconds each."""

    def write(folder: Path, number: int) -> int:
        time.sleep(waiting)
        return (folder / f"{number}.html").write_bytes(PAGE % ((number,) * PAGE.count(b"%d")))

    folder.mkdir()
    started = time.perf_counter()
    with working_with(scheduler):
        sizes = share_files(folder, count, write)
    assert len(sizes) == sum(1 for _ in folder.iterdir()) == count
    return time.perf_counter() - started


@dataclass
class Project:
    """A project that is composed and rendered, as far as one machine does it; `write` does the rest."""

    site: Site
    settings: Settings
    staged: Staged
    built: Path

    @classmethod
    def prepare(cls, root: Path, folder: Path) -> Project:
        settings, _ = read_settings(root, site_dir=folder / "situs")
        assert settings is not None
        settings = replace(settings, cache_dir=folder / "simpanan")
        site, _ = prepare_site(settings)
        assert site is not None, "the project has errors: suluh check"
        engine = load_engine("mkdocs")
        staged, _ = stage_site(site, settings, engine.name)
        assert staged is not None
        return cls(site, settings, staged, render_staged(engine, staged.folder)[0])

    def write(self, scheduler: Scheduler, target: Path) -> tuple[dict[str, float], str]:
        """Seconds of the clock by stage, and a digest of all that was written."""
        target.mkdir()
        progress = Timings(SILENT)
        with working_with(scheduler):
            found = assemble_site(
                self.site,
                self.settings,
                staged=self.staged,
                built=self.built,
                target=target,
                progress=progress,
            )
        progress.end()
        assert not has_errors(found)
        # The next looks at everything again; the frames, which lie beside, are made once.
        shutil.rmtree(self.settings.cache_dir / FOLDER, ignore_errors=True)
        return {stage.name: stage.seconds for stage in progress.stages}, digest_path(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--latency", type=float, default=20, help="ms")
    parser.add_argument("--waiting", type=float, default=25, help="ms")
    parser.add_argument("--pages", type=int, default=800)
    parser.add_argument("--root", type=Path)
    given = parser.parse_args()
    latency = given.latency / 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project.prepare(given.root.resolve(), folder) if given.root else None
        ideal = given.pages * given.waiting / 1000
        alone = write_waiting_pages(HERE, given.pages, given.waiting / 1000, folder / "0")
        print(f"{given.pages} pages of {given.waiting:g} ms, {given.latency:g} ms away")
        print(f"here       {alone:6.1f} s")
        if project is not None:
            seconds, digest = project.write(CORES, folder / "cores")
            print(f"cores      pages {seconds[PAGES]:6.1f} s, last look {seconds[GATE]:6.1f} s")
        slow_store(latency)
        for workers in WORKERS:
            with far_cluster(workers, latency, folder / "titipan") as cluster:
                taken = write_waiting_pages(cluster, given.pages, given.waiting / 1000, folder / f"{workers}")
                print(
                    f"{workers} workers  {taken:6.1f} s, {ideal / workers / taken:4.0%} of the straight line"
                )
                if project is not None:
                    seconds, made = project.write(cluster, folder / f"situs-{workers}")
                    told = f"pages {seconds[PAGES]:6.1f} s, last look {seconds[GATE]:6.1f} s"
                    print(f"           {told}, {'the same' if made == digest else 'OTHER'} bytes")


if __name__ == "__main__":
    main()
