"""What the notebook calls: one function a sentence, figure or table."""

from __future__ import annotations

from analysis.display import masthead, sentence
from analysis.display.block import Block, stack
from analysis.display.figure import Figure
from analysis.reports.calibration import examples, figures, rival_tables, tables, targets
from analysis.reports.calibration.brief import Brief


def header(brief: Brief) -> Block:
    """Return the head of the page."""
    held = [each.met for each in targets.all_targets(brief)]
    return masthead.masthead(
        "The verdict on athletes whose truth is known",
        lines=["Simulated session values; the model, the gate and the labels are those of the reports."],
        facts=[
            ("Athletes a cell", f"{brief.params.athletes:,}"),
            ("Athletes in all", f"{brief.judged.height:,}"),
            ("Targets held", f"{sum(held)} of {len(held)}"),
            ("Seed", str(brief.params.seed)),
        ],
    )


def in_brief(brief: Brief) -> Block:
    """Say which targets are not held."""
    missed = [each for each in targets.all_targets(brief) if not each.met]
    if not missed:
        return sentence.paragraph("Every target is held.", role="lead")
    return stack(
        [
            sentence.paragraph("Not held:", role="lead"),
            sentence.bullets([[f"{each.name}: {each.found} (asked: {each.asked})"] for each in missed]),
        ]
    )


def targets_table(brief: Brief) -> Block:
    """List every target, what was found, and whether it is held."""
    return tables.of_targets(brief).block()


def labels_figure(brief: Brief) -> Figure:
    """Draw what athletes are told, by their true rate and the length of the phase."""
    return figures.of_labels(brief)


def lengths_table(brief: Brief) -> Block:
    """List certainty and power by the length of the phase."""
    return tables.of_lengths(brief).block()


def labels_table(brief: Brief, rate: float, *, running: bool = False) -> Block:
    """List all labels of athletes of one rate."""
    return tables.of_labels(brief, rate=rate, running=running).block()


def departures_table(brief: Brief) -> Block:
    """List what happens to athletes unlike those the model expects."""
    return tables.of_departures(brief).block()


def rules_figure(brief: Brief) -> Figure:
    """Draw false claims of the verdict and of the usual rules."""
    return figures.of_rules(brief)


def rules_false_table(brief: Brief) -> Block:
    """List false claims of the verdict and of the usual rules as they are used."""
    return rival_tables.false_claims(brief).block()


def rules_seen_table(brief: Brief) -> Block:
    """List what the verdict and the usual rules as they are used see."""
    return rival_tables.seen(brief).block()


def as_strong_table(brief: Brief, weeks: int, rate: float) -> Block:
    """List false claims of rules that see as many as the verdict does."""
    return rival_tables.as_strong(brief, weeks=weeks, rate=rate).block()


def as_strict_table(brief: Brief, weeks: int, rate: float) -> Block:
    """List what rules see that err as seldom as the verdict."""
    return rival_tables.as_strict(brief, weeks=weeks, rate=rate).block()


def not_worse_table(brief: Brief) -> Block:
    """List where a rule errs no more often than the verdict."""
    return rival_tables.not_worse(brief).block()


def reliability_figure(brief: Brief) -> Figure:
    """Draw what was said beside what was true."""
    return figures.of_reliability(brief)


def reliability_table(brief: Brief) -> Block:
    """List what was said beside what was true."""
    return tables.of_reliability(brief).block()


def looks_table(brief: Brief) -> Block:
    """List false claims of athletes looked at again and again."""
    return tables.of_looks(brief).block()


def promises_table(brief: Brief) -> Block:
    """List how the promised weeks to decide were kept."""
    return tables.of_promises(brief).block()


def examples_table(brief: Brief) -> Block:
    """List a few athletes one by one, with what the verdict says of each."""
    return examples.table(brief.params.seed).block()
