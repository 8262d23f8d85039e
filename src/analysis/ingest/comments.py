"""Effort, kind and tempo of sets from the lifter's comments, where the app's own columns say nothing.

A comment is on one set or on an exercise: the importer knows which (`note_of`). What a set's own comment
says is about that set; of an exercise's only what names a set is taken ("last set to failure", "all sets @8").
"""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

from analysis.exercises.names import LETTERS
from analysis.ingest.comment_grammar import UNNAMED, statements
from analysis.ingest.comment_tokens import tell_tales

NoteOf = Literal["set", "exercise"]

READ: Final = pl.Schema(
    {
        "note": pl.String(),
        "scope": pl.String(),
        "rir": pl.Float64(),
        "kind": pl.String(),
        "tempo": pl.String(),
    }
)
EXERCISE: Final = ["session", "exercise_logged"]
"""What an exercise of one session goes by in one file."""

FIELDS: Final = ("rir", "kind", "tempo")
TO_FAILURE: Final = ("failure", "amrap")
_ROW: Final = "#row"
_BLOCK: Final = "#block"
_PREFIX: Final = "#read_"


def read(notes: pl.Series) -> pl.DataFrame:
    """Return what comments say: one row a comment and scope, in the order of first appearance.

    Columns: note; scope (`unnamed`, `all`, `top`, `first 2`, `last 1`, `sets 2 3`); rir (10 - RPE), kind and
    tempo, each null where not said. A comment that says nothing has no row.

    >>> read(pl.Series(["2 rir", "felt heavy", "last set to failure"])).rows()
    [('2 rir', 'unnamed', 2.0, None, None), ('last set to failure', 'last 1', None, 'failure', None)]
    """
    distinct = notes.cast(pl.String).drop_nulls().unique(maintain_order=True).rename("note")
    folded = distinct.str.normalize("NFKD").str.to_lowercase().str.replace_all(r"\p{M}", "")
    letters = {chr(each): plain for each, plain in LETTERS.items()}
    plain = folded.to_frame().select(pl.col("note").str.replace_many(letters)).to_series()
    rows = [
        (note, each.scope, each.field, each.value)
        for note in distinct.filter(plain.str.contains(tell_tales()))
        for each in statements(note)
    ]
    said = pl.DataFrame(rows, schema=["note", "scope", "field", "value"], orient="row") if rows else None
    if said is None:
        return pl.DataFrame(schema=READ)
    value = pl.col("value")
    return said.group_by("note", "scope", maintain_order=True).agg(
        value.filter(pl.col("field") == "rir").first().cast(pl.Float64).alias("rir"),
        value.filter(pl.col("field") == "kind").first().alias("kind"),
        value.filter(pl.col("field") == "tempo").first().alias("tempo"),
    )


def applied(sets: pl.DataFrame, *, note_of: NoteOf) -> pl.DataFrame:
    """Return the sets of one file, in their order, with what their comments say where the app says nothing.

    Fills `rir` where it is null and `kind` where it is work; adds `tempo` and `from_note`, which names what was
    read from the comment. What the app states is never changed, and reading twice changes nothing.

    Needs `session`, `exercise_logged`, `kind`, `rir`, `load` and `note`, in the order of the file.
    """
    own = _as_the_app_has_it(sets)
    said = read(own["note"])
    if said.is_empty():
        return own
    rows = own.with_row_index(_ROW)
    told = pl.concat([_of_the_set(rows, said, note_of), _of_named_sets(rows, said, note_of)])
    by_row = told.group_by(_ROW).agg(
        pl.col(name).drop_nulls().first().alias(_PREFIX + name) for name in FIELDS
    )
    joined = rows.join(by_row, on=_ROW, how="left", maintain_order="left")
    return _filled(joined).drop(_ROW, *(_PREFIX + name for name in FIELDS))


def _as_the_app_has_it(sets: pl.DataFrame) -> pl.DataFrame:
    """The sets without what an earlier reading of the comments added."""
    blank = [
        pl.lit(None, pl.String).alias(name) for name in ("tempo", "from_note") if name not in sets.columns
    ]
    before = sets.with_columns(blank)

    def was_read(name: str) -> pl.Expr:
        return pl.col("from_note").str.split(" ").list.contains(name).fill_null(value=False)

    return before.with_columns(
        rir=pl.when(~was_read("rir")).then("rir"),
        kind=pl.when(was_read("kind")).then(pl.lit("work")).otherwise(pl.col("kind").cast(pl.String)),
        tempo=pl.when(~was_read("tempo")).then("tempo"),
        from_note=pl.lit(None, pl.String),
    )


def _of_the_set(rows: pl.DataFrame, said: pl.DataFrame, note_of: NoteOf) -> pl.DataFrame:
    """What each set's own comment says of it: (row, rir, kind, tempo)."""
    unnamed = said.filter(pl.col("scope") == UNNAMED) if note_of == "set" else said.clear()
    return rows.select(_ROW, "note").join(unnamed, on="note").select(_ROW, *FIELDS)


def _of_named_sets(rows: pl.DataFrame, said: pl.DataFrame, note_of: NoteOf) -> pl.DataFrame:
    """What comments say of the sets they name: (row, rir, kind, tempo); the more particular name first."""
    named = said.filter(pl.col("scope") != UNNAMED)
    telling = rows.join(named.select("note").unique(), on="note", how="semi").select(EXERCISE).unique()
    blocks = _blocks(rows.join(telling, on=EXERCISE, how="semi", maintain_order="left"), note_of)
    about = blocks.select(_BLOCK, "note").unique(maintain_order=True).join(named, on="note")
    placed = blocks.with_columns(**_places()).rename({"kind": "app_kind", "note": "own_note"})
    pairs = placed.drop("rir", "tempo").join(about, on=_BLOCK)
    general = pl.col("scope") == "all"
    theirs = general | (pl.col("own_note") == pl.col("note")).fill_null(value=False)
    fits = _fits() & (theirs if note_of == "set" else pl.lit(value=True))
    return pairs.filter(fits).sort(general, maintain_order=True).select(_ROW, *FIELDS)


def _blocks(rows: pl.DataFrame, note_of: NoteOf) -> pl.DataFrame:
    """The rows with the block of sets that a comment on one of them speaks of.

    Apps write an exercise's comment on every set of it, or on the first alone; a file does one or the other.
    """
    numbered = rows.join(
        rows.select(EXERCISE).unique().with_row_index("#exercise"), on=EXERCISE, maintain_order="left"
    )
    if note_of == "set":
        return numbered.rename({"#exercise": _BLOCK})
    # Blocks are runs of the rows in the order of exercises; a stable sort keeps that of the file inside each.
    ordered = numbered.sort("#exercise", maintain_order=True)
    other = pl.col("#exercise").ne_missing(pl.col("#exercise").shift())
    before = pl.when(~other).then(pl.col("note").shift())
    repeated = (pl.col("note") == before).sum()
    alone = (pl.col("note").is_null() & before.is_not_null()).sum()
    on_every_set = bool(ordered.select(repeated >= alone).item())
    starts = pl.col("note").ne_missing(before) if on_every_set else pl.col("note").is_not_null()
    return ordered.with_columns((other | starts).cum_sum().alias(_BLOCK)).sort(_ROW)


def _places() -> dict[str, pl.Expr]:
    """The place of a set in its block: among all, and among those that the app counts as sets of work."""
    kind, row = pl.col("kind"), pl.col(_ROW)
    counted = ~kind.is_in(["warm_up", "cool_down", "drop"])
    to_the_end = ~kind.is_in(["warm_up", "cool_down"])
    load = pl.when(counted).then("load")
    at_top = counted & (load == load.max().over(_BLOCK))
    return {
        "at": row.rank("ordinal").over(_BLOCK),
        "nth": pl.when(counted).then(counted.cum_sum().over(_BLOCK)),
        "from_end": pl.when(to_the_end).then(to_the_end.cum_sum(reverse=True).over(_BLOCK)),
        "at_top": at_top & (at_top.sum().over(_BLOCK) == 1),
        "counted": counted,
    }


def _fits() -> pl.Expr:
    """Whether a set is among those that a scope names."""
    scope = pl.col("scope")
    number = scope.str.extract(r"(\d+)").cast(pl.Int64)
    first = pl.when(pl.col("kind") == "warm_up").then("at").otherwise("nth")
    listed = scope.str.extract_all(r"\d+").list.eval(pl.element().cast(pl.Int64))
    return (
        pl.when(scope == "all").then("counted")
        .when(scope == "top").then("at_top")
        .when(scope.str.starts_with("first")).then(first <= number)
        .when(scope.str.starts_with("last")).then(pl.col("from_end") <= number)
        .otherwise(listed.list.contains(first))
        .fill_null(value=False)
    )  # fmt: skip


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what was read, where the app says nothing and nothing it says is against it."""
    rir, kind, tempo = (pl.col(_PREFIX + name) for name in FIELDS)
    own_kind, own_rir = pl.col("kind"), pl.col("rir")
    has_rir = own_rir.is_null() & rir.is_not_null() & ~(own_kind.is_in(TO_FAILURE) & (rir > 0))
    has_kind = (
        (own_kind == "work")
        & kind.is_not_null()
        & ~(kind.is_in(TO_FAILURE) & (own_rir >= 1).fill_null(value=False))
    )
    has_tempo = pl.col("tempo").is_null() & tempo.is_not_null()
    flags = zip((has_rir, has_kind, has_tempo), FIELDS, strict=True)
    words = pl.concat_str(
        [pl.when(has).then(pl.lit(name)) for has, name in flags], separator=" ", ignore_nulls=True
    )
    return rows.with_columns(
        rir=pl.when(has_rir).then(rir).otherwise(own_rir),
        kind=pl.when(has_kind).then(kind).otherwise(own_kind),
        tempo=pl.when(has_tempo).then(tempo).otherwise("tempo"),
        from_note=pl.when(words != "").then(words),
    )


def counted(sets: pl.DataFrame) -> dict[str, int]:
    """Return how many sets have rir, kind or tempo from a comment.

    >>> counted(pl.DataFrame({"from_note": ["rir kind", None, "rir"]}))
    {'rir': 2, 'kind': 1, 'tempo': 0}
    """
    words = sets["from_note"].drop_nulls().str.split(" ").explode()
    return {name: int((words == name).sum()) for name in FIELDS}
