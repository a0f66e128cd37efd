"""What the walidata's desk says: of each submission, what it would change and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from suluh.assembly.inbox import Inbox, Judged
from suluh.checking.explanations import explain, show_text
from suluh.checking.reporting.finding_words import place_in_words
from suluh.history.difference_words import show_amount, show_count, show_share
from suluh.vocabulary.findings import Finding, Severity
from suluh.words.numbers import format_date
from suluh.words.phrases import Phrases
from suluh.words.saying import N_

WORDS = Phrases(
    {
        "title": N_("Meja walidata"),
        "lead": N_("{count} kiriman menunggu, dibandingkan dengan {base}."),
        "empty": N_("Tidak ada kiriman yang menunggu."),
        "base_errors": N_(
            "{base} sendiri punya {count} kesalahan; yang dihitung di bawah hanya yang ditambahkan kiriman."
        ),
        "incomplete": N_("Daftar dari penyedia repositori tidak lengkap; mungkin ada kiriman lain."),
        "silent_kunci": N_("Kuncinya ditolak: perbarui SULUH_TOKEN."),
        "silent_tanpa-kunci": N_("Penyedia meminta kunci: isi SULUH_TOKEN dengan kunci yang boleh membaca."),
        "silent_terlalu-panjang": N_(
            "Jawabannya lebih besar daripada yang dibaca (2 MB): ambil kirimannya dengan git fetch, "
            "lalu jalankan suluh inbox --local."
        ),
        "silent_hak": N_("Kunci ini tidak berhak membaca daftarnya: beri hak baca permintaan penggabungan."),
        "silent_tidak-dikenal": N_(
            "Repositorinya tidak ada di sana, atau kuncinya tidak berhak melihatnya: periksa --repository."
        ),
        "silent_batas": N_("Penyedia membatasi jumlah pertanyaan: coba lagi dalam {minutes} menit."),
        "silent_tidak-terbaca": N_("Jawabannya bukan daftar yang dikenal: periksa --forge dan --api."),
        "silent_diam": N_("Penyedia tidak menjawab: periksa jaringan dan --api, lalu coba lagi."),
        "since": N_("menunggu {days} hari, sejak {date}"),
        "unknown_since": N_("tidak diketahui sejak kapan"),
        "concerns": N_("Instansi"),
        "changes": N_("Yang akan berubah"),
        "verdict": N_("Pemeriksaan"),
        "clean": N_("tidak ada temuan baru"),
        "found": N_("{errors} kesalahan, {warnings} peringatan ({codes})"),
        "unchecked": N_("belum diperiksa"),
        "rows": N_("{added} baris baru, {changed} diubah, {removed} dihapus"),
        "no_rows": N_("tidak ada baris yang diumumkan berubah"),
        "total": N_("{dataset}: total {column}{year} {before} → {after}{share}"),
        "more_totals": N_("dan {count} jumlah lain; lihat suluh diff"),
        "datasets": N_("dataset {names}"),
        "reports": N_("laporan {names}"),
        "hidden": N_("{count} dataset yang tidak diumumkan; isinya tidak ditampilkan"),
        "tool": N_("{count} berkas perkakas"),
        "rivals": N_("Mengubah isi yang sama dengan {names}: gabungkan satu, lalu periksa lagi."),
        "next": N_("Langkah berikutnya"),
        "conflicts": N_("Bentrok di {names}."),
        "open": N_("Buka di penyedia repositori"),
        "first": N_("{code} {title}: {place}"),
        "more_codes": N_("dan {count} jenis temuan lain"),
        "diff": N_("Rinciannya: {command}"),
        "step_pribadi": N_(
            "Jangan digabungkan, jangan dikutip: isinya data pribadi. Tutup kirimannya, minta instansi "
            "mengirim ulang tanpa isi itu di cabang baru, lalu ikuti panduan walidata, “Bila data "
            "rahasia terlanjur terkirim”."
        ),
        "step_gabungkan": N_("Siap: baca perubahannya, lalu gabungkan."),
        "step_putuskan": N_("Putuskan dulu yang ditanyakan suluh diff ({codes}), lalu gabungkan."),
        "step_pisahkan": N_("Minta pengirim memisahkan data dari perkakas menjadi dua kiriman."),
        "step_perkakas": N_("Hanya perkakas: minta pengelola situs memeriksanya."),
        "step_perbarui": N_("Minta pengirim memperbarui kirimannya dari cabang utama."),
        "step_perbaiki": N_("Minta instansi memperbaiki kesalahannya; temuannya ada di laporan pemeriksaan."),
        "step_draf": N_("Masih draf: tunggu pengirimnya."),
        "step_ambil": N_("Belum ada di salinan ini: jalankan git fetch origin {refspec}"),
        "step_kosong": N_("Tidak mengubah apa pun: boleh ditutup."),
        "step_tidak-dapat-diperiksa": N_(
            "Tidak dapat dibandingkan: ambil riwayatnya lengkap (git fetch --unshallow), lalu ulangi."
        ),
    }
)
TOTALS_TOLD = 6
FIRST_TOLD = 4
SHORT = 12
CODES_TOLD = 6
NAMES_TOLD = 8


def tell_since(inbox: Inbox, judged: Judged, language: str) -> str:
    """Since when it waits."""
    words = WORDS[language]
    days = inbox.days_of(judged.waiting)
    if days is None or judged.waiting.since is None:
        return words["unknown_since"]
    return words["since"].format(
        days=show_count(max(days, 0), language), date=format_date(judged.waiting.since, language)
    )


def tell_verdict(judged: Judged, language: str) -> str:
    """How many findings it would add, and of which codes; the places stand in the report of the check."""
    words = WORDS[language]
    if judged.step in ("ambil", "tidak-dapat-diperiksa"):
        return words["unchecked"]
    if not judged.findings:
        return words["clean"]
    order = sorted(
        Counter((finding.severity is not Severity.ERROR, finding.code) for finding in judged.findings).items()
    )
    codes = [f"{code} ×{count}" if count > 1 else code for (_, code), count in order]
    shown = ", ".join(codes[:CODES_TOLD]) + (", …" if len(codes) > CODES_TOLD else "")
    return words["found"].format(
        errors=show_count(judged.errors, language),
        warnings=show_count(judged.warnings, language),
        codes=shown,
    )


def tell_found(judged: Judged, language: str) -> Iterator[str]:
    """What its findings are and where the first of each is, errors first; nothing of what stands there."""
    words = WORDS[language]
    firsts: dict[str, Finding] = {}
    for finding in sorted(judged.findings, key=lambda finding: finding.severity is not Severity.ERROR):
        firsts.setdefault(finding.code, finding)
    for code, finding in list(firsts.items())[:FIRST_TOLD]:
        told = explain(code, language)
        parts = (show_text(finding.place.path, 120), place_in_words(finding.place, language))
        place = ", ".join(filter(None, parts))
        yield words["first"].format(code=code, title=told.title if told else "", place=place)
    if len(firsts) > FIRST_TOLD:
        yield words["more_codes"].format(count=show_count(len(firsts) - FIRST_TOLD, language))


def tell_changes(judged: Judged, language: str) -> Iterator[str]:
    """What readers would gain or lose: rows, sums, and of what; nothing that is not public."""
    words = WORDS[language]
    if judged.differences is None:
        return
    added, changed, removed = (show_count(count, language) for count in judged.rows)
    any_row = any(judged.rows)
    yield words["rows"].format(added=added, changed=changed, removed=removed) if any_row else words["no_rows"]
    for entry, total in judged.totals[:TOTALS_TOLD]:
        yield words["total"].format(
            dataset=entry.name,
            column=total.column,
            year=f" {total.year}" if total.year else "",
            before=show_amount(total.before, language),
            after=show_amount(total.after, language),
            share=f" ({show_share(total.share, language)})" if total.share is not None else "",
        )
    if len(judged.totals) > TOTALS_TOLD:
        yield words["more_totals"].format(count=show_count(len(judged.totals) - TOTALS_TOLD, language))
    hidden = judged.differences.hidden
    public = [entry.name for entry in judged.datasets]
    if public:
        yield words["datasets"].format(names=_list(public))
    if judged.differences.reports:
        yield words["reports"].format(names=_list([entry.name for entry in judged.differences.reports]))
    if hidden:
        yield words["hidden"].format(count=show_count(hidden, language))
    if judged.touched.tool:
        yield words["tool"].format(count=show_count(len(judged.touched.tool), language))


def tell_next(inbox: Inbox, judged: Judged, language: str, refspec: str = "") -> Iterator[str]:
    """What to do next, and what stands in its way."""
    words = WORDS[language]
    found = judged.differences.findings if judged.differences else ()
    codes = sorted({finding.code for finding in found if finding.severity is Severity.ERROR})
    yield words[f"step_{judged.step}"].format(codes=", ".join(codes), refspec=refspec)
    if judged.conflicts:
        yield words["conflicts"].format(names=_list(judged.conflicts))
    if judged.step == "pribadi":
        return
    if judged.rivals:
        yield words["rivals"].format(names=_list(judged.rivals))
    if any(judged.rows) or judged.datasets:
        # A commit is never a stranger's text, as the name of a branch is.
        command = f"suluh diff {inbox.base.commit[:SHORT]} {judged.waiting.commit[:SHORT]}"
        yield words["diff"].format(command=command)


def _list(names: tuple[str, ...] | list[str]) -> str:
    shown = [show_text(name, 80) for name in names[:NAMES_TOLD]]
    return ", ".join(shown) + (", …" if len(names) > NAMES_TOLD else "")
