"""What is tied to a record: an organ's meetings, a person's offices, the other stages of an act."""

from collections.abc import Callable, Mapping

from communique.languages.naming import body_words
from communique.model.record import Record
from communique.web.entries import date_of
from communique.web.shelf import Shelf

Ties = dict[str, list[Record]]


def related(shelf: Shelf, record: Record) -> Ties:
    """The records tied to one, under the heading that says how; what there is none of is left out."""
    found = _TIES.get(record.kind, _of_named)(shelf, record)
    return {name: _in_time(shelf, records) for name, records in found.items() if records}


def _in_time(shelf: Shelf, records: list[Record]) -> list[Record]:
    """The latest first, the undated last."""
    dated = sorted((r for r in records if date_of(shelf, r)), key=lambda r: str(date_of(shelf, r)), reverse=True)
    return dated + [r for r in records if not date_of(shelf, r)]


def _body(shelf: Shelf, record: Record) -> Ties:
    return {
        "part of": _parent(shelf, record),
        "organs": shelf.used(record.id, "bodies", "parent"),
        "members": shelf.used(record.id, "memberships", "body"),
        "member of": shelf.used(record.id, "memberships", "member"),
        "office-holders": shelf.used(record.id, "posts", "of"),
        "meetings": shelf.used(record.id, "meetings", "body"),
        "takes part in": shelf.used(record.id, "meetings", "participants"),
        "programmes": shelf.used(record.id, "programmes"),
        "acts": shelf.used(record.id, "acts"),
        "statements": shelf.used(record.id, "statements", "speaker"),
        "statements for it": shelf.used(record.id, "statements", "of"),
    }


def _parent(shelf: Shelf, record: Record) -> list[Record]:
    """The body that it is an organ of."""
    parent = record.values.get("parent")
    found = shelf.by_id.get(parent.get("id") or "") if isinstance(parent, Mapping) else None
    return [found] if found else []


def _person(shelf: Shelf, record: Record) -> Ties:
    return {
        "offices": shelf.used(record.id, "posts", "person"),
        "meetings": shelf.used(record.id, "meetings"),
        "statements": shelf.used(record.id, "statements", "speaker"),
        "acts": shelf.used(record.id, "acts"),
    }


def _act(shelf: Shelf, record: Record) -> Ties:
    words = body_words(str(record.values["name"]))
    same = [r for r in shelf.records["acts"] if body_words(str(r.values["name"])) == words and r.id != record.id]
    return {"other stages": same, **_of_named(shelf, record)}


def _of_named(shelf: Shelf, record: Record) -> Ties:
    """What the same documents say beside it, of the kinds that lead on."""
    documents = {report.document for report in record.reports}
    found: Ties = {}
    for kind, heading in (("meetings", "meetings in the same documents"), ("acts", "acts in the same documents")):
        near = [r for r in shelf.records[kind] if r.id != record.id and documents & {p.document for p in r.reports}]
        found[heading] = near[:8]
    return found


_TIES: Mapping[str, Callable[[Shelf, Record], Ties]] = {"body": _body, "person": _person, "act": _act}
