"""What the preview adds to pages: the reload script, the line about findings, and their page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from suluh.assembly.preview import Shown
from suluh.checking.explanations import describe
from suluh.cli.preview_tokens import TOKENS
from suluh.vocabulary.findings import Finding, Severity, in_reading_order
from suluh.words.saying import N_, say_in

RULES = """\
.suluh-pratinjau { position: fixed; inset: auto 0 0 0; z-index: 1000; margin: 0; padding: .6rem 1rem;
  font: 500 15px/1.4 system-ui, sans-serif;
  color: var(--pratinjau-on-wrong); background: var(--pratinjau-wrong); text-align: center; }
.suluh-pratinjau--peringatan { background: var(--pratinjau-care); }
.suluh-pratinjau a { color: inherit; text-decoration: underline; }
.suluh-temuan { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem;
  font: 16px/1.55 system-ui, sans-serif; color: var(--pratinjau-ink); background: var(--pratinjau-ground); }
.suluh-temuan li { margin: 0 0 1rem; padding: .8rem 1rem; list-style: none;
  border-left: 4px solid var(--pratinjau-wrong);
  background: var(--pratinjau-card); overflow-wrap: anywhere; }
.suluh-temuan li.peringatan { border-color: var(--pratinjau-edge); }
.suluh-temuan a { color: var(--pratinjau-link); }
.suluh-temuan ol { margin: 0; padding: 0; }
.suluh-temuan p { margin: .2rem 0; }
.suluh-temuan .tempat { font-size: 14px; color: var(--pratinjau-quiet); }
@media (prefers-color-scheme: dark) {
  html { background: var(--pratinjau-ground); }
}
"""
STYLE = TOKENS + RULES
LIMITS = N_(
    "Pratinjau membuat setiap halaman dan berkas saat dibuka. Yang memerlukan seluruh situs ada sesudah "
    "suluh build: tautan di semua halaman, daftar semua angka, daftar sidik berkas, dan, di situs besar, "
    "pencarian menurut isi halaman."
)
"""What a preview does not show."""
SCRIPT = """\
(() => {
  const me = document.currentScript;
  const address = new URL("versi", me.src);
  const ask = async () => {
    try {
      const answer = await fetch(address, { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== me.dataset.versi) return location.reload();
    } catch { /* the server is away; ask again */ }
    setTimeout(ask, 250);
  };
  setTimeout(ask, 250);
})();
"""


def add_preview(html: str, shown: Shown, base: str) -> str:
    """A page with the reload script before its end, and a line that counts findings if there are any."""
    place = escape(f"{base}__suluh/")
    added = (
        _summary(shown, place) + f'<script src="{place}muat-ulang.js" data-versi="{shown.version}"></script>'
    )
    before, end, after = html.rpartition("</body>")
    return f"{before}{added}{end}{after}" if end else html + added


def findings_page(shown: Shown, base: str) -> str:
    """All findings in plain words, errors first."""
    errors = [finding for finding in shown.findings if finding.severity is Severity.ERROR]
    warnings = [finding for finding in shown.findings if finding.severity is Severity.WARNING]
    title, text = _headline(shown, errors, warnings)
    return _write_page(shown, base, title, text, [*errors, *warnings])


def refusal_page(shown: Shown, findings: Sequence[Finding], base: str) -> str:
    """Why a page or file is not shown: with it no site would be built."""
    say = partial(say_in, shown.language)
    title, text = (
        say("Halaman ini tidak ditampilkan"),
        say("Dengan isinya suluh build tidak menerbitkan situs."),
    )
    return _write_page(shown, base, title, text, findings)


def _write_page(shown: Shown, base: str, title: str, text: str, findings: Sequence[Finding]) -> str:
    place = escape(f"{base}__suluh/")
    back, limits = escape(say_in(shown.language, "Kembali ke situs")), escape(say_in(shown.language, LIMITS))
    items = "".join(
        _items([finding for finding in findings if finding.severity is severity], shown.language)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    return (
        f'<!doctype html><html lang="{escape(shown.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{place}pratinjau.css"></head>'
        f'<body><main class="suluh-temuan"><p><a href="{escape(base)}">{back}</a></p>'
        f"<h1>{escape(title)}</h1><p>{escape(text)}</p><ol>{items}</ol>"
        f'<p class="tempat">{limits}</p></main>'
        f'<script src="{place}muat-ulang.js" data-versi="{shown.version}"></script></body></html>'
    )


def _headline(shown: Shown, errors: Sequence[Finding], warnings: Sequence[Finding]) -> tuple[str, str]:
    say = partial(say_in, shown.language)
    if shown.version == 0:
        return say("Situs sedang dibangun"), say("Halaman ini terbuka sendiri begitu selesai.")
    if not shown.findings:
        return say("Tidak ada temuan"), say("Semua berkas lolos pemeriksaan.")
    title = _count(errors, warnings, shown.language)
    if shown.fresh:
        return title, say("Situs di bawah ini sudah yang terbaru, tanpa data yang bermasalah.")
    return title, say("Situs belum dapat diperbarui; yang tampil masih yang terakhir berhasil.")


def _summary(shown: Shown, place: str) -> str:
    if not shown.findings:
        return ""
    say = partial(say_in, shown.language)
    errors = [finding for finding in shown.findings if finding.severity is Severity.ERROR]
    warnings = [finding for finding in shown.findings if finding.severity is Severity.WARNING]
    kind = "" if errors else " suluh-pratinjau--peringatan"
    stale = "" if shown.fresh else " " + escape(say("Yang tampil masih situs terakhir yang berhasil."))
    told, count = escape(say("Pemeriksaan:")), escape(_count(errors, warnings, shown.language))
    return (
        f'<link rel="stylesheet" href="{place}pratinjau.css"><p class="suluh-pratinjau{kind}" role="status">'
        f'{told} <a href="{place}temuan">{count}</a>.{stale}</p>'
    )


def _count(errors: Sequence[Finding], warnings: Sequence[Finding], language: str) -> str:
    parts = [say_in(language, "%(count)s kesalahan", count=len(errors))] if errors else []
    parts += [say_in(language, "%(count)s peringatan", count=len(warnings))] if warnings else []
    if len(parts) < 2:
        return "".join(parts)
    return say_in(language, "%(first)s dan %(last)s", first=parts[0], last=parts[1])


def _items(findings: Sequence[Finding], language: str) -> str:
    items = []
    for finding in in_reading_order(findings):
        words = describe(finding, language)
        kind = ' class="peringatan"' if finding.severity is Severity.WARNING else ""
        items.append(
            f'<li{kind}><p class="tempat">{escape(_where(finding, language))} · {escape(finding.code)}</p>'
            f"<p><strong>{escape(words.message)}</strong></p><p>{escape(words.hint)}</p></li>"
        )
    return "".join(items)


def _where(finding: Finding, language: str) -> str:
    place, say = finding.place, partial(say_in, language)
    parts = [place.path or say("situs")]
    if place.line is not None:
        parts.append(say("baris %(line)s", line=str(place.line)))
    if place.cell:
        parts.append(say("sel %(cell)s", cell=place.cell))
    if place.field:
        parts.append(say("kolom %(field)s", field=place.field))
    return ", ".join(parts)
