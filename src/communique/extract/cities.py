"""Cities: what the towns that a text names around an office tell of the state that it belongs to."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from communique import knowledge
from communique.extract.mentions import Mention
from communique.extract.surroundings import Question, Surroundings, office_class

_LOCAL, _OF_STATES = ("local", "firm"), ("head", "minister", "envoy")
_OPENING, _BACK = 8, 250  # characters
_FEW = 3


@lru_cache(maxsize=1 << 12)
def country_of(name: str) -> knowledge.Country | None:
    """The country that a city is in."""
    entry = knowledge.look_up(name.title() if name.isupper() else name)
    cities = [s.thing for s in entry.senses if isinstance(s.thing, knowledge.City)] if entry else []
    country = knowledge.thing(cities[0].country) if cities else None
    return country if isinstance(country, knowledge.Country) else None


def around(drop: Surroundings, question: Question) -> dict[str, tuple[str, ...]]:
    """Marks of states, by their ids, by the cities that are named in the sentence of an office and in that before."""
    found: dict[str, list[str]] = {}
    for mention, number in _near(drop, question):
        if country := country_of(mention.name):
            found.setdefault(country.id, []).append(_where(question, mention, number))
    if of := told(question):
        found.setdefault(of.id, []).append("city-told")
    return {id: tuple(dict.fromkeys(marks)) for id, marks in found.items()}


def _near(drop: Surroundings, question: Question) -> Iterator[tuple[Mention, int]]:
    """The places named last before an office and first after it, with how many sentences away each is."""
    at = bisect_left(drop.places, question.held.office.start, key=lambda m: m.start)
    sentence = question.words.sentence
    for mention in drop.places[max(0, at - _FEW) : at + 1]:
        inside = sentence.start <= mention.start < sentence.end
        if inside or mention.start < sentence.start:
            yield mention, 0 if inside else 1


def _where(question: Question, mention: Mention, number: int) -> str:
    start = question.words.sentence.start
    if number:
        return "city-before" if mention.start > start - _BACK else "city-far"
    if mention.start > question.held.office.start:
        return "city-after"
    return "city-opens" if mention.start - start < _OPENING else "city-here"


def told(question: Question) -> knowledge.Country | None:
    """The state of the city that stands before an office for it: "Ankara's envoy"."""
    held = question.held
    before = held.of is not None and held.of.entity is None and held.of.end <= held.office.start
    return country_of(held.of.name) if held.of and before and office_class(question.role) in _OF_STATES else None


def unnamed(drop: Surroundings, question: Question) -> Iterator[tuple[knowledge.Country, tuple[str, ...]]]:
    """The states of the cities around an office that the text does not name themselves, with their marks."""
    if office_class(question.role) in _LOCAL:
        return
    for id, marks in around(drop, question).items():
        country = knowledge.thing(id)
        if id not in drop.known and isinstance(country, knowledge.Country):
            yield country, ("unnamed", *marks)
