"""What the register answers: pages of records or documents, hits of a search, counts; light to import."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from communique.model.decision import Decision
from communique.model.reading import Reading
from communique.model.record import Record

T = TypeVar("T")

Found = Mapping[str, Iterable[Record]] | Iterable[tuple[str, Iterable[Record]]]
Derive = Callable[[Iterable[Reading], Sequence[Decision]], Found]
"""Readings and decisions to the records of all kinds, by the kinds' plurals: at once, or one kind after the other."""


class Renewed(Protocol):
    """The records of a kind, by its plural, that are new or may be other than before, and the ids of all others."""

    @property
    def kind(self) -> str:
        """The kind's plural."""
        ...

    @property
    def records(self) -> Iterable[Record]:
        """Those to keep."""
        ...

    @property
    def same(self) -> Sequence[str]:
        """The ids of those that are as they were."""
        ...


Renew = Callable[..., Iterable[Renewed]]
"""The same, given what was kept of the derivation before (`store.kept.Kept`): only what may be other than before.

Where several processes do it together, the side of this one (`store.crew`) comes last, and it makes only its part.
"""


@dataclass(frozen=True, slots=True)
class How:
    """What derives records, what derives only those that may be others, the rules by which both do, and the processes.

    `processes` is how many derive all records together, `None` for as many as are worth it.
    """

    derive: Derive | None
    renew: Renew | None
    rules: str | None
    processes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of many items in order; `next` is the cursor of the page that follows, `None` on the last one."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found: a document or record by its kind (in the plural) and id, with words around what matched.

    `marks` are the intervals of `snippet` that match, in code points.
    """

    kind: str
    id: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which records are asked for: of a kind (in the plural), with filters, in an order, how many, after which."""

    kind: str
    filters: Mapping[str, str]
    sort: str = "id"
    limit: int = 50
    cursor: str | None = None
