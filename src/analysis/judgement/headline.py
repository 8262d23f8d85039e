"""What a phase is called by: the lifts in a strength phase, growth in one of hypertrophy, the weaker of both in a combination."""

from __future__ import annotations

from typing import Final, NamedTuple

from analysis.judgement import words
from analysis.judgement.growth import streams, table
from analysis.judgement.growth.streams import Growth
from analysis.judgement.growth.table import GrowthLabel
from analysis.judgement.rate.labels import Label

HYPERTROPHY: Final = "hypertrophy"
COMBINATION: Final = "combination"


class Side(NamedTuple):
    """What one side of training says of a phase."""

    label: GrowthLabel
    """Of strength in a combination phase that of `strength_side`."""
    weeks: int | None
    """Further weeks to its decision; null: it is settled, or nobody can say."""


def label(style: str, strength: Label, growth: GrowthLabel, *, holding: bool) -> GrowthLabel:
    """Return the label of a phase by its style.

    In a combination phase strength must at least hold: it goes up, or a fall by more than the worthwhile rate is unlikely
    (`holding`). That it makes no worthwhile progress does not say that it holds: it may fall.

    >>> label("strength", "working", "mixed", holding=True), label("hypertrophy", "working", "mixed", holding=True)
    ('working', 'mixed')
    >>> [label("combination", strength, "probably working", holding=False)
    ...  for strength in ("working", "no worthwhile progress", "can't tell yet", "going backwards")]
    ['probably working', "can't tell yet", "can't tell yet", 'going backwards']
    >>> label("combination", "no worthwhile progress", "probably working", holding=True)
    'probably working'
    """
    if style == HYPERTROPHY:
        return growth
    if style != COMBINATION:
        return strength
    return table.weaker(strength_side(strength, holding=holding), growth)


def strength_side(strength: Label, *, holding: bool) -> GrowthLabel:
    """Return what strength says in a combination phase, where it must at least hold.

    >>> strength_side("can't tell yet", holding=True), strength_side("no worthwhile progress", holding=False)
    ('working', "can't tell yet")
    """
    if strength == "going backwards":
        return strength
    holds = holding or strength in {"working", "probably working"}
    return "working" if holds else "can't tell yet"


def why(style: str, said: GrowthLabel, strength: str, growth: Growth) -> str:
    """Return the gate that a headline did not pass, in words; empty: it passed.

    A combination that the lifts cannot tell of may yet be told by growth, whose weaker label then stands.
    """
    if said != "can't tell yet":
        return ""
    if style == HYPERTROPHY:
        return growth.why
    return strength or (growth.why if style == COMBINATION else "")


def weeks_to_decide(style: str, said: GrowthLabel, strength: Side, growth: Side) -> int | None:
    """Return the further weeks after which a headline is likely to be settled; null: it is, or nobody can say.

    A combination waits for every side that cannot tell yet, so that where nobody can say when one of them will, nobody
    can say it of the whole.

    >>> weeks_to_decide("combination", "can't tell yet", Side("can't tell yet", None), Side("can't tell yet", 3))
    """
    if said != "can't tell yet":
        return None
    if style == HYPERTROPHY:
        return growth.weeks
    if style != COMBINATION:
        return strength.weeks
    waited_for = [side.weeks for side in (strength, growth) if side.label == "can't tell yet"]
    known = [weeks for weeks in waited_for if weeks is not None]
    return max(known, default=None) if len(known) == len(waited_for) else None


def sentence(style: str, said: GrowthLabel, strength: Label, growth: Growth | None) -> str:
    """Return the headline in one plain sentence, which the numbers follow.

    >>> sentence("strength", "working", "working", None)
    'Strength in this phase: working.'
    """
    if growth is None or style not in {HYPERTROPHY, COMBINATION}:
        return f"Strength in this phase: {said}."
    if style == HYPERTROPHY:
        return f"Growth in this phase: {said} ({growth.says})."
    return f"Strength and growth in this phase: {said}. Strength alone: {strength}. Growth alone: {growth.label} ({growth.says})."


def numbers(style: str, strength: str, growth: Growth | None) -> str:
    """Return the numbers behind the headline; `strength` are those of the main lifts, in a sentence."""
    if growth is None or style not in {HYPERTROPHY, COMBINATION}:
        return strength
    grown = streams.sentence(growth)
    return grown if style == HYPERTROPHY else f"strength: {words.lowered(strength)}; growth: {grown}"


def beside(style: str, strength_label: Label, strength: str, growth: Growth | None) -> str:
    """Return what is told for information beside the headline: the other side of training, which overlaps with this one."""
    if growth is None or style == COMBINATION:
        return ""
    if style == HYPERTROPHY:
        return f"Strength on the main lifts, for information: {strength_label}; {words.lowered(strength)}."
    return f"Growth, for information: {growth.label} ({growth.says}); {streams.sentence(growth)}."
