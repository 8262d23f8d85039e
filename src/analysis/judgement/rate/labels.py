"""What may be said of a rate: five labels, by how likely it is above zero and above the smallest worthwhile one."""

from __future__ import annotations

from statistics import NormalDist
from typing import Final, Literal, NamedTuple

from analysis.judgement.thresholds import Thresholds

Label = Literal["working", "probably working", "no worthwhile progress", "going backwards", "can't tell yet"]
LABELS: Final = ("working", "probably working", "no worthwhile progress", "going backwards", "can't tell yet")
GOING_UP: Final = ("working", "probably working")


class Rule(NamedTuple):
    """The probabilities from which each label holds: `p0` of a rate above zero, `pd` of one above the worthwhile."""

    working_p0: float
    working_pd: float
    probably_p0: float
    probably_pd: float
    backwards_p0: float
    none_pd: float

    def label(self, p0: float, pd: float) -> Label:
        """Return the label; the first that holds.

        No worthwhile progress is a finding, not the want of one: the worthwhile rate is unlikely.
        """
        if p0 >= self.working_p0 and pd >= self.working_pd:
            return "working"
        if p0 >= self.probably_p0 and pd >= self.probably_pd:
            return "probably working"
        if p0 <= self.backwards_p0:
            return "going backwards"
        if pd <= self.none_pd:
            return "no worthwhile progress"
        return "can't tell yet"

    def undecided(self, sd: float, delta: float) -> tuple[float, float]:
        """Return the estimates between which a rate known to within `sd` has no label."""
        upper = min(
            max(_z(p0) * sd, delta + _z(pd) * sd)
            for p0, pd in ((self.working_p0, self.working_pd), (self.probably_p0, self.probably_pd))
        )
        return max(_z(self.backwards_p0) * sd, delta + _z(self.none_pd) * sd), upper


def rule(thresholds: Thresholds, *, final: bool) -> Rule:
    """Return the rule of a phase that has ended or, stricter because one looks every month, of one that runs.

    >>> rule(Thresholds(), final=True).label(0.96, 0.85), rule(Thresholds(), final=False).label(0.96, 0.85)
    ('working', 'probably working')
    """
    by_look = (
        ("rate.working_p0", "rate.working_pd", "rate.backwards_p0", "rate.none_pd")
        if final
        else (
            "rate.working_p0_interim",
            "rate.working_pd_interim",
            "rate.backwards_p0_interim",
            "rate.none_pd_interim",
        )
    )
    working_p0, working_pd, backwards_p0, none_pd = (thresholds[name] for name in by_look)
    return Rule(
        working_p0=working_p0,
        working_pd=working_pd,
        probably_p0=thresholds["rate.probably_p0"],
        probably_pd=thresholds["rate.probably_pd"],
        backwards_p0=backwards_p0,
        none_pd=none_pd,
    )


def _z(probability: float) -> float:
    return NormalDist().inv_cdf(probability)
