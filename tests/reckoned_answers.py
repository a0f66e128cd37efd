"""The right answers to `data/pertanyaan-api.json`, reckoned from a project's CSVs by nothing but this file.

It reads the submitted tables with the standard library alone and shares no line with the generator: each
question names its table, the rows and what to do with them (`hitung`), as somebody would by hand.

    python tests/reckoned_answers.py FOLDER      prints number and answer of each
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

QUESTIONS = Path(__file__).parent / "data" / "pertanyaan-api.json"
Row = Mapping[str, str]
Recipe = Mapping[str, str]
Answer = str | list[str]
SMALL = 5
"""Counts of people below it are closed, as the descriptor of `penerima-permakanan` says."""


def load_questions() -> list[dict[str, object]]:
    """All questions, each with its sentence, its structured words and how its answer is reckoned."""
    found: list[dict[str, object]] = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    return found


@cache
def read_rows(table: Path) -> tuple[Row, ...]:
    """The rows of a table; those of the Ministry of Finance are parted by tabs."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t" if "kemenkeu" in table.parts else ","))


def plain(value: Decimal) -> str:
    """A number without useless zeros, to six decimals."""
    rounded = value.quantize(Decimal("0.000001"), ROUND_HALF_EVEN)
    text = format(rounded, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Reckoner:
    """The tables of one project."""

    def __init__(self, project: Path) -> None:
        self.folder = project / "datasets"

    def rows(self, recipe: Recipe) -> Iterator[Row]:
        """The rows of the recipe's table of which its `mana` holds: `kolom=nilai; kolom^=awal`."""
        tests = [test.strip() for test in recipe.get("mana", "").split(";") if test.strip()]
        for row in read_rows(self.folder / recipe["tabel"]):
            if all(self._holds(row, test) for test in tests):
                yield row

    @staticmethod
    def _holds(row: Row, test: str) -> bool:
        column, _, value = test.partition("=")
        if column.endswith("^"):
            return (row[column[:-1]] or "").startswith(value)
        return (row[column] or "") == value

    def cell(self, recipe: Recipe) -> Answer:
        """The one cell that is asked for; where it is empty, what its descriptor says it means (`kosong`)."""
        absent = recipe.get("kosong", "tidak tersedia")
        values = {row[recipe["kolom"]] for row in self.rows(recipe)}
        if len(values) != 1:
            raise ValueError(f"{recipe}: {len(values)} values")
        value = values.pop()
        try:
            return plain(Decimal(value)) if value and "kolom_teks" not in recipe else value or absent
        except ArithmeticError:
            return value

    def small(self, recipe: Recipe) -> Answer:
        """A count of people, closed where it is small."""
        value = self.cell(recipe)
        return "dirahasiakan" if 0 < int(str(value)) < SMALL else value

    def total(self, recipe: Recipe) -> Answer:
        """The sum of a column."""
        return plain(sum((Decimal(row[recipe["kolom"]] or 0) for row in self.rows(recipe)), Decimal(0)))

    def count(self, recipe: Recipe) -> Answer:
        """How many rows there are."""
        return str(sum(1 for _ in self.rows(recipe)))

    def listed(self, recipe: Recipe) -> Answer:
        """The values of a column, each once, in order."""
        return sorted({row[recipe["kolom"]] for row in self.rows(recipe)})

    # budget and spending ----------------------------------------------------------------------------------

    def budgets(self, recipe: Recipe, stage: str) -> dict[tuple[str, str], Decimal]:
        """The spending budget of each sub kegiatan, in force or as first adopted."""
        wanted = dict(recipe, tabel="bpkad/anggaran/anggaran.csv")
        found: dict[tuple[str, str], Decimal] = {}
        for row in self.rows(wanted):
            if not row["kode_rekening"].startswith("5") or not row["kode_sub_kegiatan"]:
                continue
            value = row["murni"]
            if stage == "berlaku":
                value = row["perubahan"] or row["pergeseran"] or row["murni"]
            key = row["instansi"], row["kode_sub_kegiatan"]
            if value:
                found[key] = found.get(key, Decimal(0)) + Decimal(value)
        return found

    def spending(self, recipe: Recipe, until: int) -> dict[tuple[str, str], dict[int, Decimal]]:
        """What was reported as spent by each sub kegiatan, by quarter."""
        found: dict[tuple[str, str], dict[int, Decimal]] = {}
        for row in self.rows(dict(recipe, tabel="bpkad/realisasi/realisasi.csv")):
            quarter = int(row["triwulan"])
            if quarter <= until and row["realisasi_keuangan"]:
                of_it = found.setdefault((row["instansi"], row["kode_sub_kegiatan"]), {})
                of_it[quarter] = of_it.get(quarter, Decimal(0)) + Decimal(row["realisasi_keuangan"])
        return found

    def budget(self, recipe: Recipe) -> Answer:
        """The sum of the budgets in force."""
        return self._sum(self.budgets(recipe, "berlaku"))

    def original(self, recipe: Recipe) -> Answer:
        """The sum of the budgets as first adopted."""
        return self._sum(self.budgets(recipe, "murni"))

    @staticmethod
    def _sum(budgets: Mapping[tuple[str, str], Decimal]) -> str:
        return plain(sum(budgets.values(), Decimal(0))) if budgets else "tidak tersedia"

    def spent(self, recipe: Recipe) -> Answer:
        """All that was reported as spent until the end of a quarter."""
        of_all = self.spending(recipe, int(recipe["sampai"])).values()
        return plain(sum((amount for some in of_all for amount in some.values()), Decimal(0)))

    def absorption(self, recipe: Recipe) -> Answer:
        """Spent of the budget in per cent; a range where reports lack that have more than a tenth of it."""
        until = int(recipe["sampai"])
        budgets, spending = self.budgets(recipe, "berlaku"), self.spending(recipe, until)
        known = most = behind = of_complete = Decimal(0)
        for key, budget in budgets.items():
            quarters = spending.get(key, {})
            amount = sum(quarters.values(), Decimal(0))
            complete = all(quarter in quarters for quarter in range(1, until + 1))
            known += amount
            most += amount if complete else max(amount, budget)
            if complete:
                behind, of_complete = behind + budget, of_complete + amount
        if not spending:
            return "belum dilaporkan"
        whole = sum(budgets.values(), Decimal(0))
        if behind >= whole * Decimal("0.9"):
            return plain(of_complete * 100 / behind)
        return f"{plain(known * 100 / whole)}..{plain(most * 100 / whole)}"

    def silent(self, recipe: Recipe) -> Answer:
        """Agencies with a budget of which no sub kegiatan has a report of the quarter."""
        told = {row["instansi"] for row in self.rows({**recipe, "tabel": "bpkad/realisasi/realisasi.csv"})}
        year = recipe["mana"].split(";")[0]
        return sorted({agency for agency, _ in self.budgets({"mana": year}, "berlaku")} - told)

    def physical(self, recipe: Recipe) -> Answer:
        """All quarters' results against the target of the plan, in per cent; none while one is missing."""
        plan = dict(recipe, tabel="bappeda/rencana/rencana.csv", kolom="target")
        done = dict(recipe, tabel="bpkad/realisasi/realisasi.csv", kolom="realisasi_fisik")
        if {row["triwulan"] for row in self.rows(done)} != set("1234"[: int(recipe["sampai"])]):
            return "belum dilaporkan"
        return plain(Decimal(str(self.total(done))) * 100 / Decimal(str(self.cell(plan))))

    # metadata ---------------------------------------------------------------------------------------------

    def stated(self, recipe: Recipe) -> Answer:
        """What a line of a dataset's descriptor states, by the words that it begins with."""
        for line in (self.folder / recipe["tabel"]).read_text(encoding="utf-8").splitlines():
            if line.strip().removeprefix("- ").startswith(recipe["kolom"] + ":"):
                return line.partition(":")[2].strip()
        raise ValueError(f"{recipe}: nothing stated")

    def licence(self, recipe: Recipe) -> Answer:
        """The name of the first licence of a descriptor."""
        lines = iter((self.folder / recipe["tabel"]).read_text(encoding="utf-8").splitlines())
        for line in lines:
            if line.startswith("licenses:"):
                return next(lines).partition("name:")[2].strip()
        raise ValueError(f"{recipe}: no licence")

    def answer(self, recipe: Recipe) -> Answer:
        """The answer by a recipe. KeyError for a way that is none."""
        return _WAYS[recipe["cara"]](self, recipe)


_WAYS: Mapping[str, Callable[[Reckoner, Recipe], Answer]] = {
    "sel": Reckoner.cell,
    "sel orang": Reckoner.small,
    "jumlah": Reckoner.total,
    "banyak": Reckoner.count,
    "daftar": Reckoner.listed,
    "anggaran": Reckoner.budget,
    "murni": Reckoner.original,
    "belanja": Reckoner.spent,
    "serapan": Reckoner.absorption,
    "diam": Reckoner.silent,
    "fisik": Reckoner.physical,
    "pernyataan": Reckoner.stated,
    "lisensi": Reckoner.licence,
}


def reckon_answers(project: Path) -> dict[str, Answer]:
    """All answers of one project, by the number of the question."""
    reckoner = Reckoner(project)
    found: dict[str, Answer] = {}
    for question in load_questions():
        recipe = question["hitung"]
        assert isinstance(recipe, dict)
        found[str(question["nomor"])] = reckoner.answer(recipe)
    return found


if __name__ == "__main__":
    for number, answer in reckon_answers(Path(sys.argv[1])).items():
        print(number, answer)
