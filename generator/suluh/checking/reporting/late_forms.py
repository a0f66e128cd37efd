"""Who is late, in the forms that people and programs read; names of agencies never act as markup."""

from __future__ import annotations

import json

from suluh.checking.explanations import show_text
from suluh.checking.lateness import Late, Lateness
from suluh.checking.reporting.markdown_text import escape_text, write_cells
from suluh.vocabulary.reports import Instansi

MARK = "<!-- suluh:terlambat:{slug} -->"
"""First line of an agency's issue, by which the next night finds it again."""
_WORDS = {
    "none": "Semua {expected} instansi sudah menyerahkan laporan triwulan {triwulan} tahun {tahun}.",
    "some": "{late} dari {expected} instansi belum menyerahkan laporan triwulan {triwulan} tahun {tahun}; "
    "batasnya {due}.",
    "never": "belum pernah",
    "issue_title": "Laporan triwulan terlambat: {name}",
    "issue": "Laporan triwulan {triwulan} tahun {tahun} dari {name} belum ada; batasnya {due}.",
    "last": "Laporan terakhir: {last}.",
    "how": "Isi templat laporan di situs ini, simpan sebagai {path}, lalu kirim lewat permintaan tarik. "
    "Isu ini diperbarui setiap malam dan ditutup sendiri begitu laporannya ada.",
}


def write_late_json(found: Lateness) -> str:
    """For programs: keys may be added, never removed."""
    content = {
        "tahun": found.tahun,
        "triwulan": found.triwulan,
        "batas": found.due.isoformat(),
        "instansi": found.expected,
        "simulasi": found.simulated,
        "terlambat": [
            {"slug": one.agency.slug, "nama": one.agency.nama, "terakhir": one.last or None}
            for one in found.late
        ],
    }
    return json.dumps(content, indent=2)


def write_late_text(found: Lateness) -> str:
    """For a terminal: the sum, then a line for each agency."""
    lines = [
        f"- {show_text(one.agency.nama)} (laporan terakhir: {one.last or _WORDS['never']})"
        for one in found.late
    ]
    return "\n".join([_summary(found), *lines])


def write_late_markdown(found: Lateness) -> str:
    """For a step summary or a comment: the sum and a table."""
    rows = [(escape_text(one.agency.nama), escape_text(one.last or _WORDS["never"])) for one in found.late]
    table = [write_cells(("Instansi", "Laporan terakhir"), rows)] if rows else []
    return "\n\n".join([f"<p>{escape_text(_summary(found))}</p>", *table])


def write_issue(found: Lateness, late: Late, reports_folder: str) -> tuple[str, str]:
    """Title and body of the one issue that tells an agency what is late."""
    name = show_text(late.agency.nama)
    path = f"{reports_folder}/{late.agency.slug}/{found.tahun}-tw{found.triwulan}.md"
    values = {**_values(found), "name": name, "path": path, "last": late.last or _WORDS["never"]}
    sentences = [escape_text(_WORDS[one].format(**values)) for one in ("issue", "last", "how")]
    body = "\n".join(f"<p>{one}</p>" for one in sentences)
    return issue_title(late.agency), f"{MARK.format(slug=late.agency.slug)}\n\n{body}\n"


def issue_title(agency: Instansi) -> str:
    """The title of an agency's issue: one line."""
    return _WORDS["issue_title"].format(name=show_text(agency.nama))


def _summary(found: Lateness) -> str:
    return _WORDS["some" if found.late else "none"].format(**_values(found))


def _values(found: Lateness) -> dict[str, object]:
    return {
        "late": len(found.late),
        "expected": found.expected,
        "triwulan": found.triwulan,
        "tahun": found.tahun,
        "due": found.due.isoformat(),
    }
