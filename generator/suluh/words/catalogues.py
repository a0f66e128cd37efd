"""The languages that Suluh speaks: Indonesian, which is the source's own, and a catalogue for each other.

A catalogue is `locale/<language>.po`, read as it is, without a compile step. The folder of a record type may
have its own beside it, `<language>.po`, for what that type alone says. What both lack stays Indonesian.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

INDONESIAN = "id"
SUFFIX = ".po"


def locale_folder() -> Traversable:
    """The folder of the catalogues."""
    return files("suluh.words") / "locale"


def list_languages() -> tuple[str, ...]:
    """Every language that there are words in, Indonesian first: a new one is a file in the folder."""
    names = sorted(entry.name for entry in locale_folder().iterdir())
    return INDONESIAN, *(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))


@lru_cache(maxsize=8)
def load_words(language: str) -> gettext.NullTranslations:
    """Translations into `language`; the Indonesian text itself where there are none."""
    if language == INDONESIAN or language not in list_languages():
        return gettext.NullTranslations()
    # Late: who speaks Indonesian alone, as `suluh --help` does, needs none of it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    from suluh.record_types import list_folders

    compiled = BytesIO()
    with (locale_folder() / f"{language}{SUFFIX}").open("rb") as source:
        catalogue = read_po(source, locale=language)
    for folder in list_folders():
        own = folder / f"{language}{SUFFIX}"
        if own.is_file():
            with own.open("rb") as source:
                for message in read_po(source, locale=language):
                    if message.id:
                        catalogue[message.id] = message
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
