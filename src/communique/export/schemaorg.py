"""schema.org JSON-LD: meetings as events, statements as quotations, acts as legislation, with who and where."""

import json
from collections.abc import Iterator
from typing import Any

from communique.export.holdings import Holdings, Plain, bounds, called

_STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled"}


def write(holdings: Holdings) -> Iterator[str]:
    """The whole register as one graph."""
    graph = [thing(kind, item, holdings) for kind in NODES for item in holdings.of(kind)]
    yield json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def thing(kind: str, item: Plain, holdings: Holdings | None = None) -> dict[str, Any]:
    """A record of a kind, named in the plural, without empty properties; its sources where holdings are given."""
    node = NODES[kind](item)
    if holdings is not None:
        node["isBasedOn"] = [holdings.address(d) for d in holdings.sources(item)]
    return {"@id": f"urn:communique:{item['id']}", **{k: v for k, v in node.items() if v not in (None, "", [], {})}}


def _reference(value: Plain | None, type: str = "Organization") -> dict[str, Any] | None:
    if not value:
        return None
    id = value.get("id")
    person = str(id or "").startswith("person-")
    return {
        "@type": "Person" if person else type,
        "name": value["name"],
        **({"@id": f"urn:communique:{id}"} if id else {}),
    }


def _meeting(item: Plain) -> dict[str, Any]:
    first, last = bounds(item["date"])
    earlier = previous(item)
    status = "EventRescheduled" if earlier and item["status"] != "cancelled" else "EventScheduled"
    return {
        "@type": "Event",
        "name": called(item),
        "startDate": first,
        "endDate": last,
        "eventStatus": f"https://schema.org/{_STATUS.get(item['status'], status)}",
        "previousStartDate": earlier,
        "eventAttendanceMode": _attendance(item["format"]),
        "location": {"@type": "Place", "name": item["place"]} if item["place"] else None,
        "organizer": _reference(item["body"]),
        "attendee": [_reference(p) for p in item["participants"]],
        "about": list(item["agenda"]),
    }


def previous(item: Plain) -> str | None:
    """The first day for which a meeting was announced before the date that it has now."""
    days = [bounds(event["values"].get("date"))[0] for event in item.get("history", ())]
    now = bounds(item["date"])[0]
    return next((day for day in reversed(days) if day and day != now), None)


def _attendance(format: str | None) -> str | None:
    modes = {"in person": "Offline", "online": "Online", "hybrid": "Mixed"}
    return f"https://schema.org/{modes[format]}EventAttendanceMode" if format else None


def _person(item: Plain) -> dict[str, Any]:
    return {"@type": "Person", "name": item["name"], "alternateName": [n for n in item["names"] if n != item["name"]]}


def _body(item: Plain) -> dict[str, Any]:
    type = "Country" if item["kind"] == "state" else "Organization"
    others = [n for n in item["names"] if n != item["name"]]
    return {
        "@type": type,
        "name": item["name"],
        "alternateName": others,
        "parentOrganization": _reference(item.get("parent")),
    }


def _post(item: Plain) -> dict[str, Any]:
    return {
        "@type": "OrganizationRole",
        "roleName": item["role"],
        "member": _reference(item["person"], "Person"),
        "memberOf": _reference(item["of"]),
        "description": item["status"],
    }


def _membership(item: Plain) -> dict[str, Any]:
    return {
        "@type": "OrganizationRole",
        "roleName": item["status"],
        "member": _reference(item["member"]),
        "memberOf": _reference(item["body"]),
        "startDate": bounds(item["date"])[0],
    }


def _act(item: Plain) -> dict[str, Any]:
    force = {"in force": "InForce", "terminated": "NotInForce"}.get(item["stage"] or "")
    return {
        "@type": "Legislation",
        "name": item["name"],
        "legislationType": item["kind"],
        "legislationPassedBy": _reference(item["body"]),
        "legislationDate": bounds(item["date"])[0],
        "legislationLegalForce": f"https://schema.org/{force}" if force else None,
        "creativeWorkStatus": item["stage"],
        "contributor": [_reference(p) for p in item["parties"]],
    }


def _programme(item: Plain) -> dict[str, Any]:
    return {
        "@type": "Project",
        "name": item["name"],
        "description": item["purpose"],
        "parentOrganization": _reference(item["of"]),
        "foundingDate": bounds(item["period"])[0],
        "dissolutionDate": bounds(item["period"])[1],
    }


def _statement(item: Plain) -> dict[str, Any]:
    return {
        "@type": "Quotation" if item["kind"] == "direct" else "Claim",
        "text": item["content"],
        "spokenByCharacter" if item["kind"] == "direct" else "author": _reference(item["speaker"]),
        "description": item["role"],
    }


NODES = {
    "meetings": _meeting,
    "people": _person,
    "bodies": _body,
    "posts": _post,
    "memberships": _membership,
    "acts": _act,
    "programmes": _programme,
    "statements": _statement,
}
"""How the records of each kind are written."""
