"""The walidata's desk as text, as JSON, as Markdown, and as a page that stands alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from suluh.assembly.inbox import Inbox, Judged
from suluh.assembly.inbox_words import (
    WORDS,
    tell_changes,
    tell_found,
    tell_next,
    tell_since,
    tell_verdict,
)
from suluh.checking.explanations import show_text
from suluh.checking.reporting.markdown_text import escape_code, escape_text, join_blocks
from suluh.history.difference_words import show_count
from suluh.rendering.environment import make_environment


def write_text(inbox: Inbox, language: str = "id", refspec: str = "") -> str:
    """Lines for a terminal; none begins with submitted text."""
    words = WORDS[language]
    lines = list(_head(inbox, language))
    for judged in inbox.entries:
        title = show_text(judged.waiting.title, 120)
        lines += ["", f"- {show_text(judged.waiting.label, 60)}  {title}"]
        lines.append(f"  {tell_since(inbox, judged, language)}")
        if judged.touched.agencies:
            names = ", ".join(show_text(name, 80) for name in inbox.names_of(judged.touched))
            lines.append(f"  {words['concerns']}: {names}")
        lines.append(f"  {words['verdict']}: {tell_verdict(judged, language)}")
        lines += [f"    {said}" for said in tell_found(judged, language)]
        changes = list(tell_changes(judged, language))
        lines += [f"  {words['changes']}:", *(f"    {said}" for said in changes)] if changes else []
        lines += [f"  → {said}" for said in tell_next(inbox, judged, language, refspec)]
    return "\n".join(lines) + "\n"


def write_json(inbox: Inbox, language: str = "id", refspec: str = "") -> str:
    """For programs: keys may be added, never removed."""
    content = {
        "base": inbox.base.commit,
        "hari": inbox.day.isoformat(),
        "kesalahan_base": inbox.base_errors,
        "lengkap": not inbox.incomplete,
        "sebab": inbox.silence or None,
        "kiriman": [_content(inbox, judged, language, refspec) for judged in inbox.entries],
    }
    return json.dumps(content, indent=2)


def _content(inbox: Inbox, judged: Judged, language: str, refspec: str) -> dict[str, object]:
    waiting = judged.waiting
    added, changed, removed = judged.rows
    return {
        "nomor": waiting.number or None,
        "cabang": waiting.branch,
        "judul": waiting.title,
        "commit": waiting.commit,
        "sejak": waiting.since.isoformat() if waiting.since else None,
        "hari": inbox.days_of(waiting),
        "alamat": waiting.address or None,
        "instansi": list(judged.touched.agencies),
        "dataset": list(judged.touched.datasets),
        "laporan": list(judged.touched.reports),
        "perkakas": list(judged.touched.tool),
        "kesalahan": judged.errors,
        "peringatan": judged.warnings,
        "kode": dict(sorted(Counter(finding.code for finding in judged.findings).items())),
        "baris": {"baru": added, "diubah": changed, "dihapus": removed},
        "jumlah": [
            {
                "dataset": entry.name,
                "kolom": total.column,
                "tahun": total.year or None,
                "sebelum": None if total.before is None else format(total.before, "f"),
                "sesudah": None if total.after is None else format(total.after, "f"),
            }
            for entry, total in judged.totals
        ],
        "bentrok": list(judged.conflicts),
        "bersamaan": list(judged.rivals),
        "langkah": judged.step,
        "langkah_berikutnya": list(tell_next(inbox, judged, language, refspec)),
        "temuan": list(tell_found(judged, language)),
    }


def write_markdown(inbox: Inbox, language: str = "id", refspec: str = "") -> str:
    """For an issue or a summary at the forge, in which no submitted text is markup."""
    words = WORDS[language]
    ending = f"<p>{escape_text(words['lead'].format(count=len(inbox.entries), base=inbox.base.label))}</p>"
    return join_blocks(_blocks(inbox, language, refspec), ending)


def _blocks(inbox: Inbox, language: str, refspec: str) -> Iterator[str]:
    first, *rest = _head(inbox, language)
    yield f"## {escape_text(first)}"
    yield from (f"<p>{escape_text(said)}</p>" for said in rest)
    words = WORDS[language]
    for judged in inbox.entries:
        yield f"<h3>{escape_code(judged.waiting.label)} {escape_code(judged.waiting.title)}</h3>"
        said = [tell_since(inbox, judged, language)]
        if judged.touched.agencies:
            said.append(f"{words['concerns']}: {', '.join(inbox.names_of(judged.touched))}")
        said.append(f"{words['verdict']}: {tell_verdict(judged, language)}")
        said += [*tell_found(judged, language), *tell_changes(judged, language)]
        said += [f"→ {line}" for line in tell_next(inbox, judged, language, refspec)]
        yield "<ul>\n{}\n</ul>".format("\n".join(f"<li>{escape_text(line)}</li>" for line in said))


def write_page(inbox: Inbox, language: str = "id", refspec: str = "") -> str:
    """One page that stands alone: no script, no request, nothing submitted acts as markup."""
    return (
        make_environment(language)
        .get_template("inbox.html")
        .render(
            inbox=inbox,
            language=language,
            words=WORDS[language],
            head=list(_head(inbox, language))[1:],
            tell_since=lambda judged: tell_since(inbox, judged, language),
            tell_verdict=lambda judged: tell_verdict(judged, language),
            tell_found=lambda judged: list(tell_found(judged, language)),
            tell_changes=lambda judged: list(tell_changes(judged, language)),
            tell_next=lambda judged: list(tell_next(inbox, judged, language, refspec)),
            show=show_text,
        )
    )


def _head(inbox: Inbox, language: str) -> Iterator[str]:
    words = WORDS[language]
    base = show_text(inbox.base.label, 60)
    yield words["title"]
    count = len(inbox.entries)
    yield words["lead"].format(count=show_count(count, language), base=base) if count else words["empty"]
    if inbox.base_errors:
        yield words["base_errors"].format(base=base, count=show_count(inbox.base_errors, language))
    if inbox.incomplete:
        yield words["incomplete"]
    if inbox.silence:
        yield words[f"silent_{inbox.silence}"].format(minutes=show_count(-(-inbox.wait // 60) or 1, language))
