"""Persons: where a text names them, and which names are the same person's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.languages.naming import person_words, same_full_name
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A mention of a person: a span without honorifics, and its folded words."""

    span: Span
    words: tuple[str, ...]


def join(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[tuple[Entity, ...], dict[tuple[int, int], str]]:
    """The persons behind mentions, in order of first mention, and the person of each mention."""
    mentions = [NamedPerson(s, person_words(s.quote)) for s in (document.span(*pair) for pair in sorted(set(spans)))]
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


def _person(id: str, group: Sequence[NamedPerson]) -> Entity:
    fullest = max(group, key=lambda m: (len(m.words), -m.span.start))
    name = " ".join(fullest.span.quote.split())
    return Entity(id=id, type="person", name=name, mentions=tuple(m.span for m in group))


def _full_names(mentions: Sequence[NamedPerson]) -> list[list[NamedPerson]]:
    groups: list[list[NamedPerson]] = []
    for mention in sorted(mentions, key=lambda m: (-len(m.words), m.span.start)):
        home = next((g for g in groups if any(same_full_name(mention.words, other.words) for other in g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups


def _place_single(mention: NamedPerson, groups: list[list[NamedPerson]]) -> None:
    word = mention.words[0]
    for position in (-1, 0, None):
        fitting = [g for g in groups if any(_has(word, m.words, position) for m in g)]
        if fitting:
            _nearest(mention, fitting).append(mention)
            return
    groups.append([mention])


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
