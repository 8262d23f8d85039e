"""What the contracts forbid: a row that breaks one is named by the rule it broke."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from analysis.tables import Body, Ledger, Plan, Sets, Sources, Weights

AT = datetime(2026, 1, 5, 18)
GOOD: dict[type[dy.Schema], dict[str, Any]] = {
    Sets: {
        "client": "ana", "source": "f", "source_line": 2, "source_part": 0, "session": "s", "performed_at": AT,
        "time_known": True, "exercise_logged": "Squat", "lift": "Squat", "set_number": 1, "kind": "work", "load_kg": 100.0,
        "reps": 5.0,
    },
    Body: {"client": "ana", "source": "f", "source_line": 2, "measure": "waist_cm", "measured_at": AT, "value": 84.0},
    Ledger: {"client": "ana", "source": "f", "file": "f.csv", "line": 2, "records": 1, "status": "used"},
    Sources: {
        "client": "ana", "file": "f.csv", "source": "f", "lines": 3, "used": 2, "repeated": 0, "not_a_set": 1,
        "rejected": 0, "sets": 2, "sessions": 1,
    },
    Weights: {
        "client": "ana", "lift": "Squat", "app": "strong", "meaning": "external", "known_by": "default", "sets": 3,
        "first_on": date(2026, 1, 5), "last_on": date(2026, 2, 1),
    },
    Plan: {
        "client": "ana", "phase": 1, "style": "strength", "starts_on": date(2026, 1, 5), "ends_on": date(2026, 2, 1),
    },
}  # fmt: skip


def frame(schema: type[dy.Schema], *rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([{**GOOD[schema], **row} for row in rows], schema=schema.create_empty().schema)


@pytest.mark.parametrize("schema", GOOD, ids=lambda s: s.__name__)
def test_a_good_row_keeps_the_contract(schema: type[dy.Schema]) -> None:
    assert schema.is_valid(frame(schema, {}))


@pytest.mark.parametrize(
    ("schema", "wrong", "rule"),
    [
        (Sets, {"reps": None}, "something_was_done"),
        (Sets, {"reps": 0.0}, "reps|min_exclusive"),
        (Sets, {"load_kg": -5.0}, "load_kg|min"),
        (Sets, {"rir": 11.0}, "rir|max"),
        (Sets, {"client": ""}, "client|min_length"),
        (Sets, {"exercise_logged": None}, "exercise_logged|nullability"),
        (Body, {"value": 0.0}, "value|min_exclusive"),
        (Ledger, {"status": "rejected", "text": "x"}, "unused_records_say_why"),
        (Ledger, {"rule": "no_reps"}, "unused_records_say_why"),
        (Ledger, {"status": "rejected", "rule": "cut_short"}, "rejected_records_keep_their_text"),
        (Sources, {"lines": 4}, "every_line_is_accounted_for"),
        (Weights, {"known_by": "evidence"}, "evidence_is_given"),
        (Weights, {"sets": 0}, "sets|min"),
        (Plan, {"ends_on": date(2026, 1, 4)}, "ends_after_it_starts"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_by_the_rule_it_broke(
    schema: type[dy.Schema], wrong: dict[str, Any], rule: str
) -> None:
    good, bad = schema.filter(frame(schema, wrong))
    assert good.is_empty()
    assert rule in bad.counts()


def test_a_timed_set_needs_no_reps_and_identical_rows_are_two_sets() -> None:
    assert Sets.is_valid(frame(Sets, {"reps": None, "duration_s": 60.0}))
    assert Sets.is_valid(frame(Sets, {}, {"source_line": 3}))
    assert not Sets.is_valid(frame(Sets, {}, {}))


@pytest.mark.parametrize("schema", GOOD, ids=lambda s: s.__name__)
def test_every_column_says_what_it_is_and_null_says_what_it_means(schema: type[dy.Schema]) -> None:
    for name, column in schema.columns().items():
        assert column.description, name
