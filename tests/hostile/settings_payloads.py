"""What a stranger may put into settings, pages and links, by name: each lays itself over the small site.

Every payload tries to run something (which touches the file `canary`), to read a file outside of the
project (which holds `MARKER`), or to write markup of its own into every page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from small_site import edit

MARKER = "PENANDARAHASIA9471"
VARIABLE = "SULUH_UJI_RAHASIA"
Lay = Callable[[Path], None]
"""Changes the project in the folder; `../rahasia` is outside of it and `../canary` is what must not be."""

SECRET, CANARY = "../rahasia/rahasia", "../canary"


def lay_secrets(parent: Path) -> None:
    """The files outside of the project, whose content must come out nowhere."""
    folder = parent / "rahasia"
    folder.mkdir()
    template = f"{MARKER} {{{{ cycler.__init__.__globals__.os.system('touch {parent}/canary') }}}}"
    for name in (
        "rahasia",
        "rahasia.md",
        "rahasia.html",
        "rahasia.svg",
        "rahasia.css",
        "main.html",
        "404.html",
    ):
        (folder / name).write_text(template, encoding="utf-8")
    (folder / "rahasia.yml").write_text(f"site_description: {MARKER}\nhooks: [jahat.py]\n", encoding="utf-8")
    (folder / "rahasia.py").write_text(f"open({str(parent / 'canary')!r}, 'w')\n", encoding="utf-8")
    (folder / "rahasia.csv").write_text(f"kode,nama\n1,{MARKER}\n", encoding="utf-8")


def payloads() -> dict[str, tuple[Lay, bool]]:
    """All of them by name; the second part says whether it must be told as an error."""
    found: dict[str, tuple[Lay, bool]] = {}
    for family in (
        _tags,
        _keys,
        _plugins,
        _extensions,
        _theme,
        _extra,
        _folders,
        _navigation,
        _own,
        _pages,
        _links,
    ):
        for name, lay, refused in family():
            assert name not in found, name
            found[name] = (lay, refused)
    return found


def in_settings(text: str) -> Lay:
    """Lines at the top level of mkdocs.yml; a program and a template lie beside it."""

    def lay(root: Path) -> None:
        _write_bait(root)
        edit(root, "mkdocs.yml", "plugins:", f"{text}\nplugins:")

    return lay


def in_own(text: str) -> Lay:
    """Lines under `plugins: suluh:`."""
    return lambda root: edit(root, "mkdocs.yml", "      kontak:", f"      {text}\n      kontak:")


def in_plugins(text: str) -> Lay:
    """An entry of `plugins`, before our own."""

    def lay(root: Path) -> None:
        _write_bait(root)
        edit(root, "mkdocs.yml", "  - suluh:", f"  - {text}\n  - suluh:")

    return lay


def as_page(text: str, name: str = "umpan.md") -> Lay:
    """A hand-written page of these very characters."""

    def lay(root: Path) -> None:
        _write_bait(root)
        (root / "content" / name).write_text(text, encoding="utf-8", newline="")

    return lay


def _write_bait(root: Path) -> None:
    canary = root.parent / "canary"
    run = f"open({str(canary)!r}, 'w')\ndef define_env(env): pass\ndef on_config(config): return config\n"
    for name in ("jahat.py", "main.py", "sitecustomize.py"):
        (root / name).write_text(run, encoding="utf-8")
    (root / "overrides" / ".icons").mkdir(parents=True, exist_ok=True)
    template = (
        "{% extends 'base.html' %}{{ cycler.__init__.__globals__.os.system('touch " + str(canary) + "') }}"
    )
    for name in ("main.html", "404.html", "partials/suluh-footer.html", "jahat.html"):
        path = root / "overrides" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(template, encoding="utf-8")


def _said(value: Any) -> str:
    return json.dumps(value)


def _tags() -> Iterator[tuple[str, Lay, bool]]:
    tags = {
        "env": f"!ENV {VARIABLE}",
        "env-list": f"!ENV [TIDAK_ADA, {VARIABLE}, x]",
        "relative": f"!relative {SECRET}.md",
        "apply": f"!!python/object/apply:os.system ['touch {CANARY}']",
        "new": f"!!python/object/new:os.system ['touch {CANARY}']",
        "name": "!!python/name:os.system",
        "name-empty": "!!python/name:material.extensions.emoji.twemoji ''",
        "module": "!!python/module:jahat",
        "include": f"!include {SECRET}.yml",
        "binary": "!!binary aGFp",
        "full": "!<tag:yaml.org,2002:python/object/apply:os.system> ['ls']",
        "anchor": "&a [*a]",
    }
    places: dict[str, Callable[[str], Lay]] = {
        "copyright": lambda tag: in_settings(f"copyright: {tag}"),
        "theme": lambda tag: in_settings(f"theme:\n  name: {tag}"),
        "palette": lambda tag: in_settings(f"theme:\n  palette:\n    toggle:\n      name: {tag}"),
        "nav": lambda tag: in_settings(f"nav:\n  - Beranda: index.md\n  - Lain: {tag}"),
        "extra": lambda tag: in_settings(f"extra:\n  scope: {tag}"),
        "hooks": lambda tag: in_settings(f"hooks:\n  - {tag}"),
        "extension": lambda tag: in_settings(f"markdown_extensions:\n  - toc:\n      slugify: {tag}"),
        "plugin": lambda tag: in_plugins(f"search: {tag}"),
        "own": lambda tag: in_own(f"repositori: {tag}"),
    }
    for (tag, text), (place, lay) in product(tags.items(), places.items()):
        yield f"tag-{tag}-{place}", lay(text), True


def _keys() -> Iterator[tuple[str, Lay, bool]]:
    refused = {
        "hooks": [["jahat.py"], [f"{SECRET}.py"], "jahat.py"],
        "INHERIT": [f"{SECRET}.yml", "/etc/passwd", "lain.yml"],
        "watch": [["../rahasia"], ["/etc"]],
        "extra_css": [[f"{SECRET}.css"], ["https://jahat.example/a.css"], ["overrides/a.css"]],
        "extra_javascript": [["https://jahat.example/a.js"], [{"path": "jahat.js", "async": True}]],
        "extra_templates": [[f"{SECRET}.html"], ["overrides/jahat.html"]],
        "mdx_configs": [{"pymdownx.snippets": {"base_path": ["/"]}}],
        "google_analytics": [["UA-1", "auto"]],
        "pages": [[{"x": f"{SECRET}.md"}]],
        "config_file_path": [f"{SECRET}.yml"],
        "docs_dir": ["../rahasia", "/etc", "content/..", ".", "datasets"],
        "Hooks": [["jahat.py"]],
        "hooks ": [["jahat.py"]],
        "hook": [["jahat.py"]],
        "project": [{"custom_dir": "overrides"}],
        "plugin": [["macros"]],
        "env": [{"a": "b"}],
        "markdown_extension": [["pymdownx.snippets"]],
        "\u0441opyright": ["x"],
    }
    for key, values in refused.items():
        for number, value in enumerate(values):
            yield f"key-{key}-{number}", in_settings(f"{_said(key)}: {_said(value)}"), True
    harmless = {
        "exclude_docs": "!../rahasia/*",
        "not_in_nav": "/../*",
        "draft_docs": "*",
        "dev_addr": "0.0.0.0:80",
        "strict": True,
        "validation": {"links": {"not_found": "ignore"}, "x": "../rahasia"},
        "use_directory_urls": False,
        "remote_name": "--upload-pack=touch canary",
        "edit_uri": "javascript:alert(1)",
        "repo_url": "javascript:alert(1)",
        "repo_name": "<script>alert(1)</script>",
        "copyright": "<script>alert(1)</script>",
        "site_author": '"><script>alert(1)</script>',
    }
    for key, value in harmless.items():
        yield f"key-{key}-kept-out", in_settings(f"{key}: {_said(value)}"), False


def _plugins() -> Iterator[tuple[str, Lay, bool]]:
    options: dict[str, Any] = {
        "macros": {"module_name": "jahat", "include_dir": "../rahasia"},
        "exec": {},
        "gen-files": {"scripts": ["jahat.py"]},
        "markdown-exec": {},
        "monorepo": {},
        "include-markdown": {"preserve_includer_indent": False},
        "table-reader": {"base_path": "/"},
        "mkdocstrings": {"handlers": {"python": {"paths": ["."]}}},
        "simple-hooks": {"hooks": {"on_config": "jahat:on_config"}},
        "blog": {"blog_dir": "../rahasia"},
        "tags": {"tags_file": "../rahasia/rahasia.md", "export_file": "../canary"},
        "material/tags": {"export_file": "../canary"},
        "social": {"cards_layout_dir": "overrides"},
        "privacy": {"cache_dir": "../"},
        "offline": {},
        "meta": {"meta_file": "../rahasia/rahasia.yml"},
        "material/projects": {"projects_dir": "../"},
        "redirects": {"redirect_maps": {"a.md": "https://jahat.example"}},
        "minify": {},
        "with-pdf": {"custom_template_path": "overrides"},
        "search": {"prebuild_index": "node"},
        "os": {},
        "jahat": {},
        "../rahasia/rahasia": {},
        "suluh2": {"wilayah": "11"},
    }
    for name, option in options.items():
        yield f"plugin-{name}", in_plugins(_said({name: option})), True
    for name in ("macros", "tags", "serch", "./jahat", "material/x"):
        yield f"plugin-{name}-alone", in_plugins(_said(name)), True
        yield f"plugins-mapping-{name}", _as_mapping(name), True


def _as_mapping(name: str) -> Lay:
    def lay(root: Path) -> None:
        _write_bait(root)
        edit(root, "mkdocs.yml", "  - suluh:", f"  {_said(name)}: {{}}\n  suluh:")

    return lay


def _extensions() -> Iterator[tuple[str, Lay, bool]]:
    values: dict[str, Any] = {
        "snippets": {"pymdownx.snippets": {"base_path": ["/", "../rahasia"], "check_paths": False}},
        "snippets-url": {"pymdownx.snippets": {"url_download": True}},
        "snippets-append": {"pymdownx.snippets": {"auto_append": [f"{SECRET}.md"]}},
        "snippets-alone": "pymdownx.snippets",
        "b64": {"pymdownx.b64": {"base_path": "../rahasia"}},
        "include": {"markdown_include.include": {"base_path": "/"}},
        "mdx-include": {"mdx_include": {"base_path": "/"}},
        "fences": {
            "pymdownx.superfences": {"custom_fences": [{"name": "x", "class": "x", "format": "os.system"}]}
        },
        "emoji": {"pymdownx.emoji": {"emoji_index": "material.extensions.emoji.twemoji"}},
        "emoji-icons": {"pymdownx.emoji": {"options": {"custom_icons": ["../rahasia"]}}},
        "toc-slugify": {"toc": {"slugify": "jahat.on_config"}},
        "tabbed-slugify": {"pymdownx.tabbed": {"slugify": "os.system"}},
        "toc-permalink": {"toc": {"permalink": "<script>alert(1)</script>"}},
        "toc-title": {"toc": {"title": "<script>alert(1)</script>"}},
        "toc-marker": {"toc": {"marker": "%%suluh:isi%%"}},
        "footnotes": {"footnotes": {"BACKLINK_TEXT": "<script>alert(1)</script>"}},
        "smarty": {"smarty": {"substitutions": {"left-single-quote": "<script>"}}},
        "codehilite": {"codehilite": {"pygments_formatter": "jahat"}},
        "highlight": {"pymdownx.highlight": {"noclasses": True}},
        "arithmatex": {"pymdownx.arithmatex": {"generic": True}},
        "wikilinks": {"wikilinks": {"base_url": "javascript:"}},
        "blocks": {"pymdownx.blocks.html": {"custom": [{"tag": "script", "mode": "raw"}]}},
        "meta": "meta",
        "extra": {"extra": {"footnotes": {"BACKLINK_TEXT": "<"}}},
        "module": "os",
        "own-module": "jahat",
        "dotted": "jahat:Extension",
        "class": "zensical.extensions.macros.MacrosExtension",
        "macros": {"zensical.extensions.macros": {"module_name": "jahat"}},
        "plantuml": "plantuml_markdown",
        "path": "../rahasia/rahasia",
        "number": 7,
        "nothing": {"": {}},
        "two": [["toc", "meta"]],
    }
    for name, value in values.items():
        yield f"extension-{name}", in_settings(f"markdown_extensions: {_said([value])}"), True
    yield "extension-mapping", in_settings('markdown_extensions: {"pymdownx.snippets": {}}'), True
    yield "extension-text", in_settings("markdown_extensions: pymdownx.snippets"), True


def _theme() -> Iterator[tuple[str, Lay, bool]]:
    values: dict[str, Any] = {
        "custom-dir": {"name": "material", "custom_dir": "overrides"},
        "custom-dir-dot": {"name": "material", "custom_dir": "./overrides/"},
        "custom-dir-outside": {"name": "material", "custom_dir": "../rahasia"},
        "custom-dir-absolute": {"name": "material", "custom_dir": "/etc"},
        "custom-dir-content": {"name": "material", "custom_dir": "content"},
        "custom-dir-alone": {"name": None, "custom_dir": "overrides"},
        "custom-dir-case": {"Custom_Dir": "overrides"},
        "custom-dir-space": {"custom_dir ": "overrides"},
        "name-other": {"name": "readthedocs"},
        "name-path": {"name": "../overrides"},
        "name-text": "mkdocs",
        "name-list": ["material"],
        "static": {"static_templates": ["jahat.html", f"{SECRET}.html"]},
        "logo": {"logo": f"{SECRET}.svg"},
        "logo-url": {"logo": "https://jahat.example/a.png"},
        "favicon": {"favicon": f"{SECRET}.svg"},
        "language-path": {"language": "../../../rahasia"},
        "language-macro": {"language": "id.html' %}{{ 7*7 }}"},
        "language-list": {"language": ["id"]},
        "variant": {"variant": "../rahasia"},
        "font": {"font": {"text": "</style><script>alert(1)</script>"}},
        "font-name": {"font": "Roboto"},
        "features": {"features": ["navigation.instant"]},
        "features-markup": {"features": ['"><script>alert(1)</script>']},
        "features-mapping": {"features": {"navigation.tabs": True}},
        "direction": {"direction": '"onload="alert(1)'},
        "highlightjs": {"highlightjs": True},
        "analytics": {"analytics": {"gtag": "x"}},
        "extends": {"extends": "mkdocs"},
    }
    for name, value in values.items():
        yield f"theme-{name}", in_settings(f"theme: {_said(value)}"), True
    yield "theme-icon", in_settings('theme: {icon: {logo: "../../rahasia/rahasia"}}'), False
    markup = '"><script>alert(1)</script>'
    for icon in (
        f"{SECRET}",
        "../../../../etc/passwd",
        "/etc/passwd",
        "material/../../x",
        "material/x",
        "",
        markup,
        7,
    ):
        palette: Any = {"toggle": {"icon": icon, "name": "Gelap"}}
        yield f"icon-{icon}", in_settings(f"theme: {_said({'palette': palette})}"), True
    for key, bad in product(("scheme", "primary", "accent", "media"), (markup, "../x", ["default"], "hijau")):
        for form in ("one", "list"):
            palette = {key: bad} if form == "one" else [{key: bad}]
            yield f"palette-{key}-{bad}-{form}", in_settings(f"theme: {_said({'palette': palette})}"), True
    for name in (markup, "%%suluh:isi%%", "a\u202eb", "x" * 200, "a\nb", {"a": "b"}, "&lt;b&gt;"):
        palette = {"toggle": {"icon": "material/eye", "name": name}}
        yield f"toggle-{name}"[:40], in_settings(f"theme: {_said({'palette': palette})}"), True
    yield "palette-number", in_settings("theme: {palette: 7}"), True


def _extra() -> Iterator[tuple[str, Lay, bool]]:
    values: dict[str, Any] = {
        "scope": '/");alert(1);("',
        "scope-url": "https://jahat.example/",
        "generator": "<script>",
        "analytics": {"provider": "google", "property": "G-1"},
        "analytics-custom": {"provider": "../../rahasia/rahasia"},
        "consent": {"title": "<script>", "description": "x"},
        "polyfills": ["https://jahat.example/a.js"],
        "suluh": {"kontak": '"><script>', "repositori": "javascript:alert(1)"},
        "disqus": "x",
        "lain": "<script>",
    }
    for name, value in values.items():
        key = name.partition("-")[0]
        yield f"extra-{name}", in_settings(f"extra: {_said({key: value})}"), True
    for name in ("social", "alternate", "homepage", "status", "version", "annotate", "tags"):
        value = [{"icon": "../../rahasia/rahasia", "link": "javascript:alert(1)", "name": "<script>"}]
        yield f"extra-{name}", in_settings(f"extra: {_said({name: value})}"), False
    yield "extra-list", in_settings("extra: [a]"), True


def _folders() -> Iterator[tuple[str, Lay, bool]]:
    paths = (
        "..", "../rahasia", "/etc", "~/x", "C:\\x", "a/../../rahasia", "", ".", "./content", "content/.",
        "file:///etc", ".git", ".suluh", "content//x", "con\u0000tent", "a\nb", "$HOME", "{{ x }}",
    )  # fmt: skip
    for key, path in product(("content_dir", "datasets_dir"), paths):
        yield f"folder-{key}-{path!r}", in_own(f"{key}: {_said(path)}"), True
    for path in paths:
        yield f"folder-site_dir-{path!r}", in_settings(f"site_dir: {_said(path)}"), bool(path)


def _navigation() -> Iterator[tuple[str, Lay, bool]]:
    paths = (
        f"{SECRET}.md", "../../etc/passwd", "/etc/passwd.md", "tentang/../../rahasia/rahasia.md", "C:\\x.md",
        "https://jahat.example/", "javascript:alert(1)", "data:text/html,x", "//jahat.example/a.md",
        ".git/config.md", "tentang", "index.html", "a\\b.md", "file:///etc/passwd.md", "mailto:a@b.example",
        "", 7,
    )  # fmt: skip
    for path, form in product(paths, ("alone", "titled", "below")):
        entry: Any = {"alone": path, "titled": {"Lain": path}, "below": {"Lain": [{"Dalam": path}]}}[form]
        yield f"nav-{path}-{form}", in_settings(f"nav: {_said(['index.md', entry])}"), True
    for title in ("<script>alert(1)</script>", "%%suluh:isi%%", "a\u202eb", "", "a\nb"):
        yield f"nav-title-{title!r}", in_settings(f"nav: {_said([{title: 'index.md'}])}"), True
    yield "nav-text", in_settings("nav: ../rahasia/"), True
    yield "nav-mapping", in_settings("nav: {a: index.md}"), True
    yield "nav-deep", in_settings(f"nav: {_said([{'a': [{'b': [{'c': [{'d': ['index.md']}]}]}]}])}"), True


def _own() -> Iterator[tuple[str, Lay, bool]]:
    words = {"teks": "Lambang"}
    for path in (
        f"{SECRET}.svg", "/etc/passwd", "mkdocs.yml", "overrides", "https://jahat.example/a.png", "C:\\a.png",
        "tidak-ada.png", "", 7, ["a.png"], "content/tentang/index.md", "~/a.png", "a/../b.png",
    ):  # fmt: skip
        yield f"emblem-{path}", in_own(f"lambang: {_said({'berkas': path, **words})}"), True
    looks: dict[str, Any] = {
        "lambang": ["lambang.png", {"berkas": "a.png"}, {"berkas": "a.png", "teks": "<b>", "gaya": "x"}],
        "warna": [
            "merah",
            {"utama": "red"},
            {"utama": "#fff"},
            {"utama": "#ffffff"},
            {"utama": "#07303d;}*{background:url(https://jahat.example)}"},
            {"utama": "var(--x)"},
            {"utama": ["#07303d"]},
            {"aksen": "#777777"},
            {"latar": "#07303d"},
        ],
        "huruf": ["Comic Sans", "../rahasia", ["sistem"], {"a": "b"}],
        "kaki": [
            "x",
            {"teks": ["a\nb"]},
            {"teks": ["%%suluh:isi%%"]},
            {"teks": ["a"] * 7},
            {"teks": [{"a": "b"}]},
            {"tautan": ["https://contoh.go.id"]},
            {"tautan": [{"nama": "x", "alamat": "javascript:alert(1)"}]},
            {"tautan": [{"nama": "x", "alamat": "http://contoh.go.id"}]},
            {"tautan": [{"nama": "x", "alamat": "https://contoh.go.id/\"onclick=\"x"}]},
            {"tautan": [{"nama": "x", "alamat": "//contoh.go.id"}]},
            {"tautan": [{"nama": "x", "alamat": "https://a.id", "icon": "../x"}]},
            {"html": "<script>"},
        ],
    }  # fmt: skip
    for key, values in looks.items():
        for number, value in enumerate(values):
            yield f"looks-{key}-{number}", in_own(f"{key}: {_said(value)}"), True
    yield "looks-emblem-link", _emblem_link, True


def _emblem_link(root: Path) -> None:
    (root / "lambang.png").symlink_to(root.parent / "rahasia" / "rahasia.svg")
    in_own('lambang: {berkas: lambang.png, teks: "Lambang"}')(root)


def _pages() -> Iterator[tuple[str, Lay, bool]]:
    fenced = {
        "template": "template: jahat.html",
        "template-path": f"template: {SECRET}.html",
        "icon": "icon: ../../../rahasia/rahasia",
        "status": "status: x",
        "hide": "hide: [footer]",
        "hide-text": "hide: navigation",
        "tags": "tags: [a]",
        "bingkai": "bingkai: true",
        "bagian": "bagian: data",
        "halaman": "halaman: true",
        "title": "title: {a: b}",
        "bahasa": "bahasa: '\"><script>'",
        "tag": f"title: !!python/object/apply:os.system ['touch {CANARY}']",
        "env": f"title: !ENV {VARIABLE}",
        "inherit": f"INHERIT: {SECRET}.yml",
        "render_macros": "render_macros: true",
    }
    for name, line in fenced.items():
        yield f"page-{name}", as_page(f"---\n{line}\n---\n\n# Umpan\n"), True
        # MkDocs takes lines like these for metadata, with no fence at all.
        yield f"page-unfenced-{name}", as_page(f"{line}\n\n# Umpan\n"), False
        yield f"page-late-{name}", as_page(f"\n---\n{line}\n---\n\n# Umpan\n"), False
        yield f"page-dots-{name}", as_page(f"---\ntitle: a\n...\n{line}\n---\n\n# Umpan\n"), True
    yield "page-bom", as_page("\ufeff---\ntemplate: jahat.html\n---\n# Umpan\n"), True
    yield "page-crlf", as_page("---\r\ntemplate: jahat.html\r\n---\r\n# Umpan\r\n"), True
    yield "page-cr", as_page("---\rtemplate: jahat.html\r---\r# Umpan\r"), True
    yield "page-never-closed", as_page("---\ntemplate: jahat.html\n"), True
    yield "page-spaces", as_page("---  \ntemplate: jahat.html\n---\t\n# Umpan\n"), True
    for name in (".nav.yml", ".pages", ".meta.yml", "index.html", "a.svg", "a.html", "main.py"):
        yield f"page-file-{name}", as_page(f"template: jahat.html\ntitle: {MARKER[:4]}\n", name), False


BODIES = {
    "snippet": f'--8<-- "{SECRET}.md"',
    "snippet-block": f'--8<--\n{SECRET}.md\n/etc/hostname\n--8<--',
    "include": f"{{% include '{SECRET}.md' %}}",
    "include-markdown": f'{{% include-markdown "{SECRET}.md" %}}',
    "include-bang": f"{{!{SECRET}.md!}}",
    "jinja": "{{ cycler.__init__.__globals__.os.system('touch ../canary') }}",
    "jinja-config": "{{ config }} {{ env }} {{ page.meta }} {% set a = 1 %}{{ a }}",
    "docstrings": "::: os.system\n    options:\n      x: y",
    "exec": "```python exec=\"on\"\nopen('../canary', 'w')\n```",
    "exec-braces": "```{.python exec=on}\nopen('../canary', 'w')\n```",
    "macro-file": f"{{{{ read_csv('{SECRET}.csv') }}}}",
    "server-include": f'<!--#include file="{SECRET}.md" -->',
    "math": "$$\\input{/etc/passwd}$$",
    "entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>&b;',
    "emoji": ":material-../../../rahasia/rahasia:",
    "attributes": "kata{: .x template=jahat.html }",
    "meta-line": "Template: jahat.html",
}  # fmt: skip
"""Texts that some extension or plugin would obey; without it they are words like any others."""


def _links() -> Iterator[tuple[str, Lay, bool]]:
    places = {
        "mkdocs.yml": "rahasia.yml",
        "content": ".",
        "datasets": ".",
        "content/tautan.md": "rahasia.md",
        "content/tautan.png": "rahasia.svg",
        "content/tautan": ".",
        "content/laporan": ".",
        "content/laporan/dinas-sosial/2025-tw2.md": "rahasia.md",
        "content/laporan/dinas-sosial": ".",
        "datasets/dinas-sosial": ".",
        "datasets/dinas-sosial/bantuan": ".",
        "datasets/dinas-sosial/bantuan/bantuan.csv": "rahasia.csv",
        "datasets/dinas-sosial/bantuan/datapackage.yaml": "rahasia.yml",
        "datasets/dinas-sosial/tautan": ".",
    }
    for place, target in places.items():
        yield f"link-{place}", _link(place, target), True
    for key in ("content_dir", "datasets_dir"):
        yield f"link-above-{key}", _link_above(key), True


def _link(place: str, target: str) -> Lay:
    def lay(root: Path) -> None:
        path = root / place
        if path.is_dir():
            path.rename(root.parent / "lama")
        elif path.exists():
            path.unlink()
        path.symlink_to(root.parent / "rahasia" / target)

    return lay


def _link_above(key: str) -> Lay:
    def lay(root: Path) -> None:
        (root.parent / "rahasia" / "dalam").mkdir()
        (root / "luar").symlink_to(root.parent / "rahasia", target_is_directory=True)
        in_own(f"{key}: luar/dalam")(root)

    return lay
