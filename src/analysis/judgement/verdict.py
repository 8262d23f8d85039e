"""Whether lifts go up, in what interval, and what may be said of it.

CONTRACT of the frozen classes; the function `of` and the model behind it are helper M's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Label = Literal["working", "probably working", "no worthwhile progress", "going backwards", "can't tell yet"]
LABELS: Final = ("working", "probably working", "no worthwhile progress", "going backwards", "can't tell yet")


@dataclass(frozen=True, kw_only=True)
class LiftRate:
    """The rate of one lift in the phase, shrunk towards that of all."""

    lift: str
    sessions: int
    rate_pct_per_month: float
    rate_low: float
    rate_high: float
    """90% interval."""
    p_improving: float
    p_worthwhile: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the log says of one phase against strength; never shown without its interval."""

    label: Label
    why: str
    """The gate that was not passed, in words; empty: it was."""
    starts_on: date
    ends_on: date
    weeks: float
    delta_pct_per_month: float
    """Smallest worthwhile rate."""
    p_improving: float | None
    """Null, and all below: no lift with enough sessions."""
    p_worthwhile: float | None
    rate_pct_per_month: float | None
    rate_low: float | None
    rate_high: float | None
    """90% interval."""
    weeks_to_decide: int | None
    """Further weeks of the same training after which the label is likely to be settled; null: over 16, or settled."""
    lifts: tuple[LiftRate, ...]
    covered_share: float | None
    """Share of the phase's hard compound sets on the lifts judged; null: no such set."""
    notes: tuple[str, ...] = ()
