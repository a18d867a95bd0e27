"""Which bodies of several documents are one; law: the order of documents does not matter.

A body that is known is what it is known as, and an organ is not its parent. Other names are one when they have the same
words, countries counted as such however they are written; a name that says little stays with its document.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from communique import knowledge
from communique.knowledge import Body
from communique.reconcile import parts
from communique.reconcile.body_names import ACRONYM, Identity, Named, identity
from communique.reconcile.context import Context
from communique.reconcile.groups import Clusters, Key, Link, Rulings


def cluster(items: Mapping[Key, Named], around: Mapping[Key, Context], rulings: Rulings) -> Clusters[Identity]:
    """The bodies in groups."""
    known = {each.known: frozenset(filter(None, (each.known,))) for each in items.values()}
    alone = {key[0]: frozenset((key[0],)) for key in items}
    natures = {key: Identity(known[items[key].known], alone[key[0]], around[key]) for key in sorted(items)}
    clusters = Clusters(natures, rulings)
    clusters.add(_same(items))
    clusters.add(_abbreviated(clusters, items))
    for found in parts.links(clusters, items):
        clusters.add(found)
    return clusters


def _same(items: Mapping[Key, Named]) -> Iterator[Link]:
    first: dict[object, Key] = {}
    for key in sorted(items):
        what, why = identity(items[key])
        if what and first.setdefault(what, key) != key:
            yield Link(1.0 if what[0] == "known" else 0.9, first[what], key, why)


def _abbreviated(clusters: Clusters[Identity], items: Mapping[Key, Named]) -> Iterator[Link]:
    """Links from acronyms to the names that documents give with them, or that they abbreviate."""
    short = [key for key in sorted(items) if not items[key].known and ACRONYM.fullmatch(items[key].name)]
    wanted = {items[key].name for key in short}
    said: dict[str, dict[Key, Key]] = {}
    made: dict[str, dict[Key, Key]] = {}
    for key in sorted(items):
        if not ACRONYM.fullmatch(items[key].name):
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


@cache
def _known_acronyms(id: str | None) -> tuple[str, ...]:
    thing = knowledge.thing(id) if id else None
    return thing.acronyms if isinstance(thing, Body) else ()


def _one(clusters: Clusters[Identity], items: Mapping[Key, Named], others: Sequence[Key], key: Key) -> Key | None:
    """The only one of several, or of those that are known by the acronym, when much around it agrees."""
    called = [other for other in others if items[key].name in _known_acronyms(items[other].known)]
    found = called or others
    if len(found) != 1:
        return None
    shared, _ = clusters.nature(found[0]).context.shared(clusters.nature(key).context)
    return found[0] if shared >= parts.AGREE else None


@cache
def _letters(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
