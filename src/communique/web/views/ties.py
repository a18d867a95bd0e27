"""What is tied to a record: an organ's meetings, a person's offices, the other stages of an act."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from communique.languages.naming import body_words
from communique.model.record import Record
from communique.store.catalogue import Choice
from communique.web.shelf import Shelf, plural_of

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The latest records of a kind that are tied to one, how many there are, and the list that holds all of them."""

    records: list[Record]
    total: int
    address: str | None = None


Ties = dict[str, Tie]


def related(shelf: Shelf, record: Record) -> Ties:
    """The records tied to one, under the heading that says how; what there is none of is left out."""
    found = _TIES.get(record.kind, _of_named)(shelf, record)
    return {name: tie for name, tie in found.items() if tie.records}


def _all(shelf: Shelf, id: str, asked: Mapping[str, tuple[str, str]]) -> Ties:
    """The records that name one, by heading: of a kind, in a field or (none given) anywhere."""
    traits = {heading: (kind, f"@{field}" if field else "about", id) for heading, (kind, field) in asked.items()}
    sizes = shelf.catalogue.sizes(list(traits.values()))
    return {heading: _using(shelf, trait, sizes[trait]) for heading, trait in traits.items() if trait in sizes}


def _using(shelf: Shelf, trait: tuple[str, str, str], total: int) -> Tie:
    """The records of a kind that have a trait, the latest first."""
    kind, name, id = trait
    ids = [found for _, found in shelf.catalogue.places(Choice(kind=kind, traits=((name, (id,)),)), MOST)]
    about = "person" if id.startswith("person-") else "body"
    listed = f"/{kind}?{about}={id}" if total > MOST else None
    return Tie(records=shelf.records(kind, ids), total=total, address=listed)


def _body(shelf: Shelf, record: Record) -> Ties:
    asked = {
        "organs": ("bodies", "parent"),
        "members": ("memberships", "body"),
        "member of": ("memberships", "member"),
        "office-holders": ("posts", "of"),
        "meetings": ("meetings", "body"),
        "takes part in": ("meetings", "participants"),
        "programmes": ("programmes", ""),
        "acts": ("acts", ""),
        "statements": ("statements", "speaker"),
        "statements for it": ("statements", "of"),
    }
    return {"part of": _parent(shelf, record), **_all(shelf, record.id, asked)}


def _parent(shelf: Shelf, record: Record) -> Tie:
    """The body that it is an organ of."""
    parent = record.values.get("parent")
    found = shelf.record(parent.get("id") or "") if isinstance(parent, Mapping) else None
    return _few([found] if found else [])


def _person(shelf: Shelf, record: Record) -> Ties:
    asked = {
        "offices": ("posts", "person"),
        "meetings": ("meetings", ""),
        "statements": ("statements", "speaker"),
        "acts": ("acts", ""),
    }
    return _all(shelf, record.id, asked)


def _act(shelf: Shelf, record: Record) -> Ties:
    words = body_words(str(record.values["name"]))
    found = shelf.catalogue.found(" ".join(words), ("acts",), 60)
    acts = shelf.records("acts", [id for _, id in found if id != record.id])
    same = [act for act in acts if body_words(str(act.values["name"])) == words]
    return {"other stages": _few(sorted(same, key=_dated, reverse=True)), **_of_named(shelf, record)}


def _dated(record: Record) -> str:
    return str(record.values.get("date") or "")


def _of_named(shelf: Shelf, record: Record) -> Ties:
    """What the same documents say beside it, of the kinds that lead on."""
    documents = list(dict.fromkeys(report.document for report in record.reports))[:MOST]
    near = list(dict.fromkeys(id for document in documents for id in shelf.owners(document).values()))
    found: Ties = {}
    for kind, heading in (("meetings", "meetings in the same documents"), ("acts", "acts in the same documents")):
        ids = [id for id in near if plural_of(id) == kind and id != record.id]
        found[heading] = _few(shelf.records(kind, ids[:MOST]))
    return found


def _few(records: Iterable[Record]) -> Tie:
    found = list(records)
    return Tie(records=found[:MOST], total=len(found))


_TIES: Mapping[str, Callable[[Shelf, Record], Ties]] = {"body": _body, "person": _person, "act": _act}
