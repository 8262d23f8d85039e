"""Dates as people's phones write them, read over a whole column at once.

One column has one order and one language, so both are decided from all its values: a day above
12 anywhere settles day/month for every row, and a month only one language knows settles the names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, datetime
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import polars as pl

from analysis.importers.distinct import Distinct

DayOrder = str
"""dmy, mdy or ymd."""

_TIME: Final = re.compile(
    r"(?:(?P<before>上午|下午|午前|午後|오전|오후)\s*)?"
    r"(?<![\d/.\-])(\d{1,2})[:.hH](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?"
    r"\s*(?:(?P<letter>[AaPp])\.?\s?[Mm]\.?|(?P<after>öö|ös|上午|下午|午前|午後|오전|오후))?",
    re.IGNORECASE,
)
_ISO: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_NUMERIC: Final = re.compile(r"(\d{1,4})\s*[/.\-年]\s*(\d{1,2})\s*[/.\-月]\s*(\d{1,4})日?\.?")
_STAMP: Final = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-5][0-9]:[0-5][0-9]$"
"""Stamps that polars reads as `_one` does, many times as fast."""

_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_AFTERNOON: Final = {"p", "ös", "下午", "午後", "오후"}
_MONTHS: Final = 12
_CENTURY: Final = 100


class Read(NamedTuple):
    """What a column of dates says.

    Attributes:
        values: One Datetime a row; null where the text is not a date.
        time_known: False where no row states a time of day.
        locale: Language of the month names; null where months are numbers.
        order: dmy, mdy or ymd; null where it cannot be told (then every value is null).
        ambiguous: An example that can be read two ways, where nothing decides.
    """

    values: pl.Series
    time_known: bool
    locale: str | None
    order: DayOrder | None
    ambiguous: str | None


@cache
def months() -> dict[str, dict[str, int]]:
    """Month names by language: `{"de": {"mai": 5, ...}, ...}`."""
    text = resources.files(__package__ or "analysis.importers").joinpath("months.csv").read_text("utf-8")
    return {
        row["locale"]: {_folded(name): m for m in range(1, _MONTHS + 1) for name in row[str(m)].split()}
        for row in csv.DictReader(text.splitlines())
    }


def read(texts: pl.Series, *, order: DayOrder | None = None) -> Read:
    """Read a column of dates or times; `order` is the coach's word where the file cannot tell.

    >>> read(pl.Series(["5 Mai 2026, 07:34", "17 Dez 2025, 19:00"])).values.to_list()[0]
    datetime.datetime(2026, 5, 5, 7, 34)
    """
    if texts.null_count() == texts.len():
        nothing = pl.repeat(None, texts.len(), dtype=pl.Datetime("us"), eager=True)
        return Read(nothing, time_known=False, locale=None, order=order or "ymd", ambiguous=None)
    known = Distinct(texts)
    if known.few.str.contains(_STAMP).all():
        stamps = known.few.str.replace("T", " ").str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False)
        return Read(known.spread(stamps), known.few.len() > 0, None, order or "ymd", None)
    few = [text for text in known.few if text]
    words = {text: _words(text) for text in few}
    locale = _locale(words.values())
    decided, ambiguous = (order, None) if order else _order(few)
    parsed = [_one(text, words[text], locale, decided) if text else None for text in known.few]
    times = any(_has_time(text) for text in few)
    values = known.spread(pl.Series(parsed, dtype=pl.Datetime("us")))
    return Read(values, times, locale, decided, ambiguous)


def on_the_wall(values: pl.Series, *, clock: str, timezone: str) -> pl.Series:
    """Universal times as the client's clock showed them; as they are where the zone is not known.

    Null for a time that the zone carries out of the calendar: there is no year 0 and none after 9999.

    >>> late = pl.Series([datetime(2026, 1, 5, 23, 30)])
    >>> on_the_wall(late, clock="utc", timezone="Europe/Berlin").to_list()
    [datetime.datetime(2026, 1, 6, 0, 30)]
    """
    if clock != "utc" or not timezone:
        return values
    local = values.dt.replace_time_zone("UTC").dt.convert_time_zone(timezone).dt.replace_time_zone(None)
    return local.set(~local.dt.year().is_between(MINYEAR, MAXYEAR), None)


def _has_time(text: str) -> bool:
    iso = _ISO.match(text)
    return bool(iso.group(4)) if iso else _TIME.search(_NUMERIC.sub(" ", text, count=1)) is not None


def _words(text: str) -> list[str]:
    """The letters-only parts, folded; markers of the time of day are not months."""
    plain = _TIME.sub(" ", text)
    return [_folded(word) for word in _WORD.findall(plain)]


def _folded(word: str) -> str:
    """Lower case; the Turkish i with and without its dot are one letter, for capitals cannot tell them."""
    return word.casefold().replace("i̇", "i").replace("ı", "i")  # noqa: RUF001 - the Turkish dotless i is meant


def _locale(found: Iterable[list[str]]) -> str | None:
    """The language that knows most of the month names; English wins a tie, then the file's order."""
    names = [word for words in found for word in words]
    if not names:
        return None
    score = {loc: sum(word in known for word in names) for loc, known in months().items()}
    best = max(score, key=lambda loc: score[loc])
    return best if score[best] else None


def _order(texts: list[str]) -> tuple[DayOrder | None, str | None]:
    """Day or month first, from all the numeric dates; the example is one that stays open."""
    triples = [(t, m) for t in texts if not _ISO.match(t) and (m := _NUMERIC.search(t))]
    parts = [(t, int(m.group(1)), int(m.group(2)), m.group(1)) for t, m in triples]
    if not parts or any(len(raw) == 4 for _, _, _, raw in parts):  # noqa: PLR2004 - digits of a year; a date has a day and a year
        return "ymd", None
    first, second = max(a for _, a, _, _ in parts), max(b for _, _, b, _ in parts)
    if first > _MONTHS >= second:
        return "dmy", None
    if second > _MONTHS >= first:
        return "mdy", None
    if any(t.count(".") >= 2 for t, _, _, _ in parts):  # noqa: PLR2004 - digits of a year; a date has a day and a year
        return "dmy", None
    return None, parts[0][0]


def _one(text: str, words: list[str], locale: str | None, order: DayOrder | None) -> datetime | None:
    """One date, or null."""
    text = text.strip()
    try:
        if iso := _ISO.match(text):
            y, mo, d, h, mi, s = (int(g or 0) for g in iso.groups()[:6])
            return datetime(y, mo, d, h, mi, s)
        if compact := _COMPACT.match(text):
            year, month, number = (int(group) for group in compact.groups())
            return datetime(year, month, number)
        hour, minute, second = _clock(text)
        day = _named_day(_TIME.sub(" ", text), words, locale) or _numeric_day(text, order)
        return None if day is None else datetime(*day, hour, minute, second)
    except (ValueError, OverflowError):  # a year of twenty digits is no date either
        return None


def _clock(text: str) -> tuple[int, int, int]:
    found = _TIME.search(_NUMERIC.sub(" ", text, count=1))
    if not found:
        return 0, 0, 0
    hour, minute, second = int(found.group(2)), int(found.group(3)), int(found.group(4) or 0)
    marker = found["letter"] or found["after"] or found["before"]
    if marker is not None and hour <= _MONTHS:
        hour = hour % 12 + (12 if marker.casefold() in _AFTERNOON else 0)
    return hour, minute, second


def _named_day(text: str, words: list[str], locale: str | None) -> tuple[int, int, int] | None:
    """`8 Apr 2026` and `Jun 11, 2026`: the year has four digits, the other number is the day."""
    known = months().get(locale or "", {})
    month = next((known[word] for word in words if word in known), None)
    numbers = re.findall(r"\d+", text)
    if month is None or len(numbers) < 2:  # noqa: PLR2004 - digits of a year; a date has a day and a year
        return None
    year = next((n for n in numbers if len(n) == 4), numbers[1])  # noqa: PLR2004 - digits of a year; a date has a day and a year
    day = next((n for n in numbers if n is not year), numbers[0])
    return _full_year(int(year)), month, int(day)


def _numeric_day(text: str, order: DayOrder | None) -> tuple[int, int, int] | None:
    found = _NUMERIC.search(text)
    if not found or order is None:
        return None
    a, b, c = (int(group) for group in found.groups())
    year, month, day = {"ymd": (a, b, c), "dmy": (c, b, a), "mdy": (c, a, b)}[order]
    return _full_year(year), month, day


def _full_year(year: int) -> int:
    """`24` is 2024: no training log is older than its app."""
    return year + 2000 if year < _CENTURY else year
