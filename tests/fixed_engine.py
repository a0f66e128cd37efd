"""An engine for tests: every page in one fixed frame, hand-written ones rendered as the real engine does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from suluh.reading.front_matter import split_front_matter
from suluh.rendering.written_pages import WrittenPage, render_written_page
from suluh.vocabulary.findings import Finding
from suluh.vocabulary.site import Document

FRAME = """<!doctype html><html lang="id"><head><meta charset="utf-8">%%suluh:csp%%%%suluh:kepala%%</head>
<body>%%suluh:spanduk%%<article>%%suluh:isi%%</article></body></html>"""
WRITTEN = """<!doctype html><html lang="id"><head><meta charset="utf-8">%%suluh:csp%%<title>x</title></head>
<body>%%suluh:spanduk%%<article>{body}</article>%%suluh:lapor%%</body></html>"""


class FixedEngine:
    """Builds what was staged in a moment, without a theme."""

    name = "tetap"
    version = "1"

    def render(self, staged: Path) -> tuple[Path, list[Finding]]:
        """Each page of `staged/docs` where a real engine puts it."""
        docs, built = staged / "docs", staged / "built"
        told = json.loads((staged / "mkdocs.yml").read_text(encoding="utf-8"))
        paths = sorted(one.relative_to(docs).as_posix() for one in docs.rglob("*") if one.is_file())
        files = {one: Document(one, "").address if one.endswith(".md") else one for one in paths}
        for path, address in files.items():
            if path.endswith(".md"):
                text = (docs / path).read_text(encoding="utf-8")
                page = WrittenPage(
                    body=split_front_matter(text, path)[1],
                    path=path,
                    address=address,
                    files=files,
                    extensions=told["markdown_extensions"],
                )
                write(built / address / "index.html", self._frame(text, page))
        for folder in (staged / "docs" / "aset", staged / "theme" / "aset"):
            if folder.is_dir():
                shutil.copytree(folder, built / "aset", dirs_exist_ok=True)
        write(built / "404.html", WRITTEN.replace("{body}", "<h1>Tidak ada</h1>"))
        return built, []

    def _frame(self, text: str, page: WrittenPage) -> str:
        if "\nbingkai: true\n" in text.partition("\n---\n")[0] + "\n":
            return FRAME
        return WRITTEN.replace("{body}", render_written_page(page))


def write(path: Path, text: str) -> None:
    """A file with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
