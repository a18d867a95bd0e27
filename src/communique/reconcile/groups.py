"""Groups: which items belong together, given keys that they share; law: the order of items does not matter."""

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def by_shared_keys(items: Sequence[T], keys: Mapping[int, Iterable[Hashable]]) -> list[list[T]]:
    """The items joined wherever two share a key; `keys` gives each item's by its index."""
    parent = list(range(len(items)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first: dict[Hashable, int] = {}
    for i in range(len(items)):
        for key in keys.get(i, ()):
            j = first.setdefault(key, i)
            parent[root(i)] = root(j)
    groups: dict[int, list[T]] = {}
    for i, item in enumerate(items):
        groups.setdefault(root(i), []).append(item)
    return list(groups.values())


def identifier(kind: str, *parts: object) -> str:
    """An id for a record from what it is of: its kind and twelve hexadecimal digits."""
    text = "\n".join(str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
