"""Fields that an importer works out of a table's columns."""

from __future__ import annotations

import polars as pl

from analysis.importers import derived
from analysis.importers.reading import Dialect
from analysis.sources import delimited

DOC = delimited.read("any.csv", b"a,#mark\n1,x\n2,y\n")


def test_a_made_field_is_read_in_place_of_the_column_it_had() -> None:
    doc, dialect = derived.with_fields(DOC, Dialect(name="any", fields={"reps": "a"}), reps=pl.col("a") + "0")
    assert dialect.fields["reps"] == "#reps"
    assert doc.rows[dialect.fields["reps"]].to_list() == ["10", "20"]
    assert doc.header == DOC.header


def test_a_column_that_this_version_of_the_app_lacks_is_null() -> None:
    assert DOC.rows.select(derived.column(DOC, "b").alias("b"))["b"].to_list() == [None]
    assert DOC.rows.select(derived.column(DOC, "a"))["a"].to_list() == ["1", "2"]
