"""Names that an engine uses, and the persons and bodies they are; law: a name is one that the text gives.

A name that our own reader has found too is the same person or body. Any other must stand in the text, or be known to
mean something that does, or be put together of an organ and its parent that both do.
"""

import re
from collections.abc import Iterator
from itertools import count

from communique import knowledge
from communique.engine.checks import Unfit
from communique.engine.quotes import Text, nearest
from communique.extract.mentions import Mentions
from communique.knowledge import Body, Country
from communique.languages import words
from communique.languages.naming import body_words, fold, person_words
from communique.model.entity import Entity, Reference
from communique.model.span import Span

_JOINT = re.compile(r" (?:of|under|at|for) (?:the )?")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_WORDS = re.compile(r"\w[\w.'’-]*")


class Names:
    """The persons and bodies of a document, those of our own reader and those that an engine names besides."""

    def __init__(self, mentions: Mentions, text: Text) -> None:
        self._text = text
        self._entities = {e.id: e for e in (*mentions.people, *mentions.bodies)}
        self._new: dict[str, Entity] = {}
        self._ids = {"person": count(len(mentions.people) + 1), "body": count(len(mentions.bodies) + 1)}
        self._by_name: dict[str, str] = {}
        for entity in self._entities.values():
            self._by_name.setdefault(_key(entity.name), entity.id)
        for mention in mentions.items:
            if mention.entity and mention.form not in ("role", "noun"):
                written = text.document.text[mention.start : mention.end]
                self._by_name.setdefault(_key(written), mention.entity)
        self._by_words = {person_words(s.quote): e.id for e in mentions.people for s in e.mentions}
        self._by_known = {e.known: e.id for e in mentions.bodies if e.known}

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All of them, persons and bodies, our own reader's first."""
        return (*self._entities.values(), *self._new.values())

    def reference(self, name: str, type: str, evidence: Span) -> tuple[Reference, Span | None]:
        """The person or body of a name with the mention nearest to the evidence; raises `Unfit` if it is nowhere.

        `type` is what it is if it is new: `person`, `body`, or empty for what may be a mere description.
        """
        entity = self._known(name) or self._found(name, type)
        if entity is not None:
            return entity.reference, nearest(entity.mentions, evidence)
        span = None if type else self._text.find(name, evidence.start)
        if span is None:
            raise Unfit("a name that is not in the text", name)
        return Reference(id=None, name=" ".join(span.quote.split())), span

    def _known(self, name: str) -> Entity | None:
        id = self._by_name.get(_key(name)) or self._by_words.get(person_words(name))
        thing = None if id else knowledge.resolve(name)
        id = id or (self._by_known.get(thing.id) if thing else None)
        return (self._entities.get(id) or self._new.get(id)) if id else None

    def _found(self, name: str, type: str) -> Entity | None:
        if not type:
            return None
        mentions = self._text.all(_ARTICLE.sub("", name))
        parent = None
        if not mentions and type == "body":
            mentions, parent = next(self._within_parent(name), ((), None))
        return self._add(name, type, mentions, parent) if mentions else None

    def _within_parent(self, name: str) -> Iterator[tuple[tuple[Span, ...], str]]:
        """The mentions of an organ that is named with its parent, and the parent's id."""
        for joint in _JOINT.finditer(name):
            parent = self._known(name[joint.end() :])
            mentions = self._text.all(_ARTICLE.sub("", name[: joint.start()])) if parent else ()
            if parent and mentions:
                yield mentions, parent.id

    def _add(self, name: str, type: str, mentions: tuple[Span, ...], parent: str | None) -> Entity:
        thing = knowledge.resolve(name) if type == "body" else None
        known = thing if isinstance(thing, Country | Body) else None
        kind = "state" if isinstance(known, Country) else known.kind if known else _kind(name)
        entity = Entity(
            id=f"{type[0]}{next(self._ids[type])}",
            type=type,
            name=known.name if isinstance(known, Country) else " ".join(_ARTICLE.sub("", name).split()),
            mentions=mentions,
            kind=kind if type == "body" else None,
            parent=parent,
            known=known.id if known else None,
        )
        self._new[entity.id] = entity
        self._by_name[_key(name)] = entity.id
        if known:
            self._by_known.setdefault(known.id, entity.id)
        return entity


def _key(name: str) -> str:
    """A name to look up by: folded, without article."""
    return " ".join(fold(_ARTICLE.sub("", name.strip())).split())


def _kind(name: str) -> str:
    kinds = words("en", "names")["body_kinds"]
    return next((kind for kind, heads in kinds.items() if body_words(name) & set(heads)), "organisation")


def looks_like(name: str) -> str:
    """What a new name seems to be by its words: `person`, `body`, or nothing where it is no name.

    >>> looks_like("Council of Ministers"), looks_like("Ilze Ozola"), looks_like("two delegates")
    ('body', 'person', '')
    """
    found = _WORDS.findall(_ARTICLE.sub("", name))
    heads = frozenset(words("en", "names")["body_heads"])
    if not found or not found[0][0].isupper():
        return ""
    if any(fold(w) in heads or w.isupper() for w in found) or knowledge.resolve(name):
        return "body"
    return "person" if 1 < len(found) < 5 and not _ARTICLE.match(name) else ""
