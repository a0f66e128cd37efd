"""Values and cells of a table that is not described yet, judged as `check` will judge them."""

from __future__ import annotations

from suluh.checking.value_doubts import check_value_doubts
from suluh.intake.reading_proposal import ReadingProposal
from suluh.reading.source_faults import find_source_faults
from suluh.vocabulary.findings import Finding, Place
from suluh.vocabulary.package import (
    DataPackage,
    Field,
    JenisInformasi,
    Klasifikasi,
    MissingValue,
    Resource,
    Schema,
    StatusData,
)

_OPEN = Klasifikasi.PUBLIK


def doubt_values(proposal: ReadingProposal) -> list[Finding]:
    """W035 to W038 for the table as it is read; whoever brings the file may see all of it."""
    if proposal.table is None:
        return []
    resource = _describe(proposal)
    package = DataPackage(
        *("tabel", "", "", "", "", "", _OPEN, StatusData.SEMENTARA, JenisInformasi.BERKALA, (resource,))
    )
    return check_value_doubts(package, resource, proposal.table)


def find_cell_faults(proposal: ReadingProposal) -> list[Finding]:
    """What the file's cells hold beside their texts that the table's columns do not bear: F204 to F214."""
    if proposal.table is None:
        return []
    shaped = proposal.shaped
    return find_source_faults(proposal.table, shaped.kinds, proposal.sheets, _describe(proposal), Place())


def _describe(proposal: ReadingProposal) -> Resource:
    """The table's resource as it would be declared, all of it open."""
    fields = tuple(
        Field(
            column.name,
            column.type,
            satuan=column.unit,
            klasifikasi=_OPEN,
            missing_values=column.missing or (MissingValue(""),),
            decimal_char=str(column.form.get("decimalChar", ".")),
            group_char=str(column.form.get("groupChar", "")),
            descriptor=dict(column.form) | {"satuan": column.unit},
        )
        for column in proposal.columns
    )
    schema = Schema(fields, proposal.reading.primary_key, foreign_keys=proposal.foreign_keys)
    return Resource("tabel", "", ("tabel",), "csv", schema, _OPEN, recipe=proposal.recipe)
