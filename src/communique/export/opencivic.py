"""Open Civic Data events (OCDEP 4): meetings with status, participants, agenda and sources, one JSON object a line."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from communique.export.holdings import Holdings, Plain, bounds, called

_STATUS = {"held": "passed", "ongoing": "confirmed", "scheduled": "confirmed", "cancelled": "cancelled"}
_SPACE = uuid.UUID("6b0f9a5e-64f2-5f0b-9a3e-0d4d0f9d2c11")


def write(holdings: Holdings) -> Iterator[str]:
    """The meetings that have a day; OCDEP 4 has no event without a start."""
    for item in holdings.of("meetings"):
        if bounds(item["date"])[0]:
            yield json.dumps(event(holdings, item), ensure_ascii=False) + "\n"


def event(holdings: Holdings, item: Plain) -> dict[str, Any]:
    """One meeting as an event; the EDTF date and the status in our words stand among the extras."""
    first, last = bounds(item["date"])
    days = sorted(str(r["published"]) for r in item["reports"] if r["published"])
    return {
        "_type": "event",
        "id": identifier(item["id"]),
        "name": called(item),
        "description": "",
        "classification": item["kind"],
        "start_date": first,
        "end_date": last or "",
        "timezone": "UTC",
        "all_day": True,
        "status": _STATUS.get(item["status"], "tentative"),
        "location": {"name": item["place"] or "unknown", "url": "", "coordinates": None},
        "participants": [_participant(p, "participant") for p in item["participants"]]
        + ([_participant(item["body"], "host")] if item["body"] else []),
        "agenda": [_agenda(holdings, subject, n) for n, subject in enumerate(item["agenda"])],
        "media": [],
        "links": [],
        "documents": [],
        "sources": [{"url": holdings.address(d), "note": d.title or ""} for d in holdings.sources(item)],
        "created_at": days[0] if days else None,
        "updated_at": days[-1] if days else None,
        "extras": {"communique_id": item["id"], "edtf": item["date"], "status": item["status"]},
    }


def identifier(id: str) -> str:
    """The Open Civic Data id of a record: the same for the same record."""
    return f"ocd-event/{uuid.uuid5(_SPACE, id)}"


def _participant(who: Plain, note: str) -> dict[str, Any]:
    person = str(who.get("id") or "").startswith("person-")
    return {
        "entity_type": "person" if person else "organization",
        "entity_name": who["name"],
        "entity_id": who.get("id"),
        "note": note,
    }


def _agenda(holdings: Holdings, subject: str, order: int) -> dict[str, Any]:
    """An item of the agenda, with the acts and programmes that its words name."""
    related = [
        {"entity_type": kind, "entity_name": item["name"], "entity_id": item["id"], "note": "named"}
        for kind, plural in (("bill", "acts"), ("programme", "programmes"))
        for item in holdings.of(plural)
        if len(item["name"].split()) > 1 and item["name"].lower() in subject.lower()
    ]
    return {
        "description": subject,
        "order": str(order),
        "classification": [],
        "subjects": [subject],
        "notes": [],
        "media": [],
        "related_entities": related,
        "extras": {},
    }
