"""Budget accounts added up by the levels of their code, from `5` down to `5.1.02.01.01.0024`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from suluh.vocabulary.threads import Record, add_exactly, budget_in_force

INCOME, EXPENDITURE, FINANCING = "4", "5", "6"
ACCOUNT_LEVELS = 6


@dataclass(frozen=True, slots=True)
class AccountSum:
    """Totals of one account in rupiah, exact; None where no row states any.

    `budget` is the amount in force: of each row perubahan, else pergeseran, else murni.
    """

    code: str
    name: str
    murni: Decimal | None
    budget: Decimal | None
    rows: int


def sum_accounts(records: Iterable[Record], level: int) -> Mapping[str, AccountSum]:
    """Budget rows by the first `level` parts (1 to 6) of their account code, in order of the codes.

    A row whose code is shorter counts under its own code. Only rows whose code is the account's own
    name it; deeper ones do not.
    """
    groups: dict[str, list[Record]] = {}
    names: dict[str, str] = {}
    for record in records:
        code = record.text("kode_rekening")
        short = ".".join(code.split(".")[:level])
        groups.setdefault(short, []).append(record)
        if code == short:
            names.setdefault(short, record.text("nama_rekening"))
    return {
        code: AccountSum(
            code=code,
            name=names.get(code, ""),
            murni=add_exactly(one.number("murni") for one in groups[code]),
            budget=add_exactly(budget_in_force(one) for one in groups[code]),
            rows=len(groups[code]),
        )
        for code in sorted(groups)
    }
