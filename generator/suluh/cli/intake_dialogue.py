"""The talk about a clerk's file: one look at how it is read, what is open asked in one go, and one yes.

Off a terminal nothing is asked: all that is open is named at once with the flags that answer it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from suluh.cli.intake_answers import IntakeAnswers
from suluh.cli.reading_preview import FIELDS, show_doubt, show_metadata, show_preview
from suluh.cli.refusal import Refusal
from suluh.cli.speech import say
from suluh.intake.doubts import Doubt
from suluh.intake.metadata_proposal import Stated
from suluh.intake.reading_proposal import ReadingProposal
from suluh.vocabulary.package import JenisInformasi, Klasifikasi, StatusData
from suluh.words.saying import N_

MOST_QUESTIONS = 2
"""Questions before the one yes; what is still open then is left as a place to fill in."""
ESSENTIAL = ("instansi", "satuan", "periode")
"""Keys that are asked where nothing says them, in this order."""
OPEN_PLACES = {
    "satuan": "(isi: satuan ukurnya, misalnya jiwa)",
    "periode": "(isi: waktu yang dicakup, misalnya 2025)",
}
"""What stands in a descriptor for what nobody has said; `check` asks for it."""
YES, STOP = "ya", "batal"
PROMPTS = {
    "instansi": N_("Instansi yang menghasilkan data ini (alamatnya)"),
    "satuan": N_("Satuan angkanya, misalnya jiwa"),
    "periode": N_("Waktu yang dicakup, misalnya 2025"),
}
_CHOICES: Mapping[str, Sequence[str]] = {
    "klasifikasi": tuple(Klasifikasi),
    "status": tuple(StatusData),
    "jenis_informasi": tuple(JenisInformasi),
}


class StillOpen(Refusal):
    """What keeps a file from being written is but what nobody has answered: doubts, and keys of texts."""

    def __init__(self, message: str, doubts: Sequence[Doubt], keys: Sequence[str]) -> None:
        super().__init__(message)
        self.doubts, self.keys = doubts, keys


Propose = Callable[[Mapping[str, str]], ReadingProposal]
Describe = Callable[[ReadingProposal, Mapping[str, str]], dict[str, Stated]]
FaultOf = Callable[[str, str], str]
"""Key and text of an answer → what is wrong with it, in a sentence; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was agreed on: the reading, and a text for each key of the description."""

    proposal: ReadingProposal
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TextAsker:
    """Texts of the description: which are still open, what they may be, and asking for one."""

    agencies: Sequence[str]
    fault_of: FaultOf

    def open_keys(self, metadata: Mapping[str, Stated], answers: IntakeAnswers) -> list[str]:
        """Keys that must be known and that nothing says."""
        return [key for key in ESSENTIAL if not answers.texts.get(key) and not metadata[key].value]

    def complete(self, metadata: Mapping[str, Stated], answers: IntakeAnswers) -> dict[str, str]:
        """A text for each key: what was said, else what was proposed, else a place to fill in."""
        texts = {**{key: stated.value for key, stated in metadata.items()}, **answers.texts}
        texts |= {key: place for key, place in OPEN_PLACES.items() if not texts.get(key)}
        return {**texts, "klasifikasi": texts.get("klasifikasi") or Klasifikasi.TERBATAS.value}

    def check_given(self, texts: Mapping[str, str]) -> None:
        """Refusal for a flag whose text cannot be."""
        for key, text in texts.items():
            if fault := self.fault(key, text):
                raise Refusal(f"--{key.replace('_', '-')}: {fault}")

    def fault(self, key: str, text: str) -> str:
        """What is wrong with a text; empty where nothing is."""
        choices = self.choices(key)
        if choices and text not in choices:
            listed = ", ".join(choices)
            return say("“%(answer)s” bukan salah satu dari: %(choices)s.", answer=text, choices=listed)
        return self.fault_of(key, text) if text else say("tidak boleh kosong.")

    def choices(self, key: str) -> Sequence[str]:
        """What a text must be one of; nothing where it is free."""
        return self.agencies if key == "instansi" else _CHOICES.get(key, ())

    def ask_text(self, key: str, before: str) -> str:
        """Ask until the text fits."""
        choices = self.choices(key)
        listed = f" ({', '.join(choices)})" if choices else ""
        while True:
            answer = ask(f"{say(PROMPTS.get(key, FIELDS[key]))}{listed}", before).strip()
            fault = self.fault(key, answer)
            if not fault:
                return answer
            click.echo(fault)

    def name_flags(self, keys: Sequence[str], before: str = "") -> list[str]:
        """A line for each key with the flag that says it; of one file among several by an answer for it."""
        lines = []
        for key in keys:
            choices = self.choices(key)
            listed = f" ({', '.join(choices)})" if choices else ""
            flag = f'--jawab "{before}{key}={say("TEKS")}"' if before else f"--{key.replace('_', '-')}"
            lines.append(f"  {flag}  {say(PROMPTS.get(key, FIELDS[key]))}{listed}")
        return lines


@dataclass(frozen=True, slots=True)
class Dialogue:
    """How a file is read and described under some answers, and what answers may be.

    `among` is the name that answers begin with where the file is one of several: then nobody is asked.
    """

    propose: Propose
    describe: Describe
    texts: TextAsker
    files: Sequence[str]
    among: str | None = None

    def settle(self, answers: IntakeAnswers) -> Settled:
        """The reading and the description that are agreed on; `answers` grow by what is said on the way.

        Raises Refusal where the files hold no table or, off a terminal, where something is open.
        """
        asked = 0
        self._check_words(answers.words)
        while True:
            proposal = self.propose(answers.words)
            _refuse_unreadable(proposal, self.files)
            metadata = self.describe(proposal, answers.texts)
            self.texts.check_given(answers.texts)
            if not answers.is_shown:
                width = shutil.get_terminal_size((100, 24)).columns
                click.echo("\n".join(show_preview(proposal, self.files, width)))
                self._show_open(proposal, metadata, answers)
            if self.among is not None or not on_terminal():
                return self._settle_silently(proposal, metadata, answers)
            open_doubts = [doubt for doubt in proposal.doubts if not doubt.likely]
            open_keys = self.texts.open_keys(metadata, answers)[
                : max(0, MOST_QUESTIONS - asked - len(open_doubts))
            ]
            if open_doubts or open_keys:
                for doubt in open_doubts:
                    answers.words[doubt.key] = ask_doubt(doubt, proposal.doubts.index(doubt) + 1)
                for key in open_keys:
                    answers.texts[key] = self.texts.ask_text(key, "")
                asked += len(open_doubts) + len(open_keys)
                continue
            if answers.takes_likely or self._agree(proposal, metadata, answers):
                likely = {doubt.key: doubt.likely for doubt in proposal.doubts if doubt.likely}
                if not likely:
                    return Settled(proposal, self.texts.complete(metadata, answers))
                answers.words |= likely
                settled = self.propose(answers.words)
                if all(doubt.likely for doubt in settled.doubts):
                    return Settled(
                        settled, self.texts.complete(self.describe(settled, answers.texts), answers)
                    )

    def _check_words(self, given: Mapping[str, str]) -> None:
        """Raise Refusal for an answer that is no choice of its doubt; what is not asked here is let be.

        Answers lead to further doubts, so the reading is proposed again with those that are right.
        """
        right: dict[str, str] = {}
        while len(right) < len(given):
            doubts = [doubt for doubt in self.propose(right).doubts if doubt.key in given]
            new = [doubt for doubt in doubts if doubt.key not in right]
            if not new:
                return
            for doubt in new:
                words = [choice.word for choice in doubt.choices]
                if words and given[doubt.key] not in words:
                    text = N_("%(key)s=%(word)s bukan jawabannya. Pilih salah satu: %(words)s.")
                    word = given[doubt.key]
                    raise Refusal(say(text, key=doubt.key, word=word, words=", ".join(words)))
                right[doubt.key] = given[doubt.key]

    def _show_open(
        self, proposal: ReadingProposal, metadata: Mapping[str, Stated], answers: IntakeAnswers
    ) -> None:
        if proposal.doubts:
            click.echo("")
            click.echo(say("Yang perlu dijawab (* = yang dipakai bila dijawab ya)"))
            for number, doubt in enumerate(proposal.doubts, 1):
                click.echo("\n".join(show_doubt(doubt, number)))
        click.echo("")
        click.echo(say("Uraian yang akan ditulis"))
        click.echo("\n".join(show_metadata(metadata, answers.texts, len(proposal.doubts) + 1)))

    def _settle_silently(
        self, proposal: ReadingProposal, metadata: Mapping[str, Stated], answers: IntakeAnswers
    ) -> Settled:
        """Without asking: everything said, or likely with `--ya`; else a Refusal with all flags."""
        doubts = [doubt for doubt in proposal.doubts if not (answers.takes_likely and doubt.likely)]
        keys = self.texts.open_keys(metadata, answers)
        if "klasifikasi" not in answers.texts and not answers.takes_likely:
            keys.append("klasifikasi")
        if answers.takes_likely and answers.texts.get("klasifikasi") != Klasifikasi.PUBLIK.value:
            keys = [key for key in keys if key not in OPEN_PLACES]
        if doubts or keys:
            raise StillOpen("\n".join(self._name_flags(doubts, keys, proposal)), doubts, keys)
        likely = {doubt.key: doubt.likely for doubt in proposal.doubts}
        if likely:
            answers.words |= likely
            proposal = self.propose(answers.words)
            if proposal.doubts:
                return self._settle_silently(proposal, self.describe(proposal, answers.texts), answers)
        return Settled(proposal, self.texts.complete(metadata, answers))

    def _name_flags(
        self, doubts: Sequence[Doubt], keys: Sequence[str], proposal: ReadingProposal
    ) -> list[str]:
        lines = ["", say("Belum ada yang ditulis. Sebutkan yang belum pasti, lalu ulangi perintahnya:")]
        before = "" if self.among is None else f"{self.among}:"
        for doubt in doubts:
            words = " | ".join(choice.word for choice in doubt.choices) or say("TEKS")
            likely = say("(tampaknya %(word)s)", word=doubt.likely) if doubt.likely else ""
            word = doubt.likely or say("JAWABAN")
            lines.append(f'  --jawab "{before}{doubt.key}={word}"  {likely}'.rstrip())
            if len(doubt.choices) > 1:
                choices = say("pilihan: %(words)s", words=words)
                lines.append(f"      {choices}")
        lines += self.texts.name_flags(keys, before)
        if any(doubt.likely for doubt in doubts) or "klasifikasi" in keys:
            lines.append(say("Dengan --ya, semua yang tampaknya benar dipakai, dan klasifikasinya terbatas."))
        return lines

    def _agree(
        self, proposal: ReadingProposal, metadata: Mapping[str, Stated], answers: IntakeAnswers
    ) -> bool:
        """The one yes, which says too whether it may be published; False after a change of something."""
        left_open = [key for key in OPEN_PLACES if not answers.texts.get(key) and not metadata[key].value]
        given = answers.texts.get("klasifikasi", "")
        words = [YES] if given else [word.value for word in Klasifikasi]
        if left_open and not given:
            words.remove(Klasifikasi.PUBLIK.value)
        last = len(proposal.doubts) + len(FIELDS)
        click.echo("")
        if left_open:
            names = ", ".join(say(FIELDS[key]) for key in left_open)
            click.echo(
                say(
                    "Belum diketahui: %(names)s. Isi lewat nomornya, atau nanti di datapackage.yaml.",
                    names=names,
                )
            )
        text = (
            N_("Sudah benar? ya, nomor yang mau diubah (1-%(last)s), atau batal")
            if given
            else N_("Sudah benar? %(words)s = tulis begitu; nomor = ubah (1-%(last)s); atau batal")
        )
        while True:
            default = YES if given else Klasifikasi.TERBATAS.value
            reply = ask(say(text, last=str(last), words="/".join(words)), default).strip().lower()
            if reply == STOP:
                raise click.Abort
            if reply in words or (reply == YES and given):
                answers.texts.setdefault("klasifikasi", reply)
                return True
            if reply.isdecimal() and 1 <= int(reply) <= last:
                self._change(int(reply), proposal, metadata, answers)
                return False
            click.echo(say("Jawab %(words)s, sebuah nomor, atau batal.", words=", ".join(words)))

    def _change(
        self,
        number: int,
        proposal: ReadingProposal,
        metadata: Mapping[str, Stated],
        answers: IntakeAnswers,
    ) -> None:
        if number <= len(proposal.doubts):
            doubt = proposal.doubts[number - 1]
            answers.words[doubt.key] = ask_doubt(doubt, number)
            return
        key = list(FIELDS)[number - len(proposal.doubts) - 1]
        answers.texts[key] = self.texts.ask_text(
            key, answers.texts.get(key) or metadata.get(key, Stated()).value
        )


def settle_description(
    metadata: Mapping[str, Stated],
    answers: IntakeAnswers,
    agencies: Sequence[str],
    fault_of: FaultOf,
) -> dict[str, str]:
    """The description of a table that has no file yet: what nothing says is asked, or left to fill in."""
    asker = TextAsker(agencies, fault_of)
    asker.check_given(answers.texts)
    open_keys = asker.open_keys(metadata, answers)
    if on_terminal():
        for key in open_keys[: MOST_QUESTIONS + 1]:
            answers.texts[key] = asker.ask_text(key, "")
    elif missing := [key for key in open_keys if key not in OPEN_PLACES]:
        raise Refusal("\n".join([say("Belum disebut:"), *asker.name_flags(missing)]))
    return asker.complete(metadata, answers)


def on_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(text: str, default: str = "") -> str:
    """One question, and what was typed."""
    return str(click.prompt(text, default=default or None, show_default=bool(default)))


def ask_doubt(doubt: Doubt, number: int) -> str:
    """The word of a choice, which may be given by its number; any text where there are no choices."""
    words = [choice.word for choice in doubt.choices]
    listed = f" ({' | '.join(words)})" if words else ""
    while True:
        text = say("Jawaban %(number)s", number=str(number))
        answer = ask(f"{text}{listed}", doubt.likely).strip()
        if not words or answer in words:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(words):
            return words[int(answer) - 1]
        click.echo(say("Pilih salah satu: %(words)s.", words=", ".join(words)))


def _refuse_unreadable(proposal: ReadingProposal, files: Sequence[str]) -> None:
    """Refusal where there is no table, with what was found instead."""
    if proposal.table is not None and proposal.table.rows:
        return
    from suluh.cli.finding_text import print_findings
    from suluh.cli.speech import run_language

    name = ", ".join(files)
    if proposal.shape is not None and proposal.shape.is_empty:
        header = ", ".join(proposal.table.header) if proposal.table is not None else ""
        text = N_(
            "%(path)s: belum ada baris di bawah judul kolomnya (%(names)s). Isi datanya dulu, lalu ulangi."
        )
        raise Refusal(say(text, path=name, names=header))
    print_findings(proposal.shaped.findings, run_language())
    if proposal.shaped.findings:
        raise Refusal(say("%(path)s belum dapat dibaca sebagai tabel; lihat temuan di atas.", path=name))
    raise Refusal(say("%(path)s tidak berisi tabel: perlu judul kolom dan baris di bawahnya.", path=name))
