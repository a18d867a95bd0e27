"""Claims in groups, each group a record, and which records are to be made; law: a record is left only if it is as kept.

A group that has the same claims of the same documents, joined by the same links, makes the same record as before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from communique.reconcile.groups import Clusters, Key, Link, distinct
from communique.reconcile.memory import Memory, mark
from communique.reconcile.occasions import Occasion
from communique.reconcile.told import Told

Kept = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Groups:
    """The claims of each record by the root of its group, and the links in each group."""

    members: Mapping[Key, Sequence[Key]]
    reasons: Mapping[Key, Sequence[Link]]

    @property
    def roots(self) -> Mapping[Key, Key]:
        """The root of each claim."""
        return {key: root for root, keys in self.members.items() for key in keys}

    def links(self, root: Key) -> Sequence[Link]:
        """The links that made a group."""
        return self.reasons.get(root, ())


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups of claims, and which records are to be made.

    `again` are the ids and roots of these, in the order of the ids, `same` those of the others; `made_of` tells what
    stands for all that the record of a group is made of, and what it is of; `kept` is what was kept.
    """

    groups: Groups
    again: Sequence[tuple[str, Key]]
    same: Mapping[str, Key]
    made_of: Callable[[Key], tuple[str, str]]
    kept: Kept


Parts = Callable[[Sequence[Key]], tuple[object, ...]]


def grouped(claims: Told, clusters: Clusters[Any], memory: Memory, is_of: Parts) -> Grouped:
    """The groups of claims; `is_of` says of what the record of some claims is.

    What the claims tell is let go of: only which of them are of one record is asked from then on.
    """
    groups = _groups(claims, clusters)
    del clusters  # which is large
    members, reasons = groups.members, groups.reasons

    def marked(root: Key) -> str:
        return _mark(claims, members[root], reasons.get(root, ()))

    kept: dict[str, Sequence[Any]] = dict(memory.recall(part(claims)))
    before = {plain[0]: (id, plain[1]) for id, plain in kept.items()}
    marks = {root: marked(root) for root in members} if before else {}
    changed: Set[Key] = {root for root, found in marks.items() if found not in before} if before else members.keys()
    changed |= _counted_from(claims.items, groups.roots, changed) if before else set()
    claims.items = []
    texts = {r: _text(is_of(keys)) if r in changed else before[marks[r]][1] for r, keys in members.items()}
    ids = distinct(claims.kind.name, [(text,) for text in texts.values()], [min(keys) for keys in members.values()])
    for id in kept.keys() - set(ids) if kept else ():
        memory.keep(part(claims), id, None)
    ordered = sorted(zip(ids, members, strict=True))
    same = {id: r for id, r in ordered if r not in changed and before[marks[r]][0] == id}
    again = [pair for pair in ordered if pair[0] not in same] if same else ordered
    return Grouped(groups, again, same, lambda root: (marks.get(root) or marked(root), texts[root]), kept)


def _groups(claims: Told, clusters: Clusters[Any]) -> Groups:
    members: dict[Key, list[Key]] = {}
    for item in claims.items:
        members.setdefault(clusters.of(item.key), []).append(item.key)
    reasons: dict[Key, list[Link]] = {}
    for link in clusters.used:
        reasons.setdefault(clusters.of(link.a), []).append(link)
    return Groups(members, reasons)


def part(claims: Told) -> str:
    """Under what is kept of what the records are made."""
    return f"{claims.kind.plural} made"


def _mark(claims: Told, keys: Iterable[Key], links: Iterable[Link]) -> str:
    stamps = claims.who.stamps
    return mark(sorted((*key, stamps[key[0]]) for key in keys), sorted(map(tuple, links)))


def _text(parts: Sequence[object]) -> str:
    return "\n".join(map(str, parts))


def _counted_from(items: Iterable[Any], roots: Mapping[Key, Key], changed: Set[Key]) -> Set[Key]:
    """The groups with dates that are counted from meetings of changed groups, or of such as are counted from them."""
    counted: dict[Key, set[Key]] = {}
    for item in items:
        if isinstance(item, Occasion) and item.hangs and item.hangs[0] in roots:
            counted.setdefault(roots[item.hangs[0]], set()).add(roots[item.key])
    found: set[Key] = set()
    reached = [root for root in counted if root in changed]
    while reached:
        more = counted.get(reached.pop(), set()) - found
        found |= more
        reached += more
    return found
