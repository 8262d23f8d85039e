"""What `phasewise inspect` shows on a terminal: each part of a file, and what its parts add up to."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from analysis.cli.inspection import Looked
from analysis.cli.terminal import SHOWN, cell, escape, from_comments, out, problem, table, taken_for

RECORDS_SHOWN: Final = 40


def looked(found: Looked) -> None:
    """A file of one part, or each part of a file of several and what they add up to."""
    for answer, unmatched in found.parts:
        if "refused" in answer:
            problem(answer["refused"])
        else:
            inspected(answer, unmatched)
    if len(found.parts) > 1:
        sums = found.answer
        out.print(
            f"{len(found.parts)} parts, {sums['refused']} refused: {_account(sums)}; {sums['sets']:,} sets,"
            f" {sums['measurements']:,} measurements",
            soft_wrap=True,
        )


def _account(counts: dict[str, Any]) -> str:
    return (
        f"{counts['lines']:,} = {counts['used']:,} used + {counts['repeated']:,} repeated"
        f" + {counts['not_a_set']:,} not a set + {counts['rejected']:,} rejected"
    )


def inspected(answer: dict[str, Any], unmatched: pl.DataFrame) -> None:
    """What a file is, in the words of the tables."""
    facts = table("", "")
    facts.show_header = False
    unit, known_by = answer["weight_unit"], answer["weight_unit_known_by"]
    missing = f'not known ({known_by}); add weight_unit = "kg" or "lb" to client.toml'
    weights = f"{unit} (known by {known_by})" if unit else missing if answer["unit_missing"] else "no weights"
    rows = {
        "app": f"{answer['app']} {answer['dialect']} ({answer['locale']})",
        "text": ", separated by ".join(_text_of(answer)) or "none",
        "weight unit": weights,
        "records": _account(answer),
        "rules": ", ".join(f"{name} {n:,}" for name, n in answer["rules"].items()) or "none needed",
        "holds": f"{answer['sets']:,} sets in {answer['sessions']:,} sessions, {answer['measurements']:,} measurements,"
        f" {answer['first'] or '–'} to {answer['last'] or '–'}",
        "exercises": f"{answer['exercises']:,}, of which {len(answer['unmatched_exercises']):,} not in the catalogue"
        if answer["sets"]
        else "none",
    }
    if said := from_comments(answer["from_comments"]):
        rows["comments"] = f"gave {said}"
    if answer["clock"] != "local":
        rows["times"] = answer["clock"]
    if people := answer.get("people"):
        rows["people"] = f"{len(people):,}: " + ", ".join(
            f"{who} {n:,}" for who, n in list(people.items())[:SHOWN]
        )
    for name, text in rows.items():
        facts.add_row(f"[bold]{name}[/]", escape(text))
    out.print(escape(answer["file"]), style="bold")
    out.print(facts)
    for row in answer["weights"]:
        out.print(escape(taken_for(row)), soft_wrap=True)
    _records("rejected", answer["rejected_records"])
    _records("remarks", answer["remarks"])
    if unmatched.height:
        names = table("not in the catalogue", "nearest")
        for name, nearest in unmatched.iter_rows():
            names.add_row(escape(name), escape(", ".join(nearest or [])))
        out.print(names)


def _text_of(answer: dict[str, Any]) -> list[str]:
    """The encoding and the separator, where the file is text."""
    delimiter = answer["delimiter"]
    return [part for part in (answer["encoding"], repr(delimiter) if delimiter else None) if part]


def _records(title: str, records: list[dict[str, Any]]) -> None:
    if not records:
        return
    shown = table("line", title, "as it stands", right=("line",))
    for each in records[:RECORDS_SHOWN]:
        shown.add_row(cell(each["line"]), cell(each["problem"] or each["rule"]), cell(each["text"]))
    out.print(shown)
    if len(records) > RECORDS_SHOWN:
        out.print(f"and {len(records) - RECORDS_SHOWN:,} more; --json lists all")
