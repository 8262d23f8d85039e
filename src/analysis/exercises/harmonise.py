"""Find the lift that a logged name means, or say that it is not known and which lifts come nearest.

A wrong match is worse than none: it adds one lift's numbers to another's. So a name matches when its words
say exactly what a known name says, in any order and language; and beyond that only when the one difference
is a misspelt word. Every word that the catalogue knows (dumbbell, incline, seated, close, single, front ...)
must be there on both sides, so no spelling distance can turn a dumbbell press into a barbell press.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl
from rapidfuzz import fuzz, process

from analysis.errors import BadSettingError
from analysis.exercises import catalogue, names
from analysis.exercises.index import Index, index
from analysis.exercises.names import Words
from analysis.tables.contract import Contract

HOWS: Final = ("workspace_alias", "app_alias", "name", "fuzzy")
ALIAS_COLUMNS: Final = ("exercise_logged", "exercise")

ALIKE: Final = 92.0
"""Least token-set ratio (0-100) of a misspelt name with the name it is taken for."""
MARGIN: Final = 5.0
"""How much less alike the next lift must be."""
SPELLING: Final = 75.0
"""Least ratio of a misspelt word with the word it is taken for."""
SHORTEST_MISSPELT: Final = 4
"""Words of fewer letters are too easily another word."""
CANDIDATES: Final = 3
LOOKED_AT: Final = 20
EXACT: Final = 100.0
LETTERS: Final = 80.0
"""Least ratio of a mistyped id with the one it is taken for, where its words name no lift."""


class Matches(Contract):
    """One distinct name of an exercise, as logged."""

    exercise_logged = dy.String(primary_key=True, description="The exercise as the app wrote it")
    exercise = dy.String(nullable=True, description="Catalogue id; null: not matched")
    how = dy.Enum(list(HOWS), nullable=True, description="What knew the name; null: not matched")
    score = dy.Float64(
        nullable=True, min=0, max=100, description="Likeness, 100 where exact; null: not matched"
    )
    nearest = dy.List(dy.String(), description="For the unmatched, up to three ids, the nearest first")

    @dy.rule()
    def a_match_says_how(cls) -> pl.Expr:  # noqa: N805 - dataframely makes rules class methods
        """Lift, means and score are known together or not at all."""
        found = pl.col("exercise").is_not_null()
        return (found == pl.col("how").is_not_null()) & (found == pl.col("score").is_not_null())


class Match(NamedTuple):
    """What one name was found to mean."""

    exercise: str
    how: str
    score: float


def match(
    logged: Sequence[str] | pl.Series, *, app: str, extra: Mapping[str, str] | None = None
) -> dy.DataFrame[Matches]:
    """Return the lift each logged name means: one row per distinct name, in order of first appearance.

    Args:
        logged: the names, repeats allowed.
        app: whose names they are (`strong`, `hevy`, ...); any other word means no app's habits are known.
        extra: a workspace's own aliases, logged name to catalogue id; they win over everything.

    >>> match(["DB Bench Press"], app="generic").row(0)[:3]
    ('DB Bench Press', 'bench_press_dumbbell', 'name')
    """
    distinct = list(dict.fromkeys(logged))
    known = index(app)
    own = {names.fold(name): lift for name, lift in (extra or {}).items()}
    speller = _speller(app)
    found = [_match(name, known=known, own=own, speller=speller) for name in distinct]
    unknown = [name for name, hit in zip(distinct, found, strict=True) if hit is None]
    near = dict(zip(unknown, nearest(unknown), strict=True))
    rows = {
        "exercise_logged": distinct,
        "exercise": [hit.exercise if hit else None for hit in found],
        "how": [hit.how if hit else None for hit in found],
        "score": [hit.score if hit else None for hit in found],
        "nearest": [near.get(name, []) for name in distinct],
    }
    schema = {name: column.dtype for name, column in Matches.columns().items()}
    return Matches.validate(pl.DataFrame(rows, schema=schema, strict=False), cast=True)


def _match(name: str, *, known: Index, own: Mapping[tuple[str, ...], str], speller: Speller) -> Match | None:
    """The first of: the workspace's alias, the app's, a name that says the same, a misspelt name."""
    folded = names.fold(name)
    if folded in own:
        return Match(own[folded], "workspace_alias", EXACT)
    if folded in known.written:
        return Match(known.written[folded], "app_alias", EXACT)
    english = names.reading(name)
    if lift := known.find(english):
        return Match(lift, _whose(english, known), EXACT)
    readings = names.readings(name)
    said = {lift: words for words in readings if (lift := known.find(words))}
    if len(said) == 1:
        lift, words = said.popitem()
        return Match(lift, _whose(words, known), EXACT)
    # Two languages that read one name as two lifts leave it to the coach.
    return None if said else speller.correct(readings)


def _whose(words: Words, known: Index) -> str:
    return "app_alias" if words in known.app else "name"


class Speller:
    """Corrects a name in which nothing but spelling differs from a known one."""

    def __init__(self, known: Index) -> None:
        self._lifts = {**known.common, **known.app}
        self._with: dict[str, set[Words]] = {}
        for words in self._lifts:
            for word in words:
                self._with.setdefault(word, set()).add(words)

    def correct(self, readings: Iterable[Words]) -> Match | None:
        """Return the one lift that a reading can be a misspelling of; None: there is none, or several."""
        scores: dict[str, float] = {}
        for words in readings:
            for known in self._possible(words):
                lift = self._lifts[known]
                score = fuzz.token_set_ratio(" ".join(sorted(words)), " ".join(sorted(known)))
                scores[lift] = max(score, scores.get(lift, 0.0))
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not best or best[0][1] < ALIKE or (best[1:] and best[0][1] - best[1][1] < MARGIN):
            return None
        return Match(best[0][0], "fuzzy", best[0][1])

    def _possible(self, words: Words) -> list[Words]:
        """The known names that hold every known word of the name and miss only a misspelt one."""
        sure = [self._with[word] for word in words if word in self._with]
        misspelt = [word for word in words if word not in self._with]
        if not sure or len(misspelt) != 1 or len(misspelt[0]) < SHORTEST_MISSPELT:
            return []
        wanted = words - set(misspelt)
        return [
            known
            for known in set.intersection(*sure)
            if len(missing := known - wanted) == 1
            and fuzz.ratio(misspelt[0], next(iter(missing))) >= SPELLING
        ]


@cache
def _speller(app: str) -> Speller:
    return Speller(index(app))


def nearest(unknown: Sequence[str]) -> list[list[str]]:
    """Return, for each name, the up to three lifts whose names come nearest, the nearest first."""
    lifts = index("generic").common
    choices = {words: " ".join(sorted(words)) for words in lifts}
    keys = list(choices)
    queries = [" ".join(sorted(names.readings(name)[-1])) for name in unknown]
    if not queries:
        return []
    scores = process.cdist(queries, list(choices.values()), scorer=fuzz.ratio)
    # Several names of one lift may come first, so more names are looked at than lifts are told.
    few = scores.argpartition(-LOOKED_AT, axis=1)[:, -LOOKED_AT:]
    return [
        _first_distinct(lifts[keys[at]] for at in sorted(near, key=lambda at: (-row[at], at)))
        if query
        else []
        for query, row, near in zip(queries, scores, few.tolist(), strict=True)
    ]


def meant(name: str) -> str | None:
    """Return the id that a name or a mistyped id most likely means; None: there is none that could be.

    What the words mean goes before their letters: a row is not offered as a jerk.

    >>> meant("barbell_row"), meant("back_squat_barbel"), meant("Squattt"), meant("xyzzy")
    ('bent_over_row_barbell', 'back_squat_barbell', 'back_squat_barbell', None)
    """
    said = name.replace("_", " ").strip()
    if (lift := match([said], app="generic")["exercise"].item()) is not None:
        return str(lift)
    near = process.extractOne(
        name, catalogue.frame()["id"].to_list(), scorer=fuzz.ratio, score_cutoff=LETTERS
    )
    words = names.readings(said)[-1] - names.EQUIPMENT_WORDS  # a barbell alone makes no lift alike
    alike = (lift for lift in nearest([said])[0] if words & names.reading(lift.replace("_", " ")))
    return near[0] if near else next(alike, None) or _spelt(names.readings(said)[-1])


def _spelt(words: Words) -> str | None:
    """The lift of the name whose letters come nearest, if they are close."""
    lifts = index("generic").common
    choices = {known: " ".join(sorted(known)) for known in lifts}
    near = process.extractOne(" ".join(sorted(words)), choices, scorer=fuzz.ratio, score_cutoff=LETTERS)
    return lifts[near[2]] if near else None


def _first_distinct(lifts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lifts))[:CANDIDATES]


def read_aliases(path: Path) -> dict[str, str]:
    """Return a workspace's own aliases, logged name to catalogue id; none where there is no such file.

    Raises:
        BadSettingError: the file lacks a column, is not UTF-8 or not CSV, or names a lift that the
            catalogue has not.
    """
    if not path.exists():
        return {}
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as err:
        raise BadSettingError(path, line=None, key="encoding", problem="the file is not UTF-8 text") from err
    reader = csv.DictReader(lines, strict=True)
    try:
        return _aliases(path, reader)
    except csv.Error as err:
        raise BadSettingError(path, line=reader.line_num, key="quoting", problem=str(err)) from err


def _aliases(path: Path, reader: csv.DictReader[str]) -> dict[str, str]:
    """Read the rows under a header that has both columns, in any order and among any others."""
    seen = [column.strip() for column in reader.fieldnames or []]
    if missing := [column for column in ALIAS_COLUMNS if column not in seen]:
        header = ",".join(ALIAS_COLUMNS)
        raise BadSettingError(
            path, line=1, key=missing[0], problem="no such column", hint=f"Start with: {header}"
        )
    reader.fieldnames = seen
    return {
        row["exercise_logged"].strip(): _known_id(path, reader.line_num, row["exercise"])
        for row in reader
        if (row["exercise_logged"] or "").strip()
    }


def _known_id(path: Path, line: int, exercise: str | None) -> str:
    """Return the id if the catalogue has it; say the nearest if not."""
    wanted = (exercise or "").strip()
    if catalogue.by_id(wanted):
        return wanted
    near = meant(wanted) if wanted else None
    hint = f"Did you mean {near!r}?" if near else "The ids are in docs/exercises-list.md."
    raise BadSettingError(path, line=line, key=wanted or "exercise", problem="no such lift", hint=hint)
