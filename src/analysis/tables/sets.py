"""The central table: every set a client performed."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.tables.keyed import Keyed

KINDS: Final = ("work", "warm_up", "drop", "failure", "amrap", "test", "cool_down")
SIDES: Final = ("left", "right", "each")


class Sets(Keyed):
    """One set as performed.

    Rows keep the order of the source file inside a session. Exact copies of a row are real
    sets, never duplicates: an app that stamps only the day writes the same row for each set.
    """

    client = dy.String(primary_key=True, min_length=1, description="The client's folder name")
    source = dy.String(primary_key=True, description="sha256 of the file the set was read from")
    source_line = dy.Int64(
        primary_key=True, min=1, description="Line (or record) of that file where the record starts"
    )
    source_part = dy.Int16(
        primary_key=True,
        min=0,
        description="Which set of that record: 0 unless a record holds several",
    )
    session = dy.String(
        min_length=1, description="The session: its start and name; the same for all its sets"
    )
    performed_at = dy.Datetime(
        description="When the set was done, or when its session started; local wall time, midnight when only a date is known"
    )
    time_known = dy.Bool(description="False where the app wrote only a date")
    session_s = dy.Float64(
        nullable=True, min=0, description="Length of the session in seconds; null: not stated"
    )
    workout = dy.String(nullable=True, description="The workout's name in the app; null: the app has none")
    exercise_logged = dy.String(min_length=1, description="The exercise as the app wrote it")
    exercise = dy.String(nullable=True, description="Catalogue id; null: the name is not matched")
    lift = dy.String(
        min_length=1,
        description="What the trend is kept under: the catalogue id, else the name as logged",
    )
    set_number = dy.Int32(
        min=1, description="Place of the set among the sets of its lift in its session, from 1"
    )
    kind = dy.Enum(list(KINDS), description="What the app (or a rule) says the set was for")
    side = dy.Enum(list(SIDES), nullable=True, description="Side trained; null: both together, or not stated")
    load_kg = dy.Float64(
        nullable=True,
        min=0,
        description="External load in kg; null: no external load, or a machine without a number",
    )
    assistance_kg = dy.Float64(
        nullable=True, min=0, description="Help in kg that made the set easier; null: none"
    )
    load_logged_kg = dy.Float64(
        nullable=True,
        min=0,
        description="The weight as logged, where it was taken to mean something else and load or help differ from it (see `weights`); null: it is the load or the help",
    )
    reps = dy.Float64(
        nullable=True,
        min_exclusive=0,
        description="Repetitions done; null: a timed or distance set",
    )
    rir = dy.Float64(
        nullable=True,
        min=0,
        max=10,
        description="Reps in reserve (10 - RPE); null: effort not logged",
    )
    rest_s = dy.Float64(nullable=True, min=0, description="Rest after the set in seconds; null: not logged")
    duration_s = dy.Float64(
        nullable=True,
        min_exclusive=0,
        description="Length of a timed set in seconds; null: not timed",
    )
    distance_m = dy.Float64(nullable=True, min_exclusive=0, description="Distance in metres; null: none")
    superset = dy.String(
        nullable=True,
        description="Superset the set belonged to; null: none, or the app does not say",
    )
    tempo = dy.String(
        nullable=True,
        description="Seconds down, held, up, held, as 3-1-1-0; X: as fast as possible; null: not stated",
    )
    note = dy.String(nullable=True, description="The lifter's note on the set or exercise; null: none")
    from_note = dy.String(
        nullable=True,
        description="Which of `rir`, `kind` and `tempo` were read from the note, by name; null: none of them",
    )

    @dy.rule()
    def something_was_done(cls) -> pl.Expr:
        """Reps, a duration or a distance above zero; a load alone is not a set."""
        return (
            pl.col("reps").is_not_null()
            | pl.col("duration_s").is_not_null()
            | pl.col("distance_m").is_not_null()
        )
