"""A site's own record type in words: titles in the site's language, times, measures and cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from suluh.measuring.own_facts import OwnFacts
from suluh.measuring.own_figures import Aggregate, Time, list_times, year_of
from suluh.reading.standard_definitions import define_standard
from suluh.reading.standard_list import load_standard
from suluh.rendering.environment import show_date
from suluh.rendering.field_words import QUARTER_NAMES, SHORT_MONTHS
from suluh.rendering.page_figures import format_rupiah
from suluh.rendering.pages.shared.parts import KeyFigure
from suluh.rendering.pages.shared.shown_cells import is_money
from suluh.rendering.pages.shared.studio import Studio
from suluh.rendering.printed_facts import join_words, print_count, print_fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.own_types import is_stated_in, say_stated, section_of
from suluh.vocabulary.standards import Role, Standard, StandardColumn
from suluh.vocabulary.threads import Record
from suluh.words.numbers import format_number, format_percent

PERCENT = ("persen", "%")


@dataclass(frozen=True)
class OwnTypeView:
    """A type with its rows, as pages of a studio speak of it."""

    studio: Studio
    standard: Standard
    schema: Mapping[str, Any]
    records: Sequence[Record]
    scope: tuple[tuple[str, str], ...] = ()
    """What all of the rows are of, as names of facts say it."""

    @classmethod
    def of(cls, studio: Studio, name: str) -> OwnTypeView:
        """The view of the type `name`."""
        return cls(studio, define_standard(name), load_standard(name), studio.records(name))

    def of_rows(self, records: Sequence[Record], *scope: tuple[str, str]) -> OwnTypeView:
        """The same of some of the rows, and what they are of where that is less than before."""
        return replace(self, records=records, scope=(*self.scope, *scope))

    @cached_property
    def facts(self) -> OwnFacts:
        """What its rows amount to, as facts."""
        return OwnFacts.of(self.standard.name, self.records, *self.scope)

    @cached_property
    def section(self) -> str:
        """The section that shows it."""
        return section_of(self.standard.name, self.schema)

    @property
    def address(self) -> str:
        """The address of its first page."""
        return f"{self.section}/"

    @cached_property
    def title(self) -> str:
        """Its title in the site's language, where the schema has it."""
        return self.said(self.schema, "title")

    @property
    def is_translated(self) -> bool:
        """Whether its title is in the site's language."""
        return is_stated_in(self.studio.settings.language, self.schema, "title")

    @cached_property
    def description(self) -> str:
        """What a row is."""
        return self.said(self.schema, "description")

    def said(self, stated: Mapping[str, Any], key: str) -> str:
        """A text of the schema in the site's language, or as it is."""
        return say_stated(self.studio.settings.language, stated, key)

    def name_column(self, column: StandardColumn) -> str:
        """A column's title."""
        return self.said(
            next(entry for entry in self.schema["fields"] if entry["name"] == column.name), "title"
        )

    @cached_property
    def measures(self) -> tuple[StandardColumn, ...]:
        """Its measures that any table publishes, the main one first."""
        return tuple(
            standard_column
            for standard_column in self.standard.of_role(Role.MEASURE)
            if self.is_told(standard_column)
        )

    def is_told(self, column: StandardColumn) -> bool:
        """Whether any published table has the column."""
        return any(column.name in record.source.columns for record in self.records)

    def column_of(self, role: Role) -> StandardColumn | None:
        """The published column that stands for a role."""
        return next(
            (
                standard_column
                for standard_column in self.standard.of_role(role)
                if self.is_told(standard_column)
            ),
            None,
        )

    @cached_property
    def times(self) -> Sequence[Time]:
        """The times that rows are of, from the earliest to the latest."""
        return list_times(self.standard, self.records)

    @cached_property
    def years(self) -> Sequence[int]:
        """The years that rows are of, without those of no year."""
        return sorted({year_of(self.standard, record) for record in self.records} - {0})

    def show_time(self, time: Time) -> str:
        """A time in words: `2025`, `Mar 2025`, `TW II 2025`, `3 Maret 2025`."""
        columns = self.standard.of_role(Role.TIME)
        parts = [self._show_part(column, text) for column, text in zip(columns, time, strict=True) if text]
        return " ".join(reversed(parts))

    def _show_part(self, column: StandardColumn, text: str) -> str:
        say = self.studio.say
        if column.type == "date":
            return show_date(text, self.studio.settings.language)
        if column.type == "yearmonth" and text[5:7].isdecimal() and 1 <= int(text[5:7]) <= len(SHORT_MONTHS):
            return f"{say(SHORT_MONTHS[int(text[5:7]) - 1])} {text[:4]}"
        if column.name == "bulan" and text.isdecimal() and 1 <= int(text) <= len(SHORT_MONTHS):
            return say(SHORT_MONTHS[int(text) - 1])
        if column.name == "triwulan" and text in ("1", "2", "3", "4"):
            return say(QUARTER_NAMES[int(text) - 1])
        return text

    def show_amount(self, measure: StandardColumn, *, short: bool = False) -> Callable[[Decimal], str]:
        """How a measure's numbers are written."""
        if is_money(measure.unit):
            return lambda value: format_rupiah(value, short=short)
        if measure.unit.casefold() in PERCENT:
            return lambda value: format_percent(value)
        return lambda value: format_number(value)

    def unit_of(self, measure: StandardColumn) -> str:
        """The unit beside a number; empty where the number says it itself."""
        said = is_money(measure.unit) or measure.unit.casefold() in PERCENT
        return "" if said else self.studio.say(measure.unit)

    def show_figure(self, measure: StandardColumn, found: Aggregate) -> KeyFigure:
        """A sum as a key figure: its number or state, as of when, and of how many rows."""
        value, say = found.value, self.studio.say
        show = self.show_amount(measure, short=True)
        time = self.show_time(found.time)
        note = say(
            "%(told)s dari %(rows)s baris",
            told=print_count(self.facts.with_number(measure, found), unlinked=True),
            rows=print_count(self.facts.rows(found.time, found.rows), unlinked=True),
        )
        spread = ""
        if found.lowest is not None and found.highest is not None:
            texts = (show(found.lowest), show(found.highest))
            ends = [print_fact(*fact) for fact in zip(self.facts.ends(measure, found), texts, strict=True)]
            spread = ends[0] if texts[0] == texts[1] else join_words("–", *ends)
        return KeyFigure(
            label=self.name_column(measure),
            number=spread if value is None else print_fact(self.facts.amount(measure, found), show(value)),
            unit=self.unit_of(measure),
            state=State.NILAI.value if spread else found.state.value,
            sentence=say("Terendah sampai tertinggi; tidak dijumlahkan.") if spread else "",
            note=join_words(" · ", time, note),
        )

    def name_subject(self, role: Role, key: str) -> str:
        """The name of a region or an agency."""
        studio = self.studio
        return studio.agency_short_name(key) if role is Role.AGENCY else studio.region_link(key).text
