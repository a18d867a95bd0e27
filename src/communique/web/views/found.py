"""A search over everything: what has all of its words, narrowed, with the words around them."""

from collections.abc import Sequence
from typing import Any

from communique.languages.asking import Wanted, wanted
from communique.store.catalogue import Card, Choice
from communique.web.entries import Entry, entries, words_of
from communique.web.finding import in_month, query_of, snippet
from communique.web.query import Query, offset
from communique.web.shelf import Shelf
from communique.web.views.narrow import FACETS, HITS, counted, days_of, facets, fitting, traits_of

View = dict[str, Any]


def found(shelf: Shelf, query: Query) -> View:
    """What a search over everything finds. Raises `BadQuery`."""
    asked, (cards, terms) = wanted(query.first("q")), hits(shelf, query)
    start = offset(query.after)
    page = cards[start : start + query.limit]
    more = str(start + query.limit) if len(cards) > start + query.limit else None
    return {
        "kind": "search",
        "title": f"Search: {query.first('q')}" if query.first("q") else "Search",
        "total": len(cards),
        "more": len(cards) == HITS,
        "understood": asked.told,
        "items": _shown(shelf, page, terms),
        "next": query.address(after=more) if more else None,
        "facets": facets({name: counted(cards, name) for name in FACETS["search"]}, query),
    }


def hits(shelf: Shelf, query: Query) -> tuple[list[Card], Sequence[str]]:
    """The cards that a search finds, the best first, and its terms. Raises `BadQuery`."""
    asked, days = wanted(query.first("q")), days_of(query)
    kinds = query.filters.get("in") or ((asked.kind,) if asked.kind else ())
    if asked.kind and asked.kind not in kinds:
        return [], asked.terms
    keys = shelf.held((asked, kinds, "found"), lambda: _keys(shelf, asked, tuple(kinds)))
    choice = Choice(kind="", traits=tuple(trait for trait in traits_of(query) if trait[0] != "in"), days=days)
    found = [card for card in fitting(keys, choice) if in_month(card, asked)]
    documents = query.filters.get("document")
    if documents:
        owned = {id for document, ids in shelf.owned(documents[:20]).items() for id in (document, *ids.values())}
        found = [card for card in found if card.id in owned]
    return found, asked.terms


def _keys(shelf: Shelf, asked: Wanted, kinds: Sequence[str]) -> list[Card]:
    """The cards of what has all terms; without any term, those of the kind that is asked for."""
    if asked.terms:
        return list(shelf.catalogue.found(query_of(asked), kinds, HITS))
    if not asked.kind:
        return []
    ids = [id for _, id in shelf.catalogue.places(Choice(kind=asked.kind), HITS)]
    return list(shelf.catalogue.cards(asked.kind, ids))


def _shown(shelf: Shelf, page: Sequence[Card], terms: Sequence[str]) -> list[View]:
    texts = shelf.catalogue.texts([(card.kind, card.id) for card in page]) if terms else {}
    found: dict[str, Entry] = {}
    for kind in {card.kind for card in page}:
        found |= {entry.id: entry for entry in entries(shelf, kind, [c.id for c in page if c.kind == kind])}
    made = []
    for entry in (found[card.id] for card in page if card.id in found):
        pieces = snippet(words_of(entry, texts.get((entry.kind, entry.id), "")), terms)
        told = {"kind": entry.kind, "id": entry.id, "title": entry.title, "date": entry.date}
        made.append({**told, "snippet": "".join(t for t, _ in pieces), "pieces": pieces, "record": entry.item})
    return made
