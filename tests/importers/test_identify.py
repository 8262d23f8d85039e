"""Exactly one importer claims a file, from its content; a stranger is told which app comes nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import importers
from analysis.errors import AmbiguousExportError, UnknownExportError
from analysis.importers import strong
from analysis.importers.identify import claim
from analysis.importers.reading import Hints
from analysis.settings import client as client_settings
from analysis.sources import delimited
from analysis.sources.delimited import Delimited

CASES = sorted(path.parent for path in (Path(__file__).parent / "golden").glob("*/*/input.csv"))


def doc(text: str) -> Delimited:
    return delimited.read("export.csv", text.encode())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_one_importer_and_no_other_knows_a_file(case: Path) -> None:
    found = delimited.read("input.csv", (case / "input.csv").read_bytes())
    hints = Hints(columns=client_settings.read(case).table.get("input.csv"))
    claimants = [i.app for i in importers.ALL if i.identify(found, hints) is not None]
    plain = [i.app for i in importers.PLAIN if i.identify(found, hints) is not None]
    assert (claimants or plain) == [case.parent.name]


def test_the_names_of_the_apps_are_their_own() -> None:
    apps = [i.app for i in (*importers.ALL, *importers.PLAIN)]
    assert len(set(apps)) == len(apps)
    assert all(i.dialects and i.signature and i.title for i in (*importers.ALL, *importers.PLAIN))


def test_two_claimants_are_our_mistake_and_an_error() -> None:
    text = "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n"
    with pytest.raises(AmbiguousExportError, match="claimed by strong and strong"):
        claim(doc(text), Hints(), apps=(strong.IMPORTER, strong.IMPORTER))


def test_a_stranger_is_told_the_nearest_app_and_what_is_missing() -> None:
    text = "Date,Workout Name,Exercise Name,Weight,Reps\n2026-01-05,A,Squat,100,5\n"
    with pytest.raises(UnknownExportError, match=r"The nearest is Strong, but without .*Set Order"):
        claim(doc(text), Hints(), apps=importers.ALL)


def test_nothing_alike_names_no_app() -> None:
    with pytest.raises(UnknownExportError) as refused:
        claim(doc("foo;bar\n1;2\n"), Hints(), apps=importers.ALL, plain=importers.PLAIN)
    assert "nearest" not in str(refused.value)
    assert "Seen: columns foo, bar." in str(refused.value)


def test_a_header_of_hundreds_of_columns_is_shown_in_part() -> None:
    with pytest.raises(UnknownExportError) as refused:
        claim(doc(",".join(f"c{n}" for n in range(400))), Hints(), apps=importers.ALL)
    assert len(str(refused.value)) < 500
