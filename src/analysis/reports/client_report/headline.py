"""Who, when, which phase; and the month in a few honest sentences."""

from __future__ import annotations

from datetime import date

import polars as pl

from analysis.display import masthead, sentence
from analysis.display.block import NOTHING, Block, stack
from analysis.display.number import BAND, count, estimate, in_unit, interval, plain, share, signed, weight
from analysis.display.sentence import Strong
from analysis.figures import words
from analysis.metrics import styles
from analysis.reports.client_report import quality
from analysis.reports.client_report.brief import Brief
from analysis.reports.client_report.lifts import effort_not_logged
from analysis.reports.client_report.phase import headed, verdict_said
from analysis.reports.client_report.standing import Standing, estimated_name, standings
from analysis.reports.client_report.style import sets_in


def header(brief: Brief) -> Block:
    """Return the head of the first page: client, month, phase, coach, and the month's four totals."""
    return masthead.masthead(
        brief.name,
        lines=[
            part
            for part in (
                f"{brief.month.label}. {headed(brief)}",
                verdict_said(brief),
                brief.coach.coach and f"Coach: {brief.coach.coach}",
            )
            if part
        ],
        facts=[
            ("Sessions", plain(brief.measure("sessions"))),
            ("Work sets", plain(brief.measure("work_sets"))),
            ("Hard sets", plain(brief.measure("hard_sets"))),
            ("Tonnage", weight(brief.measure("tonnage_kg"), brief.unit)),
        ],
        caution=quality.not_all_read(brief),
    )


def in_brief(brief: Brief) -> Block:
    """Return three to five sentences: what was done, how hard, where the main lifts stand and what cannot be said."""
    if not brief.trained_this_month:
        last_on: date = brief.graded["performed_on"].to_list()[-1]
        return sentence.paragraph(
            f"No training is logged in {brief.month.label}. The last logged session was on {words.day(last_on)}."
        )
    lifts = [shown for shown in standings(brief) if shown.current]
    unlogged = effort_not_logged(brief)
    return stack([
        _done(brief), _unnamed(brief), _kinds(brief), *_lifts(brief, lifts), _caution(brief, lifts),
        sentence.paragraph(unlogged) if unlogged else NOTHING,
    ])  # fmt: skip


def _done(brief: Brief) -> Block:
    sessions, before = brief.measure("sessions") or 0, brief.measure("sessions", before=True)
    was = (
        f" In {brief.month.before.name} it was {count(before, 'session')}"
        f" and {weight(brief.measure('tonnage_kg', before=True), brief.unit)}."
        if before
        else f" Nothing is logged in {brief.month.before.name}."
    )
    return sentence.paragraph(
        f"{brief.name} trained ",
        Strong(f"{plain(sessions)} {'time' if sessions == 1 else 'times'}"),
        f" in {brief.month.name}: {count(brief.measure('work_sets') or 0, 'work set')},"
        f" {weight(brief.measure('tonnage_kg'), brief.unit)} lifted in total.{was}",
        role="lead",
    )


def _unnamed(brief: Brief) -> Block:
    """Where most of the month's sets are of lifts nobody knows, say so: no muscle is credited with them."""
    month = brief.sets.filter(pl.col("performed_at").dt.date().is_between(*brief.month.span))
    unknown = month.filter(pl.col("exercise").is_null())
    if unknown.height * 2 <= month.height:
        return NOTHING
    names = unknown["exercise_logged"].unique(maintain_order=True)
    return sentence.paragraph(
        f"{share(unknown.height / month.height)} of the month's sets are of exercises that the catalogue does not know"
        f" (such as {names[0]}), so they count for no muscle until the coach names their lifts."
    )


def _kinds(brief: Brief) -> Block:
    hard = brief.hard_of_month.filter(pl.col("reps").is_not_null())
    if hard.is_empty():
        return sentence.paragraph("None of the sets counts as a hard set with known reps.")
    total = sets_in(hard)
    few, many = (sets_in(hard.filter(styles.in_reps(name))) / total for name in ("strength", "hypertrophy"))
    return sentence.paragraph(
        f"Of the hard sets, {plain(few * 100)}% had 1 to 6 reps and {plain(many * 100)}% had 8 to 15,"
        " the ranges usually trained for strength and for size."
    )


def _lifts(brief: Brief, lifts: list[Standing]) -> list[Block]:
    if not lifts:
        return [
            sentence.paragraph("No main lift has sets from which a one-rep max can be estimated this month.")
        ]
    first = next((lift for lift in lifts if lift.change_kg is not None), lifts[0])
    now = estimate(first.level_kg, first.low_kg, first.high_kg, unit=brief.unit)
    return [
        sentence.paragraph(
            f"{estimated_name(first.lift)}: estimated one-rep max ",
            Strong(now),
            f". {_change(brief, first)}",
        )
    ]


def _change(brief: Brief, lift: Standing) -> str:
    if lift.change_kg is None:
        return "There is no estimate of 14 to 45 days before to compare it with."
    then = "" if lift.before_on is None else f" on {words.day(lift.before_on)}"
    said = f"Against {weight(lift.before_kg, brief.unit)}{then} that is {_by(brief, lift)}"
    if lift.body_change_kg:
        body = f"{signed(in_unit(lift.body_change_kg, brief.unit), 1)} {brief.unit}"
        said = f"{said}, of which bodyweight alone makes {body}"
    direction = "a rise" if (lift.change_kg or 0) > 0 else "a fall"
    if lift.changed:
        return f"{said}: {direction} of more than its interval."
    return f"{said}: not more than {'bodyweight explains' if lift.by_the_body else 'its interval'}."


def _by(brief: Brief, lift: Standing) -> str:
    """The change and its interval."""
    low, high = in_unit(lift.change_low_kg, brief.unit), in_unit(lift.change_high_kg, brief.unit)
    band = interval(low, high, lambda value: signed(value, 1))
    return f"{signed(in_unit(lift.change_kg, brief.unit), 1)} {brief.unit} ({BAND}: {band})"


def _caution(brief: Brief, lifts: list[Standing]) -> Block:
    compared = [lift for lift in lifts if lift.change_kg is not None]
    if not compared:
        return NOTHING
    rose = [lift for lift in compared if lift.changed and (lift.change_kg or 0) > 0]
    fell = [lift for lift in compared if lift.changed and lift not in rose]
    explained = [lift for lift in compared if lift.by_the_body]
    same = len(compared) - len(rose) - len(fell) - len(explained)
    parts = [
        f"{len(found)} {verb} by more than {'its' if len(found) == 1 else 'their'} interval"
        f" ({'; '.join(f'{estimated_name(lift.lift)} {_by(brief, lift)}' for lift in found)})"
        for found, verb in ((rose, "rose"), (fell, "fell"))
        if found
    ]
    if same:
        parts.append(f"{same} changed by no more than {'its' if same == 1 else 'their'} interval")
    if explained:
        parts.append(f"{len(explained)} changed by no more than bodyweight explains")
    return sentence.paragraph(
        f"Of {count(len(compared), 'main lift')} with an estimate then and now, {words.listed(parts)}. A change"
        " within its interval is not a trend, and a month alone seldom shows one."
    )
