"""Closed pages: made of a value and of nothing else, so that they stay as they are as long as it does.

The value is a `Room`: a frozen dataclass with all that the page reads. Whatever is not in it cannot be read,
neither by what fills the page in nor by its template, so that its digest may stand for the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """What all closed pages of a site may read: settings without the hour, and guides that it has."""

    settings: Settings
    guide: str = ""
    mistakes: str = ""
    recounting: str = ""


@dataclass(frozen=True)
class Room:
    """What every closed page has: the desk, the datasets behind its figures, what messages on it are about.

    `meant` are the names of the datasets that it is about, and their newest edition's date.
    """

    desk: Desk
    sources: FigureSources
    meant: tuple[str, str]

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

    def feedback_links(self, here: str, title: str, dataset: Dataset | None, row: str) -> tuple[Link, ...]:
        """Where a reader of this page reports a mistake, asks for data, complains, and reads how."""
        if dataset is not None:
            raise KeyError(dataset.name)
        names, version = self.meant
        return list_ways(
            Subject(title, here, names, version, row), self.settings, self.say, self.desk.mistakes
        )


_Room = TypeVar("_Room", bound=Room)


@dataclass(frozen=True, slots=True)
class Closed(Generic[_Room]):
    """How a closed page is made: `enter` gives its room, and `fill` what its template is filled in with."""

    enter: Callable[[], _Room]
    fill: Callable[[_Room, Callable[[PageContext], Markup]], PageContext]

    def draw(
        self,
        environment: Environment,
        address: str,
        title: str,
        crumbs: Sequence[Link],
        numbers: Sequence[Link],
    ) -> str:
        """The body of the page; `fill` is given its room, and what draws a part of the page."""
        room = self.enter()
        with speaking(room.settings.language), understanding(room.settings.own_types):
            render = partial(_render, environment, room, address)
            made = self.fill(room, render)
            html = _render(environment, room, address, made, title=title, crumbs=crumbs, numbers=numbers)
            explained = explain_figures(str(html), room.sources, room.desk.guide, render, here=address)
            return compact_markup(explained)


def _render(
    environment: Environment,
    room: Room,
    here: str,
    context: PageContext,
    *,
    title: str = "",
    crumbs: Sequence[Link] = (),
    numbers: Sequence[Link] = (),
) -> Markup:
    """A template filled in; of the site it sees the room alone, under the name that it has on all pages."""
    return Markup(  # noqa: S704  (an autoescaped template)
        environment.get_template(context.template).render(
            here=here,
            title=title,
            crumbs=crumbs,
            numbers=numbers,
            studio=room,
            settings=room.settings,
            **context.names(),
        )
    )
