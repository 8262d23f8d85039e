"""Which weeks were full training, which a deload, which no training at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import mean, median
from typing import Any, Final

from analysis.judgement.thresholds import Thresholds
from analysis.tables.styles import WEEK_KINDS

TRAINED, DELOAD, GAP = WEEK_KINDS

_DAYS: Final = 7
_LAST_DAY: Final = timedelta(days=_DAYS - 1)

Week = Mapping[str, Any]
"""A row of `WeekStyles`, its kind not yet known."""


def kinds(weeks: Sequence[Week], *, until: date, thresholds: Thresholds) -> list[str]:
    """Return the kind of each week, oldest first.

    gap: fewer hard sets than `week.gap_hard_sets`. deload: nearly as many sessions as in the median of the three
    full weeks before, but hard sets a session at most `deload.sets_pct` of theirs, and besides a lower mean load,
    or less effort at no higher load, or still fewer sets with as many fewer reps. By the session, because work is
    taken out of the sessions and not sessions out of the week (Rogerson 2024, doi 10.1186/s40798-024-00691-y:
    frequency stays), and because a session missed in one of the weeks before must hide no deload.

    Full weeks are neither deloads nor gaps. The week after a gap is a return and no deload; full weeks before a
    layoff are not compared with, nor are weeks of fewer hard sets than `deload.least_sets`. A run of more than
    `deload.most_weeks` is the new normal, and a week that is not over on the day `until` cannot be a deload.
    """
    judge = _Judge(thresholds)
    for week in weeks:
        judge.see(week, over=week["week"] + _LAST_DAY <= until)
    return judge.kinds


@dataclass
class _Judge:
    """Goes through the weeks once and remembers the full ones."""

    thresholds: Thresholds
    kinds: list[str] = field(default_factory=list)
    _full: list[Week] = field(default_factory=list)
    _run: list[Week] = field(default_factory=list)
    """The deload weeks that came last, without a full week since."""
    _off_weeks: int = 0

    def see(self, week: Week, *, over: bool) -> None:
        """Judge the next week."""
        kind = self._kind(week, over=over)
        self.kinds.append(kind)
        self._off_weeks = self._off_weeks + 1 if kind == GAP else 0
        if kind == DELOAD:
            self._run.append(week)
        elif kind == TRAINED:
            self._full.append(week)
            self._run = []
        else:
            self._run = []
        if self._is_layoff():
            self._full = []
        if len(self._run) > self.thresholds.whole("deload.most_weeks"):
            self._settle()

    def _kind(self, week: Week, *, over: bool) -> str:
        if over and not self._off_weeks and self._is_deload(week):
            return DELOAD
        return self._kind_by_sets(week)

    def _kind_by_sets(self, week: Week) -> str:
        return GAP if week["hard_sets"] < self.thresholds["week.gap_hard_sets"] else TRAINED

    def _is_layoff(self) -> bool:
        return self._off_weeks * _DAYS >= self.thresholds["phases.layoff_days"]

    def _settle(self) -> None:
        """The run was no deload but less training from then on."""
        found = [self._kind_by_sets(week) for week in self._run]
        self.kinds[-len(found) :] = found
        self._full.extend(week for week, kind in zip(self._run, found, strict=True) if kind == TRAINED)
        self._run = []

    def _is_deload(self, week: Week) -> bool:
        needed = self.thresholds.whole("deload.weeks_before")
        before = self._full[-needed:]
        if len(before) < needed or week["work_sets"] < self.thresholds["week.gap_hard_sets"]:
            return False
        if median(each["hard_sets"] for each in before) < self.thresholds["deload.least_sets"]:
            return False
        sets, reps = (_a_session_pct(week, before, name) for name in ("hard_sets", "reps"))
        sessions = 100 * week["sessions"] / median(each["sessions"] for each in before)
        far_less = (
            sets <= self.thresholds["deload.sets_alone_pct"] and reps <= self.thresholds["deload.sets_pct"]
        )
        return (
            sessions >= self.thresholds["deload.sessions_pct"]
            and sets <= self.thresholds["deload.sets_pct"]
            and (far_less or self._lighter(week, before))
        )

    def _lighter(self, week: Week, before: Sequence[Week]) -> bool:
        """Less load, or less effort that more load does not explain: few heavy sets are a strength block."""
        pct, rir = _change(week, before, "mean_pct_1rm"), _change(week, before, "mean_rir")
        step = self.thresholds["deload.pct_lower"]
        heavier = pct is not None and pct >= step
        return (pct is not None and pct <= -step) or (
            rir is not None and rir >= self.thresholds["deload.rir_higher"] and not heavier
        )


def _a_session_pct(week: Week, before: Sequence[Week], name: str) -> float:
    """In per cent of the median of the weeks before, by the session; full weeks have sessions with hard sets."""
    usual = median(each[name] / each["sessions"] for each in before)
    return float(100 * week[name] / week["sessions"] / usual)


def _change(week: Week, before: Sequence[Week], name: str) -> float | None:
    """Against the mean of the weeks before; null: not known of this week or of any of them."""
    known = [each[name] for each in before if each[name] is not None]
    return None if week[name] is None or not known else float(week[name] - mean(known))
