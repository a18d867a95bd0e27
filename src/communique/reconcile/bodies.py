"""Which bodies of several documents are one; law: the order of documents does not matter.

A body that is known is what it is known as, and an organ is not its parent. Other names are one when they have the same
words, countries counted as such however they are written; a name that says little stays with its document.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique import knowledge
from communique.knowledge import Body, Country, Thing
from communique.languages import words
from communique.languages.naming import body_words
from communique.model.entity import Entity
from communique.reconcile.called import part_words, plain_words
from communique.reconcile.context import Context
from communique.reconcile.groups import Clusters, Key, Link, Rulings, union

_ACRONYM = re.compile(r"[A-Z][A-Z+&-]{1,9}")
_CAPITAL = re.compile(r"\b[A-Z]")
# An acronym that no document explains joins the one name that it abbreviates when this much around them agrees; so does
# a part of a name, when it is ahead of the next by the margin.
_AGREE, _MARGIN = 0.25, 0.08
# So many words of a name tell which known body it is, whatever stands between them.
_SEVERAL = 3
# A part of a name finds fuller names in documents of the same weeks; a word with more of them than this tells nothing.
_WEEKS, _CROWD = 6, 300

_NO_ACRONYMS: frozenset[str] = frozenset()  # held once, as most bodies have none


@dataclass(frozen=True, slots=True)
class Named:
    """A body of one document: its name, the acronyms it goes by there, what it is known as, and its parent's name."""

    name: str
    acronyms: frozenset[str]
    known: str | None
    parent: str | None
    group: str


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
    acronyms = frozenset(m for m in (*mentions, entity.name) if _ACRONYM.fullmatch(m)) or _NO_ACRONYMS
    known = known_as(entity.known, entity.name, (parent.known or parent.name) if parent else None)
    return Named(entity.name, acronyms, known, parent.name if parent else None, group)


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
        for name in (body.name, *body.names):
            found.setdefault(plain_words(name), set()).add(body.id)
    return {own: min(ids) for own, ids in found.items() if len(own) >= _SEVERAL and len(ids) == 1}


def _exact(name: str) -> bool:
    entry = knowledge.look_up(name)
    return entry is None or not entry.weak


def cluster(items: Mapping[Key, Named], around: Mapping[Key, Context], rulings: Rulings) -> Clusters[Identity]:
    """The bodies in groups."""
    known = {each.known: frozenset(filter(None, (each.known,))) for each in items.values()}
    alone = {key[0]: frozenset((key[0],)) for key in items}
    natures = {key: Identity(known[items[key].known], alone[key[0]], around[key]) for key in sorted(items)}
    clusters = Clusters(natures, rulings)
    clusters.add(_same(items))
    clusters.add(_abbreviated(clusters, items))
    clusters.add(_parts(clusters, items))
    return clusters


def _same(items: Mapping[Key, Named]) -> Iterator[Link]:
    first: dict[object, Key] = {}
    for key in sorted(items):
        what, why = identity(items[key])
        if what and first.setdefault(what, key) != key:
            yield Link(1.0 if what[0] == "known" else 0.9, first[what], key, why)


def identity(item: Named) -> tuple[tuple[object, ...], str]:
    """What a body must share with another to be one with it, and the reason in words."""
    if item.known:
        return ("known", item.known), "known as one body"
    own = plain_words(item.name)
    if _telling(item.name, own):
        return ("words", part_words(item.name)), "names of the same words"
    if item.parent:
        return ("organ", own, plain_words(item.parent)), "the same organ of one parent"
    return ("copies", own, item.group), "the same words in copies of one report"


def _telling(name: str, own: frozenset[str]) -> bool:
    """Whether a name says enough by itself: an acronym, or a capital on words that not every body has."""
    if _ACRONYM.fullmatch(name):
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


def _abbreviated(clusters: Clusters[Identity], items: Mapping[Key, Named]) -> Iterator[Link]:
    """Links from acronyms to the names that documents give with them, or that they abbreviate."""
    short = [key for key in sorted(items) if not items[key].known and _ACRONYM.fullmatch(items[key].name)]
    wanted = {items[key].name for key in short}
    said: dict[str, dict[Key, Key]] = {}
    made: dict[str, dict[Key, Key]] = {}
    for key in sorted(items):
        if not _ACRONYM.fullmatch(items[key].name):
            for acronym in items[key].acronyms & wanted:
                said.setdefault(acronym, {}).setdefault(clusters.of(key), key)
            for letters in wanted & {_letters(items[key].name), *_known_acronyms(items[key].known)}:
                made.setdefault(letters, {}).setdefault(clusters.of(key), key)
    for key in short:
        name = items[key].name
        if len(said.get(name, {})) == 1:
            yield Link(0.85, next(iter(said[name].values())), key, f"a report gives the acronym {name} with the name")
        elif not said.get(name) and (other := _one(clusters, items, list(made.get(name, {}).values()), key)):
            yield Link(0.7, other, key, f"{name} abbreviates the name, and much around them agrees")


def _parts(clusters: Clusters[Identity], items: Mapping[Key, Named]) -> list[Link]:
    """Links from names that are part of one fuller name in documents of the same weeks, with much the same around."""
    fuller: dict[tuple[str, int], list[Key]] = {}
    for key in sorted(items):
        for word in _all_words(items[key]):
            fuller.setdefault((word, _week(clusters, key)), []).append(key)
    parts = [key for key in sorted(items) if identity(items[key])[0][0] in ("copies", "organ")]
    return [link for key in parts if (link := _whole(clusters, items, key, fuller))]


def _whole(
    clusters: Clusters[Identity], items: Mapping[Key, Named], key: Key, fuller: Mapping[tuple[str, int], list[Key]]
) -> Link | None:
    own, root, week = plain_words(items[key].name), clusters.of(key), _week(clusters, key)
    near = [_near(fuller, word, week) for word in sorted(own)]
    found = {
        clusters.of(other)
        for other in min(near, key=len, default=[])
        if own < _all_words(items[other]) and own & _head_words(items[other]) and other[0] != key[0]
    }
    ranked = sorted(
        ((clusters.natures[root].context.shared(clusters.natures[other].context), other) for other in found),
        key=lambda pair: (-pair[0][0], pair[1]),
    )
    ranked = [pair for pair in ranked if _open(clusters, root, pair[1])]
    if not ranked or ranked[0][0][0] < _AGREE or (len(ranked) > 1 and ranked[0][0][0] - ranked[1][0][0] < _MARGIN):
        return None
    (score, words), other = ranked[0]
    return Link(min(0.8, 0.4 + score / 2), other, key, f"part of the name of a body of those weeks; {words}")


def _open(clusters: Clusters[Identity], a: Key, b: Key) -> bool:
    """Whether two groups may be one: no document names both."""
    apart = clusters.natures[a].documents.isdisjoint(clusters.natures[b].documents)
    return a != b and apart and not clusters.forbidden(a, b)


def _near(fuller: Mapping[tuple[str, int], list[Key]], word: str, week: int) -> list[Key]:
    found = [key for w in range(week - _WEEKS, week + _WEEKS + 1) for key in fuller.get((word, w), ())]
    return found if len(found) <= _CROWD else []


def _week(clusters: Clusters[Identity], key: Key) -> int:
    days = clusters.natures[key].context.days
    return days[0] // 7 if days else -_WEEKS - 2


def _all_words(item: Named) -> frozenset[str]:
    """The words of a body's name in its document and in the knowledge base, and of its parent's."""
    return plain_words(item.name) | _known_words(item.known) | plain_words(item.parent or "")


def _head_words(item: Named) -> frozenset[str]:
    """The words of a body's own name before those that say of what it is, and of its known one."""
    thing = knowledge.thing(item.known) if item.known else None
    fronts = (name.split(" of ")[0].split() for name in (item.name, *_names(thing)))
    return frozenset().union(*(plain_words(front[-1]) for front in fronts if front))


@cache
def _known_words(id: str | None) -> frozenset[str]:
    thing = knowledge.thing(id) if id else None
    above = knowledge.thing(thing.parent) if isinstance(thing, Body) and thing.parent else None
    names = [*_names(thing), *_names(above)]
    return frozenset().union(*(plain_words(name) for name in names))


@cache
def _known_acronyms(id: str | None) -> tuple[str, ...]:
    thing = knowledge.thing(id) if id else None
    return thing.acronyms if isinstance(thing, Body) else ()


def _names(thing: Thing | None) -> tuple[str, ...]:
    return (thing.name, *thing.acronyms) if isinstance(thing, Body) else ()


def _one(clusters: Clusters[Identity], items: Mapping[Key, Named], others: Sequence[Key], key: Key) -> Key | None:
    """The only one of several, or of those that are known by the acronym, when much around it agrees."""
    called = [other for other in others if items[key].name in _known_acronyms(items[other].known)]
    found = called or others
    if len(found) != 1:
        return None
    return found[0] if clusters.nature(found[0]).context.shared(clusters.nature(key).context)[0] >= _AGREE else None


@cache
def _letters(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
