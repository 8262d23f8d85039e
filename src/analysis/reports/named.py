"""Lifts and muscles as the coach names them in `client.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from analysis.errors import BadSettingError
from analysis.exercises import catalogue
from analysis.figures import words
from analysis.ingest import lift_names
from analysis.ingest.lift_names import folded
from analysis.judgement.advice import goals
from analysis.settings import ClientSettings
from analysis.settings import client as client_settings
from analysis.settings.toml_file import line_of
from analysis.store import originals, processed

Place = tuple[str | int, ...]


def lift(wanted: str, sets: pl.DataFrame) -> str:
    """Return the lift that the coach named by id, by the catalogue's name or as the app writes it."""
    return lift_names.known(sets).get(folded(wanted), wanted)


def muscle(wanted: str) -> str | None:
    """Return the muscle that the coach named by the report's name or the catalogue's; None: there is none.

    >>> muscle("Upper back"), muscle("back_lats"), muscle("glutez")
    ('back_upper', 'back_lats', None)
    """
    return _muscles().get(folded(wanted))


def check(settings: ClientSettings, *, sets: pl.DataFrame, file: Path) -> None:
    """Hold every name against the catalogue and the client's whole log.

    Raises:
        BadSettingError: a lift or muscle that neither knows, with the nearest that one does; a goal that cannot be read.
    """
    lifts: list[tuple[Place, str]] = [(("main_lifts",), name) for name in settings.main_lifts]
    lifts += [(("tested", at, "exercise"), test.exercise) for at, test in enumerate(settings.tested)]
    known = lift_names.known(sets)
    for place, name in lifts:
        if folded(name) not in known:
            raise _unknown(file, place, name, "lift", known)
    for name in settings.priority_muscles:
        if muscle(name) is None:
            raise _unknown(file, ("priority_muscles",), name, "muscle", _muscles())
    _check_goals(settings, file, known)


def unknown(workspace: Path, client: str) -> tuple[str, ...]:
    """Return what `check` finds in the settings of a client that has been imported, in one sentence; nothing: all is known."""
    folder = originals.folder(workspace, client)
    settings = client_settings.read(folder)
    if not (settings.main_lifts or settings.tested or settings.priority_muscles or settings.goals):
        return ()
    try:
        check(settings, sets=processed.read_sets(workspace, client), file=folder / client_settings.FILE_NAME)
    except BadSettingError as err:
        return (str(err),)
    return ()


def _check_goals(settings: ClientSettings, file: Path, known: Mapping[str, str]) -> None:
    for at, text in enumerate(settings.goals):
        try:
            goal = goals.parse(text)
        except ValueError as err:
            raise BadSettingError(
                file, line=_line(file, ("goals", at), item=text), key="goals", problem=str(err)
            ) from None
        if goals.lift_of(goal.lift, set(known.values())) is None:
            raise _unknown(file, ("goals", at), goal.lift, "lift", known)


def _line(file: Path, place: Place, *, item: str | None = None) -> int | None:
    return line_of(file.read_text("utf-8-sig"), place, item=item) if file.exists() else None


def _muscles() -> dict[str, str]:
    return {
        **{folded(words.muscle(name)): name for name in catalogue.MUSCLES},
        **{folded(name): name for name in catalogue.MUSCLES},
    }


def _unknown(file: Path, place: Place, name: str, kind: str, known: Mapping[str, str]) -> BadSettingError:
    near = (lift_names.nearest_lift if kind == "lift" else lift_names.nearest)(name, known)
    where = {"lift": "docs/exercises-list.md", "muscle": "the report's table of muscles"}[kind]
    return BadSettingError(
        file,
        line=_line(file, place),
        key=".".join(str(part) for part in place if isinstance(part, str)),
        problem=f"no such {kind}: {name!r}",
        hint=f"Did you mean {near!r}?" if near else f"The names are in {where}.",
    )
