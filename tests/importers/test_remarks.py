"""What an importer adds to the account after the engine."""

from __future__ import annotations

import polars as pl

from analysis.importers import remarks
from analysis.importers.reading import RAW_LEDGER, Dialect, Reading


def reading(*rows: tuple[str, str | None, str | None]) -> Reading:
    ledger = [
        {"line": line, "records": 1, "status": status, "rule": rule, "problem": said}
        for line, (status, rule, said) in enumerate(rows)
    ]
    return Reading(dialect=Dialect(name="any"), ledger=pl.DataFrame(ledger, schema=RAW_LEDGER))


def test_a_remark_is_made_of_used_records_and_leaves_those_there_are() -> None:
    some = reading(
        ("used", None, None), ("used", None, "effort"), ("rejected", "date", "date"), ("used", None, None)
    )
    done = remarks.of_all(some, pl.Series([0, 1, 2]), "unticked")
    assert done.ledger["problem"].to_list() == ["unticked", "effort", "date", None]
    assert done.ledger.schema == RAW_LEDGER


def test_a_record_rejected_after_the_engine_is_listed_with_its_text() -> None:
    some = reading(
        ("not_a_set", "sets_unreadable", None), ("not_a_set", "blank_row", None), ("used", None, None)
    )
    done = remarks.rejected(some, "sets_unreadable", "no number", record=lambda line: f"line {line}")
    assert done.ledger["status"].to_list() == ["rejected", "not_a_set", "used"]
    assert done.ledger["text"].to_list() == ["line 0", None, None]
    assert done.ledger["problem"].to_list() == ["no number", None, None]
    assert done.ledger.schema == RAW_LEDGER
