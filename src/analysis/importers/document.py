"""The index of exports in docs/exports, printed from the registry."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from analysis import importers
from analysis.importers.reading import Importer

HEAD: Final = """\
# Exports

How to get each export out of its app, what is in it, and what is lost. {count} formats in {layouts} layouts; one with a star was
built from descriptions, and no real file of it was read. This page is printed by `python -m analysis.importers`.

| export | layouts | needs |
| --- | --- | --- |
"""
TAIL: Final = """
All of them are read from [zip archives and Excel workbooks](archives.md) too. A file of several people is read by a mapping: see
[many people in one file](../settings.md#many-people-in-one-file). [What became of every line](rules.md) explains the words in the
data-quality section of a report.
"""


def markdown() -> str:
    """One row a format, those with one page beside each other."""
    every = importers.by_family()
    head = HEAD.format(count=len(every), layouts=sum(len(each.dialects) for each in every))
    families = (list(members) for _, members in groupby(every, key=lambda each: each.page))
    return head + "".join(_row(each) for family in families for each in family) + TAIL


def _row(each: Importer) -> str:
    layouts = ", ".join(name + "*" * (name in each.unseen) for name in each.dialects)
    return f"| [{each.title}]({each.page}.md) | {layouts} | {each.needs or '–'} |\n"
