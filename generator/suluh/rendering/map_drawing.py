"""How a map is written as SVG: links, borders, names, the enlargement, the legend.

Colours are classes styled by `assets/peta.css`. Every text is escaped here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markupsafe import Markup, escape

from suluh.rendering.map_inset import Placement
from suluh.rendering.map_labels import Label
from suluh.rendering.map_paths import Area, Box
from suluh.rendering.printed_facts import mark_drawn
from suluh.rendering.value_classes import ValueClasses, classify_values
from suluh.vocabulary.facts import Fact
from suluh.vocabulary.figures import State
from suluh.vocabulary.region import Regions
from suluh.words.numbers import format_number
from suluh.words.saying import say_in
from suluh.words.spoken import spoken_language

Address = Callable[[str], str | None]
"""The address of a region's page as seen from the page of the map; empty or None for no link."""

STATE_LOOKS = {State.BELUM_DILAPORKAN: "arsir", State.DIRAHASIAKAN: "silang"}
"""Patterns of the states; the others are plain."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a choropleth shows: a value per code, None where there is none.

    `title` says it in words, `show` writes a value, `states` says why a code has no value:
    without an entry it is `absent`, which `absent_words` may say more exactly. `fact` makes the one that a
    value is.
    """

    title: str
    values: Mapping[str, Decimal | None]
    show: Callable[[Decimal], str] = format_number
    states: Mapping[str, State] = field(default_factory=dict)
    absent: State = State.BELUM_DILAPORKAN
    absent_words: str = ""
    fact: Callable[[str, Decimal], Fact] | None = None

    def state_of(self, kode: str) -> State:
        """The state of a region: NILAI exactly where there is a value."""
        if self.values.get(kode) is not None:
            return State.NILAI
        state = self.states.get(kode, self.absent)
        return self.absent if state is State.NILAI else state

    def words_of(self, state: State) -> str:
        """How a state is said on this map, as a text to translate."""
        return self.absent_words if self.absent_words and state is self.absent else state.value


@dataclass(frozen=True, slots=True)
class Style:
    """How a map is shown: `prefix` of its ids, `night` colours for the dark field, its language."""

    prefix: str = "peta"
    night: bool = False
    language: str = ""

    def word(self, text: str, /, **values: object) -> str:
        """The text in the map's language: the named one, or the one that is spoken."""
        return say_in(self.language or spoken_language(), text, **values)


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who on a map, and where they have their page."""

    regions: Regions
    address: Address

    def link(self, area: Area, look: str, note: str = "", *, again: bool = False) -> str:
        """A part with its name; a link where it has a page. `look` are safe attributes of the path.

        `again` is for a second picture of the same part, which the keyboard passes over.
        """
        region = self.regions.get(area.kode)
        name = region.nama if region else area.kode
        words = escape(f"{name}: {note}" if note else name)
        path = f'<path {look} d="{area.path}"><title>{words}</title></path>'
        target = self.address(area.kode)
        if not target:
            return path
        skip = ' tabindex="-1"' if again else ""
        return f'<a href="{escape(target)}" aria-label="{words}"{skip}>{path}</a>'


@dataclass(frozen=True, slots=True)
class Paint:
    """Colour and words of the parts of a map, and the legend that explains them."""

    measure: Measure | None
    classes: ValueClasses | None
    style: Style

    @classmethod
    def mix(cls, measure: Measure | None, style: Style) -> Paint:
        """Classes for the values of a measure; without one every part looks the same."""
        known = [value for value in measure.values.values() if value is not None] if measure else []
        return cls(measure, classify_values(known), style)

    def look_of(self, kode: str) -> tuple[str, str]:
        """Attributes of a part's path, and the words of its value or state."""
        if self.measure is None:
            return 'class="peta-polos"', ""
        value = self.measure.values.get(kode)
        if value is None or self.classes is None:
            state = self.measure.state_of(kode)
            return self._state_look(state), self.style.word(self.measure.words_of(state))
        drawn = mark_drawn(self.measure.fact(kode, value)) if self.measure.fact else ""
        return f'{drawn} class="k{self.classes.shade_of(value)}"'.strip(), self.measure.show(value)

    def _state_look(self, state: State) -> str:
        pattern = STATE_LOOKS.get(state)
        if pattern is None:
            return 'class="peta-tanpa"'
        return f'class="peta-pola" fill="url(#{escape(self.style.prefix)}-{pattern})"'

    def area(self, area: Area, names: Names, *, again: bool = False) -> str:
        """A part in its colour, with its name and value."""
        look, note = self.look_of(area.kode)
        return names.link(area, look, note, again=again)

    def legend(self, codes: Iterable[str]) -> Markup:
        """The classes in words, then the states that occur among the codes; nothing without a measure."""
        if self.measure is None:
            return Markup("")
        classes = self.classes.legend(self.measure.show) if self.classes else ()
        entries = [(f'class="k{shade}"', words) for shade, words in classes]
        occurring = {self.measure.state_of(code) for code in codes}
        entries += [
            (self._state_look(state), self.style.word(self.measure.words_of(state)))
            for state in State
            if state is not State.NILAI and state in occurring
        ]
        items = "".join(
            '<li><svg class="peta-kotak" viewBox="0 0 36 24" aria-hidden="true" focusable="false">'
            f'<rect {look} width="36" height="24" rx="4"/></svg>{escape(words)}</li>'
            for look, words in entries
        )
        night = " peta--malam" if self.style.night else ""
        title = escape(self.measure.title)
        html = f'<div class="peta-legenda{night}"><p>{title}</p><ul>{items}</ul></div>'
        return Markup(html)  # noqa: S704 (every text in it is escaped)


def draw_borders(kind: str, path: str) -> str:
    """Lines of a kind (`batas`, `garis`, `pantai`), nothing where there are none."""
    return f'<path class="peta-{kind}" d="{path}"/>' if path else ""


def draw_inset(placement: Placement, paint: Paint, names: Names) -> str:
    """The enlargement with its frame, the same frame on the map, and two lines that join them."""
    left, top, right, bottom = (round(side) for side in placement.inset.box)
    west, north, east, south = (round(side) for side in placement.inset.frame)
    near, far = (bottom, north) if bottom <= north else (top, south)
    parts = "".join(paint.area(area, names, again=True) for area in placement.inset.areas.values())
    box = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="8"'
    return (
        f'<path class="peta-sambung" d="M{left} {near}L{west} {far}M{right} {near}L{east} {far}"/>'
        f'<rect class="peta-bingkai" x="{west}" y="{north}" width="{east - west}" '
        f'height="{south - north}" rx="4"/><g aria-hidden="true"><rect class="peta-alas" {box}/>{parts}'
        f'{draw_borders("batas", placement.inset.edges)}<rect class="peta-bingkai" {box}/></g>'
    )


def draw_labels(labels: Iterable[Label], *, here: str = "", group: str = "") -> str:
    """Names with a halo, those of `here` and its `group` set apart; the links say them to screen readers."""
    texts: list[str] = []
    for label in labels:
        marks = ["peta-luas"] * label.wide_only
        marks += ["peta-nama-sini"] * (label.kode == here) + ["peta-nama-induk"] * (label.kode == group)
        classes = f' class="{" ".join(marks)}"' if marks else ""
        texts.append(f'<text x="{label.x}" y="{label.y}"{classes}>{escape(label.text)}</text>')
        if label.leader:
            (x, y), (u, v) = label.leader
            texts.insert(0, f'<path class="peta-tunjuk" d="M{x} {y}L{u} {v}"/>')
    return f'<g class="peta-nama" aria-hidden="true">{"".join(texts)}</g>' if texts else ""


@dataclass(frozen=True, slots=True)
class MapTexts:
    """Title and description of a map; `counted` is the fact that the description tells."""

    title: str
    note: str = ""
    counted: Fact | None = None


def draw_map(kind: str, view: Box, texts: MapTexts, body: Iterable[str], style: Style) -> Markup:
    """The SVG around a drawing.

    With links inside it is a group, since an image hides what it holds from screen readers.
    """
    prefix = escape(style.prefix)
    inner = "".join(body)
    role = "group" if "<a " in inner else "img"
    box = " ".join(str(round(side)) for side in view)
    described = f' aria-describedby="{prefix}-uraian"' if texts.note else ""
    marked = mark_drawn(texts.counted) if texts.counted is not None else ""
    description = f'<desc{marked} id="{prefix}-uraian">{escape(texts.note)}</desc>' if texts.note else ""
    night = " peta--malam" if style.night else ""
    html = (
        f'<div class="peta peta--{kind}{night}">'
        f'<svg viewBox="{box}" role="{role}" aria-labelledby="{prefix}-judul"{described}>'
        f'<title id="{prefix}-judul">{escape(texts.title)}</title>{description}'
        f"{_patterns(prefix, inner)}{inner}</svg></div>"
    )
    return Markup(html)  # noqa: S704 (every text in it is escaped)


def _patterns(prefix: str, inner: str) -> str:
    """The patterns that the drawing uses."""
    paths = {"arsir": "M0 0v12", "silang": "M0 0v12M0 6h12"}
    used = "".join(
        f'<pattern id="{prefix}-{name}" class="peta-arsir" width="12" height="12" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="12"/>'
        f'<path d="{path}"/></pattern>'
        for name, path in paths.items()
        if f"-{name})" in inner
    )
    return f"<defs>{used}</defs>" if used else ""
