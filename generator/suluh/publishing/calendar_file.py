"""A calendar as iCalendar (RFC 5545), for phones and mail programmes to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from suluh.publishing.artifacts import measure_artifact
from suluh.publishing.file_metadata import absolute
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Artifact
from suluh.vocabulary.web_addresses import split_address

ADDRESS = "kalender/kalender.ics"
LINE = 75
"""Octets of a content line, its end not counted."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A whole day: `key` tells it from all others, `address` is from the site's root."""

    key: str
    day: date
    summary: str
    description: str = ""
    address: str = ""


def write_calendar(events: Sequence[CalendarEvent], settings: Settings) -> tuple[Artifact, ...]:
    """The calendar at `ADDRESS`; none where nothing is due."""
    if not events:
        return ()
    data = format_calendar(events, settings)
    return (measure_artifact(ADDRESS, lambda stream: _put(stream, data)),)


def _put(stream: object, data: bytes) -> None:
    stream.write(data)  # type: ignore[attr-defined]


def format_calendar(events: Iterable[CalendarEvent], settings: Settings) -> bytes:
    """The calendar's bytes: lines folded and ended by CRLF, text escaped, the same for one commit."""
    host = split_address(settings.site_url).hostname or "suluh.invalid"
    stamp = settings.build_time.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Suluh//Kalender//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape_text(settings.site_name)}",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escape_text(event.key)}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escape_text(event.summary)}",
        ]
        if event.description:
            lines.append(f"DESCRIPTION:{escape_text(event.description)}")
        if url := absolute(settings, event.address):
            lines.append(f"URL:{url}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(fold_line(line) for line in lines)


def escape_text(text: str) -> str:
    """Text as a property's value: on one line, without signs that no line may hold."""
    kept = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text.replace("\r\n", "\n"))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(sign, written)
    return kept


def fold_line(line: str) -> bytes:
    """A content line in UTF-8, folded so that no part is longer than `LINE` octets and no sign is split."""
    parts: list[bytes] = [b""]
    for sign in line:
        octets = sign.encode()
        if len(parts[-1]) + len(octets) > LINE:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"
