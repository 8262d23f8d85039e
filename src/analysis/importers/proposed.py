"""What the columns of an unknown table seem to be: a mapping for the coach to check, from headers and cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

import polars as pl
import tomlkit

from analysis.importers import dates
from analysis.sources import delimited
from analysis.sources.delimited import LINE, Delimited

Mapped = dict[str, str | list[str]]
"""A key of `[table."…"]` to a header, or to several."""

KEYS: Final = frozenset({"date", "workout", "time", "exercise", "person"})
"""What begins a block of rows, where cells are left blank below it."""

BLANK_SHARE: Final = 0.2
"""Blank on more rows than this, a date or a name repeats the one above."""

ROWS_LOOKED_AT: Final = 200
HEADER_WITHIN: Final = 20
"""A title, a legend and a blank row or two may stand above a table, not more records than these."""

LISTED: Final = re.compile(
    r"\s*\[\s*[\d.]+(\s*[,;/ ]\s*[\d.,]+)*\s*\]\s*|\s*[\d.]+(\s*[/;|]\s*[\d.]+)+\s*|\s*\d+(\s*,\s*\d+){2,}\s*"
)
"""A number a set in one cell: `[160,140,120]`, `8/8/6`, `8,8,8`."""

SECOND: Final = 2
"""The first number that a repeated header gets: `Weight`, `Weight (2)`."""

_SET: Final = re.compile(r"\b(?:set|satz|série|serie|s)\s*#?\s*(\d{1,2})\b")
_NUMBER: Final = re.compile(r"#?\s*\(?(\d{1,2})\)?$")
_UNIT_WORDS: Final = (" kg", " kgs", " lb", " lbs")


@cache
def synonyms() -> dict[str, str]:
    """Header words in lower case, in several languages, to a key of `[table."…"]`."""
    text = resources.files("analysis.importers").joinpath("generic_headers.csv").read_text("utf-8")
    return {
        word.strip(): row["key"]
        for row in csv.DictReader(text.splitlines())
        for word in row["words"].split(";")
    }


def of_headers(header: tuple[str, ...]) -> Mapped:
    """What the headers alone seem to mean.

    >>> of_headers(("Datum", "Übung", "Gewicht (kg)", "Wdh"))
    {'date': 'Datum', 'exercise': 'Übung', 'weight': 'Gewicht (kg)', 'reps': 'Wdh'}
    >>> of_headers(("Date", "Lift", "Weight", "Set 1", "Set 2"))
    {'date': 'Date', 'exercise': 'Lift', 'weight': 'Weight', 'wide': ['Set 1', 'Set 2']}
    """
    found: Mapped = {}
    numbered: dict[str, dict[int, str]] = {}
    for name in header:
        key = synonyms().get(_bare(name))
        of_set = _of_a_set(name)
        if of_set is not None:
            numbered.setdefault(of_set[0], {}).setdefault(of_set[1], name)
        elif key is not None:
            found.setdefault(key, name)
    return _with_wide(found, numbered)


def _bare(name: str) -> str:
    bare = name.lower().replace("_", " ").split("(")[0].strip()
    for unit in _UNIT_WORDS:
        bare = bare.removesuffix(unit)
    return bare


def _of_a_set(name: str) -> tuple[str, int] | None:
    """What a column of one set holds, and of which: `set` (`Set 1`), `weight` (`Weight 2`, `Set 2 kg`), `reps`; or null."""
    plain = re.sub(r"[()]", " ", name.lower().replace("_", " ")).strip()
    place = _SET.search(plain) or _NUMBER.search(plain)
    if place is None:
        return None
    words = " ".join((plain[: place.start()] + " " + plain[place.end() :]).split())
    key = synonyms().get(_bare(words)) if words else "set" if _SET.search(plain) else None
    return (key, int(place.group(1))) if key in {"set", "weight", "reps"} else None


def _with_wide(found: Mapped, numbered: Mapping[str, dict[int, str]]) -> Mapped:
    """Add the columns of one set each: of reps, of weights, or of both in pairs."""
    pairs = {"wide": "reps", "weights": "weight"}
    wide: Mapped = {}
    for key, single in pairs.items():
        names = numbered.get(single, {})
        first = [str(found[single])] if single in found and min(names, default=0) == SECOND else []
        if len(first) + len(names) > 1:
            wide[key] = [*first, *names.values()]
    sets = list(numbered.get("set", {}).values())
    if not wide and len(sets) > 1:
        wide = {"weights": sets} if "reps" in found and "weight" not in found else {"wide": sets}
    return {**{k: v for k, v in found.items() if not any(k == pairs[w] for w in wide)}, **wide}


def table(doc: Delimited) -> tuple[Delimited, Mapped] | None:
    """The table that a file seems to hold, under its title if it has one, and what its columns seem to be."""
    for line in lines_of_header(doc):
        found = of_headers(doc.header if line == doc.header_line else delimited.header_at(doc, line))
        if "exercise" not in found or not {"date", "time"} & found.keys() or not _done(found):
            continue
        here = doc if line == doc.header_line else delimited.below(doc, line)
        seems = _dated(here, found)
        if "date" in seems:
            return here, _with_cells(here, seems)
    return None


def lines_of_header(doc: Delimited) -> list[int]:
    """The lines where a table's header may stand: the first of the file, and a few below it."""
    return [doc.header_line, *doc.rows[LINE].head(HEADER_WITHIN).to_list()]


def _done(found: Mapped) -> bool:
    return bool({"reps", "packed", "duration", "weight", "wide", "weights"} & found.keys())


def _dated(doc: Delimited, seems: Mapped) -> Mapped:
    """Propose as date a column that holds dates: some logs keep seconds in `Timestamp` and the date in `Time`."""
    for key in ("date", "time"):
        if key in seems and doc.rows.height:
            column = doc.rows[str(seems[key])].drop_nulls().head(ROWS_LOOKED_AT)
            if any(dates.read(column, order=order).values.is_not_null().any() for order in ("dmy", "mdy")):
                rest = {k: v for k, v in seems.items() if k not in {"date", "time"}}
                keep = {"time": seems["time"]} if key == "date" and "time" in seems else {}
                return {"date": seems[key], **keep, **rest}
    return {k: v for k, v in seems.items() if k != "date"}


def _with_cells(doc: Delimited, seems: Mapped) -> Mapped:
    """Add what only cells tell: columns of lists, and columns whose blanks repeat the cell above."""
    lists = [name for key in ("weight", "reps") if (name := seems.get(key)) and _listed(doc, str(name))]
    blank = _forward_filled(doc, {k: str(v) for k, v in seems.items() if isinstance(v, str)})
    return {
        **seems,
        **({"lists": [str(n) for n in lists]} if lists else {}),
        **({"forward_fill": blank} if blank else {}),
    }


def _listed(doc: Delimited, name: str) -> bool:
    """Whether many of a column's cells list a number a set."""
    said = doc.rows[name].drop_nulls().head(ROWS_LOOKED_AT)
    return sum(LISTED.fullmatch(text) is not None for text in said) > BLANK_SHARE * said.len()


def _forward_filled(doc: Delimited, seems: Mapping[str, str]) -> list[str]:
    """Columns left blank where they repeat: dates and names; where names are, weights and notes below them too."""
    said = [pl.col(name).is_not_null() for key, name in seems.items() if key not in KEYS]
    rows = doc.rows.filter(pl.any_horizontal(said)) if said else doc.rows
    share = {key: rows[name].null_count() / max(rows.height, 1) for key, name in seems.items()}
    blank = [name for key, name in seems.items() if key in KEYS and share[key] > BLANK_SHARE]
    if seems["exercise"] in blank and "reps" in seems:
        blank += [seems[key] for key in ("weight", "note") if key in seems and _repeats(rows, seems, key)]
    return blank


def _repeats(rows: pl.DataFrame, seems: Mapping[str, str], key: str) -> bool:
    """Whether a column is mostly blank on the rows below a name and mostly filled beside it."""
    beside = pl.col(seems["exercise"]).is_not_null()
    above, below = (rows.filter(which)[seems[key]] for which in (beside, ~beside))
    if not above.len() or not below.len():
        return False
    return above.null_count() < above.len() / 2 and below.null_count() > below.len() / 2


def open_questions(doc: Delimited, seems: Mapped, *, unit_said: bool) -> list[str]:
    """What the table leaves open and only the coach knows, as comments to stand below a proposal.

    `unit_said`: the header of the weights has their unit.
    """
    asked = []
    if not unit_said and "unit" not in seems and {"weight", "weights", "packed"} & seems.keys():
        asked.append('# weight_unit = "kg"  # or "lb": the header does not say')
    when = dates.read(doc.rows[str(seems["date"])].drop_nulls()) if "date" in seems else None
    if when is not None and when.ambiguous is not None:
        asked.append(f'# date_order = "dmy"  # or "mdy": {when.ambiguous!r} could be either')
    return asked


def as_toml(file: str, fields: Mapping[str, str | list[str]], comments: Sequence[str] = ()) -> str:
    """The proposal in the words of `client.toml`, with comments below it."""
    return "\n".join([tomlkit.dumps({"table": {file: dict(fields)}}).strip(), *comments])
