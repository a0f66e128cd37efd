"""Who is late, in the forms that people and programs read; names of agencies never act as markup."""

from __future__ import annotations

import json
from collections.abc import Sequence

from suluh.checking.explanations import show_detail, show_text
from suluh.checking.reporting.markdown_text import escape_text, write_cells
from suluh.measuring.lateness import Late, Lateness, ReportKind
from suluh.vocabulary.measured import Quarter
from suluh.vocabulary.quarters import ROMAN
from suluh.vocabulary.reports import Instansi
from suluh.words.phrases import Phrases
from suluh.words.saying import N_, say_in

MARK = "<!-- suluh:terlambat:{slug} -->"
"""First line of an agency's issue, by which the next night finds it again."""
WORDS = Phrases(
    {
        "none": N_("{kind}: semua {expected} instansi yang ditunggu sudah menyerahkannya untuk {quarter}."),
        "some": N_(
            "{kind}: {late} dari {expected} instansi yang ditunggu belum menyerahkannya dengan lengkap untuk "
            "{quarter}; batasnya {due}."
        ),
        "nobody": N_("{kind}: tidak ada instansi yang ditunggu untuk {quarter}."),
        "aside": N_("{count} instansi tidak ditunggu: {names}."),
        "aside_name": N_("{name} ({reason})"),
        "never": N_("belum pernah"),
        "agency": N_("Nama instansi"),
        "last_report": N_("Terakhir"),
        "come": N_("Yang masuk"),
        "nothing": N_("belum ada"),
        "part": N_("{reported} dari {due} sub kegiatan"),
        "line": N_("{name}: {come} (terakhir: {last})"),
        "issue_title": N_("Laporan terlambat: {name}"),
        "issue": N_("{kind} {quarter} dari {name}: {come}; batasnya {due}."),
        "last": N_("Terakhir: {last}."),
        "how_laporan": N_(
            "Laporan kegiatan: isi templat laporan di situs ini, simpan sebagai {path}, lalu kirim lewat "
            "permintaan tarik."
        ),
        "how_realisasi": N_(
            "Realisasi triwulan: tambahkan baris triwulan itu di dataset realisasi, lalu kirim lewat "
            "permintaan tarik; tulis 0 bila memang belum ada belanja."
        ),
        "closes": N_("Isu ini diperbarui setiap malam dan ditutup sendiri begitu semuanya ada."),
    }
)
KINDS = {
    ReportKind.LAPORAN: N_("Laporan kegiatan"),
    ReportKind.REALISASI: N_("Realisasi triwulan"),
}
"""The one name of each kind of report, at the beginning of a sentence."""


def write_late_json(found: Sequence[Lateness], language: str = "id") -> str:
    """For programs: keys may be added, never removed. The first of `found` stands at the top."""
    first, *others = found
    content = {**_content(first), **{_KEYS[other.kind]: _content(other) for other in others}}
    return json.dumps(content, indent=2)


_KEYS = {ReportKind.LAPORAN: "laporan", ReportKind.REALISASI: "realisasi"}


def _content(lateness: Lateness) -> dict[str, object]:
    return {
        "jenis": lateness.kind.value,
        "tahun": lateness.quarter[0],
        "triwulan": lateness.quarter[1],
        "batas": lateness.due.isoformat(),
        "instansi": lateness.expected,
        "simulasi": lateness.simulated,
        "terlambat": [
            {
                "slug": late.agency.slug,
                "nama": late.agency.nama,
                "terakhir": f"{late.last[0]}-tw{late.last[1]}" if late.last else None,
                "dilaporkan": late.reported,
                "ditunggu": late.due,
            }
            for late in lateness.late
        ],
        "tidak_ditunggu": [
            {"slug": aside.agency.slug, "nama": aside.agency.nama, "sebab": aside.reason.value}
            for aside in lateness.aside
        ],
    }


def write_late_text(found: Sequence[Lateness], language: str = "id") -> str:
    """For a terminal: for each kind of report the sum, a line for each agency, and who is not waited for."""
    words = WORDS[language]
    parts = []
    for lateness in found:
        lines = [
            "- " + words["line"].format(name=show_text(late.agency.nama), **_of(late, language))
            for late in lateness.late
        ]
        parts.append("\n".join([_summary(lateness, language), *lines, *_say_aside(lateness, language)]))
    return "\n\n".join(parts)


def write_late_markdown(found: Sequence[Lateness], language: str = "id") -> str:
    """For a step summary or a comment: for each kind the sum, a table, and who is not waited for."""
    words = WORDS[language]
    parts = []
    for lateness in found:
        rows = []
        for late in lateness.late:
            said = _of(late, language)
            rows.append(tuple(map(escape_text, (late.agency.nama, said["come"], said["last"]))))
        heads = (words["agency"], words["come"], words["last_report"])
        parts.append(f"<p>{escape_text(_summary(lateness, language))}</p>")
        parts += [write_cells(heads, rows)] if rows else []
        parts += [f"<p>{escape_text(text)}</p>" for text in _say_aside(lateness, language)]
    return "\n\n".join(parts)


def write_issue(
    found: Sequence[Lateness], agency: Instansi, reports_folder: str, language: str = "id"
) -> tuple[str, str]:
    """Title and body of the one issue that tells an agency what is late, whatever kind it is of."""
    words = WORDS[language]
    sentences = []
    for lateness in found:
        for late in (late for late in lateness.late if late.agency.slug == agency.slug):
            values = {**_values(lateness, language), "name": show_text(agency.nama), **_of(late, language)}
            year, quarter = lateness.quarter
            values["path"] = f"{reports_folder}/{agency.slug}/{year}-tw{quarter}.md"
            how = "how_laporan" if lateness.kind is ReportKind.LAPORAN else "how_realisasi"
            sentences += [words[key].format(**values) for key in ("issue", "last", how)]
    body = "\n".join(f"<p>{escape_text(sentence)}</p>" for sentence in (*sentences, words["closes"]))
    return issue_title(agency, language), f"{MARK.format(slug=agency.slug)}\n\n{body}\n"


def issue_title(agency: Instansi, language: str = "id") -> str:
    """The title of an agency's issue: one line."""
    return WORDS[language]["issue_title"].format(name=show_text(agency.nama))


def _summary(lateness: Lateness, language: str) -> str:
    key = "some" if lateness.late else "none"
    return WORDS[language][key if lateness.expected else "nobody"].format(**_values(lateness, language))


def _say_aside(lateness: Lateness, language: str) -> list[str]:
    """Who is not waited for, and why; nothing where everybody is."""
    words = WORDS[language]
    names = [
        words["aside_name"].format(
            name=show_text(aside.agency.nama), reason=say_in(language, aside.reason.value)
        )
        for aside in lateness.aside
    ]
    return [words["aside"].format(count=len(names), names=", ".join(names))] if names else []


def _of(late: Late, language: str) -> dict[str, str]:
    """What came of an agency's report, and which was its last."""
    words = WORDS[language]
    part = words["part"].format(reported=late.reported, due=late.due)
    return {
        "come": part if late.reported else words["nothing"],
        "last": _name(late.last) if late.last else words["never"],
    }


def _name(quarter: Quarter) -> str:
    return f"TW {ROMAN[quarter[1] - 1]} {quarter[0]}"


def _values(lateness: Lateness, language: str) -> dict[str, object]:
    return {
        "kind": say_in(language, KINDS[lateness.kind]),
        "late": len(lateness.late),
        "expected": lateness.expected,
        "quarter": _name(lateness.quarter),
        "due": show_detail(lateness.due, language),
    }
