"""What a PDF would do: by itself when it is opened, closed or printed, or on a click that is no link.

A link to an address of the web, mail or a telephone passes, since people click it; so does a place in
the document at which it opens. Everything else that acts, and every file that it carries, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from suluh.vocabulary.web_addresses import SCHEMES, as_browsers_read, is_safe_address

_GAP = rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*[\r\n])*"
# Names of what acts or carries, each too long to occur by chance in packed bytes.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia[A-Za-z]*|XFA|SubmitForm|ImportData|ResetForm|GoToE|GoToR|GoToDp"
    rb"|Rendition|Movie|Sound|Filespec|FileAttachment|OnInstantiate|GoTo3DView|Collection|FFilter|FDecodeParms"
    rb"|U3D|PRC|3DD|SetOCGState)(?![A-Za-z0-9])"
)
_SPACE = rb"(?:[\x00\t\n\x0c\r ]|%[^\r\n]*[\r\n])+"
_REFERENCE = rb"([0-9]{1,10})" + _SPACE + rb"[0-9]{1,5}" + _SPACE + rb"R(?![A-Za-z])"
_ADDITIONAL = re.compile(rb"/AA(?![A-Za-z0-9])" + _GAP + rb"(?:<<|" + _REFERENCE + rb")")
_OUTSIDE = re.compile(rb"/FS(?![A-Za-z0-9])" + _GAP + rb"/URL(?![A-Za-z0-9])")
_CARRIED = re.compile(rb"/(?:EF|OPI)%(gap)s(?:<<|[0-9]{1,10}[\x00-\x20%%])|/Ref%(gap)s<<" % {b"gap": _GAP})
"""Files that a dictionary without a type carries, and pictures and pages from other files."""
_OPENING = re.compile(rb"/OpenAction(?![A-Za-z0-9])" + _GAP)
_PLACE = rb"(?:\[[^\[\]<>()]*\]|\([^()\\<>]*\)|<[0-9A-Fa-f\s]*>|/[A-Za-z0-9._-]+|" + _REFERENCE + rb")"
_DESTINATION = re.compile(rb"\[[^\[\]<>()]*\]")
_GO = re.compile(
    rb"<<(?:%(gap)s(?:/Type%(gap)s/Action|/S%(gap)s/GoTo(?![A-Za-z0-9])|/D%(gap)s%(place)s))+%(gap)s>>"
    % {b"gap": _GAP, b"place": _PLACE}
)
_REFERRED = re.compile(_REFERENCE)
_LINK = re.compile(rb"/URI(?![A-Za-z0-9])" + _GAP + rb"(?:(\()|<([0-9A-Fa-f\s]*)>|(<<)|" + _REFERENCE + rb")")
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})" + _SPACE + rb"[0-9]{1,5}" + _SPACE + rb"obj" + _GAP)
_LITERAL = re.compile(rb"(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SIGNS |= dict.fromkeys((b"\n", b"\r", b"\r\n"), b"")
_BY_NAME = re.compile(
    rb"/S%(gap)s/(?:Hide|Thread|Trans)(?![A-Za-z0-9])"
    rb"|/N%(gap)s/(?:Print|SaveAs|Open|Close|Quit|Execute)[A-Za-z]*(?![A-Za-z0-9])" % {b"gap": _GAP}
)
_RULES = (_ACTIVE, _ADDITIONAL, _OUTSIDE, _BY_NAME, _CARRIED)


def acts(parts: Sequence[bytes]) -> bool:
    """Whether any part of a PDF (its bytes and its streams unpacked, names in plain letters) acts."""
    if any(rule.search(part) for part in parts for rule in _RULES):
        return True
    return any(not _opens_at_a_place(part, parts) or not _links_are_safe(part) for part in parts)


def _opens_at_a_place(part: bytes, parts: Iterable[bytes]) -> bool:
    for opening in _OPENING.finditer(part):
        at = opening.end()
        if _is_going(part, at):
            continue
        referred = _REFERRED.match(part, at)
        if referred is None or not _goes_within(referred[1], parts):
            return False
    return True


def _goes_within(number: bytes, parts: Iterable[bytes]) -> bool:
    """Whether each object of that number is a place in the document; one at least must be there."""
    places = (
        (part, match) for part in parts for match in _OBJECT.finditer(part) if int(match[1]) == int(number)
    )
    found = [_is_going(part, match.end()) for part, match in places]
    return bool(found) and all(found)


def _is_going(part: bytes, at: int) -> bool:
    return bool(_DESTINATION.match(part, at) or _GO.match(part, at))


def _links_are_safe(part: bytes) -> bool:
    for link in _LINK.finditer(part):
        if link[1]:
            literal = _LITERAL.match(part, link.end())
            written = _ESCAPE.sub(_read_escape, literal[0]) if literal else b""
        elif link[2] is not None:
            digits = re.sub(rb"\s", b"", link[2])
            written = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        else:
            return False
        if not _is_link(written):
            return False
    return True


def _is_link(written: bytes) -> bool:
    address = written.decode("utf-16" if written[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    return as_browsers_read(address).partition(":")[0] in SCHEMES and is_safe_address(address)


def _read_escape(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return _SIGNS.get(sign, sign)
