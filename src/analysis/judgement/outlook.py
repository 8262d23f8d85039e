"""How much longer it takes until a verdict is settled, in words: said alike on a terminal and in a report."""

from __future__ import annotations

from analysis.judgement import headline, words
from analysis.judgement.verdict import Verdict


def sentence(judged: Verdict, *, ended: bool, most_weeks: int) -> str:
    """Return how much longer it takes to tell; empty: it is told, or there are no numbers to go by.

    Args:
        judged: the verdict.
        ended: whether the phase is over, so that it can no longer take longer.
        most_weeks: how far ahead the verdict looked (`rate.decide_weeks`).
    """
    if judged.label != "can't tell yet":
        return ""
    if judged.weeks_to_decide is None:
        if not _open(judged):
            return ""
        take = "have taken" if ended else "take"
        return f"To settle it would {take} more than {words.counted(most_weeks, 'further week')} of the same training."
    settled = "would probably have settled it" if ended else "would probably settle it"
    return f"About {words.counted(judged.weeks_to_decide, 'further week')} of the same training {settled}."


def _open(judged: Verdict) -> bool:
    """Whether a stream that the headline is read from has numbers, and they cannot tell yet, for want of weeks."""
    cannot = judged.strength_label == "can't tell yet" and judged.rate_pct_per_month is not None
    strength = cannot and not judged.set_back
    lifts = judged.growth.performance if judged.growth else None
    waits = lifts is not None and lifts.label == "can't tell yet" and not lifts.restarts.all_set_back
    grown = waits and lifts is not None and lifts.rate_pct_per_month is not None
    if judged.style == headline.HYPERTROPHY:
        return grown
    return strength or (judged.style == headline.COMBINATION and grown)
