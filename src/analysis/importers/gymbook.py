"""GymBook's table: one row a set with its own time, headers and cells in the phone's language, units in the cells.

The header of the kind of set lists its three words in order: a set, a warm-up, a cool-down. See docs/exports/gymbook.md.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.importers import derived, gaps, gymbook_cells, records, remarks, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.sources.delimited import LINE, Delimited

DIALECTS: Final = {
    "GB-it": "Italian; commas, decimal commas",
    "GB-de": "German; semicolons, decimal commas",
    "GB-en": "English",
    "GB-es": "Spanish",
    "GB-fr": "French",
    "GB-pt": "Portuguese",
}
PLACES: Final = (
    "started", "workout", "time", "exercise", "region", "primary muscles", "secondary muscles", "kind",
    "performed", "moved", "note", "skipped",
)  # fmt: skip
"""What each column is: their order is the same in every language."""

KINDS: Final = ("set", "warm-up", "cool-down")
FIELDS: Final = ("started", "workout", "time", "exercise", "note")


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """Twelve columns, of which three are two or three things in one (`Peso / Distanza`)."""
    if len(doc.header) != len(PLACES):
        return None
    at = dict(zip(PLACES, doc.header, strict=True))
    slashes = tuple(at[name].count(" / ") for name in ("kind", "performed", "moved"))
    spoken = gymbook_cells.language(doc.header)
    if slashes != (2, 1, 1) or spoken is None:
        return None
    return Dialect(
        name=f"GB-{spoken}", locale=spoken, fields={name: at[name] for name in FIELDS}, note_of="set"
    )


def _kind(header: str) -> pl.Expr:
    """The place of a cell among the three words of its header; null for any other word."""
    names = {word.strip().casefold(): ours for word, ours in zip(header.split(" / "), KINDS, strict=True)}
    cell = pl.col(header).str.strip_chars().str.to_lowercase()
    return cell.replace_strict(names, default=None, return_dtype=pl.String)


MEANING: Final = tabular.Meaning(
    kinds={"warm-up": "warm_up", "cool-down": "cool_down"}, not_a_set=gymbook_cells.SKIPPED
)


def read(doc: Delimited, dialect: Dialect, hints: Hints) -> Reading:
    """Read the log; sets of one programme are one session until a pause of hours."""
    at = dict(zip(PLACES, doc.header, strict=True))
    whole, named = derived.with_fields(
        doc,
        dialect,
        mark=pl.when(gymbook_cells.is_skipped(pl.col(at["skipped"])))
        .then(pl.lit(records.SKIPPED))
        .otherwise(_kind(at["kind"])),
        **gymbook_cells.performed(pl.col(at["performed"])),
        **gymbook_cells.moved(pl.col(at["moved"])),
    )
    unclear = doc.rows.filter(gymbook_cells.is_unclear(pl.col(at["skipped"])))[LINE]
    strange = doc.rows.filter(pl.col(at["kind"]).is_not_null() & _kind(at["kind"]).is_null())[LINE]
    done = remarks.of_all(tabular.read(whole, named, hints, MEANING), unclear, gymbook_cells.UNCLEAR)
    return gaps.joined(remarks.of_all(done, strange, gymbook_cells.STRANGE_KIND))


IMPORTER: Final = Importer(
    app="gymbook",
    title="GymBook",
    identify=identify,
    read=read,
    dialects=DIALECTS,
    signature=frozenset(
        {"Data", "Programma", "Orario", "Esercizio", "Ripetizioni / Tempo", "Peso / Distanza", "Saltato"}
    ),
    rules={"not_performed": "planned, and the app says that it was not done"},
    unseen=frozenset(DIALECTS) - {"GB-it"},
)
