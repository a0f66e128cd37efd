"""The regulations that a page stands on, in words: cited as they are in force in a year."""

from __future__ import annotations

from suluh.reading.citations import find_bases
from suluh.vocabulary.standards import LegalBasis
from suluh.words.saying import N_, say_in

_ARTICLE = N_("%(regulation)s pasal %(article)s")


def cite(basis: LegalBasis, language: str) -> str:
    """`UU 14 Tahun 2008 pasal 9–11`."""
    if not basis.article:
        return basis.regulation.name
    return say_in(language, _ARTICLE, regulation=basis.regulation.name, article=basis.article)


def cite_page(page: str, year: int, language: str) -> str:
    """All that a page or form stands on in a year; KeyError where no decree names any."""
    return ", ".join(cite(basis, language) for basis in find_bases(page, year))
