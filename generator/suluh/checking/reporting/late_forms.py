"""Who is late, in the forms that people and programs read; names of agencies never act as markup."""

from __future__ import annotations

import json

from suluh.checking.explanations import show_detail, show_text
from suluh.checking.lateness import Late, Lateness
from suluh.checking.reporting.markdown_text import escape_text, write_cells
from suluh.vocabulary.reports import Instansi
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

MARK = "<!-- suluh:terlambat:{slug} -->"
"""First line of an agency's issue, by which the next night finds it again."""
WORDS = Phrases(
    {
        "none": N_("Semua {expected} instansi sudah menyerahkan laporan triwulan {triwulan} tahun {tahun}."),
        "some": N_(
            "{late} dari {expected} instansi belum menyerahkan laporan triwulan {triwulan} tahun {tahun}; "
            "batasnya {due}."
        ),
        "never": N_("belum pernah"),
        "agency": N_("Nama instansi"),
        "last_report": N_("Laporan terakhir"),
        "line": N_("{name} (laporan terakhir: {last})"),
        "issue_title": N_("Laporan triwulan terlambat: {name}"),
        "issue": N_("Laporan triwulan {triwulan} tahun {tahun} dari {name} belum ada; batasnya {due}."),
        "last": N_("Laporan terakhir: {last}."),
        "how": N_(
            "Isi templat laporan di situs ini, simpan sebagai {path}, lalu kirim lewat permintaan tarik. "
            "Isu ini diperbarui setiap malam dan ditutup sendiri begitu laporannya ada."
        ),
    }
)


def write_late_json(found: Lateness, language: str = "id") -> str:
    """For programs: keys may be added, never removed."""
    content = {
        "tahun": found.tahun,
        "triwulan": found.triwulan,
        "batas": found.due.isoformat(),
        "instansi": found.expected,
        "simulasi": found.simulated,
        "terlambat": [
            {"slug": late.agency.slug, "nama": late.agency.nama, "terakhir": late.last or None}
            for late in found.late
        ],
    }
    return json.dumps(content, indent=2)


def write_late_text(found: Lateness, language: str = "id") -> str:
    """For a terminal: the sum, then a line for each agency."""
    words = WORDS[language]
    lines = [
        "- " + words["line"].format(name=show_text(each.agency.nama), last=each.last or words["never"])
        for each in found.late
    ]
    return "\n".join([_summary(found, language), *lines])


def write_late_markdown(found: Lateness, language: str = "id") -> str:
    """For a step summary or a comment: the sum and a table."""
    words = WORDS[language]
    rows = [(escape_text(each.agency.nama), escape_text(each.last or words["never"])) for each in found.late]
    table = [write_cells((words["agency"], words["last_report"]), rows)] if rows else []
    return "\n\n".join([f"<p>{escape_text(_summary(found, language))}</p>", *table])


def write_issue(found: Lateness, late: Late, reports_folder: str, language: str = "id") -> tuple[str, str]:
    """Title and body of the one issue that tells an agency what is late."""
    name = show_text(late.agency.nama)
    path = f"{reports_folder}/{late.agency.slug}/{found.tahun}-tw{found.triwulan}.md"
    words = WORDS[language]
    values = {**_values(found, language), "name": name, "path": path, "last": late.last or words["never"]}
    sentences = [escape_text(words[key].format(**values)) for key in ("issue", "last", "how")]
    body = "\n".join(f"<p>{sentence}</p>" for sentence in sentences)
    return issue_title(late.agency, language), f"{MARK.format(slug=late.agency.slug)}\n\n{body}\n"


def issue_title(agency: Instansi, language: str = "id") -> str:
    """The title of an agency's issue: one line."""
    return WORDS[language]["issue_title"].format(name=show_text(agency.nama))


def _summary(found: Lateness, language: str) -> str:
    return WORDS[language]["some" if found.late else "none"].format(**_values(found, language))


def _values(found: Lateness, language: str) -> dict[str, object]:
    return {
        "late": len(found.late),
        "expected": found.expected,
        "triwulan": found.triwulan,
        "tahun": found.tahun,
        "due": show_detail(found.due, language),
    }
