"""The recipe: meet every site, lay what they tell side by side."""

from __future__ import annotations

from pathlib import Path

from suluh.assembly.build_progress import Progress
from suluh.assembly.federation.asked_hosts import Ask, ask_host
from suluh.assembly.federation.gathered_tables import Gathered, Gathering
from suluh.assembly.federation.kept_sites import SiteStore
from suluh.assembly.federation.meeting import Meeting
from suluh.reading.clock import read_moment
from suluh.reading.kept_files import ignore_itself
from suluh.reading.region_list import load_regions, load_residents
from suluh.reading.site_settings import CACHE_FOLDER
from suluh.reading.standard_list import load_standard_file
from suluh.vocabulary.federation import MetSite, SiteList
from suluh.vocabulary.findings import Finding
from suluh.words.saying import N_

STORE = "gabungan"
READING = N_("Membaca situs daerah")


def gather_sites(
    listed: SiteList, root: Path, progress: Progress, ask: Ask = ask_host
) -> tuple[list[Gathered], list[MetSite], list[Finding]]:
    """The tables of all sites, the sites as they were met, and what a reader must know of them."""
    signers = root / listed.signers if listed.signers else None
    moment = read_moment().isoformat()
    ignore_itself(root / CACHE_FOLDER)
    progress.stage(READING, len(listed.sites))
    meeting = Meeting(ask, SiteStore(root / CACHE_FOLDER / STORE), moment, signers)
    met, findings = meeting.meet_all(listed.sites, progress.advance)
    given = load_standard_file("federation/tabel")
    gathering = Gathering(listed, met, load_residents(), load_regions(), given)
    tables = gathering.tables()
    return tables, met, [*findings, *gathering.findings]
