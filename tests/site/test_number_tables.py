"""The page of tables of numbers: every table is on it, named in words, with the columns that its file has."""

from __future__ import annotations

import csv
import re
from pathlib import Path


def test_every_table_is_listed_with_its_columns(built_site: Path) -> None:
    page = (built_site / "data/angka/index.html").read_text(encoding="utf-8")
    files = sorted((built_site / "data/angka").glob("*.csv"))
    assert len(files) > 30
    for file in files:
        assert re.search(rf'href="?[^" >]*{re.escape(file.name)}[" >]', page), file.name
        assert (built_site / f"data/angka/excel/{file.stem}.zip").is_file()
        with file.open(encoding="utf-8", newline="") as stream:
            for name in next(csv.reader(stream)):
                assert f"<code>{name}</code>" in page, (file.name, name)


def test_every_kind_of_table_has_a_name_in_words(built_site: Path) -> None:
    page = (built_site / "data/angka/index.html").read_text(encoding="utf-8")
    kinds = {re.sub(r"-\d{4}$", "", file.stem) for file in (built_site / "data/angka").glob("*.csv")}
    headings = dict(re.findall(r'<h2 class="?s-heading"? id="?([a-z-]+)"?[^>]*>([^<]+)</h2>', page))
    assert kinds <= headings.keys(), kinds - headings.keys()
    assert [kind for kind in kinds if headings[kind].strip() == kind] == []


def test_they_are_cited_in_every_form(built_site: Path) -> None:
    page = (built_site / "data/angka/index.html").read_text(encoding="utf-8")
    for sign in ("[Set data]", "@misc{angka-74-72-", "TY  - DATA", '"type": "dataset"'):
        assert sign in page.replace("&#34;", '"').replace("&quot;", '"'), sign
