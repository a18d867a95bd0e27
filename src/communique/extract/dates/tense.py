"""Whether what happens at a date is past or to come, guessed from the verbs around it."""

from functools import cache

from communique.extract.dates.lexicon import Tokens
from communique.languages import words

_STOPS = {".", ";", "!", "?", "\n"}
_REACH = 30


@cache
def _table(language: str) -> dict[str, str]:
    tense = words(language, "dates")["tense"]
    return {word: name for name in ("future", "past", "present") for word in tense[name]}


def tense(tokens: Tokens, first: int, last: int, language: str) -> str | None:
    """`past` or `future` where a verb near tokens `[first, last)` tells, the one before it above the one after it."""
    not_past, abbreviations = (words(language, "dates")["tense"][name] for name in ("not_past", "abbreviations"))
    table = _table(language)
    for step, at, end in ((-1, first - 1, max(-1, first - _REACH)), (1, last, min(len(tokens.words), last + _REACH))):
        while at != end and not _stops(tokens, at, abbreviations):
            found = _cue(tokens, at, table, not_past)
            if found:
                return found
            at += step
    return None


def _stops(tokens: Tokens, at: int, abbreviations: list[str]) -> bool:
    """Whether a sentence or clause ends at a token."""
    word = tokens.words[at]
    if word == "." and at:
        before = tokens.words[at - 1]
        return not (len(before) == 1 and before.isupper()) and before.lower() not in abbreviations
    return word[0] in _STOPS


def _cue(tokens: Tokens, at: int, table: dict[str, str], not_past: list[str]) -> str | None:
    word = tokens.words[at].lower()
    found = table.get(word)
    if word == "to":
        follows = tokens.words[at + 1].lower() if at + 1 < len(tokens.words) else ""
        return "future" if follows.isalpha() and tokens.words[at + 1].islower() and follows not in ("the", "a", "an", "his", "its", "their") else None
    if found == "present":
        return None
    if found is None and word.endswith("ed") and len(word) > 4 and word not in not_past and tokens.words[at].islower():
        return "past"
    return found
