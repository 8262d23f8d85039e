"""Coverage-guided fuzzing of all that `phasewise inspect` does to a file, one family of formats at a time.

    pip install atheris      # Linux and macOS; it is no dependency of the project
    python tests/fuzz/fuzz_inspect.py FAMILY CORPUS_FOLDER -max_total_time=600

Seeds are one file of every writer of the family. A crash, an input over two seconds of processor time (a busy
machine is not an input's fault; over twenty by the clock, a hang, is), or more than a gigabyte ends the run and leaves the input in `CORPUS_FOLDER.found`: mend the cause, put the input into `tests/fuzz/found/`,
where `tests/fuzz/test_found.py` reads it on every run.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["analysis"]):
    from analysis import importers
    from analysis.ingest import pipeline
    from analysis.settings.client import ClientSettings
    from analysis.simulate import roster, writers
    from analysis.simulate.performed import BodyReading, Performed
    from analysis.simulate.writers.writer import Writer
    from analysis.sources import delimited, fit, json_text, lines, sqlite, xml_stream

FAMILIES = {
    "tables": delimited.Delimited,
    "blocks": lines.Lines,
    "json": json_text.Json,
    "sqlite": sqlite.Database,
    "fit": fit.Fit,
    "xml": xml_stream.Xml,
    "containers": None,
}
MOST_SECONDS = 2.0
OPTIONS = ("-max_len=65536", "-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1")
SETTINGS = ClientSettings(weight_unit="kg", date_order="dmy", timezone="Europe/Berlin")


def seeds(family: str) -> dict[str, bytes]:
    """A small file of every writer of the family."""
    client = roster.CLIENTS[0]
    sets = Performed.validate(client.log.sets.head(12))
    readings = BodyReading.validate(client.log.readings.head(12))
    kinds = {each.app: each.reads for each in (*importers.ALL, *importers.PLAIN)}
    return {
        f"{place}-{each.file}": each.write(sets, "kg") if isinstance(each, Writer) else each.write(readings)
        for place, each in enumerate(writers.every())
        if kinds[each.app] is FAMILIES[family] or family == "containers"
    }


def read(data: bytes, file: Path) -> None:
    """Read bytes as a file; any fate is right but a mistake of ours or an account that does not add up."""
    file.write_bytes(data)
    for part in pipeline.parts(file, client="ana", settings=SETTINGS, unit_must_be_known=False):
        if isinstance(part, pipeline.Refused):
            if "phasewise made a mistake" in str(part.error):
                raise RuntimeError(str(part.error))
            continue
        row = part.source.row(0, named=True)
        if row["lines"] != sum(row[s] for s in ("used", "repeated", "not_a_set", "rejected")):
            raise RuntimeError("the account does not add up")


def main() -> None:
    """Fuzz one family until libFuzzer's options say stop."""
    family, corpus, *options = sys.argv[1:]
    folder = Path(corpus)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "export"
        for name, data in seeds(family).items():
            (folder / name).write_bytes(data[:65536])
            read(data, file)  # what is loaded once is not an input's to answer for

        def attempt(data: bytes) -> None:
            began = time.process_time()
            try:
                read(data, file)
                if (taken := time.process_time() - began) > MOST_SECONDS:
                    raise TimeoutError(f"{taken:.1f} s of processor time")  # noqa: TRY301 - kept as any failure
            except Exception:
                kept = folder.with_suffix(".found")
                kept.mkdir(exist_ok=True)
                (kept / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
                raise

        atheris.Setup([sys.argv[0], *OPTIONS, *options, corpus], attempt)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
