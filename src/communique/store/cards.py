"""Cards: what lists show of records and documents, and what they are narrowed by; law: they follow from the records."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from communique.errors import BadDate
from communique.model import edtf
from communique.model.document import Document
from communique.model.kinds import ALL, KINDS
from communique.model.record import Record, Variant, outlet
from communique.model.recorded import record_plain
from communique.store import tables
from communique.store.query import fold

Key = tuple[str, str]
MOST = 60  # reports, reasons and documents of one value that a page shows
PLURALS = {"person": "people", "body": "bodies", **{kind.name: kind.plural for kind in ALL}}
_STEPS = 300  # of a history
_LONGEST = 200
NEVER = edtf.order(None)
_GONE = delete(tables.traits).where(*(column == bindparam(f"_{column.name}") for column in tables.traits.c))


def put(connection: Connection, kind: str, items: Iterable[tuple[dict[str, Any], Sequence[Key], str | None]]) -> None:
    """Keep the cards of records that have none; each comes with the items of its record, and the data it had before."""
    found = list(items)
    _insert(connection, [card for card, _, _ in found])
    owned = [row for card, keys, before in found for row in _owned(kind, card["id"], keys, before)]
    _upsert(connection, tables.owners, owned, ("kind", "id"))


def put_document(connection: Connection, document: Document, kinds: Iterable[str]) -> None:
    """Keep the card of a document, which holds claims of some kinds."""
    drop(connection, [("documents", document.id)])
    _insert(connection, [_of_document(document, kinds)])


def put_documents(connection: Connection) -> None:
    """Keep the cards of all documents."""
    claims, documents = tables.claims.c, tables.documents.c
    said: dict[str, set[str]] = {}
    for id, kind in connection.execute(select(claims.document, claims.kind).distinct()):
        said.setdefault(id, set()).add(kind)
    names = ("text", "title", "source", "publisher", "url", "published", "language")
    query, last = select(tables.documents).order_by(documents.id).limit(500), ""
    while rows := connection.execute(query.where(documents.id > last)).mappings().all():
        found = [Document(**{name: row[name] for name in names}) for row in rows]
        _insert(connection, [_of_document(each, said.get(each.id, ())) for each in found])
        last = rows[-1]["id"]


def drop(connection: Connection, items: Sequence[tuple[str, str]]) -> None:
    """Take cards away."""
    cards = tables.cards.c
    for kind in {kind for kind, _ in items}:
        ids = [id for other, id in items if other == kind]
        gone = connection.execute(
            select(cards.id, cards.day, cards.traits).where(cards.kind == kind, cards.id.in_(ids))
        ).all()
        rows = [row for each in gone for row in _rows(kind, each.id, each.day, json.loads(each.traits))]
        if rows:
            connection.execute(_GONE, [{f"_{key}": value for key, value in row.items()} for row in rows])
        _count(connection, kind, rows, len(gone), -1)
        connection.execute(delete(tables.cards).where(cards.kind == kind, cards.id.in_([each.id for each in gone])))


def _insert(connection: Connection, cards: Sequence[dict[str, Any]]) -> None:
    if not cards:
        return
    connection.execute(tables.cards.insert(), [{**card, "traits": json.dumps(card["traits"])} for card in cards])
    for kind in {card["kind"] for card in cards}:
        here = [card for card in cards if card["kind"] == kind]
        rows = [row for card in here for row in _rows(kind, card["id"], card["day"], card["traits"])]
        if rows:
            connection.execute(tables.traits.insert(), rows)
        _count(connection, kind, rows, len(here), 1)


def _rows(kind: str, id: str, day: int, traits: Iterable[Sequence[str]]) -> Iterator[dict[str, Any]]:
    return ({"kind": kind, "name": name, "value": value, "day": day, "id": id} for name, value in traits)


def _count(connection: Connection, kind: str, rows: Iterable[Mapping[str, Any]], cards: int, sign: int) -> None:
    counts = Counter((row["name"], row["value"]) for row in rows)
    if cards:
        counts["", ""] = cards
    found = [{"kind": kind, "name": name, "value": value, "n": sign * n} for (name, value), n in sorted(counts.items())]
    _upsert(connection, tables.tallies, found, ("n",), add=True)


def _upsert(
    connection: Connection, table: Any, rows: Sequence[dict[str, Any]], names: Sequence[str], *, add: bool = False
) -> None:
    if not rows:
        return
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)
    new = {name: table.c[name] + insert.excluded[name] if add else insert.excluded[name] for name in names}
    keys = [column.name for column in table.primary_key]
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=new), list(rows))


def of_record(kind: str, record: Record, name: str) -> dict[str, Any]:
    """The card of a record, with the name that it is sorted by."""
    first, last = _days(_date(record))
    small = cut(record)
    plain = None if small is record else {**record_plain(small), "support": record.support}
    data = plain and json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    card = {"kind": kind, "id": record.id, "day": first, "until": last, "name": name, "support": record.support}
    return {**card, "traits": sorted(set(_traits(record))), "data": data}


def _of_document(document: Document, kinds: Iterable[str]) -> dict[str, Any]:
    names = ("id", "title", "source", "publisher", "url", "published", "language")
    plain = {name: getattr(document, name) for name in names}
    opening = {} if document.title else {"opening": document.text[:_LONGEST]}
    first, last = _days(document.published)
    heading = fold(document.title or document.text[:_LONGEST])[:_LONGEST]
    card = {"kind": "documents", "id": document.id, "day": first, "until": last, "name": heading, "support": 0}
    traits = [("language", document.language), ("source", outlet(document.publisher, document.source))]
    data = json.dumps({**plain, **opening}, ensure_ascii=False)
    return {**card, "traits": sorted({*traits, *(("says", PLURALS[kind]) for kind in kinds)}), "data": data}


def cut(record: Record) -> Record:
    """A record with as much as a page shows of it: its latest reports, and of long lists the beginning."""
    reports, variants = record.reports, record.variants
    lists = [reports, record.reasons, *variants.values(), *(v.documents for each in variants.values() for v in each)]
    if max(map(len, lists)) <= MOST and len(record.history) <= _STEPS:
        return record
    if len(reports) > MOST:
        kept = sorted(reports, key=lambda r: (r.published or "", r.document, r.item), reverse=True)[:MOST]
        reports = tuple(report for report in reports if report in kept)
    return replace(
        record,
        reports=reports,
        reasons=record.reasons[:MOST],
        history=record.history[-_STEPS:],
        variants={name: tuple(map(_few, variants[:MOST])) for name, variants in record.variants.items()},
    )


def _few(variant: Variant) -> Variant:
    return replace(variant, documents=variant.documents[:MOST])


def _date(record: Record) -> str | None:
    """The date of a record: its own, else for a statement the day of the document that reports it first."""
    own = record.values.get("date") or record.values.get("period")
    if own or record.kind != "statement":
        return str(own) if own else None
    return min((report.published for report in record.reports if report.published), default=None)


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
            yield name, str(record.values[name])[:_LONGEST]
    yield "about", record.id
    for name, id in _named(record):
        yield "about", id
        yield f"@{name}"[:30], id


def _named(record: Record) -> Iterator[tuple[str, str]]:
    """The ids of the persons and bodies that a record names, each with its field."""
    for name, value in record.values.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            if isinstance(item, Mapping) and isinstance(item.get("id"), str):
                yield name, item["id"]


def _owned(kind: str, id: str, keys: Iterable[Key], before: str | None) -> Iterator[dict[str, Any]]:
    """The items that a record has and did not have before."""
    had = {(report["document"], report["item"]) for report in json.loads(before)["reports"]} if before else set()
    return ({"document": d, "item": item, "kind": kind, "id": id} for d, item in keys if (d, item) not in had)
