"""What is tied to a record: an organ's meetings, a person's offices, the other stages of an act."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.languages.naming import body_words
from communique.model.record import Record
from communique.store.cards import LONGEST
from communique.store.query import fold
from communique.web.entries import Plain, brief
from communique.web.shelf import Shelf, plural_of

MOST = 12
_LATEST, _NEAR = 5, 6  # documents of a record that are looked at for what else they say, and how much of it
_STAGES = 60  # acts with one name that are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The latest records of a kind that are tied to one, how many there are, and the list that holds all of them."""

    items: list[Plain]
    total: int
    address: str | None = None


Ties = dict[str, Tie]


def related(shelf: Shelf, record: Record) -> Ties:
    """The records tied to one, under the heading that says how; what there is none of is left out."""
    found = _TIES.get(record.kind, _of_named)(shelf, record)
    return {name: tie for name, tie in found.items() if tie.items}


def _all(shelf: Shelf, id: str, asked: Mapping[str, tuple[str, str]]) -> Ties:
    """The records that name one, by heading: of a kind, in a field or (none given) anywhere; the latest first."""
    traits = {heading: (kind, f"@{field}" if field else "about", id) for heading, (kind, field) in asked.items()}
    sizes = shelf.catalogue.sizes(list(traits.values()))
    tied = shelf.catalogue.tied([trait for trait in traits.values() if trait in sizes], MOST)
    near: dict[str, list[str]] = {}
    for (kind, _, _), ids in tied.items():
        near.setdefault(kind, []).extend(ids)
    held = shelf.data_of(near)
    return {heading: _tie(held[trait[0]], tied[trait], trait, sizes[trait])
            for heading, trait in traits.items() if trait in sizes}  # fmt: skip


def _tie(held: Mapping[str, Plain], ids: Sequence[str], trait: tuple[str, str, str], total: int) -> Tie:
    kind, _, id = trait
    about = "person" if id.startswith("person-") else "body"
    listed = f"/{kind}?{about}={id}" if total > MOST else None
    return Tie(items=[brief(held[found]) for found in ids if found in held], total=total, address=listed)


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
    id = str(parent.get("id") or "") if isinstance(parent, Mapping) else ""
    return _few(shelf.data("bodies", [id] if id else []).values())


def _person(shelf: Shelf, record: Record) -> Ties:
    asked = {
        "offices": ("posts", "person"),
        "meetings": ("meetings", ""),
        "statements": ("statements", "speaker"),
        "acts": ("acts", ""),
    }
    return _all(shelf, record.id, asked)


def _act(shelf: Shelf, record: Record) -> Ties:
    name = str(record.values["name"])
    ids = shelf.catalogue.named("acts", _spellings(name), _STAGES) if len(body_words(name)) > 1 else []
    others = [id for id in ids if id != record.id]
    stages = _few(shelf.data("acts", others[:MOST]).values(), len(others))
    return {"other stages": stages, **_of_named(shelf, record)}


def _spellings(name: str) -> list[str]:
    """A name as records are sorted by it, with and without an article."""
    plain = fold(name).removeprefix("the ")
    return [spelling[:LONGEST] for spelling in (plain, f"the {plain}")]


def _of_named(shelf: Shelf, record: Record) -> Ties:
    """What its latest documents say beside it, of the kinds that lead on."""
    latest = sorted(record.reports, key=lambda report: report.published or "", reverse=True)
    documents = list(dict.fromkeys(report.document for report in latest))[:_LATEST]
    near = list(dict.fromkeys(id for owned in shelf.owned(documents).values() for id in owned.values()))
    kinds = {"meetings": "meetings in the same documents", "acts": "acts in the same documents"}
    wanted = {kind: [id for id in near if plural_of(id) == kind and id != record.id][:_NEAR] for kind in kinds}
    return {kinds[kind]: _few(held.values()) for kind, held in shelf.data_of(wanted).items()}


def _few(held: Iterable[Plain], total: int | None = None) -> Tie:
    found = [brief(data) for data in held]
    return Tie(items=found[:MOST], total=len(found) if total is None else total)


_TIES: Mapping[str, Callable[[Shelf, Record], Ties]] = {"body": _body, "person": _person, "act": _act}
