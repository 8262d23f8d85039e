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
from math import inf, isinf
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


class BadThresholdError(ValueError):
    """A line of `[thresholds]` that cannot be used."""

    def __init__(self, name: str, problem: str) -> None:
        """Keep the name, by which the line is found."""
        self.name = name
        super().__init__(problem)


class UnknownThresholdError(BadThresholdError):
    """A name that there is not."""

    def __init__(self, name: str) -> None:
        """Name the nearest that there is."""
        near = get_close_matches(name, _shipped(), n=1, cutoff=0.0)
        super().__init__(name, f"no such threshold {name!r}; did you mean {near[0]!r}?")


class ThresholdLimitError(BadThresholdError):
    """A number with which nothing can be worked out: a width of zero, a window of no weeks, a share over one."""

    def __init__(self, name: str, value: float, limits: Limits) -> None:
        """Say what may be written."""
        most = "" if isinf(limits.most) else f" and at most {limits.most:g}"
        super().__init__(name, f"{name} cannot be {value:g}; it is at least {limits.least:g}{most}")


class Limits(NamedTuple):
    """The numbers that a coach may write for one threshold."""

    least: float
    most: float


def limits(name: str) -> Limits:
    """Return the limits of a threshold: its own, else those of a share or a probability, else from zero on.

    >>> limits("style.reps_width"), limits("never_heavy.share"), limits("never_heavy.weeks")
    (Limits(least=0.01, most=inf), Limits(least=0.0, most=1.0), Limits(least=1.0, most=inf))
    """
    own = _own_limits().get(name)
    return own or Limits(0.0, 1.0 if _shipped()[name].unit in {"share", "probability"} else inf)


@cache
def _own_limits() -> dict[str, Limits]:
    rows = csv.DictReader(_text("threshold_limits.csv").splitlines())
    return {row["name"]: Limits(float(row["least"]), float(row["most"] or inf)) for row in rows}


def _text(name: str) -> str:
    return resources.files("analysis.judgement").joinpath(name).read_text("utf-8")


@cache
def _shipped() -> dict[str, Threshold]:
    rows = csv.DictReader(_text("thresholds.csv").splitlines())
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
        BadSettingError: a name of `[thresholds]` that there is not, with the nearest that there is; or a number beyond the
            limits of its threshold.
    """
    try:
        return _within_limits(Thresholds(coach.thresholds))
    except BadThresholdError as err:
        text = file.read_text("utf-8-sig") if file.exists() else ""
        group, _, name = err.name.partition(".")
        paths = (("thresholds", err.name), (f"thresholds.{group}", name), ("thresholds",))
        line = next((at for at in (line_of(text, path) for path in paths) if at), None)
        raise BadSettingError(file, line=line, key="thresholds", problem=str(err)) from None


def _within_limits(numbers: Thresholds) -> Thresholds:
    for name, value in numbers.changed.items():
        if not limits(name).least <= value <= limits(name).most:
            raise ThresholdLimitError(name, value, limits(name))
    return numbers


def groups() -> list[str]:
    """Return the names of all groups, in the order they are shipped."""
    return list(dict.fromkeys(name.partition(".")[0] for name in _shipped()))
