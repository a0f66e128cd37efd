"""The one clock of a run: a moment, and the zone of the region in which it is a day.

An instant has no day of its own: 21.13 UTC on 30 July is 05.13 on 31 July in Baubau. Whoever makes a day of
an instant takes the region's zone, from here; nothing below `reading/clock.py` asks for the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone without summer time: its IANA name, the letters people know, and hours before UTC."""

    name: str = "UTC"
    letters: str = "UTC"
    hours: int = 0

    @property
    def offset(self) -> timezone:
        """As `datetime` takes it."""
        return timezone(timedelta(hours=self.hours), self.letters)

    @property
    def suffix(self) -> str:
        """As RFC 3339 writes it behind a time: `+08:00`, or `Z`."""
        return f"+{self.hours:02}:00" if self.hours else "Z"

    def local(self, moment: datetime) -> datetime:
        """An instant as the clocks of the zone show it. Raises ValueError for a time without a zone."""
        if moment.tzinfo is None:
            raise ValueError("a time without a zone is no instant")
        return moment.astimezone(self.offset)

    def day_of(self, moment: datetime) -> date:
        """The day that an instant is in the zone."""
        return self.local(moment).date()


@dataclass(frozen=True, slots=True)
class AsOf:
    """When a run takes place: `moment` is an instant, `day` the day that it is in the region."""

    moment: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    zone: Zone = field(default_factory=Zone)

    @property
    def day(self) -> date:
        """The day in the region's zone."""
        return self.zone.day_of(self.moment)

    @property
    def year(self) -> int:
        """The year in the region's zone."""
        return self.day.year

    @property
    def quarter(self) -> int:
        """The quarter of the year that the day lies in, 1 to 4."""
        return (self.day.month - 1) // 3 + 1
