"""What people rule in the browser, as decisions of the register; law: what cannot be carried out is not stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from communique.errors import BadDate, BadDecision
from communique.model import edtf
from communique.model.decision import Decision, Item, claim_item, entity_item
from communique.model.kinds import KINDS
from communique.model.record import Record, Report
from communique.reconcile.decided import decide
from communique.web.errors import Trouble
from communique.web.shelf import Shelf
from communique.web.views.review import waiting

Form = Mapping[str, str]


def ruling(shelf: Shelf, form: Form, who: str, when: str) -> Decision:
    """The decision that a form asks for. Raises `Trouble` 400 and 404."""
    make = _MAKERS.get(form.get("action", ""))
    if make is None:
        raise Trouble(400, f"No action {form.get('action', '')[:20]!r}. Known: {', '.join(_MAKERS)}.")
    try:
        decision = Decision(who=who, when=when, why=form.get("why", "").strip()[:1000], **make(shelf, form))
    except BadDecision as error:
        raise Trouble(400, str(error)) from None
    _check(shelf, decision)
    return decision


def _check(shelf: Shelf, decision: Decision) -> None:
    """That the decision can be carried out on what is there."""
    touched = {item.document for item in decision.about}
    readings = [shelf.readings[id] for id in sorted(touched) if id in shelf.readings]
    idle = decide(readings, [decision]).idle
    if idle:
        raise Trouble(400, f"That cannot be: {idle[0].reason}.")


def _record(shelf: Shelf, form: Form) -> Record:
    found = shelf.by_id.get(form.get("record", ""))
    if found is None:
        raise Trouble(404, f"No record {form.get('record', '')[:60]!r} in this register.")
    return found


def _item(shelf: Shelf, document: str, item: str) -> Item | None:
    claim = shelf.claims(document).get(item)
    if claim:
        return claim_item(document, claim)
    reading = shelf.readings.get(document)
    entities = (*reading.people, *reading.bodies) if reading else ()
    return next((entity_item(document, entity) for entity in entities if entity.id == item), None)


def _items(shelf: Shelf, reports: Sequence[Report]) -> tuple[Item, ...]:
    return tuple(item for report in reports if (item := _item(shelf, report.document, report.item)))


def _side(shelf: Shelf, form: Form) -> dict[str, Any]:
    """The items that say one of a field's values, by the value's number."""
    record, name = _record(shelf, form), form.get("field", "")
    variants, number = record.variants.get(name, ()), form.get("side", "")
    if not (number.isascii() and number.isdigit() and int(number[:4]) < len(variants)):
        raise Trouble(400, "No such value; the record may have changed. Open the page again.")
    documents = variants[int(number)].documents
    reports = [report for report in record.reports if report.document in documents]
    return {"action": form["action"], "field": name, "items": _items(shelf, reports)}


def _correct(shelf: Shelf, form: Form) -> dict[str, Any]:
    record, name = _record(shelf, form), form.get("field", "")
    value = _value(record, name, form.get("value", "").strip())
    if not form.get("why", "").strip():
        raise Trouble(400, "A correction needs its source: a note, or a quote from a document.")
    return {"action": "correct", "field": name, "value": value, "items": _items(shelf, record.reports)}


def _value(record: Record, name: str, text: str) -> Any:
    """The value of a field as its kind declares it."""
    if not text:
        raise Trouble(400, "A correction needs the right value.")
    if record.kind not in KINDS:
        return text
    field = next((f for f in KINDS[record.kind].fields if f.name == name), None)
    if field is None or field.type in ("passage", "share"):
        raise Trouble(400, f"The field {name[:40]!r} cannot be corrected here.")
    if field.words and text not in field.words:
        raise Trouble(400, f"{name} must be one of: {', '.join(field.words)}.")
    if field.type == "number" and not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Trouble(400, f"{name} must be a whole number.")
    if field.type == "date":
        _date(text)
    many = [part.strip() for part in text.split(";") if part.strip()]
    return int(text) if field.type == "number" else many if field.type in ("entities", "passages") else text


def _date(text: str) -> None:
    try:
        edtf.parse(text)
    except BadDate as error:
        raise Trouble(400, str(error)) from None


def _pair(shelf: Shelf, form: Form) -> dict[str, Any]:
    """Both sides of a question whether two items are of one record."""
    question = next((q for q in waiting(shelf) if q["id"] == form.get("question")), None)
    if question is None or question["question"] != "same":
        raise Trouble(404, "No such question; it may have been answered.")
    items = [(item,) if (item := _item(shelf, *pair)) else () for pair in question["items"]]
    return {"action": form["action"], "items": items[0], "others": items[1]}


def _undo(shelf: Shelf, form: Form) -> dict[str, Any]:
    known = {decision.id for decision in shelf.known.decisions}
    if form.get("decision") not in known:
        raise Trouble(404, "No such decision in this register.")
    return {"action": "undo", "supersedes": form["decision"]}


_MAKERS = {
    "accept": _side,
    "reject": _side,
    "correct": _correct,
    "same": _pair,
    "different": _pair,
    "undo": _undo,
}
