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
    text = document.text
    mentions = tuple([Span(text, start, end) for start, end in plain["mentions"]])
    return Entity(mentions=mentions, **{name: _once(value) for name, value in plain.items() if name != "mentions"})


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
    readers, cuts = _readers(plain["kind"]), _Cuts(document)
    values = {intern(name): _value(cuts, readers, name, value) for name, value in plain["values"].items()}
    return Claim(
        kind=intern(plain["kind"]),
        id=intern(plain["id"]),
        values=values,
        evidence=_spans(cuts, plain["evidence"]),
        spans=plain["spans"] and {name: _spans(cuts, pairs) for name, pairs in plain["spans"].items()},
        basis=plain["basis"],
        certainty=intern(plain["certainty"]),
        polarity=intern(plain["polarity"]),
        attributed_to=plain["attributed_to"],
        extractor=intern(plain["extractor"]),  # many claims have one
    )


def _pairs(spans: Sequence[Span]) -> Pairs:
    return [list(span.pair) for span in spans]


class _Cuts(dict[tuple[int, int], Span]):
    """The spans of a document by their offsets, each made once: much of what a claim says is its evidence."""

    def __init__(self, document: Document) -> None:
        self._text = document.text

    def __missing__(self, pair: tuple[int, int]) -> Span:
        found = self[pair] = Span(self._text, *pair)
        return found


def _spans(cuts: _Cuts, pairs: Pairs) -> tuple[Span, ...]:
    return tuple([cuts[start, end] for start, end in pairs])


def _value_plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_value_plain(item) for item in value]
    if isinstance(value, Reference):
        return {"id": value.id, "name": value.name}
    return _pairs(value.spans) if isinstance(value, Passage) else value


def _value(cuts: _Cuts, readers: Mapping[str, "_Reader | None"], name: str, value: Any) -> Value:
    read = readers[name]
    result: Value = read(cuts, value) if read else value
    return result


def _reference(plain: Plain) -> Reference:
    return Reference(id=_once(plain["id"]), name=_once(plain["name"]))


def _once(value: Any) -> Any:
    """A text that many claims have, held once: a name, an id within a document, a cue, a status."""
    return intern(value) if type(value) is str else value


@cache
def _readers(kind: str) -> Mapping[str, "_Reader | None"]:
    """What makes the value of each field of a kind of a plain one; `None` where that is the plain one itself."""
    return {field.name: _READERS.get(field.type) for field in KINDS[kind].fields}


_Reader = Callable[[_Cuts, Any], Any]
_READERS: Mapping[str, _Reader] = {
    "entity": lambda _, v: _reference(v),
    "entities": lambda _, v: tuple(_reference(item) for item in v),
    "passage": lambda cuts, v: Passage(spans=_spans(cuts, v)),
    "passages": lambda cuts, v: tuple(Passage(spans=_spans(cuts, item)) for item in v),
    "share": lambda _, v: tuple(v) if isinstance(v, list) else v,
    "text": lambda _, v: _once(v),
    "word": lambda _, v: _once(v),
}
