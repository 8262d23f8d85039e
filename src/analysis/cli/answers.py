"""The `--json` of each command: one object with stable names, and nothing else on standard output."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from analysis import importers
from analysis.ingest import comments, lift_names, weights
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings
from analysis.store.imports import Imported
from analysis.store.shared import Shared
from analysis.tables.weights import to_tell

if TYPE_CHECKING:  # loading it would load notebooks and figures
    from analysis.batch import Result


SUMMED: Final = (
    "lines", "used", "repeated", "not_a_set", "rejected", "sessions", "sets", "measurements", "matched_sets",
)  # fmt: skip
"""What the parts of an archive add up to."""


def inspected(done: Ingested, settings: ClientSettings) -> dict[str, Any]:
    """What one file is, and what became of every record of it; weights as far as the file alone tells."""
    source = done.source.row(0, named=True)
    taken = weights.settle(
        done.sets,
        done.body,
        {source["source"]: source["app"]},
        stated=lift_names.meanings_here(settings.weights, done.sets),
        bodyweight_kg=settings.bodyweight_kg,
    )
    rules = done.ledger.drop_nulls("rule").group_by("rule").agg(pl.col("records").sum()).sort("rule").rows()
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
        "from_comments": comments.counted(done.sets),
        "weights": _weights(to_tell(taken.weights)),
        "first": _day(source["first_on"]),
        "last": _day(source["last_on"]),
        "remarks": _records(
            done.ledger.filter(pl.col("problem").is_not_null() & (pl.col("status") != "rejected"))
        ),
        "rejected_records": _records(done.ledger.filter(pl.col("status") == "rejected")),
        **({"people": dict(done.people)} if done.people else {}),
    }


def inspected_parts(file: str, parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What an archive or a workbook is: the counts of its parts together, and each of them."""
    return {
        "file": file,
        **{name: sum(part.get(name, 0) for part in parts) for name in SUMMED},
        "refused": sum("refused" in part for part in parts),
        "parts": list(parts),
    }


def _weights(told: pl.DataFrame) -> list[dict[str, Any]]:
    """What weights were taken for, days as text."""
    return told.drop("client").with_columns(pl.col("first_on", "last_on").cast(pl.String)).to_dicts()


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _records(ledger: pl.DataFrame) -> list[dict[str, Any]]:
    return ledger.select("line", "rule", "problem", "text").to_dicts()


def imported(
    done: Sequence[Imported], ignored: Mapping[str, Sequence[str]], shared: Sequence[Shared]
) -> dict[str, Any]:
    """What an import did, a client and a file at a time; and how the files of many people stand."""
    return {
        "clients": [
            {
                "client": each.client,
                "status": each.status,
                "problem": each.problem or None,
                "warnings": list(each.warnings),
                "files": [_file(row) for row in each.sources.iter_rows(named=True)],
                "ignored_files": list(ignored.get(each.client, ())),
                "unmatched_exercises": each.unmatched.to_dicts() if each.unmatched.width else [],
                "from_comments": dict(each.from_notes),
                "weights": _weights(each.weights),
            }
            for each in done
        ],
        **of_many(shared),
    }


def of_many(shared: Sequence[Shared]) -> dict[str, Any]:
    """How the files of many people stand."""
    return {"shared_files": [dataclasses.asdict(each) for each in shared]}


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
    """Every app and layout phasewise reads; those of one family stand together."""
    every = importers.by_family()
    return {
        "count": len(every),
        "layouts": sum(len(each.dialects) for each in every),
        "layouts_from_descriptions_only": sum(len(each.unseen) for each in every),
        "formats": [
            {
                "app": each.app,
                "title": each.title,
                "page": f"docs/exports/{each.page}.md",
                "dialects": dict(each.dialects),
                "from_descriptions_only": sorted(each.unseen),
                "needs": each.needs or None,
            }
            for each in every
        ],
    }
