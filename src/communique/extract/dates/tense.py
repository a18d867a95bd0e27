"""Whether what happens at a date is past or to come, guessed from the verbs around it."""

from dataclasses import dataclass
from functools import cache

from communique.extract.dates.lexicon import Tokens
from communique.languages import words

_STOPS = {".", ";", "!", "?", "\n"}
_REACH = 30
_NO_VERBS = {"the", "a", "an", "his", "its", "their", "this", "that", "these", "those", "our", "my", "her", "about"}


@dataclass(frozen=True, slots=True)
class _Words:
    cues: dict[str, str]
    not_past: frozenset[str]
    abbreviations: frozenset[str]
    turning: frozenset[str]


@cache
def _words(language: str) -> _Words:
    tense = words(language, "dates")["tense"]
    cues = {word: name for name in ("future", "past", "present") for word in tense[name]}
    return _Words(cues, *(frozenset(tense[name]) for name in ("not_past", "abbreviations", "turning")))


def tense(tokens: Tokens, first: int, last: int, language: str) -> str | None:
    """`past` or `future` where a verb near tokens `[first, last)` tells, the one before it above the one after it."""
    table = _words(language)
    for step, at, end in ((-1, first - 1, max(-1, first - _REACH)), (1, last, min(len(tokens.words), last + _REACH))):
        while at != end and not _stops(tokens, at, table):
            found = _cue(tokens, at, table, first)
            if found:
                return found
            at += step
    return None


def _stops(tokens: Tokens, at: int, table: _Words) -> bool:
    """Whether a sentence or clause ends at a token."""
    word = tokens.words[at]
    if word == "." and at:
        before = tokens.words[at - 1]
        return not (len(before) == 1 and before.isupper()) and before.lower() not in table.abbreviations
    return word[0] in _STOPS


def _cue(tokens: Tokens, at: int, table: _Words, first: int) -> str | None:
    """What the word at a token tells of the tense."""
    written = tokens.words[at]
    word = written.lower()
    if word == "to":
        follows = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
        return "future" if follows.isalpha() and follows.islower() and follows not in _NO_VERBS else None
    found = table.cues.get(word)
    if found is None and word.endswith("ed") and len(word) > 4 and word not in table.not_past and written.islower():
        found = "past"
    if found == "past" and _turned(tokens, at, table, first):
        return "future"
    return found


def _turned(tokens: Tokens, at: int, table: _Words, first: int) -> bool:
    """Whether a word of the past speaks of what is to come: "will be held", "foreseen for August"."""
    before = [w.lower() for w in tokens.words[max(0, at - 2) : at]]
    after = [w.lower() for w in tokens.words[at + 1 : first]]
    return (
        (bool(before)
        and (before[-1] in table.turning or (before[-1] == "have" and before[0] in table.turning)))
        or _for_it(after)
    )


def _for_it(between: list[str]) -> bool:
    """Whether something is set or moved for or to the date that follows."""
    words = between[:-1] if between[-1:] in (["the"], ["this"]) else between
    return (words[-1:] == ["for"] and len(words) < 6) or words in (["to"], ["until"])
