"""Seats: states and the words of their sentence that may tell of their place in a body, with the marks of both.

Law: the words around both decide, by weights that `train/seats.py` fits; nothing is told of a state that is not named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.extract import seat_context
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.seat_context import families
from communique.extract.seat_groups import Group, is_side, named, standing
from communique.extract.seat_marks import around, between
from communique.extract.views import View, view
from communique.languages import words

BODY = "body"
"""The family of a body's name that has a list of states right after it."""

LIST = "list"
"""The family of the word beside a list of states whose sentence has no other word that may tell."""

_BESIDE, _CLOSE = 5, 8  # words
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """A group, and a word of a sentence that may tell of its place, with its sort and the marks of the two."""

    number: int
    view: View
    word: int
    group: Group
    family: str
    marks: tuple[str, ...]


@cache
def tells() -> Mapping[str, frozenset[str]]:
    """The places that each sort of words may tell of."""
    table = {family: frozenset(entry["tells"]) for family, entry in words("en", "seats").items() if "tells" in entry}
    return {**table, BODY: frozenset({"member", "founder"}), LIST: _OF_LISTS}


_OF_LISTS = frozenset({"member", "founder", "observer", "partner", "candidate", "suspended", "applicant"})


def find(analysis: Analysis) -> Iterator[Seat]:
    """The seats of a document, sentence by sentence."""
    before: list[Group] = []
    for number in range(len(analysis.tagged)):
        lower = analysis.words[number].lower
        told = not families().keys().isdisjoint(lower)
        if not told and not any(m and is_side(analysis, m) for m in analysis.words[number].owner):
            continue
        seen = view(analysis, number)
        here = named(analysis, seen)
        stood = standing(analysis, seen, here, before) if told else []
        if here or stood:
            yield from _seats(analysis, number, seen, [*here, *stood])
        before = here or before


def _seats(analysis: Analysis, number: int, seen: View, groups: Sequence[Group]) -> Iterator[Seat]:
    lower, known = seen.tree.lower, families()
    telling = {i: known[word] for i, word in enumerate(lower) if word in known and not _names_state(seen, i)}
    listing = dict.fromkeys(_listing(seen, groups), BODY)
    if not telling and not listing:
        listing = {_edge(seen, group): LIST for group in groups if len(group.mentions) >= _LISTED}
    places = sorted({*telling, *listing})
    if not places:
        return
    where = "T" if analysis.tagged[number].sentence.start < analysis.document.body_start else "B"
    both = (f"at={where}", "hb=hb" if "BODY" in seen.signs else "hb=nb", *seat_context.around(analysis, number))
    common = {word: around(seen, word) for word in places}
    for group in groups:
        for word in (w for w in places if not group.first <= w < group.end):
            family = listing.get(word) or telling[word]
            if _may_tell(family, group, word):
                marks = between(seen, group, word, telling or listing)
                unlike = tuple(dict.fromkeys((*common[word], *marks, *both)))
                yield Seat(number, seen, word, group, family, unlike)


def _edge(seen: View, group: Group) -> int:
    """The word before a group, else the one after it."""
    return group.first - 1 if group.first else min(group.end, len(seen.signs) - 1)


def _may_tell(family: str, group: Group, word: int) -> bool:
    gap = group.first - word if group.first > word else word - group.end + 1
    if family == BODY:
        return len(group.mentions) > 1 and 0 < group.first - word <= _BESIDE
    if family == LIST:
        return len(group.mentions) >= _LISTED and gap <= 1
    return family not in word_set("seats", "around", "close") or gap <= _CLOSE


def _names_state(seen: View, word: int) -> bool:
    mention = seen.owner[word]
    return seen.signs[word] == "ST" and mention is not None and mention.form != "noun"


def _listing(seen: View, groups: Sequence[Group]) -> Iterator[int]:
    """The last words of names of bodies that stand right before a list of states."""
    lists = [group.first for group in groups if len(group.mentions) > 1]
    for i, sign in enumerate(seen.signs):
        last = i + 1 == len(seen.signs) or seen.owner[i + 1] is not seen.owner[i]
        if sign == "BODY" and last and any(0 < first - i <= _BESIDE for first in lists):
            yield i
