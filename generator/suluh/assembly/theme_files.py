"""Theme, style, scripts and fonts as bytes by name, ready to be staged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from suluh.publishing.counter.shape_script import INTAKE, shape_script
from suluh.reading.generator_digest import digest_generator
from suluh.reading.kept_files import ENDING, keep_file
from suluh.reading.site_looks import EMBLEM_NAME
from suluh.record_types import list_folders
from suluh.rendering import fonts
from suluh.rendering.column_styles import write_column_styles
from suluh.rendering.icons import write_icon_styles
from suluh.rendering.own_colours import write_looks
from suluh.rendering.scheme_script import SCRIPT, write_schemes
from suluh.rendering.short_scripts import BUNDLES, COUNTER, MODULES, bundle, shorten_script
from suluh.rendering.template_folders import template_folders
from suluh.rendering.tokens import TOKENS, repeat_dark
from suluh.vocabulary.settings import Settings
from suluh.words.saying import say_in

RENDERING = Path(fonts.__file__).parent
"""Where theme and assets lie."""
TEMPLATES = RENDERING / "theme"
"""The only folder that templates of the theme come from."""

FRAME = "suluh-frame.html"
"""The template of record pages' frames; where it is not, `main.html` serves for them too."""
WHOLE = "main.html"
"""The template of hand-written pages with all that the theme has."""
OURS = frozenset(("navigation.tabs",))
"""Features of the theme that our frame has too."""

NOT_FOUND = "404.html"
STYLE = "style.css"
"""The style sheet in the folder of a record type."""
STYLES_OF_TYPES = "69"
"""They stand after all that pages share, and before the document's and the printer's."""

_WORDS = re.compile(r'\{\{ _\("([^"]+)"\) \}\}')
_THEME_HAS = ("id", "en")
_BUNDLED = {".css": "suluh.css", ".js": "suluh.js"}


def collect_assets(settings: Settings) -> dict[str, bytes]:
    """Our own files under `aset/`: one style sheet, one script, the fonts, and all else as it is."""
    assets: dict[str, bytes] = dict.fromkeys(_BUNDLED.values(), b"")
    for name, path in sorted([*_files(RENDERING / "assets"), *_styles_of_types()]):
        if name == SCRIPT:
            schemes = write_schemes(settings.engine_settings.get("theme"), settings.language)
            assets[name] = schemes.encode() + path.read_bytes().replace(b"\r\n", b"\n")
            continue
        if name.startswith(COUNTER) and path.suffix == ".js":
            continue  # sent in bundles
        if name.startswith(MODULES) and path.suffix == ".js":
            assets[name] = shorten_script(path.read_text(encoding="utf-8")).encode()
            continue
        whole = _BUNDLED.get(path.suffix) if "/" not in name else None
        if whole is None:
            assets[name] = path.read_bytes()
        else:
            text = path.read_bytes().replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n"
            assets[whole] += repeat_dark(text.decode()).encode() if name == TOKENS else text
    assets |= {f"{COUNTER}{name}.js": text.encode() for name, text in bundle_scripts().items()}
    assets[_BUNDLED[".css"]] += (write_icon_styles() + write_column_styles()).encode()
    assets[_BUNDLED[".css"]] += write_looks(settings.looks).encode()
    if settings.looks.emblem:
        assets[EMBLEM_NAME] = settings.looks.emblem.picture.data
    return assets | load_fonts(settings)


def has_own_frame() -> bool:
    """Whether record pages have a template of our own."""
    return (TEMPLATES / FRAME).is_file()


def is_light(settings: Settings) -> bool:
    """Whether hand-written pages have our frame: no feature is asked for that is the theme's alone."""
    theme = settings.engine_settings.get("theme")
    features = theme.get("features", ()) if isinstance(theme, dict) else ()
    return has_own_frame() and OURS.issuperset(features or ())


@cache
def bundle_scripts() -> Mapping[str, str]:
    """The scripts of the counter as they are sent, by their names: the same for every site."""
    folder = RENDERING / "assets" / COUNTER

    def read(name: str) -> str:
        if name == INTAKE:
            return shape_script().text
        return shorten_script((folder / f"{name}.js").read_text(encoding="utf-8"))

    return {name: bundle(name, read) for name in BUNDLES}


def look_folders() -> tuple[Path, ...]:
    """Where our own looks lie: a preview watches them."""
    return (*template_folders(), *list_folders(), TEMPLATES, RENDERING / "assets")


def _styles_of_types() -> Iterator[tuple[str, Path]]:
    """The styles of record types, by names that place them among our own."""
    for number, folder in enumerate(list_folders()):
        if (folder / STYLE).is_file():
            yield f"{STYLES_OF_TYPES}-{number:04}.css", folder / STYLE


def collect_theme(settings: Settings) -> dict[str, bytes]:
    """Template overrides, from the package alone: a template runs what it says.

    Engines know no gettext, so `{{ _("…") }}` in them is the text itself by then.
    """
    found = {name: path.read_bytes() for name, path in _files(TEMPLATES)}
    for name in found:
        if name.endswith(".html"):
            found[name] = translate_template(found[name].decode(), settings.language).encode()
    if NOT_FOUND in found and not is_light(settings):
        found[NOT_FOUND] = found[NOT_FOUND].replace(FRAME.encode(), WHOLE.encode(), 1)
    if settings.language not in _THEME_HAS:
        found[f"partials/languages/{settings.language}.html"] = _speak_for_theme(settings.language)
    return found


def _speak_for_theme(language: str) -> bytes:
    """The theme's own words in a language that it may lack: Indonesian, as all that is missing."""
    told = f'"{language}" if key == "language" else indonesian.t(key)'
    return (
        '{% import "partials/languages/id.html" as indonesian %}'
        f"{{% macro t(key) %}}{{{{ {told} }}}}{{% endmacro %}}"
    ).encode()


def translate_template(text: str, language: str) -> str:
    """A theme's template with its words in a language."""
    return _WORDS.sub(lambda found: escape(say_in(language, found[1])), text)


def load_fonts(settings: Settings) -> dict[str, bytes]:
    """The site's fonts by file name, subset once and then kept in the cache."""
    made_by = Path(fonts.__file__).read_bytes() + digest_generator().encode()
    kept = settings.cache_dir / "fonts" / sha256(made_by).hexdigest()[:32]
    if not (kept / fonts.LICENSE).is_file():
        # The licence comes last, so that what a run left unfinished is made anew.
        for name, content in fonts.build_fonts().items():
            keep_file(kept / name, content)
    return {name: path.read_bytes() for name, path in _files(kept) if not name.endswith(ENDING)}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files below a folder in order of name, leaving out what editors and Python leave behind."""
    paths = folder.rglob("*") if folder.is_dir() else []
    for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith((".", "__")) for part in name.split("/")):
            yield name, path
