"""What was checked in a dataset and holds, and what its reader should know besides."""

from __future__ import annotations

from collections import Counter

from suluh.rendering.pages.data.dataset_contexts import QualityLine
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.package import Field, Table
from suluh.words.numbers import format_number


def list_quality(studio: Studio, dataset: Dataset) -> list[QualityLine]:
    """What was checked and holds, and what a reader should know besides."""
    resource, table = dataset.main
    total = len(table.rows)
    say = studio.say
    entries: list[QualityLine] = [
        QualityLine(
            ok=True,
            text=say("%(count)s baris lolos pemeriksaan tanpa kesalahan", count=format_number(total)),
        )
    ]
    if resource.schema.region_field:
        known = sum(1 for kode in table.column(resource.schema.region_field) if kode)
        without = total - known
        entries.append(
            QualityLine(ok=True, text=say("%(count)s kode wilayah dikenal", count=format_number(known)))
        )
        if without:
            entries.append(
                QualityLine(
                    ok=None, text=say("%(count)s baris tanpa kode wilayah", count=format_number(without))
                )
            )
    for field in resource.schema.fields:
        if not field.is_number:
            continue
        blank = _count_states(table, field)
        for label, count in sorted(blank.items()):
            text = f"{field.title or field.name}: {format_number(count)} {say(label)}"
            entries.append(QualityLine(ok=None, text=text))
    if dataset.package.status_data.value == "sementara":
        entries.append(QualityLine(ok=None, text=say("Sementara: angkanya masih dapat berubah")))
    return entries


def _count_states(table: Table, field: Field) -> Counter[str]:
    labels = {missing_value.value: missing_value.label for missing_value in field.missing_values}
    return Counter(labels[text] for text in table.column(field.name) if text in labels)
