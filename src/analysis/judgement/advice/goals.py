"""Numeric goals: how far they are, and when they may be reached, as a range of dates or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from math import isinf, log
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

import dataframely as dy
import polars as pl

from analysis.exercises import catalogue, harmonise
from analysis.judgement import words
from analysis.judgement.case import Case
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import LiftRate
from analysis.metrics.loads import smoothed_bodyweight
from analysis.stats import arrival
from analysis.stats.arrival import Normal, Slowing
from analysis.stats.normal import Z_90
from analysis.tables import Goals
from analysis.units import KG_PER_LB, WEEKS_PER_MONTH

Unit = Literal["kg", "lb", "bodyweight"]

EXAMPLES: Final = '"squat 2x bodyweight", "bench 100 kg", "deadlift 405 lb"'
MOST: Final[Mapping[Unit, float]] = MappingProxyType({"kg": 1000.0, "lb": 2200.0, "bodyweight": 15.0})
"""Beyond these a goal is a slip of the pen; a leg press stays below."""

_UNITS: Final[Mapping[str, Unit]] = MappingProxyType({
    "kg": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg", "lb": "lb", "lbs": "lb", "pound": "lb", "pounds": "lb",
    "bodyweight": "bodyweight", "body weight": "bodyweight", "bw": "bodyweight",
})  # fmt: skip
_NUMBER_WORDS: Final = MappingProxyType({"double": 2.0, "triple": 3.0})
_AMOUNT: Final = (
    r"(?:\+?(?P<number>\d+(?:[.,]\d+)?)\s*(?:[x×]|times)?|(?P<word>double|triple))\s*"
    r"(?P<unit>kgs?|kilos?|lbs?|pounds?|body\s?weight|bw)"
)
_LIFT: Final = r"(?P<lift>[^\W\d](?:.*?[\w)'’.])?)"
_FORMS: Final = (
    re.compile(rf"{_LIFT}\s*[:=]?\s*{_AMOUNT}", re.IGNORECASE),
    re.compile(rf"{_AMOUNT}\s+{_LIFT}", re.IGNORECASE),
)
_AT_RATE: Final = " at the present rate, slowing as lifts do"
_MOVES_BODY: Final = frozenset({"bodyweight", "assisted"})


class NumericGoal(NamedTuple):
    """A goal as written."""

    text: str
    lift: str
    """The lift in the coach's words."""
    value: float
    unit: Unit


class _Level(NamedTuple):
    """What is known of a lift's one-rep max."""

    on: date
    kg: float
    low_kg: float
    high_kg: float

    @property
    def log_sd(self) -> float:
        return (log(self.high_kg) - log(self.low_kg)) / (2 * Z_90)


class _Judged(NamedTuple):
    says: str
    reached: bool = False
    earliest_on: date | None = None
    latest_on: date | None = None


def _reached(says: str) -> _Judged:
    return _Judged(says, reached=True)


def _open(says: str, earliest_on: date | None = None, latest_on: date | None = None) -> _Judged:
    return _Judged(says, earliest_on=earliest_on, latest_on=latest_on)


def parse(text: str) -> NumericGoal:
    """Return a goal read: a lift, a number and a unit, or number and unit before the lift.

    Units are kg, lb and multiples of bodyweight (`2x bodyweight`, `1.5 bw`, `double bodyweight`).

    Raises:
        ValueError: what was seen and examples of what can be read.

    >>> parse("squat 2x bodyweight")[1:], parse("225 lb bench")[1:]
    (('squat', 2.0, 'bodyweight'), ('bench', 225.0, 'lb'))
    >>> parse("get strong")
    Traceback (most recent call last):
    ...
    ValueError: 'get strong' is no lift, number and unit; write it as "squat 2x bodyweight", "bench 100 kg", "deadlift 405 lb"
    """
    said = " ".join(text.split())
    found = next((match for form in _FORMS if (match := form.fullmatch(said))), None)
    number = found and (found["number"] or str(_NUMBER_WORDS[found["word"].casefold()]))
    value = float(number.replace(",", ".")) if number else 0.0
    if found is None or value <= 0:
        raise ValueError(f"{text!r} is no lift, number and unit; write it as {EXAMPLES}")
    unit = _UNITS[" ".join(found["unit"].casefold().split())]
    if value > MOST[unit]:
        raise ValueError(f"{text!r} is more than anybody has lifted; is a digit too many?")
    return NumericGoal(text, found["lift"], value, unit)


def of(case: Case) -> dy.DataFrame[Goals]:
    """Return the goals of the client's settings: one row a goal, in their order; one written twice is one.

    `now_kg` is the last point of the lift's trend, with the interval of the true one-rep max, neither under what was lifted in the
    `goals.current_days` before. On a lift that moves the body
    all kilograms are those of body and load: a goal in kg or lb is what is added, a multiple of bodyweight of one or more
    is both together, and one under it is added.

    The dates hold the middle 90% of what level and rate leave open: the level with its interval, the rate with its own from
    the verdict on the current phase, and gains that come ever more slowly: what the present rate would add in
    `goals.gain_months` is a gain, and each such gain takes `goals.slowing` times as long as the one before
    (`stats.arrival.months_to_gain`). No date is given where the lift goes up with under 85% probability or begins the phase
    far below what it did before (`rate.restarts`), and none beyond two years.

    Raises:
        ValueError: a goal that `parse` cannot read.
    """
    rows = [_row(case, parse(text)) for text in dict.fromkeys(case.client.goals)]
    schema = {name: column.dtype for name, column in Goals.columns().items()}
    return Goals.validate(pl.DataFrame(rows, schema=schema))


def lift_of(said: str, lifts: set[str]) -> str | None:
    """Return the lift that a goal names: one of the log's by its name there, else one of the catalogue's; None: neither.

    >>> lift_of("squat", set()), lift_of("Aunt's press", {"aunt's press"}), lift_of("xyzzy", set())
    ('back_squat_barbell', "aunt's press", None)
    """
    folded = {lift.casefold(): lift for lift in sorted(lifts)}
    if (logged := folded.get(said.casefold())) is not None:
        return logged
    if catalogue.by_id(said):
        return said
    found = harmonise.match([said.replace("_", " ")], app="generic")["exercise"].item()
    return None if found is None else str(found)


def _row(case: Case, goal: NumericGoal) -> dict[str, object]:
    lift = lift_of(goal.lift, set(case.graded["lift"]))
    target = None if lift is None else _target_kg(case, goal, lift)
    level = None if lift is None else _level(case, lift)
    judged = _judged(case, goal, lift, target, level)
    return {
        "goal": goal.text,
        "lift": lift or goal.lift,
        "target_kg": target,
        "now_kg": level and level.kg,
        "now_low_kg": level and level.low_kg,
        "now_high_kg": level and level.high_kg,
        "progress_pct": 100 * level.kg / target if level and target else None,
        "reached": judged.reached,
        "earliest_on": judged.earliest_on,
        "latest_on": judged.latest_on,
        "says": judged.says,
    }


def _judged(  # noqa: PLR0911 - a list of which the first that fits decides
    case: Case, goal: NumericGoal, lift: str | None, target: float | None, level: _Level | None
) -> _Judged:
    """What can be said of one goal: the first obstacle, or the dates."""
    if lift is None:
        return _open(f"No lift is known by the name {goal.lift!r}.")
    if target is None:
        return _open("Cannot tell: bodyweight is not known. A weigh-in, or bodyweight_kg, is needed.")
    if (lifted_on := _lifted_on(case, lift, target)) is not None:
        return _reached(f"Reached: the weight was lifted on {words.day(lifted_on)}.")
    if level is None:
        return _open(f"Cannot tell: the log has no estimate of {words.lift(lift)}.")
    if level.low_kg >= target:
        return _reached(
            "Reached by the estimate, whose whole interval lies at the target or above; not yet lifted."
        )
    if level.kg >= target:
        says = "The estimate is at the target, though its interval begins below it: a tested single would settle it."
        return _open(says)
    return _dated(case, lift, target, level)


def _dated(case: Case, lift: str, target: float, level: _Level) -> _Judged:
    numbers = case.thresholds
    if (case.as_of - level.on).days > numbers["goals.current_days"]:
        return _open(f"Cannot tell when: {words.lift(lift)} was last trained on {words.day(level.on)}.")
    rate = next((each for each in case.verdict.lifts if each.lift == lift), None) if case.verdict else None
    if case.verdict and lift in case.verdict.way_back:
        return _open(
            f"Cannot tell when: {words.lift(lift)} is on its way back to what it did before this phase, which is no rate to go by."
        )
    if rate is None:
        return _open(f"Cannot tell when: this phase has too few sessions of {words.lift(lift)} for a rate.")
    if rate.p_improving < numbers["goals.p_improving"]:
        return _open(
            f"Cannot tell when: {words.lift(lift)} goes up with a probability of {words.percent(rate.p_improving, beside=numbers['goals.p_improving'])};"
            f" a date needs {words.percent(numbers['goals.p_improving'])}.",
        )
    return _range(case.as_of, _months(rate, target, level, numbers), numbers)


def _months(rate: LiftRate, target: float, level: _Level, numbers: Thresholds) -> tuple[float, float]:
    return arrival.interval(
        Normal(100 * log(target / level.kg), 100 * level.log_sd),
        Normal(rate.rate_pct_per_month, rate.half_width / Z_90),
        Slowing(times=numbers["goals.slowing"], months=numbers["goals.gain_months"]),
    )


def _range(as_of: date, months: tuple[float, float], numbers: Thresholds) -> _Judged:
    most = 12 * numbers["goals.most_years"]
    early, late = (None if isinf(each) or each > most else _after(as_of, each) for each in months)
    years = words.counted(numbers["goals.most_years"], "year")
    if early is None:
        return _open(f"Over {years} away{_AT_RATE}.")
    near = early <= as_of
    if late is None:
        when = "It may be within reach now" if near else f"Not before {words.month(early)}{_AT_RATE}"
        return _open(f"{when}; how late cannot be told within {years}.", early)
    if near:
        return _open(
            f"It may be within reach now, and is likely by {words.month(late)}{_AT_RATE}.", early, late
        )
    first, last = words.month(early), words.month(late)
    when = f"in {last}" if first == last else f"between {first} and {last}"
    return _open(f"Likely {when}{_AT_RATE}.", early, late)


def _after(as_of: date, months: float) -> date:
    return as_of + timedelta(days=round(7 * WEEKS_PER_MONTH * months))


def _target_kg(case: Case, goal: NumericGoal, lift: str) -> float | None:
    """The target in the kilograms of the trend; null: it needs a bodyweight that is not known."""
    exercise, body = catalogue.by_id(lift), _bodyweight_kg(case)
    moves_body = exercise is not None and exercise.load_model in _MOVES_BODY
    share = (exercise.bw_share or 0.0) if exercise and moves_body else 0.0
    added = goal.unit != "bodyweight" or goal.value < 1
    if body is None and (goal.unit == "bodyweight" or moves_body):
        return None
    unit_kg = {"kg": 1.0, "lb": KG_PER_LB, "bodyweight": body or 0.0}[goal.unit]
    own = share * (body or 0.0) if moves_body and added else 0.0
    return goal.value * unit_kg + own


def _bodyweight_kg(case: Case) -> float | None:
    days = smoothed_bodyweight(case.body, fallback_kg=case.client.bodyweight_kg)
    return None if days.is_empty() else float(days.sort("on")["bodyweight_kg"][-1])


def _level(case: Case, lift: str) -> _Level | None:
    """The last point of the trend, but never under what was lifted shortly before: who lifts a weight can lift it."""
    rows = case.trend.filter(lift=lift).sort("on").select("on", "level_kg", "true_low_kg", "true_high_kg")
    if rows.is_empty():
        return None
    on, kg, low, high = rows.row(-1)
    since = on - timedelta(days=case.thresholds.whole("goals.current_days"))
    lifted = _tried(case, lift).filter(pl.col("performed_on").is_between(since, on))["load_eff_kg"].max()
    least = float(lifted) if isinstance(lifted, float) else 0.0
    return _Level(on, max(kg, least), max(low, least), max(high, least))


def _tried(case: Case, lift: str) -> pl.DataFrame:
    """The sets of a lift that were done at least once with a load beyond doubt."""
    return case.graded.filter(
        pl.col("is_work") | (pl.col("kind").cast(pl.String) == "test"),
        pl.col("quarantine").is_null(),
        pl.col("reps") >= 1,
        lift=lift,
    )


def _lifted_on(case: Case, lift: str, target: float) -> date | None:
    """The first day on which the target was lifted at least once; null: not yet."""
    tried = _tried(case, lift).filter(pl.col("load_eff_kg") >= target * (1 - 1e-9))
    stated = case.lift_sessions.filter("tested", pl.col("e1rm_kg") >= target * (1 - 1e-9), lift=lift)
    days: list[date] = [*tried["performed_on"], *stated["performed_on"]]
    return min(days, default=None)
