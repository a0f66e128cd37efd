"""Random histories of a project: what is closed, opened, withdrawn, moved, split, merged and named anew.

Every value has a marker that occurs nowhere else. A `History` knows, apart from any rule of Suluh, which
markers may be read at its end: those that stood in public and were never closed or withdrawn since.
"""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from random import Random

AGENCIES = ("dinas-a", "dinas-b", "dinas-c")
NAMES = ("bantuan", "kasus", "pagu", "rekap")
TABLES = ("utama", "rincian", "lampiran")
COLUMNS = ("jumlah", "nama", "umur", "alamat")
WORDS = ("rahasia", "terbatas")
REPORT = "laporan"


@dataclass
class Column:
    """A column by what it holds: it stays itself under other names and in other places."""

    number: int
    word: str = "publik"
    cells: list[str] = field(default_factory=list)


@dataclass
class Table:
    number: int
    columns: dict[str, Column]
    word: str = "publik"


@dataclass
class Dataset:
    number: int
    title: str
    tables: dict[str, Table]
    word: str = "publik"
    former: list[str] = field(default_factory=list)
    misspelt: bool = False


@dataclass
class History:
    """States as files, oldest first, and the world that the last one shows."""

    random: Random
    ledgered: bool
    datasets: dict[tuple[str, str], Dataset] = field(default_factory=dict)
    stones: dict[tuple[str, str], str] = field(default_factory=dict)
    withdrawn_versions: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    ledger: list[str] = field(default_factory=list)
    states: list[dict[str, bytes]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    open: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    withdrawn_titles: set[str] = field(default_factory=set)
    cells_of: dict[int, set[str]] = field(default_factory=dict)
    forbidden_digests: set[str] = field(default_factory=set)
    seen: list[dict[tuple[str, str], Dataset]] = field(default_factory=list)
    numbers: count[int] = field(default_factory=lambda: count(1))
    markers: set[str] = field(default_factory=set)

    # ------------------------------------------------------------ values and things

    def marker(self) -> str:
        one = f"zq{next(self.numbers):05d}x"
        self.markers.add(one)
        return one

    def new_column(self, rows: int, *, closed: float = 0.25) -> Column:
        word = self.random.choice(WORDS) if self.random.random() < closed else "publik"
        return Column(next(self.numbers), word, [self.marker() for _ in range(rows)])

    def new_table(self, *, closed: float = 0.15) -> Table:
        rows = self.random.randint(1, 3)
        names = self.random.sample(COLUMNS, self.random.randint(1, 3))
        word = self.random.choice(WORDS) if self.random.random() < closed else "publik"
        return Table(next(self.numbers), {name: self.new_column(rows) for name in names}, word)

    def new_dataset(self) -> Dataset:
        names = TABLES[: self.random.randint(1, 2)]
        word = "rahasia" if self.random.random() < 0.1 else "publik"
        return Dataset(next(self.numbers), self.marker(), {one: self.new_table() for one in names}, word)

    def pick(self) -> tuple[tuple[str, str], Dataset] | None:
        return self.random.choice(sorted(self.datasets.items())) if self.datasets else None

    def pick_table(self) -> tuple[Dataset, str, Table] | None:
        found = self.pick()
        if found is None:
            return None
        name = self.random.choice(sorted(found[1].tables))
        return found[1], name, found[1].tables[name]

    def free_place(self, agency: str = "") -> tuple[str, str] | None:
        used = {name for _, name in (*self.datasets, *self.stones)}
        free = [one for one in NAMES if one not in used]
        if not free:
            return None
        return agency or self.random.choice(AGENCIES), self.random.choice(free)

    # ------------------------------------------------------------ what is written down

    def canonical(self, place: tuple[str, str], one: Dataset) -> tuple[str, list[str]]:
        """The digests of the published bytes: of all tables together, and of each."""
        files: dict[str, bytes] = {}
        for table_name, table in one.tables.items():
            names = [name for name, col in table.columns.items() if col.word == "publik"]
            if table.word != "publik" or not names:
                continue
            text = io.StringIO(newline="")
            rows = zip(*(table.columns[name].cells for name in names), strict=True)
            csv.writer(text, lineterminator="\r\n").writerows([names, *rows])
            files[f"{table_name if files else place[1]}.csv"] = text.getvalue().encode()
        digests = {name: sha256(data).hexdigest() for name, data in files.items()}
        if len(files) == 1:
            return next(iter(digests.values())), list(digests.values())
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
        return sha256(listed.encode()).hexdigest(), list(digests.values())

    def files(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for (agency, name), one in self.datasets.items():
            folder = f"datasets/{agency}/{name}"
            found[f"{folder}/datapackage.json"] = json.dumps(describe(name, one)).encode()
            for table_name, table in one.tables.items():
                text = io.StringIO(newline="")
                rows = zip(*(col.cells for col in table.columns.values()), strict=True)
                csv.writer(text, lineterminator="\n").writerows([list(table.columns), *rows])
                found[f"{folder}/{table_name}.csv"] = text.getvalue().encode()
            versions = self.withdrawn_versions.get((agency, name))
            if versions:
                lines = [f'"{key}": {{tanggal: "2025-12-01", alasan: Keliru}}' for key in sorted(versions)]
                found[f"{folder}/nisan-versi.yaml"] = ("\n".join(lines) + "\n").encode()
        for (agency, name), title in self.stones.items():
            stone = f'judul: "{title}"\ntanggal: "2025-12-01"\nalasan: Keliru\n'
            found[f"datasets/{agency}/{name}/nisan.yaml"] = stone.encode()
        if self.ledger:
            listed = "\n".join(["tanggal,jenis,nama,folder,sidik", *self.ledger, ""])
            found["datasets/penarikan.csv"] = listed.encode()
        return found

    def commit(self, told: str) -> None:
        """Note the state, and what became of every marker by it: what closes first, then what is shown."""
        self.told.append(told)
        self.states.append(self.files())
        self.seen.append(copy.deepcopy(self.datasets))
        for _, _, col, shown in self._columns():
            self.cells_of.setdefault(col.number, set()).update(col.cells)
            for cell in col.cells:
                if not shown:
                    self.open.pop(cell, None)
            if not shown:
                self.close(col)
        for one, _, col, shown in self._columns():
            for cell in col.cells if shown else ():
                self.open.setdefault(cell, set()).add((one.number, col.number))

    def _columns(self) -> Iterator[tuple[Dataset, Table, Column, bool]]:
        for one in self.datasets.values():
            for table in one.tables.values():
                for col in table.columns.values():
                    words = {one.word, table.word, col.word}
                    yield one, table, col, words == {"publik"} and not one.misspelt

    def close(self, col: Column) -> None:
        """Whatever a column ever held is closed with it, wherever it lay."""
        for cell in self.cells_of.get(col.number, ()):
            left = {one for one in self.open.get(cell, ()) if one[1] != col.number}
            self.open[cell] = left

    def withdraw(self, one: Dataset) -> None:
        """Whatever a dataset ever showed is withdrawn with it."""
        self.withdrawn_titles.add(one.title)
        for cell, holders in self.open.items():
            self.open[cell] = {some for some in holders if some[0] != one.number}

    def forbidden(self) -> set[str]:
        """The markers that nobody may read at the end, those of titles apart."""
        titles = {one.title for world in self.seen for one in world.values()}
        return {one for one in self.markers - titles if not self.open.get(one)}


def describe(name: str, one: Dataset) -> dict[str, object]:
    """The descriptor of a dataset."""
    resources = []
    for table_name, table in one.tables.items():
        fields = []
        for column_name, col in table.columns.items():
            said: dict[str, object] = {"name": column_name, "type": "string"}
            fields.append(said if col.word == "publik" else {**said, "klasifikasi": col.word})
        entry: dict[str, object] = {
            "name": table_name,
            "path": f"{table_name}.csv",
            "schema": {"fields": fields},
        }
        resources.append(entry if table.word == "publik" else {**entry, "klasifikasi": table.word})
    found: dict[str, object] = {
        "name": name,
        "title": one.title,
        "klasifikasi": one.word,
        "status_data": "tetap",
        "jenis_informasi": "berkala",
        "resources": resources,
    }
    if one.misspelt:
        found["klasifkasi"] = "rahasia"
    return {**found, "nama_lama": one.former} if one.former else found


# ---------------------------------------------------------------- what may happen

Step = Callable[[History], str | None]
"""Changes the world; says what it did, or None where it could do nothing."""


def add_dataset(world: History) -> str | None:
    place = world.free_place()
    if place is None:
        return None
    world.datasets[place] = world.new_dataset()
    return f"dataset baru {place}"


def change_values(world: History) -> str | None:
    found = world.pick_table()
    if found is None:
        return None
    _, name, table = found
    for col in table.columns.values():
        if world.random.random() < 0.7:
            col.cells = [world.marker() if world.random.random() < 0.7 else one for one in col.cells]
    return f"nilai diubah di {name}"


def change_rows(world: History) -> str | None:
    found = world.pick_table()
    if found is None:
        return None
    _, name, table = found
    for col in table.columns.values():
        col.cells = [*col.cells[1:], world.marker(), world.marker()]
    return f"baris berganti di {name}"


def close_something(world: History) -> str | None:
    found = world.pick_table()
    if found is None:
        return None
    one, name, table = found
    word = world.random.choice(WORDS)
    kind = world.random.choice(("dataset", "tabel", "kolom", "kolom", "kolom"))
    if kind == "dataset":
        one.word = word
    elif kind == "tabel":
        table.word = word
    else:
        table.columns[world.random.choice(sorted(table.columns))].word = word
    return f"{kind} ditutup di {name}"


def open_something(world: History) -> str | None:
    found = world.pick_table()
    if found is None:
        return None
    one, name, table = found
    one.word = table.word = "publik"
    one.misspelt = False
    for col in table.columns.values():
        if world.random.random() < 0.5:
            col.word = "publik"
    return f"dibuka {name}"


def misspell_closing(world: History) -> str | None:
    found = world.pick()
    if found is None:
        return None
    found[1].misspelt = True
    return f"salah eja menutup {found[0]}"


def rename_column(world: History) -> str | None:
    """Under another name; perhaps closed by it, and the old name taken at once by something public."""
    found = world.pick_table()
    free = [one for one in COLUMNS if found and one not in found[2].columns]
    if found is None or not free:
        return None
    _, name, table = found
    old, new = world.random.choice(sorted(table.columns)), world.random.choice(free)
    renamed = {new if key == old else key: col for key, col in table.columns.items()}
    if world.random.random() < 0.5:
        renamed[new].word = world.random.choice(WORDS)
    if world.random.random() < 0.5:
        renamed[old] = world.new_column(len(renamed[new].cells), closed=0)
    table.columns = renamed
    return f"kolom {old} menjadi {new} di {name}"


def add_or_remove_column(world: History) -> str | None:
    found = world.pick_table()
    if found is None:
        return None
    _, name, table = found
    free = [one for one in COLUMNS if one not in table.columns]
    if free and (len(table.columns) == 1 or world.random.random() < 0.5):
        rows = len(next(iter(table.columns.values())).cells)
        table.columns[world.random.choice(free)] = world.new_column(rows)
        return f"kolom baru di {name}"
    if len(table.columns) > 1:
        del table.columns[world.random.choice(sorted(table.columns))]
        return f"kolom dihapus di {name}"
    return None


def rename_table(world: History) -> str | None:
    found = world.pick_table()
    free = [one for one in TABLES if found and one not in found[0].tables]
    if found is None or not free:
        return None
    one, old, table = found
    new = world.random.choice(free)
    one.tables = {new if key == old else key: some for key, some in one.tables.items()}
    if world.random.random() < 0.5:
        table.word = world.random.choice(WORDS)
    if world.random.random() < 0.5:
        one.tables[old] = world.new_table(closed=0)
        if world.random.random() < 0.5:
            fresh = world.new_table(closed=0)
            rows = len(next(iter(fresh.columns.values())).cells)
            names = list(table.columns)
            one.tables[old].columns = {name: world.new_column(rows, closed=0) for name in names}
    return f"tabel {old} menjadi {new}"


def remove_table(world: History) -> str | None:
    found = world.pick_table()
    if found is None or len(found[0].tables) < 2:
        return None
    del found[0].tables[found[1]]
    return f"tabel {found[1]} dihapus"


def split_table(world: History) -> str | None:
    """Rows, or columns, go into a new table that may be closed."""
    found = world.pick_table()
    free = [one for one in TABLES if found and one not in found[0].tables]
    if found is None or not free:
        return None
    one, name, table = found
    new = world.random.choice(free)
    word = world.random.choice(("publik", *WORDS))
    if world.random.random() < 0.5 and len(table.columns) > 1:
        gone = world.random.choice(sorted(table.columns))
        one.tables[new] = Table(next(world.numbers), {gone: table.columns.pop(gone)}, word)
        return f"kolom {gone} dari {name} ke tabel {new} ({word})"
    columns = {}
    for key, col in table.columns.items():
        columns[key] = Column(next(world.numbers), col.word, col.cells[:1])
        col.cells = [*col.cells[1:], world.marker()]
    one.tables[new] = Table(next(world.numbers), columns, word)
    return f"baris dari {name} ke tabel {new} ({word})"


def split_dataset(world: History) -> str | None:
    """A table goes into a dataset of its own, which may be closed; its place may be taken by another."""
    found = world.pick()
    place = world.free_place(found[0][0] if found else "")
    if found is None or place is None:
        return None
    (_, name), one = found
    gone = world.random.choice(sorted(one.tables))
    table = one.tables.pop(gone)
    if not one.tables or world.random.random() < 0.5:
        rows = 2
        one.tables[gone] = Table(
            next(world.numbers), {key: world.new_column(rows, closed=0) for key in table.columns}
        )
    word = world.random.choice(("publik", *WORDS))
    world.datasets[place] = Dataset(next(world.numbers), world.marker(), {gone: table}, word)
    return f"tabel {gone} dari {name} ke {place} ({word})"


def merge_datasets(world: History) -> str | None:
    if len(world.datasets) < 2:
        return None
    first, second = world.random.sample(sorted(world.datasets), 2)
    one, other = world.datasets[first], world.datasets.pop(second)
    free = [name for name in TABLES if name not in one.tables]
    for name, (_, table) in zip(free, sorted(other.tables.items()), strict=False):
        if other.word != "publik":
            table.word = other.word
        elif world.random.random() < 0.4:
            table.word = world.random.choice(WORDS)
        one.tables[name] = table
    if world.random.random() < 0.5:
        one.former = [*one.former, second[1]]
    return f"{second} masuk ke {first}"


def move_dataset(world: History) -> str | None:
    """To another agency or under another name, told or not; perhaps closed by it."""
    found = world.pick()
    if found is None:
        return None
    (agency, name), one = found
    target = world.free_place(agency)
    if world.random.random() < 0.5 or target is None:
        target = (world.random.choice([some for some in AGENCIES if some != agency]), name)
    del world.datasets[agency, name]
    if target[1] != name and world.random.random() < 0.7:
        one.former = [*one.former, name]
    if world.random.random() < 0.3:
        one.word = world.random.choice(WORDS)
    world.datasets[target] = one
    if world.random.random() < 0.3 and target[1] != name and name not in one.former:
        columns = next(iter(one.tables.values())).columns
        fresh = {key: world.new_column(2, closed=0) for key in columns}
        table = {next(iter(one.tables)): Table(next(world.numbers), fresh)}
        world.datasets[agency, name] = Dataset(next(world.numbers), world.marker(), table)
    return f"{agency}/{name} pindah ke {target}"


def remove_dataset(world: History) -> str | None:
    found = world.pick()
    if found is None:
        return None
    del world.datasets[found[0]]
    return f"{found[0]} dihapus"


def retract_dataset(world: History) -> str | None:
    found = world.pick()
    if found is None:
        return None
    place, one = found
    _withdraw(world, place, one)
    world.stones[place] = one.title
    return f"{place} ditarik"


def republish(world: History, place: tuple[str, str] | None = None) -> str | None:
    """The tombstone goes, and the dataset is there again, corrected; or another agency takes the name."""
    if not world.stones:
        return None
    place = place or world.random.choice(sorted(world.stones))
    last = next((then[place] for then in reversed(world.seen) if place in then), None)
    stone = f"datasets/{place[0]}/{place[1]}/nisan.yaml"
    if last is None or not (world.ledgered or stone in world.states[-1]):
        return None  # a tombstone that no commit ever had, and no ledger: nothing could remember it
    del world.stones[place]
    fresh = copy.deepcopy(last)
    fresh.number, fresh.word, fresh.title = next(world.numbers), "publik", world.marker()
    for table in fresh.tables.values():
        for col in table.columns.values():
            col.number = next(world.numbers)
            col.cells = [world.marker() for _ in col.cells]
    target = place if world.random.random() < 0.6 else (world.random.choice(AGENCIES), place[1])
    world.datasets[target] = fresh
    return f"{place} terbit lagi di {target}"


def retract_and_republish(world: History) -> str | None:
    """As one commit shows it that brought both in: no tombstone is ever seen, the ledger alone tells."""
    found = world.pick()
    if found is None or not world.ledgered or found[0] not in world.seen[-1]:
        return None
    place, one = found
    _withdraw(world, place, one)
    world.stones[place] = one.title
    return republish(world, place)


def _withdraw(world: History, place: tuple[str, str], one: Dataset) -> None:
    world.withdraw(one)
    if world.ledgered:
        number = len(world.states)
        day = f"2025-{1 + number // 28:02d}-{1 + number % 28:02d}"
        for digest in [world.canonical(place, one)[0], *world.canonical(place, one)[1]]:
            world.ledger.append(f"{day},dataset,{place[1]},datasets/{'/'.join(place)},{digest}")
    world.withdrawn_versions.pop(place, None)
    world.datasets.pop(place)


def withdraw_version(world: History) -> str | None:
    """One earlier version of a dataset that is still published."""
    found = world.pick()
    if found is None:
        return None
    place, one = found
    now = world.canonical(place, one)[0]
    earlier = [
        (number, world.canonical(place, then[place]))
        for number, then in enumerate(world.seen)
        if place in then and then[place].number == one.number
    ]
    earlier = [(number, digests) for number, digests in earlier if digests[0] != now]
    if not earlier:
        return None
    number, (digest, _) = world.random.choice(earlier)
    name = f"2025-{1 + number // 28:02d}-{1 + number % 28:02d}-{digest[:8]}"
    world.withdrawn_versions.setdefault(place, {})[name] = digest
    world.forbidden_digests.add(digest)
    return f"versi {name} dari {place} ditarik"


def forget_versions(world: History) -> str | None:
    if not world.withdrawn_versions:
        return None
    world.withdrawn_versions.clear()
    return "daftar versi yang ditarik dihapus"


STEPS: tuple[tuple[Step, int], ...] = (
    (add_dataset, 3),
    (change_values, 6),
    (change_rows, 3),
    (close_something, 6),
    (open_something, 3),
    (misspell_closing, 1),
    (rename_column, 5),
    (add_or_remove_column, 3),
    (rename_table, 4),
    (remove_table, 2),
    (split_table, 3),
    (split_dataset, 3),
    (merge_datasets, 2),
    (move_dataset, 4),
    (remove_dataset, 2),
    (retract_dataset, 5),
    (republish, 7),
    (retract_and_republish, 2),
    (withdraw_version, 2),
    (forget_versions, 1),
)


def make_history(seed: int, length: int = 9) -> History:
    """A history of so many commits, the same for the same seed."""
    random = Random(seed)
    world = History(random, ledgered=random.random() < 0.5)
    for _ in range(random.randint(1, 3)):
        add_dataset(world)
    world.commit("awal")
    steps, weights = zip(*STEPS, strict=True)
    for _ in range(length):
        told = [random.choices(steps, weights)[0](world) for _ in range(random.choice((1, 1, 1, 2)))]
        said = "; ".join(one for one in told if one)
        if said:
            world.commit(said)
    return world
