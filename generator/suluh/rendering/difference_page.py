"""The difference of two revisions as one page that stands alone."""

from __future__ import annotations

from suluh.checking.explanations import describe, show_text
from suluh.history.comparison import Differences
from suluh.history.difference_forms import between, tell_rest
from suluh.history.difference_words import (
    PHRASES,
    show_amount,
    show_count,
    show_share,
    tell_dataset,
    tell_report,
)
from suluh.rendering.environment import make_environment


def write_difference_page(found: Differences, language: str = "id") -> str:
    """The page: what is to be decided, each dataset with its sums and first changed rows, and reports."""
    return (
        make_environment(language)
        .get_template("difference.html")
        .render(
            found=found,
            language=language,
            words=PHRASES[language],
            between=between(found, language),
            rest=list(tell_rest(found, language)),
            decisions=[(finding, describe(finding, language)) for finding in found.findings],
            tell_dataset=lambda entry: tell_dataset(entry, language),
            tell_report=lambda entry: tell_report(entry, language),
            amount=lambda value: show_amount(value, language),
            count=lambda value: show_count(value, language),
            share=lambda value: show_share(value, language) if value is not None else "",
            show=show_text,
        )
    )
