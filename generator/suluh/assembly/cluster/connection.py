"""A cluster at work: runs of neighbours go to Dask's workers, what they need and what they make to the store.

Dask gives the work of a worker that is gone to another one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pickle import PicklingError
from queue import Empty, SimpleQueue

from distributed import Client, Future, KilledWorker

from suluh.assembly.cluster.faults import no_store, nobody_works, not_reached, other_generator
from suluh.assembly.cluster.packing import lay_down, pack_files, pack_work, unpack_answer
from suluh.assembly.cluster.store import Store
from suluh.assembly.cluster.worker import Order, OtherGeneratorError, do_order, tell_generator
from suluh.sharing import CORES, Job, Result

SHARDS_EACH = 8
"""Runs of neighbours for each worker: few enough to be sent, many enough to end together."""
RETRIES = 3
"""How often a run of neighbours is tried again where the store or the network failed it."""
ANSWERED = 10
"""Seconds that a scheduler has to answer."""
_BETWEEN = 1
"""Seconds between two looks at whether anybody is left."""


def connect(address: str, url: str, patience: float) -> Connection:
    """The cluster with a new folder in the store. Raises SharingFault where either is of no use.

    Every worker must have our own generator; one that comes later is asked with its first order.
    """
    try:
        client = Client(address, timeout=ANSWERED, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise not_reached(address) from fault
    try:
        _await_workers(client, address, patience)
        ours = tell_generator()
        for worker, told in sorted(client.run(tell_generator, on_error="return").items()):
            if told != ours:
                raise other_generator(worker)
        with _storing(url):
            store = Store.begin(url)
    except BaseException:
        client.close()
        raise
    return Connection(address, url, patience, client, store)


@dataclass(frozen=True, slots=True)
class Connection:
    """A scheduler that answered, and the run's folder in the store."""

    address: str
    url: str
    patience: float
    client: Client
    store: Store

    def close(self) -> None:
        """Stop what is under way, and take away all that was left in the store. Raises SharingFault."""
        try:
            self.client.close()
        finally:
            with _storing(self.url):
                self.store.end()

    def share(self, job: Job[Result]) -> list[Result]:
        """The job's results by the workers; its files are laid into its folder. Raises SharingFault.

        Work that is made of something that cannot travel is done on this machine.
        """
        try:
            packed = pack_work(job.work)
        except (PicklingError, TypeError, AttributeError):
            return CORES.share(job)
        waiting: dict[Future[str], Order] = {}
        finished: SimpleQueue[Future[str]] = SimpleQueue()
        done: dict[int, list[Result]] = {}
        try:
            for order in self._orders(job, packed):
                key = f"{job.name}-{order.run}-{order.work}-{order.start}"
                future = self.client.submit(do_order, order, key=key, retries=RETRIES, pure=False)
                waiting[future] = order
                future.add_done_callback(finished.put)
            while waiting:
                future = self._next(finished)
                order = waiting.pop(future)
                done[order.start] = self._take(future, order, job)
                job.told(order.stop - order.start)
        finally:
            self.client.cancel(list(waiting))
        return [result for start in sorted(done) for result in done[start]]

    def _orders(self, job: Job[Result], packed: bytes) -> Iterator[Order]:
        """The runs of neighbours, each with its files; the first is out while the next is packed."""
        slots = max(_count_slots(self.client, self.address), 1)
        size = -(-job.count // min(SHARDS_EACH * slots, job.chunks))
        work = self._put(packed)
        for start in range(0, job.count, size):
            stop = min(start + size, job.count)
            files = self._put(pack_files(job.folder, job.reads[start:stop])) if job.reads else ""
            yield Order(tell_generator(), self.url, self.store.run, work, start, stop, files)

    def _put(self, content: bytes) -> str:
        with _storing(self.url):
            return self.store.put(content)

    def _next(self, finished: SimpleQueue[Future[str]]) -> Future[str]:
        """One that is done, once there is one. Raises SharingFault where nobody is left to do them."""
        last_seen = time.monotonic()
        while True:
            try:
                return finished.get(timeout=_BETWEEN)
            except Empty:
                if _count_slots(self.client, self.address):
                    last_seen = time.monotonic()
                elif time.monotonic() - last_seen > self.patience:
                    raise nobody_works(self.address) from None

    def _take(self, future: Future[str], order: Order, job: Job[Result]) -> list[Result]:
        """What came of an order: its files are laid down, its results given, what it raised is raised."""
        try:
            name = future.result()
        except OtherGeneratorError as fault:
            raise other_generator(fault.worker) from fault
        except KilledWorker as fault:
            raise nobody_works(self.address) from fault
        except Exception as fault:
            told = not_reached(self.address) if future.cancelled() else no_store(self.url, fault)
            raise told from fault
        with _storing(self.url):
            packed = self.store.get(name)
            self.store.drop([name, *filter(None, [order.files])])
        answer = unpack_answer(packed)
        if answer.fault is not None:
            raise answer.fault
        lay_down(answer.files, job.folder)
        return answer.results


def _await_workers(client: Client, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as fault:
        raise nobody_works(address) from fault


def _count_slots(client: Client, address: str) -> int:
    """How many things the workers do at once. Raises SharingFault where nobody answers."""
    try:
        return sum(client.nthreads().values())
    except OSError as fault:
        raise not_reached(address) from fault


@contextmanager
def _storing(url: str) -> Iterator[None]:
    """Within it whatever is raised is the store's: each protocol has faults of its own."""
    try:
        yield
    except Exception as fault:
        raise no_store(url, fault) from fault
