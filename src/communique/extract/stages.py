"""How far an act or programme is: the word of stage nearest to its name, and whether it is planned."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.extract.clauses import Clauses
from communique.extract.instruments import NounPhrase
from communique.extract.offices import Words
from communique.languages import pattern
from communique.languages import words as read_words

_PLANNED = pattern("instruments", "planned")
_POSSIBLE = pattern("instruments", "possible")
_PROBABLE = pattern("instruments", "probable")
_NEGATED = pattern("instruments", "negated")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with the words that say so, and how certain it is."""

    name: str
    start: int
    end: int
    certainty: str
    planned: bool


@cache
def _pattern(table: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    stages: Mapping[str, list[str]] = read_words("en", "instruments")[table]
    by_phrase = {phrase: stage for stage, phrases in stages.items() for phrase in phrases}
    ordered = sorted(by_phrase, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.I), by_phrase


def nearest(text: str, phrase: NounPhrase, bounds: tuple[int, int], table: str = "stages") -> Stage | None:
    """The stage said of a noun phrase within `bounds`, or `None`; one that is negated is none."""
    pattern, by_phrase = _pattern(table)
    best = None
    for found in pattern.finditer(text, *bounds):
        if found.start() >= phrase.start and found.end() <= phrase.end:
            continue
        gap = phrase.start - found.end() if found.end() <= phrase.start else (found.start() - phrase.end) * 1.2
        if gap < 70 and (best is None or gap < best[0]):
            best = (gap, found)
    if best is None:
        return None
    found = best[1]
    around = text[max(bounds[0], found.start() - 40) : found.start()]
    if _NEGATED.search(around[-22:]):
        return None
    planned = bool(_PLANNED.search(around)) or found[0].lower() in ("sign", "ratify", "adopt", "approve")
    certainty = (
        "possible" if _POSSIBLE.search(around) else "probable" if planned and _PROBABLE.search(around) else "certain"
    )
    return Stage(by_phrase[found[0].lower()], found.start(), found.end(), certainty, planned)


def bounds(words: Words, parsed: Clauses, phrase: NounPhrase) -> tuple[int, int]:
    """The stretch of the sentence in which a stage of a noun phrase may be said."""
    tokens = words.sentence.tokens
    first, last = phrase.first, phrase.last
    while first > 0 and words.lower[first - 1] not in (";", ":", '"', "“", "”") and phrase.first - first < 16:
        first -= 1
    while last < len(tokens) and words.lower[last] not in (";", ":", '"', "“", "”") and last - phrase.last < 14:
        last += 1
    return tokens[first].start, tokens[last - 1].end
