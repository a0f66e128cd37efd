"""Links and anchors of a page are read as a browser does, however long and however broken it is."""

from __future__ import annotations

import pytest

from suluh.assembly.page_addresses import list_links, list_names


@pytest.mark.parametrize(
    "html",
    [
        "<a href='x/'>",
        "<A HREF='x/'>",
        "<a\nhref = 'x/'>",
        "<a href=x/>",
        "<a title='y'href=\"x/\">",
        "<!-- <a href='z/'> --><a href='x/'>",
        "<STYLE><a href='z/'></STYLE ><a href='x/'>",
        "<script>'<a href=z/>'</script><a href='x/'>",
        "<!-- <a href='x/'>",
    ],
)
def test_links_are_read_in_every_spelling(html: str) -> None:
    assert list_links(html) == ["x/"]


def test_the_tag_of_a_script_stays() -> None:
    assert list_links("<script src='a.js'>x = '<a href=z>'</script>") == ["a.js"]


@pytest.mark.parametrize("html", ["<p id='Besar'>", "<p ID='Besar'>", "<a Name = Besar>"])
def test_anchors_are_read_in_every_spelling(html: str) -> None:
    assert list_names(html) == {"Besar"}


@pytest.mark.parametrize("opening", ["<!--", "<style ", "<script>", "<script ", "<!--></style><style>"])
def test_openings_without_an_end_are_read_at_once(opening: str) -> None:
    """Minutes of work for one page where each opening seeks its end anew."""
    page = opening * 50_000 + "<a href='x/' id='y'>"
    assert list_links(page)[-1:] in (["x/"], [])
    assert list_names(page) in ({"y"}, frozenset())
