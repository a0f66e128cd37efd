"""What the system says of a file or a port that it refuses, in the language of the run."""

from __future__ import annotations

from suluh.cli.speech import run_language
from suluh.vocabulary.system_faults import name_fault


def describe_fault(fault: OSError) -> str:
    """Why, in a few words."""
    from suluh.checking.explanations import show_detail  # the list of phrases is large

    return show_detail(name_fault(fault), run_language())
