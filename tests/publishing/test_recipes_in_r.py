"""R itself runs its line of every dataset's page and finds in each cell what the CSV says."""

from __future__ import annotations

import csv
import html
import re
import shutil
import subprocess
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

MARK = "\u241e"
SHOW = f"""
show <- function(x) {{
  text <- if (is.character(x)) x else format(x, digits = 15, scientific = FALSE, trim = TRUE)
  paste(ifelse(is.na(x), "", text), collapse = "{MARK}")
}}
writeLines(c(paste(names(data), collapse = "{MARK}"), sapply(data, show)), sep = "\\n@@\\n")
"""


def test_every_line_reads_what_its_csv_says(built_site: Path) -> None:
    program = shutil.which("Rscript")
    assert program is not None, "make test-all needs R: apt-get install r-base-core"
    wrong, tried = [], 0
    for page in sorted((built_site / "data").glob("*/index.html")):
        for line in re.findall(
            r'<pre id="?resep-\d+-r"?[^>]*>(.*?)</pre>', page.read_text(encoding="utf-8"), re.DOTALL
        ):
            text = html.unescape(line)
            address = re.search(r'"(http[^"]+\.csv)"', text)
            assert address is not None
            file = page.parent / address[1].rpartition("/")[2]
            tried += 1
            found = run(program, text.replace(address[1], str(file)))
            wrong += [f"{file.name}: {difference}" for difference in compare(file, found)]
    assert tried > 25 and wrong == []


def run(program: str, line: str) -> list[list[str]]:
    """The names of the columns that R has, then the texts of each."""
    command = [program, "--vanilla", "--encoding=UTF-8", "-e", f"{line}\n{SHOW}"]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert answer.returncode == 0, answer.stderr
    return [part.split(MARK) for part in answer.stdout.removesuffix("\n@@\n").split("\n@@\n")]


def compare(file: Path, found: list[list[str]]) -> list[str]:
    """The first cell of a table that differs, or nothing."""
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    if found[0] != header:
        return [f"{found[0]} instead of {header}"]
    for name, column, theirs in zip(header, zip(*rows, strict=True), found[1:], strict=True):
        for mine, other in zip(column, theirs, strict=True):
            if mine.replace("\r\n", "\n") != other and not is_same_value(mine, other):
                return [f"{name}: {other!r} instead of {mine!r}"]
    return []


def is_same_value(mine: str, other: str) -> bool:
    if other in ("TRUE", "FALSE"):
        return mine == other.lower()
    try:
        return Decimal(mine) == Decimal(other)
    except InvalidOperation:
        return False
