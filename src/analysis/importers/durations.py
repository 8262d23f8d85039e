"""Lengths of time as apps write them: `1h 13m`, `35min`, `1小时13分钟`, `0:00:30`, `4543`."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from analysis.importers import distinct

_PART: Final = re.compile(r"(?<!\d)(\d{1,9}(?:[.,]\d{1,9})?)\s*([^\d\s:.,]+)\.?")
_CLOCK: Final = re.compile(r"(?:(\d{1,6}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,9})?$")
_PLAIN: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,20})?$")
SECONDS: Final[dict[str, float]] = {
    **dict.fromkeys(("h", "hr", "hrs", "std", "stunden", "ч", "小时", "小時", "時間", "시간", "sa", "g", "godz", "u", "t"), 3600.0),
    **dict.fromkeys(("m", "min", "mins", "minuten", "minutes", "м", "мин", "分钟", "分鐘", "分", "분", "dk"), 60.0),
    **dict.fromkeys(("s", "sec", "sek", "seg", "с", "сек", "秒", "초", "sn"), 1.0),  # noqa: RUF001 - the Cyrillic letter is meant
}  # fmt: skip


def read(texts: pl.Series) -> pl.Series:
    """Seconds; null where the text is missing or is not a length of time.

    >>> read(pl.Series(["1h 13m", "35min", "0:00:30", "90", "1小时13分钟", "soon"])).to_list()
    [4380.0, 2100.0, 30.0, 90.0, 4380.0, None]
    """
    return distinct.read(texts, lambda few: pl.Series([_seconds(text) for text in few], dtype=pl.Float64))


def _seconds(text: str) -> float | None:
    text = text.strip().replace(" ", " ")
    if _PLAIN.match(text):
        return float(text.replace(",", "."))
    if clock := _CLOCK.match(text):
        hours, minutes, seconds = (int(group or 0) for group in clock.groups())
        return hours * 3600.0 + minutes * 60.0 + seconds
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip():
        return None
    units = [SECONDS.get(unit.casefold()) for _, unit in parts]
    if any(unit is None for unit in units):
        return None
    return sum(
        float(number.replace(",", ".")) * unit
        for (number, _), unit in zip(parts, units, strict=True)
        if unit is not None
    )
