"""Groups: which items belong together, given links with scores; law: the order of items and links does not matter.

The surest link joins first; a join that two groups' own natures forbid, or a ruling, is not made.
"""

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, Self, TypeVar

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
Key = tuple[str, str]


class Nature(Protocol):
    """What is known of a group, enough to tell which other group it cannot be one with."""

    def clashes(self, other: Self) -> bool:
        """Whether the two cannot be one."""
        ...

    def plus(self, other: Self) -> Self:
        """What is known of both together."""
        ...


N = TypeVar("N", bound=Nature)


class Link(NamedTuple):
    """Two items, given by their keys, that may be one: how sure (0 to 1), and why, in words."""

    score: float
    a: Key
    b: Key
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Pairs of items, by (document id, entity or claim id), that people ruled to be the same, or not the same."""

    same: tuple[tuple[Key, Key], ...] = ()
    different: tuple[tuple[Key, Key], ...] = ()


NO_RULINGS = Rulings()


class Forest(Generic[H]):
    """Items in groups that grow by joining."""

    def __init__(self, items: Iterable[H]) -> None:
        self.parent: dict[H, H] = {item: item for item in items}

    def root(self, item: H) -> H:
        """The item that stands for the group of an item."""
        parent = self.parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, a: H, b: H) -> None:
        """Make the groups of two items one, under the root of the first."""
        self.parent[self.root(b)] = self.root(a)

    def groups(self) -> list[list[H]]:
        """The groups, in the order of their first items."""
        found: dict[H, list[H]] = {}
        for item in self.parent:
            found.setdefault(self.root(item), []).append(item)
        return list(found.values())


def union(a: set[str] | frozenset[str], b: set[str] | frozenset[str]) -> set[str]:
    """Both together: in the larger one, which grows, unless others may hold it too."""
    small, large = sorted((a, b), key=len)
    both = set(large) if isinstance(large, frozenset) else large
    both |= small
    return both


def joined(items: Sequence[H], pairs: Iterable[tuple[H, H]]) -> list[list[H]]:
    """The items in groups, joined by every pair."""
    forest = Forest(items)
    for a, b in pairs:
        forest.join(a, b)
    return forest.groups()


class Clusters(Generic[N]):
    """Groups of items under constraints: each group's nature, and the pairs that are ruled not to be the same."""

    def __init__(self, natures: dict[Key, N], rulings: Rulings = NO_RULINGS) -> None:
        """Each item by itself, with its nature; those of groups take the places of their items'."""
        self.forest = Forest(sorted(natures))
        self.natures = natures
        self.used: list[Link] = []
        self.foes: dict[Key, set[Key]] = {}
        for a, b in rulings.different:
            if a in natures and b in natures:
                self.foes.setdefault(a, set()).add(b)
                self.foes.setdefault(b, set()).add(a)
        for a, b in sorted(rulings.same):
            if a in natures and b in natures and self.forest.root(a) != self.forest.root(b):
                self._join(Link(1.0, a, b, "ruled to be the same"))

    def add(self, links: Iterable[Link]) -> None:
        """Join by links, the surest first, wherever nothing forbids it."""
        for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
            a, b = self.forest.root(link.a), self.forest.root(link.b)
            if a != b and not self.forbidden(a, b):
                self._join(link)

    def force(self, links: Iterable[Link]) -> None:
        """Join by links whatever the groups' natures, unless a ruling forbids it."""
        for link in sorted(links):
            a, b = self.forest.root(link.a), self.forest.root(link.b)
            if a != b and not self._ruled_out(a, b):
                self._join(link)

    def forbidden(self, a: Key, b: Key) -> bool:
        """Whether the groups with two roots cannot be one."""
        return self._ruled_out(a, b) or self.natures[a].clashes(self.natures[b])

    def of(self, item: Key) -> Key:
        """The root of an item's group."""
        return self.forest.root(item)

    def nature(self, item: Key) -> N:
        """The nature of an item's group."""
        return self.natures[self.forest.root(item)]

    def _ruled_out(self, a: Key, b: Key) -> bool:
        return any(self.forest.root(foe) == b for foe in self.foes.get(a, ()))

    def _join(self, link: Link) -> None:
        a, b = sorted((self.forest.root(link.a), self.forest.root(link.b)))
        self.forest.join(a, b)
        self.natures[a] = self.natures[a].plus(self.natures[b])
        foes = self.foes.pop(b, set())
        if foes:
            self.foes.setdefault(a, set()).update(foes)
        self.used.append(link)


def identifier(kind: str, *parts: object) -> str:
    """An id for a record from what it is of: its kind and twelve hexadecimal digits."""
    text = "\n".join(str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def distinct(kind: str, wanted: Sequence[tuple[object, ...]], keys: Sequence[Key]) -> list[str]:
    """Ids for records that are of these things; where two are of the same, the one with the later key says so too."""
    first: dict[tuple[object, ...], Key] = {}
    for parts, key in zip(wanted, keys, strict=True):
        first[parts] = min(first.get(parts, key), key)
    return [
        identifier(kind, *parts) if key == first[parts] else identifier(kind, *parts, *key)
        for parts, key in zip(wanted, keys, strict=True)
    ]
