"""`client.toml`: what the exports cannot say about one client. Every key is optional."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self, get_args
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from analysis.settings import exercise_line, templates
from analysis.settings.exercise_line import PlannedExercise
from analysis.settings.toml_file import PLACE, Section, load

FILE_NAME = "client.toml"

Style = Literal["strength", "hypertrophy", "combination", "deload", "endurance"]
WeightMeaning = Literal["external", "added", "total", "assistance", "one_hand", "both_hands", "placeholder"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _rising(pair: tuple[float, float]) -> tuple[float, float]:
    if pair[0] > pair[1]:
        msg = f"the lower number comes first, so [{pair[1]:g}, {pair[0]:g}]"
        raise ValueError(msg)
    return pair


Range = Annotated[tuple[float, float], AfterValidator(_rising), Field(description="low, high")]
Reps = Annotated[tuple[int, int], AfterValidator(_rising), Field(description="fewest, most")]


def _exercise(line: object) -> PlannedExercise:
    if not isinstance(line, str):
        msg = f'not a line of text; write it like "{exercise_line.EXAMPLES[0]}"'
        raise ValueError(msg)  # noqa: TRY004 - pydantic turns only ValueErrors into findings
    return exercise_line.read(line)


def _known(template: str, there_are: Sequence[str]) -> None:
    if template not in there_are:
        msg = f"no such template {template!r}; there is {', '.join(there_are)}"
        raise ValueError(msg)


class PlannedDay(Section):
    """One training day of a planned week."""

    weekday: Weekday
    focus: str = ""
    reps: Reps | None = None
    accessory_reps: Reps | None = None
    """Of the lifts that are no main lifts; None: as `reps`."""
    rest_s: Range | None = None
    sets: Annotated[int, Field(ge=1, le=100)] | None = None
    template: str | None = None
    exercises: tuple[Annotated[PlannedExercise, BeforeValidator(_exercise)], ...] = ()

    @model_validator(mode="after")
    def _says_its_sets_once(self) -> Self:
        if self.template is not None:
            _known(self.template, templates.SESSIONS)
        given = [key for key in ("template", "exercises", "sets") if getattr(self, key)]
        if len(given) > 1:
            msg = f"a day says its sets once, by {' or '.join(given)}"
            raise ValueError(msg)
        return self

    @property
    def planned_exercises(self) -> tuple[PlannedExercise, ...]:
        """The day's exercises in order, those of its template among them; none where it says none."""
        return self.exercises if self.template is None else templates.sessions()[self.template]


class PlannedPhase(Section):
    """One `[[phase]]`: a style from a day for some weeks, or a template of several phases."""

    style: Style | None = None
    template: str | None = None
    name: str = ""
    aim: str = ""
    """What it is for, in a few words."""
    starts_on: date
    ends_on: date | None = None
    weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    reps: Reps | None = None
    rest_s: Range | None = None
    days_per_week: Annotated[int, Field(ge=1, le=14)] | None = None
    day: tuple[PlannedDay, ...] = ()

    @model_validator(mode="after")
    def _says_what_and_how_long(self) -> Self:
        if (self.style is None) == (self.template is None):
            msg = "a phase has either a style or a template"
            raise ValueError(msg)
        if self.style is not None and (self.ends_on is None) == (self.weeks is None):
            msg = "a phase has either weeks or ends_on"
            raise ValueError(msg)
        if self.ends_on is not None and self.ends_on < self.starts_on:
            msg = f"ends_on {self.ends_on} lies before starts_on {self.starts_on}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _leaves_to_the_template_what_it_says(self) -> Self:
        if self.template is None:
            return self
        _known(self.template, templates.PHASES)
        told = [key for key in self.model_fields_set if key not in {"template", "name", "starts_on"}]
        if told:
            msg = f"the template {self.template!r} says {', '.join(sorted(told))} itself; to change it, write its phases out"
            raise ValueError(msg)
        return self

    @field_validator("day")
    @classmethod
    def _are_different_days(cls, days: tuple[PlannedDay, ...]) -> tuple[PlannedDay, ...]:
        seen: set[str] = set()
        for day in days:
            if day.weekday in seen:
                msg = f"{day.weekday} is there twice; a planned week has each weekday once"
                raise ValueError(msg)
            seen.add(day.weekday)
        return days

    @property
    def last_on(self) -> date:
        """Last day of the phase, inclusive; for a template, the last day of its last week."""
        if self.ends_on is not None:
            return self.ends_on
        weeks = self.weeks or (templates.weeks(self.template) if self.template else 0)
        return self.starts_on + timedelta(weeks=weeks, days=-1)


class TestedMax(Section):
    """One `[[tested]]` one-rep maximum."""

    exercise: str
    on: date
    load_kg: Annotated[float, Field(gt=0)]


class Columns(Section):
    """`[table."file.csv"]`: which column of a plain table is what, as the coach confirmed it."""

    date: str
    exercise: str
    weight: str | None = None
    reps: str | None = None
    sets: str | None = None
    packed: str | None = None
    rpe: str | None = None
    rir: str | None = None
    unit: str | None = None
    kind: str | None = None
    workout: str | None = None
    time: str | None = None
    note: str | None = None
    rest: str | None = None
    duration: str | None = None
    distance: str | None = None
    bodyweight: str | None = None
    person: str | None = None
    side: str | None = None
    warm_up: str | None = None
    drop: str | None = None
    failed: str | None = None
    wide: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    forward_fill: tuple[str, ...] = ()
    weight_unit: Literal["kg", "lb"] | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None


class ClientSettings(Section):
    """Everything a coach may say of one client."""

    name: str = ""
    sex: Literal["male", "female"] | None = None
    born_on: date | None = None
    height_cm: Annotated[float, Field(gt=90, lt=260)] | None = None
    training_since: date | None = None
    weight_unit: Literal["kg", "lb"] | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    timezone: str = ""
    bodyweight_kg: Annotated[float, Field(gt=20, lt=400)] | None = None
    """Used for bodyweight lifts only while no weigh-in is on file."""
    goal: Literal["strength", "size", "both", "sport"] | None = None
    sport: str = ""
    prefers: Literal["heavy", "high_reps"] | None = None
    likes: tuple[Literal["variety", "conditioning"], ...] = ()
    days_per_week: Annotated[int, Field(ge=1, le=14)] | None = None
    minutes_per_session: Annotated[int, Field(ge=10, le=300)] | None = None
    joint_issues: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    """Numeric goals in words: "squat 2x bodyweight", "bench 100 kg"."""
    priority_muscles: tuple[str, ...] = ()
    main_lifts: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    not_logs: tuple[str, ...] = ()
    """Files beside the exports, or sheets and members of them, that hold no log: not read and not mentioned."""
    phase: tuple[PlannedPhase, ...] = ()
    tested: tuple[TestedMax, ...] = ()
    table: dict[str, Columns] = Field(default_factory=dict)
    weights: dict[str, WeightMeaning] = Field(default_factory=dict)
    """What the weights of a lift mean, by the name of the lift."""

    @field_validator("weights", mode="before")
    @classmethod
    def _mean_something(cls, stated: object) -> object:
        for lift, meaning in stated.items() if isinstance(stated, dict) else ():
            if meaning not in get_args(WeightMeaning):
                near = get_close_matches(str(meaning), get_args(WeightMeaning), n=1)
                hint = (
                    f"did you mean {near[0]!r}?" if near else f"there is {', '.join(get_args(WeightMeaning))}"
                )
                msg = f"no such meaning {meaning!r} for {lift!r}; {hint}"
                raise ValueError(msg)
        return stated

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        if zone and zone not in available_timezones():
            near = get_close_matches(zone, available_timezones(), n=1, cutoff=0.5)
            msg = f"no such time zone {zone!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            raise ValueError(msg)
        return zone

    @field_validator("phase")
    @classmethod
    def _do_not_overlap(cls, phases: tuple[PlannedPhase, ...]) -> tuple[PlannedPhase, ...]:
        ordered = sorted(phases, key=lambda phase: phase.starts_on)
        for before, after in itertools.pairwise(ordered):
            if after.starts_on <= before.last_on:
                raise PydanticCustomError(
                    "overlap",
                    "the phase of {after} starts before the one of {before} ends on {ends}",
                    {
                        "after": str(after.starts_on), "before": str(before.starts_on), "ends": str(before.last_on),
                        PLACE: next(at for at, phase in enumerate(phases) if phase is after),
                    },
                )  # fmt: skip
        return tuple(ordered)


def read(folder: Path) -> ClientSettings:
    """Return the settings beside a client's exports, or the defaults where there are none.

    Raises:
        BadSettingError: naming file, line and the nearest key.
    """
    return load(folder / FILE_NAME, ClientSettings)
