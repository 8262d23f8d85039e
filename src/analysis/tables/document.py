"""The contracts as a page for people: `docs/tables.md`, printed by `python -m analysis.tables`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Final

import dataframely as dy

from analysis import tables

NULL_MEANS: Final = "; null: "
"""What stands in a description between a column's meaning and the meaning of its nulls."""

TYPES: Final = {
    "Bool": "true or false",
    "Date": "date",
    "Datetime": "date and time",
    "Enum": "one of the values below",
    "Float64": "number",
    "Int16": "whole number",
    "Int32": "whole number",
    "Int64": "whole number",
    "List": "list",
    "String": "text",
}
LIMITS: Final = {"min": "≥", "min_exclusive": ">", "max": "≤", "max_exclusive": "<"}

PREAMBLE: Final = """\
# Tables

Every table of phasewise: what one row is, and each column's unit, limits and nulls. Units are in the names:
`_kg`, `_s` (seconds), `_m` (metres), `_cm`, `_pct`, `_at` (a local wall time), `_on` (a date). **Null means not
known; zero means zero.** A dash under *null means* says that the column is never null. No two rows of a table have
the same key.

This page is printed from the contracts in `src/analysis/tables/` (`make docs`), and a test keeps it current."""

STORED: Final = """\
## Stored in `data/processed/`

Parquet, one folder a table and one partition a client: `data/processed/<table>/client=<client>/part.parquet`. All of it
is made from `data/raw/` and may be deleted: the next import gives the same bytes."""

MEASURED: Final = """\
## Measured

What the functions of `analysis.metrics` return. They are made anew for each report and are not stored. Every frame
holds one client. A week is named by its Monday."""


JUDGED: Final = """\
## Judged

What the functions of `analysis.judgement` return, in the same way."""


def markdown() -> str:
    """Return the page: every contract of `STORED`, `MEASURED` and `JUDGED`, in that order."""
    chapters = ((STORED, tables.STORED), (MEASURED, tables.MEASURED), (JUDGED, tables.JUDGED))
    parts = [PREAMBLE, *(part for head, schemas in chapters for part in (head, *map(_contract, schemas)))]
    return "\n\n".join(parts) + "\n"


def name_of(schema: type[dy.Schema]) -> str:
    """Return the table's name from its class's.

    >>> name_of(tables.LiftSessions)
    'lift_sessions'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", schema.__name__).lower()


def _contract(schema: type[dy.Schema]) -> str:
    """One table: heading, what one row is, key, columns, values of its enumerations, rules."""
    blocks = (f"### `{name_of(schema)}`", inspect.getdoc(schema) or "", _key(schema), _columns(schema))
    return "\n\n".join(block for block in (*blocks, _values(schema), _rules(schema)) if block)


def _key(schema: type[dy.Schema]) -> str:
    names = schema.primary_key()
    return f"Key: {', '.join(f'`{name}`' for name in names)}." if names else ""


def _columns(schema: type[dy.Schema]) -> str:
    header = ("column", "type", "null means", "meaning")
    rows = [(f"`{name}`", _type(column), *_meanings(column)) for name, column in schema.columns().items()]
    return "\n".join(_lines(header, rows))


def _lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (header, ["---"] * len(header), *rows):
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _type(column: dy.Column) -> str:
    """The kind of value, with its limits."""
    found = {sign: getattr(column, limit, None) for limit, sign in LIMITS.items()}
    limits = ", ".join(f"{sign} {value}" for sign, value in found.items() if value is not None)
    return f"{TYPES[type(column).__name__]} {limits}".strip()


def _meanings(column: dy.Column) -> tuple[str, str]:
    """What null means, and what a value means."""
    meaning, _, null = (column.description or "").partition(NULL_MEANS)
    if not column.nullable:
        return "–", meaning
    return null or ("as in Sets" if meaning.startswith("As in Sets") else ""), meaning


def _values(schema: type[dy.Schema]) -> str:
    """The values of each enumeration, a line each."""
    found = {name: c.categories for name, c in schema.columns().items() if isinstance(c, dy.Enum)}
    return "\n".join(
        f"- `{name}`: {', '.join(f'`{value}`' for value in values)}." for name, values in found.items()
    )


def _rules(schema: type[dy.Schema]) -> str:
    """The rules of the contract; a row that breaks one is rejected by the rule's name."""
    made = {name: getattr(member, "validation_fn", None) for name, member in vars(schema).items()}
    return "\n".join(f"- Rule `{name}`: {inspect.getdoc(rule)}" for name, rule in made.items() if rule)
