"""Isolation work before the heavy lifts in a phase that trains both."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.judgement import window, words
from analysis.judgement.case import Case
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.judgement.window import Window


def find(case: Case) -> list[Finding]:
    """Find a combination phase whose sessions mostly put isolation work before the heavy compound lifts.

    The article's combined workout starts with heavy compounds and finishes with lighter isolation. Judged over the
    current phase, on sessions with enough of both kinds of sets.
    """
    running, numbers = case.current, case.thresholds
    if running is None or running.style != "combination":
        return []
    span = Window(running.starts_on, running.as_of)
    told = span.of(case.session_styles).with_columns(pl.col("order").cast(pl.String))
    ordered = told.filter(pl.col("order").is_in(["heavy first", "inverted"]))
    inverted = ordered.filter(order="inverted")
    enough = ordered.height >= numbers["order.least_sessions"]
    if not enough or inverted.height < numbers["order.inverted_share"] * ordered.height:
        return []
    return [_finding(case, span, ordered.height, inverted)]


def _finding(case: Case, span: Window, sessions: int, inverted: pl.DataFrame) -> Finding:
    share = case.thresholds["order.inverted_share"]
    hard = window.hard_sets(case, span).join(
        inverted.select("session"), on="session", how="semi", maintain_order="left"
    )
    return Finding(
        span=span,
        says=f"In {inverted.height} of {words.counted(sessions, 'session')} with both heavy lifts and lighter or isolation work,"
        " the heavy lifts mostly come after it and suffer from it.",
        evidence=f"{inverted.height} of {words.counted(sessions, 'session')} with both kinds of work:"
        f" {words.percent(inverted.height / sessions)} (flagged from {words.percent(share)}).",
        clears="Heavy compound lifts first, isolation work after, in most sessions.",
        behind=hard,
    )


RULE: Final = Rule("order", find)
