"""What is open of several files, asked in one go: each question once for the files that share it, one yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from suluh.checking.explanations import show_text
from suluh.cli.intake_answers import IntakeAnswers
from suluh.cli.intake_dialogue import ESSENTIAL, OPEN_PLACES, PROMPTS, STOP, YES, StillOpen, ask, ask_doubt
from suluh.cli.reading_preview import show_doubt
from suluh.cli.refusal import Refusal
from suluh.cli.speech import say
from suluh.intake.doubts import Doubt
from suluh.vocabulary.package import Klasifikasi
from suluh.words.saying import N_


class AllOpen(Refusal):
    """Files, by their names, that wait for answers alone."""

    def __init__(self, waiting: Mapping[str, StillOpen], count: int) -> None:
        super().__init__(tell_held(list(waiting), count))
        self.waiting = waiting


def tell_held(names: Sequence[str], count: int) -> str:
    """That nothing is written, and of which files of all that is."""
    text = N_("%(count)s dari %(all)s berkas belum siap: %(names)s. Tidak ada yang ditulis.")
    return say(text, count=len(names), all=count, names=", ".join(map(show_text, names)) or say("tidak ada"))


def answer_open(held: AllOpen, given: IntakeAnswers) -> None:
    """Ask whatever has no likely answer, then for the one yes; `given` grows by the answers.

    A unit and a time that nothing says are asked where the data are to be public; else they stay to be filled
    in.
    """
    doubts = _group(held.waiting)
    agency = [name for name, still in held.waiting.items() if ESSENTIAL[0] in still.keys]
    lacking = [
        (name, key) for name, still in held.waiting.items() for key in OPEN_PLACES if key in still.keys
    ]
    needed = lacking if given.texts.get("klasifikasi") == Klasifikasi.PUBLIK else []
    if not (doubts or agency or needed):
        agree(given, classifies=True, may_be_public=not lacking)
        return
    click.echo("")
    click.echo(say("Yang perlu dijawab, untuk semua berkas sekaligus"))
    if agency:
        answer = ask(say(PROMPTS[ESSENTIAL[0]])).strip()
        given.words |= {f"{name}:{ESSENTIAL[0]}": answer for name in agency}
    for name, key in needed:
        given.words[f"{name}:{key}"] = ask(f"{show_text(name)}: {say(PROMPTS[key])}").strip()
    for number, (doubt, names) in enumerate(doubts, 1):
        click.echo(", ".join(map(show_text, names)))
        click.echo("\n".join(show_doubt(doubt, number)))
        word = ask_doubt(doubt, number)
        given.words |= {f"{name}:{doubt.key}": word for name in names}


def agree(given: IntakeAnswers, *, classifies: bool, may_be_public: bool) -> None:
    """The one yes to all files, which says too whether they may be published. Raises Abort for a no."""
    asks = classifies and not given.texts.get("klasifikasi")
    levels = [word.value for word in Klasifikasi if may_be_public or word is not Klasifikasi.PUBLIK]
    words = levels if asks else [YES]
    text = N_("Sudah benar untuk semua berkas? %(words)s = tulis begitu; atau batal")
    reply = ""
    while reply not in words:
        default = Klasifikasi.TERBATAS.value if asks else YES
        reply = ask(say(text, words="/".join(words)), default).strip().lower()
        if reply == STOP:
            raise click.Abort
    if asks:
        given.texts["klasifikasi"] = reply
    given.takes_likely, given.is_shown = True, True


def _group(waiting: Mapping[str, StillOpen]) -> list[tuple[Doubt, list[str]]]:
    """Doubts without a likely answer, each once with the files that have it in the same words."""
    found: dict[tuple[str, str], tuple[Doubt, list[str]]] = {}
    for name, held in waiting.items():
        for doubt in held.doubts:
            if not doubt.likely:
                same = found.setdefault((doubt.key, say(doubt.text, **doubt.values)), (doubt, []))
                same[1].append(name)
    return list(found.values())
