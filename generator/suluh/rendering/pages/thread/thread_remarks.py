"""What the public should know about a thread ("hal yang perlu diketahui"): a fact in bold, and a sentence."""

from __future__ import annotations

from suluh.measuring.thread_facts import thread_facts
from suluh.rendering.pages.shared.parts import Remark
from suluh.rendering.pages.thread.thread_room import ThreadRoom
from suluh.rendering.thread_sentences import write_sentence
from suluh.words.saying import N_

TITLES: dict[str, str] = {
    "A010": N_("Direncanakan, tidak dianggarkan"),
    "A011": N_("Dianggarkan tanpa rencana"),
    "A012": N_("Belum ada belanja yang dilaporkan"),
    "A013": N_("Usulan diterima, belum dianggarkan"),
    "A014": N_("Usulan diterima tanpa sub kegiatan"),
    "A015": N_("Belanja tanpa anggaran"),
    "A016": N_("Belanja melebihi anggaran"),
    "A017": N_("Hasil melebihi target"),
    "A018": N_("Indikator di luar rencana"),
    "A019": N_("Angka kumulatif menurun"),
    "A020": N_("Ada triwulan yang belum dilaporkan"),
    "A021": N_("Realisasi terlambat"),
    "A032": N_("Rencana lima tahun diubah di tengah masanya"),
}
"""By the code of the finding that tells the agency the same."""


def list_remarks(room: ThreadRoom) -> list[Remark]:
    """The thread's matters as notes: a title and a sentence."""
    facts = thread_facts(room.thread)
    return [
        Remark(
            judul=room.say(TITLES.get(matter.code, matter.code)),
            isi=write_sentence(matter, room.say, room.settings.language, facts.of_matter(matter)),
        )
        for matter in room.thread.matters
    ]
