"""Templates are called by their file name, wherever they lie."""

from __future__ import annotations

from collections import Counter

from suluh.rendering.template_folders import template_folders


def test_no_two_templates_have_one_name() -> None:
    names = Counter(path.name for folder in template_folders() for path in folder.iterdir())
    assert len(names) > 50 and [name for name, count in names.items() if count > 1] == []
