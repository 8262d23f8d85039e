"""GymBook's XML: a `log` element a set, its children named in English whatever the phone's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element  # the type; parsing is defusedxml's

import polars as pl

from analysis.importers import gaps, gymbook_cells, records, remarks, tabular
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.importers.records import Record
from analysis.sources.xml_stream import HEAD_BYTES, Xml

CHILDREN: Final = {
    "date": "started",
    "time": "time",
    "workout": "workout",
    "exercise": "exercise",
    "notes": "note",
}
ALL_CHILDREN: Final = (*CHILDREN, "type", "reps", "weight", "skipped")
KINDS: Final = {
    "warmup": "warm_up",
    "warmupset": "warm_up",
    "cooldown": "cool_down",
    "cooldownset": "cool_down",
}
"""`type` is `default` for a set; the other two are not known for sure, and are read with or without a hyphen."""

PLAIN: Final = frozenset({"default", "set", "normal", "working", "workingset"})


def identify(doc: Xml, _: Hints) -> Dialect | None:
    """A `log` with an exercise and its region near the beginning."""
    if doc.root not in {"log", "logs", "gymbook", "GymBook"}:
        return None
    head = doc.blob.head(HEAD_BYTES).replace(b"\x00", b"")
    known = all(tag in head for tag in (b"<log>", b"<exercise>", b"<targetRegion"))
    return Dialect(name="XML", note_of="set") if known else None


def read(doc: Xml, dialect: Dialect, hints: Hints) -> Reading:
    """Read every `log`; its place in the file, from 1, is its line."""
    rows = list(_rows(doc))
    cells = pl.DataFrame(rows, schema=dict.fromkeys(ALL_CHILDREN, pl.String), orient="row").with_columns(
        pl.all().str.strip_chars().replace("", None)
    )
    fields = cells.select(
        *(pl.col(theirs).alias(ours) for theirs, ours in CHILDREN.items()),
        pl.when(gymbook_cells.is_skipped(pl.col("skipped")))
        .then(pl.lit(records.SKIPPED))
        .otherwise(pl.col("type").str.to_lowercase().str.replace_all(r"[^a-z]", ""))
        .alias("mark"),
        **gymbook_cells.performed(pl.col("reps")),
        **gymbook_cells.moved(pl.col("weight")),
    )
    listed = [
        Record(line, row, text=" ".join(filter(None, cells.row(line - 1))))
        for line, row in enumerate(fields.iter_rows(named=True), start=1)
    ]
    placed = cells.with_columns(fields["mark"]).with_row_index("line", offset=1)
    unclear = placed.filter(gymbook_cells.is_unclear(pl.col("skipped")))["line"]
    strange = placed.filter(
        pl.col("type").is_not_null() & ~pl.col("mark").is_in([*KINDS, *PLAIN, records.SKIPPED])
    )["line"]
    done = records.read(doc.file, listed, dialect, hints, MEANING)
    done = remarks.of_all(done, unclear, gymbook_cells.UNCLEAR)
    return gaps.joined(remarks.of_all(done, strange, gymbook_cells.STRANGE_KIND))


MEANING: Final = tabular.Meaning(kinds=KINDS, not_a_set=gymbook_cells.SKIPPED)


def _rows(doc: Xml) -> Iterator[tuple[str, ...]]:
    """The children of each `log` that has any, as texts; elements are let go as soon as they are read."""
    for event, element, _ in doc.elements():
        if event == "end" and element.tag == "log":
            if len(element) and not any(child.tag == "log" for child in element):
                yield tuple(_text(element, name) for name in ALL_CHILDREN)
            element.clear()


def _text(log: Element, name: str) -> str:
    return log.findtext(name) or ""


IMPORTER: Final = Importer(
    app="gymbook_xml",
    title="GymBook (XML)",
    identify=identify,
    read=read,
    dialects={"XML": "a log element a set, UTF-8 or UTF-16"},
    signature=frozenset({"log", "exercise", "targetRegion"}),
    reads=Xml,
    rules={"not_performed": "planned, and the app says that it was not done"},
    unseen=frozenset({"XML"}),
    account="gymbook",
    page="gymbook",
)
