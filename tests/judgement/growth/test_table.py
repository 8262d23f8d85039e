"""The hypertrophy table: complete, as the science page has it, and each cell reached by an athlete who trains and is taped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from analysis.judgement.case import Log
from analysis.judgement.growth import table
from analysis.judgement.growth.dose import DoseLabel
from analysis.judgement.growth.measurements import Measured
from analysis.judgement.growth.streams import Growth
from analysis.judgement.growth.table import GrowthLabel
from analysis.judgement.rate.labels import LABELS, Label

W, P, CANT, F, B = (
    "working",
    "probably working",
    "can't tell yet",
    "no worthwhile progress",
    "going backwards",
)
MIXED, FAT, NOT = "mixed", "weight gain, not training", "not working?"
MEASURED: tuple[Measured, ...] = ("up", "up with fat", "unclear", "none", "down")

AS_WRITTEN: dict[str, tuple[str, str, str, str, str]] = {
    W: (W, P, P, P, MIXED),
    P: (W, P, P, P, MIXED),
    CANT: (P, CANT, CANT, CANT, NOT),
    F: (MIXED, FAT, F, F, B),
    B: (MIXED, FAT, B, B, B),
}
"""By what the lifts say, the label for each of MEASURED, with an adequate dose and two sites that go up."""

GIRTHS = {
    "up": (2.5, 0.0), "up with fat": (2.5, 3.0), "unclear": (0.0, 0.0), "none": None, "down": (-2.5, 0.0),
}  # fmt: skip
"""Rates of arms and thigh, and of the waist, % a month."""


def test_every_combination_has_a_line_and_every_line_is_used() -> None:
    used = set()
    for lifts, tape, dose, sites in product(get_args(Label), MEASURED, get_args(DoseLabel), (0, 2)):
        found = table.look_up(lifts, tape, dose, confirmed_by=sites, sites=2)
        assert "{" not in found.says
        used.add(found[:4])
    assert used == {cell[:4] for cell in table.cells()}


def test_labels_are_a_closed_list_with_an_order() -> None:
    labels = set(table.WEAKEST_FIRST)
    assert {cell.label for cell in table.cells()} <= labels
    assert len(labels) == len(table.WEAKEST_FIRST) == len(LABELS) + 3


@pytest.mark.parametrize("lifts", LABELS)
def test_without_a_tape_it_is_probable_at_most(lifts: Label) -> None:
    assert table.look_up(lifts, "none", "adequate", confirmed_by=0, sites=2).label != W


@pytest.mark.parametrize(("lifts", "dose", "sites", "label", "says"), [
    (W, "adequate", 1, W, "the lifts go up and so does the tape"),
    (P, "adequate", 1, P, "only one site clearly by itself"),
    (P, "adequate", 2, W, "in more than one place"),
    (W, "low", 3, P, "the dose is low"),
    (W, "excessive", 3, P, "the dose is excessive"),
    (W, "not known", 3, P, "the dose is not known"),
])  # fmt: skip
def test_working_takes_a_dose_and_sure_lifts_or_two_sites(
    lifts: Label, dose: DoseLabel, sites: int, label: GrowthLabel, says: str
) -> None:
    found = table.look_up(lifts, "up", dose, confirmed_by=sites, sites=2)
    assert found.label == label
    assert says in found.says


@pytest.mark.parametrize(("dose", "says"), [
    ("adequate", "doing the right things, no outcome yet"), ("low", "the dose is too low to expect growth"),
])  # fmt: skip
@pytest.mark.parametrize("tape", ["none", "unclear"])
def test_where_nothing_can_be_told_the_dose_is(tape: Measured, dose: DoseLabel, says: str) -> None:
    found = table.look_up(CANT, tape, dose, confirmed_by=0, sites=2)  # type: ignore[arg-type]  # one of the labels
    assert (found.label, found.says) == (CANT, says)


@pytest.fixture(scope="module")
def trainees(
    grower: type[Any], log_of: Callable[[Any], Log], grown: Callable[..., Growth]
) -> dict[str, tuple[Any, Log]]:
    """For each thing that lifts can say, the first athlete of whom they say it, by true rates from falling to rising."""
    found: dict[str, tuple[Any, Log]] = {}
    rising = [(noise, tenths / 10) for noise in (0.03, 0.05) for tenths in range(5, 40)]
    for noise, rate in [(0.01, -4.0), (0.01, 0.0), (0.01, 4.0), *rising]:
        athlete = grower(lifts_pct=rate, noise_sd=noise)
        log = log_of(athlete)
        found.setdefault(grown(athlete, log=log).performance.label, (athlete, log))
        if len(found) == len(LABELS):
            break
    return found


@pytest.mark.parametrize("tape", MEASURED)
@pytest.mark.parametrize("lifts", LABELS)
def test_each_cell_is_reached_by_an_athlete_and_labelled_as_written(
    lifts: Label,
    tape: Measured,
    trainees: dict[str, tuple[Any, Log]],
    grown: Callable[..., Growth],
    with_tape: Callable[..., Any],
) -> None:
    athlete, log = trainees[lifts]
    rates = GIRTHS[tape]
    found = grown(replace(athlete, girths_pct=rates and with_tape(*rates)), log=log)
    assert (found.performance.label, found.measurements.label, found.dose.label) == (lifts, tape, "adequate")
    assert found.label == AS_WRITTEN[lifts][MEASURED.index(tape)]


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [(W, P, P), (CANT, W, CANT), (MIXED, B, B), (P, MIXED, MIXED), (FAT, CANT, FAT)],
)
def test_the_weaker_of_two_is_the_one_that_says_less(
    one: GrowthLabel, other: GrowthLabel, label: GrowthLabel
) -> None:
    assert table.weaker(one, other) == table.weaker(other, one) == label
