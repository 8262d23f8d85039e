"""Athletes whose every set is said, and what is judged of them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl
import pytest

from analysis.ingest import plans
from analysis.judgement import course
from analysis.judgement.case import Case, Log
from analysis.judgement.course import Course
from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import LiftRate, Verdict
from analysis.metrics import graded, loads, main_lifts, sessions, trend, volume
from analysis.settings import ClientSettings
from analysis.simulate.client import SampleClient
from analysis.simulate.roster import CLIENTS
from analysis.tables import Adherence, Body, Findings, GradedSets, Phases, PlannedWeeks, PlanSets, Sets

FIRST = date(2026, 1, 5)
"""A Monday."""
SOURCE = "f" * 64


class Done(NamedTuple):
    """Sets of one lift in one session."""

    lift: str
    sets: int
    reps: float
    load_kg: float | None
    rir: float | None = 2.0
    kind: str = "work"


SessionOf = Callable[[int, int], Sequence[Done]]
"""From the week, from 0, and the place of the day in it, from 0, to what is done."""

MON_WED_FRI = (0, 2, 4)
_EMPTY: dict[str, Any] = {
    "client": "ana", "source": SOURCE, "source_part": 0, "time_known": True, "session_s": None,
    "workout": None, "side": None, "assistance_kg": None, "load_logged_kg": None, "rest_s": None, "duration_s": None,
    "distance_m": None, "superset": None, "tempo": None, "note": None, "from_note": None,
}  # fmt: skip


def sets_done(
    session: SessionOf, *, weeks: int, days: Sequence[int] = MON_WED_FRI, without: Sequence[int] = ()
) -> dy.DataFrame[Sets]:
    """The sets of so many weeks on the same days; weeks `without` are off."""
    rows: list[dict[str, Any]] = []
    for week in (week for week in range(weeks) if week not in without):
        for place, weekday in enumerate(days):
            at = datetime.combine(FIRST + timedelta(weeks=week, days=weekday), time(18))
            for done in session(week, place):
                rows += [
                    _EMPTY
                    | {
                        "source_line": len(rows) + number + 1, "session": f"{at:%Y-%m-%d}", "performed_at": at,
                        "exercise": done.lift, "lift": done.lift, "exercise_logged": done.lift, "set_number": number,
                        "kind": done.kind, "load_kg": done.load_kg, "reps": float(done.reps), "rir": done.rir,
                    }
                    for number in range(1, done.sets + 1)
                ]  # fmt: skip
    return Sets.validate(pl.DataFrame(rows, schema={n: c.dtype for n, c in Sets.columns().items()}))


def make_log(
    sets: dy.DataFrame[Sets],
    *,
    as_of: date | None = None,
    client: ClientSettings | None = None,
    body: dy.DataFrame[Body] | None = None,
    changed: Mapping[str, float] | None = None,
) -> Log:
    """Measure sets up to a day; without one, to the Sunday of the last week."""
    last: date = sets["performed_at"].dt.date().max()  # type: ignore[assignment]  # a date
    as_of = as_of or last + timedelta(days=6 - last.weekday())
    client, body = client or ClientSettings(), body if body is not None else Body.create_empty()
    weighed = loads.smoothed_bodyweight(body, fallback_kg=client.bodyweight_kg)
    grades = graded.grade(sets, bodyweight=weighed)
    of_lifts = sessions.lift_sessions(grades, bodyweight=weighed)
    return Log(
        as_of=as_of,
        client=client,
        thresholds=Thresholds(changed or {}),
        graded=grades,
        lift_sessions=of_lifts,
        trend=trend.lift_trend(of_lifts),
        weekly=volume.weekly_load(grades, until=as_of),
        muscle_weeks=volume.muscle_weeks(grades, until=as_of),
        body=body,
        plan=plans.plan("ana", client),
        plan_days=plans.days("ana", client),
        plan_sets=PlanSets.create_empty(),
        main_lifts=main_lifts.main_lifts(of_lifts, chosen=client.main_lifts),
    )


def _bar(load_kg: float) -> float:
    """The nearest load that plates make."""
    return round(load_kg / 2.5) * 2.5


def heavy_day(_week: int, place: int, grown: float = 1.0) -> list[Done]:
    """A day of the article's strength phase."""
    main = ("back_squat_barbell", "bench_press_barbell", "deadlift_barbell")[place]
    start = (100.0, 75.0, 130.0)[place]
    other, other_kg = (("romanian_deadlift_barbell", 90.0), ("bent_over_row_barbell", 65.0), ("front_squat_barbell", 80.0))[place]  # fmt: skip
    return [Done(main, 5, 5, _bar(start * grown)), Done(other, 4, 5, _bar(other_kg * grown)),
            Done("overhead_press_barbell", 4, 6, _bar(42.5 * grown)), Done("hip_thrust_barbell", 3, 6, _bar(110 * grown))]  # fmt: skip


def light_day(_week: int, place: int, grown: float = 1.0) -> list[Done]:
    """A day of its hypertrophy phase."""
    main = ("back_squat_barbell", "bench_press_barbell", "romanian_deadlift_barbell")[place]
    start = (77.5, 55.0, 70.0)[place]
    return [Done(main, 4, 10, _bar(start * grown)), Done("lat_pulldown_cable", 3, 12, _bar(50 * grown)),
            Done("leg_press_machine", 3, 12, _bar(140 * grown)), Done("lateral_raise_dumbbell", 3, 15, 8),
            Done("lying_leg_curl_machine", 3, 12, _bar(35 * grown)), Done("triceps_pushdown_cable", 3, 12, 25)]  # fmt: skip


def both_day(week: int, place: int, grown: float = 1.0) -> list[Done]:
    """A day of its combination phase."""
    return [*heavy_day(week, place, grown)[:2], *light_day(week, place, grown)[1:4]]


def growing(session: Callable[[int, int, float], list[Done]], pct_a_week: float = 0.9) -> SessionOf:
    """The same sessions with loads that go up."""
    return lambda week, place: session(week, place, 1 + pct_a_week / 100 * week)


def well_behaved(week: int, place: int) -> Sequence[Done]:
    """The article's advice: five weeks heavy, an easier one, five light, an easier one, then both; always a little more."""
    grown = 1 + 0.009 * week
    if week in {5, 11}:
        return [done._replace(sets=2, load_kg=_bar((done.load_kg or 0) * 0.85), rir=5.0) for done in heavy_day(week, place)[:3]]  # fmt: skip
    return (heavy_day if week < 5 else light_day if week < 11 else both_day)(week, place, grown)


def only_volume(week: int, place: int) -> Sequence[Done]:
    """Mistake 1: never under eight reps."""
    return growing(light_day)(week, place)


def only_heavy(week: int, place: int) -> list[Done]:
    """Mistake 2: singles, doubles and triples, and few of them."""
    main = ("back_squat_barbell", "bench_press_barbell", "deadlift_barbell")[place]
    top = (120.0, 90.0, 155.0)[place] * (1 + 0.009 * week)
    return [Done(main, 2, 1, _bar(top), 1.0), Done(main, 2, 2, _bar(top * 0.96), 1.0), Done(main, 2, 3, _bar(top * 0.93), 1.0)]  # fmt: skip


def jumps(week: int, place: int) -> Sequence[Done]:
    """Mistake 3: another style every Monday."""
    return growing(heavy_day if week % 2 else light_day)(week, place)


def never_more(week: int, place: int) -> list[Done]:
    """Mistake 4: the same weights for the same reps."""
    return both_day(week, place)


LIFTERS: Mapping[str, SessionOf] = {
    "well behaved": well_behaved, "only volume": only_volume, "only heavy": only_heavy, "jumps": jumps,
    "never more": never_more,
}  # fmt: skip


def bare(log: Log, **given: Any) -> Case:
    """A case with the styles of its log and nothing found, planned or judged but what is given."""
    sets = set_styles.of(log.graded, thresholds=log.thresholds)
    of_sessions = session_styles.of(log.graded, sets, thresholds=log.thresholds)
    weeks = week_styles.of(log.graded, sets, of_sessions, until=log.as_of, thresholds=log.thresholds)
    found: dict[str, Any] = {
        "set_styles": sets, "session_styles": of_sessions, "week_styles": weeks, "phases": Phases.create_empty(),
        "adherence": Adherence.create_empty(), "planned_weeks": PlannedWeeks.create_empty(), "current": None, "verdict": None,
    }  # fmt: skip
    return Case(**{field.name: getattr(log, field.name) for field in fields(Log)}, **found | given)


def rate(lift: str = "back_squat_barbell", **other: Any) -> LiftRate:
    """The rate of a lift that goes up a little, of which not much is known."""
    usual: dict[str, Any] = {
        "lift": lift, "sessions": 16, "rate_pct_per_month": 1.0, "rate_low": -0.5, "rate_high": 2.5, "p_improving": 0.86,
        "p_worthwhile": 0.6, "weeks": 8.0,
    }  # fmt: skip
    return LiftRate(**usual | other)


def verdict_on(*lifts: LiftRate, **other: Any) -> Verdict:
    """A verdict that stands on these lifts."""
    usual: dict[str, Any] = {
        "label": "can't tell yet", "why": "", "starts_on": FIRST, "ends_on": FIRST + timedelta(weeks=12, days=-1), "weeks": 12.0,
        "delta_pct_per_month": 0.75, "p_improving": 0.8, "p_worthwhile": 0.5, "rate_pct_per_month": 0.9, "rate_low": -0.5,
        "rate_high": 2.3, "weeks_to_decide": 5, "lifts": lifts, "covered_share": 0.9,
    }  # fmt: skip
    return Verdict(**usual | other)


@pytest.fixture(scope="session")
def case_of() -> Callable[..., Case]:
    """Return `bare`."""
    return bare


@pytest.fixture(scope="session")
def lift_rate() -> Callable[..., LiftRate]:
    """Return `rate`."""
    return rate


@pytest.fixture(scope="session")
def verdict_of() -> Callable[..., Verdict]:
    """Return `verdict_on`."""
    return verdict_on


@cache
def _lifter(name: str, weeks: int) -> Course:
    return course.of(make_log(sets_done(LIFTERS[name], weeks=weeks)))


@pytest.fixture(scope="session")
def lifter() -> Callable[..., Course]:
    """Return a function that gives what is judged of one of `LIFTERS` after sixteen weeks."""
    return lambda name, weeks=16: _lifter(name, weeks)


@pytest.fixture(scope="session")
def trained() -> Callable[..., Log]:
    """Return a function that gives the log of a session function: `trained(session, weeks=12, as_of=...)`."""

    def make(session: SessionOf, *, weeks: int = 12, days: Sequence[int] = MON_WED_FRI, without: Sequence[int] = (), **log: Any) -> Log:  # fmt: skip
        return make_log(sets_done(session, weeks=weeks, days=days, without=without), **log)

    return make


@pytest.fixture(scope="session")
def sessions_of() -> Mapping[str, SessionOf]:
    """Return the days that lifters have, by name."""
    return {"heavy": growing(heavy_day), "light": growing(light_day), "both": growing(both_day), **LIFTERS}


@pytest.fixture(scope="session")
def done() -> type[Done]:
    """Return the maker of one lift's sets."""
    return Done


@pytest.fixture(scope="session")
def with_findings() -> Callable[..., dy.DataFrame[Findings]]:
    """Return a function that gives findings by name, as if those rules had fired."""

    def make(*names: str) -> dy.DataFrame[Findings]:
        rows = [
            {"finding": name, "subject": "", "level": "warning", "starts_on": FIRST, "ends_on": FIRST, "says": name,
             "evidence": f"evidence of {name}", "clears": "x", "source": [], "source_line": []}
            for name in names
        ]  # fmt: skip
        return Findings.validate(
            pl.DataFrame(rows, schema={n: c.dtype for n, c in Findings.columns().items()})
        )

    return make


@pytest.fixture(scope="session")
def empty_case(lifter: Callable[..., Course]) -> Case:
    """A case of which nothing is said: no settings, no phase, no verdict."""
    return replace(lifter("well behaved").case, current=None, verdict=None, client=ClientSettings())


@cache
def _sample(slug: str, as_of: date) -> Course:
    client = next(each for each in CLIENTS if each.slug == slug)
    sets = _performed(client, as_of)
    settings = ClientSettings.model_validate(_toml(client))
    readings = client.log.readings.filter(pl.col("measured_at").dt.date() <= as_of)
    body = readings.with_row_index("source_line", offset=1).with_columns(
        client=pl.lit("ana"), source=pl.lit(SOURCE), tester=pl.lit(None, pl.String)
    )
    of_body = Body.validate(body.select(Body.column_names()), cast=True)
    log = make_log(sets, as_of=as_of, client=settings, body=of_body)
    return course.of(log)


def _toml(client: SampleClient) -> dict[str, Any]:
    return {key: value for key, value in tomllib.loads(client.settings).items() if key != "table"}


def _performed(client: SampleClient, as_of: date) -> dy.DataFrame[Sets]:
    """The sets as performed and, of the effort, as logged: the export without its app."""
    rows = client.log.sets.filter(pl.col("started_at").dt.date() <= as_of).with_row_index(
        "source_line", offset=1
    )
    session = pl.col("started_at").dt.to_string("%Y-%m-%d %H:%M")
    known = rows.with_columns(
        *(pl.lit(value).alias(name) for name, value in _EMPTY.items() if name not in {"workout", "note", "rest_s", "session_s"}),
        performed_at="started_at", session=session, lift="exercise", exercise_logged="exercise",
        note=pl.lit(None, pl.String),
    )  # fmt: skip
    counted = known.with_columns(set_number=pl.int_range(1, pl.len() + 1).over("session", "lift"))
    return Sets.validate(counted.select(Sets.column_names()), cast=True)


@pytest.fixture(scope="session")
def sample() -> Callable[..., Course]:
    """Return a function that gives what is judged of a sample client at the end of a day."""
    return lambda slug, as_of=date(2026, 10, 31): _sample(slug, as_of)


# Graded sets from what matters to their style, and the article's two sample sessions -------------------------------

GradedRows = list[dict[str, Any]]
MakeGraded = Callable[[GradedRows], dy.DataFrame[GradedSets]]

GRADED: dict[str, Any] = {
    "exercise": "back_squat_barbell", "set_number": 1, "side": None, "session_s": None, "kind": "work",
    "warm_up_inferred": False, "reps": 5.0, "rir": None, "rest_s": None, "load_kg": None, "load_eff_kg": None,
    "body_kg": None, "tonnage_kg": None, "is_work": True, "hard": 1.0, "reps_to_failure": None, "log_e1rm": None,
    "log_e1rm_var": None, "e1rm_kg": None, "pct_1rm": None, "quarantine": None, "source": "f1",
}  # fmt: skip


def _make_graded(rows: GradedRows) -> dy.DataFrame[GradedSets]:
    """Hard sets, unless they say otherwise; `on` is the day, `at_s` seconds after six in the evening."""
    whole = []
    for line, given in enumerate(rows, start=1):
        row = {**GRADED, "source_line": line, **given}
        started = datetime.combine(row.pop("on", date(2026, 1, 5)), time(18))
        row.setdefault("performed_at", started + timedelta(seconds=row.pop("at_s", 0)))
        row.setdefault("session", f"{started.date()}")
        row.setdefault("lift", row["exercise"] or "Old machine")
        row["performed_on"] = row["performed_at"].date()
        row["week"] = row["performed_on"] - timedelta(days=row["performed_on"].weekday())
        whole.append(row)
    schema = {name: column.dtype for name, column in GradedSets.columns().items()}
    return GradedSets.validate(pl.DataFrame(whole, schema=schema, orient="row"))


@pytest.fixture(scope="session")
def make_graded() -> MakeGraded:
    return _make_graded


def _in_sets(exercise: str, reps: Sequence[float], rest_s: float) -> GradedRows:
    return [{"exercise": exercise, "reps": each, "rest_s": rest_s} for each in reps]


@pytest.fixture
def strength_day() -> GradedRows:
    """The article's strength focused lower body session: 16 working sets."""
    return [
        *_in_sets("back_squat_barbell", (5,) * 5, 240.0),
        *_in_sets("romanian_deadlift_barbell", (5,) * 4, 180.0),
        *_in_sets("hip_thrust_barbell", (6,) * 4, 180.0),
        *_in_sets("walking_lunge_dumbbell", (6,) * 3, 120.0),
    ]


@pytest.fixture
def hypertrophy_day() -> GradedRows:
    """The article's hypertrophy focused lower body session: 23 working sets."""
    return [
        *_in_sets("leg_press_machine", (12, 10, 10, 8), 90.0),
        *_in_sets("romanian_deadlift_barbell", (10, 10, 8), 90.0),
        *_in_sets("hack_squat_machine", (12, 10, 10), 90.0),
        *_in_sets("leg_extension_machine", (15, 12, 12), 60.0),
        *_in_sets("leg_curl_machine", (12, 12, 10), 60.0),
        *_in_sets("hip_thrust_barbell", (12, 10, 10), 60.0),
        *_in_sets("standing_calf_raise_machine", (15, 15, 12, 12), 45.0),
    ]
