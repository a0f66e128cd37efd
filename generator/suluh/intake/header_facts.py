"""What a header of several lines says of all its measures alike, and the shorter names that leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from suluh.intake.column_facets import read_facets
from suluh.intake.header_lines import Layout
from suluh.intake.measured_columns import measure_columns
from suluh.intake.title_facts import find_unit

_SHORT = 25


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """What the header says of all measures alike: `constants` by facet; and short names by the full ones."""

    constants: Mapping[str, str] = field(default_factory=dict)
    short_names: Mapping[str, str] = field(default_factory=dict)


def read_header_facts(layout: Layout, data: Sequence[int], *, named: bool) -> HeaderFacts:
    """What several header lines say of all measures alike, and the shorter names that leaves.

    `named` says that the measures are laid below each other, so that their names need no shortening.
    """
    if len(layout.header) < 2:
        return HeaderFacts()
    measures = measure_columns(layout, data)
    facets = [read_facets(layout.levels[column]) for column in measures]
    constants = {
        kind: value
        for kind, value in (facets[0].values if facets else {}).items()
        if len(facets) > 1 and all(entry.values.get(kind) == value for entry in facets)
    }
    return HeaderFacts(constants, {} if named else _short_names(layout, measures, constants))


def _short_names(layout: Layout, measures: Sequence[int], constants: Mapping[str, str]) -> dict[str, str]:
    names = layout.names
    parted = [column for column in range(layout.width) if len(layout.levels[column]) > 1]
    if not parted:
        return {}
    common = set(layout.levels[parted[0]]).intersection(*(layout.levels[column] for column in parted))
    # What stands over all figures says nothing of any; over some alone it tells them from the others.
    if len(parted) < 2 or not set(measures) <= set(parted):
        common = set()
    common = {text for text in common if not (find_unit(text) and len(text) <= _SHORT)}
    said = set(constants.values())
    short = {
        names[column]: " ".join(
            text for text in layout.levels[column] if text not in common and text not in said
        )
        for column in parted
    }
    kept = [names[column] for column in range(layout.width) if column not in parted]
    wanted = [*short.values(), *kept]
    if not all(short.values()) or len(set(wanted)) < len(wanted):
        return {}
    return {name: text for name, text in short.items() if text != name}
