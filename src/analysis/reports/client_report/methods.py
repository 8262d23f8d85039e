"""How the numbers are made, and whose work they rest on."""

from __future__ import annotations

from typing import Final, NamedTuple

from analysis.display import sentence
from analysis.display.block import Block
from analysis.display.sentence import Link, Run, Strong
from analysis.reports.client_report.brief import Brief
from analysis.reports.client_report.lifts import FORMULA_WORDS


class Source(NamedTuple):
    """A publication and what is taken from it."""

    citation: str
    doi: str
    gives: str


SOURCES: Final = (
    Source("Mitter et al. 2022", "10.1371/journal.pone.0268074", "the error of a set's reps"),
    Source(
        "Halperin et al. 2022", "10.1007/s40279-021-01559-x", "how well lifters know their reps in reserve"
    ),
    Source(
        "Nuzzo et al. 2024", "10.1007/s40279-023-01937-7", "reps that can be done at a share of the maximum"
    ),
    Source("Grgic et al. 2020", "10.1186/s40798-020-00260-z", "how far two tests of a maximum differ"),
    Source(
        "Pelland et al. 2025", "10.1007/s40279-025-02344-w", "sets a week, directly and indirectly trained"
    ),
    Source("Schoenfeld et al. 2017", "10.1080/02640414.2016.1210197", "more sets, more growth"),
    Source("Robinson et al. 2024", "10.1007/s40279-024-02069-2", "how near to failure a set must be"),
    Source(
        "Lopez et al. 2021", "10.1249/MSS.0000000000002585", "heavy loads for strength, any load for size"
    ),
    Source("Singer et al. 2024", "10.3389/fspor.2024.1429789", "rest between sets and growth"),
    Source("Perini et al. 2010", "10.1080/02640411003645703", "the error of a tape measure"),
)


def methods(brief: Brief) -> Block:
    """Explain each number of the report in a sentence or two."""
    formula = FORMULA_WORDS[brief.coach.display_formula]
    points: list[list[Run]] = [
        [Strong("Estimated one-rep max. "), ("Load × (1 + k × (reps to failure - 1)), the modified Epley formula, with"
         " a steepness k for the kind of lift, moved towards the client's own as far as sets at several loads tell it. A session counts its first three eligible work sets (without effort logged, from the first with 90% of its heaviest load): at most 12 reps"
         " to failure, at most four in reserve. Where effort is not logged the client's usual reserve is assumed and"
         f" the estimate is less certain. Best sets are shown by the {formula} formula.")],
        [Strong("Trend and band. "), ("A smoothed line through the sessions; its 90% band compares days. The interval of"
         " the true one-rep max is wider by what is not known of the lifter's own reps at a load and of effort."
         " The interval of a change adds that as far as the reps of the sets moved. Both allow for good and bad"
         " spells of a fortnight. On lifts that move the body the estimate holds the moved share of bodyweight, and what"
         " bodyweight alone added is not called a rise. The verdict on the phase does not use this line.")],
        [Strong("Hard sets. "), ("Work sets with three or fewer reps in reserve (or effort not logged), at 5 to 30"
         " reps to failure, or heavier than 75%. For a muscle a set counts one if it trains it directly and a half"
         " if indirectly; squats are not credited to the hamstrings. A mean week is the month's sets over its days, times"
         " seven; weeks run from Monday to Sunday, and those that lie in two months are marked.")],
        [Strong("Tonnage. "), ("Load × reps of the work sets, both hands and both sides, with the moved share of"
         " bodyweight. It grows with the rep range at equal effort, so it compares months of one style only.")],
        [Strong("Weights. "), ("A dumbbell counts for the hand that holds it, and on lifts that move the body the weight"
         " is what was added to it. Where the log itself shows that a client means something else (the total with"
         " the body, both hands together, a number that says nothing), it is taken so and listed under data quality.")],
        [Strong("Share of one-rep max. "), ("Against the lift's estimate in the four weeks before the planned phase,"
         " or before the month where none is planned, held fixed within it.")],
        [Strong("Strength and hypertrophy. "), ("1 to 6 reps at 80 to 95% and 8 to 15 reps at 60 to 80%, as"
         " Will Duru's guide has them. The two overlap: either builds both. In the month's own measures a hard set counts as"
         " heavy from 80% on or at five reps or fewer.")],
        [Strong("Style of sets, sessions, weeks. "), ("Each hard set belongs to strength, hypertrophy or endurance in parts, by its reps,"
         " its share of one-rep max, its rest and its kind of lift; what is not known is left out and lowers the confidence. The mean"
         " over its sets names a session and a week: strength, hypertrophy, combination (clear sets of both), mixed (sets in"
         " between) or endurance.")],
        [Strong("Phases. "), ("Runs of weeks of one style, found by the fewest changes that explain the weekly style. A week of under"
         " three hard sets is a gap, a light one a deload; neither ends a phase. Heavy and light days within a week, week after"
         " week, are one phase. Where a phase is planned and its weeks were trained so, the plan's dates hold.")],
        [Strong("Verdict. "), ("Whether the phase's main lifts go up: one model of all of them, with good and bad spells that they share,"
         " the rep range allowed for. Worthwhile is a rate that depends on training age. No label without its"
         " interval; four weeks are the least, and most phases need eight or more. A hypertrophy phase is called by its growth, a"
         " combination by the weaker of both.")],
        [Strong("Growth. "), ("Three streams, never multiplied: the load for ten reps at matched effort, by the same model; lines through tape"
         " readings with their published error, two hands never compared; and whether the dose was one to grow from. A table says what they"
         " allow together: without a tape probably working at the most.")],
        [Strong("Warnings and advice. "), ("Rules, each with a number of its own from the table below; nothing weighs in that is not printed.")],
    ]  # fmt: skip
    return sentence.bullets(points)


def sources() -> Block:
    """List the publications with what is taken from each."""
    return sentence.bullets([
        [f"{source.citation}: {source.gives}. ", Link(f"doi:{source.doi}", f"https://doi.org/{source.doi}")]
        for source in SOURCES
    ])  # fmt: skip
