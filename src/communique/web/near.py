"""The documents of a large register that what changed and what waits are made of; law: few, however many there are.

They are the latest, those that report the same meetings, acts, programmes, memberships and offices as these, and for
review those of the records on which reports disagree, wherever in the register.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from communique.model.decision import Decision
from communique.model.reading import Reading
from communique.reconcile.known import Known, known
from communique.store import Register
from communique.store.catalogue import Choice
from communique.web.shelf import Shelf, plural_of

LATEST, NEAR, DISPUTED = 600, 400, 200
"""How many documents are looked at: the latest, those near them, and those of disputed records of each kind."""
FOLLOWED = ("meetings", "acts", "programmes", "memberships", "posts")


@dataclass(frozen=True, slots=True)
class _Some:
    """Some documents of a register."""

    register: Register
    ids: Sequence[str]

    def readings(self) -> Iterable[Reading]:
        return self.register.readings(self.ids)

    def added(self) -> Mapping[str, str]:
        return self.register.added()

    def decisions(self) -> Sequence[Decision]:
        return self.register.decisions()


def lately(shelf: Shelf) -> Known:
    """What the latest documents, and those near them, say; known from the day when they were published."""
    return known(_Some(shelf.register, shelf.held("lately", lambda: around(shelf))), "published")


def doubtful(shelf: Shelf) -> Known:
    """The same with the documents of disputed records."""
    disputed = (id for kind in FOLLOWED for id in islice(_disputed(shelf, kind), DISPUTED))
    ids = dict.fromkeys([*shelf.held("lately", lambda: around(shelf)), *disputed])
    return known(_Some(shelf.register, list(ids)), "published")


def around(shelf: Shelf, last: int = LATEST, most: int = NEAR) -> list[str]:
    """The ids of the last documents, and of at most so many others that report the same records."""
    latest: list[str] = shelf.catalogue.latest(last)
    owned = {id for items in shelf.owned(latest).values() for id in items.values()}
    kinds = {kind: [id for id in sorted(owned) if plural_of(id) == kind] for kind in FOLLOWED}
    near = sorted({report for kind, ids in kinds.items() for report in _reports(shelf, kind, ids)}, reverse=True)
    had = set(latest)
    others = dict.fromkeys(document for _, document in near if document not in had)
    return [*latest, *islice(others, most)]


def _disputed(shelf: Shelf, kind: str) -> Iterator[str]:
    """The documents of the records of a kind on which reports disagree, the latest records first."""
    fields = tuple(field for field, _ in shelf.catalogue.tally(kind, "conflict"))
    places = shelf.catalogue.places(Choice(kind=kind, traits=(("conflict", fields),)), DISPUTED) if fields else []
    return (document for _, document in _reports(shelf, kind, [id for _, id in places]))


def _reports(shelf: Shelf, kind: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The day and document of each report of some records."""
    for data in shelf.data(kind, ids).values():
        yield from ((r.get("published") or "", r["document"]) for r in data["reports"])
