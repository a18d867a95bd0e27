"""Popolo: persons, organizations, posts, memberships, events and speeches as one JSON document."""

import json
from collections.abc import Iterator
from typing import Any

from communique.export.holdings import Holdings, Plain, bounds, called
from communique.model.document import Document


def write(holdings: Holdings) -> Iterator[str]:
    """The whole register as the classes of Popolo that have something."""
    classes = {
        "persons": [_person(item) for item in holdings.of("people")],
        "organizations": [_organization(item) for item in holdings.of("bodies")],
        "posts": [_post(item) for item in holdings.of("posts")],
        "memberships": [*_memberships(holdings)],
        "events": [_event(holdings, item) for item in holdings.of("meetings")],
        "speeches": [_speech(holdings, item) for item in holdings.of("statements")],
    }
    yield json.dumps(classes, ensure_ascii=False, indent=1) + "\n"


def _person(item: Plain) -> dict[str, Any]:
    others = [{"name": name} for name in item["names"] if name != item["name"]]
    return {"id": item["id"], "name": item["name"], "other_names": others}


def _organization(item: Plain) -> dict[str, Any]:
    others = [{"name": name} for name in item["names"] if name != item["name"]]
    parent = (item.get("parent") or {}).get("id")
    return {
        "id": item["id"],
        "name": item["name"],
        "other_names": others,
        "classification": item["kind"],
        "parent_id": parent,
    }


def _post(item: Plain) -> dict[str, Any]:
    of = item["of"] or {}
    return {"id": item["id"], "label": _label(item), "role": item["role"], "organization_id": of.get("id")}


def _label(item: Plain) -> str:
    return f"{item['role']}, {item['of']['name']}" if item["of"] else str(item["role"])


def _memberships(holdings: Holdings) -> Iterator[dict[str, Any]]:
    """Persons who hold posts and bodies that are members of others: Popolo has one class for both."""
    for item in holdings.of("posts"):
        yield {
            "id": f"{item['id']}-holder",
            "person_id": item["person"].get("id"),
            "post_id": item["id"],
            "organization_id": (item["of"] or {}).get("id"),
            "role": item["role"],
            "label": item["status"],
            "sources": _sources(holdings, item),
        }
    for item in holdings.of("memberships"):
        yield {
            "id": item["id"],
            "member_id": item["member"].get("id"),
            "organization_id": item["body"].get("id"),
            "role": item["status"],
            "start_date": item["date"],
            "sources": _sources(holdings, item),
        }


def _event(holdings: Holdings, item: Plain) -> dict[str, Any]:
    first, last = bounds(item["date"])
    return {
        "id": item["id"],
        "name": called(item),
        "classification": item["kind"],
        "start_date": first,
        "end_date": last,
        "location": item["place"],
        "status": item["status"],
        "organization_id": (item["body"] or {}).get("id"),
        "attendees": [p.get("id") or p["name"] for p in item["participants"]],
        "sources": _sources(holdings, item),
    }


def _speech(holdings: Holdings, item: Plain) -> dict[str, Any]:
    said: Document | None = next(iter(holdings.sources(item)), None)
    return {
        "id": item["id"],
        "type": "speech",
        "text": item["content"],
        "creator_id": item["speaker"].get("id"),
        "attribution_text": item["speaker"]["name"],
        "role": item["role"],
        "audience": item["via"],
        "date": said.published if said else None,
        "sources": _sources(holdings, item),
    }


def _sources(holdings: Holdings, item: Plain) -> list[dict[str, str]]:
    return [{"url": holdings.address(d), "note": d.title or ""} for d in holdings.sources(item)]
