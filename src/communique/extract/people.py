"""Persons: where a text names them, and which names are the same person's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from communique import knowledge
from communique.extract.chunks import word_set
from communique.languages import pattern
from communique.languages import words as read_words
from communique.languages.naming import person_words, same_full_name
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A mention of a person: a span without honorifics, its folded words, and whether a title tells man or woman.

    `titled` is the office that stands right before it as a title, `offices` are all that stand beside it.
    """

    span: Span
    words: tuple[str, ...]
    gender: str | None
    titled: str | None
    offices: frozenset[str]


def join(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[tuple[Entity, ...], dict[tuple[int, int], str]]:
    """The persons behind mentions, in order of first mention, and the person of each mention."""
    mentions = [_named(document, document.span(*pair)) for pair in sorted(set(spans))]
    groups = _full_names([m for m in mentions if len(m.words) > 1])
    for mention in (m for m in mentions if len(m.words) == 1):
        _place_single(mention, groups)
    groups.sort(key=lambda group: min(m.span.start for m in group))
    people, owner = [], {}
    for number, group in enumerate(groups, 1):
        person = _person(f"p{number}", sorted(group, key=lambda m: m.span))
        people.append(person)
        owner.update({span.pair: person.id for span in person.mentions})
    return tuple(people), owner


def _named(document: Document, span: Span) -> NamedPerson:
    before = document.text[max(0, span.start - _TITLE) : span.start].lower().split()
    title = before[-1] if before else ""
    gender = next((gender for gender in ("m", "f") if title in word_set("saying", "honorifics", gender)), None)
    titled, beside = pattern("offices", "titled"), pattern("offices", "beside")
    head = titled.search(document.text, max(0, span.start - _OFFICE), span.start)
    after = beside.match(document.text, span.end)
    ahead = pattern("offices", "ahead").search(document.text, max(0, span.start - _OFFICE), span.start)
    offices = frozenset(_office(found["office"]) for found in (ahead, after) if found)
    return NamedPerson(span, person_words(span.quote), gender, _office(head["office"]) if head else None, offices)


_TITLE, _OFFICE = 16, 40
"""So many letters at the most hold a title such as "Mademoiselle" before a name, and an office."""


def _office(words: str) -> str:
    """An office as one word, by whichever of its forms it goes."""
    found = " ".join(words.lower().replace("-", " ").split())
    return _same_offices().get(found, found)


@cache
def _same_offices() -> dict[str, str]:
    return dict(read_words("en", "offices")["titles"])


def _person(id: str, group: Sequence[NamedPerson]) -> Entity:
    fullest = max(group, key=lambda m: (len(m.words), -m.span.start))
    name = " ".join(fullest.span.quote.split())
    return Entity(id=id, type="person", name=name, mentions=tuple(m.span for m in group))


def _full_names(mentions: Sequence[NamedPerson]) -> list[list[NamedPerson]]:
    groups: list[list[NamedPerson]] = []
    for mention in sorted(mentions, key=lambda m: (-len(m.words), m.span.start)):
        alike = (g for g in groups if any(same_full_name(mention.words, other.words) for other in g))
        home = next((g for g in alike if _may_be(mention, g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups


def _place_single(mention: NamedPerson, groups: list[list[NamedPerson]]) -> None:
    word = mention.words[0]
    for position in (-1, 0, None):
        fitting = [g for g in groups if any(_has(word, m.words, position) for m in g) and _may_be(mention, g)]
        if fitting and not (fitting := [g for g in fitting if _may_hold(mention, g)]):
            break
        if fitting:
            _nearest(mention, fitting).append(mention)
            return
    groups.append([mention])


def _may_be(mention: NamedPerson, group: Sequence[NamedPerson]) -> bool:
    """Whether no title or given name tells that one is a man's name and the other a woman's."""
    if mention.gender is None:
        return True
    titles = {m.gender for m in group if m.gender}
    given = {known for m in group if (known := knowledge.given_names().get(m.span.quote.split()[0])) in ("m", "f")}
    return (titles or given or {mention.gender}) == {mention.gender}


def _may_hold(mention: NamedPerson, group: Sequence[NamedPerson]) -> bool:
    """Whether no other office than the one before a surname is told of whom a group names: a namesake holds that."""
    held = frozenset().union(*(m.offices for m in group))
    return mention.titled is None or not held or mention.titled in held


def _has(word: str, words: tuple[str, ...], position: int | None) -> bool:
    if position is None:
        return word in words or any(word in w.split("-") for w in words)
    return words[position] == word


def _nearest(mention: NamedPerson, groups: Sequence[list[NamedPerson]]) -> list[NamedPerson]:
    def distance(group: list[NamedPerson]) -> tuple[int, int]:
        gaps = [mention.span.start - m.span.start for m in group]
        before = [gap for gap in gaps if gap >= 0]
        return (0, min(before)) if before else (1, -max(gaps))

    return min(groups, key=distance)
