"""The verdict on a client's phase, or on any days: what `phasewise judge` prints and a notebook calls.

    from analysis.reports import phase_verdict

    phase_verdict.of(".", "marcus-base")
    phase_verdict.of(".", "marcus-base", date(2026, 8, 10), date(2026, 10, 4))

It reads what has been imported and writes nothing. `analysis.judgement.verdict` is the same without a workspace, from
measured frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import polars as pl

from analysis.errors import NothingToJudgeError
from analysis.judgement import course, words
from analysis.judgement.case import Case, CurrentPhase
from analysis.judgement.verdict import Verdict
from analysis.reports import client_log
from analysis.reports.client_log import Stored
from analysis.store import originals

WEEK: Final = timedelta(days=7)


def of(
    workspace: Path | str, client: str, first_on: date | None = None, last_on: date | None = None
) -> Verdict:
    """Return the verdict on a client's current phase, or on the days named; see `case`."""
    found = case(workspace, client, first_on, last_on).verdict
    assert found is not None  # `case` has one
    return found


def case(
    workspace: Path | str, client: str, first_on: date | None = None, last_on: date | None = None
) -> Case:
    """Return the log as it was judged: the verdict, the phase it is on, and all it stands on.

    Without days: the phase that the log's last day lies in, as it stands on that day. From `first_on`: the days since
    then, as a phase that still runs. Up to `last_on`: a phase that ended with it, from `first_on` or, without that, from
    the first day of the phase that it lies in. Nothing after `last_on` is known to the judgement. Days after the log ends
    are left out, and those before it begins if more than a week, and the verdict's notes say so. The log ends with its
    last session, or with what was measured in the week after it.

    Args:
        workspace: the folder with `data/`.
        client: the name of the client's folder; imported (`analysis.store.imports.run`).
        first_on: first day to judge; null: that of the phase.
        last_on: last day to judge, included; null: the log's.

    Raises:
        NotAWorkspaceError: the folder has no `data/raw/`.
        UnknownClientError: naming the nearest client.
        TypeError: a day that is no `datetime.date`.
        ValueError: the last day is before the first.
        NothingToJudgeError: no work set between these days, or none that belongs to a phase.
        BadSettingError: a settings file that cannot be used, or that names a lift or muscle nobody knows.
    """
    _check(first_on, last_on)
    originals.chosen(Path(workspace), [client])
    stored = client_log.read(Path(workspace), client)
    days = _training_days(stored)
    inside = [day for day in days if (first_on or day) <= day <= (last_on or day)]
    if not inside:
        raise _nothing(client, _asked(first_on, last_on), days)
    since = first_on if first_on is None or days[0] - first_on <= WEEK else days[0]
    until = inside[-1] if last_on is None else min(last_on, _end(stored, days[-1]))
    judged = _judged(stored.until(until), since, until, ended_on=last_on)
    if judged.current is None or judged.verdict is None:
        raise _nothing(client, f"no phase that {until} lies in", days)
    notes = (
        *client_log.doubtful_maxima(
            stored.client,
            stored.sets,
            judged.body,
            judged.graded,
            as_of=until,
            unit=stored.coach.display_unit,
        ),
        *_left_out(first_on, last_on, since, until),
        *_of_span(judged, judged.current, ended=last_on is not None),
        *_of_plan(judged.plan, judged.current),
    )
    return replace(judged, verdict=replace(judged.verdict, notes=(*notes, *judged.verdict.notes)))


def _check(first_on: date | None, last_on: date | None) -> None:
    for name, day in (("first_on", first_on), ("last_on", last_on)):
        if isinstance(day, datetime) or not (day is None or isinstance(day, date)):
            raise TypeError(f"{name} must be a datetime.date such as date(2026, 3, 31), not {day!r}")
    if first_on is not None and last_on is not None and last_on < first_on:
        raise ValueError(f"last_on {last_on} is before first_on {first_on}")


def _training_days(stored: Stored) -> list[date]:
    """The days with a set of some reps, in order."""
    days = stored.sets.filter(pl.col("reps") > 0)["performed_at"].dt.date()
    return days.unique().sort().to_list()


def _end(stored: Stored, trained_on: date) -> date:
    """The log's last day: that of the last session, or of a measurement in the week after it, which is still of its phase."""
    measured = stored.body["measured_at"].dt.date()
    after = measured.filter(measured.is_between(trained_on, trained_on + WEEK))
    last: date = max([trained_on, *after.to_list()])
    return last


def _judged(stored: Stored, since: date | None, until: date, *, ended_on: date | None) -> Case:
    measured = client_log.measuring(stored, as_of=until)
    if since is None:
        guess = client_log.planned_from(stored.plan, until)
        found = course.case_with_frozen_reference(measured, first_guess=guess)
        if ended_on is None or found.current is None:
            return found
        since = found.current.starts_on
    return course.case_of(measured(since), first_on=since, ended_on=ended_on)


def _left_out(first_on: date | None, last_on: date | None, since: date | None, until: date) -> Iterator[str]:
    """Say which of the days asked for lie beyond the log."""
    if first_on is not None and since is not None and since > first_on:
        yield f"The log begins on {words.day(since)}; judged from then."
    if last_on is not None and until < last_on:
        yield f"The log ends on {words.day(until)}; judged up to then."


def _of_span(judged: Case, phase: CurrentPhase, *, ended: bool) -> Iterator[str]:
    """Say what must be known of a verdict on days that somebody named."""
    if ended:
        yield f"Judged as a phase that ended on {words.day(phase.as_of)}."
    if phase.origin != "dates":
        return
    found = judged.phases.filter(pl.col("starts_on") <= phase.as_of, pl.col("ends_on") >= phase.starts_on)
    told = [
        f"{row['label']} from {words.day(max(row['starts_on'], phase.starts_on))}"
        for row in found.sort("starts_on").iter_rows(named=True)
    ]
    if len(told) > 1:
        yield f"The log shows {len(told)} phases in these days: {words.listed(told)}."
    own = {*judged.phases["starts_on"], *judged.plan["starts_on"]}
    if phase.starts_on not in own:
        yield (
            "The first day is no phase's own. Days that begin at a low point show a rise by themselves: choose them by"
            " the plan, not by the numbers."
        )


def _of_plan(plan: pl.DataFrame, phase: CurrentPhase) -> Iterator[str]:
    """Say what was planned for these days where it is not what they are judged as.

    A planned deload is weeks inside a phase, or rest between two: it neither makes several phases nor is one to follow.
    """
    if phase.origin == "plan":
        yield from _of_its_end(phase)
        return
    within = plan.filter(
        pl.col("starts_on") <= phase.as_of, pl.col("ends_on") >= phase.starts_on, pl.col("style") != "deload"
    ).sort("starts_on", "phase")
    rows = within.to_dicts()
    if len(rows) > 1:
        told = [f"{_planned(row)} from {words.day(max(row['starts_on'], phase.starts_on))}" for row in rows]
        yield f"The plan has {len(rows)} phases in these days: {words.listed(told)}."
    covering = [row for row in rows if row["ends_on"] >= phase.as_of]
    if phase.origin == "log" and covering:
        yield _unfollowed(covering[-1], "the log's own phase is judged")
    elif covering and covering[-1]["starts_on"] <= phase.starts_on and covering[-1]["style"] != phase.style:
        yield _unfollowed(covering[-1], f"these days are judged as {phase.style} training")


def _of_its_end(phase: CurrentPhase) -> Iterator[str]:
    """Say how to judge a planned phase in its last week as one that has ended, where sessions of it were missed."""
    if phase.ended or phase.ends_on is None or phase.ends_on - phase.as_of >= WEEK:
        return
    end = phase.ends_on
    yield (
        f"By the plan this phase ends on {words.day(end)}. If no session of it is to come, judge it as one that has ended:"
        f" --to {end}."
    )


def _unfollowed(row: Mapping[str, Any], so: str) -> str:
    days = words.days(row["starts_on"], row["ends_on"])
    return f"Planned: {_planned(row)}, {days}; too few of its weeks were trained so, and {so}."


def _planned(row: Mapping[str, Any]) -> str:
    return words.phase(row["style"], row["name"])


def _asked(first_on: date | None, last_on: date | None) -> str:
    """Which days are without training, in the words of an error."""
    if first_on is None and last_on is None:
        return "no sets to judge"
    since = f" from {first_on}" if first_on else ""
    return f"no sets{since}{f' up to {last_on}' if last_on else ' on'}"


def _nothing(client: str, days: str, trained: Sequence[date]) -> NothingToJudgeError:
    first, last = (str(trained[0]), str(trained[-1])) if trained else (None, None)
    return NothingToJudgeError(client, days=days, first_on=first, last_on=last)
