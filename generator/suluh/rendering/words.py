"""Words for people: gettext with the Indonesian text as message id.

Indonesian is complete by construction; another language is a `.po` file under `locale/`,
read as it is, without a compile step.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for it)
    """Marks a text for extraction where it is defined; it is translated where it is shown."""
    return text


@lru_cache(maxsize=4)
def load_words(language: str) -> gettext.NullTranslations:
    """Translations into `language`; the Indonesian text itself where there are none."""
    catalogue = files("suluh.rendering") / "locale" / language / "suluh.po"
    if not catalogue.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with catalogue.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
