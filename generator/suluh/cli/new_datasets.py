"""The work behind `suluh new datasets`: each file of a folder is a dataset, new ones and next quarter's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from suluh.checking.explanations import show_text
from suluh.cli.brought_files import Brought, list_brought, list_tables, tell_left_out
from suluh.cli.intake_answers import KEPT_FLAGS, IntakeAnswers, collect_answers
from suluh.cli.intake_dialogue import StillOpen, on_terminal
from suluh.cli.new_dataset import NewDataset, prepare_dataset, write_folder
from suluh.cli.new_table import Project, read_project
from suluh.cli.one_round import AllOpen, agree, answer_open, tell_held
from suluh.cli.refusal import Refusal
from suluh.cli.renewed_dataset import Renewed, plan_renewal, write_renewal
from suluh.cli.speech import say
from suluh.reading.paths import SLUG
from suluh.vocabulary.own_types import with_own_types
from suluh.vocabulary.package import DataPackage
from suluh.vocabulary.settings import Settings
from suluh.words.saying import N_

_TIMES = re.compile(
    r"(?:19|20)[0-9]{2}|[0-9]+|tw|triwulan|kuartal|semester|smt|bulan|tahun|ta|i|ii|iii|iv"
    r"|jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|agu(?:stus)?|agt|sep(?:tember)?"
    r"|okt(?:ober)?|nov(?:ember)?|des(?:ember)?|murni|perubahan|final|revisi"
)
"""Words of a file's name that differ from one delivery to the next."""
EACH = "*:"
"""Answers that begin so are for every file."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What would be written of a folder: datasets that are new, and those that have a newer file."""

    new: Sequence[NewDataset]
    renewed: Sequence[Renewed]


@with_own_types
def create_datasets(
    settings: Settings, folder: Path, flags: Mapping[str, Any]
) -> tuple[list[Path], list[Path]]:
    """Make or renew a dataset of each file; the folders of the new ones and of the renewed ones.

    All are shown first, with all that is open, which is asked in one go on a terminal. Raises Refusal where
    anything is open or wrong, or nobody has said yes: then nothing at all is written.
    """
    project, given = read_project(settings), collect_answers(flags)
    brought, left = list_brought(folder, flags["satukan"])
    tell_left_out(left)
    _refuse_unknown(given, brought)
    delivery = _settle(settings, project, brought, given, flags)
    if not given.takes_likely:
        raise Refusal(say("Belum ada yang ditulis. Tambahkan --ya untuk menulis semuanya."))
    for made in delivery.new:
        write_folder(made.folder, made.contents)
    for renewed in delivery.renewed:
        write_renewal(renewed)
    return [made.folder for made in delivery.new], [renewed.folder for renewed in delivery.renewed]


def _settle(
    settings: Settings,
    project: Project,
    brought: Sequence[Brought],
    given: IntakeAnswers,
    flags: Mapping[str, Any],
) -> Delivery:
    """Everything that would be written. On a terminal what is open is asked of all files at once."""
    while True:
        try:
            delivery = _prepare(settings, project, brought, given, flags)
        except AllOpen as held:
            if not on_terminal():
                raise
            answer_open(held, given)
            continue
        if not given.takes_likely and on_terminal():
            agree(given, classifies=bool(delivery.new), may_be_public=True)
        return delivery


def _prepare(
    settings: Settings,
    project: Project,
    brought: Sequence[Brought],
    given: IntakeAnswers,
    flags: Mapping[str, Any],
) -> Delivery:
    """Everything that would be written, each shown; Refusal with all that keeps any from it."""
    new: list[NewDataset] = []
    renewed: list[Renewed] = []
    held: list[str] = []
    waiting: dict[str, StillOpen] = {}
    for number, one in enumerate(brought, 1):
        count = f"{number}/{len(brought)}"
        if not given.is_shown:
            click.echo(("\n" if number > 1 else "") + f"== {count}  {show_text(one.name)}")
        answers = _answers_for(one, given)
        tables = list_tables(one.files)
        known = find_known(project, one, answers.texts.get("instansi", ""))
        try:
            _refuse_other_bytes(one)
            if known is not None and len(tables) == 1:
                target = settings.root / known.folder
                _refuse_twice(target, (*new, *renewed), settings)
                renewed.append(plan_renewal(settings, tables[0], target, adds=bool(flags["tambah"])))
            else:
                lasting = "-".join(_without_times(Path(one.name).stem))
                if SLUG.fullmatch(lasting) and all(known.name != lasting for known in project.packages):
                    answers.texts.setdefault("name", lasting)
                made = prepare_dataset(project, one, answers, flags["standar"] or "", among=True)
                _refuse_twice(made.folder, (*new, *renewed), settings)
                new.append(made)
        except StillOpen as refusal:
            waiting[one.name] = refusal
            if not on_terminal():
                click.echo(refusal.format_message())
        except Refusal as refusal:
            held.append(one.name)
            click.echo(refusal.format_message())
    if waiting and not held:
        raise AllOpen(waiting, len(brought))
    if on_terminal():
        click.echo("".join(f"{refusal.format_message()}\n" for refusal in waiting.values()), nl=False)
    held = [one.name for one in brought if one.name in held or one.name in waiting]
    if held or not brought:
        raise Refusal(tell_held(held, len(brought)))
    return Delivery(new, renewed)


def find_known(project: Project, one: Brought, agency: str) -> DataPackage | None:
    """The one dataset that an earlier file of that name became, whatever the time in the name."""
    lasting = _without_times(Path(one.name).stem)
    found = [
        package
        for package in project.packages
        if lasting and _without_times(package.name) == lasting and agency in ("", package.instansi)
    ]
    return found[0] if len(found) == 1 else None


def _without_times(name: str) -> tuple[str, ...]:
    words = re.findall(r"[a-z]+|[0-9]+", name.lower())
    return tuple(word for word in words if not _TIMES.fullmatch(word))


def _answers_for(one: Brought, given: IntakeAnswers) -> IntakeAnswers:
    """What was said of all files, and of this one: `FILE:KEY=WORD`, a doubt's or one of the description.

    What is said of one file weighs more than what is said of each.
    """
    own = {
        key.removeprefix(before): word
        for before in (EACH, f"{one.name}:")
        for key, word in given.words.items()
        if key.startswith(before)
    }
    texts = {key: word for key, word in own.items() if key in KEPT_FLAGS}
    words = {key: word for key, word in own.items() if key not in KEPT_FLAGS}
    return replace(given, words=words, texts={**given.texts, **texts})


def _refuse_unknown(given: IntakeAnswers, brought: Sequence[Brought]) -> None:
    """Refusal for an answer that is of no file."""
    known = (EACH, *(f"{one.name}:" for one in brought))
    strange = [key for key in given.words if not key.startswith(known)]
    if strange:
        text = N_("--jawab “%(key)s”: awali dengan nama berkasnya, seperti %(example)s.")
        example = f"{brought[0].name}:satuan=jiwa" if brought else "data.xlsx:satuan=jiwa"
        raise Refusal(say(text, key=strange[0], example=example))


def _refuse_other_bytes(one: Brought) -> None:
    if one.is_another:
        text = N_("%(name)s bukan berkas yang disebut portalnya: hash-nya lain. Unduh lagi dari alamatnya.")
        raise Refusal(say(text, name=show_text(one.name)))


def _refuse_twice(folder: Path, others: Sequence[NewDataset | Renewed], settings: Settings) -> None:
    if any(folder == other.folder for other in others):
        shown = folder.relative_to(settings.root).as_posix()
        raise Refusal(say("Dua berkas menjadi %(path)s. Sebutkan nama salah satunya.", path=shown))
