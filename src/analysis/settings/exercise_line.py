"""One planned exercise as a coach writes it on a line: `Leg Press: 12, 10, 10, 8, rest 90 s`."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from analysis.settings.toml_file import Section

EXAMPLES: Final = (
    "Barbell Back Squat: 5 x 5, rest 4 min",
    "Leg Press: 12, 10, 10, 8, rest 90 s",
    "Walking Lunge: 3 x 6 each leg",
    "Bench press: 4 x 6-8",
)
MOST_SETS: Final = 20
MOST_REPS: Final = 100
MOST_REST_S: Final = 1200

_REPS: Final = r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?"
_SCHEME: Final = re.compile(
    rf"(?:(?P<sets>\d{{1,2}})\s*[x×]\s*(?P<each>{_REPS})|(?P<listed>{_REPS}(?:\s*,\s*{_REPS})+))"
    r"(?:\s*reps)?(?:\s+(?:each|per)\s+(?P<of>leg|arm|side))?"
    r"(?:\s*,\s*rest\s+(?P<rest>\d{1,4}(?:\.\d)?)\s*(?P<unit>s|sec|seconds?|min|minutes?))?",
    re.IGNORECASE,
)


class RepRange(NamedTuple):
    """The planned reps of one set; both the same where one number is planned."""

    low: int
    high: int


class PlannedExercise(Section):
    """One exercise of a planned day: its work sets in order."""

    name: str
    """As the coach wrote it."""
    sets: tuple[RepRange, ...]
    each: Literal["leg", "arm", "side"] | None = None
    """Of what the reps are each; None: of the whole set."""
    rest_s: float | None = None
    """Rest after each set; None: not planned."""


def read(line: str) -> PlannedExercise:
    """Return the exercise that a line plans.

    A line is a name, a colon, and the sets: `5 x 5`, or the reps of each set, `12, 10, 10, 8`. Reps may be a range,
    `6-8`, and those of `each leg`, `each arm` or `each side`. `rest 90 s` or `rest 4 min` may follow after a comma.

    Raises:
        ValueError: the line says anything else; with what was seen and how one is written.

    >>> read("Walking Lunge: 3 x 6 each leg, rest 2 min")
    PlannedExercise(name='Walking Lunge', sets=(RepRange(low=6, high=6), RepRange(low=6, high=6), RepRange(low=6, high=6)), each='leg', rest_s=120.0)
    """
    name, colon, rest_of_line = line.rpartition(":")
    name = " ".join(name.split())
    if not colon or not name:
        raise _unreadable(line, "there is no name with a colon after it")
    found = _SCHEME.fullmatch(rest_of_line.strip(" ."))
    if found is None:
        raise _unreadable(line, f"{rest_of_line.strip()!r} is no sets and reps")
    listed = found["listed"].split(",") if found["listed"] else [found["each"]] * int(found["sets"])
    sets = tuple(_reps(line, each) for each in listed)
    if not 1 <= len(sets) <= MOST_SETS:
        raise _unreadable(line, f"{len(sets)} sets are not 1 to {MOST_SETS}")
    each = found["of"].lower() if found["of"] else None
    return PlannedExercise(name=name, sets=sets, each=each, rest_s=_rest_s(line, found))


def _reps(line: str, text: str) -> RepRange:
    low, _, high = re.sub(r"\s", "", text).replace("–", "-").partition("-")
    reps = RepRange(int(low), int(high or low))
    if not 1 <= reps.low <= reps.high <= MOST_REPS:
        raise _unreadable(line, f"{text.strip()!r} is no count of reps from 1 to {MOST_REPS}")
    return reps


def _rest_s(line: str, found: re.Match[str]) -> float | None:
    if found["rest"] is None:
        return None
    rest_s = float(found["rest"]) * (60 if found["unit"].lower().startswith("min") else 1)
    if not 0 < rest_s <= MOST_REST_S:
        raise _unreadable(line, f"a rest of {rest_s:g} s is not over 0 and up to {MOST_REST_S} s")
    return rest_s


def _unreadable(line: str, why: str) -> ValueError:
    examples = "; ".join(f'"{example}"' for example in EXAMPLES)
    return ValueError(f"cannot read the exercise {line!r}: {why}; write it like {examples}")
