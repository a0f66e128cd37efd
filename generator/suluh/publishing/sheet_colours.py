"""The colours of spreadsheets that Suluh writes: the only place where they have a number."""

from __future__ import annotations

EXAMPLE = "#FFF2CC"
"""Ground of example rows in a template."""
MARK = "#F2A93B"
"""Tab of a sheet with simulated figures."""
WRONG, ON_WRONG = "#FDE4E1", "#A01818"
"""Ground and text of a cell that is wrong."""
STRONG = "#FFC44D"
"""Ground of a head."""
EDGE = "#B0B0B0"
"""Lines between the cells of a form."""
