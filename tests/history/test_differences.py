"""`suluh diff` over real repositories; each story ends in the comment's text as a golden file.

SULUH_WRITE_GOLDEN=1 writes the golden files anew; read their difference before committing it.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from builders import make_field, make_resource, make_table
from own_type_samples import copy_own_site
from repositories import branch, commit, git, start_repository
from small_site import BUILDERS, DATASET, TABLE, edit
from suluh.cli.check import check
from suluh.cli.diff import diff
from suluh.cli.retract import retract
from suluh.history import table_differences
from suluh.history.revisions import find_revision, list_blobs
from suluh.history.schema_differences import compare_schemas
from suluh.history.table_differences import State, changed_rows, compare_tables
from suluh.vocabulary.package import Schema

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

GOLDEN = Path(__file__).parent / "komentar"
DESCRIPTOR = f"{DATASET}/datapackage.yaml"
RENAMED = "datasets/dinas-sosial/bantuan-pangan/datapackage.yaml"
REPORT = "content/laporan/dinas-sosial/2025-tw2.md"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return start_repository(tmp_path / "gudang")


def compare(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(diff, ["--root", str(root), *arguments])
    assert result.exit_code in (0, 1, 2), result.exception
    return result


def comment_on(root: Path, base: str = "main", head: str = "usul") -> tuple[int, str]:
    result = compare(root, base, head, "--format", "markdown")
    return result.exit_code, result.output


def assert_golden(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.md"
    if os.environ.get("SULUH_WRITE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_text(encoding="utf-8")


def codes(text: str) -> list[str]:
    return [one["code"] for one in json.loads(text)["findings"]]


def test_a_bad_table_is_told_what_to_mend_and_the_mended_one_what_it_changes(repository: Path) -> None:
    branch(repository, "usul")
    edit(repository, TABLE, "2025,120", "2025,seratus @orang ![x](https://jahat.example)")
    commit(repository, "Unggah data")
    told = CliRunner().invoke(check, ["--root", str(repository), "--format", "markdown"])
    assert told.exit_code == 1
    assert_golden("csv-salah", told.output)
    edit(repository, TABLE, "seratus @orang ![x](https://jahat.example)", "150")
    commit(repository, "Perbaiki data")
    code, comment = comment_on(repository)
    assert code == 0
    assert_golden("csv-diperbaiki", comment)


def test_a_renamed_dataset_must_keep_its_address(repository: Path) -> None:
    branch(repository, "usul")
    git(repository, "mv", DATASET, "datasets/dinas-sosial/bantuan-pangan")
    edit(
        repository,
        RENAMED,
        "name: bantuan\ntitle",
        "name: bantuan-pangan\ntitle",
    )
    commit(repository, "Ganti nama")
    code, comment = comment_on(repository)
    assert code == 1
    assert "V012" in comment and "nama&#95;lama&#58; &#91;bantuan&#93;" in comment  # can be copied
    assert_golden("ganti-nama", comment)
    edit(repository, RENAMED, "name: bantuan-pangan\n", "name: bantuan-pangan\nnama_lama: [bantuan]\n")
    edit(repository, "datasets/dinas-sosial/bantuan-pangan/bantuan.csv", "2025,120", "2025,150")
    commit(repository, "Arahkan nama lama")
    code, comment = comment_on(repository)
    assert code == 0
    assert_golden("ganti-nama-diarahkan", comment)


def test_a_former_name_leads_on_for_ever(repository: Path) -> None:
    edit(repository, DESCRIPTOR, "name: bantuan\ntitle", "name: bantuan\nnama_lama: [sembako]\ntitle")
    commit(repository, "Nama lama")
    edit(repository, DESCRIPTOR, "nama_lama: [sembako]\n", "")
    result = compare(repository, "main", "--format", "json")
    assert codes(result.output) == ["V001"] and "/data/sembako/" in result.output
    git(repository, "checkout", "-q", ".")
    arguments = ["bantuan", "--reason", "Keliru", "--yes", "--root", str(repository)]
    assert CliRunner().invoke(retract, arguments).exit_code == 0
    assert 'nama_lama: ["sembako"]' in (repository / DATASET / "nisan.yaml").read_text(encoding="utf-8")
    assert codes(compare(repository, "main", "--format", "json").output) == []


def test_a_deleted_dataset_and_report_must_keep_their_addresses(repository: Path) -> None:
    branch(repository, "usul")
    git(repository, "rm", "-q", "-r", DATASET, REPORT)
    commit(repository, "Hapus")
    code, comment = comment_on(repository)
    assert code == 1
    assert_golden("hapus", comment)
    assert codes(compare(repository, "main", "usul", "--format", "json").output) == ["V002", "V001"]


def test_two_branches_that_touch_the_same_rows_are_told_apart(repository: Path) -> None:
    branch(repository, "satu")
    edit(repository, TABLE, "2025,120", "2025,130")
    commit(repository, "Usul satu")
    branch(repository, "usul")
    git(repository, "reset", "-q", "--hard", "main")
    edit(repository, TABLE, "2025,120", "2025,140")
    commit(repository, "Usul dua")
    _, first = comment_on(repository, "main", "satu")
    _, second = comment_on(repository)
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "satu")
    _, after = comment_on(repository)
    assert_golden("dua-usul", "\n".join([first, second, after]))
    assert "<code>120</code></td><td><code>140</code>" in second
    assert "<code>130</code></td><td><code>140</code>" in after
    assert ["V009" in one for one in (first, second, after)] == [False, False, True]


def test_the_merge_that_a_forge_offers_is_told_as_the_submission_is(repository: Path) -> None:
    branch(repository, "usul")
    edit(repository, TABLE, "2025,120", "2025,140")
    commit(repository, "Usul")
    git(repository, "switch", "-q", "main")
    edit(repository, TABLE, "2025,120", "2025,130")
    edit(repository, "datasets/dinas-sosial/pagu/pagu.csv", ";100", ";101")
    commit(repository, "Sementara itu")
    git(repository, "switch", "-q", "--detach", "main")
    git(repository, "merge", "-q", "-X", "theirs", "--no-ff", "-m", "Gabungan", "usul")
    git(repository, "branch", "gabungan")
    for head in ("usul", "gabungan"):
        answer = json.loads(compare(repository, "main", head, "--format", "json").output)
        assert [(one["code"], "74.72.01.1007, 2025" in one["message"]) for one in answer["findings"]] == [
            ("V009", True)
        ]
        assert [one["name"] for one in answer["datasets"]] == ["bantuan"]
    assert json.loads(compare(repository, "usul", "main", "--format", "json").output)["elsewhere"] == 0


def test_what_only_the_target_changed_is_no_part_of_a_submission(repository: Path) -> None:
    branch(repository, "usul")
    edit(repository, TABLE, "2025,120", "2025,140")
    commit(repository, "Usul")
    git(repository, "switch", "-q", "main")
    shutil.copytree(repository / DATASET, repository / "datasets/dinas-sosial/baru")
    edit(repository, "datasets/dinas-sosial/baru/datapackage.yaml", "name: bantuan\n", "name: baru\n")
    report = (repository / REPORT).read_text(encoding="utf-8").replace("triwulan: 2", "triwulan: 1")
    (repository / REPORT.replace("tw2", "tw1")).write_text(report, encoding="utf-8")
    commit(repository, "Sementara itu")
    result = compare(repository, "main", "usul", "--format", "json")
    answer = json.loads(result.output)
    assert (result.exit_code, answer["findings"], answer["reports"], answer["elsewhere"]) == (0, [], [], 2)
    assert [one["name"] for one in answer["datasets"]] == ["bantuan"]
    for form in ("text", "markdown", "html"):
        said = compare(repository, "main", "usul", "--format", form).output
        assert "Sejak usulan ini dibuat, main juga berubah" in said


def test_a_changed_layout_is_judged(repository: Path) -> None:
    branch(repository, "usul")
    edit(
        repository,
        DESCRIPTOR,
        '{name: rata, type: number, decimalChar: ","}',
        '{name: rata_rata, type: number, decimalChar: ","}',
    )
    edit(repository, DESCRIPTOR, "enum: [beras, minyak]", "enum: [beras, minyak, gula]")
    edit(repository, TABLE, ",rata,", ",rata_rata,")
    commit(repository, "Ubah susunan")
    code, comment = comment_on(repository)
    assert code == 0
    assert_golden("susunan", comment)


def test_codes_that_excel_mangled_are_named(repository: Path) -> None:
    branch(repository, "usul")
    BUILDERS["xlsx_baik"](repository)
    book: Any = openpyxl.load_workbook(repository / DATASET / "bantuan.xlsx")
    book.active["A2"] = "7472011007"
    book.active["A3"] = 7.472e9
    day = datetime(2025, 5, 20)
    for kode, kegiatan in (
        ("7.472.01", "1.6.2.2.1"),  # thousands were made of it; leading zeros were lost
        ("74.72.01.1013", datetime(2001, 6, 2)),  # 1.06.02 was taken for a date
        ("74.72.01.1014", "1,06E+10"),
    ):
        book.active.append([kode, 2025, 10, 1.5, day, "beras", "Keluarga", kegiatan])
        day += timedelta(days=1)
    book.save(repository / DATASET / "bantuan.xlsx")
    git(repository, "rm", "-q", TABLE)
    edit(repository, DESCRIPTOR, "path: bantuan.csv", "path: bantuan.xlsx")
    commit(repository, "Unggah buku kerja")
    told = CliRunner().invoke(check, ["--root", str(repository), "--format", "markdown"])
    assert told.exit_code == 1
    for code in ("R004", "F209", "T201", "T202", "T204"):
        assert f"#{code}" in told.output
    assert "#R002" not in told.output  # that a number is no code is said once
    assert_golden("kode-excel", told.output)


def test_a_table_that_is_renamed_or_removed_is_a_change_of_layout(repository: Path) -> None:
    text = (repository / DESCRIPTOR).read_text(encoding="utf-8")
    head, _, rest = text.partition("resources:\n")
    table, _, tail = rest.partition("dasar_pengecualian")
    second = table.replace("name: bantuan\n", "name: kedua\n").replace("bantuan.csv", "kedua.csv")
    both = f"{head}resources:\n{table}{second}dasar_pengecualian{tail}"
    (repository / DESCRIPTOR).write_text(both, encoding="utf-8")
    shutil.copy(repository / TABLE, repository / DATASET / "kedua.csv")
    commit(repository, "Dua tabel")
    edit(repository, DESCRIPTOR, "name: kedua\n", "name: ketiga\n")
    edit(repository, f"{DATASET}/kedua.csv", "2025,120", "2025,125")
    answer = json.loads(compare(repository, "HEAD", "--format", "json").output)
    (_, told) = answer["datasets"][0]["tables"]
    assert (told["changed"], told["added"], told["schema"][0]["kind"]) == (1, 0, "nama_tabel")
    assert [one["code"] for one in answer["findings"]] == ["V005"]
    (repository / DESCRIPTOR).write_text(text, encoding="utf-8")
    answer = json.loads(compare(repository, "HEAD", "--format", "json").output)
    assert [(one["code"], "tabel hilang" in one["message"]) for one in answer["findings"]] == [("V005", True)]


def test_an_empty_and_a_shrunken_dataset_are_errors_unless_confirmed(repository: Path) -> None:
    pagu = "datasets/dinas-sosial/pagu/pagu.csv"
    lines = (repository / pagu).read_text(encoding="utf-8").splitlines(keepends=True)
    (repository / pagu).write_text("".join(lines[:2]), encoding="utf-8")
    (repository / TABLE).write_text((repository / TABLE).read_text(encoding="utf-8").splitlines()[0] + "\n")
    answer = compare(repository, "main", "--format", "json")
    assert answer.exit_code == 1
    assert {"V003", "V004"} <= set(codes(answer.output))
    edit(
        repository,
        "datasets/dinas-sosial/pagu/datapackage.yaml",
        "klasifikasi: publik",
        "konfirmasi_susut: 1\nklasifikasi: publik",
    )
    assert "V004" not in codes(compare(repository, "main", "--format", "json").output)
    edit(
        repository,
        "datasets/dinas-sosial/pagu/datapackage.yaml",
        "konfirmasi_susut: 1",
        "konfirmasi_susut: 2",
    )
    assert "V004" in codes(compare(repository, "main", "--format", "json").output)


def test_earlier_periods_rewritten_are_named(repository: Path) -> None:
    with (repository / TABLE).open("a", encoding="utf-8") as file:
        file.write('74.72.01.1007,2024,5,"1,5",2024-05-10,beras,Keluarga A,\n')
    commit(repository, "Tambah tahun lama")
    edit(repository, TABLE, "2024,5,", "2024,7,")
    answer = json.loads(compare(repository, "main", "--format", "json").output)
    (table,) = answer["datasets"][0]["tables"]
    assert table["retroactive"] == {"2024": 1}
    assert [one["code"] for one in answer["findings"]] == ["V006"]
    assert (table["totals"][0]["year"], table["totals"][0]["before"], table["totals"][0]["after"]) == (
        "2024",
        "5",
        "7",
    )


def test_what_is_not_public_is_never_shown(repository: Path) -> None:
    edit(repository, TABLE, "Keluarga A", "RAHASIA-LAMA")
    commit(repository, "Satu")
    edit(repository, TABLE, "RAHASIA-LAMA", "RAHASIA-BARU")
    for form in ("text", "json", "markdown", "html"):
        output = compare(repository, "main", "--format", form).output
        assert "RAHASIA" not in output and "penerima" not in output
    edit(repository, DESCRIPTOR, "penerima, type: string, klasifikasi: rahasia", "penerima, type: string")
    output = compare(repository, "main", "--format", "json").output
    assert "RAHASIA" not in output
    assert json.loads(output)["datasets"][0]["tables"][0]["schema"][0]["kind"] == "kolom_baru"
    edit(repository, DESCRIPTOR, "\nklasifikasi: publik", "\nklasifikasi: terbatas")
    edit(repository, TABLE, "2025,120", "2025,125")
    commit(repository, "Tutup")
    edit(repository, TABLE, "2025,125", "2025,126")
    answer = json.loads(compare(repository, "main", "--format", "json").output)
    assert (answer["datasets"], answer["hidden"]) == ([], 1)


def test_reports_that_come_late_or_fall_due_are_told(repository: Path) -> None:
    branch(repository, "usul")
    text = (repository / REPORT).read_text(encoding="utf-8")
    late = text.replace("triwulan: 2", "triwulan: 1")
    (repository / REPORT.replace("tw2", "tw1")).write_text(late, encoding="utf-8")
    commit(repository, "Laporan", day="2026-02-15")
    answer = json.loads(compare(repository, "main", "usul", "--format", "json").output)
    assert {(one["name"], one["state"]) for one in answer["reports"]} == {
        ("dinas-sosial/2025-tw1", "terlambat"),
        ("dinas-sosial/2025-tw3", "belum_ada"),
        ("dinas-sosial/2025-tw4", "belum_ada"),
    }


def test_unknown_revisions_are_misuse_and_sameness_is_said(repository: Path) -> None:
    assert compare(repository, "tiada").exit_code == 2
    assert compare(repository, "--output").exit_code == 2
    assert compare(repository, "main", "--upload-pack=x").exit_code == 2
    same = compare(repository, "main", "main")
    assert (same.exit_code, "Tidak ada yang berubah" in same.output) == (0, True)
    edit(repository, "mkdocs.yml", "site_name:", "site_name")
    assert codes(compare(repository, "main", "--format", "json").output) == ["V007"]


def test_attributes_and_links_of_a_submission_hide_nothing_and_lead_nowhere(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.csv export-ignore\n*.yaml export-subst\n", encoding="utf-8")
    (repository / DATASET / "tautan.csv").symlink_to("/etc/hostname")
    edit(repository, TABLE, "2025,120", "2025,121")
    commit(repository, "Sembunyikan")
    found = find_revision(repository, "HEAD")
    assert found is not None
    paths = [one.path for one in list_blobs(repository, found.commit)]
    assert TABLE in paths and f"{DATASET}/tautan.csv" not in paths
    assert "1 baris diubah" in compare(repository, "HEAD~1", "HEAD").output


def test_a_derived_dataset_changes_with_its_source(repository: Path) -> None:
    pagu = repository / "datasets/dinas-sosial/pagu/pagu.csv"
    head, first, *rest = pagu.read_text(encoding="utf-8").splitlines()
    pagu.write_text("\n".join([head, first + "9", *rest]) + "\n", encoding="utf-8")
    answer = json.loads(compare(repository, "main", "--format", "json").output)
    assert [one["name"] for one in answer["datasets"]] == ["anggaran", "pagu"]


def test_a_large_update_is_told_in_short(repository: Path) -> None:
    """200,000 rows, every tenth changed, some added and removed."""
    header = "kode_wilayah,tahun,jumlah,rata,tanggal,jenis,penerima,kegiatan\n"

    def rows(start: int, more: int) -> str:
        return header + "".join(
            f'74.72.01.{number},2025,{number + (more if number % 10 == 0 else 0)},"1,5",2025-05-10,beras,K,\n'
            for number in range(start, start + 200_000)
        )

    (repository / TABLE).write_text(rows(0, 0), encoding="utf-8")
    commit(repository, "Besar")
    branch(repository, "usul")
    (repository / TABLE).write_text(rows(50, 1), encoding="utf-8")
    commit(repository, "Lebih besar")
    _, comment = comment_on(repository)
    assert_golden("dua-ratus-ribu", comment)
    assert len(comment) < 60_000


cells = st.sampled_from(["", "0", "1", "2", "10", "x"])
tables = st.lists(st.tuples(st.integers(0, 9).map(str), cells, cells), max_size=12)


@given(tables, tables, tables, st.booleans())
def test_what_both_begin_and_end_with_changes_nothing_in_the_comparison(
    ends: list[Any], one: list[Any], other: list[Any], keyed: bool
) -> None:
    fields = ("kode", make_field("jumlah", type="integer"), "nama")
    schema = Schema(fields=make_resource(fields=fields).schema.fields, primary_key=("kode",) if keyed else ())
    resource = make_resource(fields=fields, schema=schema)
    before, after = (
        State(resource, make_table(("kode", "jumlah", "nama"), [*ends, *middle, *reversed(ends)]))
        for middle in (one, other)
    )
    found = compare_tables(before, after)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_differences, "_leave_out_equal", lambda before, after, _: (before, after))
        assert compare_tables(before, after) == found


@given(tables, tables)
def test_counts_add_up_and_comparing_back_turns_them_round(before: list[Any], after: list[Any]) -> None:
    fields = ("kode", make_field("jumlah", type="integer"), "nama")
    resource = make_resource(fields=fields)
    keyed = make_resource(fields=fields, schema=Schema(fields=resource.schema.fields, primary_key=("kode",)))
    one, other = (State(keyed, make_table(("kode", "jumlah", "nama"), rows)) for rows in (before, after))
    there, back = compare_tables(one, other), compare_tables(other, one)
    assert there.rows_before - there.removed + there.added == there.rows_after
    assert (there.added, there.removed, there.changed) == (back.removed, back.added, back.changed)
    assert compare_tables(one, one).same
    assert sum(
        ((total.after or Decimal()) - (total.before or Decimal()) for total in there.totals), Decimal()
    ) == sum(int(row[1]) for row in after if row[1].isdigit()) - sum(
        int(row[1]) for row in before if row[1].isdigit()
    )


def test_another_writing_of_the_same_number_is_no_change() -> None:
    old = State(
        make_resource(fields=("kode", make_field("n", type="number"))),
        make_table(("kode", "n"), [("1", "1.50")]),
    )
    new = State(
        make_resource(fields=("kode", make_field("n", type="number", decimal_char=","))),
        make_table(("kode", "n"), [("1", "1,5")]),
    )
    keyed = [
        State(
            make_resource(schema=Schema(fields=one.resource.schema.fields, primary_key=("kode",))), one.table
        )
        for one in (old, new)
    ]
    found = compare_tables(*keyed)
    assert (found.changed, found.rewritten, found.totals) == (0, 0, ())
    assert [(one.kind, one.breaking) for one in found.schema] == [("tanda_desimal", True)]


def test_a_table_in_canonical_form_is_the_same_as_before() -> None:
    words = {"": "belum dilaporkan", "-": "tidak berlaku"}
    fields = (
        make_field("tanggal", type="date", format="%d/%m/%Y"),
        make_field("aktif", type="boolean", descriptor={"trueValues": ["ya"], "falseValues": ["tidak"]}),
        make_field("harga", type="integer", group_char=".", descriptor={"bareNumber": False}),
        make_field("n", type="integer", missing_values=words),
    )
    plain = (
        make_field("tanggal", type="date"),
        make_field("aktif", type="boolean"),
        make_field("harga", type="integer"),
        make_field(
            "n", type="integer", missing_values={"": "belum dilaporkan", "tidak berlaku": "tidak berlaku"}
        ),
    )
    header = [field.name for field in fields]
    old_rows = [("05/03/2025", "ya", "Rp 1.500.000", "-"), ("06/03/2025", "tidak", "Rp 7", "")]
    new_rows = [("2025-03-05", "true", "1500000", "tidak berlaku"), ("2025-03-06", "false", "8", "")]
    before, after = (
        State(make_resource(schema=Schema(fields=some, primary_key=("tanggal",))), make_table(header, rows))
        for some, rows in ((fields, old_rows), (plain, new_rows))
    )
    found = compare_tables(before, after)
    assert (found.added, found.removed, found.changed) == (0, 0, 1)
    assert dict(found.changed_columns) == {"harga": 1}
    assert list(changed_rows(before, after)) == [("2025-03-06",)]


def test_only_some_changes_of_type_are_breaking() -> None:
    def typed(kind: str) -> Any:
        return make_resource(fields=("kode", make_field("n", type=kind)))

    assert [one.breaking for one in compare_schemas(typed("integer"), typed("number"))] == [False]
    assert [one.breaking for one in compare_schemas(typed("number"), typed("integer"))] == [True]
    assert [
        (one.kind, one.breaking) for one in compare_schemas(typed("string"), make_resource(fields=("kode",)))
    ] == [("kolom_hilang", True)]


def test_a_tombstone_keeps_the_address(repository: Path) -> None:
    shutil.rmtree(repository / DATASET)
    (repository / DATASET).mkdir()
    (repository / DATASET / "nisan.yaml").write_text(
        'judul: Bantuan pangan\ntanggal: "2025-07-02"\nalasan: Memuat data yang keliru.\n', encoding="utf-8"
    )
    assert codes(compare(repository, "main", "--format", "json").output) == []


def test_numbers_of_persons_are_masked_wherever_they_stand(repository: Path) -> None:
    nik = "7472014101900001"
    edit(
        repository,
        DESCRIPTOR,
        "{name: penerima, type: string, klasifikasi: rahasia}",
        "{name: penerima, type: string}",
    )
    commit(repository, "Buka kolom")
    edit(repository, TABLE, "Keluarga A", f"Keluarga {nik}")
    for form in ("text", "json", "markdown", "html"):
        output = compare(repository, "main", "--format", form).output
        assert "1 baris diubah" in output or form == "json"
        assert nik not in output


def budget_state(
    *amounts: str, columns: tuple[str, ...] = ("tahun", "instansi", "kode_rekening", "murni")
) -> State:
    """A budget whose descriptor states no key: an account for each amount."""
    rows = [
        {"tahun": "2025", "instansi": "x", "kode_rekening": f"5.1.{at:02}", "murni": amount}
        for at, amount in enumerate(amounts)
    ]
    fields = tuple(make_field(name, type="number" if name == "murni" else "string") for name in columns)
    resource = make_resource("anggaran", schema=Schema(fields), standar="anggaran")
    return State(resource, make_table(columns, [[row[name] for name in columns] for row in rows]))


def test_rows_of_a_record_type_are_told_apart_by_its_key() -> None:
    found = compare_tables(budget_state("10", "20"), budget_state("10", "25", "30"))
    assert (found.added, found.removed, found.changed) == (1, 0, 1)
    assert [(one.key, one.cells[0].column) for one in found.shown_changed] == [
        (("2025", "x", "5.1.01"), "murni")
    ]


def test_rows_of_a_sites_own_type_are_told_apart_by_its_key(tmp_path: Path) -> None:
    root = copy_own_site(tmp_path / "situs")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Data pertama")
    edit(root, "datasets/dinas-sosial/pasar/pasar.csv", "buka,43000000,118", "buka,44000000,118")
    told = compare(root, "main").output
    assert "1 baris diubah" in told and "ditambah" not in told and "dihapus" not in told


def test_a_table_without_a_needed_part_of_the_key_is_compared_by_whole_rows() -> None:
    columns = ("tahun", "instansi", "murni")
    found = compare_tables(budget_state("10", columns=columns), budget_state("20", columns=columns))
    assert (found.added, found.removed, found.changed) == (1, 1, 0)
