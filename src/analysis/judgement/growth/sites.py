"""The places where a body is measured, and what a change there speaks of."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final, Literal, NamedTuple

from analysis.judgement import words

Of = Literal["muscle", "fat", "fold", "body"]


class Site(NamedTuple):
    """One measure of `BodyWeeks`."""

    measure: str
    site: str
    """Left and right are one."""
    of: Of
    """What it speaks of: muscle, fat (a girth or a fold of it), the whole body."""
    muscles: tuple[str, ...]


@cache
def _all() -> tuple[Site, ...]:
    text = resources.files("analysis.judgement.growth").joinpath("sites.csv").read_text("utf-8")
    return tuple(
        Site(row["measure"], row["site"], row["of"], tuple(filter(None, row["muscles"].split(";"))))  # type: ignore[arg-type]  # the file's own words
        for row in csv.DictReader(text.splitlines())
    )


def of(what: Of, *, muscles: Sequence[str] = ()) -> tuple[Site, ...]:
    """Return the measures that speak of something; with muscles, those of one of them.

    >>> [site.measure for site in of("muscle", muscles=["glutes", "biceps"])]
    ['left_arm_cm', 'right_arm_cm', 'hips_cm']
    """
    return tuple(
        site for site in _all() if site.of == what and (not muscles or set(site.muscles) & set(muscles))
    )


USUAL: Final = ("upper arm", "thigh")


def to_measure(muscles: Sequence[str]) -> str:
    """Return what to measure and how often, in words, to see these muscles grow; without any, the usual places.

    >>> to_measure(["glutes"])
    'the hips and the waist once a week, at the same time of day, by the same person; and weigh in three mornings a week'
    """
    named = tuple(dict.fromkeys(site.site for site in of("muscle", muscles=muscles))) if muscles else USUAL
    places = words.listed([f"the {site}" for site in (*(named or USUAL), "waist")])
    return f"{places} once a week, at the same time of day, by the same person; and weigh in three mornings a week"
