"""Laws of reading that hold for every format: each law is tried on files made from every writer's,
thousands of them in `make laws`.

`reading` here is all that happens to a file before overlaps are settled: format, app, rules, units, names,
bounds, account. The files are small on purpose; what is tried is many different damages, not much data.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis import importers
from analysis.errors import AnalysisError
from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings
from analysis.simulate import roster, writers
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.writers.writer import Writer
from analysis.sources import blob, containers
from analysis.sources.delimited import Delimited
from analysis.sources.lines import Lines

MANY = settings(deadline=None, suppress_health_check=list(HealthCheck))
"""As many examples as the profile has: 100 in every run, 2,000 in `make laws`."""
READS = {each.app: each.reads for each in (*importers.ALL, *importers.PLAIN)}
SEEN = (
    "performed_at", "session_s", "workout", "exercise_logged", "set_number", "kind", "load_kg", "assistance_kg",
    "reps", "rir", "rest_s", "duration_s", "distance_m", "superset", "note",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Sample:
    """One small file of one layout, and what a coach must say for it."""

    name: str
    file: str
    reads: type
    data: bytes
    settings: ClientSettings

    def __repr__(self) -> str:
        return self.name


@cache
def samples() -> tuple[Sample, ...]:
    """One file of every writer: two sessions, or a dozen readings."""
    client = roster.CLIENTS[0]
    days = client.log.sets["started_at"].unique().sort().head(2)
    sets = Performed.validate(client.log.sets.filter(pl.col("started_at").is_in(days.implode())))
    readings = BodyReading.validate(client.log.readings.head(12))
    made = []
    for place, each in enumerate(writers.every()):
        data = each.write(sets, "kg") if isinstance(each, Writer) else each.write(readings)
        said = ClientSettings.model_validate(
            {"weight_unit": "kg", "timezone": "Europe/Berlin", **tomllib.loads(each.settings)}
        )
        layout = each.layout if isinstance(each, Writer) else "body"
        made.append(Sample(f"{each.app}-{layout}-{place}", each.file, READS[each.app], data, said))
    return tuple(made)


def of_kind(*kinds: type) -> list[Sample]:
    return [sample for sample in samples() if sample.reads in kinds]


def read(sample: Sample, data: bytes) -> list[Ingested]:
    """Every part of a file.

    Raises:
        AnalysisError: the file, or a part of it, is refused.
    """
    part = blob.of_bytes(sample.file, data)
    desk = pipeline.Desk("ana", sample.settings, {}, "client.toml", unit_must_be_known=True)
    return [pipeline.of_part(each, desk) for each in containers.unpacked(part)]


def read_or_refused(sample: Sample, data: bytes) -> list[Ingested]:
    """Every part of a file; none where it is refused in words that a coach can use."""
    try:
        return read(sample, data)
    except AnalysisError as err:
        said = str(err)
    assert sample.file in said.splitlines()[0]
    assert "\n" not in said or "[table." in said
    return []


@cache
def whole(sample: Sample) -> Ingested:
    (done,) = read(sample, sample.data)
    return done


def check_the_account(done: Ingested) -> None:
    row = done.source.row(0, named=True)
    assert row["lines"] == done.ledger["records"].sum()
    assert row["lines"] == sum(row[status] for status in ("used", "repeated", "not_a_set", "rejected"))
    assert done.ledger["line"].is_unique().all()
    used = set(done.ledger.filter(pl.col("status") == "used")["line"])
    gave = set(done.sets["source_line"]) | set(done.body["source_line"]) | set(done.plan["line"])
    assert gave <= used


PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from([
        b"\n", b'"', b",", b";", b"\x00", b"\xff", b"\xef\xbb\xbf", b"=1+1", b"<script>", b"-5", b"1e400", b"nan", b"9" * 30,
        b"2026-13-45", b"{", b"]", b"null", b"\r", b"\t", "’".encode(), b"../../x", b"x" * 5000, b"0", b"-1", b"1,5", b"''",
    ]),
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["insert", "replace", "delete", "repeat", "swap"]), PIECES),
    min_size=1, max_size=6,
)  # fmt: skip


def damaged(data: bytes, edits: list[tuple[float, str, bytes]]) -> bytes:
    for where, what, piece in edits:
        at = round(where * len(data))
        if what == "insert":
            data = data[:at] + piece + data[at:]
        elif what == "replace":
            data = data[:at] + piece + data[at + len(piece) :]
        elif what == "delete":
            data = data[:at] + data[at + 1 + len(piece) * 3 :]
        elif what == "repeat":
            data = data[:at] + data[max(0, at - 40) : at] + data[at:]
        else:
            data = data[at:] + data[:at]
    return data


@given(sample=st.sampled_from(samples()), edits=EDITS)
@MANY
def test_a_damaged_file_is_read_or_refused_in_our_words_and_every_record_is_accounted_for(
    sample: Sample, edits: list[tuple[float, str, bytes]]
) -> None:
    for done in read_or_refused(sample, damaged(sample.data, edits)):
        check_the_account(done)


def test_every_whole_file_adds_up() -> None:
    for sample in samples():
        check_the_account(whole(sample))


NUMBER = re.compile(r"-?\d+\.\d+")
TABLES = [s for s in of_kind(Delimited) if not s.name.startswith(("fitnotes-", "strengthlog"))]
"""FitNotes for Android and StrengthLog do not quote at all: their tables cannot be written in another way."""


@cache
def cells(sample: Sample) -> list[list[str]]:
    text = sample.data.decode("utf-8-sig")
    delimiter = max(",;\t", key=text.splitlines()[0].count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@given(
    sample=st.sampled_from(TABLES),
    delimiter=st.sampled_from(",;\t|"),
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
    comma=st.booleans(),
)
@MANY
def test_how_a_table_is_written_down_changes_no_set(
    *, sample: Sample, delimiter: str, newline: str, quoting: int, encoding: str, comma: bool
) -> None:
    rows = cells(sample)
    if comma:
        rows = [[c.replace(".", ",") if NUMBER.fullmatch(c) else c for c in row] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)  # type: ignore[arg-type]  # one of csv's constants
    try:
        data = out.getvalue().encode(encoding)
    except UnicodeEncodeError:
        assume(condition=False)
    (done,) = read(sample, data)
    assert done.sets.select(SEEN).equals(whole(sample).sets.select(SEEN))
    same = ("measured_at", "measure", "value")
    assert done.body.select(same).equals(whole(sample).body.select(same))


@given(sample=st.sampled_from(of_kind(Delimited, Lines)), share=st.floats(0, 1))
@MANY
def test_a_file_cut_at_any_byte_keeps_the_sets_before_the_cut(sample: Sample, share: float) -> None:
    cut = round(share * len(sample.data))
    complete = sample.data[:cut].count(b"\n")
    try:
        (done,) = read(sample, sample.data[:cut])
    except AnalysisError:
        # Nothing left to tell the app by, or the file can only be read whole (see docs/exports).
        assume(condition=False)
    # The record in which the cut lies, and what only the next line would have told of the one before.
    before = pl.col("source_line") < complete
    assert (
        done.sets.filter(before)
        .select("source_line", *SEEN)
        .equals(whole(sample).sets.filter(before).select("source_line", *SEEN))
    )


@pytest.mark.parametrize("sample", of_kind(Delimited, Lines), ids=lambda sample: sample.name)
def test_a_file_cut_in_its_middle_is_still_read(sample: Sample, tmp_path: Path) -> None:
    middle = sample.data.rindex(b"\n", 0, len(sample.data) * 9 // 10) + 1
    path = tmp_path / sample.file
    path.write_bytes(sample.data[:middle])
    done = pipeline.read(path, client="ana", settings=sample.settings)
    assert done.sets.height + done.body.height + done.plan.height > 0
