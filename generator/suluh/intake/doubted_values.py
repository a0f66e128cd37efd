"""Values of a table that is not described yet, doubted as `check` will doubt them."""

from __future__ import annotations

from suluh.checking.value_doubts import check_value_doubts
from suluh.intake.reading_proposal import ReadingProposal
from suluh.vocabulary.findings import Finding
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
    fields = tuple(
        Field(
            column.name,
            column.type,
            satuan=column.unit,
            klasifikasi=_OPEN,
            missing_values=column.missing or (MissingValue(""),),
            decimal_char=str(column.form.get("decimalChar", ".")),
            group_char=str(column.form.get("groupChar", "")),
            descriptor=dict(column.form),
        )
        for column in proposal.columns
    )
    schema = Schema(fields, proposal.reading.primary_key, foreign_keys=proposal.foreign_keys)
    resource = Resource("tabel", "", ("tabel",), "csv", schema, _OPEN)
    package = DataPackage(
        *("tabel", "", "", "", "", "", _OPEN, StatusData.SEMENTARA, JenisInformasi.BERKALA, (resource,))
    )
    return check_value_doubts(package, resource, proposal.table)
