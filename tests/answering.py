"""Finds figures by the files of the API alone, step by step as its `index.json` says; no network, no model.

A question is a few structured words: what (`apa`), of whom (`siapa`), where (`di`), of which thing (`hal`),
when (`kapan`), and further columns (`saring`). Nothing in here knows a dataset, an agency or a place: all
comes from the files, each of which is counted when it is fetched.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

ENTRY = "api/v1/index.json"
END = "--"
JOINTS = frozenset(("dan", "di", "ke", "dari", "yang", "untuk", "dengan", "atau", "pada", "atas"))
ASKING = frozenset(("jumlah", "banyak", "banyaknya"))
"""Words that ask how many there are, which no column has for itself."""
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}

Answer = str | list[str]
Question = Mapping[str, Any]


class UnansweredError(Exception):
    """Nothing in the files answers the question."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters."""
    return tuple(word for word in re.findall(r"[0-9a-z]+", text.casefold()) if word not in JOINTS)


def spell(text: str) -> str:
    """A key as the lists have it."""
    return re.sub(r"[^a-z0-9_]+", "-", text.casefold()).strip("-")


def parts_of(key: str, beginnings: Sequence[str], *, whole: bool = True) -> list[str]:
    """The parts that may hold a key, or what begins with it: the last one not above it, and what follows."""
    wanted = key + END if whole else key
    before = bisect_right(beginnings, wanted)
    return [
        *beginnings[max(before - 1, 0) : before],
        *(some for some in beginnings[before:] if some.startswith(wanted)),
    ]


def is_within(words: Iterable[str], inside: Iterable[str]) -> bool:
    """Whether each of some words is, or begins, one of others."""
    others = tuple(inside)
    return all(any(is_same(word, other) for other in others) for word in words)


def is_same(word: str, other: str) -> bool:
    """Whether a word is another one, or a shorter form of it."""
    return word == other or (len(word) >= 3 and other.startswith(word))


@dataclass
class Reader:
    """One question's way through the files: what was fetched, and how much."""

    site: Path
    question: Question
    fetched: dict[str, int] = field(default_factory=dict)
    base: str = ""

    def fetch(self, address: str) -> dict[str, Any]:
        """A file by its address from the API's root, counted."""
        content = (self.site / self.base / address).read_bytes()
        self.fetched[address] = len(content)
        found: dict[str, Any] = json.loads(content, parse_float=Decimal)
        return found

    def answer(self) -> Answer:
        """The answer. UnansweredError where the files have none."""
        self.index = self.fetch(ENTRY)
        self.base = self.index["pangkal"]
        for way in (self._of_collections, self._of_tables):
            found = way()
            if found is not None:
                return found
        raise UnansweredError(self.question)

    # what and when ----------------------------------------------------------------------------------------

    @property
    def what(self) -> tuple[str, ...]:
        return words_of(self.question["apa"])

    @property
    def year(self) -> str:
        return str(self.question.get("kapan", "")).split(" ")[0]

    @property
    def quarter(self) -> int:
        return ROMAN.get(str(self.question.get("kapan", "")).rpartition(" ")[2], 0)

    @property
    def times(self) -> tuple[str, ...]:
        return (f"{self.year}-tw{self.quarter}", self.year) if self.quarter else (self.year,)

    def measures(self) -> dict[str, str]:
        """The measures that are called so, by their collection."""
        found = {}
        for collection, names in self.index["ukuran"].items():
            for name, also in names.items():
                said = [words_of(name.replace("_", " ")), *map(words_of, also.split("; "))]
                if self.what in said:
                    found.setdefault(collection, name)
        return found

    # who, where, which ------------------------------------------------------------------------------------

    def agency(self) -> str:
        """The key of the agency that is asked about; empty for none."""
        asked = words_of(str(self.question.get("siapa", "")))
        best: tuple[int, str] = (10**6, "")
        for agency in self.index["instansi"] if asked else ():
            names = [words_of(name) for name in agency["sebutan"].split("; ")]
            if asked in names:
                return str(agency["kunci"])
            together = {word for name in names for word in name}
            if is_within(asked, together):
                best = min(best, (len(together), agency["kunci"]))
        return best[1]

    def look_up(self, text: str, kinds: Iterable[str] = ()) -> dict[str, Any]:
        """The thing of that name: the first of the wanted kinds, else the one with the fewest other words."""
        wanted, common = tuple(kinds), set(self.index["umum"].split())
        words = words_of(text)
        if words and words[0] in ("dataset",):
            wanted, words = ("dataset",), words[1:]
        code = spell(text)
        by_code = any(sign.isdigit() for sign in code) and " " not in text
        said = [word for word in sorted(words, key=len, reverse=True) if word not in common]
        for word in [code] if by_code else said[:1]:
            part = self.fetch(f"cari/k-{parts_of(word, self.index['cari'])[0]}.json")
            things = [part["isi"][number] for number in part["kata"].get(word, ())]
            named = [some for some in things if by_code or is_within(words, self._words(some))]
            if named:
                return min(named, key=lambda some: self._distance(some, words, wanted))
        raise UnansweredError(text)

    @staticmethod
    def _words(thing: Mapping[str, Any]) -> tuple[str, ...]:
        return (*words_of(thing.get("nama", "")), *words_of(thing["kunci"]))

    def _distance(
        self, thing: Mapping[str, Any], words: Sequence[str], kinds: Sequence[str]
    ) -> tuple[int, bool, int]:
        rank = kinds.index(thing["jenis"]) if thing["jenis"] in kinds else len(kinds)
        named = words_of(thing["kunci"]) != tuple(words)
        return rank, named, len(words_of(thing.get("nama", "")) or self._words(thing))

    # answers from the collections -------------------------------------------------------------------------

    def _of_collections(self) -> Answer | None:
        measures = self.measures()
        if "cakupan" in measures:
            return self._coverage(measures["cakupan"])
        if "instansi" in measures and "siapa" in self.question:
            return str(self._item("instansi", self.agency())[measures["instansi"]])
        if "wilayah" in measures:
            found = self.look_up(str(self.question.get("di") or self.question["hal"]), ("wilayah",))
            return str(found["kunci"] if measures["wilayah"] == "kode" else found["nama"])
        if "dataset" in measures:
            return self._of_dataset(measures["dataset"])
        if "hal" in self.question and "siapa" in self.question and "fakta" in measures:
            return self._of_thread(measures["fakta"])
        if "hal" in self.question and "indikator" in measures:
            return self._of_indicator(measures["indikator"])
        if "fakta" in measures and "hal" not in self.question:
            return self._of_place(measures["fakta"])
        return None

    def _item(self, collection: str, key: str) -> dict[str, Any]:
        """One thing of a collection by its key, through the list of parts where there are several."""
        for item in self._items(collection, spell(key)):
            if key in (item.get("kunci"), item.get("waktu"), item.get("nama")):
                return item
        raise UnansweredError(key)

    def _items(self, collection: str, key: str) -> Iterator[dict[str, Any]]:
        first = self.fetch(f"{collection}.json")
        if first["jenis"] != "direktori":
            yield from first["isi"]
            return
        for part in parts_of(key, first["bagian"], whole=False):
            yield from self.fetch(first["pola"].replace("{mulai}", part))["isi"]

    def _coverage(self, state: str) -> Answer:
        found = self._item("cakupan", self.times[0])
        return sorted(found["menurut_keadaan"].get(state, ()))

    def _of_dataset(self, name: str) -> Answer:
        thing = self.look_up(self.question["hal"], ("dataset",))
        found = next(item for item in self._read(thing, "dataset") if item["nama"] == thing["kunci"])
        value = found[name]
        return str(value[0].get("name") if isinstance(value, list) else value)

    def _read(self, thing: Mapping[str, Any], collection: str) -> Iterator[dict[str, Any]]:
        for address in thing["alamat"]:
            if address.startswith(collection):
                yield from self.fetch(address)["isi"]

    def _of_indicator(self, name: str) -> Answer | None:
        thing = self.look_up(self.question["hal"], ("indikator",))
        if thing["jenis"] != "indikator":
            return None
        found = next(item for item in self._read(thing, "indikator") if item["kunci"] == thing["kunci"])
        if name in found and name != "hasil":
            return str(found[name])
        for result in found["hasil"]:
            if str(result["tahun"]) == self.year and result.get("triwulan", 0) == self.quarter:
                return say(result[name])
        raise UnansweredError(self.question)

    def _of_thread(self, what: str) -> Answer:
        hal = self.question["hal"]
        first = self.fetch(f"alur/{self.agency()}.json")
        if first["jenis"] == "direktori":
            thing = next(some for some in first["isi"] if is_called(some, hal))
            items = [item for address in thing["alamat"] for item in self.fetch(address)["isi"]]
            code = thing["kunci"]
        else:
            items, code = first["isi"], ""
        for item in items:
            if str(item["tahun"]) == self.year and (item["kode"] == code or is_called(item, hal)):
                return self._pick(item["fakta"], what)
        raise UnansweredError(self.question)

    def _of_place(self, what: str) -> Answer:
        if "di" in self.question:
            thing = self.look_up(self.question["di"], ("wilayah",))
            place, items = f"wilayah.{thing['kunci']}", self._read(thing, "fakta/wilayah")
        elif "siapa" in self.question:
            key = self.agency()
            place, items = f"instansi.{key}", self._items(f"fakta/instansi/{key}", spell(f"instansi.{key}"))
        else:
            place, items = "semua", self._items("fakta/semua", "semua")
        for item in items:
            if item["tempat"] == place and any(time in item["fakta"].get(what, ()) for time in self.times):
                return self._pick(item["fakta"], what)
        raise UnansweredError(self.question)

    def _pick(self, facts: Mapping[str, Any], what: str) -> Answer:
        return next(say(facts[what][time]) for time in self.times if time in facts[what])

    # answers from the rows of tables ----------------------------------------------------------------------

    def _of_tables(self) -> Answer | None:
        ranked = sorted(self.index["tabel"], key=self._unfitness)
        thing: dict[str, Any] = {}
        if "di" in self.question:
            thing = self.look_up(self.question["di"], ("wilayah",))
        elif "hal" in self.question and not self._tells(ranked[0], self.question["hal"]):
            thing = self._look_up_anything(self.question["hal"])
        addresses = [some for some in thing.get("alamat", ()) if some.startswith("catatan/")]
        for table in ranked:
            collection = f"catatan/{table['tabel']}"
            own = [some for some in addresses if some.startswith((f"{collection}/", f"{collection}."))]
            if thing and not own:
                continue
            head, rows = self._rows(collection, own)
            fitting = [row for row in rows if self._fits(head, row, thing)]
            return self._cell(head, fitting, table, self._names_of(thing))
        return None

    def _look_up_anything(self, text: str) -> dict[str, Any]:
        """The thing of that name; nothing where none has it alone, and rows may still be called so."""
        try:
            return self.look_up(text)
        except UnansweredError:
            return {}

    def _names_of(self, thing: Mapping[str, Any]) -> frozenset[tuple[str, ...]]:
        """What the question names already, in words: a cell that says the same is no answer."""
        texts = (thing.get("kunci", ""), thing.get("nama", ""), self.question.get("hal", ""), self.agency())
        return frozenset(filter(None, (words_of(str(text)) for text in texts)))

    def _unfitness(self, table: Mapping[str, str]) -> tuple[int, int, int]:
        """The fewer of the asked words a table lacks, the better; then, the fewer columns it has."""
        name = words_of(f"{table['tabel']} {table['judul']}")
        asked = [word for word in self.what if word not in ASKING] or self.what
        inside = (
            *name,
            *words_of(f"{table['kolom']} {table.get('nilai', '')} {table.get('juga', '')}".replace("_", " ")),
        )
        lacking = sum(not is_within((word,), inside) for word in asked)
        return lacking, -sum(is_within((word,), name) for word in asked), len(table["kolom"].split())

    def _tells(self, table: Mapping[str, str], text: str) -> bool:
        said = [words_of(some.replace("_", " ")) for some in table.get("nilai", "").split("; ")]
        return words_of(text) in said

    def _rows(self, collection: str, own: Sequence[str]) -> tuple[dict[str, Any], list[list[Any]]]:
        if own:
            files = [self.fetch(address) for address in own]
            return files[0], [row for file in files for row in file["isi"]]
        first = self.fetch(f"{collection}.json")
        if first["jenis"] != "direktori":
            return first, first["isi"]
        known = {"instansi": self.agency(), "tahun": self.year, "triwulan": str(self.quarter or "")}
        known |= self.question.get("saring", {})
        key = []
        for column in first["kunci"]:
            if not known.get(column):
                break
            key.append(known[column])
        parts = parts_of(spell("/".join(key)), first["bagian"], whole=len(key) == len(first["kunci"]))
        files = [self.fetch(first["pola"].replace("{mulai}", part)) for part in parts]
        return files[0], [row for file in files for row in file["isi"]]

    def _fits(self, head: Mapping[str, Any], row: Sequence[Any], thing: Mapping[str, Any]) -> bool:
        cells = {column["nama"]: cell for column, cell in zip(head["kolom"], row, strict=True)}
        texts = ["" if cell is None else str(cell) for cell in row]
        if thing and thing["kunci"] not in texts:
            return False
        if self.agency() and cells.get("instansi", self.agency()) != self.agency():
            return False
        if self.year and str(cells.get("tahun", self.year)) != self.year:
            return False
        if self.quarter and str(cells.get("triwulan", self.quarter)) != str(self.quarter):
            return False
        if any(str(cells.get(name)) != value for name, value in self.question.get("saring", {}).items()):
            return False
        named = thing.get("jenis") != "wilayah" and thing
        hal = words_of(str(self.question.get("hal", "")))
        said = [words_of(text.replace("_", " ")) for text in texts]
        return bool(named) or not hal or any(hal == some[: len(hal)] for some in said)

    def _cell(
        self,
        head: Mapping[str, Any],
        rows: Sequence[Sequence[Any]],
        table: Mapping[str, str],
        named: frozenset[tuple[str, ...]],
    ) -> Answer:
        if self._tells(table, self.question["apa"]):
            rows = [
                row for row in rows if any(words_of(str(cell).replace("_", " ")) == self.what for cell in row)
            ]
            wanted = ("nilai",)
        else:
            wanted = self.what
        if len({json.dumps(row, default=str) for row in rows}) != 1:
            raise UnansweredError(f"{self.question}: {len(rows)} rows")
        # What the question named already is no answer to it.
        known = [number for number, cell in enumerate(rows[0]) if words_of(str(cell)) in named]
        return self._say_cell(head["kolom"], rows[0], self._column(head["kolom"], wanted, table, known))

    def _column(
        self,
        columns: Sequence[Mapping[str, str]],
        wanted: Sequence[str],
        table: Mapping[str, str],
        known: Sequence[int],
    ) -> int:
        name = words_of(f"{table['tabel']} {table['judul']}")

        def worth(number: int) -> tuple[int, int, int]:
            own = words_of(columns[number]["nama"].replace("_", " "))
            titled = (*own, *words_of(columns[number].get("judul", "")))
            said = (*titled, *words_of(columns[number].get("sebutan", "")))
            told = [word for word in wanted if is_within((word,), said)]
            return (
                sum(not is_within((word,), name) for word in told),
                len(told),
                -len([word for word in set(titled) if word not in wanted]),
            )

        best = max((number for number in range(len(columns)) if number not in known), key=worth)
        if wanted != ("nilai",) and not worth(best)[1]:
            raise UnansweredError(f"{self.question}: no column is called so")
        return best

    def _say_cell(self, columns: Sequence[Mapping[str, str]], row: Sequence[Any], number: int) -> Answer:
        if row[number] is not None:
            return say(row[number])
        beside = f"{columns[number]['nama']}_keadaan"
        stated = [cell for column, cell in zip(columns, row, strict=True) if column["nama"] == beside]
        return str(stated[0]) if stated and stated[0] else columns[number].get("kosong", "")


def is_called(thing: Mapping[str, Any], text: str) -> bool:
    """Whether a sub kegiatan has that code or name, or an indicator of that name."""
    indicators = [some["nama"] for some in thing.get("indikator", ())]
    names = [thing["nama"], *thing.get("sebutan", ()), *indicators]
    return text in (thing.get("kunci"), thing.get("kode")) or words_of(text) in map(words_of, names)


def say(value: Any) -> str:
    """A value of the API as text: a number plainly, a range by its ends, else the state in words."""
    if isinstance(value, dict):
        if value["nilai"] is not None:
            return say(value["nilai"])
        return (
            f"{say(value['rendah'])}..{say(value['tinggi'])}" if "rendah" in value else str(value["keadaan"])
        )
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
