"""How much was done of what was planned or meant, and of what that is a share."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.judgement import words

PLANNED_SESSIONS = "the planned sessions"
PLANNED_SETS = "the planned sets"


@dataclass(frozen=True, kw_only=True)
class ShareDone:
    """A share that was done, and its name: where nothing is planned, it is not called planned."""

    pct: float
    of: str = PLANNED_SESSIONS
    """What was to be done, in words."""

    def said(self, *, enough_pct: float) -> str:
        """Return the share in words, with as many digits as tell it from what is enough.

        >>> ShareDone(pct=79.5, of="the sessions that 4 days a week make").said(enough_pct=80)
        '79.5% of the sessions that 4 days a week make'
        """
        return f"{words.percent(self.pct / 100, beside=enough_pct / 100)} of {self.of}"


def of_days_a_week(days: int) -> str:
    """Return what is meant where no plan says it, in words.

    >>> of_days_a_week(1)
    'the sessions that 1 day a week makes'
    """
    return f"the sessions that {words.counted(days, 'day')} a week {'makes' if days == 1 else 'make'}"
