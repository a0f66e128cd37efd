"""Frames filled with pages: what the engine built once, cut at its tokens, and a page's own words in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from suluh.assembly.frames import Frame, FrameKey, keep_inert, parse_frame, tighten
from suluh.assembly.head import EXPLAINED, build_banner, build_head, build_language_links
from suluh.assembly.site_addresses import file_of
from suluh.assembly.staging import Staged
from suluh.assembly.tabs import has_own_tabs, mark_active_tab
from suluh.assembly.theme_files import NOT_FOUND
from suluh.rendering.compact_markup import shorten_markup
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.settings import Settings, at_midnight
from suluh.vocabulary.site import Page, Site
from suluh.vocabulary.value_digests import digest_value

MakePolicy = Callable[[Iterable[str]], str]
"""From reference pages to the policy's meta element."""


@dataclass(frozen=True, slots=True)
class FilledPages:
    """All frames of a site, and what every page in them has.

    `policy` is that of record pages, `whole` that of pages by hand; `explained` is where invented data are
    explained, empty on a site that does not.
    """

    settings: Settings
    frames: Mapping[FrameKey, Frame]
    policy: str
    whole: str
    explained: str
    _digests: dict[FrameKey, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def digest(self, page: Page) -> str:
        """All that a page has of them: of its frame and of what every page has. Raises NoDigestError."""
        key = page.section, page.depth
        if key not in self._digests:
            common = self.settings, self.frames[key], self.policy, self.explained
            self._digests[key] = digest_value(common)
        return self._digests[key]

    def fill(self, page: Page, body: str) -> str:
        """A whole page, whose article is `body`."""
        settings = self.settings
        values = {
            "csp": self.policy,
            "kepala": keep_inert(shorten_markup(build_head(page, settings, body))),
            "spanduk": build_language_links(page.address, settings)
            + build_banner(page, settings.language, self.explained),
            "isi": keep_inert(shorten_markup(body)),
        }
        return self.frames[page.section, page.depth].fill(values)


def read_frames(
    site: Site, settings: Settings, *, staged: Staged, built: Path, make_policy: MakePolicy
) -> tuple[FilledPages | None, list[Finding]]:
    """The frames that the engine built; S003 and S004 where one is missing or broken."""
    references, findings = _read_references(staged, built)
    frames, more = _make_frames(staged, references)
    if findings or more:
        return None, findings + more
    # Pages that people wrote run the theme's scripts, of which the 404 page has all; records run files alone.
    policy = make_policy(references.values())
    whole = make_policy([*references.values(), (built / NOT_FOUND).read_text(encoding="utf-8")])
    explained = EXPLAINED if any(document.address == EXPLAINED for document in site.documents) else ""
    return FilledPages(at_midnight(settings), frames, policy, whole, explained), []


def _read_references(staged: Staged, built: Path) -> tuple[dict[FrameKey, str], list[Finding]]:
    """Built placeholders by frame; S003 for each page that the engine should have built and did not."""
    references: dict[FrameKey, str] = {}
    findings: list[Finding] = []
    for key, address in staged.frames.items():
        path = built / file_of(address)
        if path.is_file():
            references[key] = path.read_text(encoding="utf-8")
        else:
            findings.append(_not_built(file_of(address)))
    others = [file_of(document.address) for document in staged.documents] + [NOT_FOUND]
    findings += [_not_built(name) for name in others if not (built / name).is_file()]
    return references, findings


def _not_built(name: str) -> Finding:
    return Finding("S003", Place(name), value=name)


def _make_frames(
    staged: Staged, references: Mapping[FrameKey, str]
) -> tuple[dict[FrameKey, Frame], list[Finding]]:
    frames: dict[FrameKey, Frame] = {}
    findings: list[Finding] = []
    for key, html in references.items():
        marked = tighten(html) if has_own_tabs(html) else mark_active_tab(html, key, staged.frames[key])
        frame, wrong = parse_frame(marked, key)
        findings += wrong
        if frame is not None:
            frames[key] = frame
    return frames, findings
