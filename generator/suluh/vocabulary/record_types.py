"""A record type as one value: its name, and where each of its parts is found.

A value names its parts by import path, `module:attribute`, and loads none of them: whoever needs a part
asks `suluh.record_types.load_part` for it. A path that begins with a point is within the type's own package,
which `at_home` puts before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from suluh.vocabulary.sections import Section


class Subject(StrEnum):
    """Whose page a type may add a block to."""

    AGENCY = "instansi"
    REGION = "wilayah"
    THREAD = "alur"


@dataclass(frozen=True, slots=True)
class Block:
    """What a type adds to the page of an agency, a region or a thread.

    `part` is a function `(studio, key) -> PageBlock | None`, whose key is the agency's slug, the
    region's code or the thread itself. Blocks of one page stand in the order of their numbers.
    """

    subject: Subject
    part: str
    order: int


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of rows that Suluh understands.

    `schema` and `example` name files in the type's folder. `sections` names the sections that show its rows,
    and `brings` has those sections that are there for its sake. `rules` is a function `(records, places,
    lookups) -> Iterator[Finding]` over the rows of one table. `artifacts` is a function `(catalog, settings)
    -> Iterable[Artifact]` that makes files of its rows beside the datasets' own. `copies` is a function
    `(outgoing) -> Iterable[Distribution]` that gives a dataset's rows in forms which this type alone has, and
    `formats` names those forms, each a `Format`. `choices` names, for
    columns whose values come with Suluh, a function `() -> Iterable[tuple[code, name]]`. `package` is the
    package whose folder has its parts; the registry fills it in. `refers` says that its columns `instansi`
    and `kode_wilayah` refer to agencies and regions: they do not in the lists that others refer to.
    `is_table` is false for a form that is no table. `of_whole_region` says that rows are about the governed
    region itself; those of other types name the smallest regions. `has_files` says that rows name
    photos and PDFs beside their table. `is_general` says that rows may count anything, so that their small
    numbers of people are looked at, as in a table of no type; those of other types are plans and accounts.
    """

    name: str
    schema: str = "schema.yaml"
    example: str = "example.csv"
    sections: tuple[str, ...] = ()
    brings: tuple[Section, ...] = ()
    rules: str = ""
    artifacts: str = ""
    copies: str = ""
    formats: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    refers: bool = True
    is_table: bool = True
    of_whole_region: bool = False
    has_files: bool = False
    is_general: bool = False
    package: str = ""

    def at_home(self, package: str) -> RecordType:
        """The same type, found in `package`: paths that begin with a point are whole then."""

        def whole(path: str) -> str:
            return f"{package}{path}" if path.startswith(".") else path

        return replace(
            self,
            package=package,
            rules=whole(self.rules),
            artifacts=whole(self.artifacts),
            copies=whole(self.copies),
            formats=tuple(map(whole, self.formats)),
            brings=tuple(replace(section, pages=whole(section.pages)) for section in self.brings),
            choices=tuple((column, whole(part)) for column, part in self.choices),
            blocks=tuple(replace(block, part=whole(block.part)) for block in self.blocks),
        )


OWN_ORDER = 700
"""Where the sections and blocks of a site's own types begin among the others, in order of name."""
_ROOM = "suluh.rendering.pages.own_types"


def make_own_type(name: str, section: str, place: int) -> RecordType:
    """The value of a site's own type, the `place`-th of its site: the roles of columns draw all of it."""
    order = OWN_ORDER + place
    return RecordType(
        name,
        sections=(section,),
        brings=(Section(section, order, pages=f"{_ROOM}.own_type_pages:own_type_pages#{name}"),),
        blocks=(
            Block(Subject.AGENCY, f"{_ROOM}.own_type_blocks:agency_block#{name}", order),
            Block(Subject.REGION, f"{_ROOM}.own_type_blocks:region_block#{name}", order),
        ),
    )
