"""Persons: where a text names them, and which names are the same person's."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.extract.chunks import word_set
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A mention of a person: a span without honorifics, and its folded words."""

    span: Span
    words: tuple[str, ...]


def fold(text: str) -> str:
    """A text in small letters without accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, without particles and honorifics."""
    small = word_set("names", "particles") | word_set("names", "honorifics")
    found = tuple(fold(word).strip(".,") for word in name.replace("’s", "").replace("'s", "").split())
    kept = tuple(word for word in found if word and word not in small)
    return kept or found


def join(document: Document, spans: Iterable[tuple[int, int]]) -> tuple[tuple[Entity, ...], dict[tuple[int, int], str]]:
    """The persons behind mentions, in order of first mention, and the person of each mention."""
    mentions = [NamedPerson(s, name_words(s.quote)) for s in (document.span(*pair) for pair in sorted(set(spans)))]
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


def same_full_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of several words can be one person's: same surname and a first name or initial that agrees."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if set(short) <= set(long):
        return True
    if short[-1] != long[-1]:
        return False
    first, other = short[0], long[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


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
