"""Meeting each site: what changed is fetched and verified; where that fails the last sound state stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from suluh.assembly.federation.asked_hosts import Ask
from suluh.assembly.federation.foreign_catalogs import read_foreign
from suluh.assembly.federation.kept_sites import KeptState, SiteStore
from suluh.assembly.federation.suluh_site import NotUnderstoodError, read_suluh_site
from suluh.assembly.manifest import MANIFEST, SIGNATURE, read_manifest
from suluh.assembly.signature import check_signature
from suluh.assembly.verification import MANIFEST_LIMIT, SIGNATURE_LIMIT
from suluh.vocabulary.federation import Freshness, ListedSite, MetSite, SiteContent, SiteKind
from suluh.vocabulary.findings import Finding, Place, Severity
from suluh.vocabulary.system_faults import name_fault

AT_ONCE = 12
PAGE_LIMIT = 64 * 1024 * 1024
NO_ANSWER, NO_FIT, NO_SENSE, OTHER_REGION = "B002", "B003", "B004", "B007"


class _GoneError(OSError):
    """Kept bytes that are not there any more, or others by now."""


class _NoFitError(OSError):
    """Bytes that are not what the manifest, or its signature, says."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one run needs to meet sites: who asks, what is kept, the moment (ISO), and trusted signers."""

    ask: Ask
    store: SiteStore
    moment: str
    signers: Path | None = None

    def meet_all(
        self, sites: Sequence[ListedSite], met: Callable[[], None]
    ) -> tuple[list[MetSite], list[Finding]]:
        """Every site in the order of the list, with a finding for each that was not met fresh."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = []
            for answer in pool.map(self.meet, sites):
                met()
                answers.append(answer)
        self.store.tidy(site.address for site in sites)
        return [site for site, _ in answers], [finding for _, finding in answers if finding is not None]

    def meet(self, site: ListedSite) -> tuple[MetSite, Finding | None]:
        """A site as it is now; where it cannot be had as it should be, as it was, with B002 to B004."""
        before = self.store.state_of(site.address)
        try:
            state, content = self._take(site, before)
            if content.region != site.region:
                return _refuse(site, content.region)
            self.store.keep_state(site.address, state)
        except OSError as fault:
            return self._keep_to(site, before, fault)
        return MetSite(site, Freshness.FRESH, content, state.digest, state.since), None

    def _keep_to(self, site: ListedSite, before: KeptState | None, fault: OSError) -> tuple[MetSite, Finding]:
        code = {_NoFitError: NO_FIT, NotUnderstoodError: NO_SENSE}.get(type(fault), NO_ANSWER)
        told = name_fault(fault) if code == NO_ANSWER else str(fault)
        freshness, content = Freshness.NEVER, None
        if before is not None:
            try:
                content = self._read_kept(site, before)
                freshness = Freshness.STALE
            except OSError:  # kept by another version of ours
                before = None
        edition, since = (before.digest, before.since) if before else ("", "")
        met = MetSite(site, freshness, content, edition, since, code)
        details = {"pesan": told, "sejak": date.fromisoformat(since[:10]) if since else "@never_kept"}
        place = Place(site.address)
        return met, Finding(code, place, Severity.WARNING, value=site.address, details=details)

    def _take(self, site: ListedSite, before: KeptState | None) -> tuple[KeptState, SiteContent]:
        if site.kind is not SiteKind.SULUH:
            return self._take_plain(site)
        try:
            return self._take_verified(site, before)
        except _GoneError:
            return self._take_verified(site, None)

    def _take_verified(self, site: ListedSite, before: KeptState | None) -> tuple[KeptState, SiteContent]:
        answer = self.ask(site.address + MANIFEST, before.tag if before else "", MANIFEST_LIMIT)
        if answer.content is None and before is not None:
            return before, self._read_kept(site, before)
        if answer.content is None:
            raise NotUnderstoodError(MANIFEST)
        digest = sha256(answer.content).hexdigest()
        if before is not None and digest == before.digest:
            return replace(before, tag=answer.tag), self._read_kept(site, before)
        self._check_signature(site, answer.content)
        used: list[str] = [self.store.keep(answer.content)]
        reader = _Verified(site, answer.content, self.store, self.ask, used)
        content = read_suluh_site(reader.read, site.address)
        return KeptState(digest, answer.tag, self.moment, tuple(dict.fromkeys(used))), content

    def _read_kept(self, site: ListedSite, state: KeptState) -> SiteContent:
        """What is kept, asking nobody. Raises OSError where a part is missing."""
        if site.kind is SiteKind.SULUH:
            manifest = self.store.read(state.digest)
            if manifest is None:
                raise _GoneError
            return read_suluh_site(_Verified(site, manifest, self.store, None, []).read, site.address)
        pages = iter(state.contents)
        return read_foreign(lambda _: self._next_kept(pages), site)

    def _next_kept(self, pages: Iterator[str]) -> bytes:
        content = self.store.read(next(pages, ""))
        if content is None:
            raise _GoneError
        return content

    def _take_plain(self, site: ListedSite) -> tuple[KeptState, SiteContent]:
        """A catalogue without a manifest: its answers themselves are what is kept."""
        used: list[str] = []

        def read(path: str) -> bytes:
            answer = self.ask(site.address + path, "", PAGE_LIMIT)
            if answer.content is None:
                raise NotUnderstoodError(path)
            used.append(self.store.keep(answer.content))
            return answer.content

        content = read_foreign(read, site)
        return KeptState(used[0], "", self.moment, tuple(used)), content

    def _check_signature(self, site: ListedSite, manifest: bytes) -> None:
        """Raises _NoFitError where signers are named and none of them signed."""
        if self.signers is None:
            return
        signature = self.ask(site.address + SIGNATURE, "", SIGNATURE_LIMIT).content or b""
        if not check_signature(manifest, signature, self.signers)[0]:
            raise _NoFitError(SIGNATURE)


def _refuse(site: ListedSite, region: str) -> tuple[MetSite, Finding]:
    """B007 for a site that is another region's: nothing of it is used, nor kept."""
    details = {"harapan": site.region, "ternyata": region}
    finding = Finding("B007", Place(site.address), Severity.WARNING, value=site.address, details=details)
    return MetSite(site, Freshness.NEVER, None, reason=OTHER_REGION), finding


class _Verified:
    """Reads files of one edition: kept ones from the store, others from the host, each by its digest."""

    def __init__(
        self, site: ListedSite, manifest: bytes, store: SiteStore, ask: Ask | None, used: list[str]
    ) -> None:
        listed = read_manifest(manifest)
        if listed is None:
            raise NotUnderstoodError(MANIFEST)
        self.site, self.store, self.ask, self.used = site, store, ask, used
        self.listed = {file.path: file for file in listed}

    def read(self, path: str) -> bytes:
        """The verified bytes of a listed file. Raises OSError."""
        file = self.listed.get(path)
        if file is None:
            raise NotUnderstoodError(path)
        content = self.store.read(file.sha256)
        if content is None:
            if self.ask is None:
                raise _GoneError
            content = self.ask(self.site.address + path, "", file.size).content or b""
            if sha256(content).hexdigest() != file.sha256:
                raise _NoFitError(path)
            self.store.keep(content)
        self.used.append(file.sha256)
        return content
