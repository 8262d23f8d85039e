"""Laws of reading that hold for any bytes: no crash, and every record accounted for."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis import importers
from analysis.errors import AnalysisError
from analysis.importers.identify import claim
from analysis.importers.reading import Hints, Reading
from analysis.ingest.pipeline import Ingested
from analysis.sources import blob
from analysis.sources.views import Views

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADERS = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
    "title,start_time,end_time,exercise_title,exercise_notes,set_index,set_type,weight_kg,reps,rpe",
    "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time",
    "Date,Time,Measurement,Value,Unit",
    "date,weight_kg,fat_percent,neck_cm,left_bicep_cm",
    "Datum;Gewicht (kg);Taille (cm)",
)
CELL = st.one_of(
    st.sampled_from([
        "", "100", "62,5", "-5", "1e9", "nan", "2026-01-05 18:00:00", "5 Mai 2026, 07:34", "13/01/2026", "1", "W",
        "Rest Timer", "normal", "Squat (Barbell)", "8.5", "1h 5m", '"', '"a', "kg", "99999999999999999999", "2026-13-45",
    ]),
    st.text(max_size=12),
)  # fmt: skip
RAGGED = st.lists(st.lists(CELL, max_size=14).map(",".join), max_size=8).map("\n".join)
ANY_TABLE = st.builds(lambda header, rows: f"{header}\n{rows}", st.sampled_from(HEADERS), RAGGED)
FAST = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def check_the_account(done: Ingested) -> None:
    """Records = used + repeated + not a set + rejected, one ledger row a record, and only used records give."""
    source = done.source.row(0, named=True)
    assert source["lines"] == done.ledger.height == done.ledger["line"].n_unique()
    assert source["lines"] == sum(source[s] for s in ("used", "repeated", "not_a_set", "rejected"))
    used = set(done.ledger.filter(pl.col("status") == "used")["line"])
    assert set(done.sets["source_line"]) | set(done.body["source_line"]) == used


def check_the_message(said: str) -> None:
    """One line that begins with the file; a proposal of columns may follow."""
    assert said.startswith("export.csv")
    assert "\n" not in said or "[table." in said


@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
@example(data=b"\xff\xfe")
@example(data=b"\xff\xfea")
@example(data=b'"')
@example(data=b"\t*")
@example(data=b"^a$,*,#line,#extra\n1,2,3,4")
@example(data=b"\xef\xbb\xbf,\n,")
@settings(FAST, max_examples=200)
def test_any_bytes_are_read_or_refused_and_never_crash(read: ReadText, data: bytes) -> None:
    try:
        done = read(data, weight_unit="kg", date_order="dmy")
    except AnalysisError as err:
        check_the_message(str(err))
    else:
        check_the_account(done)


@given(text=ANY_TABLE)
@FAST
def test_whatever_stands_under_a_known_header_every_record_is_accounted_for(
    read: ReadText, text: str
) -> None:
    try:
        done = read(text, weight_unit="kg", date_order="dmy")
    except AnalysisError as err:
        check_the_message(str(err))
    else:
        check_the_account(done)


PACKED = st.sampled_from([
    "", "3x5@100", "100x5, 105x0", "100x0", "8,8,6@60", "3x10", "9999x5", "100x5, 9999x5", "5x5@", "99999999999x5@1", "0x5@60",
])  # fmt: skip
PACKED_ROWS = st.lists(st.tuples(CELL, PACKED, CELL, CELL), max_size=8)
MAPPING = {"date": "date", "exercise": "lift", "packed": "work", "distance": "km", "weight_unit": "kg"}


@given(rows=PACKED_ROWS, beside=st.booleans())
@FAST
def test_whatever_stands_in_packed_cells_every_record_is_accounted_for(
    read: ReadText, rows: list[tuple[str, str, str, str]], *, beside: bool
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("date", "lift", "work", "kg", "km"), *(("2026-01-05", *row) for row in rows)])
    mapping = {**MAPPING, **({"weight": "kg"} if beside else {})}
    try:
        done = read(out.getvalue(), table={"export.csv": mapping}, date_order="dmy")
    except AnalysisError as err:
        check_the_message(str(err))
    else:
        check_the_account(done)


ROWS = [
    ["2026-01-05 18:00:00", "Übung; A, B", "1h 5m", "Squat (Barbell)", str(n), f"{60 + 2.5 * n}", "5", "0", "0",
     'deep, slow\nand "hard"' if n == 2 else "", "gut" if n == 1 else "", "8.5" if n % 2 else ""]
    for n in range(1, 6)
]  # fmt: skip
TRAITS: Final = (
    "performed_at", "session_s", "workout", "exercise_logged", "kind", "load", "reps", "rir", "note",
)  # fmt: skip
Quoting = Literal[0, 1, 2]


def written(delimiter: str = ",", newline: str = "\n", quoting: Quoting = csv.QUOTE_ALL) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows([HEADERS[0].split(","), *ROWS])
    return out.getvalue()


def as_read(data: bytes) -> Reading:
    """What the importer hands on, before units and names."""
    views = Views(blob.of_bytes("export.csv", data))
    importer, dialect, doc = claim(views, Hints(), apps=importers.ALL)
    return importer.read(doc, dialect, Hints())


@cache
def whole() -> Reading:
    return as_read(written().encode())


@given(
    delimiter=st.sampled_from(",;\t|"),
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    blank=st.booleans(),
)
@settings(FAST, max_examples=60)
def test_how_a_file_is_written_down_changes_no_set(
    delimiter: str, newline: str, quoting: Quoting, encoding: str, *, blank: bool
) -> None:
    text = written(delimiter, newline, quoting) + newline * 2 * blank
    assert whole().sets.height == len(ROWS)
    assert as_read(text.encode(encoding)).sets.select(TRAITS).equals(whole().sets.select(TRAITS))


@given(share=st.floats(0, 1))
@settings(FAST, max_examples=60)
def test_a_file_cut_anywhere_keeps_every_set_before_the_cut(share: float) -> None:
    data = written().encode()
    header = data.index(b"\n") + 1
    cut = header + round(share * (len(data) - header))
    starts = whole().sets["line"].to_list()
    open_record = max((n for n in starts if n <= data[:cut].count(b"\n") + 1), default=0)
    done = as_read(data[:cut])
    before = pl.col("line") < open_record
    assert done.sets.filter(before).equals(whole().sets.filter(before))
    assert done.ledger["line"].n_unique() == done.ledger.height
