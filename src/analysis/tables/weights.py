"""What the weights of each lift were taken to mean."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.contract import Contract

MEANINGS: Final = ("external", "added", "total", "assistance", "one_hand", "both_hands", "placeholder")
"""external: what is lifted besides the body. added: that, on a lift that moves the body. total: the body and what
is added, in one number. assistance: help. one_hand: one hand's or side's share. both_hands: both hands' loads
summed. placeholder: a number that says nothing.
"""

KNOWN_BY: Final = ("default", "evidence", "client.toml")


class Weights(Contract):
    """One meaning that was given to the weights of one lift in one app: sets with a weight above zero."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    lift = dy.String(primary_key=True, min_length=1, description="The lift, as in Sets")
    app = dy.String(primary_key=True, description="The app the sets came from")
    meaning = dy.Enum(list(MEANINGS), primary_key=True, description="What the weight was taken for")
    known_by = dy.Enum(
        list(KNOWN_BY),
        primary_key=True,
        description="What says so: the kind of lift (default), the log itself (evidence), or the coach (client.toml)",
    )
    evidence = dy.String(
        nullable=True, description="The evidence in words; null: nothing in the log speaks against it"
    )
    sets = dy.Int64(min=1, description="Sets taken so")
    first_on = dy.Date(description="Day of the first of them")
    last_on = dy.Date(description="Day of the last of them")

    @dy.rule()
    def evidence_is_given(cls) -> pl.Expr:
        """What the log decided says by what."""
        return (pl.col("known_by") != "evidence") | pl.col("evidence").is_not_null()


def to_tell(weights: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that a coach should see: what was not taken as usual, and what is usual but in doubt.

    Left out is where nothing speaks against the usual meaning, and where the log bears it out.
    """
    borne_out = (pl.col("meaning") == "one_hand") & (pl.col("known_by") == "evidence")
    said = pl.col("evidence").is_not_null() | (pl.col("known_by") == "client.toml")
    return weights.filter(said & ~borne_out)
