"""What a body is called in a document, and what it must share with a body of another document to be one with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from communique import knowledge
from communique.knowledge import Body, Country, called
from communique.languages import words
from communique.languages.naming import body_words
from communique.model.entity import Entity
from communique.reconcile.called import part_words, plain_words
from communique.reconcile.context import Context
from communique.reconcile.groups import union

ACRONYM = re.compile(r"[A-Z][A-Z+&-]{1,9}")
_CAPITAL = re.compile(r"\b[A-Z]")
# So many words of a name tell which known body it is, whatever stands between them.
_SEVERAL = 3

_NO_ACRONYMS: frozenset[str] = frozenset()  # held once, as most bodies have none


@dataclass(frozen=True, slots=True)
class Named:
    """A body of one document: its name, the acronyms it goes by there, what it is known as, and its parent's name."""

    name: str
    acronyms: frozenset[str]
    known: str | None
    parent: str | None
    group: str
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """What a group of bodies is known as, the documents that name it, and what surrounds it there."""

    known: frozenset[str]
    documents: set[str] | frozenset[str]
    context: Context

    def clashes(self, other: "Identity") -> bool:
        """Whether the two are known as different bodies."""
        return bool(self.known and other.known and self.known != other.known)

    def plus(self, other: "Identity") -> "Identity":
        """Both together; the larger one's documents and context grow."""
        known = self.known if self.known == other.known else self.known | other.known
        return Identity(known, union(self.documents, other.documents), self.context.plus(other.context))


def named(entity: Entity, bodies: Mapping[str, Entity], group: str) -> Named:
    """A body of a document, given the document's bodies by id and its group of copies."""
    parent = bodies.get(entity.parent or "")
    mentions = {span.quote for span in entity.mentions}
    acronyms = frozenset(m for m in (*mentions, entity.name) if ACRONYM.fullmatch(m)) or _NO_ACRONYMS
    hint = entity.type == "hint"
    known = known_as(entity.known, entity.name, (parent.known or parent.name) if parent else None) if not hint else None
    return Named(entity.name, acronyms, known, parent.name if parent else None, group, hint)


@cache
def known_as(known: str | None, name: str, parent: str | None) -> str | None:
    """The id in the knowledge base of a body, of a state under any of its names, or of an organ of a known parent."""
    if known:
        return known
    if parent:
        above = knowledge.thing(parent) or knowledge.resolve(parent)
        bare = re.split(r" of (?:the )?", name)[0] if above and name.endswith(above.name) else name
        found = knowledge.organ(above.id, bare) if isinstance(above, Body) else None
        if found:
            return found.id
    thing = knowledge.resolve(name)
    if isinstance(thing, Country) and re.sub(r"^[Tt]he ", "", name) in (thing.name, thing.official, *thing.names):
        return thing.id
    return thing.id if isinstance(thing, Body) and _exact(name) else _by_words().get(plain_words(name))


@cache
def _by_words() -> Mapping[frozenset[str], str]:
    """The ids of known bodies by the words of their names, where these are several and of no other body."""
    found: dict[frozenset[str], set[str]] = {}
    for body in knowledge.bodies():
        above = knowledge.thing(body.parent) if body.parent else None
        whose = frozenset().union(*map(plain_words, called.names(above))) if isinstance(above, Body) else None
        for name in (body.name, *body.names):
            if whose is None or plain_words(name) & whose:
                found.setdefault(plain_words(name), set()).add(body.id)
    return {own: min(ids) for own, ids in found.items() if len(own) >= _SEVERAL and len(ids) == 1}


def _exact(name: str) -> bool:
    entry = knowledge.look_up(name)
    return entry is None or not entry.weak


def identity(item: Named) -> tuple[tuple[object, ...], str]:
    """What a body must share with another to be one with it, and the reason in words."""
    if item.known:
        return ("known", item.known), "known as one body"
    own = plain_words(item.name)
    if item.hint:
        return ("copies", own, item.group), "the same words in copies of one report"
    if _telling(item.name, own):
        return ("words", part_words(item.name)), "names of the same words"
    if item.parent:
        return ("organ", own, plain_words(item.parent)), "the same organ of one parent"
    return ("copies", own, item.group), "the same words in copies of one report"


def _telling(name: str, own: frozenset[str]) -> bool:
    """Whether a name says enough by itself: an acronym, or a capital on words that not every body has."""
    if ACRONYM.fullmatch(name):
        return True
    rare = own - _generic()
    countries = {word for word in own if word.startswith("@")}
    return bool(_CAPITAL.search(name)) and ((len(own) > 1 and bool(rare)) or bool(countries) or _proper(rare))


def _proper(rare: Iterable[str]) -> bool:
    return any(len(word) > 4 for word in rare)


@cache
def _generic() -> frozenset[str]:
    names = words("en", "names")
    return frozenset().union(*(body_words(word) for word in (*names["generic"], *names["body_heads"])))
