"""Lifts and muscles as the coach names them in `client.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import polars as pl

from analysis.errors import BadSettingError
from analysis.exercises import catalogue
from analysis.figures import words
from analysis.settings import ClientSettings
from analysis.settings.toml_file import line_of

ALIKE: Final = 0.5
"""Least likeness (difflib) of a name that is offered in place of a mistyped one."""

Place = tuple[str | int, ...]


def lift(wanted: str, sets: pl.DataFrame) -> str:
    """Return the lift that the coach named by id, by the catalogue's name or as the app writes it."""
    return _lifts(sets).get(_folded(wanted), wanted)


def muscle(wanted: str) -> str | None:
    """Return the muscle that the coach named by the report's name or the catalogue's; None: there is none.

    >>> muscle("Upper back"), muscle("back_lats"), muscle("glutez")
    ('back_upper', 'back_lats', None)
    """
    return _muscles().get(_folded(wanted))


def check(settings: ClientSettings, *, sets: pl.DataFrame, file: Path) -> None:
    """Hold every name against the catalogue and the client's whole log.

    Raises:
        BadSettingError: a lift or muscle that neither knows, with the nearest that one does.
    """
    lifts: list[tuple[Place, str]] = [(("main_lifts",), name) for name in settings.main_lifts]
    lifts += [(("tested", at, "exercise"), test.exercise) for at, test in enumerate(settings.tested)]
    known = _lifts(sets)
    for place, name in lifts:
        if _folded(name) not in known:
            raise _unknown(file, place, name, "lift", known)
    for name in settings.priority_muscles:
        if muscle(name) is None:
            raise _unknown(file, ("priority_muscles",), name, "muscle", _muscles())


def _lifts(sets: pl.DataFrame) -> dict[str, str]:
    """What may be written, folded, and the lift it means; the log's own names go before the catalogue's."""
    logged = sets.select("exercise_logged", "lift").unique().sort("exercise_logged", "lift").rows()
    ids = catalogue.frame().select("id", "name").rows()
    return {
        **{_folded(name): found for found, name in ids},
        **{_folded(found): found for found, _ in ids},
        **{_folded(kept): kept for _, kept in logged},
        **{_folded(name): kept for name, kept in logged},
    }


def _muscles() -> dict[str, str]:
    return {
        **{_folded(words.muscle(name)): name for name in catalogue.MUSCLES},
        **{_folded(name): name for name in catalogue.MUSCLES},
    }


def _folded(name: str) -> str:
    return "_".join(name.casefold().split())


def _unknown(file: Path, place: Place, name: str, kind: str, known: Mapping[str, str]) -> BadSettingError:
    near = _nearest(name, known)
    where = {"lift": "docs/exercises.md", "muscle": "the report's table of muscles"}[kind]
    return BadSettingError(
        file,
        line=line_of(file.read_text("utf-8-sig"), place) if file.exists() else None,
        key=".".join(str(part) for part in place if isinstance(part, str)),
        problem=f"no such {kind}: {name!r}",
        hint=f"Did you mean {near!r}?" if near else f"The names are in {where}.",
    )


def _nearest(name: str, known: Mapping[str, str]) -> str | None:
    found: Iterable[str] = get_close_matches(_folded(name), known, n=1, cutoff=ALIKE)
    return next((known[near] for near in found), None)
