"""What pages cost: processor seconds, clock and memory by stage, each size in a process of its own.

    python benchmarks/pages.py                        every way below at its usual sizes
    python benchmarks/pages.py --ways records --sizes 100 1000
    python benchmarks/pages.py --history FILE         also add the figures to a file of JSON lines

Ways, side by side in one run:

    records    a project of made figures, checked, published and looked at whole: a sub kegiatan is a page of
               the real templates, and beside it stand its agency's, its forms, files and facts
    frames     pages whose bodies are a plain text of ours: assembly, links, search and last look alone
    jinja      a floor: as many pages of one plain Jinja template, written to files and no more
    markdown   a peer: as many Markdown pages through MkDocs with Material, and no more
    hugo       a peer: the very pages of `frames`, by Hugo (apt install hugo), in the frame that Suluh made;
               it checks no links, makes no search and looks at nothing once more
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suluh.cli.timings import Timings

SOURCES = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(SOURCES / "generator"), str(SOURCES / "tests")]

SIZES: Mapping[str, tuple[int, ...]] = {
    "records": (100, 1_000),
    "frames": (100, 1_000, 10_000),
    "jinja": (1_000, 10_000),
    "markdown": (100, 1_000),
    "hugo": (100, 1_000, 10_000),
}
"""The ways and the numbers of pages that each is measured with."""
NEIGHBOURS = 8
ROWS = 12
YEAR = 2024
AGENCIES = ("dinas-sosial", "kecamatan-betoambari")
"""Those of the tiny site, among whom the sub kegiatan are shared out."""
ABOUT = ("index", "unduhan", "dasar-hukum", "melapor-kesalahan")
"""Hand-written pages that the theme links to."""


def main() -> None:
    """Measure every size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ways", nargs="+", default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of pages, for every way")
    parser.add_argument("--engine", default="mkdocs", choices=("mkdocs", "zensical"))
    parser.add_argument("--history", type=Path, help="a file of JSON lines to add the figures to")
    parser.add_argument("--one", nargs=2, metavar=("WAY", "COUNT"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one[0], int(chosen.one[1]), chosen.engine)))
        return
    titles = ("processor s", "clock s", "ms/page", "MB", "MB child")
    print(f"{'way':10}{'pages':>8}" + "".join(f"{title:>13}" for title in titles) + "  stages")
    for way in chosen.ways:
        for count in chosen.sizes or SIZES[way]:
            told = run_apart(way, count, chosen.engine)
            print(say_row(told), flush=True)
            if chosen.history:
                with chosen.history.open("a", encoding="utf-8") as lines:
                    lines.write(f"{json.dumps({'time': int(time.time()), **told})}\n")


def run_apart(way: str, count: int, engine: str) -> dict[str, object]:
    """What `measure` tells in a process of its own; where it fails, its last words."""
    command = [sys.executable, __file__, "--one", way, str(count), "--engine", engine]
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if answer.returncode != 0:
        return {"way": way, "count": count, "failed": answer.stderr.strip()[-600:]}
    told: dict[str, object] = json.loads(answer.stdout.splitlines()[-1])
    return told


def say_row(told: Mapping[str, object]) -> str:
    """A row of the table."""
    start = f"{told['way']:10}{told.get('pages', told['count']):>8}"
    if "failed" in told:
        return f"{start}  failed: {told['failed']}"
    processor, seconds, pages = (float(str(told[key])) for key in ("processor", "seconds", "pages"))
    stages = told["stages"] if isinstance(told["stages"], dict) else {}
    shown = ", ".join(f"{name} {spent:.1f}" for name, spent in stages.items() if spent >= 0.05)
    figures = (processor, seconds, processor / pages * 1000, told["own_mb"], told["child_mb"])
    return f"{start}{''.join(f'{figure:>13.2f}' for figure in figures)}  {shown}"


def measure(way: str, count: int, engine: str = "mkdocs") -> dict[str, object]:
    """Build once in an empty folder: pages, processor seconds in all and by stage, clock, peak megabytes."""
    from suluh.assembly.build_progress import SILENT
    from suluh.cli.timings import Timings, read_clocks

    build = {
        "records": build_records,
        "frames": build_in_frames,
        "jinja": build_plainly,
        "markdown": build_through_markdown,
        "hugo": build_by_hugo,
    }[way]
    with tempfile.TemporaryDirectory() as folder:
        clock, (started, before) = Timings(SILENT), read_clocks()
        build(Path(folder), count, engine, clock)
        clock.end()
        ended, after = read_clocks()
        pages = sum(1 for _ in (Path(folder) / "site").rglob("*.html"))
    return {
        "way": way,
        "count": count,
        "pages": pages,
        "processor": after - before,
        "seconds": ended - started,
        "stages": {stage.name: stage.processor for stage in clock.stages},
        "own_mb": peak("own"),
        "child_mb": peak("children"),
    }


def build_records(root: Path, count: int, engine: str, clock: Timings) -> None:
    """A project of made figures, the whole way."""
    from suluh.assembly.recipe import publish_site
    from suluh.engines import load_engine
    from suluh.reading.site_settings import read_settings
    from suluh.vocabulary.findings import Severity

    settings, found = read_settings(make_project(root / "proyek", count), site_dir=root / "site")
    if settings is None:
        raise SystemExit(f"not read: {found[:3]}")
    published, checked = publish_site(settings, load_engine(engine), clock)
    if published.site_dir is None:
        findings = (*checked.findings, *published.findings)
        wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
        raise SystemExit(f"not built: {wrong[:3]}")


def make_project(root: Path, count: int) -> Path:
    """The tests' tiny site with so many sub kegiatan of a year: planned, budgeted, reported each quarter."""
    from repositories import start_repository
    from small_site import HERE
    from suluh.reading.deadlines import due_date

    start_repository(root)
    tables = root / "datasets" / AGENCIES[0] / "alur"
    tables.mkdir(parents=True)
    for source in (HERE / "sites" / "alur" / "datasets" / AGENCIES[0] / "alur").iterdir():
        head = source.read_text(encoding="utf-8")
        if source.suffix == ".csv" and source.stem != "usulan":
            head = head.partition("\n")[0] + "\n"
        (tables / source.name).write_text(head, encoding="utf-8")
    rows: dict[str, list[str]] = {"rencana": [], "anggaran": [], "realisasi": []}
    for number in range(count):
        agency, code = AGENCIES[number % 2], f"1.06.02.2.01.{number // 2 + 1:04d}"
        money = 40_000_000 + number * 37_000
        rows["rencana"].append(
            f"{YEAR},{agency},{code},Relawan yang dilatih,orang,40,naik,r_per_t,jumlah,{money},,DAU,"
        )
        rows["anggaran"].append(f"{YEAR},{agency},{code},5.1.02,Belanja Barang dan Jasa,DAU,{money},,")
        for quarter in range(1, 5):
            told = due_date(YEAR, quarter) - timedelta(days=5)
            spent = money // 5 + number * quarter
            rows["realisasi"].append(
                f"{YEAR},{quarter},{agency},{code},Relawan yang dilatih,{8 + number % 3},{spent},,,,,,{told}"
            )
    for name, lines in rows.items():
        with (tables / f"{name}.csv").open("a", encoding="utf-8") as table:
            table.write("\n".join(lines) + "\n")
    return root


def build_in_frames(root: Path, count: int, engine: str, clock: Timings) -> None:
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
            *(
                make_page(f"{section}/", section.title())
                for section in ("instansi", "data", "laporan", "ppid")
            ),
            *regions,
        ),
        artifacts=(),
        documents=tuple(Document(f"tentang/{name}.md", f"# {name.title()}\n") for name in ABOUT),
    )
    settings = make_settings(root, engine_settings={})  # the site's own theme, as it is published
    published = publish(site, settings, load_engine(engine), progress=clock)
    if published.site_dir is None:
        raise SystemExit(f"not built: {published.findings[:3]}")


def build_plainly(root: Path, count: int, _: str, clock: Timings) -> None:
    """The floor: one Jinja template of an article as large, and nothing besides."""
    from jinja2 import Environment

    clock.stage("Jinja")
    template = Environment(autoescape=True).from_string(
        "<!doctype html><title>{{ code }}</title><h1>Kelurahan {{ code }}</h1><table>{% for row in rows %}"
        "<tr><th scope=row>Uraian {{ row }}</th><td>{{ row * 1371 }}</td><td>jiwa</td></tr>{% endfor %}"
        "</table><ul>{% for one in near %}<li><a href='../{{ one }}/'>{{ one }}</a></li>{% endfor %}</ul>"
    )
    every = list(codes(count))
    for place, code in enumerate(every):
        near = every[place - place % NEIGHBOURS :][:NEIGHBOURS]
        file = root / "site" / code / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(template.render(code=code, rows=range(ROWS), near=near), encoding="utf-8")


def build_through_markdown(root: Path, count: int, engine: str, clock: Timings) -> None:
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


def build_by_hugo(root: Path, count: int, engine: str, clock: Timings) -> None:
    """Pages of `frames` by another maker of sites: the frame is the one that Suluh gave the first of them."""
    program = shutil.which("hugo")
    if program is None:
        raise SystemExit("hugo is not installed (apt install hugo)")
    clock.stage("frame")
    frame = make_frame(root / "bingkai", engine)
    clock.stage("pages to read")
    lay_hugo_project(root, count, frame)
    clock.stage("Hugo")
    subprocess.run([program, "--quiet", "--source", root, "--destination", root / "site"], check=True)


def make_frame(root: Path, engine: str) -> str:
    """The finished page of the first region, as `frames` makes it."""
    from suluh.assembly.build_progress import SILENT
    from suluh.cli.timings import Timings

    build_in_frames(root, NEIGHBOURS, engine, Timings(SILENT))
    return (root / "site" / "wilayah" / next(codes(1)) / "index.html").read_text(encoding="utf-8")


def lay_hugo_project(root: Path, count: int, frame: str) -> None:
    """Settings, one layout and as many pages, whose bodies take the place of the one in `frame`."""
    first = next(codes(1))
    start, end = frame.index("<h1"), frame.rindex("</article>")
    head, foot = (part.replace(first, "{{ .Title }}") for part in (frame[:start], frame[end:]))
    layouts, regions = root / "layouts" / "_default", root / "content" / "wilayah"
    layouts.mkdir(parents=True)
    regions.mkdir(parents=True)
    layouts.joinpath("single.html").write_text(f"{head}{{{{ .Content }}}}{foot}", encoding="utf-8")
    layouts.joinpath("list.html").write_text(
        "<ul>{{ range .Pages }}<li>{{ .Title }}</li>{{ end }}</ul>", "utf-8"
    )
    settings = {
        "baseURL": "https://suluh.invalid/",
        "title": "Suluh Uji",
        "disableKinds": ["taxonomy", "term", "RSS"],
    }
    root.joinpath("config.json").write_text(json.dumps(settings), encoding="utf-8")
    every = list(codes(count))
    for place, code in enumerate(every):
        body = region_body(code, every[place - place % NEIGHBOURS :][:NEIGHBOURS])
        page = f"---\ntitle: '{code}'\nurl: /wilayah/{code}/\n---\n{body}\n"
        regions.joinpath(f"{code}.html").write_text(page, encoding="utf-8")


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
