"""The theme's style sheet without what no page can use."""

from __future__ import annotations

import pytest

from suluh.rendering.pruned_styles import Names, prune_styles

PAGE = (
    '<body dir=ltr data-x="1"><p class="satu dua" id="isi">a</p><details open><summary>b</summary></details>'
)


@pytest.fixture
def names() -> Names:
    found = Names()
    found.read(PAGE)
    return found


@pytest.mark.parametrize(
    "selector",
    [
        *(
            "p",
            ".satu",
            ".satu.dua",
            "#isi",
            "body>p",
            "p:hover::before",
            ":root",
            "*",
            "[data-x]",
            '[data-x="9"]',
        ),
        *("[dir=ltr] .dua", "details[open]>summary", "p:not(.tiga)", "p:is(.tiga, .satu)", ".satu~details"),
    ],
)
def test_what_may_fit_stays(names: Names, selector: str) -> None:
    assert prune_styles(f"{selector}{{color:red}}", names) == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector", ["table", ".tiga", ".satu .tiga", "#lain", "[data-y]", "p>a", ".md\\:satu"]
)
def test_what_cannot_fit_goes(names: Names, selector: str) -> None:
    assert prune_styles(f"{selector}{{color:red}}", names) == ""
    assert prune_styles(f"{selector},p{{color:red}}", names) == "p{color:red}"


def test_groups_motions_and_variables_go_with_their_last_rule(names: Names) -> None:
    css = (
        '@charset "utf-8";/* a } b */:root{--a:url("data:x;{}");--b:1px;--c:var(--b)}'
        "@media print{table{margin:0}}@media screen{p{margin:var(--c)}}"
        "@keyframes naik{0%{top:0}}@keyframes turun{0%{top:1px}}.satu{animation:turun 1s}"
    )
    assert prune_styles(css, names) == (
        ":root{--b:1px;--c:var(--b)}@media screen{p{margin:var(--c)}}"
        "@keyframes turun{0%{top:1px}}.satu{animation:turun 1s}"
    )


def test_variables_that_another_sheet_uses_stay(names: Names) -> None:
    assert prune_styles("p{--a:1px}", names, "b{margin:var(--a)}") == "p{--a:1px}"
    assert prune_styles("p{--a:1px}", names) == ""
