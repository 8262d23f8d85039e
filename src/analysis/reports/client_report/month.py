"""The calendar month of a report, its weeks, and the month before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_WEEK = timedelta(days=7)
_TO_THURSDAY = timedelta(days=3)


@dataclass(frozen=True)
class Month:
    """A month from its first to its last day; the report is as of the last."""

    first_on: date
    last_on: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written as YYYY-MM.

        >>> Month.parse("2026-02").last_on
        datetime.date(2026, 2, 28)
        """
        first_on = date.fromisoformat(f"{text}-01")
        return cls(first_on, (first_on + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    @property
    def before(self) -> Month:
        """The month before."""
        last_on = self.first_on - timedelta(days=1)
        return Month(last_on.replace(day=1), last_on)

    @property
    def label(self) -> str:
        """The month in words."""
        return f"{self.first_on:%B %Y}"

    @property
    def name(self) -> str:
        """The month's name without its year."""
        return f"{self.first_on:%B}"

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, as filters take them."""
        return self.first_on, self.last_on

    @property
    def mondays(self) -> list[date]:
        """The Mondays of its weeks: a week belongs to the month that holds its Thursday, and so most of its days.

        >>> [str(monday) for monday in Month.parse("2026-10").mondays]
        ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26']
        """
        monday = self.first_on - timedelta(days=self.first_on.weekday())
        found = []
        while monday <= self.last_on:
            if self.first_on <= monday + _TO_THURSDAY <= self.last_on:
                found.append(monday)
            monday += _WEEK
        return found
