"""The calendar file keeps to RFC 5545: lines of 75 octets, CRLF, escaped text, whole days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from builders import make_settings
from suluh.publishing.calendar_file import (
    CalendarEvent,
    escape_text,
    fold_line,
    format_calendar,
    write_calendar,
)

TEXTS = st.text(max_size=200)


def unfold(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def unescape(text: str) -> str:
    found, sign = "", iter(text)
    for one in sign:
        found += {"n": "\n"}.get(two := next(sign), two) if one == "\\" else one
    return found


@given(TEXTS)
def test_lines_are_short_and_come_back_whole(text: str) -> None:
    line = f"SUMMARY:{escape_text(text)}"
    folded = fold_line(line)
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    assert unfold(folded) == [line]
    for part in folded.split(b"\r\n"):
        part.decode("utf-8")  # no sign is split


@given(TEXTS)
def test_text_is_escaped_and_makes_no_line_of_its_own(text: str) -> None:
    written = escape_text(text)
    assert "\n" not in written and "\r" not in written and written.isprintable()
    kept = "".join(one if one.isprintable() or one == "\n" else " " for one in text.replace("\r\n", "\n"))
    assert unescape(written) == kept


@given(
    st.lists(
        st.builds(
            CalendarEvent, st.text("ab-1", min_size=1), st.dates(max_value=date(9999, 12, 30)), TEXTS, TEXTS
        )
    )
)
def test_every_event_opens_closes_and_has_what_it_must(events: list[CalendarEvent]) -> None:
    lines = unfold(format_calendar(events, make_settings()))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Suluh//Kalender//ID"]
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(events)
    for name in ("UID:", "DTSTAMP:20250630T120000Z", "DTSTART;VALUE=DATE:", "DTEND;VALUE=DATE:", "SUMMARY:"):
        assert sum(one.startswith(name) for one in lines) == len(events)


def test_a_day_ends_with_the_next_and_leads_to_its_page() -> None:
    event = CalendarEvent("a-1", date(2025, 12, 31), "RKPD; 2025", "", "tpad/")
    lines = unfold(format_calendar([event], make_settings()))
    assert "DTSTART;VALUE=DATE:20251231" in lines and "DTEND;VALUE=DATE:20260101" in lines
    assert "UID:a-1@contoh.go.id" in lines and "SUMMARY:RKPD\\; 2025" in lines
    assert "URL:https://contoh.go.id/suluh/tpad/" in lines
    assert write_calendar([], make_settings()) == ()
    (artifact,) = write_calendar([event], make_settings())
    assert artifact.address == "kalender/kalender.ics" and artifact.size == len(
        format_calendar([event], make_settings())
    )
