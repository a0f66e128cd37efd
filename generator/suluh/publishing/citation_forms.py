"""A citation as programs and papers want it: APA, BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
from datetime import date

from suluh.publishing.citation import Citation

BIBTEX_SPECIALS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_NO_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' {}\\^"<>|`'}


def write_apa(citation: Citation) -> str:
    """One line after the rules of the American Psychological Association, seventh edition, for a dataset."""
    version = f" (Versi {citation.version})" if citation.version else ""
    title = f"{citation.title.rstrip('.')}{version} [Set data]"
    parts = (f"{citation.author.rstrip('.')}", f"({citation.year})", title, citation.publisher.rstrip("."))
    return ". ".join(parts) + "." + (f" {citation.address}" if citation.address else "")


def write_bibtex(citation: Citation) -> str:
    """A `@misc` entry, understood by BibTeX and BibLaTeX alike; the agency's name stays whole."""
    fields = {
        "author": "{" + _escape(citation.author) + "}",
        "title": "{" + _escape(citation.title) + "}",
        "year": citation.year,
        "version": _escape(citation.version),
        "publisher": _escape(citation.publisher),
        "type": "Dataset",
        "url": citation.address.translate(_NO_ADDRESS),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}"]) + "\n"


def write_ris(citation: Citation) -> str:
    """An entry of the kind DATA: lines of two letters, two blanks, a hyphen, a blank and the value."""
    fields = (
        ("TY", "DATA"),
        ("ID", citation.key),
        ("AU", citation.author),
        ("TI", citation.title),
        ("PY", citation.year),
        ("DA", citation.date.replace("-", "/")),
        ("ET", citation.version),
        ("PB", citation.publisher),
        ("LA", "id"),
        ("UR", citation.address),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value or tag == "ER")


def write_csl(citation: Citation) -> str:
    """CSL-JSON, which reference managers and pandoc read."""
    described = {
        "id": citation.key,
        "type": "dataset",
        "author": [{"literal": citation.author}],
        "title": citation.title,
        "issued": {"date-parts": [_parts(citation)]},
        "version": citation.version,
        "publisher": citation.publisher,
        "language": "id",
        "URL": citation.address,
    }
    kept = {name: value for name, value in described.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=1)


def _parts(citation: Citation) -> list[int]:
    if not citation.date:
        return [int(citation.year)]
    day = date.fromisoformat(citation.date)
    return [day.year, day.month, day.day]


def _escape(text: str) -> str:
    return text.translate(BIBTEX_SPECIALS)
