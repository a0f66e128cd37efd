"""Feeds and the calendar of the built site, read by the programs that people have."""

from __future__ import annotations

from pathlib import Path

import feedparser
import icalendar

SITE = "https://contoh.go.id/suluh/"


def test_a_reader_of_feeds_finds_no_fault_in_any(built_site: Path) -> None:
    feeds = sorted(path for path in built_site.rglob("*.xml") if b"<feed" in path.read_bytes()[:400])
    assert len(feeds) > 20
    for path in feeds:
        read = feedparser.parse(path.read_bytes())
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert (read.version, read.feed.get("id") is not None) == ("atom10", True), path
        assert read.feed.title and read.feed.updated_parsed, path
        assert read.feed.link.startswith(SITE), path
        names = [entry.id for entry in read.entries]
        assert len(set(names)) == len(names), path
        for entry in read.entries:
            assert entry.title and entry.updated_parsed, (path, entry.id)
            assert entry.link.startswith(SITE), (path, entry.link)
            page = built_site / entry.link.removeprefix(SITE).partition("#")[0]
            assert page.is_file() or (page / "index.html").is_file(), (path, entry.link)


def test_a_calendar_program_reads_every_event(built_site: Path) -> None:
    calendars = sorted(built_site.rglob("*.ics"))
    assert calendars
    for path in calendars:
        text = path.read_bytes()
        assert all(len(line) <= 75 for line in text.split(b"\r\n")), path
        calendar = icalendar.Calendar.from_ical(text)
        events = calendar.walk("VEVENT")
        assert len(events) == text.count(b"BEGIN:VEVENT") > 0
        assert calendar.errors == []
        assert len({str(event["UID"]) for event in events}) == len(events)
        for event in events:
            assert event.errors == []
            assert str(event["SUMMARY"]).strip()
            assert event.start <= event.end
            assert "DTSTAMP" in event
