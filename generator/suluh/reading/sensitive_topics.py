"""Sensitive subjects found in words, and what a column counts: people, things, or nothing at all.

Which words tell is data, in `standards/topik-peka.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Any

from suluh.reading.standard_list import load_standard_file

LONG = 7
"""A single word of so many letters is found inside longer ones too."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"[^\W\d_]+|\d+")
_LEADER = re.compile(r"\b(jumlah|jml|jlh|kasus|penderita|pasien|korban|banyaknya|banyak)(?=[a-z]{2})")
_SPELLED = re.compile(r"\b([a-z]) (?=[a-z]\b)")
_SENTENCE = re.compile(r"[.;!?\n]+")


class Counted(Enum):
    """What a number counts, as its words tell. `EVENTS` stand for people where the subject is sensitive."""

    PEOPLE = "orang"
    EVENTS = "kejadian"
    THINGS = "benda"
    NOTHING = "takaran"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A sensitive subject: counts of people from 1 to `threshold` - 1 may not go out as they are."""

    name: str
    threshold: int
    basis: tuple[str, ...]


Found = Mapping[str, str]
"""Topics by key, each with the word that told."""


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> str:
    """A text as small words with one blank between them: no accents, signs or capitals."""
    bare = "".join(name for name in unicodedata.normalize("NFKD", text) if not unicodedata.combining(name))
    words = " ".join(_PART.findall(_CAMEL.sub(" ", bare).casefold()))
    return _LEADER.sub(r"\1 ", words)


@cache
def list_topics() -> Mapping[str, Topic]:
    """Every topic by its key."""
    topics = _load()["topik"]
    return {
        key: Topic(entry["nama"], int(entry["ambang"]), tuple(entry["dasar"]))
        for key, entry in topics.items()
    }


def usual_threshold() -> int:
    """The threshold for counts of people that are about no sensitive subject."""
    return int(_load()["ambang"])


@lru_cache(maxsize=20_000)
def find_topics(text: str) -> Found:
    """The topics of a title, a keyword or another text that is about nothing else."""
    words = _without_exceptions(plain_words(text))
    spelled = _SPELLED.sub(r"\1", words)
    found = {}
    for key, pattern in _patterns().items():
        match = pattern.search(words) or (pattern.search(spelled) if spelled != words else None)
        if match is not None:
            found[key] = match.group()
    return found


@lru_cache(maxsize=20_000)
def find_topics_of_name(text: str) -> Found:
    """The topics of a column's name or of a cell: also of a word that tells where it stands alone."""
    found = dict(find_topics(text))
    rest = [part for part in plain_words(text).split() if part not in _fillers()]
    for key, exact in _exact().items():
        if key not in found and rest and exact.fullmatch(" ".join(rest)):
            found[key] = " ".join(rest)
    return found


@lru_cache(maxsize=2_000)
def find_topics_of_description(text: str) -> Found:
    """The topics of a description, without what it says about its use or about what it leaves out."""
    found: dict[str, str] = {}
    for sentence in _SENTENCE.split(text):
        words = plain_words(sentence)
        cut = _purpose().search(words)
        for key, word in find_topics(words[: cut.start()] if cut else words).items():
            found.setdefault(key, word)
    return found


@lru_cache(maxsize=20_000)
def tell_counted(text: str) -> Counted:
    """What a name, a title or a unit says is counted: the first word that tells, the longest at one place."""
    words = plain_words(text)
    if words and all(
        part in _load_set("penanda") or part in _load_set("pengantar") for part in words.split()
    ):
        marks = [part for part in words.split() if part in _load_set("penanda")]
        return Counted.NOTHING if marks else _only_events(words)
    if _measures().search(words):
        return Counted.NOTHING
    match = _any_kind().search(words)
    return _kinds()[match.group()] if match is not None else Counted.UNKNOWN


@lru_cache(maxsize=2_000)
def tell_counted_of_title(text: str) -> Counted:
    """What a table's title says is counted: after `jumlah` if it has that, else any word of people first."""
    words = plain_words(text)
    for part in re.split(r"\b(?:jumlah|jml|banyaknya|number of|count of)\b", words)[1:]:
        head = re.split(r"\b(?:menurut|per|berdasarkan|di|pada|tiap|setiap|by|in|dan)\b", part)[0]
        match = _any_kind().search(head)
        if match is not None:
            return _kinds()[match.group()]
    start = _any_kind().match(" ".join(_after_leaders(words)))
    if start is not None and _kinds()[start.group()] is Counted.THINGS:
        others = {_kinds()[word] for word in _any_kind().findall(_without_topics(words))}
        if start.group() not in _load_set("tempat") or not {Counted.PEOPLE, Counted.EVENTS} & others:
            return Counted.THINGS
    kinds = [_kinds()[word] for word in _any_kind().findall(words) if word not in _load_set("tempat")]
    for kind in (Counted.PEOPLE, Counted.EVENTS, Counted.THINGS):
        if kind in kinds:
            return kind
    return Counted.UNKNOWN


def _after_leaders(words: str) -> list[str]:
    return list(dropwhile(_load_set("pengantar").__contains__, words.split()))


def _without_topics(words: str) -> str:
    for pattern in _patterns().values():
        words = pattern.sub("|", words)
    return words


def is_bare(text: str) -> bool:
    """Whether a name only names a thing, without saying that such things are counted."""
    return not any(part in _load_set("pengantar") for part in plain_words(text).split())


def load_columns(key: str) -> frozenset[str]:
    """Names that `topik-peka.yaml` lists under a key: columns of units, of what is counted, standards."""
    return frozenset(str(entry) for entry in _load()[key])


def is_event_of(topic: str, text: str) -> bool:
    """Whether a text names what stands for a person under this topic alone, as reports of violence do."""
    stated = _load()["topik"].get(topic, {}).get("kejadian", ())
    return bool(stated) and _either(stated).search(plain_words(text)) is not None


def _only_events(words: str) -> Counted:
    return Counted.EVENTS if re.search(r"\bkasus\b", words) else Counted.UNKNOWN


def _without_exceptions(words: str) -> str:
    return _exceptions().sub("|", words)


@cache
def _load() -> Mapping[str, Any]:
    return load_standard_file("topik-peka")


@cache
def _load_set(key: str) -> frozenset[str]:
    return frozenset(plain_words(str(entry)) for entry in _load()[key])


def _either(words: Iterable[Any]) -> re.Pattern[str]:
    """One of the words as a whole, long single words inside others too; the longest first."""
    plain = sorted({plain_words(str(word)) for word in words}, key=lambda name: (-len(name), name))
    inside = [re.escape(name) for name in plain if len(name) >= LONG and " " not in name]
    whole = [re.escape(name) for name in plain if not (len(name) >= LONG and " " not in name)]
    parts = [rf"\b(?:{'|'.join(whole)})\b"] if whole else []
    return re.compile("|".join([*parts, *inside]))


def _whole(words: Iterable[Any]) -> str:
    plain = sorted({plain_words(str(word)) for word in words}, key=lambda name: (-len(name), name))
    return "|".join(map(re.escape, plain))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {key: _either(entry["kata"]) for key, entry in _load()["topik"].items()}


@cache
def _exact() -> Mapping[str, re.Pattern[str]]:
    return {
        key: re.compile(rf"(?:{_whole(entry['persis'])})(?: (?:{_whole(entry['persis'])}))*")
        for key, entry in _load()["topik"].items()
        if "persis" in entry
    }


@cache
def _fillers() -> frozenset[str]:
    """Words beside a word that tells alone: `jumlah_islam_laki_laki`."""
    people = (word for entry in ("orang", "pengantar") for word in _load_set(entry))
    return frozenset(part for word in people for part in word.split())


@cache
def _exceptions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_whole(_load()['kecuali'])})\b")


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_whole(_load()['bukan_isi'])})\b")


@cache
def _measures() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_whole(_load()['takaran'])}|per \d+)\b")


@cache
def _kinds() -> Mapping[str, Counted]:
    """What each word counts; a word of several kinds is one of people first."""
    found: dict[str, Counted] = {}
    for kind in (Counted.THINGS, Counted.EVENTS, Counted.PEOPLE):
        found |= dict.fromkeys(_load_set(kind.value), kind)
    return found


@cache
def _any_kind() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_whole(_kinds())})\b")
