"""Budget accounts added up by the levels of their code, from `5` down to `5.1.02.01.01.0024`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from suluh.reading.account_names import load_accounts
from suluh.reading.official_codes import official_account
from suluh.vocabulary.page_numbers import datasets_behind
from suluh.vocabulary.remembering import remembered
from suluh.vocabulary.thread_book import ThreadBook
from suluh.vocabulary.threads import Record, add_exactly, budget_in_force


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
    datasets: tuple[str, ...] = ()


def sum_accounts(records: Iterable[Record], level: int) -> Mapping[str, AccountSum]:
    """Budget rows by the first `level` parts of their account code, in order of the codes.

    A row whose code is shorter counts under its own code. Rows whose code is the account's own name it,
    else the official chart does; deeper ones do not.
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
            name=names.get(code) or official_account(code),
            murni=add_exactly(record.number("murni") for record in groups[code]),
            budget=add_exactly(budget_in_force(record) for record in groups[code]),
            rows=len(groups[code]),
            datasets=datasets_behind(groups[code]),
        )
        for code in sorted(groups)
    }


@remembered
def budget_rows(book: ThreadBook) -> Mapping[int, Sequence[Record]]:
    """Rows of budgets by year, those of revenue and financing too, in the order submitted."""
    found: dict[int, list[Record]] = {}
    for record in book.records("anggaran"):
        found.setdefault(record.whole("tahun"), []).append(record)
    return found


def net_financing(records: Iterable[Record], year: int) -> AccountSum:
    """Financing as the law of a year reckons it: what is received less what is paid out."""
    chart = load_accounts(year)
    level = chart.received.count(".") + 1
    rows = [row for row in records if row.text("kode_rekening").startswith(chart.financing)]
    groups = sum_accounts(rows, level)
    received, paid = groups.get(chart.received), groups.get(chart.paid)
    return AccountSum(
        code=chart.financing,
        name="",
        murni=_less(received.murni if received else None, paid.murni if paid else None),
        budget=_less(received.budget if received else None, paid.budget if paid else None),
        rows=sum(account.rows for account in groups.values()),
        datasets=datasets_behind(rows),
    )


def _less(amount: Decimal | None, other: Decimal | None) -> Decimal | None:
    return add_exactly((amount, None if other is None else -other))
