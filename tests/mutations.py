"""Good submissions changed by chance: datasets, tables, reports, hand-written pages and `mkdocs.yml`.

A project of many such submissions is one try of each: what is wrong is withheld by its own, so that
every other one must be built. The same seed gives the same project.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from small_site import SMALL_SITE

AGENCY = "dinas-sosial"
SITE = "https://data.contoh.go.id/suluh/"

TEXTS = (
    *(
        "",
        " ",
        "x",
        "-",
        "0",
        "1.234,5",
        "1e400",
        "-1",
        "NaN",
        "inf",
        "ya",
        "null",
        "2025-02-30",
        "=1+1",
        "@SUM(A1)",
    ),
    *(
        "<script>alert(1)</script>",
        "</script><script>x",
        "<!-- ",
        "-->",
        "]]>",
        "<b onclick=x()>a</b>",
        "<base href=x>",
    ),
    *(
        "&#0;",
        "&lt;script&gt;",
        "&amp;#x3c;",
        "%%suluh:isi%%",
        "%%suluh:csp%%",
        "{{ 7*7 }}",
        "{% raw %}",
        "${x}",
    ),
    *(
        "\u202eterbalik",
        "\u200b",
        "a\u0301",
        "\u2028",
        "\ufffe",
        "\U0001f600",
        "\x1e",
        "\x1f",
        "\x0b",
        "\x85",
        "\xa0",
    ),
    *(
        "é" * 300,
        "kata" * 500,
        "panjang " * 400,
        "\t",
        "a\nb",
        "a\r\nb",
        "'",
        '"',
        "\\",
        "`",
        "|",
        "*",
        "_" * 40,
    ),
    *(
        f"{Path.home()}/rahasia/x.csv",
        "/".join(("", "home", "walidata", "kerja", "a")),
        "C:\\Users\\walidata\\a.xlsx",
        "file:///etc/passwd",
    ),
    *(
        "ghp_" + "a" * 36,
        "AKIA" + "Z" * 16,
        "-----BEGIN PRIVATE KEY-----",
        "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + ".cccccccccc",
    ),
    *(
        "081234567890",
        "+62 812-3456-7890",
        "7472014101900001",
        "7472 0141 0190 0001",
        "budi@contoh.com",
        "198001012005011001",
    ),
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "//asing.example/x",
        "http://[",
        "https://asing.example/a b",
        "mailto:",
    ),
    *(
        f"{SITE}tidak-ada/",
        f"{SITE}data/",
        f"{SITE}#x",
        "suluh:data/bantuan",
        "suluh:tidak/ada",
        "../../..",
        "#tidak-ada",
    ),
    *(
        "datapackage",
        "katalog",
        "index",
        "v",
        "riwayat",
        "wilayah",
        "bingkai",
        "con",
        "aux",
        "assets",
        "data",
        "laporan",
    ),
    *(
        "74.72",
        "74.72.01.1007",
        "99.99",
        "1.06.02.2.01",
        "0",
        "9" * 30,
        "0." + "1" * 40,
        "1_000",
        "１２３",
        "٣",
    ),
)
"""Words that one part or another of a site is known to stumble over."""

CODES = (
    "1.1.1",
    "a/b",
    "A B",
    "con",
    "..",
    ".",
    "x" * 300,
    "index",
    "bingkai",
    "é",
    "a?b",
    "a#b",
    "tw1",
    "2025",
    "a&b",
)
"""What a code may be that becomes a part of an address."""

ENDS = (" ", ".", "/", "A", "-2", "\u0301", "?", "#", "%", "\n", "&", ":", "\\", "\u200b", "🙂")
"""What may follow a good cell."""

RECORD_SITES = ("alur", "dokumen", "kegiatan", "kinerja", "pelayanan", "pengadaan", "tujuan")

BLOCKS = (
    "Kalimat biasa.",
    "## Judul",
    "# Judul utama",
    "###### Kecil {#kecil}",
    "[x](#tidak-ada)",
    "[x](#judul)",
    "[x](#yang-dikerjakan)",
    "[x](#)",
    "[x](#top)",
    "[x]()",
    "[x](tidak-ada.md)",
    "[x](index.md)",
    "[x](index.md#tentang)",
    "[x](../data/index.md)",
    "[x](../data/)",
    "[x](/suluh/data/)",
    "[x](/data/)",
    "[x](./)",
    "[x](..)",
    "[x](index.md?a=b#c)",
    "[x](%20)",
    "[x](http://[)",
    "[x](https://contoh.org/a?b=c&d=e#f)",
    "[x](//asing.example/a)",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](suluh:data/bantuan)",
    "[x](suluh:data/bantuan/)",
    "[x](suluh:data/bantuan#tidak-ada)",
    "[x](suluh:tidak/ada)",
    "[x](suluh:wilayah/74.72)",
    "[x](suluh:data/bantuan/riwayat)",
    "[x](suluh:)",
    f"[x]({SITE})",
    f"[x]({SITE}tidak-ada/)",
    f"<{SITE}hilang>",
    "![x](gambar/tidak-ada.png)",
    "![x](https://asing.example/x.png)",
    "![](x.png)",
    "[a]: tidak-ada.md\n\n[x][a]",
    "<script>alert(1)</script>",
    "<p onclick='x()'>a</p>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://asing.example/x.png'>",
    "<iframe src='a'></iframe>",
    "<style>p { background: url(https://asing.example/x) }</style>",
    "<div style='background: url(//asing.example/x)'>a</div>",
    "<a href=tidak-ada>x</a>",
    "<a href='#tidak-ada'>x</a>",
    "<a id=ada></a>[x](#ada)",
    "<a name='nama'></a>[x](#nama)",
    "<form action='https://asing.example/'><input></form>",
    "<meta http-equiv=refresh content='0;url=https://asing.example'>",
    "<svg><a xlink:href='tidak-ada'></a></svg>",
    "<!-- komentar -->",
    "<!-- tidak ditutup",
    "<details><summary>a</summary>b</details>",
    "```\n[x](#dalam-kode)\n<script>\n```",
    "    [x](#dalam-kode)\n    <script>",
    "`[x](#dalam-kode)` `<script>`",
    "~~~ {.python #potong}\na\n~~~",
    "| a | b |\n|---|:-:|\n| [x](#y) | 1 |",
    "> kutipan\n> > dalam\n> > > lagi",
    ">" * 120 + " dalam",
    "* a\n    * b\n        * c",
    "1. a\n1. b",
    "!!! note\n    Isi",
    '!!! note "<b>"\n    [x](#y)',
    "{: #nama onclick=x }",
    "Judul { #tidak-ada }\n=====",
    "Judul\n=====\n\nLain\n-----",
    "***tebal*** _miring_ **" + "*" * 60,
    "[" * 200,
    "(" * 200 + ")" * 200,
    "&copy; &#x41; &#0; &bogus;",
    "%%suluh:isi%% %%suluh:lapor%%",
    "Surel budi@contoh.com",
    "Hubungi 0812-3456-7890",
    "NIK 7472014101900001",
    "Kunci ghp_" + "a" * 36,
    f"Berkas {Path.home()}/rahasia/x.csv",
    "a\u202eb \u2028 \ufffe \U0001f600",
    "<p>" * 100,
    "</div></article></main>",
    "<h1>Lain</h1>",
    "<table><tr><td>a",
    "\\[x\\](#a)",
    "[x](<tidak ada.md>)",
    "[x](index.md 'judul \"a\"')",
    "<https://contoh.org/>",
    "[catatan]\n\n[catatan]: #tidak-ada",
)
"""Pieces of Markdown, good and bad."""

PAGE_NAMES = (
    *(
        "baru",
        "a b",
        "README",
        "index",
        "Besar",
        "titik.",
        ".sembunyi",
        "con",
        "404",
        "bingkai",
        "é",
        "a#b",
        "a%b",
        "x&y",
    ),
    *(
        "temuan",
        "umpan",
        "cara",
        "a.b",
        "robots.txt",
        "-minus",
        "_garis",
        "sangat-" * 20 + "panjang",
        "tanda'",
        "plus+",
    ),
)
PAGE_FOLDERS = (
    *(
        "tentang",
        "tentang",
        "tentang",
        "tentang/dalam",
        "panduan",
        "Tentang",
        "templates",
        "assets",
        "aset",
        "data",
    ),
    *("server", "robots.txt", "v", "umpan", "ppid", "standar", "cari", ".git", "bingkai"),
)

Mutate = Callable[[random.Random, dict[str, Any]], None]


def make_project(root: Path, seed: int, *, submissions: int = 40) -> Path:
    """A copy of the small site with so many submissions, each good but for one thing or two."""
    chance = random.Random(seed)
    shutil.copytree(SMALL_SITE, root)
    makers = (make_dataset, make_dataset, make_report, make_report, make_page, make_page)
    for number in range(submissions):
        makers[number % len(makers)](root, chance, number)
    if chance.random() < 0.5:
        change_settings(root, chance)
    return root


def make_dataset(root: Path, chance: random.Random, number: int) -> None:
    """A dataset of one table like the small site's, changed in description, table or names."""
    folder = root / "datasets" / AGENCY
    descriptor = yaml.safe_load((folder / "bantuan" / "datapackage.yaml").read_text(encoding="utf-8"))
    table = (folder / "bantuan" / "bantuan.csv").read_text(encoding="utf-8")
    name = f"acak-{number}"
    descriptor |= {"name": name, "title": f"Acak {number}"}
    descriptor["resources"][0] |= {"name": name, "path": "tabel.csv"}
    rows = [line.split(",") for line in table.replace('"1,5"', "1.5").replace('"2,25"', "2.25").splitlines()]
    fields = descriptor["resources"][0]["schema"]["fields"]
    fields[3].pop("decimalChar")
    fields.append({"name": "keterangan", "type": "string"})
    rows = [[*row, "keterangan" if not at else f"Baris {at}"] for at, row in enumerate(rows)]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        chance.choice(
            (_text_of, _text_of, _key_of, _field_of, _name_of, _list_of, _cell_of, _cell_of, _rows_of)
        )(chance, {"descriptor": descriptor, "rows": rows})
    name = str(descriptor.get("name", name))
    place = folder / (
        name
        if 0 < len(name) < 200 and name.isascii() and name.replace("-", "").isalnum()
        else f"acak-{number}"
    )
    if place.exists():
        place = folder / f"acak-{number}"
    place.mkdir()
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    (place / "datapackage.yaml").write_text(text, encoding="utf-8")
    end = chance.choice(("\n", "\n", "\n", "\r\n"))
    data = "".join(",".join(row) + end for row in rows)
    start = chance.choice(("", "", "", "\ufeff"))
    encoding = chance.choice(("utf-8",) * 8 + ("cp1252", "utf-16"))
    (place / "tabel.csv").write_bytes((start + data).encode(encoding, "replace"))


def _text_of(chance: random.Random, made: dict[str, Any]) -> None:
    descriptor = made["descriptor"]
    keys = [key for key, value in descriptor.items() if isinstance(value, str) and key != "name"]
    descriptor[chance.choice(keys)] = chance.choice(TEXTS)


def _key_of(chance: random.Random, made: dict[str, Any]) -> None:
    descriptor = made["descriptor"]
    key = chance.choice([one for one in descriptor if one != "resources"])
    if chance.random() < 0.4:
        del descriptor[key]
    else:
        descriptor[key] = chance.choice(
            (None, 1, [], {}, True, ["a"], {"a": "b"}, [1], -5, chance.choice(TEXTS))
        )


def _field_of(chance: random.Random, made: dict[str, Any]) -> None:
    field = chance.choice(made["descriptor"]["resources"][0]["schema"]["fields"])
    key = chance.choice(
        ("title", "description", "satuan", "name", "type", "format", "constraints", "example")
    )
    field[key] = chance.choice((*TEXTS, *TEXTS, None, 1, [], {}, "geopoint", "any", "object", "boolean"))


def _name_of(chance: random.Random, made: dict[str, Any]) -> None:
    resource = made["descriptor"]["resources"][0]
    choice = chance.randrange(4)
    if choice == 0:
        made["descriptor"]["name"] = chance.choice(TEXTS)
    elif choice == 1:
        resource["name"] = chance.choice((*TEXTS, "datapackage", made["descriptor"].get("name", "x")))
    elif choice == 2:
        second = deepcopy(resource)
        second["name"] = chance.choice(
            ("datapackage", "kedua", str(made["descriptor"].get("name")), "Kedua", "sha256sums")
        )
        made["descriptor"]["resources"].append(second)
    else:
        made["descriptor"]["nama_lama"] = [chance.choice((*TEXTS, "bantuan", "acak-1", "lama"))]


def _list_of(chance: random.Random, made: dict[str, Any]) -> None:
    descriptor = made["descriptor"]
    text = chance.choice(TEXTS)
    addition: dict[str, Any] = chance.choice(
        (
            {"sources": [{"title": text}]},
            {"sources": [{"title": "Sumber", "path": text}]},
            {"licenses": [{"name": text}]},
            {"licenses": [{"name": "CC-BY-4.0", "path": text}]},
            {"catatan": [{"judul": text, "isi": text}]},
            {
                "angka_kunci": [
                    {"nilai": chance.choice(("jumlah", "rata", "tahun", "jenis", text)), "label": text}
                ]
            },
            {"grafik": [{"jenis": "garis", "judul": text, "kategori": "tahun", "nilai": "jumlah"}]},
            {"grafik": [{"jenis": "batang", "judul": text, "kategori": "jenis", "nilai": "rata"}]},
            {"grafik": [{"jenis": "peta", "judul": text, "kategori": "kode_wilayah", "nilai": "jumlah"}]},
            {"contributors": [{"title": text, "role": "author"}]},
            {"keywords": [text, "a"]},
            {"version": text},
            {"homepage": text},
        )
    )
    descriptor |= addition


def _cell_of(chance: random.Random, made: dict[str, Any]) -> None:
    rows = made["rows"]
    if len(rows) < 2:
        return
    row = chance.choice(rows[1:])
    text = chance.choice(TEXTS)
    at = -1 if chance.random() < 0.6 else chance.randrange(len(row))
    row[at] = f'"{text}"'.replace('"""', '""""') if chance.random() < 0.7 else text


def _rows_of(chance: random.Random, made: dict[str, Any]) -> None:
    rows = made["rows"]
    choice = chance.randrange(6)
    if choice == 0:
        del rows[1:]
    elif choice == 1:
        rows.append(list(rows[-1]))
    elif choice == 2:
        rows[0][chance.randrange(len(rows[0]))] = chance.choice(TEXTS)
    elif choice == 3:
        rows[-1].append("lebih")
    elif choice == 4:
        rows[0] = [name.upper() for name in rows[0]]
    else:
        for year in range(1900, 1990):
            day = f"{year}-01-02"
            rows.append(
                ["74.72.01.1007", str(year), "1", "1", day, "beras", "", "", chance.choice(TEXTS[:9])]
            )


def make_report(root: Path, chance: random.Random, number: int) -> None:
    """A report like the small site's with other prose, or another word in its front matter."""
    year, quarter = 1990 + number // 4, 1 + number % 4
    stated: dict[str, Any] = {
        "judul": f"Laporan {number}",
        "instansi": AGENCY,
        "tahun": year,
        "triwulan": quarter,
        "tanggal": f"{year}-12-31",
        "ringkasan": "Ringkasan.",
        "klasifikasi": "publik",
        "status_data": "simulasi",
        "jenis_informasi": "berkala",
        "wilayah": ["74.72.01.1007"],
        "kegiatan": ["1.06.02.2.01"],
    }
    if chance.random() < 0.5:
        key = chance.choice([*stated, "nama_lama", "lain"])
        value: Any = chance.choice(TEXTS)
        stated[key] = chance.choice((value, value, value, [value], None, 5, {"a": value}))
    text = f"---\n{yaml.safe_dump(stated, allow_unicode=True, sort_keys=False)}---\n\n## Yang dikerjakan\n\n"
    _write(root / f"content/laporan/{AGENCY}/{year}-tw{quarter}.md", text + _prose(chance))


def make_page(root: Path, chance: random.Random, number: int) -> None:
    """A hand-written page somewhere, with front matter now and then."""
    name = chance.choice(PAGE_NAMES) if chance.random() < 0.25 else f"acak-{number}"
    folder = chance.choice(PAGE_FOLDERS) if chance.random() < 0.3 else "tentang"
    text = ""
    if chance.random() < 0.3:
        stated = {
            chance.choice(("title", "description", "title", "hide", "search")): chance.choice(
                (*TEXTS, ["toc"], 5)
            )
        }
        text = f"---\n{yaml.safe_dump(stated, allow_unicode=True)}---\n"
    _write(root / "content" / folder / f"{name}.md", f"{text}# Halaman {number}\n\n{_prose(chance)}")


def make_records(root: Path, seed: int) -> Path:
    """The small site with tables of a record type that has pages of its own, one cell of which is changed."""
    chance = random.Random(seed)
    shutil.copytree(SMALL_SITE, root)
    if seed % 8:
        shutil.copytree(SMALL_SITE.parent / RECORD_SITES[seed % 8 - 1], root, dirs_exist_ok=True)
    path = chance.choice(sorted(root.glob("datasets/*/*/*.csv")))
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.reader(file)]
    row = chance.choice(rows[1:])
    at = chance.randrange(len(row))
    row[at] = chance.choice((*TEXTS, *CODES)) if chance.random() < 0.7 else row[at] + chance.choice(ENDS)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return root


def change_settings(root: Path, chance: random.Random) -> None:
    """One of Suluh's own keys in `mkdocs.yml`, or the navigation."""
    path = root / "mkdocs.yml"
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    own = whole["plugins"][0]["suluh"]
    text = chance.choice(TEXTS)
    choice = chance.randrange(7)
    if choice == 0:
        whole["site_name"] = text
    elif choice == 1:
        whole["site_description"] = text
    elif choice == 2:
        own["sering_dicari"] = [text]
    elif choice == 3:
        own["ppid"] = {chance.choice(("nama", "alamat", "telepon", "surel", "situs")): text}
    elif choice == 4:
        own[chance.choice(("kontak", "lapor", "repositori", "pemilik"))] = text
    elif choice == 5:
        whole["nav"] = [
            {"Beranda": "index.md"},
            {text or "x": chance.choice(("tentang/index.md", "hilang.md", text, 5))},
        ]
    else:
        whole["site_url"] = chance.choice((text, SITE, "https://contoh.go.id"))
    path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _prose(chance: random.Random) -> str:
    return "\n\n".join(chance.choice(BLOCKS) for _ in range(chance.choice((1, 1, 2, 4)))) + "\n"


def _write(path: Path, text: str) -> None:
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except (FileExistsError, NotADirectoryError):
            return
