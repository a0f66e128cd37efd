"""Texts that break programs, made by kind and not collected: some five hundred, the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_CALLS = ("alert(1)", "top.kena=1", "window.kena=1")
_ELEMENTS = (
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    "</td></table><script>{}</script>",
    "<img src=x onerror={}>",
    '"><img src=x onerror="{}">',
    "'><svg onload='{}'>",
    "<svg/onload={}>",
    "<body onload={}>",
    "<iframe srcdoc='&lt;script&gt;{}&lt;/script&gt;'></iframe>",
    "<a href=javascript:{}>tekan</a>",
    "<a href='jav&#x09;ascript:{}'>tekan</a>",
    "<math><mi//xlink:href='data:x,<script>{}</script>'>",
    "<details open ontoggle={}>",
    "<input autofocus onfocus={}>",
    "<style>@import'javascript:{}';</style>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<!--><script>{}</script>-->",
    "]]><script>{}</script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</script><script>{}</script>",
    "<template><script>{}</script></template>",
    "<object data='javascript:{}'></object>",
    "<base href='//lain.example/'><script src=a.js>{}</script>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<link rel=stylesheet href='//lain.example/{}.css'>",
    "<form action=javascript:{}><button>kirim</button></form>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "%3Cscript%3E{}%3C/script%3E",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
    "vbscript:{}",
    "{{{{ {} }}}}",
    "${{{}}}",
    "<%= {} %>",
    "{{% for a in {} %}}",
    "#{{{}}}",
    "[[{}]]",
    "[tekan](javascript:{})",
    '![gambar](x"onerror="{})',
    '{{: onclick="{}" }}',
    '{{ onclick="{}" }}',
)
_ATTRIBUTES = (
    '" onmouseover="kena=1',
    "' onmouseover='kena=1",
    "` onmouseover=`kena=1",
    'x" style="color:red',
    "x onclick=kena=1 y=",
    '"/><hr><p id="suntikan',
    "' autofocus onfocus=kena=1 '",
    'a" data-pagefind-ignore="all',
    "&quot; onload=&quot;kena=1",
    '\\" onload=\\"kena=1',
)
_TEMPLATES = (
    "{{ config }}",
    "{{7*7}}",
    "{% raw %}",
    "{# catatan #}",
    "{{ ''.__class__.__mro__ }}",
    "%%suluh:isi%%",
    "%%suluh:csp%%",
    "%%suluh:kepala%%",
    '--8<-- "mkdocs.yml"',
    "!ENV TOKEN",
    "!!python/object/apply:os.system [id]",
    "$(id)",
    "`id`",
    "; id",
    "| id",
    "&& id",
    "$HOME",
    "%APPDATA%",
    "%s%s%s%s%n",
    "%d %x {0} {nama} {}",
    "{kolom}{nilai}{berkas}",
    "%(kolom)s",
    "{0.__class__}",
)
_QUERIES = (
    "'; DROP TABLE bantuan; --",
    "' OR '1'='1",
    "1; SELECT * FROM bantuan",
    '" OR ""="',
    "') UNION SELECT 1,2 --",
    '{"$gt": ""}',
    "*)(uid=*))(|(uid=*",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
)
_PATHS = (
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/dev/null",
    "C:\\CON\\PRN",
    "file:///etc/passwd",
    "\\\\host\\bagi",
    "a/../b",
    "CON",
    "nul.csv",
    ".htaccess",
    "con.txt.",
    "a:b",
    "~/.ssh/id_rsa",
)
_WORDS = (
    "null",
    "NULL",
    "None",
    "undefined",
    "NaN",
    "true",
    "FALSE",
    "NO",
    "off",
    "1e5",
    "0x1F",
    "010",
    "1.10",
    "12:30",
    "1/2",
    "2024-02-30",
    "Infinity",
    "[object Object]",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "then",
    "0",
    "00",
    "1,000",
    "1.000,00",
    "#REF!",
    "#N/A",
    "N/A",
)
_LETTERS = (
    "Ω≈ç√∫˜µ≤≥÷",
    "åß∂ƒ©˙∆˚¬…æ",
    "œ∑´®†¥¨ˆøπ“‘",
    "ЁЂЃЄЅІЇЈЉЊЋЌЍЎЏ",
    "⁰⁴⁵₀₁₂",
    "社會科學院語學研究所",
    "찦차를 타고 온",
    "田中さんにあげて下さい",
    "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀",
    "ꦱꦸꦭꦸꦃ",
    "ᨔᨘᨒᨘ",
    "ᬲᬸᬮᬸᬄ",
    "سولوه",
    "שלום עולם",
    "الكل في المجمو عة",
    "हिन्दी में लेख",
    "ภาษาไทย",
    "Ưu tiên Đà Nẵng",
    "İstanbul ISI ıi",
    "ﬀ ﬁ ﬂ ﬃ",
    "Straße ẞ",
    "Å Å",
    "ĲĳǄǅ",
    "𝕋𝕙𝕖 𝔮𝔲𝔦𝔠𝔨 𝒷𝓇ℴ𝓌𝓃",
    "ⓣⓔⓚⓢ ⒯⒠⒦⒮",
    "¡uʍop ǝpᴉsd∩",
    "₩₪₫€₱₽₿",
    "¼ ½ ¾ ⅓ ⅞",
    "ﷺ ﷽",
    "\u0338x\u0338y",
)
_EMOJI = ("😀", "👩‍👩‍👧", "🏳️‍🌈", "👍🏿", "🇮🇩", "1️⃣", "❤️", "🤷‍♀️", "🧑🏽‍🚀", "🫠", "☠", "㊙️")
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def naughty_strings() -> list[str]:
    """All of them, each once, none empty and none with a blank at an end."""
    return list(dict.fromkeys(text for text in _all() if text and text == text.strip()))


def _all() -> Iterator[str]:
    for element, call in product(_ELEMENTS, _CALLS):
        yield element.format(call)
    yield from (*_ATTRIBUTES, *_TEMPLATES, *_QUERIES, *_PATHS, *_WORDS, *_LETTERS, *_EMOJI)
    yield from _SIGNS
    yield from (f"a{sign}b" for sign in _SIGNS)
    yield from (f"{sign * 3} {sign}" for sign in _SIGNS)
    yield from (f"{sign}{sign}judul" for sign in "#=-*>~`|")
    yield from (
        "".join(f"{letter}{chr(0x300 + number)}" for letter in "zalgo") for number in range(0, 112, 8)
    )
    yield from (
        f"a{chr(code)}b" for code in (0xA0, 0x2002, 0x2009, 0x202F, 0x3000, 0x2028, 0x200B, 0x202E, 0xAD)
    )
    yield from (f"a{chr(code)}b" for code in (0, 7, 8, 0x1B, 0x7F, 0x85, 0xFEFF, 0xFFFE, 0x1D159, 0xE0041))
    yield from ("x" * length for length in (64, 255, 256, 1_000, 5_000))
    yield from (
        "W" * 200,
        "iI" * 100,
        "kata " * 100 + "akhir",
        "a-" * 100 + "b",
        "/" * 300,
        "<" * 300,
        "&" * 300,
    )
    yield from ("&amp;", "&amp;amp;", "&nbsp;", "&copy", "&#0;", "&#x110000;", "&unknown;", "&lt", "&;")
    yield from (
        "a  b",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "=1+1",
        "@SUM(A1)",
        "+cmd|'/c calc'!A0",
        "-a",
        "＝1+1",
        "\t=1+1",
    )
    yield from ("http://lain.example/a", "//lain.example", "mailto:a@lain.example", "www.lain.example", "a@b")
    yield from ("::error file=a::b", "##[group]a", "::stop-commands::x", "::set-output name=a::b")
