"""The words, phrases and numbers of a lifter's comment, and what each says: `comment_words.csv`, ten languages."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from analysis.exercises.names import LETTERS

KINDS: Final = ("warm_up", "cool_down", "drop", "failure", "amrap", "test")
LONGEST: Final = 400
"""Characters of a comment that are read; a diary entry is not a remark on a set."""

FRACTIONS: Final = (0.0, 0.25, 0.5, 0.75)
OUT_OF: Final = 10.0
UNSURE: Final = ("not", "plan", "other")
"""What wins where two languages write different things alike: not being sure."""

LONGEST_PHRASE: Final = 6
NUMBER: Final = r"\d+(?:[.,]\d+)?"
_TOKEN: Final = re.compile(
    rf"(?P<out_of>{NUMBER}\s*/\s*\d+)|(?P<range>{NUMBER}\s*[-–]\s*{NUMBER})"
    r"|(?P<nth>\d+(?:st|nd|rd|th|ere|eme|er|e|a|o|º|ª|°)(?![^\W\d_]))"
    rf"|(?P<number>{NUMBER})|(?P<word>[^\W\d_]+)|(?P<sign>[@+%<>=~/&x×])"
)


class Token(NamedTuple):
    """A word, a phrase or a number of a clause, and what it says; `other`: nothing we know."""

    says: str
    text: str
    value: float | None = None


def fold(text: str) -> str:
    """Lower case without accents; the line breaks that exports write as two characters are line breaks."""
    lines = text[:LONGEST].replace("\\r", "\n").replace("\\n", "\n")
    folded = unicodedata.normalize("NFKC", lines).casefold().translate(LETTERS)
    letters = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return re.sub("['`\u2019\u00b4]", "", letters)


@cache
def _phrases() -> dict[str, dict[tuple[str, ...], str]]:
    """For a first word, the phrases that start with it and what each says."""
    file = resources.files("analysis.ingest").joinpath("comment_words.csv")
    table: dict[str, dict[tuple[str, ...], str]] = {}
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        words = tuple(re.findall(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+", fold(row["written"])))
        here = table.setdefault(words[0], {})
        here[words] = max(here.get(words, row["says"]), row["says"], key=lambda says: says in UNSURE)
    return table


@cache
def tell_tales() -> str:
    """Return a regex that every folded comment with a statement fits: the rarest word of each phrase that counts."""
    counting = {
        max(words, key=len)
        for first in _phrases().values()
        for words, says in first.items()
        if kind_of(says) or says in {"rpe", "rir", "tempo"}
    }
    return r"@|^\s*\d{4}\s*$|" + "|".join(sorted(re.escape(word) for word in counting))


def tokens(clause: str) -> list[Token]:
    """The clause as words and numbers, the longest known phrases put together."""
    parts = [(hit.lastgroup or "", hit.group()) for hit in _TOKEN.finditer(_split_letters(clause))]
    found: list[Token] = []
    at = 0
    while at < len(parts):
        group, text = parts[at]
        words = [part[1] for part in parts[at : at + LONGEST_PHRASE]]
        here = _phrases().get(text, {})
        phrase = max((p for p in here if tuple(words[: len(p)]) == p), key=len, default=None)
        # "1 RM" and "1st" begin with a number and are phrases.
        if phrase:
            found.append(_said(here[phrase], " ".join(phrase)))
            at += len(phrase)
            continue
        found.append(_plain(group, text))
        at += 1
    return found


def _split_letters(clause: str) -> str:
    """Numbers stand apart from the letters after them: "2rir", "3x10"; ordinals stay whole."""
    apart = re.sub(r"(?<=\d)(?=(?:rir|rpe|rm|wm|x|kg|kgs|lb|lbs|reps?|wdh|sets?)(?![^\W\d_]))", " ", clause)
    return re.sub(r"(?<=[^\W\d_])(?=\d)", " ", apart)


def _said(says: str, text: str) -> Token:
    kind, _, number = says.partition(" ")
    return Token(kind, text, float(number)) if number.isdigit() else Token(says, text)


def _plain(group: str, text: str) -> Token:
    """A token that no phrase knows."""
    if group == "nth":
        return Token("nth", text, float(re.sub(r"\D", "", text)))
    if group == "number":
        return Token("n", text, _value(text))
    if group == "range":
        low, high = (_value(part) for part in re.split(r"[-–]", text))
        close = low is not None and high is not None and 0 < high - low <= 1
        return Token(
            "range", text, (low + high) / 2 if close and low is not None and high is not None else None
        )
    if group == "out_of":
        part, whole = (_value(each) for each in text.split("/"))
        # 9/10 after RPE may be nine to ten.
        certain = whole == OUT_OF and part is not None and (part <= OUT_OF - 2 or part == whole)
        return Token("range", text, part if certain else None)
    if group == "sign":
        return Token({"@": "at", "~": "filler", "=": "filler", "&": "and"}.get(text, "other"), text)
    return Token("other", text)


def _value(text: str) -> float | None:
    """The number; None where its fraction is no half or quarter: "7,8" is a list."""
    number = float(text.strip().replace(",", "."))
    return number if number % 1 in FRACTIONS else None


def kind_of(says: str) -> str | None:
    """The kind of set that a phrase says; None: it says something else."""
    return "drop" if says == "drop_alone" else says if says in KINDS else None
