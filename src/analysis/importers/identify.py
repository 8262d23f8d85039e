"""Which importer reads a file: exactly one, from its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from analysis.errors import AmbiguousExportError, AnalysisError, UnknownExportError
from analysis.importers.reading import Dialect, Hints, Importer
from analysis.sources import delimited, fit, json_text, lines, sqlite, xml_stream
from analysis.sources.document import Document
from analysis.sources.views import Views

ORDER: Final = (sqlite.Database, fit.Fit, xml_stream.Xml, json_text.Json, lines.Lines, delimited.Delimited)
"""Text is looked at by its lines before it is taken for a table: a report may be no table at all."""

WORDS: Final[dict[type, str]] = {
    sqlite.Database: "a database", fit.Fit: "a FIT activity", xml_stream.Xml: "XML", json_text.Json: "JSON",
}  # fmt: skip
COLUMNS_SHOWN: Final = 8
NEAR: Final = 50
"""Below half the words, naming an app would mislead."""


class Claim(NamedTuple):
    """An importer, the dialect it saw, and the file as it reads it."""

    importer: Importer
    dialect: Dialect
    document: Document


def claim(views: Views, hints: Hints, *, apps: Sequence[Importer], plain: Sequence[Importer] = ()) -> Claim:
    """The one importer that knows the file; `plain` tables are asked only when no app's claims it.

    Raises:
        UnknownExportError: nobody knows it; the message names the nearest.
        AmbiguousExportError: two do.
        UnreadableFileError: it is damaged.
    """
    for candidates in (apps, plain):
        claims = _claims(views, hints, candidates)
        if len(claims) > 1:
            raise AmbiguousExportError(views.blob.name, [c.importer.app for c in claims])
        if claims:
            return claims[0]
    raise _unknown(views, apps)


def _claims(views: Views, hints: Hints, candidates: Sequence[Importer]) -> list[Claim]:
    """Who knows the file; a format that cannot be read is an error only where no other knows it."""
    claims: list[Claim] = []
    fault: AnalysisError | None = None
    for kind in ORDER:
        asked = [each for each in candidates if each.reads is kind]
        try:
            doc = views.get(kind) if asked else None
        except AnalysisError as err:
            fault = fault or err
            continue
        if doc is not None:
            claims += [Claim(i, d, doc) for i in asked if (d := i.identify(doc, hints)) is not None]
    if fault is not None and not claims:
        raise fault
    return claims


def _unknown(views: Views, apps: Sequence[Importer]) -> UnknownExportError:
    """What was seen, and the nearest app."""
    doc = views.get(delimited.Delimited)
    header = doc.header if isinstance(doc, delimited.Delimited) else ()
    columns = ", ".join(header[:COLUMNS_SHOWN]) + (", …" if len(header) > COLUMNS_SHOWN else "")
    other = next((word for kind, word in WORDS.items() if kind in views.kinds), "")
    return UnknownExportError(
        views.blob.name,
        seen=f"columns {columns[:200]}" if header else f"{other} of another kind{_inside(views)}",
        expected="an export of an app in `phasewise formats`, or a table with a date, an exercise and reps",
        nearest=_nearest(header, apps) if header else None,
    )


def _inside(views: Views) -> str:
    """What a document of another kind holds, in a few words."""
    if isinstance(doc := views.get(json_text.Json), json_text.Json):
        inner = doc.value[0] if isinstance(doc.value, list) and doc.value else doc.value
        return (
            f" with {', '.join(map(str, list(inner)[:COLUMNS_SHOWN]))[:200]}"
            if isinstance(inner, dict)
            else ""
        )
    if isinstance(doc := views.get(sqlite.Database), sqlite.Database):
        return f" with the tables {', '.join(sorted(doc.tables)[:COLUMNS_SHOWN])[:200]}"
    if isinstance(doc := views.get(xml_stream.Xml), xml_stream.Xml):
        return f" that begins with <{doc.root}>"
    if isinstance(doc := views.get(fit.Fit), fit.Fit):
        sport = next((str(m.get("sport")) for m in doc.messages.get("session_mesgs", [])), "unknown")
        return f" without strength sets (sport: {sport})"
    return ""


def _nearest(header: tuple[str, ...], apps: Sequence[Importer]) -> str | None:
    """The app whose headers look most like these, with what is missing; null where none comes near."""
    seen = " ".join(header).lower()
    tables = [app for app in apps if app.reads is delimited.Delimited]
    scored = [(fuzz.token_set_ratio(seen, " ".join(sorted(app.signature)).lower()), app) for app in tables]
    score, app = max(scored, key=lambda pair: pair[0])
    missing = sorted(name for name in app.signature if name.lower() not in seen)
    if score < NEAR:
        return None
    return f"{app.title}, but without {', '.join(missing[:4])}" if missing else app.title
