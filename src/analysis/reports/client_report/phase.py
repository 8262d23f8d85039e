"""The phase that the month ends in: what was planned, what the log shows, and how it compares with the article's table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import Block, stack
from analysis.display.figure import Figure, figure
from analysis.display.sentence import Strong
from analysis.display.table import Column, Table
from analysis.figures import phase_timeline, style_look, theme, words
from analysis.judgement import outlook, verdict
from analysis.judgement.case import CurrentPhase
from analysis.judgement.profile import Profile
from analysis.judgement.verdict import Verdict
from analysis.judgement.words import opened
from analysis.judgement.words import phase as phase_named
from analysis.reports.client_report import growth
from analysis.reports.client_report import planned as planned_phase
from analysis.reports.client_report.brief import Brief
from analysis.tables import Phases, Plan, WeekStyles

_LANE_MM: Final = 9.0
_LEFT_MM: Final = 30.0
_FOOT_MM: Final = 9.0
_SURE: Final = 0.995


def phase_said(brief: Brief) -> Block:
    """Say which phase it is and how that is known, then the verdict with its interval and what it needs."""
    case = brief.course.case
    if case.current is None:
        return stack([sentence.paragraph(_none(brief)), planned_phase.aim_said(brief)])
    found = case.phases.filter(pl.col("starts_on") <= case.as_of)
    return stack([
        sentence.paragraph(Strong(headed(brief)), f" {_found(found, case.current, case.adherence)}" if found.height else ""),
        planned_phase.aim_said(brief),
        *_verdict(brief),
    ])  # fmt: skip


def _none(brief: Brief) -> str:
    weeks = brief.course.case.week_styles
    if weeks.is_empty():
        return "No week of the log has hard sets, so no phase can be named."
    over = brief.course.case.phases
    if not over.is_empty():
        last = over.sort("starts_on").row(-1, named=True)
        return (
            f"No phase is planned for the end of the month, and none runs in the log: its last, {last['label']}, ended in the"
            f" week to {words.day(last['ends_on'])}."
        )
    return (
        "No phase is planned for the end of the month, and the log shows none: that takes weeks in a row with hard sets whose"
        " reps or loads are known."
    )


def headed(brief: Brief) -> str:
    """Return the phase that the month ends in, in words: the planned one, and the log's own where that is another."""
    current = brief.course.case.current
    if current is not None and current.origin == "plan":
        return named(current)
    return " ".join(part for part in (_planned(brief), named(current) if current else "") if part)


def _planned(brief: Brief) -> str:
    """The plan's phase at the month's end where the log's own is judged; or that there is none now."""
    plan, last_on = brief.course.case.plan, brief.month.last_on
    running = plan.filter((pl.col("starts_on") <= last_on) & (pl.col("ends_on") >= last_on))
    if not running.is_empty():
        return planned(running.row(0, named=True), last_on)
    ended = plan.filter(pl.col("ends_on").is_between(*brief.month.span)).sort("ends_on")
    if ended.is_empty():
        return "No phase planned."
    row = ended.row(-1, named=True)
    return f"No phase planned now; the last, {row['style']}, ended on {words.day(row['ends_on'])}."


def planned(row: Mapping[str, Any], on: date) -> str:
    """Return a planned phase in words, with the week that a day of it lies in, counted from its first day.

    >>> planned({"style": "strength", "name": "Base", "starts_on": date(2026, 10, 5), "ends_on": date(2026, 11, 29)}, date(2026, 10, 31))
    'Planned phase: strength (Base), week 4 of 8.'
    """
    week = (on - row["starts_on"]) // timedelta(weeks=1) + 1
    weeks = -(-((row["ends_on"] - row["starts_on"]) + timedelta(days=1)) // timedelta(weeks=1))
    return f"Planned phase: {phase_named(row['style'], row['name'])}, week {week} of {weeks}."


def named(current: CurrentPhase) -> str:
    """Return the phase that is judged in words, with its week.

    >>> named(CurrentPhase(style="mixed", starts_on=date(2026, 10, 5), as_of=date(2026, 10, 31), ends_on=None, origin="log"))
    'Phase in the log: mixed, since 5 October 2026, week 4.'
    """
    if current.origin == "plan" and current.ends_on is not None:
        row = {name: getattr(current, name) for name in ("style", "name", "starts_on", "ends_on")}
        return planned(row, current.as_of)
    week = (current.as_of - current.starts_on) // timedelta(weeks=1) + 1
    return f"Phase in the log: {current.style}, since {words.day(current.starts_on)}, week {week}."


def _found(found: pl.DataFrame, current: CurrentPhase, done: pl.DataFrame) -> str:
    """What the log itself shows at the phase's end: its label, since when, and how sure the label is.

    A plan that is followed week by week may have another label of its own: the article's combination lies close to
    hypertrophy. Then both are said, so that the two pages of the report do not seem to contradict one another.
    """
    last = found.sort("starts_on").row(-1, named=True)
    sure = "over 99%" if last["p_label"] >= _SURE else number.share(last["p_label"])
    undulating = (
        " Heavy and light days alternate within its weeks on purpose, which is no change of phase."
        if last["undulating"]
        else ""
    )
    if current.origin == "log":
        return f"That label is {sure} likely.{undulating}"
    since = f"since {words.day(last['starts_on'])} ({sure} likely)"
    as_planned = done.filter(pl.col("starts_on") == current.starts_on)["style_pct"].drop_nulls()
    if last["label"] != current.style and as_planned.len():
        return (
            f"{number.plain(as_planned[0])}% of its weeks were trained so; without the plan the log would be called"
            f" {last['label']}, {since}.{undulating}"
        )
    agrees = "too" if last["label"] == current.style else "instead"
    return f"The log shows {last['label']} {agrees}, {since}.{undulating}"


def _verdict(brief: Brief) -> list[Block]:
    judged = brief.course.case.verdict
    if judged is None:
        return []
    lead = growth.lead(judged) if growth.of_size(judged) else _numbers(judged)
    said = [sentence.paragraph(Strong(verdict.headline(judged)), f" {lead}" if lead else "")]
    if ahead := _ahead(brief, judged):
        said.append(sentence.paragraph(ahead))
    of_phase, of_strength = growth.notes(judged)
    told = [[line] for line in (*growth.other_side(judged), *of_phase)]
    return [
        *said,
        sentence.bullets([*growth.streams_said(judged), *told]),
        *([sentence.paragraph("Of the strength reading:")] if of_strength else []),
        sentence.bullets([[line] for line in of_strength]),
    ]


def _ahead(brief: Brief, judged: Verdict) -> str:
    most_weeks = brief.course.case.thresholds.whole("rate.decide_weeks")
    return outlook.sentence(judged, ended=judged.final, most_weeks=most_weeks)


def verdict_said(brief: Brief) -> str:
    """Return the verdict's label with its interval, or with why there is none; empty where there is no phase to judge."""
    judged = brief.course.case.verdict
    if judged is None:
        return ""
    if not growth.of_size(judged):
        return f"{verdict.headline(judged)} {_numbers(judged)}"
    parts = (verdict.headline(judged), growth.gate(judged), growth.numbers_in_brief(judged))
    return " ".join(part for part in parts if part)


def _numbers(judged: Verdict) -> str:
    """The gate that was not passed, if one was not, and the numbers that there are: never a label without them."""
    numbers = verdict.sentence(judged)
    if numbers == judged.why:
        return f"{opened(numbers).rstrip('.')}."
    told = f"{opened(judged.why).rstrip('.')}. So far: {numbers}" if judged.why else opened(numbers)
    return f"{told.rstrip('.')}."


def phase_figure(brief: Brief) -> Figure | Block:
    """Draw the plan above what the log shows, with its weeks."""
    case = brief.course.case
    if case.week_styles.is_empty():
        return sentence.paragraph()
    month = (brief.month.first_on, case.as_of)
    plan, found, weeks = (
        Plan.validate(case.plan),
        Phases.validate(case.phases),
        WeekStyles.validate(case.week_styles),
    )
    with theme.look():
        looks = phase_timeline.present(weeks, found=found, plan=plan, as_of=case.as_of)
        ax = theme.axes(
            height_mm=_LANE_MM * phase_timeline.lanes(plan),
            left_mm=_LEFT_MM,
            top_mm=theme.key_mm(len(looks)),
            foot_mm=_FOOT_MM,
        )
        phase_timeline.draw(weeks, found=found, plan=plan, month=month, ax=ax)
        theme.key_of(ax, [style_look.key_patch(name) for name in looks])
        return figure(
            theme.drawing(ax),
            name="phases",
            alt=phase_timeline.alt(found, plan=plan, weeks=weeks, as_of=case.as_of),
            caption=_caption(brief, looks),
        )


def _caption(brief: Brief, looks: Collection[str]) -> str:
    planned = not brief.course.case.plan.is_empty()
    said = [
        "What was planned above, what the log shows below; dashed lines are the plan's changes." if planned
        else "What the log shows; no phase is planned.",
        f"{brief.month.name} is shaded.",
        "A deload is a light week." if "deload" in looks else "",
        "A gap is a week of next to no training." if "gap" in looks else "",
    ]  # fmt: skip
    return " ".join(part for part in said if part)


def phase_profile(brief: Brief) -> Block:
    """Set what the phase was beside the article's table of the two styles."""
    profile = brief.course.profile
    if profile is None or not profile.sessions:
        return sentence.paragraph()
    return Table(
        name="phase-profile",
        caption=f"The two styles, and this phase from {words.day(profile.starts_on)} to {words.day(profile.ends_on)}",
        columns=[
            Column("", align="left"), Column("This phase", align="left", wide=True), Column("Nearer to", align="left"),
            Column("Strength", align="left"), Column("Hypertrophy", align="left"),
        ],
        rows=[*_article(profile), *_further(profile)],
        footnotes=[
            ("This phase: median and, in brackets, the middle half. The article counts 15 to 20 working sets in a strength"
            " session and 25 to 30 in one for hypertrophy; its sample sessions take 50 to 60 and 60 to 75 minutes. Rest is a"
            " mark of style, not a requirement: growth differs little between short and long rests."),
            *_how_known(profile), *_order(brief),
        ],
    ).block()  # fmt: skip


def _article(profile: Profile) -> list[list[str]]:
    return [
        [factor.factor, factor.measured, factor.leans or number.UNKNOWN, factor.strength, factor.hypertrophy]
        for factor in profile.factors()
    ]


def _further(profile: Profile) -> list[list[str]]:
    """What the article says elsewhere: sessions of its weeks; and the sets a muscle, which its "volume" comes down to."""
    return [
        ["Sessions a week", _quartiles(profile.sessions_a_week), number.UNKNOWN, "3 in a 12-week block", "4 in a 12-week block"],
        ["Hard sets a muscle and week", _muscles(profile), number.UNKNOWN, "Fewer", "More"],
    ]  # fmt: skip


def _quartiles(found: Any) -> str:
    return "not known" if found is None else found.words()


def _muscles(profile: Profile) -> str:
    if not profile.muscles:
        return "not known"
    low, high = min(each.median for each in profile.muscles), max(each.median for each in profile.muscles)
    return f"{number.between(low, high)} (median week, {number.count(len(profile.muscles), 'muscle')})"


def _how_known(profile: Profile) -> list[str]:
    said = {"logged": "as logged", "timestamps": "from the times of the sets", "estimated": "estimated"}
    ways: dict[str, list[str]] = {}
    for what, how in (("rests", profile.rest_known_by), ("session lengths", profile.minutes_known_by)):
        if how:
            ways.setdefault(said[how], []).append(what)
    parts = [f"{words.listed(what)} are mostly {how}" for how, what in ways.items()]
    return [f"{words.listed(parts).capitalize()}."] if parts else []


def _order(brief: Brief) -> list[str]:
    """Whether heavy compounds came before isolation work, over the phase's sessions that had both."""
    profile = brief.course.profile
    if profile is None:
        return []
    counts = order_counts(brief, profile.starts_on, profile.ends_on)
    both = counts["heavy first"] + counts["inverted"]
    if not both:
        return [
            "No session of the phase had heavy compound lifts and isolation work both, so their order does not matter."
        ]
    return [
        f"Order: in {counts['heavy first']} of {number.count(both, 'session')} with both, heavy compound lifts came before isolation work."
    ]


def order_counts(brief: Brief, first_on: date, last_on: date) -> dict[str, int]:
    """Return how many sessions from one day to another had each order."""
    inside = brief.course.case.session_styles.filter(pl.col("performed_on").is_between(first_on, last_on))
    orders = inside["order"].cast(pl.String).to_list()
    return {name: orders.count(name) for name in ("heavy first", "inverted", "no matter")}
