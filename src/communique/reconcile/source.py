"""Readings that are gone through more than once, whole or in part; law: the order is that of the documents' ids."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import merge
from operator import itemgetter
from typing import Protocol, runtime_checkable

from communique.model.document import Document
from communique.model.reading import Reading


@runtime_checkable
class Source(Protocol):
    """Documents and what was read from them, by their ids."""

    def documents(self) -> Iterator[tuple[str, Document]]:
        """The documents alone."""
        ...

    def each(self, kinds: Collection[str], *, named: bool = True) -> Iterator[tuple[str, Reading]]:
        """The readings with claims of some kinds alone and, unless `named`, without persons and bodies.

        Those without such claims may be left out, unless they are `named`.
        """
        ...

    def some(self, ids: Collection[str]) -> Iterator[tuple[str, Reading]]:
        """The whole readings of some documents."""
        ...


def source_of(readings: Iterable[Reading]) -> Source:
    """A source of readings that are in memory; or the readings themselves, where they are a source."""
    if isinstance(readings, Source):
        return readings
    return Overlaid(None, {reading.document.id: reading for reading in readings})


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The readings of another source, if there is one, and some instead of those or besides them."""

    under: Source | None
    over: Mapping[str, Reading]

    def documents(self) -> Iterator[tuple[str, Document]]:
        """The documents alone."""
        own = ((id, self.over[id].document) for id in sorted(self.over))
        below = self.under.documents() if self.under else ()
        yield from merge(own, (pair for pair in below if pair[0] not in self.over), key=itemgetter(0))

    def each(self, kinds: Collection[str], *, named: bool = True) -> Iterator[tuple[str, Reading]]:
        """The readings with claims of some kinds alone and, unless `named`, without persons and bodies."""
        own = ((id, _part(self.over[id], kinds, named)) for id in sorted(self.over))
        below = self.under.each(kinds, named=named) if self.under else ()
        yield from merge(own, (pair for pair in below if pair[0] not in self.over), key=itemgetter(0))

    def some(self, ids: Collection[str]) -> Iterator[tuple[str, Reading]]:
        """The whole readings of some documents."""
        yield from ((id, self.over[id]) for id in sorted(ids) if id in self.over)
        if self.under:
            yield from self.under.some([id for id in ids if id not in self.over])


def _part(reading: Reading, kinds: Collection[str], named: bool) -> Reading:
    claims = tuple(claim for claim in reading.claims if claim.kind in kinds)
    return replace(reading, claims=claims) if named else Reading(document=reading.document, claims=claims)
