"""The usual rules beside the verdict, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analysis.display.table import Column, Table
from analysis.reports.calibration import cells, matched
from analysis.reports.calibration.brief import Brief
from analysis.reports.calibration.matched import Rule

CURVES: Final = (24, 30, 36)
"""Of those tried: the meanest, the formula's own and the most generous."""
_NOTE: Final = "Shares in %, ± one standard error."
_SLOW: Final = f"Slow: {cells.STRESS}."
_SWITCH: Final = "k: fives, then tens, of lifters who get fewer (1/24) or more (1/36) reps from a load than the formula thinks."


def false_claims(brief: Brief) -> Table:
    """Flat athletes said to go up, by every rule at its own strictness; one row a rule and reading, the verdict first."""
    cases = [(cells.BASE, cells.SHORT), *((name, cells.LONG) for name in _flat())]
    return Table(
        name="rules-false",
        caption="Flat athletes said to go up, by the verdict and by the usual rules as they are used",
        columns=[
            Column("Rule", align="left", wide=True),
            Column("8 weeks"),
            Column("12 weeks"),
            Column("Slow"),
            *(Column(f"k 1/{curve}") for curve in CURVES),
        ],
        rows=[
            [
                str(rule),
                *(matched.claims(brief, rule, name=name, weeks=weeks, rate=0.0) for name, weeks in cases),
            ]
            for rule in matched.rules(brief)
        ],
        footnotes=[_NOTE, f"From the third column on over 12 weeks. {_SLOW}", _SWITCH],
    )


def seen(brief: Brief) -> Table:
    """Athletes who go up and are said to, by every rule at its own strictness; one row a rule and reading."""
    cases = [(weeks, rate) for weeks in (cells.SHORT, cells.LONG) for rate in (2.0, 3.0)]
    return Table(
        name="rules-seen",
        caption="Athletes who do go up and are said to",
        columns=[
            Column("Rule", align="left", wide=True),
            *(Column(f"{rate:+g}%, {weeks} weeks") for weeks, rate in cases),
        ],
        rows=[
            [
                str(rule),
                *(
                    matched.claims(brief, rule, name=cells.BASE, weeks=weeks, rate=rate)
                    for weeks, rate in cases
                ),
            ]
            for rule in matched.rules(brief)
        ],
        footnotes=[_NOTE],
    )


def as_strong(brief: Brief, *, weeks: int, rate: float) -> Table:
    """Each rule by its better reading, made just so strict that it has the verdict's power; one row a rule."""
    rules = matched.better_readings(brief, weeks=weeks, rate=rate)
    tuned = [(rule, matched.as_strong(brief, rule, weeks=weeks, rate=rate)) for rule in rules]
    return _tuned(
        brief,
        tuned,
        weeks=weeks,
        rate=rate,
        name="strong",
        caption=f"Each rule made as strong as the verdict at {rate:+g}% a month over {weeks} weeks: what it then claims of flat athletes",
    )


def as_strict(brief: Brief, *, weeks: int, rate: float) -> Table:
    """Each rule by its better reading, made so strict that it errs no more often than the verdict; one row a rule."""
    rules = matched.better_readings(brief, weeks=weeks, rate=rate)
    tuned = [(rule, matched.as_strict(brief, rule, weeks=weeks)) for rule in rules]
    return _tuned(
        brief,
        tuned,
        weeks=weeks,
        rate=rate,
        name="strict",
        caption=f"Each rule made as strict as the verdict on flat athletes over {weeks} weeks: what it then sees, and how it errs elsewhere",
    )


def not_worse(brief: Brief) -> Table:
    """Where a rule errs no more often than the verdict; one row a rule, strictness, length and kind of athlete."""
    return Table(
        name="rules-not-worse",
        caption="Flat athletes of whom a rule errs no more often than the verdict",
        columns=[
            Column("Rule", align="left", wide=True),
            Column("Strictness", align="left"),
            Column("Athletes", align="left", wide=True),
            Column("Rule errs"),
            Column("Verdict errs"),
            Column("Rule sees +3%"),
            Column("Verdict sees"),
        ],
        rows=[
            [
                str(each.rule),
                "as strong" if each.tuned else "as used",
                f"{each.weeks} weeks, {each.name}",
                each.theirs,
                each.ours,
                each.theirs_seen,
                each.ours_seen,
            ]
            for each in matched.not_worse(brief)
        ],
        footnotes=[
            _NOTE,
            "As strong: made just so strict that it sees as many at +3% a month over as many weeks as the verdict.",
        ],
    )


def _tuned(
    brief: Brief, tuned: Sequence[tuple[Rule, float]], *, weeks: int, rate: float, name: str, caption: str
) -> Table:
    return Table(
        name=f"rules-{name}-{weeks}",
        caption=caption,
        columns=[
            Column("Rule", align="left", wide=True),
            Column(f"Sees {rate:+g}%"),
            Column("Flat"),
            Column("Slow"),
            *(Column(f"k 1/{curve}") for curve in CURVES),
        ],
        rows=[
            [
                str(rule),
                matched.claims(brief, rule, name=cells.BASE, weeks=weeks, rate=rate, above=above),
                *(
                    matched.claims(brief, rule, name=each, weeks=weeks, rate=0.0, above=above)
                    for each in _flat()
                ),
            ]
            for rule, above in tuned
        ],
        footnotes=[
            f"{_NOTE} {_SLOW}",
            "Strictness is set on these very athletes of the base case, which nobody can do who does not know their truth.",
        ],
    )


def _flat() -> tuple[str, ...]:
    """The cells of flat athletes that rules are tried on."""
    return (cells.BASE, cells.STRESS, *(cells.switch(curve) for curve in CURVES))
