"""Lists of records and documents: filtered, sorted, page by page; law: what is counted is what can be paged through."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.languages.asking import wanted
from communique.store.cards import NEVER
from communique.store.catalogue import MOST, Card, Choice
from communique.web.answers import Ready
from communique.web.entries import Plain, listed
from communique.web.finding import in_month, query_of
from communique.web.query import BadQuery, Query, cursor, place
from communique.web.shelf import Shelf, plural_of
from communique.web.views.narrow import FACETS, FEW, HITS, counted, days_of, facets, fitting, traits_of
from communique.web.words import LABELS

View = dict[str, Any]
Key = tuple[Any, str]
Show = Callable[[Shelf, str, Sequence[str]], list[Plain] | Ready]

_SORTS: Mapping[str, Callable[[Card], Any]] = {
    "date": lambda card: card.day,
    "name": lambda card: card.name,
    "reports": lambda card: card.support,
}
_USUAL = {"meetings": "-date", "documents": "-date", "statements": "-date", "acts": "-date", "search": ""}
_SAMPLE = 300  # cards that facets are counted over
WHOLE = 10_000  # items of a table or calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list as it was asked for; `picked` are the only cards that can be in it, where words or a document say so."""

    shelf: Shelf
    kind: str
    query: Query
    picked: Sequence[Card] | None

    def choice(self, without: str = "") -> Choice:
        return Choice(kind=self.kind, traits=traits_of(self.query, without), days=days_of(self.query))

    def cards(self, without: str = "") -> Sequence[Card]:
        """Those of the picked cards that have a value of every filter, and a date between its days."""
        return fitting(self.picked or (), self.choice(without))

    def counts(self, names: Sequence[str]) -> Mapping[str, Sequence[tuple[str, int]]]:
        """How many have each value of some facets, whatever values of it are asked for; of very many, the latest."""
        if self.picked is not None:
            return {name: counted(self.cards(name), name) for name in names}
        whole = [name for name in names if self._whole(self.choice(name))]
        found = self.shelf.of_cards(self.kind, (self.kind, *whole, "tallies"), lambda: self._tallies(whole))
        return {name: found[name] if name in found else self._of_some(name) for name in names}

    def _whole(self, choice: Choice) -> bool:
        return not choice.traits and choice.days == (None, None)

    def _tallies(self, names: Sequence[str]) -> Mapping[str, Sequence[tuple[str, int]]]:
        found: Mapping[str, Sequence[tuple[str, int]]] = self.shelf.catalogue.tallies(self.kind, names, FEW)
        return found

    def _of_some(self, name: str) -> Sequence[tuple[str, int]]:
        choice = self.choice(name)
        some = self.shelf.of_cards(self.kind, (choice, "sample"), lambda: self._sample(choice))
        return Counter(value for traits in some for trait, value in traits if trait == name).most_common(FEW)

    def _sample(self, choice: Choice) -> Sequence[Sequence[tuple[str, str]]]:
        ids = [id for _, id in self.shelf.catalogue.places(choice, _SAMPLE)]
        found: Sequence[Sequence[tuple[str, str]]] = self.shelf.catalogue.traits(self.kind, ids)
        return found


def listing(shelf: Shelf, kind: str, query: Query, show: Show = listed) -> View:
    """The list of one kind that a query asks for, as JSON or (`entries.rows`) as a page shows it. Raises `BadQuery`."""
    asked = _asked(shelf, kind, query)
    sort = query.sort or _USUAL.get(kind, "name")
    total, places = _page(asked, sort, _place(query, sort), query.limit + 1)
    page, more = places[: query.limit], len(places) > query.limit
    after = cursor(page[-1]) if more else None
    return {
        "kind": kind,
        "title": LABELS[kind],
        "total": min(total, MOST) if total > MOST and query.filters else total,
        "more": total > MOST and bool(query.filters),
        "sort": sort,
        "items": show(shelf, kind, [id for _, id in page]),
        "next": query.address(after=after, sort=query.sort or None) if after else None,
        "facets": facets(asked.counts(FACETS[kind]), query),
    }


def chosen(shelf: Shelf, kind: str, query: Query) -> list[str]:
    """The ids of all records of one kind that a query's filters take, the first `WHOLE`. Raises `BadQuery`."""
    sort = query.sort or _USUAL.get(kind, "name")
    return [id for _, id in _page(_asked(shelf, kind, query), sort, (), WHOLE)[1]]


def _asked(shelf: Shelf, kind: str, query: Query) -> _List:
    days_of(query)
    ids: list[str] | None = None
    if query.filters.get("document"):
        ids = _of_documents(shelf, kind, query.filters["document"])
    if query.first("q"):
        terms = wanted(query.first("q"))
        catalogue, asked_all = shelf.catalogue, Choice(kind=kind)
        if terms.terms:
            hits = catalogue.found(query_of(terms), (kind,), HITS)
        else:
            hits = catalogue.cards(kind, [id for _, id in catalogue.places(asked_all, HITS)])
        found = [card for card in hits if in_month(card, terms) and (ids is None or card.id in ids)]
        return _List(shelf=shelf, kind=kind, query=query, picked=found)
    picked = None if ids is None else shelf.catalogue.cards(kind, ids)
    return _List(shelf=shelf, kind=kind, query=query, picked=picked)


def _of_documents(shelf: Shelf, kind: str, documents: Sequence[str]) -> list[str]:
    if kind == "documents":
        return list(documents)
    owned = (id for ids in shelf.owned(documents[:20]).values() for id in ids.values())
    return [id for id in dict.fromkeys(owned) if plural_of(id) == kind]


def _page(asked: _List, sort: str, after: Sequence[Any], limit: int) -> tuple[int, list[Key]]:
    """How many there are, and the sort keys and ids of some after a place."""
    name, back = sort.removeprefix("-"), sort.startswith("-")
    if name not in _SORTS:
        raise BadQuery(f"No sort named {name[:20]!r}. Known: {', '.join(_SORTS)}, each also with - before it.")
    if asked.picked is None:
        choice = replace(asked.choice(), sort=sort, after=tuple(after))
        catalogue = asked.shelf.catalogue
        key = (replace(choice, after=(), sort=""), "count")
        total = asked.shelf.of_cards(asked.kind, key, lambda: catalogue.count(choice))
        return total, catalogue.places(choice, limit)
    ordered = sorted(((_SORTS[name](card), card.id) for card in asked.cards()), reverse=back)
    if back and name == "date":  # what has no date comes last in either order
        ordered.sort(key=lambda key: key[0] == NEVER[0])
    start = ordered.index(tuple(after)) + 1 if tuple(after) in ordered else 0
    if after and not start:
        raise BadQuery("after is no place in this list any more; begin anew.")
    return len(ordered), ordered[start : start + limit]


def _place(query: Query, sort: str) -> Sequence[Any]:
    """The sort key and id that a query goes on from."""
    if not query.after:
        return ()
    found = place(query.after)
    key = str if sort.removeprefix("-") == "name" else int
    if len(found) != 2 or type(found[0]) is not key or not isinstance(found[1], str) or _beyond(found):
        raise BadQuery("after is no place in this list; take it from the list's own `next`.")
    return tuple(found)


def _beyond(place: Sequence[Any]) -> bool:
    """Whether a database could not compare with a place."""
    big = isinstance(place[0], int) and abs(place[0]) >= 1 << 31
    return big or any("\0" in part for part in place if isinstance(part, str))
