"""FollowTheMoney 4: entities and statements that OpenAleph and its kin load, one JSON object a line."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from communique import knowledge
from communique.export.holdings import Holdings, Plain, bounds, called

DATASET = "communique"

Entity = dict[str, Any]


def write(holdings: Holdings) -> Iterator[str]:
    """All records as entities: persons, bodies, positions, memberships, events, projects, documents, mentions."""
    for found in entities(holdings):
        yield json.dumps(found, ensure_ascii=False) + "\n"


def write_statements(holdings: Holdings) -> Iterator[str]:
    """Every value of every entity as a statement of its own, with the days on which it was first and last reported."""
    for found in entities(holdings):
        for prop, values in found["properties"].items():
            for value in values:
                yield json.dumps(_statement(found, prop, value), ensure_ascii=False) + "\n"


def entities(holdings: Holdings) -> Iterator[Entity]:
    """The entities in a fixed order; one that a relation needs but nobody identified is left out with the relation."""
    for item in holdings.of("people"):
        yield _entity("Person", item["id"], name=[item["name"]], alias=_others(item))
    for item in holdings.of("bodies"):
        yield _body(item)
    for item in holdings.of("posts"):
        yield from _post(holdings, item)
    for item in holdings.of("memberships"):
        yield from _membership(holdings, item)
    for item in holdings.of("meetings"):
        yield _event(holdings, item)
    for item in holdings.of("programmes"):
        first, last = bounds(item["period"])
        yield _entity(
            "Project",
            item["id"],
            name=[item["name"]],
            goal=[item["purpose"]],
            status=[item["stage"]],
            startDate=[first],
            endDate=[last],
            sourceUrl=_urls(holdings, item),
        )
    yield from _documents(holdings)


def _entity(schema: str, id: str, **properties: Sequence[str | None]) -> Entity:
    kept = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {k: v for k, v in kept.items() if v}, "datasets": [DATASET]}


def _others(item: Plain) -> list[str]:
    return [name for name in item["names"] if name != item["name"]]


def _urls(holdings: Holdings, item: Plain) -> list[str]:
    return [d.url for d in holdings.sources(item) if d.url]


def _country(known: str | None) -> str | None:
    return known if known and len(known) == 2 else None


def _body(item: Plain) -> Entity:
    parent = (item.get("parent") or {}).get("id")
    return _entity(
        "PublicBody",
        item["id"],
        name=[item["name"]],
        alias=_others(item),
        country=[_country(item["known"])],
        classification=[item["kind"]],
        parent=[parent],
    )


def _post(holdings: Holdings, item: Plain) -> Iterator[Entity]:
    person, of = item["person"].get("id"), item["of"] or {}
    if not person:
        return
    position = f"position-{_short(item['role'].lower(), of.get('id') or of.get('name') or '')}"
    name = f"{item['role']}, {of['name']}" if of else item["role"]
    state = knowledge.country_of(of["name"]) if of else None
    yield _entity(
        "Position",
        position,
        name=[name],
        country=[_country(state.id) if state else None],
        organization=[None if state else of.get("id")],
    )
    yield _entity(
        "Occupancy",
        item["id"],
        holder=[person],
        post=[position],
        status=[
            "current" if item["status"] in ("current", "acting") else "ended" if item["status"] == "former" else None
        ],
        date=[item["first_reported"], item["last_reported"]],
        sourceUrl=_urls(holdings, item),
    )


def _membership(holdings: Holdings, item: Plain) -> Iterator[Entity]:
    member, body = item["member"].get("id"), item["body"].get("id")
    if member and body:
        first = bounds(item["date"])[0]
        start, end = (None, first) if item["status"] in ("left", "expelled") else (first, None)
        yield _entity(
            "Membership",
            item["id"],
            member=[member],
            organization=[body],
            role=[item["status"]],
            startDate=[start],
            endDate=[end],
            sourceUrl=_urls(holdings, item),
        )


def _event(holdings: Holdings, item: Plain) -> Entity:
    first, last = bounds(item["date"])
    return _entity(
        "Event",
        item["id"],
        name=[called(item)],
        startDate=[first],
        endDate=[last if last != first else None],
        location=[item["place"]],
        organizer=[(item["body"] or {}).get("id")],
        involved=[p.get("id") for p in item["participants"]],
        keywords=list(item["agenda"]),
        notes=[item["status"]],
        sourceUrl=_urls(holdings, item),
    )


def _documents(holdings: Holdings) -> Iterator[Entity]:
    for document in sorted(holdings.documents.values(), key=lambda d: d.id):
        yield _entity(
            "Article",
            f"document-{document.id}",
            title=[document.title],
            publishedAt=[document.published],
            publisher=[document.publisher],
            sourceUrl=[document.url],
        )
    for kind in ("people", "bodies"):
        for record in sorted(holdings.records.get(kind, ()), key=lambda r: r.id):
            for report in record.reports:
                id = f"mention-{_short(record.id, report.document, report.item)}"
                told_in = [f"document-{report.document}"]
                yield _entity("Mention", id, name=report.words, resolved=[record.id], document=told_in)


def _short(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _statement(entity: Entity, prop: str, value: str) -> dict[str, Any]:
    """Keyed as followthemoney keys its statements: by dataset, entity, property and value."""
    key = hashlib.sha1(f"{DATASET}.{entity['id']}.{prop}.{value}".encode()).hexdigest()
    return {
        "id": key,
        "entity_id": entity["id"],
        "canonical_id": entity["id"],
        "prop": prop,
        "schema": entity["schema"],
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "external": False,
        "first_seen": None,
        "last_seen": None,
    }
