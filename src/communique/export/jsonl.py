"""A reading as the JSON of `claims.md`: one object a document, one line an object."""

import json
from dataclasses import asdict
from typing import Any

from communique.model.claim import Claim, Value
from communique.model.entity import Entity, Passage, Reference
from communique.model.kinds import ALL, KINDS
from communique.model.reading import Reading
from communique.model.span import Span


def line(reading: Reading) -> str:
    """The reading as one line of JSON, without the line's end."""
    return json.dumps(as_dict(reading), ensure_ascii=False)


def as_dict(reading: Reading) -> dict[str, Any]:
    """The reading as plain values, ready for JSON."""
    document = reading.document
    names = ("id", "title", "source", "publisher", "url", "published", "language", "text")
    return {
        "document": {name: getattr(document, name) for name in names},
        "people": [entity(person) for person in reading.people],
        "bodies": [entity(body) for body in reading.bodies],
        **{kind.plural: [claim(c) for c in reading.of_kind(kind.name)] for kind in ALL},
        **({"dropped": [asdict(dropped) for dropped in reading.dropped]} if reading.dropped else {}),
    }


def entity(value: Entity) -> dict[str, Any]:
    """A person or body as plain values."""
    mentions = [list(span.pair) for span in value.mentions]
    if value.type == "person":
        return {"id": value.id, "name": value.name, "mentions": mentions}
    return {"id": value.id, "name": value.name, "kind": value.kind, "parent": value.parent, "mentions": mentions}


def claim(value: Claim) -> dict[str, Any]:
    """A claim as plain values: its fields, then evidence, certainty, polarity, attribution, spans and basis."""
    fields = {f.name: _plain(value[f.name], f.type) for f in KINDS[value.kind].fields}
    return {
        "id": value.id,
        **fields,
        "evidence": _pairs(value.evidence),
        "certainty": value.certainty,
        "polarity": value.polarity,
        "attributed_to": value.attributed_to,
        "spans": {name: _pairs(spans) for name, spans in value.spans.items()},
        "basis": dict(value.basis),
        "extractor": value.extractor,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span.pair) for span in spans]


def _plain(value: Value | None, type: str) -> Any:
    if value is None:
        return [] if type in ("entities", "passages") else None
    if isinstance(value, tuple):
        return [_plain(item, "") for item in value]
    if isinstance(value, Reference):
        return {"id": value.id, "name": value.name}
    if isinstance(value, Passage):
        return {"text": value.text, "spans": _pairs(value.spans)}
    return value
