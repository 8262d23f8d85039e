"""What each imported file was, and how it was understood."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from analysis.tables.contract import Contract


class Sources(Contract):
    """One file of the client's folder, read or refused."""

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    file = dy.String(
        primary_key=True,
        description="The file's name under the client's folder; of a part of an archive or workbook both names, as export.zip/strong.csv; ../ before a file of many people",
    )
    source = dy.String(description="sha256 of its bytes")
    app = dy.String(nullable=True, description="The app that wrote it; null: refused")
    dialect = dy.String(nullable=True, description="Which of the app's layouts; null: refused")
    encoding = dy.String(nullable=True, description="Text encoding; null: refused, or not text")
    delimiter = dy.String(nullable=True, description="Field separator; null: refused, or not delimited")
    locale = dy.String(nullable=True, description="Language of headers or dates; null: refused")
    weight_unit = dy.String(nullable=True, description="kg, lb, or per row; null: the file has no weights")
    weight_unit_known_by = dy.String(
        nullable=True,
        description="What says so: header, rows, measurements, client.toml or evidence; null: the file has no weights",
    )
    clock = dy.String(
        nullable=True,
        description="Whose time the file tells: local; UTC with the zone it is shown in; or UTC with the zone not known; null: refused",
    )
    lines = dy.Int64(min=0, description="Records in the file, header and blank lines not counted")
    used = dy.Int64(min=0, description="Records that gave a set or a measurement")
    repeated = dy.Int64(min=0, description="Records of a session that a newer export also holds")
    not_a_set = dy.Int64(min=0, description="Records that are something else: rest timers, notes, blanks")
    rejected = dy.Int64(min=0, description="Records that could not be read; each is listed")
    sets = dy.Int64(min=0, description="Sets used from this file")
    sessions = dy.Int64(min=0, description="Sessions used from this file")
    first_on = dy.Date(nullable=True, description="Date of its first set or measurement; null: none")
    last_on = dy.Date(nullable=True, description="Date of its last set or measurement; null: none")
    refused = dy.String(nullable=True, description="Why the whole file was refused; null: it was read")

    @dy.rule()
    def every_line_is_accounted_for(cls) -> pl.Expr:
        """Lines = used + repeated + not a set + rejected."""
        return pl.col("lines") == pl.sum_horizontal("used", "repeated", "not_a_set", "rejected")
