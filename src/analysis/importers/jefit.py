"""JEFIT: one text of many tables; an exercise's sets packed in a cell, and since 2024 expanded in a table too.

The packed cells are read, in the unit of the user's setting, and the expanded rows are counted as repeats of
them: they add what kind a set was, and the sets that no packed cell holds. The day is `mydate`; the time of
day is known where `client.toml` says the zone of the sessions' starts. See docs/exports/jefit.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from analysis.importers import jefit_packed, jefit_profile, records, remarks, sections, tabular
from analysis.importers.jefit_profile import CARRIED_OVER
from analysis.importers.reading import RAW_LEDGER, UNITS, Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.delimited import LINE
from analysis.sources.lines import Lines

DIALECTS: Final = {
    "sections": "banners that fill the line: ### EXERCISE LOGS #######",
    "tight": "short banners: ### EXERCISE LOGS ###",
}
SECTIONS: Final = frozenset({
    "SETTING", "PROFILE", "ROUTINES", "WORKOUT SESSIONS", "EXERCISE LOGS", "EXERCISE SET LOGS", "EXERCISE RECORDS",
    "CARDIO LOGS", "CARDIO EXERCISE LOGS", "CUSTOM EXERCISES", "FAVORITE EXERCISES", "NOTES",
})  # fmt: skip
RECORDED: Final = frozenset({"mydate", "exercise_log_id", "starttime"})
"""The columns that tell tables of records from those of settings."""

KINDS: Final = {
    **dict.fromkeys(("warmup", "warm up", "warm-up", "warm_up"), "warm_up"),
    **dict.fromkeys(("drop", "dropset", "drop set", "drop_set"), "drop"),
    "failure": "failure",
}
ALSO_IN_LOGS: Final = "also_in_exercise_logs"
NO_PARENT: Final = "the exercise log it belongs to is not in the file, and nothing else says the exercise"
REPS_ALONE: Final = "the app counts reps alone here; the first number of each pair is not taken as a weight"

_EPOCH: Final = re.compile(r"[1-9]\d{8,9}$")


@dataclass(frozen=True)
class Session:
    """One row of WORKOUT SESSIONS: its start where a zone is known, and its length in seconds."""

    started_at: datetime | None
    length_s: int | None


def identify(doc: Lines, _: Hints) -> Dialect | None:
    """A banner of JEFIT's first, and its user's number in the tables."""
    told = sections.banner(doc.head[0]) if doc.head else None
    if told is None or told[0] not in SECTIONS or not any("userid" in line.lower() for line in doc.head):
        return None
    return Dialect(name="sections" if len(told[1]) > len("###") else "tight")


def read(doc: Lines, dialect: Dialect, hints: Hints) -> Reading:
    """Read the logs, the cardio and the profile; routines, favourites and settings are no records."""
    every = sections.sections(doc.lines)
    tables = {name: sections.table(doc.file, doc.encoding, every.get(name, [])) for name in SECTIONS}
    setting = next(iter(tables["SETTING"].rows), {})
    logs = _Logs(tables, _sessions(tables["WORKOUT SESSIONS"].rows, hints.timezone))
    found = [*logs.packed(), *logs.expanded(), *logs.cardio()]
    mass = _unit(setting.get("mass")) or jefit_packed.unit(logs.parents, logs.of_log)
    short, long = _broken(tables)
    named = records.named(found + [Record(line, {}) for line in short + long]).with_columns(
        pl.col("line").is_in(short).alias("too_short"),
        pl.col("line").is_in(long).alias("too_long"),
        pl.lit(value=False).alias("blank"),
    )
    done = tabular.read_named(
        named, replace(dialect, weight_unit=mass), hints, MEANING, file=doc.file, record=doc.record
    )
    profile = jefit_profile.read(
        tables["PROFILE"].rows,
        {row[LINE]: doc.record(row[LINE]) for row in tables["PROFILE"].rows},
        mass=mass,
        length=_unit_of_tape(setting.get("length")),
    )
    others = [(row[LINE], "note") for row in tables["NOTES"].rows]
    others += [(row[LINE], "session") for row in tables["WORKOUT SESSIONS"].rows]
    others += [(line, ALSO_IN_LOGS) for line in logs.repeats]
    ledger = pl.concat([_account(done.ledger, logs.orphans), profile.ledger, _counted(others)]).sort("line")
    whole = replace(done, sets=records.timed(done.sets, logs.timed), body=profile.body, ledger=ledger)
    return remarks.told(whole, {**records.of_no_reps(found), **dict.fromkeys(logs.reps_alone, REPS_ALONE)})


class _Logs:
    """The sets of the file, and what was learned while reading them."""

    def __init__(self, tables: Mapping[str, sections.Table], sessions: Mapping[str, Session]) -> None:
        self.tables, self.sessions = tables, sessions
        self.logs = tables["EXERCISE LOGS"].rows
        self.of_log: dict[str, list[dict[str, Any]]] = {}
        for row in tables["EXERCISE SET LOGS"].rows:
            self.of_log.setdefault(row.get("exercise_log_id") or "", []).append(row)
        self.parents = {row["_id"]: row for row in self.logs if row.get("_id")}
        self.notes = _notes(tables["NOTES"].rows)
        self.repeats: list[int] = []
        self.orphans: list[int] = []
        self.reps_alone: list[int] = []
        self.timed: list[int] = []

    def packed(self) -> Iterator[Record]:
        """The sets of EXERCISE LOGS: `100x5,95x5`."""
        alone = jefit_packed.reps_alone(self.logs)
        for row in self.logs:
            where = {**self._where(row), "note": self.notes.pop((row.get("mydate"), row.get("eid")), None)}
            pieces = jefit_packed.pieces(row)
            rests = jefit_packed.rests(row.get("interval_logs"), len(pieces))
            kinds = {s.get("set_index"): s for s in self.of_log.get(row.get("_id") or "", [])}
            if row[LINE] in alone:
                self.reps_alone.append(row[LINE])
            for part, piece in enumerate(pieces or [""]):
                told = jefit_packed.SET.match(piece)
                expanded = kinds.get(str(part), {})
                load = None if row[LINE] in alone or told is None else told[1]
                reps = told[2] if told else piece
                said = {
                    "weight": load,
                    "reps": reps,
                    "rest": rests[part] if rests else None,
                    "mark": expanded.get("set_type"),
                }
                if told and float(reps) == 0:
                    said["seconds"] = expanded.get("duration")
                yield Record(row[LINE], {**where, **said}, part=part)
                where["note"] = None

    def expanded(self) -> Iterator[Record]:
        """The sets of EXERCISE SET LOGS that no packed cell holds."""
        for log, rows in self.of_log.items():
            parent = self.parents.get(log)
            for row in rows:
                if parent is not None and (row.get("set_index") or "0") in {
                    str(i) for i in range(len(jefit_packed.pieces(parent)))
                }:
                    self.repeats.append(row[LINE])
                    continue
                if parent is None:
                    self.orphans.append(row[LINE])
                where = self._where(parent or {LINE: row[LINE], "mydate": _utc_day(row.get("log_time"))})
                yield Record(row[LINE], {
                    **where, "weight": row.get("weight_lbs"), "weight_unit": "lb", "reps": row.get("reps"), "mark": row.get("set_type"),
                    "seconds": row.get("duration"), "distance": row.get("distance_mi"), "distance_unit": "mi",
                })  # fmt: skip

    def cardio(self) -> Iterator[Record]:
        """The rows of CARDIO LOGS, which give a number for a name."""
        names = _names(self.tables)
        sessions: dict[str, set[str]] = {}
        for row in self.logs:
            sessions.setdefault(row.get("mydate") or "", set()).add(row.get("belongsession") or "")
        for row in [*self.tables["CARDIO LOGS"].rows, *self.tables["CARDIO EXERCISE LOGS"].rows]:
            of_day = sessions.get(row.get("mydate") or "", set())
            session = next(iter(of_day)) if len(of_day) == 1 else None
            eid = row.get("eid")
            name = names.get((row.get("belongSys"), eid)) or (f"Cardio {eid}" if eid else None)
            where = self._where(
                {LINE: row[LINE], "mydate": row.get("mydate"), "belongsession": session, "ename": name}
            )
            yield Record(
                row[LINE], {**where, "seconds": row.get("duration"), "distance": row.get("distance")}
            )

    def _where(self, row: Mapping[str, Any]) -> dict[str, str | None]:
        """Day, session and exercise; the session's start where it is known and of that day."""
        day, number = row.get("mydate"), row.get("belongsession")
        session = self.sessions.get(number or "", Session(None, None))
        started = day
        if session.started_at is not None and f"{session.started_at:%Y-%m-%d}" == day:
            started = f"{session.started_at:%Y-%m-%d %H:%M:%S}"
            self.timed.append(row[LINE])
        return {
            "started": started,
            "length": str(session.length_s) if session.length_s else None,
            "session_number": number if number not in {None, "0"} else None,
            "exercise": row.get("ename"),
        }


def _broken(tables: Mapping[str, sections.Table]) -> tuple[list[int], list[int]]:
    """Records with too few fields and with too many, of the tables whose rows are records."""
    recorded = [table for table in tables.values() if table.header & RECORDED]
    return [line for t in recorded for line in t.short], [line for t in recorded for line in t.long]


def _sessions(rows: Iterable[Mapping[str, Any]], timezone: str) -> dict[str, Session]:
    """The sessions by their number."""
    found: dict[str, Session] = {}
    for row in rows:
        start, end = _epoch(row.get("starttime")), _epoch(row.get("endtime"))
        local = (
            datetime.fromtimestamp(start, ZoneInfo(timezone)).replace(tzinfo=None)
            if start and timezone
            else None
        )
        length = end - start if start and end and end > start else None
        found.setdefault(row.get("_id") or "", Session(local, length))
    return found


def _epoch(text: str | None) -> int | None:
    return int(text) if text and _EPOCH.match(text) else None


def _utc_day(text: str | None) -> str | None:
    seconds = _epoch(text)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}" if seconds else None


def _notes(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str | None, str | None], str]:
    """The notes by day and exercise; several of one are put together."""
    found: dict[tuple[str | None, str | None], str] = {}
    for row in rows:
        if text := row.get("mynote"):
            key = (row.get("mydate"), row.get("eid"))
            found[key] = f"{found[key]}\n{text}" if key in found else text
    return found


def _names(tables: Mapping[str, sections.Table]) -> dict[tuple[str | None, str | None], str]:
    """What the file calls its exercises, by whether they are the app's own and their number."""
    found: dict[tuple[str | None, str | None], str] = {}
    for table, column in (("NOTES", "title"), ("EXERCISE LOGS", "ename")):
        for row in tables[table].rows:
            if row.get(column):
                found.setdefault((row.get("belongSys"), row.get("eid")), row[column])
    return found


def _unit(text: str | None) -> str | None:
    return UNITS.get((text or "").strip().lower())


def _unit_of_tape(text: str | None) -> str | None:
    words = {"inches": "in", "inch": "in", "in": "in", "cm": "cm", "centimeters": "cm", "centimetres": "cm"}
    return words.get((text or "").strip().lower())


def _account(ledger: pl.DataFrame, orphans: Iterable[int]) -> pl.DataFrame:
    lone = pl.col("line").is_in(list(orphans)) & (pl.col("rule") == "no_exercise")
    return ledger.with_columns(pl.when(lone).then(pl.lit(NO_PARENT)).otherwise("problem").alias("problem"))


def _counted(lines: Iterable[tuple[int, str]]) -> pl.DataFrame:
    rows = [(line, 1, "not_a_set", rule, None, None) for line, rule in lines]
    return pl.DataFrame(rows, schema=RAW_LEDGER, orient="row")


MEANING: Final = tabular.Meaning(kinds=KINDS)

IMPORTER: Final = Importer(
    app="jefit",
    title="JEFIT",
    identify=identify,
    read=read,
    reads=Lines,
    dialects=DIALECTS,
    signature=frozenset({"USERID", "belongSys", "logs", "record", "mydate", "eid", "ename", "belongsession"}),
    needs="the time zone, for the time of day; the day is known without",
    rules={
        ALSO_IN_LOGS: "a set written out in a row of its own that the packed log above holds too; it counts once",
        "session": "start and end of a session; its sets keep its length",
        CARRIED_OVER: "measurements that the app repeats from the entry before",
    },
    unseen=frozenset({"tight"}),
)
