"""What people rule in the browser, as decisions of the register; law: what cannot be carried out is not stored."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from communique.errors import BadDate, BadDecision
from communique.model import edtf
from communique.model.decision import Decision
from communique.model.kinds import KINDS
from communique.model.record import Record
from communique.reconcile.meant import Meant
from communique.web.errors import Trouble
from communique.web.shelf import Shelf

Form = Mapping[str, str]
Parts = dict[str, Any]


class _Meant(Meant):
    """Names looked up on a shelf, in the documents that they are about."""

    def __init__(self, shelf: Shelf, names: Sequence[str]) -> None:
        self._shelf = shelf
        self._looked_up = {name: shelf.whole(name) for name in names if name and ":" not in name}
        documents = [name.partition(":")[0] for name in names if ":" in name]
        documents += [r.document for record in self._looked_up.values() if record for r in record.reports]
        super().__init__(shelf.known(documents))

    def record(self, name: str) -> Record:
        """The record with an id. Raises `BadDecision`."""
        found = self._looked_up.get(name)
        if found is None:
            raise BadDecision(f"No record {name[:60]!r} in this register.")
        return found


def ruling(shelf: Shelf, form: Form, who: str, when: str) -> Decision:
    """The decision that a form asks for. Raises `Trouble` 400."""
    make = _MAKERS.get(form.get("action", ""))
    if make is None:
        raise Trouble(400, f"No action {form.get('action', '')[:20]!r}. Known: {', '.join(_MAKERS)}.")
    try:
        meant = _Meant(shelf, (form.get("thing", ""), form.get("other", "")))
        decision = Decision(who=who, when=when, why=form.get("why", "").strip()[:1000], **make(meant, form))
        meant.check(decision)
    except BadDecision as error:
        raise Trouble(400, str(error)) from None
    return decision


def _thing(form: Form) -> str:
    thing = form.get("thing", "")
    if not thing:
        raise Trouble(400, "thing must be the id of a record, or DOCUMENT:ITEM.")
    return thing


def _right_or_wrong(meant: Meant, form: Form) -> Parts:
    name, value = form.get("field") or None, form.get("value") or None
    items = meant.saying(_thing(form), name, value) if name else meant.items(_thing(form))
    return {"action": form["action"], "field": name, "items": items}


def _correct(meant: Meant, form: Form) -> Parts:
    name, text = form.get("field", ""), form.get("value", "").strip()
    record = meant.record(_thing(form))
    if not form.get("why", "").strip():
        raise Trouble(400, "A correction needs its source: a note, or a quote from a document.")
    value = _value(record, name, text)
    return {"action": "correct", "field": name, "value": value, "items": meant.saying(record.id, name, None)}


def _value(record: Record, name: str, text: str) -> Any:
    """The value of a field as its kind declares it."""
    if not text:
        raise Trouble(400, "A correction needs the right value.")
    field = next((f for f in KINDS[record.kind].fields if f.name == name), None) if record.kind in KINDS else None
    if field is None:
        return text  # what is no field of the record is refused when the record is asked for it
    if field.words and text not in field.words:
        raise Trouble(400, f"{name} must be one of: {', '.join(field.words)}.")
    if field.type == "number":
        return _number(name, text)
    if field.type == "date":
        _date(text)
    many = [part.strip() for part in text.split(";") if part.strip()]
    return many if field.type in ("entities", "passages") else text


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Trouble(400, f"{name} must be a whole number.")
    return int(text)


def _date(text: str) -> None:
    try:
        edtf.parse(text)
    except BadDate as error:
        raise Trouble(400, str(error)) from None


def _pair(meant: Meant, form: Form) -> Parts:
    """Two things that are one or are not."""
    items, others = meant.items(_thing(form)), meant.items(form.get("other", ""))
    return {"action": form["action"], "items": items, "others": others}


def _add(meant: Meant, form: Form) -> Parts:
    """A record that no document tells of; its fields come with `set-` before their names."""
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise Trouble(400, f"No kind {kind[:20]!r}. Known: {', '.join(KINDS)}.")
    if not form.get("why", "").strip():
        raise Trouble(400, "What is added by hand needs its source: a note, or a quote.")
    given = {n.removeprefix("set-"): value.strip() for n, value in form.items() if n.startswith("set-")}
    known = {field.name for field in KINDS[kind].fields}
    for name, value in given.items():
        if name in known and value and KINDS[kind].field(name).type == "date":
            _date(value)
    return {"action": "add", "field": kind, "value": {name: value for name, value in given.items() if value}}


def _undo(meant: Meant, form: Form) -> Parts:
    return {"action": "undo", "supersedes": meant.decision(form.get("decision") or "-").id}


_MAKERS: Mapping[str, Callable[[Meant, Form], Parts]] = {
    "accept": _right_or_wrong,
    "reject": _right_or_wrong,
    "correct": _correct,
    "same": _pair,
    "different": _pair,
    "add": _add,
    "undo": _undo,
}
