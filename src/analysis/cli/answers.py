"""The `--json` of each command: one object with stable names, and nothing else on standard output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from analysis import importers
from analysis.ingest.pipeline import Ingested
from analysis.store.imports import Imported

if TYPE_CHECKING:  # loading it would load notebooks and figures
    from analysis.batch import Result


def inspected(done: Ingested) -> dict[str, Any]:
    """What one file is, and what became of every record of it."""
    source = done.source.row(0, named=True)
    rules = done.ledger["rule"].drop_nulls().value_counts().sort("rule").rows()
    names = (
        "file",
        "app",
        "dialect",
        "encoding",
        "delimiter",
        "locale",
        "weight_unit",
        "weight_unit_known_by",
        "clock",
    )
    counts = ("lines", "used", "repeated", "not_a_set", "rejected")
    return {
        **{name: source[name] for name in (*names, *counts)},
        "unit_missing": source["weight_unit"] is None and source["weight_unit_known_by"] is not None,
        "rules": dict(rules),
        "sessions": source["sessions"],
        "sets": source["sets"],
        "measurements": done.body.height,
        "exercises": done.sets["exercise_logged"].n_unique(),
        "matched_sets": int(done.sets["exercise"].is_not_null().sum()),
        "unmatched_exercises": done.unmatched["exercise_logged"].to_list(),
        "first": _day(source["first_on"]),
        "last": _day(source["last_on"]),
        "remarks": _records(
            done.ledger.filter(pl.col("problem").is_not_null() & (pl.col("status") != "rejected"))
        ),
        "rejected_records": _records(done.ledger.filter(pl.col("status") == "rejected")),
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _records(ledger: pl.DataFrame) -> list[dict[str, Any]]:
    return ledger.select("line", "rule", "problem", "text").to_dicts()


def imported(done: Sequence[Imported]) -> dict[str, Any]:
    """What an import did, a client and a file at a time."""
    return {
        "clients": [
            {
                "client": each.client,
                "status": each.status,
                "problem": each.problem or None,
                "files": [_file(row) for row in each.sources.iter_rows(named=True)],
                "unmatched_exercises": each.unmatched.to_dicts() if each.unmatched.width else [],
            }
            for each in done
        ]
    }


def _file(row: dict[str, Any]) -> dict[str, Any]:
    """One file, dates as text, without the client that is named above it."""
    plain = {name: (str(v) if name in {"first_on", "last_on"} and v else v) for name, v in row.items()}
    return {name: value for name, value in plain.items() if name != "client"}


def reported(month: str, done: Iterable[Result], index: Path, workspace: Path) -> dict[str, Any]:
    """What became of each report; files by their path from the workspace."""
    return {
        "month": month,
        "index": index.relative_to(workspace).as_posix(),
        "reports": [
            {
                "client": each.client,
                "status": each.status,
                "seconds": round(each.seconds, 2),
                "files": [file.relative_to(workspace).as_posix() for file in each.files],
                "reason": each.reason or None,
            }
            for each in done
        ],
    }


def formats() -> dict[str, Any]:
    """Every app and layout phasewise reads."""
    return {
        "formats": [
            {
                "app": each.app,
                "title": each.title,
                "dialects": dict(each.dialects),
                "from_descriptions_only": sorted(each.unseen),
                "needs": each.needs or None,
            }
            for each in (*importers.ALL, *importers.PLAIN)
        ]
    }
