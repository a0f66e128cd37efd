"""Modules as a script: what has no form there is refused with its place; modules are bundled as they are."""

from __future__ import annotations

import ast

import pytest

from suluh.publishing.browser_script.modules import Program
from suluh.publishing.browser_script.scopes import Untranslatable, yields
from suluh.publishing.browser_script.short_names import shorten_names
from suluh.rendering.short_scripts import bundle


def test_what_is_not_reached_is_not_in_it() -> None:
    script = Program({}).write({"letters": ("suluh.vocabulary.sheet_columns", "column_letters")})
    assert "function column_letters$(" in script
    assert "export { column_letters$ as letters };" in script
    assert "column_number" not in script


def test_what_has_no_form_is_refused_with_its_place() -> None:
    with pytest.raises(Untranslatable, match=r"suluh\.vocabulary\.held_values, line \d+: .*contextmanager"):
        Program({}).write({"speaking": ("suluh.words.spoken", "speaking")})


def test_a_function_is_a_generator_by_its_own_yields_alone() -> None:
    inner = "def f(self):\n        def g():\n            yield 1\n        return list(g())\n"
    (made,) = ast.parse(f"class A:\n    {inner}").body
    assert isinstance(made, ast.ClassDef)
    method = made.body[0]
    assert isinstance(method, ast.FunctionDef) and not yields(method)


def test_what_the_host_has_is_taken_from_it() -> None:
    given = {("suluh.reading.region_list", "load_regions"): "$host.load_regions"}
    script = Program(given).write({"place": ("suluh.reading.place_codes", "add_place_codes")})
    assert "$host.load_regions()" in script
    assert "lzma" not in script


def test_names_are_shortened_and_nothing_else() -> None:
    text = (
        'function word$(in$_, $rest) { const kept = "word$ = in$_"; '
        "return [...in$_, in$_.in, $py.word, kept]; }\n"
        "export { word$ as word };\n"
    )
    assert shorten_names(text) == (
        'function b(a,$rest){const kept="word$ = in$_";return[...a,a.in,$py.word,kept];}\n'
        "export{b as word};\n"
    )


def test_a_bundle_has_each_module_once_with_names_of_its_own() -> None:
    modules = {
        "main": 'import { one as first } from "./a.js";\nimport { two } from "./b.js";\n'
        "export const sum = first + two;\n",
        "a": "const hidden = 1;\nexport { hidden as one };\n",
        "b": 'import { one } from "./a.js";\nconst hidden = 2;\nexport const two = hidden + one;\n',
    }
    made = bundle("main", modules.__getitem__)
    assert made.count("const hidden = 1;") == 1
    assert made.index("m_a = ") < made.index("m_b = ") < made.index("m_main = ")
    assert "const { one: first } = m_a;" in made
    assert "return { one: hidden };" in made
    assert made.endswith("export const { sum } = m_main;\n")
    assert "import" not in made
