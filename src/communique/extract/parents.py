"""What belongs to what: an organ's parent by its name and the words around it, and its full name."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communique import knowledge
from communique.extract.bodies import head_word
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.tongues import is_foreign
from communique.extract.unions import is_of_states
from communique.languages.naming import body_words
from communique.model.document import Document
from communique.model.entity import Entity
from communique.model.span import Span

_OWNED = re.compile(r"(?:['’]s?)?\s+$")
_OF = re.compile(r"\s+(?:of|in|at)\s+(?:the\s+)?$")


def related(document: Document, bodies: Sequence[Entity], items: Sequence[Mention]) -> tuple[Entity, ...]:
    """The bodies with their parents; a generic name ("Council of Ministers") gets its parent's added."""
    bodies = _settled(_with_owners(document, bodies))
    around = _around(document, bodies, items)
    found = {e.id: _parent(around, e) for e in bodies}
    main = _main(bodies)
    found |= {e.id: main.id for e in bodies if main and e.id != main.id and found[e.id] is None and _alone(e)}
    by_id = {e.id: e for e in bodies}
    return tuple(_named(document.text, e, [by_id[above] for above in _chain(found, e.id)]) for e in bodies)


def _chain(parents: Mapping[str, str | None], id: str) -> Iterator[str]:
    """The body above one, the one above that, and so on."""
    seen = {id}
    while (above := parents[id]) and above not in seen:
        seen.add(above)
        yield above
        id = above


@dataclass(frozen=True, slots=True)
class _Around:
    """What a parent is looked for in: bodies that are `known`, names by a word in them, mentions by their places."""

    document: Document
    items: Sequence[Mention]
    known: Mapping[str | None, Entity]
    named: Mapping[str, Sequence[tuple[int, Entity, str]]]
    places: Mapping[tuple[int, int], int]
    of: Mapping[str, Entity]


def _around(document: Document, bodies: Sequence[Entity], items: Sequence[Mention]) -> _Around:
    named: dict[str, list[tuple[int, Entity, str]]] = {}
    for number, body in enumerate(bodies):
        for name in _names(body) if body.kind != "state" else ():
            if own := body_words(name):
                named.setdefault(min(own), []).append((number, body, name))
    known: dict[str | None, Entity] = {body.known: body for body in bodies if body.known}
    places = {(item.start, item.end): i for i, item in enumerate(items)}
    return _Around(document, items, known, named, places, {body.id: body for body in bodies})


def _names(body: Entity) -> set[str]:
    """The name of a body, and what else a text calls it in one word."""
    return {body.name, *(span.quote for span in body.mentions if " " not in span.quote)}


def _settled(bodies: Sequence[Entity]) -> tuple[Entity, ...]:
    """The bodies, one of whose name there are several, taken for the one that belongs to a body of the text."""
    known = {body.known for body in bodies}
    return tuple(replace(b, known=found.id) if (found := _organ_of(b, known)) else b for b in bodies)


def _organ_of(body: Entity, known: Container[str | None]) -> knowledge.Body | None:
    entry = knowledge.look_up(body.name) if body.known is None else None
    things = [s.thing for s in entry.senses if s.form == "name"] if entry else []
    of_text = [t for t in things if isinstance(t, knowledge.Body) and t.parent in known and t.id not in known]
    return of_text[0] if len(of_text) == 1 else None


def _with_owners(document: Document, bodies: Sequence[Entity]) -> tuple[Entity, ...]:
    """The bodies with those that a text names in full only within the names of their organs.

    So ASEAN in "the ASEAN Secretariat"; one that else goes by a part of its name is not another: "the Forum".
    """
    organs = {thing.parent for b in bodies if b.known and isinstance(thing := knowledge.thing(b.known), knowledge.Body)}
    kept, last = {body.id: body for body in bodies}, max((int(body.id[1:]) for body in bodies), default=0)
    for number, owner in enumerate(_owners(document, bodies), last + 1):
        words = body_words(owner.name)
        plain = [b for b in kept.values() if b.known is None and b.kind != "state" and body_words(b.name) <= words]
        plain = [b for b in plain if not _generic(b.name) and head_word(b.name) == head_word(owner.name)]
        if len(plain) == 1:
            mentions = tuple(sorted((*owner.mentions, *plain[0].mentions), key=lambda s: s.start))
            kept[plain[0].id] = replace(owner, id=plain[0].id, mentions=mentions)
        elif owner.id in organs:
            kept[f"b{number}"] = replace(owner, id=f"b{number}")
    return tuple(kept.values())


def _owners(document: Document, bodies: Sequence[Entity]) -> Iterator[Entity]:
    """The known bodies within the names of others that are not among them."""
    known = {e.known for e in bodies}
    found: dict[str, list[Span]] = {}
    for body in bodies:
        thing = knowledge.thing(body.known) if body.known else None
        above = thing.parent if isinstance(thing, knowledge.Body) else None
        for mention in body.mentions[:_FIRST] if above or (body.known is None and body.kind in _ORGANS) else ():
            inside = _within(document, mention, above)
            if inside and inside[0] not in known:
                found.setdefault(inside[0], []).append(inside[1])
    for id in sorted(found):
        thing = knowledge.thing(id)
        kind = thing.kind if isinstance(thing, knowledge.Body) else None
        mentions = tuple(sorted(found[id], key=lambda s: s.start))
        name = max((s.quote for s in mentions), key=len)
        yield Entity(id=id, type="body", name=name, mentions=mentions, kind=kind, known=id)


_ORGANS = frozenset({"organ", "union", "secretariat", "commission", "conference"})
_FIRST = 3


def _within(document: Document, mention: Span, owner: str | None) -> tuple[str, Span] | None:
    """The body with an id, or any, that a name holds at its beginning or its end, and where."""
    words = [m.span() for m in re.finditer(r"[\w&+.-]+", _BRACKETED.sub("", mention.quote))]
    edges = [(words[0][0], end) for _, end in words[:-1]] + [(start, words[-1][1]) for start, _ in words[1:]]
    for start, end in edges:
        thing = knowledge.body(mention.quote[start:end])
        if thing and (thing.id == owner if owner else thing.parent is None):
            start += len("the ") if mention.quote[start:end].lower().startswith("the ") else 0
            return thing.id, document.span(mention.start + start, mention.start + end)
    return None


def _parent(around: _Around, body: Entity) -> str | None:
    if body.kind == "state":
        return None
    thing = knowledge.thing(body.known) if body.known else None
    if isinstance(thing, knowledge.Body):
        return around.known[thing.parent].id if thing.parent in around.known else None
    return _inside(around, body) or _beside(around, body)


def _main(bodies: Sequence[Entity]) -> Entity | None:
    """The union that a text names most often: a generic organ is its organ, where nothing else is said."""
    unions = [b for b in bodies if b.known and (b.kind in _UNIONS or (b.kind == "organ" and is_of_states(b.known)))]
    unions = unions or [b for b in bodies if b.known and b.kind in _OTHERS and len(b.mentions) > 1]
    return max(unions, key=lambda b: (len(b.mentions), -b.mentions[0].start), default=None)


_UNIONS = frozenset({"union", "alliance", "forum", "organisation", "conference"})
_OTHERS = frozenset({"commission", "agency", "bank", "fund"})


def _called(organ: Entity, parent: Entity) -> knowledge.Body | None:
    """The organ that a generic name means within a known body, as it is called now: the Commission of the Union."""
    above = knowledge.thing(parent.known) if parent.known else None
    if not isinstance(above, knowledge.Body):
        return None
    found = knowledge.organ(above.id, organ.name) or knowledge.body(f"{organ.name} of the {above.name}")
    found = found if found and found.parent == above.id else None
    later = knowledge.thing(found.successor) if found and found.successor else None
    return later if isinstance(later, knowledge.Body) else found


def _alone(body: Entity) -> bool:
    return body.known is None and _generic(body.name) and not body.name.isupper()


def _generic(name: str) -> bool:
    """Whether a name says nothing without its parent's: "Council of Ministers"."""
    generic = word_set("names", "generic")
    return body_words(name) <= generic | {w.rstrip("s") for w in generic}


def _inside(around: _Around, body: Entity) -> str | None:
    """The longest other body whose name stands in this one's."""
    own = body_words(body.name)
    others = (other for word in own for other in around.named.get(word, ()))
    within = [
        (len(words), -number, b.id)
        for number, b, name in others
        if (words := body_words(name)) < own and b.id != body.id and (name == b.name or _begins(body.name, name))
    ]
    return max(within)[2] if within else None


def _begins(name: str, short: str) -> bool:
    """Whether a short name of a body stands in one of its organs': anywhere if it is an acronym, else at its start."""
    return short.isupper() or name.startswith(f"{short} ")


def _beside(around: _Around, body: Entity) -> str | None:
    """A body named right before ("SCO's Council") or right after ("Council of the SCO")."""
    document, items = around.document, around.items
    for i in sorted(around.places[m.pair] for m in body.mentions if m.pair in around.places):
        item = items[i]
        before = items[i - 1] if i else None
        if (
            before
            and before.type == "body"
            and before.entity
            and _OWNED.fullmatch(document.text[before.end : item.start])
        ):
            return before.entity
        if owner := _spoken_of(around, i):
            return owner
        after = items[i + 1] if i + 1 < len(items) else None
        if after and after.type == "body" and after.entity and _OF.fullmatch(document.text[item.end : after.start]):
            return after.entity
    return None


def _spoken_of(around: _Around, i: int) -> str | None:
    """The body named last before that a noun before a mention means: "the fund's Board of Governors"."""
    said = _NOUN.search(around.document.text, max(0, around.items[i].start - _LONGEST), around.items[i].start)
    if not said:
        return None
    before = (around.of.get(item.entity or "") for item in reversed(around.items[:i]) if item.type == "body")
    return next((b.id for b in before if b and b.kind != "state" and head_word(b.name) == said["noun"]), None)


_NOUN = re.compile(r"\b[Tt]he\s+(?P<noun>[a-z]+)['’]s?\s+$")
_LONGEST = 30


_BRACKETED = re.compile(r"(?<=\w)\s+\([A-Z][\w-]*[A-Z]\)$")


def _named(text: str, body: Entity, above: Sequence[Entity]) -> Entity:
    """The body with the one above it; a generic name gets that of the nearest above with a name of its own added."""
    body = replace(body, name=_BRACKETED.sub("", body.name))
    if not above:
        return body
    owner = next((b for b in above if not _generic(b.name)), above[0])
    composed = (_generic(body.name) or is_foreign(body.name)) and not body_words(owner.name) <= body_words(body.name)
    known = _called(body, owner) if composed else None
    name = f"{body.name} of {_with_article(text, owner)}" if composed else body.name
    own = known and body_words(body.name) <= body_words(known.name) and not known.name.startswith(f"{body.name} of ")
    return replace(body, parent=above[0].id, name=known.name if known and own else name)


def _with_article(text: str, body: Entity) -> str:
    """A name after "of": states and acronyms that the text itself calls by their name alone have no article."""
    name = body.name.removeprefix("the ")
    return name if body.kind == "state" or (name.isupper() and f"the {name}" not in text) else f"the {name}"
