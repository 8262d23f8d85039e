"""Every number that a judgement turns on: data with a unit and a source, overridable by the coach.

A name is `group.name`; a group belongs to one rule or one step. `[thresholds]` of `phasewise.toml` overrides a value
under its whole name, and every report prints those it used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from analysis.errors import BadSettingError
from analysis.settings import CoachSettings
from analysis.settings.toml_file import line_of


class Threshold(NamedTuple):
    """One number."""

    name: str
    value: float
    unit: str
    source: str
    says: str


class UnknownThresholdError(ValueError):
    """A name of `[thresholds]` that there is not."""

    def __init__(self, name: str) -> None:
        """Name the nearest that there is."""
        near = get_close_matches(name, _shipped(), n=1, cutoff=0.0)
        self.name = name
        super().__init__(f"no such threshold {name!r}; did you mean {near[0]!r}?")


@cache
def _shipped() -> dict[str, Threshold]:
    text = resources.files("analysis.judgement").joinpath("thresholds.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["name"]: Threshold(row["name"], float(row["value"]), row["unit"], row["source"], row["says"])
        for row in rows
    }


@dataclass(frozen=True)
class Thresholds:
    """The shipped numbers with the coach's own in place of some.

    >>> Thresholds()["deload.sets_pct"], Thresholds({"deload.sets_pct": 50})["deload.sets_pct"]
    (60.0, 50.0)
    >>> Thresholds({"deload.set_pct": 50})
    Traceback (most recent call last):
    ...
    analysis.judgement.thresholds.UnknownThresholdError: no such threshold 'deload.set_pct'; did you mean 'deload.sets_pct'?
    """

    changed: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse names that there are not.

        Raises:
            UnknownThresholdError: naming the nearest.
        """
        for name in self.changed:
            if name not in _shipped():
                raise UnknownThresholdError(name)

    def __getitem__(self, name: str) -> float:
        """Return the number in force."""
        return float(self.changed.get(name, _shipped()[name].value))

    def whole(self, name: str) -> int:
        """Return a count, as of weeks, in force."""
        return round(self[name])

    def of(self, groups: Iterable[str]) -> list[Threshold]:
        """Return the numbers in force of some groups, in the order they are shipped: what a report prints."""
        wanted = set(groups)
        return [
            each._replace(value=self[name])
            for name, each in _shipped().items()
            if name.partition(".")[0] in wanted
        ]


def of_coach(coach: CoachSettings, file: Path) -> Thresholds:
    """Return the numbers in force under the coach's settings, which were read from `file`.

    Raises:
        BadSettingError: a name of `[thresholds]` that there is not, with the nearest that there is.
    """
    try:
        return Thresholds(coach.thresholds)
    except UnknownThresholdError as err:
        text = file.read_text("utf-8-sig") if file.exists() else ""
        group, _, name = err.name.partition(".")
        paths = (("thresholds", err.name), (f"thresholds.{group}", name), ("thresholds",))
        line = next((at for at in (line_of(text, path) for path in paths) if at), None)
        raise BadSettingError(file, line=line, key="thresholds", problem=str(err)) from None


def groups() -> list[str]:
    """Return the names of all groups, in the order they are shipped."""
    return list(dict.fromkeys(name.partition(".")[0] for name in _shipped()))
