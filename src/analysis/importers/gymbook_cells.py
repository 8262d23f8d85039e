"""GymBook's cells: a number and a word in the phone's language, in the table and in the XML alike.

`12 ripetizioni`, `60 Sekunden`, `15,00 kg`, `1.00 km`. What the words mean is data (`gymbook_words.csv`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

import polars as pl

from analysis.importers import records
from analysis.importers.reading import UNITS, WEIGHTS

UNCLEAR: Final = "'skipped' is neither yes nor no in a language phasewise knows; the set is taken as done"
STRANGE_KIND: Final = (
    "the kind of set is a word that phasewise does not know here; the set is taken as a work set"
)
LETTERS: Final = {"seconds": "s", "minutes": "min", "hours": "h"}
_NUMBER: Final = r"^([+-]?\d(?:[\d.,'\x{2019}\x{00A0}\x{202F}]*\d)?)"
_SPACES: Final = " \t\u00a0\u202f."


@cache
def _table() -> tuple[dict[str, str], ...]:
    text = resources.files("analysis.importers").joinpath("gymbook_words.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(meaning: str) -> frozenset[str]:
    """Every word of a meaning, in any language."""
    return frozenset(row["word"] for row in _table() if row["meaning"] == meaning)


def language(header: tuple[str, ...]) -> str | None:
    """The language that knows most of the header's words; null where none does.

    >>> language(("Datum", "Training", "Zeit", "Übung"))
    'de'
    """
    said = {name.casefold() for name in header}
    score: dict[str, int] = {}
    for row in _table():
        if row["meaning"] == "header":
            score[row["language"]] = score.get(row["language"], 0) + (row["word"] in said)
    best = max(score, key=lambda each: score[each])
    return best if score[best] else None


def _parts(texts: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A cell's number and the word behind it, folded."""
    bare = texts.str.strip_chars(_SPACES)
    number = bare.str.extract(_NUMBER)
    word = bare.str.replace(_NUMBER, "").str.strip_chars(_SPACES).str.to_lowercase()
    return number, word


def performed(texts: pl.Expr) -> Mapping[str, pl.Expr]:
    """`reps` and `seconds` of a cell that holds one or the other.

    What cannot be read is left to the reps, whose rule rejects it.

    >>> cells = pl.DataFrame({"cell": ["12 ripetizioni", "60 Sekunden", "14 minuti", "10", "doce"]})
    >>> cells.select(**performed(pl.col("cell"))).rows()
    [('12', None), (None, '60s'), (None, '14min'), ('10', None), ('doce', None)]
    """
    number, word = _parts(texts)
    letter = pl.coalesce(
        pl.when(word.is_in(list(words(name)))).then(pl.lit(at)) for name, at in LETTERS.items()
    )
    timed = number.is_not_null() & letter.is_not_null()
    counted = number.is_not_null() & ((word == "") | word.is_in(list(words("reps"))))
    return {
        "reps": pl.when(counted).then(number).when(~timed.fill_null(value=False)).then(texts),
        "seconds": pl.when(timed).then(pl.concat_str(number, letter)),
    }


def moved(texts: pl.Expr) -> Mapping[str, pl.Expr]:
    """`weight` or `distance` of a cell, each with its unit; an unknown unit is the weight's, whose rule rejects it."""
    number, word = _parts(texts)
    unit = word.replace_strict(UNITS, default=None, return_dtype=pl.String)
    far = unit.is_not_null() & ~unit.is_in(list(WEIGHTS))
    near = ~far.fill_null(value=False)
    shown = pl.when(number.is_null()).then(texts).otherwise(number)
    return {
        "weight": pl.when(near).then(shown),
        "weight_unit": pl.when(near & (word != "")).then(word),
        "distance": pl.when(far).then(number),
        "distance_unit": pl.when(far).then(unit),
    }


def is_skipped(texts: pl.Expr) -> pl.Expr:
    """Whether the cell says that the set was skipped."""
    return _folded(texts).is_in(list(words("yes"))).fill_null(value=False)


def is_unclear(texts: pl.Expr) -> pl.Expr:
    """Whether the cell says something that is neither yes nor no."""
    return texts.is_not_null() & ~_folded(texts).is_in(list(words("yes") | words("no")))


def _folded(texts: pl.Expr) -> pl.Expr:
    return texts.str.strip_chars(_SPACES).str.to_lowercase()


SKIPPED: Final[Mapping[str, pl.Expr]] = {
    "not_performed": (pl.col("mark") == records.SKIPPED) & ~pl.col("too_short")
}
