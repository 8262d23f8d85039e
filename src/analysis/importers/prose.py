"""Sets told in prose: `3x5 @ 100`, `5/5/5 at 80kg`, `100kg x 5,5,5`, `4x8 60kg`, `BW x 10`, `3x30s`, a line or several.

A text is read to its end or not at all. What can be meant in two ways is not read: `20x3` may be a load and
reps or sets and reps, `3x5 @ 8` a load or an effort, `100 x 5 x 3` five reps or five sets. Words after the
numbers are a comment, unless one of them takes the numbers back ("only", "failed", "instead").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from analysis.importers import packed
from analysis.importers.reading import UNITS

MAX_CHARS: Final = 600
MAX_SETS: Final = 20
MAX_REPS: Final = 100
HEAVIER: Final = 20
"""A bare number above this, times another, is a load: nobody does more than twenty sets of a lift."""

MOST_SETS: Final = 10
FEW_SETS: Final = 6
TOP_OF_RPE: Final = 10

COUNT: Final = r"\d{1,3}"
NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,2})?"
UNIT: Final = r"(?:(?:kgs?|kilos?|lbs?|pounds?|\#)(?![a-z]))"
AT: Final = r"\s*(?:@|\b(?:at|with|bei|mit|con|à)\b|\bw/)\s*"
BY: Final = r"\s*(?:[x*]|\bfor\b)\s*"
REPS: Final = (
    r"(?:\s*\b(?:reps?|wdh|per side|per (?:leg|arm|hand)|each(?: (?:side|leg|arm|hand))?|e/s)\b\.?)*"
)
PER: Final = r"\s*(?P<per>s|secs?|seconds?|mins?|minutes?)\b"
BODY: Final = r"(?:bw|body\s?weight)\b"
LOAD: Final = rf"(?P<load>{NUMBER})\s*(?P<unit>{UNIT})?"
LOADED: Final = rf"(?P<load>{NUMBER})\s*(?P<unit>{UNIT})"
SCHEME: Final = rf"(?P<sets>{COUNT})\s*(?:(?P<word>sets?)\s*(?:of|x|-|,)?|[x*])\s*(?P<reps>{COUNT})(?!\d)"
LISTED: Final = rf"(?P<list>{COUNT}(?:\s*[,/\-]\s*{COUNT})*)(?!\d)"
PAIR: Final = rf"{NUMBER}\s*(?:{UNIT}\s*)?[x*]\s*{COUNT}"
"""Read in one way alone: of two ways a pair, twenty pairs have a million."""

ENDS: Final = rf"(?![\w%]|\.\d|\s*{UNIT})"
REST: Final = rf"{ENDS}(?!\s*[x*@/+\-,]\s*\d)(?P<rest>.*)"
"""What follows the numbers; it may not go on with another number, or with the unit of the last."""

ALONE: Final = rf"{ENDS}(?P<rest>\s*(?:[,.!(\-]\s*(?!\d).*)?)"
"""Sets without a load end the text or their clause: `3x10 lengths` are no reps."""

EFFORT: Final = re.compile(
    r"[(\[@,]?\s?\b(?:rpe\s?\d{1,2}(?:[.,]5)?|\d{1,2}(?:[.,]5)?\s?rpe|\d\s?rir|rir\s?\d|(?:to|till|until) failure)\b[)\]]?"
)
"""What is said of effort is left to those who read comments."""

LEAD: Final = re.compile(
    r"(?:[-•*·]\s+)?(?:(?:done|did|completed|work(?:ing)? sets?|top sets?|all)\b\s*[:\-]?\s*)?"
)
TAKES_BACK: Final = re.compile(
    r"\b(?:only|instead|except|last|first|then|but|half|fail\w*|miss\w*|skip\w*|quit|stop\w*|not?|none|never|"
    r"(?:do|did|could|ca|was|wo)n'?t|assist\w*|band\w*|partial\w*|negative\w*|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|plus|minus|more|less|extra|between|or|drop\w*|rounds?|rnds?|emom|amrap|percent|second|third|final|"
    r"warm\w*|lengths?|laps?|k?cals?|metres?|meters?|yards?|feet)\b|[%\d]"
)
"""Words, and any number, after which the numbers before them cannot be taken as they stand."""


SIGNS: Final = str.maketrans("×–—\u00a0’\r", "x-- '\n")


class Done(NamedTuple):
    """One set as told: `load` is null for bodyweight and where none is told."""

    load: float | None = None
    unit: str | None = None
    reps: int | None = None
    seconds: float | None = None
    kind: str | None = None


class Told(NamedTuple):
    """The sets of a text, and whether it says more than numbers."""

    sets: tuple[Done, ...]
    comments: bool


def read(text: str) -> Told | None:
    """The sets of a text, line by line; null where any part of it is not understood.

    >>> [(s.load, s.unit, s.reps) for s in read("100kg x 5,5,3").sets]
    [(100.0, 'kg', 5), (100.0, 'kg', 5), (100.0, 'kg', 3)]
    >>> [(s.load, s.reps) for s in read("2x8 @ 60, felt heavy").sets]
    [(60.0, 8), (60.0, 8)]
    >>> [s.seconds for s in read("2x30s").sets]
    [30.0, 30.0]
    >>> read("20x3"), read("3x5 @ 8"), read("3x5 @ 100, only 2 sets"), read("felt heavy")
    (None, None, None, None)
    """
    if len(text) > MAX_CHARS:
        return None
    sets: list[Done] = []
    comments = False
    for part in re.split(r"[\n;]+", plain(text)):
        if not part.strip(" -•*.,"):
            continue
        told = _part(part.strip())
        if told is None:
            return None
        sets += told.sets
        comments = comments or told.comments
    return Told(tuple(sets), comments) if 0 < len(sets) <= MAX_SETS else None


def plain(text: str) -> str:
    """Lower case, one kind of times sign and dash, one space for any number of them, and nothing unseen.

    >>> plain("3 × 5   – done")
    '3 x 5 - done'
    """
    seen = re.sub("[\u200b-\u200f\u2060-\u2064\ufeff]", "", text).lower()
    return single_spaced(seen.translate(SIGNS))


def single_spaced(text: str) -> str:
    """The text with one space for any number: a run of hundreds can be parted among the forms in too many ways."""
    return re.sub(r"[^\S\n]+", " ", text)


def is_comment(words: str) -> bool:
    """Whether words beside numbers leave the numbers as they stand.

    >>> is_comment(", felt heavy"), is_comment("then quit"), is_comment("at 120")
    (True, False, False)
    """
    return TAKES_BACK.search(words) is None


def load_of(text: str) -> float | None:
    """A load; null where its comma may as well part two numbers (`70,75`).

    >>> load_of("82,5"), load_of("82.5"), load_of("70,75"), load_of("40,45")
    (82.5, 82.5, None, None)
    """
    return None if "," in text and not text.endswith(",5") else float(text.replace(",", "."))


def sets_and_reps(first: int, second: int, *, named: bool = False) -> tuple[int, int] | None:
    """`3x10` as sets and reps; null where it may be the other way about (`12x3`, `8x3`) unless sets are `named`.

    >>> sets_and_reps(3, 10), sets_and_reps(5, 3), sets_and_reps(8, 3), sets_and_reps(8, 3, named=True)
    ((3, 10), (5, 3), None, (8, 3))
    """
    turned = first > second and first > FEW_SETS and not named
    return (first, second) if 1 <= first <= MOST_SETS and 1 <= second <= MAX_REPS and not turned else None


def unit_of(text: str | None) -> str | None:
    """Pounds or kilograms, as people write them behind a number; null where nothing is written."""
    return "lb" if text == "#" else UNITS.get(text or "")


def fields(done: Done) -> dict[str, str | None]:
    """A set in the engine's fields, as text.

    >>> fields(Done(82.5, "kg", 5))
    {'weight': '82.5', 'weight_unit': 'kg', 'reps': '5', 'seconds': None}
    """
    return {
        "weight": None if done.load is None else repr(done.load),
        "weight_unit": done.unit,
        "reps": None if done.reps is None else repr(done.reps),
        "seconds": None if done.seconds is None else repr(done.seconds),
    }


def _part(part: str) -> Told | None:
    """The sets of one line, or none where it is a comment alone; null where it is not understood."""
    if not re.search(r"\d", part):
        return Told((), comments=True) if is_comment(part) else None
    core = single_spaced(EFFORT.sub(" ", part)).strip()
    core = core[LEAD.match(core).end() :].strip()  # type: ignore[union-attr]  # it matches the empty text
    for form, meaning in FORMS:
        found = form.match(core)
        if found is not None and is_comment(found["rest"]) and (sets := meaning(found)):
            return Told(tuple(sets), comments=core != part or _says(found["rest"]))
    return None


def _says(rest: str) -> bool:
    return bool(rest.strip(" .,!-()"))


Meaning = Callable[[re.Match[str]], list[Done] | None]


def _scheme(found: re.Match[str]) -> list[Done] | None:
    """`3x5 @ 100`, `60kg 4x8`."""
    counts, hung = _counted(found), _hung(found)
    return None if counts is None or hung is None else [Done(*hung, reps=counts[1])] * counts[0]


def _counted(found: re.Match[str]) -> tuple[int, int] | None:
    return sets_and_reps(int(found["sets"]), int(found["reps"]), named=bool(found["word"]))


def _hung(found: re.Match[str]) -> tuple[float, str | None] | None:
    """The load behind an `@`; null where it may be an effort, or is no load."""
    load, unit = load_of(found["load"]), unit_of(found["unit"])
    return None if load is None or (unit is None and load <= TOP_OF_RPE) else (load, unit)


def _listed(found: re.Match[str]) -> list[Done] | None:
    """`5/5/5 at 80kg`."""
    hung = _hung(found)
    return None if hung is None else _each(*hung, found["list"])


def _each(load: float | None, unit: str | None, listed: str) -> list[Done] | None:
    """One set a count of reps, all at one load; null where a count is none of reps."""
    counts = [int(count) for count in re.findall(r"\d+", listed)]
    possible = all(1 <= count <= MAX_REPS for count in counts)
    return [Done(load, unit, reps=count) for count in counts] if possible else None


def _load_first(found: re.Match[str]) -> list[Done] | None:
    """`100kg x 5,5,5`; without a unit only a number that cannot be one of sets."""
    load, unit = load_of(found["load"]), unit_of(found["unit"])
    if load is None or (unit is None and not _is_a_load(load)):
        return None
    return _each(load, unit, found["list"])


def _is_a_load(number: float) -> bool:
    return number > HEAVIER or number != int(number)


def _pairs(found: re.Match[str]) -> list[Done] | None:
    """`80kg x 5, 85kg x 3`, read as packed cells are, where each pair can only be load and reps."""
    text = re.sub(r"kilos?", "kg", re.sub(r"pounds?|#", "lb", found["pairs"]))
    done = [Done(s.load, s.unit, reps=int(s.reps or 0)) for s in packed.parse(text) or []]
    clear = all(s.unit is not None or _is_a_load(s.load or 0) for s in done)
    return done if clear and all(0 < (s.reps or 0) <= MAX_REPS for s in done) else None


def _body_list(found: re.Match[str]) -> list[Done] | None:
    """`BW x 10, 8`, `BW+10 x 5`, `+10kg x 5`."""
    load = load_of(found["load"]) if found["load"] else None
    return None if found["load"] and load is None else _each(load, unit_of(found["unit"]), found["list"])


def _body_scheme(found: re.Match[str]) -> list[Done] | None:
    """`BW 3x10`."""
    counts = _counted(found)
    return None if counts is None else [Done(reps=counts[1])] * counts[0]


def _unloaded(found: re.Match[str]) -> list[Done] | None:
    """`3 sets of 10`, `3x10`; a bare pair that begins with many may be a load and reps."""
    counts = _counted(found)
    if counts is None or (counts[0] > FEW_SETS and not found["word"]):
        return None
    return [Done(reps=counts[1])] * counts[0]


def _reps_alone(found: re.Match[str]) -> list[Done] | None:
    """`10, 10, 8 reps`."""
    return _each(None, None, found["list"])


def _timed(found: re.Match[str]) -> list[Done] | None:
    """`3x30s`, with a load or without."""
    sets, seconds = int(found["sets"] or 1), int(found["length"]) * (60.0 if found["per"][0] == "m" else 1.0)
    load = load_of(found["load"]) if found["load"] else None
    if not 1 <= sets <= MOST_SETS or not seconds or (found["load"] and load is None):
        return None
    return [Done(load, unit_of(found["unit"]), seconds=seconds)] * sets


FORMS: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = tuple(
    (re.compile(form + "$"), meaning)
    for form, meaning in (
        (rf"{SCHEME}{REPS}{AT}{LOAD}{REPS}{REST}", _scheme),
        (rf"{SCHEME}{REPS}[\s,:(x*\-]*{LOADED}\)?{REPS}{REST}", _scheme),
        (rf"{LISTED}{REPS}{AT}{LOAD}{REPS}{REST}", _listed),
        (rf"{LOADED}{REPS}[\s,:\-]*(?:\bfor\b)?\s*{SCHEME}{REPS}{REST}", _scheme),
        (rf"(?P<pairs>{PAIR}(?:\s*[,/;+\s]\s*{PAIR}){{1,{MAX_SETS}}}){REPS}{REST}", _pairs),
        (rf"{LOAD}{REPS}{BY}{LISTED}{REPS}{REST}", _load_first),
        (rf"{LOADED}{REPS}\s*:\s*{LISTED}{REPS}{REST}", _load_first),
        (rf"(?:{BODY}\s*)?\+\s*{LOAD}{BY}{LISTED}{REPS}{REST}", _body_list),
        (rf"{BODY}(?P<load>)(?P<unit>)(?:{BY}|\s*:\s*){LISTED}{REPS}{REST}", _body_list),
        (rf"{SCHEME}{REPS}(?:{AT}|[\s,(\-]*){BODY}\)?{REST}", _body_scheme),
        (rf"{BODY}[\s:,]*{SCHEME}{REPS}{REST}", _body_scheme),
        (rf"(?P<sets>{COUNT})\s*(?:sets?\s*(?:of|x)?|[x*])\s*(?P<length>{COUNT}){PER}(?:{AT}{LOAD})?{REST}", _timed),
        (rf"(?P<sets>)(?P<load>)(?P<unit>)(?P<length>{COUNT})\s*(?P<per>s|secs?|seconds?)(?P<rest>\s*)", _timed),
        (rf"{SCHEME}{REPS}{ALONE}", _unloaded),
        (rf"{LISTED}\s*(?:reps?|wdh\.?)\b{ALONE}", _reps_alone),
    )
)  # fmt: skip
"""Ways to tell sets, tried in order; the first that fits to the end of the line is taken."""
