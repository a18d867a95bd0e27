"""Readings as plain values and back, by the declarations of the kinds; law: what comes back is equal."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from sys import intern
from typing import Any

from communique.model.claim import Claim, Value
from communique.model.document import Document
from communique.model.entity import Entity, Passage, Reference
from communique.model.kinds import KINDS
from communique.model.span import Span

Plain = dict[str, Any]
Pairs = list[list[int]]


def entity_plain(entity: Entity) -> Plain:
    """An entity as plain values."""
    names = ("id", "type", "name", "kind", "parent", "known")
    return {**{n: getattr(entity, n) for n in names}, "mentions": _pairs(entity.mentions)}


def entity_of(document: Document, plain: Plain) -> Entity:
    """The entity of a document that plain values give. Raises `BadSpan`."""
    return Entity(**{**plain, "mentions": _spans(document, plain["mentions"])})


def claim_plain(claim: Claim) -> Plain:
    """A claim as plain values."""
    return {
        "kind": claim.kind,
        "id": claim.id,
        "values": {name: _value_plain(value) for name, value in claim.values.items()},
        "evidence": _pairs(claim.evidence),
        "spans": {name: _pairs(spans) for name, spans in claim.spans.items()},
        "basis": dict(claim.basis),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "attributed_to": claim.attributed_to,
        "extractor": claim.extractor,
    }


def claim_of(document: Document, plain: Plain) -> Claim:
    """The claim of a document that plain values give. Raises `BadSpan` and `BadClaim`."""
    readers = _readers(plain["kind"])
    values = {name: _value(document, readers, name, value) for name, value in plain["values"].items()}
    return Claim(
        kind=intern(plain["kind"]),
        id=intern(plain["id"]),
        values=values,
        evidence=_spans(document, plain["evidence"]),
        spans={name: _spans(document, pairs) for name, pairs in plain["spans"].items()},
        basis=plain["basis"],
        certainty=intern(plain["certainty"]),
        polarity=intern(plain["polarity"]),
        attributed_to=plain["attributed_to"],
        extractor=intern(plain["extractor"]),  # many claims have one
    )


def _pairs(spans: Sequence[Span]) -> Pairs:
    return [list(span.pair) for span in spans]


def _spans(document: Document, pairs: Pairs) -> tuple[Span, ...]:
    text = document.text
    return tuple([Span(text, start, end) for start, end in pairs])


def _value_plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_value_plain(item) for item in value]
    if isinstance(value, Reference):
        return {"id": value.id, "name": value.name}
    return _pairs(value.spans) if isinstance(value, Passage) else value


def _value(document: Document, readers: Mapping[str, "_Reader | None"], name: str, value: Any) -> Value:
    read = readers[name]
    result: Value = read(document, value) if read else value
    return result


@cache
def _readers(kind: str) -> Mapping[str, "_Reader | None"]:
    """What makes the value of each field of a kind of a plain one; `None` where that is the plain one itself."""
    return {field.name: _READERS.get(field.type) for field in KINDS[kind].fields}


_Reader = Callable[[Document, Any], Any]
_READERS: Mapping[str, _Reader] = {
    "entity": lambda document, v: Reference(**v),
    "entities": lambda document, v: tuple(Reference(**item) for item in v),
    "passage": lambda document, v: Passage(spans=_spans(document, v)),
    "passages": lambda document, v: tuple(Passage(spans=_spans(document, item)) for item in v),
    "share": lambda document, v: tuple(v) if isinstance(v, list) else v,
}
