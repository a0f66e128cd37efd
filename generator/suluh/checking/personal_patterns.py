"""Numbers and addresses of persons in one text, by their shape and by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from suluh.checking.digit_chains import BETWEEN, find_chains, find_hexadecimal
from suluh.checking.identity_numbers import (
    NIK_LENGTH,
    district_codes,
    is_nik,
    is_nip,
    is_npwp,
    province_codes,
)
from suluh.checking.mailboxes import find_mail
from suluh.checking.plain_text import plain_text
from suluh.checking.telephones import LABELLED_TELEPHONE, find_telephones

NIK, KK, NPWP, PHONE, MAIL, ACCOUNT, CARD, NIP, DAMAGED = (
    "I001",
    "I002",
    "I003",
    "I004",
    "I005",
    "I006",
    "I007",
    "I008",
    "I009",
)
ADDRESS = "I012"
NO_HINTS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something personal: code of its finding, where in the plain text it is, and the text itself."""

    code: str
    start: int
    end: int
    value: str


_LOOKALIKES = str.maketrans("OoQDIilL|SsB", "000011111558")
_SPOILT = re.compile(
    r"(?<![0-9A-Za-z])[0-9OoQDIilL|SsB](?:[ .\-/_]{0,3}[0-9OoQDIilL|SsB]){15,40}(?![0-9A-Za-z])"
)
_FEWEST_DIGITS = 11
_NPWP_LENGTHS = (15, 16)
_LABELLED_NIK = re.compile(r"\b(?:NIK|(?:no\.?|nomor)\s*(?:e-?)?KTP)\b\W{0,5}([0-9][0-9 .-]{14,22})", re.I)
_KK_LABEL = re.compile(r"\b(?:no\.?\s*kk|nomor\s*kk|kk|kartu\s+keluarga)\W{0,8}$", re.I)
_FORMATTED_NPWP = re.compile(r"(?<![0-9])[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}(?![0-9])")
_LABELLED_NPWP = re.compile(r"\bNPWP\b\W{0,5}([0-9][0-9 .-]{13,24})", re.I)
_BARE_PHONE = re.compile(r"\+?(?:62|0)?[ -]?8[1-9](?:[ .()-]{0,2}[0-9]){7,10}")
_ACCOUNT = re.compile(
    r"\b(?:no\.?\s*rek(?:ening)?|norek|nomor\s+rek(?:ening)?)\b[\s.:]{0,4}(?:[A-Za-z]{2,12}[\s.:]{1,3})?"
    r"([0-9](?:[ -]?[0-9]){7,15})(?![0-9.])",
    re.I,
)
_BANK_ACCOUNT = re.compile(
    r"(?<![0-9.-])[0-9]{4}([.-])[0-9]{2}\1[0-9]{6}\1[0-9]{2}\1[0-9](?![0-9]|[.-][0-9])"
)
"""An account as Bank Rakyat Indonesia writes it, which no other number looks like."""
_CARD = re.compile(
    r"\b(?:(?:no\.?|nomor)\s*)?(?:(?:paspor|passport)\b\W{0,5}((?-i:[A-Z])[0-9]{6,7})(?![0-9])"
    r"|(?:bpjs|jkn|kis)\b\W{0,5}([0-9]{13})(?![0-9])|SIM(?:\s*[ABC])?\b\W{0,5}([0-9]{12,14})(?![0-9])"
    r"|(?:nopol|no\.?\s*polisi|nomor\s+polisi|plat(?:\s+nomor)?)\b\W{0,5}"
    r"((?-i:[A-Z]{1,2}[ ]?[0-9]{1,4}[ ]?[A-Z]{1,3}))\b)",
    re.I,
)
_NIP = re.compile(r"(?<![0-9.])(?:19[4-9][0-9]|200[0-9])(?:[ .]?[0-9]){14}(?![0-9])")
_DAMAGED = re.compile(r"(?<![0-9.,])[1-9][.,][0-9]{2,15} ?(?:[eE]\+?| ?[x×*·.] ?10 ?\^? ?)15(?![0-9])")
_ADDRESS = re.compile(
    r"\bRT\.?\s*0?[0-9]{1,3}\s*[/,-]?\s*RW\.?\s*0?[0-9]{1,3}\b|\bRT\.?\s*/\s*RW\.?\W{0,3}[0-9]{1,3}\s*/\s*[0-9]{1,3}"
    r"|\bRT\.?\s*0?[0-9]{1,3}\s*/\s*0?[0-9]{1,3}\b",
    re.I,
)

# Whatever the next one finds lies in such a run, which is found far faster.
_NUMBER_RUN = re.compile(r"(?<![0-9])[0-9][0-9OoQDIilL|SsB \t\r\n.,\-/_*'`~\\:]{13,}")
_SUSPECT_NUMBER = re.compile(rf"(?<![0-9])[0-9](?:{BETWEEN}[0-9]){{13,}}")
_SUSPECT_SPOILT = re.compile(r"[0-9](?:[ .\-/_]{0,3}[0-9OoQDIilL|SsB]){11,}")
_LOOKALIKE = re.compile(r"[OoQDIilL|SsB]")
# Begins with one sign, so that the search can leap; what must stand before is looked at where it occurs.
_SUSPECT_PHONE = re.compile(r"8[1-9][ .()-]{0,2}[0-9]")
_PHONE_HEAD = re.compile(r"(?<![0-9.,/])(?:\(?\+ ?62|0062|\(?0|62)\)?[ -]?\(?8")
# Each is sought in lower case, and only where the letters before it occur: an `in` costs next to nothing.
_SUSPECT_WORDS = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("@", "@"),
        ("e15", "e15"),
        ("e+15", r"e\+15"),
        ("10^15", r"10\^15"),
        ("1015", r"[x×*] ?1015"),
        ("rek", r"no\.? *rek|nomor +rek"),
        ("paspor", "paspor"),
        ("passport", "passport"),
        ("bpjs", "bpjs"),
        ("jkn", r"jkn\b"),
        ("kis", r"kis\b"),
        ("sim", r"sim\b"),
        ("nopol", "nopol"),
        ("polisi", "polisi"),
        ("plat", "plat"),
        ("nik", r"nik\b"),
        ("ktp", "ktp"),
        ("npwp", "npwp"),
        ("wa.me", r"wa\.me/"),
        ("rt", r"rt\.? {0,3}[/0-9]"),
    )
)
_BRACKETED_AT = re.compile(r"[(\[{] ?(?:at|et) ?[)\]}]")
_AT_SIGNS = tuple(f"{word}{blank}{end}" for word in ("at", "et") for blank in ("", " ") for end in "])}")
_LABELS = ("rek", "paspor", "passport", "bpjs", "jkn", "kis", "sim", "nopol", "polisi", "plat", "nik", "ktp")
_CARD_LABELS = _LABELS[1:-2]


def is_suspect(plain: str) -> bool:
    """Whether anything in the text may be personal: where this says no, no rule below finds anything."""
    return next(find_suspects(plain), -1) >= 0


def find_suspects(plain: str) -> Iterator[int]:
    """Where in the text something begins that may be personal, in no order."""
    for run in _NUMBER_RUN.finditer(plain):
        yield from (match.start() for match in _SUSPECT_NUMBER.finditer(plain, *run.span()))
        if _LOOKALIKE.search(plain, *run.span()):
            yield from (match.start() for match in _SUSPECT_SPOILT.finditer(plain, *run.span()))
    for match in _SUSPECT_PHONE.finditer(plain):
        start = match.start()
        head = _PHONE_HEAD.search(plain, max(start - 8, 0), start + 1)
        if head and head.end() == start + 1:
            yield head.start()
    lowered = plain.lower()
    # A few letters grow when lowered: places would be others then.
    same = lowered if len(lowered) == len(plain) else "".join(map(_lower_sign, plain))
    for sign, pattern in _SUSPECT_WORDS:
        if sign in same:
            yield from (match.start() for match in pattern.finditer(same))
    if any(sign in same for sign in _AT_SIGNS):
        yield from (match.start() for match in _BRACKETED_AT.finditer(same))


def _lower_sign(sign: str) -> str:
    lowered = sign.lower()
    return lowered if len(lowered) == 1 else sign


def find_personal(text: str, hints: Collection[str] = NO_HINTS) -> list[Hit]:
    """Everything personal in one cell or line of plain text, in order, no two hits in one place.

    `hints` are the kinds that the column's name tells: `nik`, `telepon`; `kantor` lets office phones pass.
    """
    found = list(_by_hint(text, hints)) if hints else []
    if is_suspect(text):
        found += _by_shape(text, hints)
    return _keep_apart(text, found)


def judge_suspect(text: str) -> list[Hit]:
    """Everything personal in a text of no known column, in which `find_suspects` saw something already."""
    return _keep_apart(text, list(_by_shape(text, NO_HINTS)))


def judge_mail(text: str) -> list[Hit]:
    """The same of a text in which `find_suspects` saw signs of mail alone: no other rule finds anything."""
    return _keep_apart(text, [_hit(MAIL, match) for match in find_mail(text)])


def _keep_apart(text: str, found: list[Hit]) -> list[Hit]:
    """The hits in order, the first told where two lie in one place; none within a checksum."""
    kept: list[Hit] = []
    taken = bytearray(len(text)) if found else bytearray()
    for low, high in find_hexadecimal(text) if found else []:
        taken[low:high] = b"\1" * (high - low)
    for hit in found:
        if not any(taken[hit.start : hit.end]):
            kept.append(hit)
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return sorted(kept, key=lambda hit: hit.start)


def mask_value(value: str) -> str:
    """First four and last two signs of what is long enough; nothing of what is shorter than ten."""
    return f"{value[:4]}{'•' * (len(value) - 6)}{value[-2:]}" if len(value) >= 10 else "•" * 8


def mask_text(text: str) -> str:
    """The text with everything personal in it masked; the very same text where there is nothing."""
    plain = plain_text(text)
    hits = [hit for hit in find_personal(plain) if hit.code != ADDRESS]
    for hit in reversed(hits):
        plain = plain[: hit.start] + mask_value(hit.value) + plain[hit.end :]
    return plain if hits else text


def _by_shape(text: str, hints: Collection[str]) -> Iterator[Hit]:
    for start, end, digits in find_chains(text):
        if is_nik(digits):
            family = ("kk" in hints or _KK_LABEL.search(text, 0, start)) and int(digits[6:8]) <= 31
            yield Hit(KK if family else NIK, start, end, text[start:end])
    yield from _numbers_by_form(text, hints)
    lowered = text.lower()
    yield from _by_label(text, lowered, hints)
    yield from (_hit(MAIL, match) for match in find_mail(text))
    if "15" in text and ("e" in lowered or "10" in text):
        yield from _damaged_numbers(text)
    if "rt" in lowered:
        yield from (_hit(ADDRESS, match) for match in _ADDRESS.finditer(text))


def _numbers_by_form(text: str, hints: Collection[str]) -> Iterator[Hit]:
    """Numbers that their own form tells."""
    yield from _spoilt_niks(text)
    if "-" in text:
        for match in _FORMATTED_NPWP.finditer(text):
            if is_npwp(_digits(match.group())):
                yield _hit(NPWP, match)
    if "-" in text or "." in text:
        yield from (_hit(ACCOUNT, match) for match in _BANK_ACCOUNT.finditer(text))
    if "kantor" not in hints and "8" in text:
        yield from (_hit(PHONE, match) for match in find_telephones(text))
    yield from (_hit(NIP, match) for match in _NIP.finditer(text) if is_nip(_digits(match.group())))


def _damaged_numbers(text: str) -> Iterator[Hit]:
    """Sixteen digits that a spreadsheet wrote as a power of ten."""
    for match in _DAMAGED.finditer(text):
        begins = _digits(re.split("[eE x×*]", match.group())[0])
        known = district_codes() if len(begins) >= 6 else province_codes()
        if begins[: 6 if len(begins) >= 6 else 2] in known:
            yield _hit(DAMAGED, match)


def _by_label(text: str, lowered: str, hints: Collection[str]) -> Iterator[Hit]:
    """Numbers that a word before them tells; the words are sought first, since few texts have them."""
    if "nik" in lowered or "ktp" in lowered:
        for match in _LABELLED_NIK.finditer(text):
            if len(_digits(match.group(1))) == NIK_LENGTH:
                yield _hit(NIK, match, 1)
    if "npwp" in lowered:
        for match in _LABELLED_NPWP.finditer(text):
            if len(_digits(match.group(1))) in _NPWP_LENGTHS:
                yield _hit(NPWP, match, 1)
    if "kantor" not in hints and "62" in text:
        yield from (_hit(PHONE, match, 1) for match in LABELLED_TELEPHONE.finditer(text))
    if "rek" in lowered:
        yield from (_hit(ACCOUNT, match, 1) for match in _ACCOUNT.finditer(text))
    if any(word in lowered for word in _CARD_LABELS):
        yield from (_hit(CARD, match, match.lastindex or 0) for match in _CARD.finditer(text))


def _by_hint(text: str, hints: Collection[str]) -> Iterator[Hit]:
    """Bare numbers that only the column's name tells."""
    cell = text.strip(" '`")
    start = text.find(cell)
    whole = (start, start + len(cell), cell)
    digits = _digits(cell)
    if "nik" in hints and len(digits) == NIK_LENGTH:
        yield Hit(DAMAGED if digits.endswith("0000") else NIK, *whole)
    if "kk" in hints and len(digits) == NIK_LENGTH:
        yield Hit(KK, *whole)
    if "npwp" in hints and len(digits) in _NPWP_LENGTHS and re.fullmatch(r"[0-9 .-]+", cell):
        yield Hit(NPWP, *whole)
    if "telepon" in hints and "kantor" not in hints and _BARE_PHONE.fullmatch(cell):
        yield Hit(PHONE, *whole)
    if "rekening" in hints and 8 <= len(digits) <= 16 and re.fullmatch(r"[0-9 -]+", cell):
        yield Hit(ACCOUNT, *whole)


def _spoilt_niks(text: str) -> Iterator[Hit]:
    """A NIK with letters for digits, O for 0 or l for 1, in one word or in groups."""
    for match in _SPOILT.finditer(text):
        word = match.group()
        if not _LOOKALIKE.search(word):
            continue
        for start, end, digits in find_chains(word.translate(_LOOKALIKES)):
            written = word[start:end]
            real = sum(sign.isdigit() for sign in written)
            if _FEWEST_DIGITS <= real < NIK_LENGTH and is_nik(digits):
                yield Hit(NIK, match.start() + start, match.start() + end, written)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _hit(code: str, match: re.Match[str], group: int = 0) -> Hit:
    return Hit(code, match.start(group), match.end(group), match.group(group))
