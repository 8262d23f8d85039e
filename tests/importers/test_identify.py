"""Exactly one importer claims a file, from its content; a stranger is told which app comes nearest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from analysis import importers
from analysis.errors import AmbiguousExportError, UnknownExportError
from analysis.importers import strong
from analysis.importers.identify import claim
from analysis.importers.reading import Hints
from analysis.settings import client as client_settings
from analysis.sources import blob, containers
from analysis.sources.delimited import Delimited
from analysis.sources.views import Views

CASES = sorted(path for path in (Path(__file__).parent / "golden").glob("*/*/input.*"))


def doc(text: str) -> Views:
    return Views(blob.of_bytes("export.csv", text.encode()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.parent.name}/{case.parent.name}")
def test_one_importer_and_no_other_knows_a_file(case: Path) -> None:
    (part,) = containers.unpacked(blob.of_file(case, case.name))
    hints = Hints(columns=client_settings.read(case.parent).table.get(case.name))
    found = claim(Views(part), hints, apps=importers.ALL, plain=importers.PLAIN)
    assert found.importer.app == case.parent.parent.name


def test_the_names_of_the_apps_are_their_own() -> None:
    apps = [i.app for i in (*importers.ALL, *importers.PLAIN)]
    assert len(set(apps)) == len(apps)
    every = (*importers.ALL, *importers.PLAIN)
    assert all(i.dialects and i.title for i in every)
    assert all(i.signature for i in every if i.reads is Delimited)


@pytest.mark.parametrize("name", [*importers.APPS, *importers.TABLES])
def test_importers_do_not_know_each_other(name: str) -> None:
    source = Path(importers.__file__).with_name(f"{name}.py").read_text("utf-8")
    known = {
        module.removeprefix("analysis.importers.")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for module in (
            [f"{node.module}.{alias.name}" for alias in node.names]
            if node.module == "analysis.importers"
            else [str(node.module)]
        )
    }
    assert not known & {*importers.APPS, *importers.TABLES}


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
