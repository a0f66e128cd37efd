"""Closed pages: made of a value and of nothing else, so that they stay as they are as long as it does.

The value is a `Room`: a frozen dataclass with all that the page reads. Whatever is not in it cannot be read,
neither by what fills the page in nor by its template, so that its digest may stand for the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from suluh.reading.evaluation_form_list import find_form
from suluh.rendering.compact_markup import compact_markup
from suluh.rendering.feedback import Subject, list_ways
from suluh.rendering.page_context import PageContext
from suluh.rendering.page_words import say_on_page
from suluh.rendering.pages.shared.figure_sources import FigureSources
from suluh.rendering.pages.shared.how_counted import explain_figures
from suluh.vocabulary.catalog import Dataset
from suluh.vocabulary.own_types import understanding
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Link
from suluh.vocabulary.value_digests import DigestedOnce
from suluh.words.spoken import speaking


@dataclass(frozen=True, slots=True)
class Desk(DigestedOnce):
    """What all closed pages of a site may read: settings without the hour, guides that it has.

    `regions` are the codes of those with a page.
    """

    settings: Settings
    guide: str = ""
    mistakes: str = ""
    recounting: str = ""
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Room:
    """What every closed page has: the desk, the datasets behind its figures, what messages are about."""

    desk: Desk
    sources: FigureSources
    subject: Subject

    @property
    def settings(self) -> Settings:
        """The site's settings."""
        return self.desk.settings

    @property
    def recounting(self) -> str:
        """The page that tells how a reader recounts figures; empty on a site that has none."""
        return self.desk.recounting

    def say(self, text: str, /, **values: object) -> str:
        """The text in the site's language, with `%(name)s` from `values`; Markup where one of them is."""
        return say_on_page(self.settings.language, text, values)

    def form_number(self, plan: str, year: int | None = None) -> str:
        """How the form of evaluation of `renja` or `rkpd` is numbered for this kind of region: `E.81`."""
        return find_form(plan, self.settings.wilayah, year).number

    def region_address(self, kode: str) -> str:
        """The address of a region's page, or empty where it has none."""
        return f"wilayah/{kode}/" if kode in self.desk.regions else ""

    def dataset_title(self, name: str) -> str:
        """The title of a published dataset. Raises KeyError for another one."""
        return self.sources.names.titles[name]

    def feedback_links(self, here: str, title: str, dataset: Dataset | None, row: str) -> tuple[Link, ...]:
        """Where a reader of this page reports a mistake, asks for data, complains, and reads how."""
        if dataset is not None or here != self.subject.address:
            raise KeyError(here)
        subject = replace(self.subject, title=title, row=row or self.subject.row)
        return list_ways(subject, self.settings, self.say, self.desk.mistakes)


@dataclass(frozen=True)
class FilledRoom(Room):
    """The room of a page whose template reads nothing but what it is filled in with."""

    made: PageContext


_Room = TypeVar("_Room", bound=Room)
RenderPart = Callable[[PageContext], Markup]


@dataclass(frozen=True, slots=True)
class Closed(Generic[_Room]):
    """How a closed page is made: `enter` gives its room, and `fill` what its template is filled in with.

    `fill` is given the room, and what draws a part of the page.
    """

    enter: Callable[[], _Room]
    fill: Callable[[_Room, RenderPart], PageContext]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be filled in, at the address `here`: what its template has beside its context."""

    environment: Environment
    here: str
    title: str
    crumbs: Sequence[Link]
    numbers: Sequence[Link]

    def draw(self, room: _Room, fill: Callable[[_Room, RenderPart], PageContext]) -> str:
        """The body of a closed page: of the site it sees the room alone, by the name of the studio."""
        with speaking(room.settings.language), understanding(room.settings.own_types):
            site = {"studio": room, "settings": room.settings}
            made = fill(room, partial(self.render_part, site))
            return self.draw_open(made, site, room.sources, room.desk.guide)

    def draw_open(
        self, made: PageContext, site: Mapping[str, object], sources: FigureSources, guide: str
    ) -> str:
        """The body of a page whose template is given these parts of the `site` by their names."""
        html = self.environment.get_template(made.template).render(
            here=self.here,
            title=self.title,
            crumbs=self.crumbs,
            numbers=self.numbers,
            **site,
            **made.names(),
        )
        render = partial(self.render_part, site)
        return compact_markup(explain_figures(html, sources, guide, render, here=self.here))

    def render_part(self, site: Mapping[str, object], context: PageContext) -> Markup:
        """A part of the page, filled in for itself: it sees nothing of the page but where it stands."""
        names: dict[str, object] = {"title": "", "crumbs": (), "numbers": (), **site, **context.names()}
        template = self.environment.get_template(context.template)
        return Markup(template.render(here=self.here, **names))  # noqa: S704  (an autoescaped template)
