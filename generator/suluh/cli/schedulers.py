"""Who does the work of a run: options that say so, and what is made of them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import FrameType

import click

from suluh.cli.speech import option, options, say
from suluh.sharing import CORES, HERE, Scheduler, working_with
from suluh.vocabulary.web_addresses import split_address
from suluh.words.saying import N_

NAMED: Mapping[str, Scheduler] = {"cores": CORES, "here": HERE}
"""Schedulers of this machine; the first is the default."""
_PROTOCOLS = ("tcp://", "tls://")
_TERMINATED = 128 + signal.SIGTERM


scheduler_options = options(
    option(
        "--scheduler",
        metavar="here|cores|tcp://…",
        default=next(iter(NAMED)),
        help="Siapa yang bekerja: satu proses, semua inti komputer ini (bawaan), atau klaster Dask.",
    ),
    option(
        "--store",
        metavar="ALAMAT",
        default="",
        help="Folder titipan yang terbaca semua komputer klaster, seperti s3://bucket/suluh.",
    ),
)
"""Who does the work, and where it lies when they are several machines."""


@contextmanager
def sharing_work(scheduler: str, store: str) -> Iterator[None]:
    """Within it long work is given to whom the options name. Raises UsageError for what cannot be."""
    chosen = NAMED.get(scheduler)
    if chosen is not None:
        if store:
            raise click.UsageError(say("--store hanya untuk klaster: sebutkan juga --scheduler tcp://…."))
        with working_with(chosen):
            yield
        return
    _refuse_unusable(scheduler, store)
    # A cluster's libraries are loaded for a cluster alone.
    from suluh.assembly.cluster.scheduler import Cluster

    with _ending_well(), Cluster(scheduler, store) as cluster, working_with(cluster):
        yield


def _refuse_unusable(scheduler: str, store: str) -> None:
    if not scheduler.startswith(_PROTOCOLS):
        told = N_(
            "--scheduler tidak mengenal %(name)s; pilih here, cores, atau alamat seperti tcp://klaster:8786."
        )
        raise click.UsageError(say(told, name=scheduler))
    if not store:
        raise click.UsageError(
            say("Klaster memerlukan --store: folder titipan yang terbaca semua komputernya.")
        )
    parts = split_address(store)
    if not (parts.scheme or parts.path):
        raise click.UsageError(say("--store bukan alamat: %(name)s.", name=store))
    if parts.password is not None:
        raise click.UsageError(
            say("Jangan tulis kata sandi di --store: taruh di pengaturan lingkungan semua komputernya.")
        )
    if find_spec("distributed") is None:
        raise click.UsageError(say('Klaster memerlukan Dask: pip install "suluh[dask]".'))


@contextmanager
def _ending_well() -> Iterator[None]:
    """Within it a request to end unwinds the run as Ctrl+C does, so that nothing is left in the store."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(_TERMINATED)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
