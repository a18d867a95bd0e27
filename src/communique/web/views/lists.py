"""Lists of records and documents: filtered, sorted, page by page; law: what is counted is what can be paged through."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.errors import BadDate
from communique.languages.asking import wanted
from communique.languages.naming import fold
from communique.model import edtf
from communique.web.entries import Entry, entries
from communique.web.finding import search, snippet
from communique.web.query import BadQuery, Query, cursor, place
from communique.web.shelf import Shelf
from communique.web.words import LABELS

View = dict[str, Any]
Key = tuple[Any, ...]

_RANGE = ("from", "to")
_FREE = ("q", *_RANGE, "body", "person", "document")
FACETS: Mapping[str, tuple[str, ...]] = {
    "meetings": ("status", "kind", "format", "certainty", "source", "conflict"),
    "people": ("source",),
    "bodies": ("kind", "source"),
    "acts": ("kind", "stage", "certainty", "source", "conflict"),
    "programmes": ("stage", "certainty", "source", "conflict"),
    "memberships": ("status", "certainty", "source"),
    "posts": ("status", "source"),
    "statements": ("kind", "certainty", "source"),
    "documents": ("says", "language", "source"),
    "search": ("in", "status", "kind", "stage", "certainty", "source"),
}
_SORTS: Mapping[str, Callable[[Entry], Key]] = {
    "date": lambda entry: (*entry.days, entry.id),
    "name": lambda entry: (fold(entry.title), entry.id),
    "reports": lambda entry: (entry.item.get("support", 0), entry.id),
}
_USUAL = {"meetings": "-date", "documents": "-date", "statements": "-date", "acts": "-date", "search": ""}
_MOST = 12


def known(kind: str) -> tuple[str, ...]:
    """The filters that a list's address can have."""
    return (*_FREE, *FACETS[kind])


def listing(shelf: Shelf, kind: str, query: Query) -> View:
    """The list of one kind that a query asks for. Raises `BadQuery`."""
    found = _chosen(entries(shelf)[kind], query)
    sort = query.sort or _USUAL.get(kind, "name")
    page, after = _page(found, replace(query, sort=sort))
    return {
        "kind": kind,
        "title": LABELS[kind],
        "total": len(found),
        "sort": sort,
        "items": [entry.item for entry in page],
        "next": query.address(after=after, sort=query.sort or None) if after else None,
        "facets": _facets(entries(shelf)[kind], kind, query),
    }


def chosen(shelf: Shelf, kind: str, query: Query) -> list[Entry]:
    """All entries of one kind that a query's filters take. Raises `BadQuery`."""
    return _chosen(entries(shelf)[kind], query)


def found(shelf: Shelf, query: Query) -> View:
    """What a search over everything finds. Raises `BadQuery`."""
    asked = wanted(query.first("q"))
    pool = [_with_kind(entry) for kind in entries(shelf).values() for entry in kind]
    hits = _filtered(search(pool, asked), query) if query.first("q").strip() else []
    start = int(query.after) if query.after.isascii() and query.after.isdigit() else 0
    page = hits[start : start + query.limit]
    more = str(start + query.limit) if len(hits) > start + query.limit else None
    return {
        "kind": "search",
        "title": f"Search: {query.first('q')}" if query.first("q") else "Search",
        "total": len(hits),
        "understood": asked.told,
        "items": [_hit(entry, asked.terms) for entry in page],
        "next": query.address(after=more) if more else None,
        "facets": _facets(hits, "search", query),
    }


def _with_kind(entry: Entry) -> Entry:
    return replace(entry, traits={**entry.traits, "in": (entry.kind,)})


def _hit(entry: Entry, terms: Sequence[str]) -> View:
    pieces = snippet(entry.text, terms)
    told = {"kind": entry.kind, "id": entry.id, "title": entry.title, "date": entry.date}
    return {**told, "snippet": "".join(text for text, _ in pieces), "pieces": pieces, "record": entry.item}


def _chosen(pool: Iterable[Entry], query: Query) -> list[Entry]:
    asked = query.first("q")
    if not asked:
        return _filtered(pool, query)
    terms = replace(wanted(asked), kind=None)
    return _filtered(search(pool, terms), query)


def _filtered(pool: Iterable[Entry], query: Query, without: str = "") -> list[Entry]:
    """The entries that have a value of every filter, and a date between its days."""
    tests = {n: set(v) for n, v in query.filters.items() if n not in (*_RANGE, "q", without)}
    first, last = (_day(query.first(name), name) for name in _RANGE)
    return [
        entry
        for entry in pool
        if all(values.intersection(entry.traits.get(name, ())) for name, values in tests.items())
        and (first is None or (entry.date is not None and entry.days[1] >= first[0]))
        and (last is None or (entry.date is not None and entry.days[0] <= last[1]))
    ]


def _day(text: str, name: str) -> tuple[int, int] | None:
    try:
        return edtf.order(text) if text else None
    except BadDate:
        raise BadQuery(f"{name} is {text[:20]!r}, but must be a day such as 2026-03-31, a month or a year.") from None


def _page(found: Sequence[Entry], query: Query) -> tuple[list[Entry], str | None]:
    """The entries after the query's place, and the place to go on from."""
    name, back = query.sort.removeprefix("-"), query.sort.startswith("-")
    if name not in _SORTS:
        raise BadQuery(f"No sort named {name[:20]!r}. Known: {', '.join(_SORTS)}, each also with - before it.")
    key = _SORTS[name]
    ordered = sorted(found, key=key, reverse=back)
    if back and name == "date":  # what has no date comes last in either order
        ordered.sort(key=lambda entry: entry.date is None)
    start = _start(ordered, key, query.after)
    page = ordered[start : start + query.limit]
    more = len(ordered) > start + query.limit
    return page, cursor(key(page[-1])) if more else None


def _start(ordered: Sequence[Entry], key: Callable[[Entry], Key], after: str) -> int:
    if not after:
        return 0
    wanted_key = tuple(place(after))
    at = next((i for i, entry in enumerate(ordered) if key(entry) == wanted_key), None)
    if at is None:
        raise BadQuery("after is no place in this list any more; begin anew.")
    return at + 1


def _facets(pool: Sequence[Entry], kind: str, query: Query) -> dict[str, list[View]]:
    found = {}
    for name in FACETS[kind]:
        rest = _filtered(pool, query, without=name)
        counts = Counter(value for entry in rest for value in entry.traits.get(name, ()))
        chosen = query.filters.get(name, ())
        if counts and (len(counts) > 1 or chosen):
            found[name] = [_facet(name, value, n, value in chosen, query) for value, n in counts.most_common(_MOST)]
    return found


def _facet(name: str, value: str, count: int, chosen: bool, query: Query) -> View:
    address = query.address("", **{name: None if chosen else value})
    return {"value": value, "count": count, "chosen": chosen, "address": address}
