"""Groups of several items that join only where many back it; law: the order of items and links does not matter.

One report that is like those of two meetings does not make them one.
"""

from collections.abc import Iterable
from typing import Generic

from communique.reconcile.groups import NO_RULINGS, Clusters, Key, Link, N, Rulings

# So many of the items of the smaller of two groups must each be like some item of the other.
_SHARE = 0.4


class Backed(Clusters[N], Generic[N]):
    """Groups under constraints, given all links that back a join."""

    def __init__(self, natures: dict[Key, N], rulings: Rulings = NO_RULINGS) -> None:
        """Each item by itself, with its nature."""
        self.members: dict[Key, list[Key]] = {}
        self.like: dict[Key, list[Key]] = {}
        super().__init__(natures, rulings)

    def know(self, links: Iterable[Link]) -> None:
        """Take in which items are like which."""
        for link in links:
            self.like.setdefault(link.a, []).append(link.b)
            self.like.setdefault(link.b, []).append(link.a)

    def add_backed(self, links: Iterable[Link]) -> None:
        """Join by links, the surest first, wherever nothing forbids it and enough other links say the same."""
        for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
            a, b = self.forest.root(link.a), self.forest.root(link.b)
            if a != b and not self.forbidden(a, b) and self._backs(a, b):
                self._join(link)

    def _backs(self, a: Key, b: Key) -> bool:
        """Whether enough of the smaller group's items are like items of the other."""
        small, large = sorted((a, b), key=lambda root: (len(self.members.get(root, ())), root))
        if small not in self.members:
            return True
        items = self.members[small]
        missing = (1 - _SHARE) * len(items)
        for item in items:
            missing -= not any(self.forest.root(other) == large for other in self.like.get(item, ()))
            if missing < 0:
                return False
        return True

    def _join(self, link: Link) -> None:
        roots = self.forest.root(link.a), self.forest.root(link.b)
        few, many = sorted((self.members.pop(root, [root]) for root in roots), key=len)
        super()._join(link)
        many += few
        self.members[self.forest.root(link.a)] = many
