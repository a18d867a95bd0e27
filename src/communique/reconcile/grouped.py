"""Claims in groups, each group a record, and which records are to be made; law: a record is left only if it is as kept.

A group that has the same claims of the same documents, joined by the same links, makes the same record as before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.reconcile.groups import Clusters, Key, Link, distinct
from communique.reconcile.memory import Memory, mark
from communique.reconcile.occasions import Occasion
from communique.reconcile.told import Told

Kept = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Groups:
    """The claims of each record by the root of its group, the root of each claim, and the links in each group."""

    members: Mapping[Key, Sequence[Key]]
    roots: Mapping[Key, Key]
    reasons: Mapping[Key, Sequence[Link]]

    def links(self, root: Key) -> Sequence[Link]:
        """The links that made a group."""
        return self.reasons.get(root, ())


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups of claims, and which records are to be made.

    `again` are the roots and ids of these, in the order of the ids, `same` the ids of the others; `made_of` says of
    each record what it is of and what stands for all that it is made of, and `kept` what was kept.
    """

    groups: Groups
    again: Sequence[tuple[str, Key]]
    same: Mapping[str, Key]
    made_of: Mapping[Key, tuple[str, str]]
    kept: Kept


Parts = Callable[[Sequence[Key]], tuple[object, ...]]


def grouped(claims: Told, clusters: Clusters[Any], memory: Memory, is_of: Parts) -> Grouped:
    """The groups of claims; `is_of` says of what the record of some claims is.

    What the claims tell is let go of: only which of them are of one record is asked from then on.
    """
    groups: dict[Key, list[Key]] = {}
    roots = {item.key: clusters.of(item.key) for item in claims.items}
    for key, root in roots.items():
        groups.setdefault(root, []).append(key)
    reasons: dict[Key, list[Link]] = {}
    for link in clusters.used:
        reasons.setdefault(roots[link.a], []).append(link)
    del clusters  # which is large
    kept: dict[str, Sequence[Any]] = dict(memory.recall(part(claims)))
    before = {plain[0]: (id, plain[1]) for id, plain in kept.items()}
    marks = {root: _mark(claims, keys, reasons.get(root, ())) if memory.keeps else "" for root, keys in groups.items()}
    changed = {root for root, found in marks.items() if found not in before}
    changed |= _counted_from(claims.items, roots, changed)
    claims.items = []
    texts = {r: _text(is_of(keys)) if r in changed else before[marks[r]][1] for r, keys in groups.items()}
    ids = distinct(claims.kind.name, [((texts[root],), min(keys)) for root, keys in groups.items()])
    ordered = sorted(zip(ids, groups, strict=True))
    again = [(id, r) for id, r in ordered if r in changed or before[marks[r]][0] != id]
    same = {id: r for id, r in ordered if r not in changed and before[marks[r]][0] == id}
    for id in kept.keys() - set(ids):
        memory.keep(part(claims), id, None)
    made_of = {r: (marks[r], texts[r]) for r in groups}
    return Grouped(Groups(groups, roots, reasons), again, same, made_of, kept)


def part(claims: Told) -> str:
    """Under what is kept of what the records are made."""
    return f"{claims.kind.plural} made"


def _mark(claims: Told, keys: Iterable[Key], links: Iterable[Link]) -> str:
    stamps = claims.who.stamps
    return mark(sorted((*key, stamps[key[0]]) for key in keys), sorted(map(tuple, links)))


def _text(parts: Sequence[object]) -> str:
    return "\n".join(map(str, parts))


def _counted_from(items: Iterable[Any], roots: Mapping[Key, Key], changed: set[Key]) -> set[Key]:
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
