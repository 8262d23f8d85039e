"""What was found, as figures."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.display import number
from analysis.display.figure import Figure, figure
from analysis.figures import label_shares, reliability_curve, rule_claims, theme
from analysis.judgement.rate.labels import LABELS
from analysis.reports.calibration import cells, matched, reliability, targets
from analysis.reports.calibration.brief import Brief
from analysis.reports.calibration.shares import labelled, share, where

SHOWN_RATES: Final = (0.0, 1.0, 2.0, 3.0)


def of_labels(brief: Brief) -> Figure:
    """Draw what athletes of each rate are told after so many weeks."""
    with theme.look():
        panels = theme.panels(len(SHOWN_RATES), height_mm=40, top_mm=16)
        told = [(_title(rate), _labels(brief, rate)) for rate in SHOWN_RATES]
        for (title, shares), ax in zip(told, panels, strict=True):
            label_shares.draw(shares, title=title, ax=ax)
        theme.key_of(panels[0], label_shares.marks())
        return figure(
            theme.drawing(panels[0]),
            name="labels",
            alt=" ".join(label_shares.alt(shares, title=title) for title, shares in told),
            caption=f"What {brief.params.athletes:,} athletes a bar are told at the end of a phase, by their true rate.",
        )


def _title(rate: float) -> str:
    return "Flat" if rate == 0 else f"True rate {number.signed(rate)}% a month"


def _labels(brief: Brief, rate: float) -> pl.DataFrame:
    rows = [
        {
            "weeks": weeks,
            "label": label,
            "share": share(
                where(brief.judged, group="length", weeks=weeks, rate=rate), labelled(label)
            ).value,
        }
        for weeks in cells.WEEKS
        for label in LABELS
    ]
    return pl.DataFrame(rows)


def of_rules(brief: Brief) -> Figure:
    """Draw the false claims of the verdict and of the rules as they are used, by the reading that errs less."""
    kinds = (
        ("Base case", cells.BASE),
        ("Slow readiness", cells.STRESS),
        ("Fives to tens, k 1/36", cells.switch(36)),
    )
    rows = [
        {
            "rule": str(rule.rule[:1].upper() + rule.rule[1:]),
            "kind": kind,
            "share": found.value,
            "error": found.error,
        }
        for rule in matched.kinder_readings(brief, weeks=cells.LONG)
        for kind, name in kinds
        for found in [matched.claims(brief, rule, name=name, weeks=cells.LONG, rate=0.0)]
    ]
    claims = pl.DataFrame(rows)
    with theme.look():
        ax = theme.axes(height_mm=70, left_mm=46, top_mm=theme.KEY_MM - 4)
        rule_claims.draw(claims, most_pct=100 * targets.MOST_FALSE, ax=ax)
        theme.key(ax)
        return figure(
            theme.drawing(ax),
            name="rules",
            alt=rule_claims.alt(claims),
            caption="Flat athletes said to go up after 12 weeks, each rule as it is used, with two standard errors;"
            " dashed: 5%.",
        )


def of_reliability(brief: Brief) -> Figure:
    """Draw what was said beside what was true, and where the truth lay in what was expected."""
    tenths = pl.DataFrame(
        [
            {"said": tenth.said, "true": tenth.true.value, "error": tenth.true.error}
            for tenth in reliability.tenths(brief)
            if tenth.true.of
        ]
    )
    places = pl.DataFrame(
        [{"share": place.value, "error": place.error} for place in reliability.places(brief)]
    )
    with theme.look():
        left, right = theme.panels(2, height_mm=52)
        reliability_curve.draw(tenths, within=reliability.WITHIN, ax=left)
        reliability_curve.draw_places(places, ax=right)
        return figure(
            theme.drawing(left),
            name="reliability",
            alt=reliability_curve.alt(tenths, places),
            caption="Left: claims by tenth of their probability, with two standard errors, in a band of five points."
            " Right: the truth among what was expected of it; all bars alike were it perfect.",
        )
