"""What must hold for the rows of each record type beside its schema: one module per family of types.

A type without an entry here is checked by its schema alone. A new rule is a function
`(records, places, known) -> Iterator[Finding]` over the rows of one table, and a line in `RULES`.
Its module takes `Known` from `record_rules.known`.
"""

from __future__ import annotations

from collections.abc import Mapping

from suluh.checking.record_rules.activities import check_activities
from suluh.checking.record_rules.documents import check_official_documents
from suluh.checking.record_rules.five_years import check_five_years
from suluh.checking.record_rules.goals import check_goals, check_plan_goals
from suluh.checking.record_rules.known import Known, Rule
from suluh.checking.record_rules.performance import check_achievements, check_indicators, check_indices
from suluh.checking.record_rules.procurement import check_procurements
from suluh.checking.record_rules.services import (
    check_attendance,
    check_complaints,
    check_licences,
    check_services,
    check_village_profiles,
)
from suluh.checking.record_rules.totals import check_budget_rows, check_totals

__all__ = ["RULES", "Known"]

RULES: Mapping[str, Rule] = {
    "kegiatan": check_activities,
    "dokumen": check_official_documents,
    "anggaran": check_budget_rows,
    "jumlah_anggaran": check_totals,
    "tujuan": check_goals,
    "rencana": check_plan_goals,
    "target_lima_tahun": check_five_years,
    "indikator": check_indicators,
    "capaian": check_achievements,
    "indeks": check_indices,
    "layanan": check_services,
    "pengadaan": check_procurements,
    "perizinan": check_licences,
    "aduan": check_complaints,
    "kehadiran": check_attendance,
    "profil_desa": check_village_profiles,
}
"""By record type."""
