"""One client's stored tables, made by rule: squats and presses twice a week from August to October 2026."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import dataframely as dy
import polars as pl
import pytest

from analysis.judgement.thresholds import Thresholds
from analysis.reports.client_report import Brief, Params
from analysis.reports.client_report.brief import assemble
from analysis.settings import ClientSettings, CoachSettings
from analysis.tables import Body, Ledger, Plan, PlanDays, PlanSets, Sets, Sources, Weights

Schema = TypeVar("Schema", bound=dy.Schema)
FILE = "a" * 64
FIRST = date(2026, 8, 3)


def one_set(on: date, lift: str, number: int, line: int, /, **other: Any) -> dict[str, Any]:
    logged = {
        "client": "x", "source": FILE, "source_line": line, "source_part": 0, "session": f"{on} Gym",
        "performed_at": datetime.combine(on, time(18)), "time_known": True, "session_s": 3600.0,
        "workout": "Gym", "exercise_logged": lift, "exercise": lift, "lift": lift, "set_number": number,
        "kind": "work", "side": None, "load_kg": 100.0, "assistance_kg": None, "load_logged_kg": None, "reps": 5.0, "rir": 2.0,
        "rest_s": None, "duration_s": None, "distance_m": None, "superset": None,
        "tempo": None, "note": None, "from_note": None,
    }  # fmt: skip
    return logged | other


def _usual() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for session in range(26):
        on = FIRST + timedelta(days=3 * session + session // 2)
        for number in (1, 2, 3):
            load = 100.0 + session
            rows.append(one_set(on, "back_squat_barbell", number, len(rows) + 2, load_kg=load))
            rows.append(
                one_set(on, "bench_press_barbell", number, len(rows) + 2, load_kg=60.0, reps=10.0, rir=1.0)
            )
    return rows


@dataclass(frozen=True)
class Stored:
    """What the store holds of the client."""

    sets: list[dict[str, Any]] = field(default_factory=_usual)
    body: list[dict[str, Any]] = field(default_factory=list)
    ledger: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    plan: list[dict[str, Any]] = field(default_factory=list)
    plan_days: list[dict[str, Any]] = field(default_factory=list)
    plan_sets: list[dict[str, Any]] = field(default_factory=list)
    weights: list[dict[str, Any]] = field(default_factory=list)
    client: ClientSettings = field(default_factory=ClientSettings)
    coach: CoachSettings = field(default_factory=CoachSettings)
    month: str = "2026-10"

    def brief(self) -> Brief:
        return assemble(
            Params(client="x", month=self.month, workspace="."),
            client=self.client,
            coach=self.coach,
            numbers=Thresholds(self.coach.thresholds),
            plan=_table(Plan, self.plan),
            plan_days=_table(PlanDays, self.plan_days),
            plan_sets=_table(PlanSets, self.plan_sets),
            sets=_table(Sets, self.sets),
            body=_table(Body, self.body),
            ledger=_table(Ledger, self.ledger),
            sources=_table(Sources, self.sources),
            weights=_table(Weights, self.weights),
        )


def _table(schema: type[Schema], rows: list[dict[str, Any]]) -> dy.DataFrame[Schema]:
    if not rows:
        return schema.create_empty()
    frame = pl.DataFrame(rows, infer_schema_length=None)
    dtypes = schema.create_empty().schema
    return schema.validate(
        frame.select(
            (pl.col(name) if name in frame.columns else pl.lit(None).alias(name)).cast(dtype)
            for name, dtype in dtypes.items()
        )
    )


Make = Callable[..., Brief]


HOSTILE = '<script>x</script> #read("/etc/passwd") $y$ \\'


def _weighed() -> list[dict[str, Any]]:
    return [
        {
            "client": "x", "source": FILE, "source_line": 10_000 + index, "measure": "bodyweight_kg",
            "measured_at": datetime.combine(FIRST + timedelta(days=index), time(7)), "value": 80.0 + 0.02 * index,
            "tester": None,
        }
        for index in range(85)
    ]  # fmt: skip


def _file(**other: Any) -> dict[str, Any]:
    return {
        "client": "x", "file": "strong.csv", "source": FILE, "app": "strong", "dialect": "S5",
        "encoding": "utf-8", "delimiter": ",", "locale": "en", "weight_unit": "kg",
        "weight_unit_known_by": "client.toml", "lines": 160, "used": 156, "repeated": 0, "not_a_set": 3,
        "rejected": 1, "sets": 156, "sessions": 26, "first_on": date(2026, 8, 3),
        "last_on": date(2026, 10, 30), "refused": None, "clock": "local",
    } | other  # fmt: skip


def _line(line: int, status: str, rule: str | None, text: str | None = None) -> dict[str, Any]:
    return {
        "client": "x", "source": FILE, "file": "strong.csv", "line": line, "records": 1, "status": status, "rule": rule,
        "text": text, "problem": text and f"Weight: {text}",
    }  # fmt: skip


def _taken(lift: str, meaning: str, known_by: str, evidence: str | None) -> dict[str, Any]:
    return {
        "client": "x", "lift": lift, "app": "strong", "meaning": meaning, "known_by": known_by,
        "evidence": evidence, "sets": 78, "first_on": FIRST, "last_on": date(2026, 10, 30),
    }  # fmt: skip


def one_lift(**other: Any) -> list[dict[str, Any]]:
    return [
        one_set(date(2026, 10, 1) + timedelta(days=2 * index), "back_squat_barbell", 1, index + 2, **other)
        for index in range(10)
    ]


def phase(style: str, starts_on: date, weeks: int, **other: Any) -> dict[str, Any]:
    return {
        "client": "x", "phase": 1, "style": style, "starts_on": starts_on,
        "ends_on": starts_on + timedelta(weeks=weeks, days=-1),
    } | other  # fmt: skip


def planned(weekday: str, **other: Any) -> dict[str, Any]:
    return {"client": "x", "phase": 1, "weekday": weekday} | other


def planned_sets(
    weekday: str, place: int, lift: str, reps: tuple[int, ...], **other: Any
) -> list[dict[str, Any]]:
    return [
        planned(
            weekday, place=place, set_number=number, exercise_planned=lift, exercise=None, lift=lift,
            reps_low=each, reps_high=each,
        )
        | other
        for number, each in enumerate(reps, start=1)
    ]  # fmt: skip


def _years(number: int) -> list[dict[str, Any]]:
    """Two sessions a week for years, up to the end of October 2026."""
    days = [date(2026, 10, 29) - timedelta(days=7 * back // 2) for back in range(number * 104)]
    return [
        one_set(
            on, "back_squat_barbell", 1, at + 2, load_kg=60.0 + at / 20, reps=5.0 if at // 100 % 2 else 10.0
        )
        for at, on in enumerate(reversed(days))
    ]


SCENARIOS: dict[str, dict[str, Any]] = {
    "usual": {},
    "pounds": {
        "coach": CoachSettings(
            display_unit="lb", display_formula="brzycki", thresholds={"style.clear": 0.5, "deload_due.weeks": 4}
        ),
    },
    "a month without training": {"month": "2026-12"},
    "first month of all": {
        "month": "2026-08", "sets": [one_set(date(2026, 8, 3), "back_squat_barbell", 1, 2)],
    },
    "no load anywhere": {"sets": one_lift(load_kg=None)},
    "only timed sets": {"sets": one_lift(load_kg=None, reps=None, duration_s=60.0, rir=None)},
    "names nobody knows": {"sets": one_lift(exercise=None, lift=HOSTILE, exercise_logged=HOSTILE)},
    "effort never logged": {"sets": one_lift(rir=None)},
    "weighed and filmed": {"body": _weighed(), "client": ClientSettings(photos=("a/front.jpg",), name=HOSTILE)},
    "a plan that was kept": {
        "plan": [phase("combination", FIRST, 13, reps_low=5, reps_high=10, days_per_week=2)],
        "client": ClientSettings(
            goals=("squat 150 kg", "bench 2x bodyweight"), goal="both", joint_issues=("left knee",),
            training_since=date(2020, 1, 1), priority_muscles=("chest", "calves"), days_per_week=2, minutes_per_session=45,
        ),
        "plan_days": [planned("monday", focus="all"), planned("friday", reps_low=1, reps_high=12)],
    },
    "a plan of exercises": {
        "plan": [phase("strength", FIRST, 13, aim=HOSTILE, days_per_week=2)],
        "plan_days": [planned("monday", focus=HOSTILE, sets=5), planned("friday", sets=2)],
        "plan_sets": [
            *planned_sets("monday", 1, "back_squat_barbell", (5, 5, 5)),
            *planned_sets("monday", 2, HOSTILE, (10, 8), each="leg"),
            *planned_sets("friday", 1, "bench_press_barbell", (10, 10)),
        ],
    },
    "a plan nobody kept": {"plan": [phase("endurance", FIRST, 13, name=HOSTILE, days_per_week=6)]},
    "a plan that begins next month": {"plan": [phase("strength", date(2026, 11, 2), 4)]},
    "a plan long past": {"plan": [phase("deload", date(2024, 1, 1), 4)], "month": "2026-12"},
    "two weeks of data": {
        "sets": [one_set(date(2026, 10, 19) + timedelta(days=at), "bench_press_barbell", 1, at + 2) for at in range(0, 12, 2)],
    },
    "years of training": {"sets": _years(4)},
    "a torn file": {
        "sources": [_file(), _file(file="b.csv", source="b" * 64, refused=f"not an export {HOSTILE}")],
        "ledger": [_line(3, "not_a_set", "rest_timer"), _line(9, "rejected", "no_number", HOSTILE)],
    },
    "weights that mean something else": {
        "sets": one_lift(note="rpe 8", from_note="rir"),
        "weights": [
            _taken("back_squat_barbell", "external", "default", None),
            _taken("bench_press_dumbbell", "both_hands", "evidence", "its implied maximum is 80% of that of Bench press"),
            _taken(HOSTILE, "assistance", "evidence", f"the name says so: {HOSTILE}"),
            _taken("pull_up_bodyweight", "total", "client.toml", None),
            _taken("biceps_curl_dumbbell", "one_hand", "evidence", "borne out"),
        ],
    },
}  # fmt: skip


@pytest.fixture(params=SCENARIOS, scope="session")
def scenario(request: pytest.FixtureRequest) -> Brief:
    """Return the brief of one of the cases that a coach meets, by name."""
    return replace(Stored(), **SCENARIOS[request.param]).brief()


@pytest.fixture
def torn() -> Brief:
    """Return the brief of a client with a torn file and a refused one."""
    return replace(Stored(), **SCENARIOS["a torn file"]).brief()


@pytest.fixture
def rows() -> Callable[..., list[dict[str, Any]]]:
    """Return a function that gives ten sessions of one lift in October."""
    return one_lift


@pytest.fixture
def single() -> Callable[..., dict[str, Any]]:
    """Return a function that gives one set."""
    return one_set


@pytest.fixture
def make() -> Make:
    """Return a function that makes the brief of the usual client with some of the stored tables replaced."""
    return lambda **other: replace(Stored(), **other).brief()


@pytest.fixture(scope="session")
def brief() -> Brief:
    """The usual client's brief; nothing changes it."""
    return Stored().brief()
