"""`--scheduler` and `--store`: who does the work of a run, and what is refused before it begins."""

from __future__ import annotations

import signal

import pytest

from suluh.cli import schedulers
from suluh.cli.schedulers import sharing_work
from suluh.sharing import share_out


@pytest.mark.parametrize(
    ("scheduler", "store", "told"),
    [
        ("dekat", "", "tidak mengenal dekat"),
        ("http://klaster", "", "tidak mengenal http://klaster"),
        ("tcp://klaster:8786", "", "memerlukan --store"),
        ("cores", "s3://suluh", "hanya untuk klaster"),
        ("tls://klaster:8786", "s3://[titipan/suluh", "bukan alamat"),
        ("tls://klaster:8786", "sftp://orang:rahasia@titipan/suluh", "kata sandi"),
    ],
)
def test_what_cannot_be_is_refused(scheduler: str, store: str, told: str) -> None:
    with pytest.raises(schedulers.click.UsageError, match=told) as refused, sharing_work(scheduler, store):
        pass
    assert "rahasia" not in str(refused.value)


def test_a_cluster_needs_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedulers, "find_spec", lambda name: None)
    with (
        pytest.raises(schedulers.click.UsageError, match=r"suluh\[dask\]"),
        sharing_work("tcp://a:1", "s3://b"),
    ):
        pass


@pytest.mark.parametrize("scheduler", ["here", "cores"])
def test_a_machine_alone_does_it(scheduler: str) -> None:
    with sharing_work(scheduler, ""):
        assert share_out(400, lambda number: number + 1) == list(range(1, 401))


def test_a_request_to_end_unwinds_the_run() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended, sharing_work("tcp://a:1", "file:///b"):
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 143
    assert signal.getsignal(signal.SIGTERM) == before
