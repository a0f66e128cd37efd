"""How building grows with the number of record pages: seconds and memory, each size in a process of its own.

    python benchmarks/pages.py                 100, 1,000 and 10,000 region pages in frames
    python benchmarks/pages.py --markdown      also 100 and 1,000 of them through MkDocs, for the ratio

Pages are made by the same templates, writers, link check and Pagefind as a real site's; only
the figures on them are made up.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SOURCES / "generator"), str(SOURCES / "tests")]

SIZES = (100, 1_000, 10_000)
MARKDOWN_SIZES = (100, 1_000)
NEIGHBOURS = 8
ROWS = 12
ABOUT = ("index", "unduhan", "dasar-hukum", "melapor-kesalahan")
"""Hand-written pages that the theme links to."""


def main() -> None:
    """Measure every size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--markdown", action="store_true", help="also send pages through Markdown and the navigation"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of region pages")
    parser.add_argument("--engine", default="mkdocs", choices=("mkdocs", "zensical"))
    parser.add_argument("--one", nargs=2, metavar=("WAY", "COUNT"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one[0], int(chosen.one[1]), chosen.engine)))
        return
    runs = [("frames", count) for count in chosen.sizes]
    if chosen.markdown:
        runs += [("markdown", count) for count in MARKDOWN_SIZES]
    print(f"{'way':10}{'pages':>8}{'seconds':>10}{'ms/page':>10}{'MB peak':>10}{'MB search':>11}  stages")
    for way, count in runs:
        command = [sys.executable, __file__, "--one", way, str(count), "--engine", chosen.engine]
        answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if answer.returncode != 0:
            print(f"{way:10}{count:>8}  failed: {answer.stderr.strip()[-600:]}")
            continue
        told = json.loads(answer.stdout)
        stages = ", ".join(
            f"{name} {seconds:.1f}" for name, seconds in told["stages"].items() if seconds >= 0.05
        )
        print(
            f"{way:10}{count:>8}{told['seconds']:>10.2f}{told['seconds'] / count * 1000:>10.2f}"
            f"{told['own_mb']:>10.0f}{told['child_mb']:>11.0f}  {stages}",
            flush=True,
        )


def measure(way: str, count: int, engine: str) -> dict[str, object]:
    """Build once in an empty folder and tell seconds, peak megabytes and the seconds of each stage."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        started = time.perf_counter()
        {"frames": build_in_frames, "markdown": build_through_markdown}[way](
            Path(folder), count, engine, clock
        )
        seconds = time.perf_counter() - started
        return {
            "seconds": seconds,
            "stages": clock.end(),
            "own_mb": peak("own"),
            "child_mb": peak("children"),
        }


class Clock:
    """Seconds of each stage of a build."""

    def __init__(self) -> None:
        self._stages: dict[str, float] = {}
        self._name = ""
        self._since = 0.0

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins, and with it the one before ends."""
        self.end()
        self._name, self._since = name, time.perf_counter()

    def advance(self, count: int = 1) -> None:
        """Nothing to note."""

    def tell(self, total: int, known: int) -> None:
        """Nothing to note."""

    def end(self) -> dict[str, float]:
        """All stages so far."""
        if self._name:
            self._stages[self._name] = time.perf_counter() - self._since
            self._name = ""
        return self._stages


def build_in_frames(root: Path, count: int, engine: str, clock: Clock) -> None:
    """The way of Suluh: one placeholder for each depth, records put into its frame."""
    from made_sites import make_page, make_settings
    from suluh.assembly.publication import publish
    from suluh.engines import load_engine
    from suluh.vocabulary.site import Document, Site

    every = list(codes(count))
    index = "".join(f'<li><a href="{code}/">{code}</a></li>' for code in every)
    regions = [
        make_page(
            f"wilayah/{code}/",
            f"Kelurahan {code}",
            partial(region_body, code, every[place - place % NEIGHBOURS :][:NEIGHBOURS]),
            modified="2026-01-01",
        )
        for place, code in enumerate(every)
    ]
    site = Site(
        pages=(
            make_page("", "Suluh Uji", '<h1>Beranda</h1><p><a href="wilayah/">Wilayah</a></p>'),
            make_page("wilayah/", "Wilayah", f"<h1>Wilayah</h1><ul>{index}</ul>"),
            make_page("cari/", "Cari", section="beranda"),
            *(make_page(f"{section}/", section.title()) for section in ("instansi", "data", "laporan")),
            *regions,
        ),
        artifacts=(),
        documents=tuple(Document(f"tentang/{name}.md", f"# {name.title()}\n") for name in ABOUT),
    )
    settings = make_settings(root, engine_settings={})  # the site's own theme, as it is published
    published = publish(site, settings, load_engine(engine), progress=clock)
    if published.site_dir is None:
        raise SystemExit(f"not built: {published.findings[:3]}")


def build_through_markdown(root: Path, count: int, engine: str, clock: Clock) -> None:
    """The way not taken: each record a Markdown page in the navigation."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    docs = root / "docs"
    (docs / "wilayah").mkdir(parents=True)
    (docs / "index.md").write_text("# Beranda\n", encoding="utf-8")
    for code in codes(count):
        (docs / "wilayah" / f"{code}.md").write_text(region_markdown(code), encoding="utf-8")
    theme = {"name": "material", "language": "id", "font": False, "features": ["navigation.tabs"]}
    told = {
        "site_name": "Uji",
        "docs_dir": "docs",
        "plugins": [],
        "theme": theme,
        "markdown_extensions": ["tables"],
    }
    (root / "mkdocs.yml").write_text(json.dumps(told), encoding="utf-8")
    clock.stage("MkDocs")
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))


def codes(count: int) -> Iterator[str]:
    """Region codes, as many as asked."""
    for number in range(count):
        yield f"74.{number // 2500 + 10}.{number // 50 % 50 + 10}.{number % 50 + 1001}"


def region_body(code: str, near: list[str]) -> str:
    """An article of the size of a real region's: facts, a drawing, a table, links to neighbours."""
    rows = "".join(
        f"<tr><th scope=row>Uraian {row}</th><td>{row * 1371}</td><td>jiwa</td></tr>" for row in range(ROWS)
    )
    points = " ".join(f"{(x * 37) % 360},{(x * 53) % 240}" for x in range(120))
    links = "".join(f'<li><a href="../{other}/">{other}</a></li>' for other in near)
    return (
        f'<h1 id="nama">Kelurahan {code}</h1><p>Catatan anggaran dan kegiatan kelurahan ini.</p>'
        f'<svg viewBox="0 0 360 240" role="img"><title>Peta {code}</title><polygon points="{points}"/></svg>'
        f"<table><caption>Angka</caption><tbody>{rows}</tbody></table><ul>{links}</ul>"
        '<p><a href="../">Semua wilayah</a> <a href="#nama">Ke atas</a></p>'
    )


def region_markdown(code: str) -> str:
    """The same, without drawing and links, as Markdown."""
    rows = "\n".join(f"| Uraian {row} | {row * 1371} | jiwa |" for row in range(ROWS))
    head = "| Uraian | Nilai | Satuan |\n|---|---|---|"
    return f"# Kelurahan {code}\n\nCatatan anggaran dan kegiatan.\n\n{head}\n{rows}\n"


def peak(whose: str) -> float:
    """Peak resident megabytes of this process, or of the largest child; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    who: Callable[[int], object] = resource.getrusage
    used = who(resource.RUSAGE_SELF if whose == "own" else resource.RUSAGE_CHILDREN)
    return float(used.ru_maxrss) / (1024 * 1024 if sys.platform == "darwin" else 1024)  # type: ignore[attr-defined]


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    main()
