"""The menu of a record page: all sections, and of a page deep in one the list of its own alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2

import suluh.rendering

THEME = Path(suluh.rendering.__file__).parent / "theme"


def _menu(address: str, section: str) -> str:
    """The menu of a frame at the address, on a site with two sections of two pages each."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    environment.filters["url"] = str
    environment.globals["_"] = str
    items = [_item("anggaran/", "pengadaan/"), _item("data/", "standar/")]
    page = SimpleNamespace(url=address, meta={"bagian": section})
    template = environment.get_template("partials/suluh-nav.html")
    return template.render(nav=SimpleNamespace(items=items), page=page)


def _item(*addresses: str) -> SimpleNamespace:
    pages = [SimpleNamespace(url=url, title=url, active=False, children=None) for url in addresses]
    return SimpleNamespace(title=addresses[0], active=False, children=pages, url=None)


def test_a_sections_own_page_has_the_lists_of_all() -> None:
    assert _menu("standar/", "standar").count("<ul>") == 3


def test_a_page_deep_in_a_section_has_the_list_of_its_own() -> None:
    menu = _menu("standar/bingkai/", "standar")
    assert menu.count("<ul>") == 2
    assert "pengadaan/" not in menu and 'href="anggaran/"' in menu and 'href="standar/"' in menu
