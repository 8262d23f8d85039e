"""Lifts as a coach names them in `client.toml`: by id, by the catalogue's name, or as the app writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import BadSettingError
from analysis.exercises import catalogue, harmonise
from analysis.settings.toml_file import line_of

ALIKE: Final = 0.5
"""Least likeness (difflib) of a name that is offered in place of a mistyped one."""

CLOSE: Final = 0.8
"""Least likeness of one that goes before what the words of a name mean."""

MOVES_BODY: Final = ("total", "added")
HANDS: Final = ("one_hand", "both_hands")


def known(sets: pl.DataFrame) -> dict[str, str]:
    """Return what may be written, folded, and the lift it means; the log's own names go before the catalogue's."""
    logged = sets.select("exercise_logged", "lift").unique().sort("exercise_logged", "lift").rows()
    ids = catalogue.frame().select("id", "name").rows()
    return {
        **{folded(name): found for found, name in ids},
        **{folded(found): found for found, _ in ids},
        **{folded(kept): kept for _, kept in logged},
        **{folded(name): kept for name, kept in logged},
    }


def folded(name: str) -> str:
    """Return a name without case and with single underscores between its words.

    >>> folded("Bench  press")
    'bench_press'
    """
    return "_".join(name.casefold().split())


def nearest(name: str, names: Mapping[str, str]) -> str | None:
    """Return what the known name most like this one means; None: none is like it."""
    found: Iterable[str] = get_close_matches(folded(name), names, n=1, cutoff=ALIKE)
    return next((names[near] for near in found), None)


def nearest_lift(name: str, names: Mapping[str, str]) -> str | None:
    """Return the lift that a name not known most likely means: by its letters if they are close, else by its words."""
    close: Iterable[str] = get_close_matches(folded(name), names, n=1, cutoff=CLOSE)
    return next((names[near] for near in close), None) or harmonise.meant(name)


def meanings(stated: Mapping[str, str], sets: pl.DataFrame, file: Path) -> dict[str, str]:
    """Return the `[weights]` of a client's settings by lift.

    Raises:
        BadSettingError: a lift that neither the log nor the catalogue knows, with the nearest that one does;
            or a meaning that weights of this lift cannot have.
    """
    if not stated:
        return {}
    names = known(sets)
    return {
        _lift(name, names, file): _fitting(name, meaning, names, file) for name, meaning in stated.items()
    }


def meanings_here(stated: Mapping[str, str], sets: pl.DataFrame) -> dict[str, str]:
    """Return the `[weights]` of the lifts that these sets or the catalogue hold; for one file of several."""
    names = known(sets) if stated else {}
    return {names[folded(name)]: meaning for name, meaning in stated.items() if folded(name) in names}


def _lift(name: str, names: Mapping[str, str], file: Path) -> str:
    if (lift := names.get(folded(name))) is not None:
        return lift
    near = nearest_lift(name, names)
    hint = f"Did you mean {near!r}?" if near else "The names are in docs/exercises-list.md."
    raise _bad(file, name, f"no such lift: {name!r}", hint)


def _fitting(name: str, meaning: str, names: Mapping[str, str], file: Path) -> str:
    """The meaning, if it makes sense of this lift; of one that the catalogue does not know any does."""
    exercise = catalogue.by_id(names[folded(name)])
    if exercise is None:
        return meaning
    moves_body = exercise.load_model in {"bodyweight", "assisted"}
    if meaning in MOVES_BODY and not moves_body:
        raise _bad(
            file,
            name,
            f"{meaning!r} is for lifts that move the body",
            _choice(("external", "both_hands", "one_hand")),
        )
    if meaning in HANDS and moves_body:
        raise _bad(
            file,
            name,
            f"{meaning!r} is for lifts with the weight in the hands",
            _choice(("added", "total", "assistance")),
        )
    return meaning


def _choice(words: Sequence[str]) -> str:
    return f"Here it can be {', '.join(repr(word) for word in words)} or 'placeholder'."


def _bad(file: Path, name: str, problem: str, hint: str) -> BadSettingError:
    line = line_of(file.read_text("utf-8-sig"), ("weights", name)) if file.exists() else None
    return BadSettingError(file, line=line, key="weights", problem=problem, hint=hint)
