"""JEFIT's PROFILE section: measurements of the body, of which each entry repeats those that were not taken anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import polars as pl

from analysis.importers import dates
from analysis.importers.reading import RAW_BODY, RAW_LEDGER
from analysis.sources.delimited import LINE

MEASURES: Final = {
    "weight": "bodyweight_kg", "fatpercent": "body_fat_pct", "neck": "neck_cm", "shoulders": "shoulders_cm",
    "chest": "chest_cm", "arms": "right_arm_cm", "forearms": "right_forearm_cm", "waist": "waist_cm",
    "hips": "hips_cm", "thighs": "right_thigh_cm", "calves": "right_calf_cm",
}  # fmt: skip
"""Its columns to our measures; where it does not say which side, the right is meant, as in all our tables."""

WITHOUT_TAPE: Final = frozenset({"weight", "fatpercent"})
CARRIED_OVER: Final = "carried_over"
LENGTH_UNKNOWN: Final = "the file does not say whether its tape is in inches or centimetres; it is not taken"


class Profile(NamedTuple):
    """The measurements (`RAW_BODY`) and the account (`RAW_LEDGER`) of the section."""

    body: pl.DataFrame
    ledger: pl.DataFrame


def read(
    rows: list[dict[str, Any]], texts: Mapping[int, str], *, mass: str | None, length: str | None
) -> Profile:
    """Read the entries in the order of their days.

    A measure of 0 was not taken. Of the tape, and of body fat, a value counts when it is new: the app fills
    every entry with the last ones. A bodyweight counts on every day it is entered, once for each value.

    Args:
        rows: The entries, as text by column.
        texts: The text of each line.
        mass: The unit of the bodyweight; null: not stated.
        length: The unit of the tape; null: not stated.
    """
    days = dates.read(pl.Series([row.get("mydate") for row in rows], dtype=pl.String), order="ymd").values
    entries = sorted(
        zip(days.to_list(), rows, strict=True), key=lambda e: (str(e[0] or "undated"), e[1][LINE])
    )
    units = dict.fromkeys(MEASURES, length) | {"weight": mass, "fatpercent": "%"}
    body: list[dict[str, Any]] = []
    account: list[dict[str, Any]] = []
    last: dict[str, object] = {}
    for day, row in entries:
        values = {name: _number(row[name]) for name in MEASURES if row.get(name) is not None}
        taken = {name: value for name, value in values.items() if value}
        known = {n: v for n, v in taken.items() if length or n in WITHOUT_TAPE}
        marks = {n: (day, v) if n == "weight" else v for n, v in known.items()}
        new = [n for n, mark in marks.items() if last.get(n) != mark]
        bad = next((row[name] for name, value in values.items() if value is None), None)
        told = _verdict(day, bad, taken=bool(taken), new=bool(new))
        if told["status"] == "used":
            last |= marks
            told["problem"] = LENGTH_UNKNOWN if len(known) < len(taken) else None
            body += [_reading(row[LINE], day, n, known[n], units[n]) for n in new]
        shown = texts[row[LINE]] if told["status"] == "rejected" else None
        account.append({"line": row[LINE], "records": 1, **told, "text": shown})
    return Profile(pl.DataFrame(body, schema=RAW_BODY), pl.DataFrame(account, schema=RAW_LEDGER))


def _reading(line: int, day: datetime, name: str, value: float, unit: str | None) -> dict[str, Any]:
    return {
        "line": line, "measured_at": day, "measure": MEASURES[name], "value": value, "unit": unit, "tester": None,
    }  # fmt: skip


def _verdict(day: object, bad: str | None, *, taken: bool, new: bool) -> dict[str, Any]:
    """What becomes of one entry."""
    if day is None:
        return {"status": "rejected", "rule": "date_unreadable", "problem": "the date cannot be read"}
    if bad is not None:
        return {
            "status": "rejected",
            "rule": "value_is_not_a_number",
            "problem": f"'{bad[:60]}' is not a number",
        }
    if not taken:
        return {"status": "not_a_set", "rule": "nothing_measured", "problem": None}
    if not new:
        return {"status": "not_a_set", "rule": CARRIED_OVER, "problem": None}
    return {"status": "used", "rule": None, "problem": None}


def _number(text: str) -> float | None:
    """A finite number from 0 on; null where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 1e9 else None  # noqa: PLR2004 - keeps infinities out
