"""The scheduler of several machines, which is asked for nothing before there is work that is worth it.

For a small site it costs nothing: neither Dask nor the store's library is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from suluh.sharing import CORES, HERE, Job, Result

if TYPE_CHECKING:
    from suluh.assembly.cluster.connection import Connection

PATIENCE = 60.0
"""Seconds that a cluster may be without any worker."""


@dataclass(slots=True)
class Cluster:
    """Dask's scheduler at `address` with a store at `url`; `with` leaves nothing there."""

    address: str
    url: str
    patience: float = PATIENCE
    _connection: Connection | None = None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop what is under way, and take away all that was left in the store."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def share(self, job: Job[Result]) -> list[Result]:
        """The job's results by the workers; a small job, or one of this machine's files, is done here."""
        if job.tied:
            return CORES.share(job)
        if job.count < job.fewest:
            return HERE.share(job)
        if self._connection is None:
            from suluh.assembly.cluster.connection import connect

            self._connection = connect(self.address, self.url, self.patience)
        return self._connection.share(job)
