"""Answers to dear questions, kept between runs: each under the digest of all that it rests on.

All answers of one kind lie in one note. An answer is plain JSON and holds no cell: names, places, or that
nothing was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from suluh.reading.generator_digest import digest_generator
from suluh.reading.kept_results import load_note, make_key, save_note

MOST = 50_000
"""Answers of a kind that are kept, those of this run first."""


class KeptAnswers:
    """The answers of one kind in a cache folder; without one nothing is known and nothing is kept.

    `known` counts the questions whose answer was there, `asked` those that had to be answered anew.
    """

    def __init__(self, kind: str, cache_dir: Path | None = None) -> None:
        self.known = 0
        self.asked = 0
        self._cache_dir = cache_dir
        self._used: dict[str, object] = {}
        self._earlier: dict[str, object] = {}
        self._name = ""
        if cache_dir is not None:
            self._name = f"{kind}-{digest_generator()}"
            note = load_note(cache_dir, self._name)
            answers = note.get("answers") if note is not None else None
            self._earlier = dict(answers) if isinstance(answers, dict) else {}

    def recall(self, *parts: object) -> object | None:
        """The answer that rests on these parts, None where none is known."""
        if not self._earlier:
            self.asked += 1
            return None
        key = make_key(*parts)
        answer = self._earlier.get(key)
        self.known += answer is not None
        self.asked += answer is None
        if answer is not None:
            self._used[key] = answer
        return answer

    def note(self, answer: object, *parts: object) -> None:
        """An answer that rests on these parts."""
        if self._cache_dir is not None:
            self._used[make_key(*parts)] = answer

    def used(self) -> dict[str, object]:
        """The answers of this run by their keys, for another process that keeps them."""
        return dict(self._used)

    def take_up(self, used: Mapping[str, object]) -> None:
        """What another process of the same run used."""
        self._used.update(used)

    def keep(self) -> None:
        """Put away what this run found out; of earlier answers as many as there is room for."""
        if self._cache_dir is not None and self._used.keys() - self._earlier.keys():
            rest = ((key, answer) for key, answer in self._earlier.items() if key not in self._used)
            earlier = dict(islice(rest, max(MOST - len(self._used), 0)))
            save_note(self._cache_dir, self._name, {"answers": {**self._used, **earlier}})
