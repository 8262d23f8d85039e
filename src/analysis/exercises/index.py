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
LOADED: Final = (
    "horizontal_push", "vertical_push", "horizontal_pull", "vertical_pull", "elbow_extension", "trunk",
)  # fmt: skip
"""Patterns whose bodyweight lift stays the same lift with a load; "weighted squat" says no such thing."""
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
    """Return an app's aliases (logged, exercise, reason), or those of the app it is a variant of.

    No rows where neither has a file.
    """
    folder = resources.files("analysis.exercises").joinpath("aliases")
    for name in _variants(app):
        file = folder.joinpath(f"{name}.csv")
        if file.is_file():
            return pl.read_csv(file.read_bytes(), infer_schema=False)
    return pl.DataFrame(schema=dict.fromkeys(("logged", "exercise", "reason"), pl.String))


def _variants(app: str) -> list[str]:
    """Return the app's name, then what it is a variant of: `fitnotes_backup`, then `fitnotes`."""
    parts = app.split("_")
    return ["_".join(parts[:upto]) for upto in range(len(parts), 0, -1)]


def catalogue_names(lift: catalogue.Exercise) -> list[str]:
    """Return the names a lift has by itself: its name and its id, with and without the equipment."""
    equipment = SPELLED.get(lift.equipment, lift.equipment)
    by_id = lift.id.replace("_", " ").removesuffix(" other")
    return [lift.name, f"{lift.name} {equipment}", by_id, f"{by_id} {equipment}"]


@cache
def index(app: str) -> Index:
    """Return what the names of an app, the catalogue and everyday speech say."""
    own = [] if app == GENERIC else _pairs(app)
    written = {names.fold(logged): exercise for logged, exercise in own}
    return Index(written=written, app=_said(own), common=_common())


@cache
def _common() -> dict[Words, str]:
    """Return what the names of the catalogue and of everyday speech say; the catalogue's own names win."""
    lifts = [lift for lift in map(catalogue.by_id, catalogue.frame()["id"]) if lift]
    own = _said((name, lift.id) for lift in lifts for name in catalogue_names(lift))
    return _weighted(lifts) | _said(_pairs(GENERIC)) | own


def _weighted(lifts: Iterable[catalogue.Exercise]) -> dict[Words, str]:
    """Return the weighted twins: a load added to the body makes no other lift of a pull-up or a plank."""
    return {
        names.reading(lift.name) - {"bodyweight"} | {"weighted"}: lift.id
        for lift in lifts
        if lift.load_model == "bodyweight" and lift.pattern in LOADED
    }


def _pairs(app: str) -> list[tuple[str, str]]:
    return list(aliases(app).select("logged", "exercise").iter_rows())


def _said(pairs: Iterable[tuple[str, str]]) -> dict[Words, str]:
    """What each name says in any language, and the lift it means."""
    return {names.reading(name): lift for name, lift in pairs}
