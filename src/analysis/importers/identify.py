"""Which importer reads a file: exactly one, from its content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from analysis.errors import AmbiguousExportError, UnknownExportError
from analysis.importers.reading import Dialect, Hints, Importer
from analysis.sources.delimited import Delimited


class Claim(NamedTuple):
    """An importer and the dialect it saw."""

    importer: Importer
    dialect: Dialect


def claim(doc: Delimited, hints: Hints, *, apps: Sequence[Importer], plain: Sequence[Importer] = ()) -> Claim:
    """The one importer that knows the file; `plain` tables are asked only when no app's claims it.

    Raises:
        UnknownExportError: nobody knows it; the message names the nearest.
        AmbiguousExportError: two do.
    """
    for candidates in (apps, plain):
        claims = [Claim(i, d) for i in candidates if (d := i.identify(doc, hints)) is not None]
        if len(claims) > 1:
            raise AmbiguousExportError(doc.file, [c.importer.app for c in claims])
        if claims:
            return claims[0]
    shown = ", ".join(doc.header[:8]) + (", …" if len(doc.header) > 8 else "")  # noqa: PLR2004 - enough to see; below half the words, naming an app would mislead
    raise UnknownExportError(
        doc.file,
        seen=f"columns {shown[:200]}",
        expected="an export of an app in `phasewise formats`, or a table with a date, an exercise and reps",
        nearest=_nearest(doc, apps),
    )


def _nearest(doc: Delimited, apps: Sequence[Importer]) -> str | None:
    """The app whose headers look most like these, with what is missing; null where none comes near."""
    header = " ".join(doc.header).lower()
    scored = [(fuzz.token_set_ratio(header, " ".join(sorted(app.signature)).lower()), app) for app in apps]
    score, app = max(scored, key=lambda pair: pair[0])
    missing = sorted(name for name in app.signature if name.lower() not in header)
    if score < 50:  # noqa: PLR2004 - enough to see; below half the words, naming an app would mislead
        return None
    return f"{app.title}, but without {', '.join(missing[:4])}" if missing else app.title
