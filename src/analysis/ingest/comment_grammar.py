"""What a lifter's comment says of effort, kind and tempo, and of which sets, in ten languages.

A comment is chatter until proved otherwise. It is cut into clauses, and a clause counts only where its words
are understood: of a kind of set every word, of RPE or RIR all but a few, and none that denies or plans
("almost", "next time"). What the words mean is data: `comment_words.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from analysis.ingest.comment_efforts import COUNTS, UNITS, efforts
from analysis.ingest.comment_tokens import NUMBER, Token, fold, kind_of, tokens

UNNAMED: Final = "unnamed"
"""The scope of a statement that names no set."""

MOST_UNKNOWN: Final = 3
"""Words beside an RPE that may be chatter, as in "RPE 8 wrist hurt"."""

MOST_SETS: Final = 12
WARM_UPS: Final = 5
FIELDS: Final = ("rir", "kind", "tempo")

_SENTENCE: Final = re.compile(r"[\n\r;!?…•]+|(?<!\d)\.|\.(?=\s*$)|(?<=\d)\.(?=\s+[^\W\d])")
_CLAUSE: Final = re.compile(r"(?<!\d),|,(?!\d)|[()\[\]{}|]|\s[-–—]+\s")
_NTH_DOT: Final = re.compile(r"\b(\d{1,2})\.\s*(?=(?:satze?|seria|serie|set)\b)")
_SIDES: Final = re.compile(r"\b(?:right|(?:arm|leg|side|hand|foot|shoulder|knee|elbow)s?)\b")
_LEFT_OVER: Final = re.compile(r"(?<=\brep) left\b(?! in)|(?<=\breps) left\b(?! in)")
_BELOW_ZERO: Final = re.compile(r"(?<!\S)[-–−](?=[\d.,]+\s*(?:rir|rpe|reps?)\b)")
_PARTS: Final = r"([\dx])[-/:. ]?([\dx])[-/:. ]?([\dx])(?:[-/:. ]?([\dx]))?(?![\dx])"
_TEMPO: Final = re.compile(
    rf"\b(?:tempo|cadence|kadenz|cadencia|cadenza)\b\s*[:=]?\s*{_PARTS}|(?<![\dx]){_PARTS}\s*\btempo\b"
)
_BARE_TEMPO: Final = re.compile(r"\s*([2-6])([0-4])([0-4])([0-4])\s*")
_YEAR: Final = re.compile(r"\s*20[0-3]\d\s*")


class Statement(NamedTuple):
    """One thing that a comment says.

    Attributes:
        scope: The sets it is about: `unnamed`, `all`, `top`, `first 2`, `last 1`, `sets 2 3`.
        field: rir, kind or tempo.
        value: Reps in reserve, a kind of set, or the parts of a tempo.
    """

    scope: str
    field: str
    value: str


def statements(note: str) -> list[Statement]:
    """Return what a comment says, in its order; nothing where it is only chatter.

    >>> statements("Felt good, 9.5 RPE")
    [Statement(scope='unnamed', field='rir', value='0.5')]
    >>> statements("last set to failure. Next time 2.5 kg more")
    [Statement(scope='last 1', field='kind', value='failure')]
    >>> statements("almost failure"), statements("drop the weight next time")
    ([], [])
    """
    found: list[Statement] = []
    for sentence in _SENTENCE.split(_NTH_DOT.sub(r"\1th ", _plainer(fold(note)))):
        clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
        listed = any(re.fullmatch(rf"[\s/&+-]*{NUMBER}[\s/&+-]*", clause) for clause in clauses)
        for clause in clauses:
            said, planned = _of_clause(clause)
            if planned:
                break
            # "RPE 7, 8, 9" is a set each, and says not which.
            found += [each for each in said if not (listed and len(clauses) > 1 and each.field == "rir")]
    return _agreeing(found)


def _plainer(note: str) -> str:
    """The note without what reads like an effort and is none: reps of the left side, and a number below zero."""
    sided = _LEFT_OVER.sub(" other left", note) if _SIDES.search(note) else note
    return _BELOW_ZERO.sub("less ", sided)


def _of_clause(clause: str) -> tuple[list[Statement], bool]:
    """What a clause says, and whether it plans, so that what follows in its sentence is plan too."""
    tempo, rest = _tempo(clause)
    words = tokens(rest)
    if any(word.says in {"plan", "not"} for word in words):
        return [], any(word.says == "plan" for word in words)
    if not tempo and not any(word.says in {"rpe", "rir", "at"} or kind_of(word.says) for word in words):
        return [], False
    read, words = efforts(words)
    words = _without_sets_of_kinds(words)
    advice = _is_advice(words)
    scope, words = _scope(words)
    kinds, words = ([], words) if advice and scope else _kinds(words)
    # "Did a drop set" is one more set that is not in the log; "did a drop set last set" is in it.
    empty = {"filler", "set", "and"} if scope is None and "drop" in kinds else {"filler", "set", "and", "did"}
    unknown = [word for word in words if word.says not in empty]
    if read is None or _stray(words) or (unknown and (kinds or len(unknown) > MOST_UNKNOWN)):
        return [], False
    said = [("rir", f"{rir:g}") for rir in read] + [("kind", kind) for kind in kinds]
    said += [("tempo", tempo)] if tempo else []
    where = _where(scope, chatter=bool(unknown))
    return [Statement(where, field, value) for field, value in said], False


def _is_advice(words: Sequence[Token]) -> bool:
    """Whether a clause is like "drop last set"; "last set drop" says what the set was."""
    return any(word.says == "drop_alone" for word in words[:-1])


def _where(scope: str | None, *, chatter: bool) -> str:
    """The sets that a clause names; one that names some without the word set must be understood whole."""
    if scope is None or (chatter and scope.startswith("?")):
        return UNNAMED
    return scope.removeprefix("?")


def _tempo(clause: str) -> tuple[str | None, str]:
    """The tempo in a clause, parts joined by hyphens, and the clause without it."""
    if hit := _TEMPO.search(clause):
        parts = [part for part in hit.groups() if part]
        return "-".join(parts).upper(), clause[: hit.start()] + " " + clause[hit.end() :]
    if (bare := _BARE_TEMPO.fullmatch(clause)) and not _YEAR.fullmatch(clause):
        return "-".join(bare.groups()), ""
    return None, clause


def _without_sets_of_kinds(words: Sequence[Token]) -> list[Token]:
    """The words without "set" after a kind: the 2 of "warm-up set 2" counts warm-ups, not sets."""
    return [w for at, w in enumerate(words) if not (w.says == "set" and at and kind_of(words[at - 1].says))]


def _scope(words: Sequence[Token]) -> tuple[str | None, list[Token]]:
    """The sets a clause names, and its other words; a scope without the word set begins with `?`."""
    text = " ".join(_letter(word) for word in words)
    for pattern, name in _SCOPES if set(text) & set("aflhtTs") else ():
        if hit := pattern.search(text):
            start = text[: hit.start()].count(" ")
            end = start + hit.group().count(" ") + 1
            numbers = [int(word.value) for word in words[start:end] if word.value is not None]
            return name(numbers), [*words[:start], *words[end:]]
    return None, list(words)


def _letter(token: Token) -> str:
    """One letter a token, so that the order of tokens can be matched by a regex."""
    if token.says in {"n", "nth"} and not (
        token.value is not None and 0 < token.value <= MOST_SETS and token.value % 1 == 0
    ):
        return "o"
    return {
        "set": "s", "last": "l", "first": "f", "all": "a", "top": "t", "top set": "T", "nth": "h", "n": "n",
        "and": "&", "filler": "i", "did": "i", "range": "r",
    }.get(token.says, "o")  # fmt: skip


def _numbered(name: str) -> Callable[[list[int]], str]:
    return lambda numbers: f"{name} {' '.join(map(str, numbers))}"


def _fixed(name: str) -> Callable[[list[int]], str]:
    return lambda _: name


_SCOPES: Final[tuple[tuple[re.Pattern[str], Callable[[list[int]], str]], ...]] = (
    (re.compile(r"\ba (?:i )*(?:n )?(?:i )*s\b"), _fixed("all")),
    (re.compile(r"\bl (?:i )*n (?:i )*s\b"), _numbered("last")),
    (re.compile(r"\bf (?:i )*n (?:i )*s\b"), _numbered("first")),
    (re.compile(r"\bl (?:i )*s\b"), _fixed("last 1")),
    (re.compile(r"\bf (?:i )*s\b"), _fixed("first 1")),
    (re.compile(r"\bT\b|\bt (?:i )*s\b"), _fixed("top")),
    (re.compile(r"\bh(?: & h)* (?:i )*s\b"), _numbered("sets")),
    (re.compile(r"\bs n(?: & n)*\b"), _numbered("sets")),
    (re.compile(r"^(?:i )*h\b"), _numbered("?sets")),
    (re.compile(r"\bl\b"), _fixed("?last 1")),
    (re.compile(r"\bf\b"), _fixed("?first 1")),
    (re.compile(r"\ba\b"), _fixed("?all")),
)
"""How sets are named, as letters of tokens, and the name; the first that fits counts."""


def _kinds(words: Sequence[Token]) -> tuple[list[str], list[Token]]:
    """The kinds of set of a clause, and the other words; a warm-up may carry its number."""
    only_drop = all(word.says in {"drop_alone", "set", "filler"} for word in words)
    kinds: list[str] = []
    left: list[Token] = []
    for at, word in enumerate(words):
        kind = kind_of(word.says)
        after_warm_up = at > 0 and words[at - 1].says == "warm_up"
        if kind and (only_drop or word.says != "drop_alone"):
            kinds.append(kind)
        elif not (after_warm_up and word.says == "n" and (word.value or MOST_SETS) <= WARM_UPS):
            left.append(word)
    return list(dict.fromkeys(kinds)), left


def _stray(words: Sequence[Token]) -> bool:
    """Whether numbers are left that may be more efforts or a plan ("3x8-10"): nothing is sure then."""
    known = {"x", "×"} | UNITS | COUNTS
    for at, word in enumerate(words):
        near = {each.text for each in words[max(at - 1, 0) : at + 2]}
        if word.says == "range" or (word.says in {"n", "nth"} and not near & known):
            return True
    return False


def _agreeing(found: Sequence[Statement]) -> list[Statement]:
    """The statements without those that contradict each other."""
    kept: list[Statement] = []
    for scope in dict.fromkeys(each.scope for each in found):
        of = {
            field: list(dict.fromkeys(e.value for e in found if (e.scope, e.field) == (scope, field)))
            for field in FIELDS
        }
        of["kind"], of["rir"] = _reconciled(of["kind"], of["rir"])
        kept += [Statement(scope, field, values[0]) for field, values in of.items() if len(values) == 1]
    return kept


def _reconciled(kinds: list[str], rirs: list[str]) -> tuple[list[str], list[str]]:
    """A drop set to failure is a drop set with nothing in reserve; failure with reps in reserve is neither."""
    if set(kinds) == {"drop", "failure"}:
        return ["drop"], rirs or ["0"]
    if set(kinds) == {"amrap", "failure"}:
        return ["failure"], rirs
    if set(kinds) & {"failure", "amrap"} and any(float(rir) >= 1 for rir in rirs):
        return [], []
    return kinds, rirs
