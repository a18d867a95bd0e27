"""Whether what happens at a date is past or to come, guessed from the verbs around it."""

from dataclasses import dataclass
from functools import cache

from communique.extract.dates.lexicon import Tokens
from communique.languages import words

_STOPS = {".", ";", "!", "?", "\n"}
_REACH, _FEW, _SHORT = 30, 5, 10


@dataclass(frozen=True, slots=True)
class _Words:
    cues: dict[str, str]
    ending: tuple[str, ...]
    groups: dict[str, frozenset[str]]


@cache
def _words(language: str) -> _Words:
    tense = words(language, "dates")["tense"]
    cues = {word: name for name in ("future", "past", "present") for word in tense[name]}
    groups = {name: frozenset(found) for name, found in tense.items() if isinstance(found, list)}
    return _Words(cues, tuple(tense["past_ending"]), groups)


def tense(tokens: Tokens, first: int, last: int, language: str) -> str | None:
    """`past`, `future` or `present` where a verb near tokens `[first, last)` tells; one before above one after."""
    table = _words(language)
    if _had(tokens, last, table) or _was_not(tokens, first, last, table):
        return "past"
    for step, at, end in ((-1, first - 1, max(-1, first - _REACH)), (1, last, min(len(tokens.words), last + _REACH))):
        while at != end and not _stops(tokens, at, table):
            if found := _cue(tokens, at, table, first):
                return found
            at += step
    return None


def _had(tokens: Tokens, last: int, table: _Words) -> bool:
    """Whether it is said right after a comma what had been done: "meeting in Riga on 12 May, had set"."""
    comma, had, done = ([*(word.lower() for word in tokens.words[last : last + 3]), "", "", ""])[:3]
    return comma == "," and had in table.groups["before_past"] and done not in ("been", "")


def _was_not(tokens: Tokens, first: int, last: int, table: _Words) -> bool:
    """Whether what was planned for a date was not: "set for Monday, fell through", "to have met on Monday was off"."""
    after = [word.lower() for word in tokens.words[last : last + 3]]
    if " ".join(after[1:] if after[:1] == [","] else after[:2]) in table.groups["was_not"]:
        return True
    before = " ".join(word.lower() for word in tokens.words[max(0, first - _SHORT) : first])
    return bool(after) and after[0] in table.groups["was"] and any(words in before for words in table.groups["was_to"])


def _stops(tokens: Tokens, at: int, table: _Words) -> bool:
    """Whether a sentence or clause ends at a token."""
    word = tokens.words[at]
    if word == "." and at:
        before = tokens.words[at - 1]
        return not (len(before) == 1 and before.isupper()) and before.lower() not in table.groups["abbreviations"]
    return word[0] in _STOPS


def _cue(tokens: Tokens, at: int, table: _Words, first: int) -> str | None:
    """What the word at a token tells of the tense."""
    written = tokens.words[at]
    word = written.lower()
    if word in table.groups["infinitive"]:
        follows = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
        verb = follows.isalpha() and follows.islower() and follows not in table.groups["no_verbs"]
        return "future" if verb else None
    found = table.cues.get(word)
    if found is None and written.islower() and len(word) > 4 and word.endswith(table.ending):
        found = None if word in table.groups["not_past"] else "past"
    return "future" if found == "past" and _turned(tokens, at, table, first) else found


def _turned(tokens: Tokens, at: int, table: _Words, first: int) -> bool:
    """Whether a word of the past speaks of what is to come: "will be held", "foreseen for August"."""
    turning = table.groups["turning"]
    before = [w.lower() for w in tokens.words[max(0, at - 2) : at]]
    if at > 2 and tokens.words[at - 3].lower() in table.groups["obliged"] and before[0] in table.groups["infinitive"]:
        return False
    if before and (before[-1] in turning or (before[-1] in table.groups["perfect"] and before[0] in turning)):
        return True
    between = [w.lower() for w in tokens.words[at + 1 : first]]
    if between[-1:] and between[-1] in table.groups["articles"]:
        between.pop()
    if between[:1] and between[0] in table.groups["particles"]:
        between.pop(0)
    if not between or len(between) > _FEW:
        return False
    delayed = between[-1] in table.groups["until"] and tokens.words[at].lower() in table.groups["delaying"]
    meant = between[-1] in table.groups["meant"]
    return meant or delayed or (len(between) == 1 and between[0] in table.groups["moved"])
