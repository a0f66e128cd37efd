"""The last look at the finished bytes: each rule, in each kind of file, and nothing on honest ones."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_sites import make_page, make_settings, make_site, read_tree
from suluh.assembly import egress, finished_parts, parquet_parts
from suluh.assembly.egress import EgressGate, inspect_site, make_gate
from suluh.assembly.fresh_pieces import FreshPieces
from suluh.assembly.personal_numbers import make_finder
from suluh.assembly.publication import publish
from suluh.engines import load_engine
from suluh.publishing.columnar_files import ColumnarColumn, write_columns
from suluh.vocabulary.fingerprints import Fingerprints, Recogniser, is_telling, make_fingerprints, words_of

KEY = b"kunci uji"
SECRET = "Wa Ode Kenari Sentinel"
NIK = "7472015708900003"
TOKEN = "ghp_" + "a1B2" * 9
KEY_BLOCK = "-----BEGIN RSA " + "PRIVATE KEY-----"

pytestmark = pytest.mark.usefixtures("plain_templates")


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> EgressGate:
    settings = make_settings(tmp_path_factory.mktemp("proyek"))
    secrets = make_fingerprints([SECRET, "0812 3456 7890", "Keluarga", "250000"], KEY)
    return make_gate(settings, secrets, make_finder())


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def png_with(kind: bytes, data: bytes) -> bytes:
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk


def jpeg_with(marker: int, data: bytes) -> bytes:
    return b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data + b"\xff\xd9"


def parquet_with(value: str = "aman", key: str = "aman", column: str = "isi") -> bytes:
    stream = io.BytesIO()
    columns = [ColumnarColumn("kode"), ColumnarColumn(column)]
    write_columns(stream, columns, [("01", value), ("02", None)], metadata={"judul": key})
    return stream.getvalue()


WRAPPERS = {
    "teks": ("a.html", lambda text: f"<p>{text}</p>".encode()),
    "atribut": ("a.html", lambda text: f'<a title="{text}" href="#">x</a>'.encode()),
    "komentar": ("a.html", lambda text: f"<!-- {text} -->".encode()),
    "entitas": ("a.html", lambda text: "".join(f"&#{ord(one)};" for one in text).encode()),
    "json": ("a.json", lambda text: f'{{"a": "{text}"}}'.encode()),
    "json-lolos": ("a.json", lambda text: "".join(f"\\u{ord(one):04x}" for one in text).encode()),
    "csv": ("a.csv", lambda text: f"a,b\r\n1,{text}\r\n".encode()),
    "svg": ("a.svg", lambda text: f"<svg><title>{text}</title></svg>".encode()),
    "zip": ("a.zip", lambda text: zipped("b.csv", text.encode())),
    "zip-dalam-zip": ("a.zip", lambda text: zipped("b.zip", zipped("c.txt", text.encode()))),
    "nama-di-zip": ("a.zip", lambda text: zipped(f"{text}.csv", b"")),
    "xlsx": ("a.xlsx", lambda text: zipped("xl/sharedStrings.xml", f"<t>{text}</t>".encode())),
    "xlsx-lembar": (
        "a.xlsx",
        lambda text: zipped(
            "xl/worksheets/sheet1.xml",
            b"<row><c><v>1</v></c></row>" * 9 + f"<row><t>{text}</t></row></sheetData>".encode(),
        ),
    ),
    "padat": ("a.txt.gz", lambda text: gzip.compress(text.encode())),
    "png": ("a.png", lambda text: png_with(b"tEXt", f"Comment\0{text}".encode())),
    "png-padat": ("a.png", lambda text: png_with(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode()))),
    "jpeg": ("a.jpg", lambda text: jpeg_with(0xFE, text.encode())),
    "pdf": ("a.pdf", lambda text: b"%PDF-1.7 stream\n" + zlib.compress(text.encode()) + b"\nendstream"),
    "parquet": ("a.parquet", lambda text: parquet_with(value=text)),
    "parquet-kunci": ("a.parquet", lambda text: parquet_with(key=text)),
    "parquet-kolom": ("a.parquet", lambda text: parquet_with(column=text)),
    "geojson": (
        "a.geojson",
        lambda text: f'{{"features":[{{"geometry":null,"properties":{{"a":"{text}"}}}}]}}'.encode(),
    ),
    "csvw": ("a.csv-metadata.json", lambda text: f'{{"dc:title":"{text}"}}'.encode()),
    "parquet-dalam-zip": ("a.zip", lambda text: zipped("b.parquet", parquet_with(value=text))),
    "tanpa-akhiran": ("SHA256SUMS", lambda text: text.encode()),
}


@pytest.mark.parametrize("how", WRAPPERS)
@pytest.mark.parametrize(
    ("code", "text"), [("E001", NIK), ("E002", SECRET), ("E005", TOKEN), ("E005", KEY_BLOCK)]
)
def test_what_may_not_leave_is_found_in_every_kind_of_file(
    gate: EgressGate, how: str, code: str, text: str
) -> None:
    name, wrap = WRAPPERS[how]
    found = gate.inspect(name, wrap(text))
    assert code in {one.code for one in found}
    for one in found:
        assert one.place.path == name
        assert (text not in (one.value or "") and text not in str(dict(one.details))) or how == "nama-di-zip"


@pytest.mark.parametrize("how", ["csv", "json", "json-lolos", "geojson", "zip", "xlsx-lembar", "parquet"])
def test_what_may_not_leave_is_found_in_whichever_block_it_lies(
    gate: EgressGate, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(finished_parts, "BLOCK", 40)
    monkeypatch.setattr(parquet_parts, "SMALL", 40)
    name, wrap = WRAPPERS[how]
    for text, code in ((NIK, "E001"), (SECRET, "E002"), (TOKEN, "E005")):
        assert code in {one.code for one in gate.inspect(name, io.BytesIO(wrap(text)))}
        gate.fresh = FreshPieces()


def test_the_line_is_counted_from_the_beginning_of_the_file(
    gate: EgressGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished_parts, "BLOCK", 40)
    lines = [f"{number},isi" for number in range(50)]
    content = "\r\n".join([*lines[:30], f"x,{NIK}", *lines[30:]]).encode()
    assert [one.place.line for one in gate.inspect("a.csv", io.BytesIO(content))] == [31]


def test_a_large_file_is_looked_at_as_a_small_one(
    gate: EgressGate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_bytes(b"a\r\n" * 50 + NIK.encode())
    (tmp_path / "b.zip").write_bytes(zipped("b.csv", b"a\r\n" * 50))
    small = inspect_site(tmp_path, gate)
    monkeypatch.setattr(egress, "LARGE", 10)
    gate.fresh = FreshPieces()
    assert inspect_site(tmp_path, gate) == small and [one.code for one in small[1]] == ["E001"]


def test_what_a_columnar_file_holds_besides_its_values_keeps_it_back(gate: EgressGate) -> None:
    honest = parquet_with(value="A" * len(SECRET))
    assert gate.inspect("a.parquet", honest) == []
    place = honest.rindex(b"A" * len(SECRET))
    assert honest.index(b"A" * len(SECRET)) < place, "a value stands in the statistics once more"
    tampered = honest[:place] + SECRET.encode() + honest[place + len(SECRET) :]
    assert [one.code for one in gate.inspect("a.parquet", tampered)] == ["E006"]
    foreign = io.BytesIO()
    pq.write_table(pa.table({"isi": ["aman"]}), foreign)
    assert [one.code for one in gate.inspect("a.parquet", foreign.getvalue())] == ["E006"]
    assert [one.code for one in gate.inspect("a.parquet", b"PAR1 bukan PAR1")] == ["E006"]


def test_a_file_name_is_looked_at_too(gate: EgressGate) -> None:
    assert [one.code for one in gate.inspect(f"data/{NIK}.csv", b"a\r\n1\r\n")] == ["E001"]
    assert [one.code for one in gate.inspect("data/wa ode kenari sentinel.csv", b"")] == ["E002"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("data/a-2024.csv", "data/b-0812.csv", "data/3456-7890.csv", "data/wa.csv"), []),
        ((f"data/{NIK}.csv", "data/a.csv"), [("E001", f"data/{NIK}.csv")]),
        (("data/a.csv", "data/wa ode kenari sentinel.csv"), [("E002", "data/wa ode kenari sentinel.csv")]),
        ((f"data/a,{NIK}.csv",), [("E001", f"data/a,{NIK}.csv")]),
    ],
)
def test_names_are_looked_at_together_and_told_apart(
    gate: EgressGate, tmp_path: Path, names: tuple[str, ...], told: list[tuple[str, str]]
) -> None:
    (tmp_path / "data").mkdir()
    for name in names:
        (tmp_path / name).write_bytes(b"")
    _, findings = inspect_site(tmp_path, gate)
    assert [(one.code, one.place.path) for one in findings] == told
    assert gate.plain_names == (
        frozenset() if told and "," not in names[0] else {*names} - {f"data/a,{NIK}.csv"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "WA ODE KENARI SENTINEL",
        "Wa&nbsp;Ode <b>Kenari</b> Sentinel",
        "wa-ode-kenari-sentinel",
        "081234567890 bukan, 0812-3456-7890 ya",
    ],
)
def test_a_withheld_text_is_recognised_however_it_is_written(gate: EgressGate, text: str) -> None:
    assert "E002" in {one.code for one in gate.inspect("a.html", f"<p>{text}</p>".encode())}


@pytest.mark.parametrize("text", ["Keluarga", "250000", "Wa Ode", "Kenari", "0.7472015708900003", "74.72.01"])
def test_what_occurs_by_chance_is_no_alarm(gate: EgressGate, text: str) -> None:
    assert gate.inspect("a.html", f"<p>{text}</p>".encode()) == []


def test_a_number_that_was_reviewed_at_the_door_is_no_alarm(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "proyek")
    own = make_gate(settings, Fingerprints(), make_finder(frozenset((NIK,))))
    other = NIK[:-1] + "4"
    assert own.inspect("a.csv", f"a\r\n{NIK}\r\n".encode()) == []
    assert [one.code for one in own.inspect("a.csv", f"{NIK},{other}\r\n".encode())] == ["E001"]


OTHERS = {
    "kk": "KK 7472010203040005",
    "npwp": "01.234.567.4-815.000",
    "ponsel": "0812-3456-7890",
    "surel": "wa.ode@pos.example",
    "rekening": "no. rekening BRI 1234567890123",
    "paspor": "paspor B1234567",
    "nip": "199001012015031001",
    "samar": "７４７２ ０１５７ ０８９０ ０００３",
}


@pytest.mark.parametrize("how", ["teks", "atribut", "json", "csv", "zip", "xlsx", "padat", "png", "jpeg"])
@pytest.mark.parametrize("kind", OTHERS)
def test_whatever_is_personal_is_found_by_the_doors_own_rules(gate: EgressGate, how: str, kind: str) -> None:
    name, wrap = WRAPPERS[how]
    text = OTHERS[kind]
    if kind == "rekening" and how in ("csv", "json"):
        text = text.replace(",", "")
    assert "E001" in {one.code for one in gate.inspect(name, wrap(text))}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<td>0812</td><td>3456</td><td>7890</td>"),
        ("a.html", "<p>ppid@kota.contoh.go.id, RT 03/RW 02, 7,47E+15</p>"),
        ("a.json", '{"garis": [1101,1102,1103,1104], "jumlah": 7472015708.9}'),
        ("a.csv", "a,b\r\n1101,1102,1103,1104\r\n"),
        ("assets/javascripts/tema.js", "// penulis@contoh.example"),
    ],
)
def test_what_is_nobodys_is_no_alarm(gate: EgressGate, name: str, text: str) -> None:
    assert gate.inspect(name, text.encode()) == []


def test_what_was_told_once_is_told_again_in_another_file(gate: EgressGate) -> None:
    page = f"<p>aman</p>\n<p><b>{NIK[:8]}</b>{NIK[8:]}</p>".encode()
    for name in ("a.html", "b.html"):
        assert [one.place.line for one in gate.inspect(name, page) if one.code == "E001"] == [1]


LOADS = [
    '<script src="https://lain.example/a.js"></script>',
    "<script src=//lain.example/a.js></script>",
    "<IMG SRC='HTTP://lain.example/a.png'>",
    '<img srcset="a.png 1x, https://lain.example/b.png 2x">',
    '<link rel="preload stylesheet" href="https://lain.example/a.css">',
    '<link rel="dns-prefetch" href="//lain.example">',
    '<iframe src="https://lain.example/"></iframe>',
    '<video poster="https://lain.example/a.jpg"></video>',
    '<form action="https://lain.example/kirim"></form>',
    '<object data="https://lain.example/a.swf"></object>',
    '<base href="https://lain.example/">',
    '<meta http-equiv="refresh" content="0;url=https://lain.example/">',
    '<svg><image xlink:href="https://lain.example/a.png"/></svg>',
    "<style>p { background: url(https://lain.example/a.png) }</style>",
    '<img src="&#104;ttps://lain.example/a.png">',
    '<img src="&#47;&#47;lain.example/a.png">',
    '<img src="\\\\lain.example/a.png">',
    '<img src="https:/lain.example/a.png">',
    '<img alt="<" src="//lain.example/a.png">',
    '<img src="/\t/lain.example/a.png">',
]


@pytest.mark.parametrize("html", LOADS)
def test_a_page_that_loads_from_elsewhere_is_held_back(gate: EgressGate, html: str) -> None:
    found = {one.code for one in gate.inspect("a.html", html.encode())}
    assert "E003" in found and found <= {"E003", "E008"}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://lain.example/">ke sana</a>',
        '<link rel="canonical" href="https://lain.example/">',
        '<link rel="license" href="https://lain.example/">',
        '<meta property="og:url" content="https://lain.example/">',
        '<script src="../aset/suluh.js"></script>',
        "<p>background: url(//lain.example/a.png)</p>",
        '<td title="&lt;script src=//lain.example&gt;">&lt;script src=//lain.example&gt;</td>',
        '<img alt="x src=https://lain.example/a.png" src="a.png">',
        '<img src="data:image/gif;base64,R0lGOD//AAAh">',
        '<img src="https://contoh.go.id/suluh/a.png">',
    ],
)
def test_a_mere_link_is_none(gate: EgressGate, html: str) -> None:
    assert gate.inspect("a.html", html.encode()) == []


def test_a_style_sheet_loads_nothing_from_elsewhere(gate: EgressGate) -> None:
    found = gate.inspect("aset/a.css", b'@import "https://lain.example/a.css"; p { cursor: url("b.png") }')
    assert [one.code for one in found] == ["E003"]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"],
)
def test_an_address_that_runs_something_is_found_in_data(gate: EgressGate, address: str) -> None:
    for name in ("data/katalog.json", "data/katalog.jsonld"):
        assert [one.code for one in gate.inspect(name, f'{{"path": "{address}"}}'.encode())] == ["E016"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_an_address_that_runs_something_is_found_in_graphs(gate: EgressGate, address: str) -> None:
    turtle = f'<a> a dcat:Dataset ;\n  dct:title "Data: 2024"@id ;\n  dct:license <{address}> .\n'
    xml = f'<dcat:Dataset rdf:about="a">\n <dct:license rdf:resource="{address}"/>\n</dcat:Dataset>\n'
    for name, text in (("data/katalog.ttl", turtle), ("data/katalog.rdf", xml)):
        assert "E016" in [finding.code for finding in gate.inspect(name, text.encode())]
        assert gate.inspect(name, text.replace(address, "https://contoh.go.id/").encode()) == []


def test_a_text_about_scripts_is_no_address(gate: EgressGate) -> None:
    for text in (
        "Kursus Python, javascript: dasar",
        'Kursus \\"JavaScript: dasar\\"',
        "Data: 2024",
        "tentang data:x",
    ):
        assert gate.inspect("data/katalog.json", f'{{"title": "{text}"}}'.encode()) == []


def test_paths_of_the_machine_are_found(gate: EgressGate, tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "proyek")
    own = make_gate(settings, Fingerprints(), make_finder())
    for text in (
        f"{settings.root}/datasets/a.csv",
        f"{Path.home()}/rahasia.txt",
        settings.root.as_uri() + "/x",
    ):
        assert {one.code for one in own.inspect("a.html", f"<p>{text}</p>".encode())} == {"E004"}
    for text in ("https://contoh.go.id/home/a", "/data/luas/", str(settings.root)):
        assert own.inspect("a.html", f"<p>{text}</p>".encode()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", jpeg_with(0xE1, b"Exif\0\0MM\0*GPS")),
        ("a.png", png_with(b"eXIf", b"MM\0*")),
        ("a.webp", b"RIFF\0\0\0\0WEBPEXIF" + struct.pack("<I", 4) + b"MM\0*"),
        ("a.pdf", b"%PDF-1.7 << /Author (Siapa) >>"),
    ],
)
def test_properties_of_pictures_stay_behind(gate: EgressGate, name: str, content: bytes) -> None:
    assert [one.code for one in gate.inspect(name, content)] == ["E007"]


def test_an_author_left_empty_is_nobody(gate: EgressGate) -> None:
    for author in (b"()", b" ( )", b"<>"):
        assert gate.inspect("a.pdf", b"%PDF-1.7 << /Author" + author + b" >>") == []


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.png"])
def test_what_cannot_be_looked_into_is_not_let_out(gate: EgressGate, name: str) -> None:
    assert [one.code for one in gate.inspect(name, b"rusak")] == ["E006"]


def test_a_leak_leaves_the_last_good_site(tmp_path: Path) -> None:
    settings = make_settings(tmp_path / "proyek")
    assert publish(make_site(), settings, load_engine("mkdocs")).site_dir is not None
    before = read_tree(settings.site_dir)
    leaking = make_site("dua", withheld=make_fingerprints([SECRET], KEY))
    pages = (*leaking.pages, make_page("data/", "Data", f"<p>{SECRET}</p>"))
    published = publish(
        make_site("dua", pages=pages, withheld=leaking.withheld), settings, load_engine("mkdocs")
    )
    assert published.site_dir is None
    told = [one for one in published.findings if one.code == "E002"]
    assert told[0].place.path == "data/index.html"
    assert read_tree(settings.site_dir) == before


@given(st.text(min_size=1, max_size=60), st.text(max_size=80), st.text(max_size=80))
def test_a_telling_text_is_found_between_any_others(secret: str, before: str, after: str) -> None:
    recogniser = Recogniser(make_fingerprints([secret], KEY))
    whole = " ".join(words_of(secret)[:12])
    if is_telling(secret):
        assert whole in set(recogniser.find(f"{before} ¶ {secret} ¶ {after}"))
    else:
        assert list(recogniser.find(f"{before} {secret} {after}")) == []
