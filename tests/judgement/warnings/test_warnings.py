from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.judgement import thresholds, warnings
from analysis.judgement.case import Case, Log
from analysis.judgement.course import Course
from analysis.judgement.warnings.rule import MOST_LINES

MISTAKES = {
    "never_heavy": "only volume",
    "never_volume": "only heavy",
    "changing": "jumps",
    "overload": "never more",
}
"""The article's four mistakes, and the lifter who makes each."""
LIFTERS = ("well behaved", *MISTAKES.values())
SAMPLES = {
    "elena-weekly": {"changing"}, "hana-season": set(), "marcus-base": set(), "nadia-machines": {"never_heavy"},
    "priya-block": set(), "ray-two-apps": set(), "sarah-switch": set(), "tom-flat": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", LIFTERS)
def test_each_of_the_four_mistakes_is_found_in_who_makes_it_and_in_no_one_else(
    name: str, lifter: Callable[[str], Course]
) -> None:
    found = set(lifter(name).findings["finding"]) & set(MISTAKES)
    assert found == {mistake for mistake, who in MISTAKES.items() if who == name}


def test_who_follows_the_articles_advice_is_warned_of_nothing(lifter: Callable[[str], Course]) -> None:
    assert lifter("well behaved").findings.is_empty()


@pytest.mark.parametrize("slug", SAMPLES)
def test_a_sample_clients_mistakes_are_those_they_make(slug: str, sample: Callable[[str], Course]) -> None:
    assert set(sample(slug).findings["finding"]) & set(MISTAKES) == SAMPLES[slug]


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["priya-block", "hana-season"])
def test_no_mistake_is_found_at_any_months_end_in_who_makes_none(
    slug: str, sample: Callable[[str, date], Course]
) -> None:
    for as_of in (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)):
        assert not set(sample(slug, as_of).findings["finding"]) & set(MISTAKES), as_of


@pytest.mark.parametrize("rule", warnings.ALL, ids=lambda rule: rule.name)
def test_every_rule_has_thresholds_of_its_name_and_finds_nothing_in_two_weeks(
    rule: warnings.Rule, trained: Callable[..., Log], sessions_of: Any, case_of: Callable[..., Case]
) -> None:
    assert rule.name in thresholds.groups()
    assert not rule.find(case_of(trained(sessions_of["light"], weeks=2)))


def test_every_finding_names_lines_of_the_log_and_at_most_forty(lifter: Callable[[str], Course]) -> None:
    for name in LIFTERS:
        course = lifter(name)
        lines = course.findings.select("source", "source_line", "starts_on", "ends_on").explode(
            "source", "source_line", empty_as_null=False
        )
        logged = course.case.graded.select("source", "source_line", "performed_on")
        joined = lines.join(logged, on=["source", "source_line"], how="left")
        assert joined["performed_on"].is_not_null().all()
        assert joined.filter(~pl.col("performed_on").is_between("starts_on", "ends_on")).is_empty()
        assert (course.findings["source"].list.len() <= MOST_LINES).all()
        assert (course.findings["source"].list.len() == course.findings["source_line"].list.len()).all()


def test_the_same_case_gives_the_same_findings(
    trained: Callable[..., Log], sessions_of: Any, case_of: Callable[..., Case]
) -> None:
    once, again = (warnings.raised(case_of(trained(sessions_of["only heavy"]))) for _ in range(2))
    assert once.height == 1
    assert_frame_equal(once, again)


def test_sentences_and_evidence_are_whole_sentences(lifter: Callable[[str], Course]) -> None:
    said = pl.concat([lifter(name).findings for name in LIFTERS])
    for column in ("says", "evidence", "clears"):
        for text in said[column]:
            assert text[0].isupper() or text[0].isdigit() or text[0] in "+−"
            assert text.endswith(".")
            assert "  " not in text
            assert "nan" not in text.lower().split()
