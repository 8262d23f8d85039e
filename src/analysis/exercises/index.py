"""What every known name of a lift says, so that a logged name can be looked up by what it says.

Names come from three places, the first that knows a name decides: the app's own aliases, the catalogue (its
names, ids and both with the equipment spelled out), and `aliases/generic.csv` (common names of any language).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import polars as pl

from analysis.exercises import catalogue, names
from analysis.exercises.names import Words

GENERIC: Final = "generic"
SPELLED: Final = {"ez_bar": "ez bar", "trap_bar": "trap bar", "other": ""}


@dataclass(frozen=True, slots=True)
class Index:
    """What the known names say, and which lift each means."""

    written: dict[tuple[str, ...], str]
    """The app's names word for word; they win over what the words say."""
    app: dict[Words, str]
    common: dict[Words, str]

    def find(self, words: Words) -> str | None:
        """Return the lift that a set of words names; None: no lift has that name."""
        return self.app.get(words) or self.common.get(words)


def aliases(app: str) -> pl.DataFrame:
    """Return an app's aliases (logged, exercise, reason); no rows where the app has no file."""
    file = resources.files("analysis.exercises").joinpath("aliases", f"{app}.csv")
    if not file.is_file():
        return pl.DataFrame(schema=dict.fromkeys(("logged", "exercise", "reason"), pl.String))
    return pl.read_csv(file.read_bytes(), infer_schema=False)


def catalogue_names(lift: catalogue.Exercise) -> list[str]:
    """Return the names a lift has by itself: its name and its id, with and without the equipment."""
    equipment = SPELLED.get(lift.equipment, lift.equipment)
    by_id = lift.id.replace("_", " ").removesuffix(" other")
    return [lift.name, f"{lift.name} {equipment}", by_id, f"{by_id} {equipment}"]


@cache
def index(app: str) -> Index:
    """Return what the names of an app, the catalogue and everyday speech say."""
    common = _said(_pairs(GENERIC))
    for lift in catalogue.frame()["id"]:
        known = catalogue.by_id(lift)
        if known:
            common |= _said((name, lift) for name in catalogue_names(known))
    own = [] if app == GENERIC else _pairs(app)
    return Index(
        written={names.fold(logged): exercise for logged, exercise in own}, app=_said(own), common=common
    )


def _pairs(app: str) -> list[tuple[str, str]]:
    return list(aliases(app).select("logged", "exercise").iter_rows())


def _said(pairs: Iterable[tuple[str, str]]) -> dict[Words, str]:
    """What each name says in any language, and the lift it means."""
    return {names.reading(name): lift for name, lift in pairs}
