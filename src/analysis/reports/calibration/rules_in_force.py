"""The rule of each label, from the thresholds in force."""

from __future__ import annotations

from analysis.display import number
from analysis.display.table import Column, Table
from analysis.reports.calibration.verdicts import FINAL, RUNNING


def table() -> Table:
    """Return when each label is given, one row a label, the first that holds."""
    share = number.share
    return Table(
        name="label-rules",
        caption="When each label is given; the first that holds",
        columns=[
            Column("Label", align="left"),
            Column("At the end of a phase", align="left"),
            Column("While it runs", align="left", wide=True),
        ],
        rows=[
            [
                "working",
                *(
                    f"going up is at least {number.trimmed(100 * rule.working_p0, 1)}% likely, and by a worthwhile rate {share(rule.working_pd)}"
                    for rule in (FINAL, RUNNING)
                ),
            ],
            [
                "probably working",
                *(
                    f"the same at least {share(rule.probably_p0)} and {share(rule.probably_pd)}"
                    for rule in (FINAL, RUNNING)
                ),
            ],
            [
                "going backwards",
                *(
                    f"going up is at most {number.trimmed(100 * rule.backwards_p0, 1)}% likely"
                    for rule in (FINAL, RUNNING)
                ),
            ],
            [
                "no worthwhile progress",
                *(f"a worthwhile rate is at most {share(rule.none_pd)} likely" for rule in (FINAL, RUNNING)),
            ],
            ["can't tell yet", "otherwise, or where the log is too short or too thin", "the same"],
        ],
    )
