"""What was checked in a dataset and holds, and what its reader should know besides."""

from __future__ import annotations

from collections import Counter

from suluh.rendering.pages.data.dataset_contexts import QualityLine, rows_maker
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_words, print_count
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Field, Table
from suluh.words.saying import N_


def list_quality(studio: Studio, dataset: Dataset) -> list[QualityLine]:
    """What was checked and holds, and what a reader should know besides."""
    resource, table = dataset.main
    total = len(table.rows)
    say = studio.say
    maker = rows_maker(dataset, resource.name)

    def count(text: str, what: str, number: int) -> str:
        return say(text, count=print_count(maker.make(what, number)))

    passed = count(N_("%(count)s baris lolos pemeriksaan tanpa kesalahan"), "banyak_baris", total)
    entries: list[QualityLine] = [QualityLine(ok=True, text=passed)]
    if resource.schema.region_field:
        known = total - table.column(resource.schema.region_field).count("")
        without = total - known
        text = count(N_("%(count)s kode wilayah dikenal"), "baris_berwilayah", known)
        entries.append(QualityLine(ok=True, text=text))
        if without:
            text = count(N_("%(count)s baris tanpa kode wilayah"), "baris_tanpa_wilayah", without)
            entries.append(QualityLine(ok=None, text=text))
    for field in resource.schema.fields:
        if not field.is_number:
            continue
        blank = _count_states(table, field)
        for label, number in sorted(blank.items()):
            of_column = maker.inside(("kolom", field.name), ("sebab", label))
            printed = print_count(of_column.make("baris_tanpa_nilai", number))
            text = join_words(" ", f"{field.title or field.name}:", printed, say(label))
            entries.append(QualityLine(ok=None, text=text))
    if dataset.package.status_data.value == "sementara":
        entries.append(QualityLine(ok=None, text=say("Sementara: angkanya masih dapat berubah")))
    return entries


def _count_states(table: Table, field: Field) -> Counter[str]:
    labels = {missing_value.value: missing_value.label for missing_value in field.missing_values}
    cells = table.column(field.name)
    counts: Counter[str] = Counter()
    for text, label in labels.items():
        counts[label] += cells.count(text)
    return +counts
