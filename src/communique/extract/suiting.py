"""How well a noun suits a body, by the words of its names and the town of its seat: "the Geneva agency"."""

from functools import cache

from communique import knowledge
from communique.extract.referring import Said
from communique.knowledge import Body
from communique.knowledge.called import names
from communique.languages import words
from communique.languages.naming import body_words
from communique.model.entity import Entity


def words_of(body: Entity) -> frozenset[str]:
    """The words of all names of a body, as the text and as the knowledge base have them."""
    return body_words(body.name) | _known_words(body.known)


def rank(body: Entity, said: Said) -> int:
    """How well a noun fits a body: 2 where its name has it, 1 where the body is of that sort, 0 not at all."""
    if not said.more <= words_of(body) | seat_of(body.known):
        return 0
    sorts = words("en", "references")["sorts"]
    if _heads_of(body) & said.nouns:
        return 2
    return 1 if any(body.kind in sorts.get(noun, ()) for noun in said.nouns) else 0


@cache
def seat_of(id: str | None) -> frozenset[str]:
    """The words of the town where a known body has its seat."""
    thing = knowledge.thing(id) if id else None
    return body_words(thing.seat) if isinstance(thing, Body) and thing.seat else frozenset()


_OCCASIONS = frozenset(("conference",))


def _heads_of(body: Entity) -> frozenset[str]:
    """The words of a body's names before "of", of which one says what it is."""
    thing = knowledge.thing(body.known) if body.known else None
    called = names(thing) if isinstance(thing, Body) else ()
    return _heads(body.name) | frozenset().union(*(_heads(name) for name in called)) - _OCCASIONS


@cache
def _heads(name: str) -> frozenset[str]:
    return body_words(name.split(" of ")[0])


@cache
def _known_words(id: str | None) -> frozenset[str]:
    thing = knowledge.thing(id) if id else None
    return frozenset().union(*(body_words(name) for name in names(thing))) if isinstance(thing, Body) else frozenset()
