"""`--timings`: every stage with what it did, in the order of the build."""

from __future__ import annotations

from suluh.assembly.build_progress import CHECKING, GATE, PAGES, SILENT
from suluh.cli.timings import Stage, Timings, write_timings


def test_each_stage_is_noted_with_what_it_did() -> None:
    timings = Timings(SILENT)
    timings.stage(CHECKING)
    timings.tell(7, 0)
    timings.stage(PAGES, 133)
    timings.advance(133)
    timings.stage(GATE)
    timings.tell(304, 290)
    timings.end()
    timings.tell(1, 1)
    timings.end()
    seen = [(stage.name, stage.total, stage.known) for stage in timings.stages]
    assert seen == [(CHECKING, 7, 0), (PAGES, 133, 0), (GATE, 304, 290)]
    assert all(stage.seconds >= 0 and stage.processor >= 0 for stage in timings.stages)


def test_the_table_has_sums_below() -> None:
    stages = [
        Stage(PAGES, 12345, seconds=10.2, processor=19.5),
        Stage(GATE, 304, 290, seconds=2.3, processor=0.04),
    ]
    assert [line.split("  ")[0] for line in write_timings(stages, "en")] == [
        "Stage",
        "Writing pages",
        "Inspecting finished files",
        "All of it",
    ]
    assert [line.split() for line in write_timings(stages, "id")[1:]] == [
        ["Menulis", "halaman", "12.345", "10,2", "19,5"],
        ["Memeriksa", "isi", "berkas", "jadi", "304", "290", "2,3", "0,0"],
        ["Seluruhnya", "12,5", "19,5"],
    ]
