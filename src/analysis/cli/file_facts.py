"""What `phasewise inspect` shows on a terminal: each part of a file, and what its parts add up to."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from analysis.cli.inspection import Looked
from analysis.cli.terminal import SHOWN, cell, escape, from_comments, out, problem, table, taken_for
from analysis.display.alike import alike, cut
from analysis.display.number import count
from analysis.store.shared import said_in

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
            f"{len(found.parts)} parts, {sums['refused']} refused: {_account(sums)}; {count(sums['sets'], 'set')},"
            f" {count(sums['measurements'], 'measurement')}",
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
    place = said_in(answer["file"]) if answer.get("people") else "client.toml"
    missing = f'not known ({known_by}); add weight_unit = "kg" or "lb" to {place}'
    weights = f"{unit} (known by {known_by})" if unit else missing if answer["unit_missing"] else "no weights"
    rows = {
        "app": f"{answer['app']} {answer['dialect']} ({answer['locale']})",
        "text": ", separated by ".join(_text_of(answer)) or "none",
        "weight unit": weights,
        "records": _account(answer),
        "rules": ", ".join(f"{name} {n:,}" for name, n in answer["rules"].items()) or "none needed",
        "holds": f"{count(answer['sets'], 'set')} in {count(answer['sessions'], 'session')},"
        f" {count(answer['measurements'], 'measurement')}, {answer['first'] or '–'} to {answer['last'] or '–'}",
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
    """Records with the same problem in one row; what they hold, where any of them has a text."""
    if not records:
        return
    found = alike(records, "rule", "problem")
    texts = ["as it stands"] * any(each["text"] for each in records)
    shown = table("lines", title, *texts)
    for each in found[:RECORDS_SHOWN]:
        row = (
            each.where,
            each.first["problem"] or each.first["rule"],
            each.first["text"] and cut(each.first["text"]),
        )
        shown.add_row(*(cell(value) for value in row[: 2 + len(texts)]))
    out.print(shown)
    if left := sum(len(each.lines) for each in found[RECORDS_SHOWN:]):
        out.print(f"and {count(left, 'line')} more; --json lists all")
