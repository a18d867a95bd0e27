"""Cards: what lists show of records and documents, and what they are narrowed by; law: they follow from the records."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, bindparam, delete, select

from communique.errors import BadDate
from communique.model import edtf
from communique.model.document import Document
from communique.model.kinds import ALL, KINDS
from communique.model.record import Event, Record, Variant, outlet
from communique.model.recorded import record_plain
from communique.store import bulk, tables
from communique.store.query import fold

Key = tuple[str, str]
Trait = tuple[str, str]
Told = TypeVar("Told", Variant, Event)
MOST = 20  # reports, reasons and documents of one value that a page shows
PLURALS = {"person": "people", "body": "bodies", **{kind.name: kind.plural for kind in ALL}}
_STEPS = 300  # of a history
LONGEST = 200  # characters of a name that is sorted by
NEVER = edtf.order(None)
_COLUMNS = tuple(column.name for column in tables.cards.columns)
_GONE_BY = tuple(f"_{column.name}" for column in tables.traits.c)
_GONE = delete(tables.traits).where(*(column == bindparam(f"_{column.name}") for column in tables.traits.c))


class Made(NamedTuple):
    """A card as it is kept, and its traits."""

    row: tuple[Any, ...]
    traits: Sequence[Trait]


class Rows(NamedTuple):
    """Cards of a kind and their traits as rows, and how many of the cards have each trait."""

    cards: list[tuple[Any, ...]]
    traits: list[tuple[Any, ...]]
    counts: Counter[Trait]


class Tally:
    """How many cards more (or fewer) have each value of a trait; written down at the end, as many change the same."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[Trait]] = {}

    def add(self, kind: str, counts: Counter[Trait]) -> None:
        """Count the traits of cards of a kind that are put there."""
        self._counts.setdefault(kind, Counter()).update(counts)

    def subtract(self, kind: str, counts: Counter[Trait]) -> None:
        """Count the traits of cards of a kind that are taken away."""
        self._counts.setdefault(kind, Counter()).subtract(counts)

    def keep(self, connection: Connection) -> None:
        """Write down what was counted."""
        for kind, counts in sorted(self._counts.items()):
            rows = [(kind, *trait, n) for trait, n in sorted(counts.items())]
            bulk.upsert(connection, tables.tallies, rows, new="n = tallies.n + excluded.n")
        self._counts.clear()


def rows(kind: str, made: Sequence[Made]) -> Rows:
    """The rows of cards of a kind."""
    traits = [(kind, *trait, card.row[2], card.row[1]) for card in made for trait in card.traits]
    return Rows([card.row for card in made], traits, _counted(card.traits for card in made))


def _counted(cards: Iterable[Iterable[Trait]]) -> Counter[Trait]:
    counts: Counter[Trait] = Counter()
    for traits in cards:
        counts["", ""] += 1
        counts.update(traits)
    return counts


def put(connection: Connection, kind: str, rows: Rows, tally: Tally) -> None:
    """Keep cards that are not there yet; `tally` counts them."""
    bulk.insert(connection, tables.cards, _COLUMNS, rows.cards)
    bulk.insert(connection, tables.traits, ("kind", "name", "value", "day", "id"), rows.traits)
    tally.add(kind, rows.counts)


def put_document(connection: Connection, document: Document, kinds: Iterable[str]) -> None:
    """Keep the card of a document, which holds claims of some kinds."""
    tally = Tally()
    drop(connection, [("documents", document.id)], tally)
    put(connection, "documents", rows("documents", [_of_document(document, kinds)]), tally)
    tally.keep(connection)


def put_documents(connection: Connection) -> None:
    """Keep the cards of all documents."""
    claims, documents = tables.claims.c, tables.documents.c
    said: dict[str, set[str]] = {}
    for id, kind in connection.execute(select(claims.document, claims.kind).distinct()):
        said.setdefault(id, set()).add(kind)
    names = ("text", "title", "source", "publisher", "url", "published", "language")
    query, last, tally = select(tables.documents).order_by(documents.id).limit(500), "", Tally()
    while stored := connection.execute(query.where(documents.id > last)).mappings().all():
        found = [Document(**{name: row[name] for name in names}) for row in stored]
        made = [_of_document(each, said.get(each.id, ())) for each in found]
        put(connection, "documents", rows("documents", made), tally)
        last = stored[-1]["id"]
    tally.keep(connection)


def drop(connection: Connection, items: Sequence[tuple[str, str]], tally: Tally) -> None:
    """Take cards away."""
    cards = tables.cards.c
    for kind in {kind for kind, _ in items}:
        ids = [id for other, id in items if other == kind]
        query = select(cards.id, cards.day, cards.traits).where(cards.kind == kind, cards.id.in_(ids))
        gone = [(id, day, [(name, value) for name, value in json.loads(traits)])
                for id, day, traits in connection.execute(query)]  # fmt: skip
        told = [dict(zip(_GONE_BY, (kind, *trait, day, id), strict=True)) for id, day, traits in gone
                for trait in traits]  # fmt: skip
        if told:
            connection.execute(_GONE, told)
        tally.subtract(kind, _counted(traits for _, _, traits in gone))
        connection.execute(delete(tables.cards).where(cards.kind == kind, cards.id.in_([id for id, _, _ in gone])))


def of_record(kind: str, record: Record, name: str) -> Made:
    """The card of a record, with the name that it is sorted by."""
    first, last = _days(_date(record))
    small = cut(record)
    plain = None if small is record else {**record_plain(small), "support": record.support}
    data = plain and json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    traits = sorted(set(_traits(record)))
    return Made((kind, record.id, first, last, name, record.support, json.dumps(traits), data), traits)


def _of_document(document: Document, kinds: Iterable[str]) -> Made:
    names = ("id", "title", "source", "publisher", "url", "published", "language")
    plain = {name: getattr(document, name) for name in names}
    opening = {} if document.title else {"opening": document.text[:LONGEST]}
    first, last = _days(document.published)
    heading = fold(document.title or document.text[:LONGEST])[:LONGEST]
    traits = [("language", document.language), ("source", outlet(document.publisher, document.source))]
    data = json.dumps({**plain, **opening}, ensure_ascii=False)
    found = sorted({*traits, *(("says", PLURALS[kind]) for kind in kinds)})
    return Made(("documents", document.id, first, last, heading, 0, json.dumps(found), data), found)


def cut(record: Record) -> Record:
    """A record with as much as a page shows of it: its latest reports, and of long lists the beginning."""
    reports = record.reports
    if max(len(reports), len(record.reasons)) <= MOST and len(record.history) <= _STEPS:
        return record  # nothing else is longer
    if len(reports) > MOST:
        kept = set(sorted(((r.published or "", r.document, r.item) for r in reports), reverse=True)[:MOST])
        reports = tuple(r for r in reports if (r.published or "", r.document, r.item) in kept)
    return replace(
        record,
        values=cited(record.values, MOST),
        reports=reports,
        reasons=record.reasons[:MOST],
        history=tuple(map(_few, record.history[-_STEPS:])),
        variants={name: tuple(map(_few, variants[:MOST])) for name, variants in record.variants.items()},
    )


def _few(told: Told) -> Told:
    return replace(told, documents=told.documents[:MOST])


def cited(value: Any, most: int) -> Any:
    """Plain data in which each value and each step of a ledger has at most so many documents."""
    if isinstance(value, Mapping):
        return {name: held[:most] if name == "documents" else cited(held, most) for name, held in value.items()}
    return [cited(each, most) for each in value] if isinstance(value, list | tuple) else value


def _date(record: Record) -> str | None:
    """The date of a record: its own, else for a statement the day of the document that reports it first."""
    own = record.values.get("date") or record.values.get("period")
    if own or record.kind != "statement":
        return str(own) if own else None
    return min((report.published for report in record.reports if report.published), default=None)


@lru_cache(maxsize=1 << 14)
def _days(date: str | None) -> tuple[int, int]:
    try:
        return edtf.order(date)
    except BadDate:
        return NEVER


def _traits(record: Record) -> Iterator[tuple[str, str]]:
    for report in record.reports:
        yield "source", report.outlet
    if record.kind in KINDS:
        yield from (("certainty", report.certainty) for report in record.reports)
    for name in record.conflicts:
        yield "conflict", name
    words = [f.name for f in KINDS[record.kind].fields if f.type == "word"] if record.kind in KINDS else ["kind"]
    for name in words:
        if record.values.get(name):
            yield name, str(record.values[name])[:LONGEST]
    yield "about", record.id
    for name, id in _named(record):
        yield "about", id
        yield f"@{name}"[:30], id


def _named(record: Record) -> Iterator[tuple[str, str]]:
    """The ids of the persons and bodies that a record names, each with its field."""
    for name, value in record.values.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield name, item["id"]
