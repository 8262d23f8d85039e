"""The account of every record of every source file."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.keyed import Keyed

STATUSES: Final = ("used", "repeated", "not_a_set", "rejected")


class Ledger(Keyed):
    """One record of one source file: a CSV record at the line where it starts, header and blanks not counted.

    A record may hold several sets. Law: the sum of `records` = used + repeated + not a set + rejected.
    """

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    source = dy.String(primary_key=True, description="sha256 of the file")
    file = dy.String(primary_key=True, description="The file's name under the client's folder")
    line = dy.Int64(primary_key=True, min=1, description="Line (or record) where the record starts")
    records = dy.Int64(
        min=1,
        description="How many records this row speaks of: 1, but for a health export's records of another kind, counted together",
    )
    status = dy.Enum(list(STATUSES), description="What became of the record")
    rule = dy.String(nullable=True, description="Why it is not used, in a word a coach can read; null: used")
    text = dy.String(nullable=True, description="The record itself, for the rejected; null: not rejected")
    problem = dy.String(
        nullable=True, description="Column, value and hint, for the rejected; null: not rejected"
    )

    @dy.rule()
    def unused_records_say_why(cls) -> pl.Expr:
        """A rule on every record but the used."""
        return (pl.col("status") == "used") == pl.col("rule").is_null()

    @dy.rule()
    def rejected_records_keep_their_text(cls) -> pl.Expr:
        """The rejected can be found and mended."""
        return (pl.col("status") == "rejected") == pl.col("text").is_not_null()
