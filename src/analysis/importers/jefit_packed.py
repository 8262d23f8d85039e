"""JEFIT's packed cells: `155x5,155x5,155x3`, and what the app's record beside them says of the first numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from analysis.sources.delimited import LINE
from analysis.units import KG_PER_LB

SET: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)x(\d{1,9}(?:\.\d{1,9})?)$")
"""Weight and reps of one set."""

IN_POUNDS: Final = {"lb": 1.0, "kg": KG_PER_LB}
ALIKE: Final = 0.01

RECORD_ERROR: Final = 0.02
"""The app cuts its record to two decimals."""


def pieces(row: Mapping[str, Any]) -> list[str]:
    """The sets of a packed cell, as text."""
    return [piece.strip() for piece in (row.get("logs") or "").split(",") if piece.strip()]


def rests(text: str | None, sets: int) -> list[str | None]:
    """The rest after each set; none unless there is one for each, or for each but the last."""
    given: list[str | None] = [piece.strip() for piece in (text or "").split(",") if piece.strip()]
    return [*given, None][:sets] if len(given) in {sets, sets - 1} and given else []


def reps_alone(logs: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """The lines whose exercise is counted in reps alone: their record is the most reps, not a one-rep max.

    Where both are one number (10 x 15), the exercise's other logs decide.
    """
    verdicts: dict[str, set[str]] = {}
    open_lines: dict[int, str] = {}
    sure: set[int] = set()
    for row in logs:
        verdict = _kind_of_record(row)
        eid = row.get("eid") or ""
        verdicts.setdefault(eid, set()).add(verdict)
        if verdict == "reps":
            sure.add(row[LINE])
        elif verdict == "either":
            open_lines[row[LINE]] = eid
    return frozenset(
        sure
        | {
            line
            for line, eid in open_lines.items()
            if "reps" in verdicts[eid] and "load" not in verdicts[eid]
        }
    )


def _kind_of_record(row: Mapping[str, Any]) -> str:
    """Whether the app's record of a log is of reps or of a load; either, where both are one number; else none."""
    sets = [(float(m[1]), float(m[2])) for piece in pieces(row) if (m := SET.match(piece))]
    told = re.fullmatch(r"\d{1,9}(\.\d{1,9})?", row.get("record") or "")
    if not sets or told is None or float(told[0]) == 0:
        return "none"
    record = float(told[0])
    of_reps = abs(record - max(reps for _, reps in sets)) <= RECORD_ERROR
    of_load = any(
        abs(record - top) <= RECORD_ERROR
        for top in (max(w * (1 + r / 30) for w, r in sets), max(w for w, _ in sets))
    )
    return {(True, False): "reps", (False, True): "load", (True, True): "either"}.get(
        (of_reps, of_load), "none"
    )


def unit(logs: Mapping[str, Mapping[str, Any]], of_log: Mapping[str, list[dict[str, Any]]]) -> str | None:
    """The unit of the packed cells, by the rows that write a set out in pounds always; null where nothing tells.

    Args:
        logs: The rows of packed cells by their number.
        of_log: The rows of single sets by the number of their log.
    """
    for log, rows in of_log.items():
        by_place = {str(place): piece for place, piece in enumerate(pieces(logs.get(log, {})))}
        for row in rows:
            told = SET.match(by_place.get(row.get("set_index") or "", ""))
            pounds = re.fullmatch(r"\d{1,6}(\.\d{1,9})?", row.get("weight_lbs") or "")
            if told and pounds and float(told[1]) and float(pounds[0]):
                ratio = float(told[1]) / float(pounds[0])
                return next((u for u, each in IN_POUNDS.items() if abs(ratio / each - 1) < ALIKE), None)
    return None
