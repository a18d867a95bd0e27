"""Readings as people have corrected them; law: what a decision does not name stays as it was read."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from communique import knowledge
from communique.errors import BadClaim, BadDate, BadDecision
from communique.model import edtf
from communique.model.claim import Claim, Value
from communique.model.decision import Decision, value_text
from communique.model.document import Document
from communique.model.entity import Entity, Passage, Reference
from communique.model.kinds import KINDS, Field
from communique.model.reading import Reading

ENTITY_FIELDS = ("name", "kind", "known")
_PERSONS = ("person", "speaker")
_LISTS = ("entities", "passages")


def amend(reading: Reading, decision: Decision, id: str) -> Reading:
    """A reading in which a decision to reject or correct is carried out on the claim or entity with an id.

    Raises `BadDecision` where its field or value does not fit.
    """
    claim = next((c for c in reading.claims if c.id == id), None)
    if claim:
        made = _claim(reading, decision, claim)
        return replace(reading, claims=_instead(reading.claims, claim, made))
    entity = next((e for e in reading.entities if e.id == id), None)
    return _entity(reading, decision, entity) if entity else reading


def added(decisions: Iterable[Decision]) -> Mapping[str, Reading]:
    """The notes of the records added by hand, by their documents; what a kind has no field for any more is left out."""
    found = []
    for decision in decisions:
        if decision.action == "add":
            with suppress(BadDecision):
                found.append(by_hand(decision))
    return {reading.document.id: reading for reading in found}


def by_hand(decision: Decision) -> Reading:
    """The reading of the note that a decision to add a record makes. Raises `BadDecision`."""
    document = decision.note
    kind = KINDS[str(decision.field)]
    entities = tuple(_named(document, kind.name, decision.value))
    reading = Reading.of(document, entities, ())
    values = {name: value_of(reading, _field(kind.name, name), value) for name, value in decision.value.items()}
    start = document.text.index("\n\n") + 2
    evidence = (document.span(start, len(document.text)),) if start < len(document.text) else ()
    basis = dict.fromkeys(values, rule(decision))
    return replace(reading, claims=(_made(kind.name, values, evidence, basis),))


def value_of(reading: Reading, field: Field, plain: Any) -> Value:
    """The value of a field that plain data give, in the words and persons of a reading. Raises `BadDecision`."""
    if field.type in _LISTS:
        items = plain if isinstance(plain, list | tuple) else str(plain).split(";")
        return cast(Value, tuple(_single(reading, field, str(item).strip()) for item in items))
    return _single(reading, field, plain)


def rule(decision: Decision) -> str:
    """By which rule a decision's value is shown, in words."""
    verb = {"correct": "corrected", "accept": "accepted", "add": "added"}[decision.action]
    return f"{verb} by {decision.who} on {decision.when[:10]}" + (f": {decision.why}" if decision.why else "")


def _claim(reading: Reading, decision: Decision, claim: Claim) -> Claim | None:
    if decision.action == "reject" and not decision.field:
        return None
    field = _field(claim.kind, str(decision.field))
    values, basis = dict(claim.values), dict(claim.basis)
    if decision.action == "reject":
        if field.required:
            raise BadDecision(f"A {claim.kind} cannot be without its {field.name}; correct it, or reject the claim.")
        values.pop(field.name, None)
        basis.pop(field.name, None)
        return replace(
            claim, values=values, basis=basis, spans={n: s for n, s in claim.spans.items() if n != field.name}
        )
    values[field.name] = value_of(reading, field, decision.value)
    was = f" (read: {value_text(claim.values[field.name])})" if field.name in claim.values else ""
    basis[field.name] = rule(decision) + was
    try:
        return replace(claim, values=values, basis=basis)
    except BadClaim as error:
        raise BadDecision(str(error)) from None


def _instead(claims: Iterable[Claim], old: Claim, new: Claim | None) -> tuple[Claim, ...]:
    """The claims with one replaced or left out; what was attributed to one that is left out is so no longer."""
    if new:
        return tuple(new if claim is old else claim for claim in claims)
    kept = (claim for claim in claims if claim is not old)
    return tuple(claim.within(None) if claim.attributed_to == old.id else claim for claim in kept)


def _entity(reading: Reading, decision: Decision, entity: Entity) -> Reading:
    if decision.action == "reject":
        if decision.field:
            raise BadDecision("A person or body is rejected as a whole; correct the field instead.")
        return _referring(_with_entity(reading, entity, None), entity.id, Reference(id=None, name=entity.name))
    if decision.field not in ENTITY_FIELDS or not isinstance(decision.value, str):
        raise BadDecision(f"Of a person or body can be corrected: {', '.join(ENTITY_FIELDS)}.")
    changed: dict[str, Any] = {decision.field: decision.value}
    # a body that the text only hints at is one of its bodies once somebody says which
    made = replace(entity, **changed, type="person" if entity.type == "person" else "body")
    return _referring(_with_entity(reading, entity, made), entity.id, made.reference)


def _with_entity(reading: Reading, old: Entity, new: Entity | None) -> Reading:
    kept = [e for e in ((new if e is old else e) for e in reading.entities) if e]
    if new is None:
        kept = [replace(e, parent=None) if e.parent == old.id else e for e in kept]
    made = Reading.of(reading.document, kept, reading.claims)
    return replace(reading, people=made.people, bodies=made.bodies, hints=made.hints)


def _referring(reading: Reading, id: str, reference: Reference) -> Reading:
    def referred(value: Value) -> Any:
        if isinstance(value, tuple):
            return tuple(referred(item) for item in value)
        return reference if isinstance(value, Reference) and value.id == id else value

    claims = (replace(c, values={name: referred(v) for name, v in c.values.items()}) for c in reading.claims)
    return replace(reading, claims=tuple(claims))


def _single(reading: Reading, field: Field, plain: Any) -> Value:
    try:
        if field.type in ("entity", "entities"):
            return _reference(reading, str(plain))
        if field.type in ("passage", "passages"):
            return _passage(reading.document, str(plain))
        if field.type == "date":
            edtf.parse(str(plain))
        return _number(plain) if field.type in ("number", "share") else str(plain)
    except (BadDate, ValueError):
        raise BadDecision(f"{plain!r} is no {field.name}: a {field.type} is needed.") from None


def _number(plain: Any) -> Value:
    """A whole number, a share such as 0.5, or done and all such as 7/28."""
    if isinstance(plain, list | tuple):
        done, all = plain
        return (int(done), int(all))
    text = str(plain)
    if "/" in text:
        return _number(text.split("/"))
    return int(text) if re.fullmatch(r"\d+", text) else float(text)


def _reference(reading: Reading, name: str) -> Reference:
    wanted = name.casefold()
    for entity in (*reading.people, *reading.bodies):
        if wanted in (entity.name.casefold(), *(span.quote.casefold() for span in entity.mentions)):
            return entity.reference
    return Reference(id=None, name=name)


def _passage(document: Document, words: str) -> Passage:
    start = document.text.find(words) if words else -1
    if start < 0:
        raise BadDecision(f"{words!r} does not stand in the document; give words of its text.")
    return Passage(spans=(document.span(start, start + len(words)),))


def _field(kind: str, name: str) -> Field:
    fields = KINDS[kind].fields
    found = next((field for field in fields if field.name == name), None)
    if not found:
        raise BadDecision(f"A {kind} has no field {name!r}. Known: {', '.join(f.name for f in fields)}.")
    return found


def _named(document: Document, kind: str, values: Mapping[str, Any]) -> Iterable[Entity]:
    """The persons and bodies that a note names, each where its name stands there."""
    seen: set[str] = set()
    for name, value in values.items():
        field = _field(kind, name)
        if field.type not in ("entity", "entities"):
            continue
        names = [str(v).strip() for v in (value if isinstance(value, list | tuple) else str(value).split(";"))]
        for number, each in enumerate(n for n in names if n and n not in seen):
            seen.add(each)
            start = document.text.index(each, document.text.index(f"\n{name}: "))
            id = f"{field.name}{number + 1}"
            yield _note_entity(id, document, start, each, "person" if field.name in _PERSONS else "body")


def _note_entity(id: str, document: Document, start: int, name: str, type: str) -> Entity:
    mentions = (document.span(start, start + len(name)),)
    known = knowledge.resolve(name) if type == "body" else None
    kind = ("state" if isinstance(known, knowledge.Country) else "organisation") if type == "body" else None
    if isinstance(known, knowledge.Body):
        kind = known.kind
    return Entity(id=id, type=type, name=name, mentions=mentions, kind=kind, known=known.id if known else None)


def _made(kind: str, values: Mapping[str, Value], evidence: tuple[Any, ...], basis: Mapping[str, str]) -> Claim:
    try:
        return Claim(kind=kind, id=f"{kind}1", values=values, evidence=evidence, basis=basis, extractor="by hand")
    except BadClaim as error:
        raise BadDecision(str(error)) from None
