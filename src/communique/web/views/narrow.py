"""Narrowing lists and searches: what an address asks for as traits and days, and the values at the side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from communique.errors import BadDate
from communique.model import edtf
from communique.store.cards import NEVER
from communique.store.catalogue import Card, Choice
from communique.web.query import BadQuery, Query

View = dict[str, Any]

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
FEW = 12  # values of a facet
HITS = 1_000  # of a search


def known(kind: str) -> tuple[str, ...]:
    """The filters that a list's address can have."""
    return (*_FREE, *FACETS[kind])


def traits_of(query: Query, without: str = "") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The filters of a query as traits; one that names a person or body asks for what speaks of them."""
    found = [(name, tuple(values)) for name, values in query.filters.items()
             if name not in (*_RANGE, "q", "document", without)]  # fmt: skip
    return tuple(("about" if name in ("body", "person") else name, values) for name, values in found)


def days_of(query: Query) -> tuple[int | None, int | None]:
    first, last = (_day(query.first(name), name) for name in _RANGE)
    return (first[0] if first else None, last[1] if last else None)


def _day(text: str, name: str) -> tuple[int, int] | None:
    try:
        return edtf.order(text) if text else None
    except BadDate:
        raise BadQuery(f"{name} is {text[:20]!r}, but must be a day such as 2026-03-31, a month or a year.") from None


def fitting(cards: Sequence[Card], choice: Choice) -> Sequence[Card]:
    """Those of some cards that have a value of each trait of a choice, and a date between its days."""
    narrowed = choice.traits or choice.days != (None, None)
    return [card for card in cards if _fits(card, choice)] if narrowed else cards


def _fits(card: Card, choice: Choice) -> bool:
    first, last = choice.days
    if (first is not None or last is not None) and card.day >= NEVER[0]:
        return False
    return (
        all(set(values).intersection(_values(card, name)) for name, values in choice.traits)
        and (first is None or card.until >= first)
        and (last is None or card.day <= last)
    )


def _values(card: Card, name: str) -> Sequence[str]:
    """The values of a trait; `in` is a card's own kind."""
    return (card.kind,) if name == "in" else card.traits.get(name, ())


def counted(cards: Sequence[Card], name: str) -> Sequence[tuple[str, int]]:
    """The values of a trait that most of some cards have, with their number."""
    if name == "in":
        return Counter([card.kind for card in cards]).most_common(FEW)
    values = chain.from_iterable([card.traits[name] for card in cards if name in card.traits])
    return Counter(values).most_common(FEW)


def facets(counts: Mapping[str, Sequence[tuple[str, int]]], query: Query) -> dict[str, Any]:
    """The values at the side by the names of facets, of which one without a choice is left out."""
    made = {}
    for name, found in counts.items():
        chosen = query.filters.get(name, ())
        if found and (len(found) > 1 or chosen):
            made[name] = [_facet(name, value, n, value in chosen, query) for value, n in found]
    return made


def _facet(name: str, value: str, count: int, chosen: bool, query: Query) -> View:
    address = query.address("", **{name: None if chosen else value})
    return {"value": value, "count": count, "chosen": chosen, "address": address}
