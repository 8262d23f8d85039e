"""The calendar month of a report, its weeks, and the month before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from analysis.metrics import calendar

_WEEK = timedelta(days=7)


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
        return cls(first_on, calendar.last_of(first_on))

    @property
    def before(self) -> Month:
        """The month before."""
        return Month(calendar.before(self.first_on), self.first_on - timedelta(days=1))

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
    def days(self) -> int:
        """How many days it has."""
        return (self.last_on - self.first_on).days + 1

    @property
    def mondays(self) -> list[date]:
        """The Mondays of the weeks that touch it, those that its first or last day cuts included.

        >>> [str(monday) for monday in Month.parse("2026-10").mondays]
        ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26']
        """
        first = self.first_on - timedelta(days=self.first_on.weekday())
        return [first + number * _WEEK for number in range((self.last_on - first) // _WEEK + 1)]

    @property
    def cut(self) -> list[date]:
        """The Mondays of those weeks that lie partly in another month.

        >>> [str(monday) for monday in Month.parse("2026-10").cut]
        ['2026-09-28', '2026-10-26']
        """
        return [
            monday
            for monday in self.mondays
            if monday < self.first_on or monday + _WEEK > self.last_on + timedelta(days=1)
        ]
