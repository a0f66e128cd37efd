"""What would run in a page is found with the policy switched off too; what only looks so is let be."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

import pytest

from small_site import copy_small_site
from suluh.assembly.active_content import find_active, may_run
from suluh.assembly.fresh_pieces import FreshPieces
from suluh.assembly.recipe import publish_site
from suluh.engines import load_engine
from suluh.reading.site_settings import read_settings

THEIRS = "document.x=1<2"
HASH = b64encode(sha256(THEIRS.encode()).digest()).decode()
POLICY = f"<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'sha256-{HASH}'\">"


def judge(body: str) -> bool:
    page = f"<!doctype html><html><head>{POLICY}</head><body><p>a</p>{body}</body></html>"
    suspect = may_run(FreshPieces().cut(page, "a.html", markup=True).joined())
    found = list(find_active(page))
    assert suspect or not found, "the quick look must miss nothing"
    return bool(found)


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<script>alert(1)",
        "<script type=module>alert(1)</script>",
        '<script src="../data/a/a.csv"></script>',
        '<script src="//jahat.example/a.js"></script>',
        '<script src="data:text/javascript,alert(1)"></script>',
        '<script src="../assets/../data/a.csv?.js"></script>',
        "<img src=x onerror=alert(1)>",
        "<img title='<' onerror=alert(1)>",
        "<img title='>' onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<svg><script href="data:,alert(1)"/></svg>',
        '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
        '<svg><animate attributeName=href values="javascript:alert(1)"/></svg>',
        '<a href="java\nscript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a title="&#34;" href="&#106;avascript:alert(1)">x</a>',
        '<a href="javascript&colon;alert(1)">x</a>',
        '<a href=" JaVaScRiPt:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="data:image/svg+xml,x">x</a>',
        '<form action="javascript:x"><button formaction="javascript:x">x</button></form>',
        '<iframe src="../data/a/"></iframe>',
        '<iframe srcdoc="x"></iframe>',
        '<object data="a.pdf"></object>',
        "<embed src=a.pdf>",
        '<base href="/lain/">',
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
        '<meta http-equiv="Content-Security-Policy" content="script-src \'unsafe-inline\'">'
        "<script>alert(1)</script>",
        "<details open ontoggle=alert(1)>x</details>",
        f"<script>{THEIRS} </script>",
    ],
)
def test_what_would_run_is_found(body: str) -> None:
    assert judge(body)


def test_a_preview_may_load_itself_anew() -> None:
    page = POLICY.replace("'self'", "'self' 'unsafe-inline'") + "<script>reload()</script>"
    assert list(find_active(page)) == []
    assert list(find_active(f"{POLICY}{page}")) != []


@pytest.mark.parametrize(
    "body",
    [
        f"<script>{THEIRS}</script>",
        '<script src="../../assets/javascripts/bundle.a5f9.min.js"></script>',
        '<script src="/suluh/aset/suluh.js" defer></script>',
        '<script type="application/ld+json">{"name": "<script>"}</script>',
        '<script id="__config" type="application/json">{}</script>',
        f"<p>{escape('<script>alert(1)</script> <img onerror=alert(1)>')}</p>",
        "<p>javascript: alert, onclick = 1, data:text</p>",
        '<img src="data:image/svg+xml,x" alt="">',
        '<meta http-equiv="refresh" content="0;url=../lain/">',
        '<a href="?x=javascript:1" title="onclick=1">x</a>',
    ],
)
def test_what_only_looks_so_is_let_be(body: str) -> None:
    assert not judge(body)


def test_quotes_as_templates_write_them_need_no_reader() -> None:
    assert not may_run('a title="&#34;x&#39;">')
    assert may_run('a href="java&#34script"') and may_run('a href="&#349;"') and may_run('a href="&#x22;"')


def test_a_hand_written_page_brings_nothing_that_runs(tmp_path: Path) -> None:
    root = copy_small_site(tmp_path / "situs")
    page = root / "content" / "tentang" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<details ontoggle='x()'>isi</details>\n", "utf-8")
    settings, _ = read_settings(root)
    assert settings is not None
    publication, _ = publish_site(settings, load_engine("mkdocs"))
    assert [(one.code, one.value) for one in publication.findings] == [("E008", "ontoggle")]
    assert not settings.site_dir.exists()
