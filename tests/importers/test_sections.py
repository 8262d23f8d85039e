"""Text of several tables under banners."""

from __future__ import annotations

from analysis.importers import sections

TEXT = [
    "",
    "### LOGS ####################",
    "",
    "a,b",
    "1,2",
    '"two',
    'lines",3',
    "4",
    "5,6,7",
    "",
    "#############################",
    "",
    "### EMPTY ###################",
    "",
    "### LOGS ####################",
    "b,a",
    "8,9",
]


def test_records_know_their_line_in_the_file_and_what_is_wrong_with_them() -> None:
    found = sections.sections(TEXT)
    table = sections.table("f.csv", "utf-8", found["LOGS"])
    assert [(row["#line"], row["a"], row["b"]) for row in table.rows] == [
        (5, "1", "2"), (6, "two\nlines", "3"), (17, "9", "8"),
    ]  # fmt: skip
    assert (table.short, table.long) == ([8], [9])


def test_a_section_with_nothing_in_it_is_an_empty_table() -> None:
    found = sections.sections(TEXT)
    assert sections.table("f.csv", "utf-8", found["EMPTY"]).rows == []
    assert sections.table("f.csv", "utf-8", []).rows == []
