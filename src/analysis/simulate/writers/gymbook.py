"""GymBook's exports: a table in the phone's language, and XML; newest session first, each set with its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import quoted
from analysis.simulate.writers.writer import Writer

SET_EVERY: Final = timedelta(minutes=2)
ORDER: Final = 'date_order = "dmy"'
"""What a coach says of a log too short to tell."""


class Tongue(NamedTuple):
    """What a language changes; the header's eighth column names a set, a warm-up and a cool-down."""

    header: str
    reps: str
    no: str
    decimal: str = ","
    delimiter: str = ","


TONGUES: Final = MappingProxyType({
    "it": Tongue(
        "Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),"
        "Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato",
        "ripetizioni", "No",
    ),
    "de": Tongue(
        "Datum;Training;Zeit;Übung;Bereich;Muskelgruppen (Primäre);Muskelgruppen (Sekundäre);"
        "Satz / Aufwärmsatz / Abkühlungssatz;Wiederholungen / Zeit;Gewicht / Strecke;Notizen;Ausgelassen",
        "Wiederholungen", "Nein", delimiter=";",
    ),
    "en": Tongue(
        "Date,Workout,Time,Exercise,Region,Muscle Groups (Primary),Muscle Groups (Secondary),"
        "Set / Warm-Up Set / Cool-Down Set,Repetitions / Time,Weight / Distance,Notes,Skipped",
        "repetitions", "No", decimal=".",
    ),
    "es": Tongue(
        "Fecha,Entrenamiento,Hora,Ejercicio,Zona,Grupos musculares (Primarios),Grupos musculares (Secundarios),"
        "Serie / Serie de calentamiento / Serie de enfriamiento,Repeticiones / Tiempo,Peso / Distancia,Notas,Omitido",
        "repeticiones", "No",
    ),
    "fr": Tongue(
        "Date,Entraînement,Heure,Exercice,Zone,Groupes musculaires (Primaires),Groupes musculaires (Secondaires),"
        "Série / Série d'échauffement / Série de récupération,Répétitions / Temps,Poids / Distance,Notes,Ignoré",
        "répétitions", "Non",
    ),
    "pt": Tongue(
        "Data,Treino,Hora,Exercício,Região,Grupos musculares (Primários),Grupos musculares (Secundários),"
        "Série / Série de aquecimento / Série de desaquecimento,Repetições / Tempo,Peso / Distância,Notas,Ignorado",
        "repetições", "Não",
    ),
})  # fmt: skip


def write(sets: dy.DataFrame[Performed], *, language: str = "it", unit: str = "kg") -> str:
    """Return the text of the table in a language of `TONGUES`."""
    tongue = TONGUES[language]
    lines = [_line(row, at, tongue, unit) for row, at in _newest_first(sets)]
    return "\n".join([tongue.header, *lines]) + "\n"


def _line(row: dict[str, Any], at: datetime, tongue: Tongue, unit: str) -> str:
    kind = tongue.header.split(tongue.delimiter)[7].split(" / ")[row["kind"] == "warm_up"]
    names = lift(row["exercise"]).names
    weight = f"{row['load'] or 0:.2f}".replace(".", tongue.decimal)
    fields = (
        f"{at:%d/%m/%y}", quoted(row["workout"]), f"{at:%H:%M}", quoted(names["fitnotes"]), names["category"], quoted(""),
        quoted(""), kind, quoted(f"{row['reps']} {tongue.reps}"), quoted(f"{weight} {unit}"),
        quoted(row["note"]) if row["note"] else "", tongue.no,
    )  # fmt: skip
    return tongue.delimiter.join(fields)


def write_xml(sets: dy.DataFrame[Performed], *, unit: str = "kg") -> str:
    """Return the text of the XML; its cells are English."""
    logs = [_log(row, at, unit) for row, at in _newest_first(sets)]
    return "\n".join(['<?xml version="1.0"?>', "<logs>", *logs, "</logs>"]) + "\n"


def _log(row: dict[str, Any], at: datetime, unit: str) -> str:
    names = lift(row["exercise"]).names
    children = {
        "date": f"{at:%d/%m/%Y}", "workout": row["workout"], "time": f"{at:%H:%M}", "exercise": names["fitnotes"],
        "targetRegion": names["category"], "targetMusclesPrimary": "", "targetMusclesSecondary": "",
        "type": "warmUp" if row["kind"] == "warm_up" else "default", "reps": str(row["reps"]),
        "weight": f"{row['load'] or 0:.2f} {unit}", "notes": row["note"], "skipped": "No",
    }  # fmt: skip
    lines = (f"  <{tag}>{escape(text)}</{tag}>" if text else f"  <{tag}/>" for tag, text in children.items())
    return "\n".join(["<log>", *lines, "</log>"])


def _newest_first(sets: dy.DataFrame[Performed]) -> Iterator[tuple[dict[str, Any], datetime]]:
    """Yield each set with its own time: sessions from the last to the first, their sets in order."""
    sessions = [list(rows) for _, rows in groupby(sets.to_dicts(), key=lambda row: row["started_at"])]
    for session in reversed(sessions):
        for place, row in enumerate(session):
            yield row, row["started_at"] + place * SET_EVERY


def _writer(language: str) -> Writer:
    return Writer(
        app="gymbook",
        layout=f"GB-{language}",
        file="GymBook-Logs.csv",
        write=lambda sets, unit: write(sets, language=language, unit=unit).encode(),
        keeps=frozenset({"time", "workout", "note"}),
        settings=ORDER,
    )


WRITERS: Final = (
    *(_writer(language) for language in TONGUES),
    Writer(
        app="gymbook_xml",
        layout="XML",
        file="GymBook-Logs.xml",
        write=lambda sets, unit: write_xml(sets, unit=unit).encode(),
        keeps=frozenset({"time", "workout", "note"}),
        settings=ORDER,
    ),
)
