"""Readings built by hand, so that tests of joining hang on no extractor."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Entity, Reference
from communique.model.reading import Reading

_POINTERS = ("body", "person", "of", "member", "speaker")


@pytest.fixture(scope="session")
def write() -> Callable[..., Reading]:
    """Makes the reading of a text from names in it and claims, each a kind, a quote, and values that may be names."""
    return _write


def _write(
    text: str,
    published: str | None = None,
    *,
    people: Sequence[str] = (),
    bodies: Sequence[str | tuple[str, str]] = (),
    hints: Sequence[str] = (),
    claims: Sequence[tuple[str, str, dict[str, Any]]] = (),
) -> Reading:
    document = Document(text=text, published=published, source=f"{published}-{len(text)}.txt")
    named = [(name, None) if isinstance(name, str) else name for name in bodies]
    persons = tuple(_entity(document, f"p{n}", "person", name, None) for n, name in enumerate(people, 1))
    organs = tuple(_entity(document, f"b{n}", "body", name, known) for n, (name, known) in enumerate(named, 1))
    pointers = {e.name: e.reference for e in (*persons, *organs)}
    made = tuple(_claim(document, f"c{n}", spec, pointers) for n, spec in enumerate(claims, 1))
    plain = tuple(_entity(document, f"h{n}", "hint", name, None) for n, name in enumerate(hints, 1))
    return Reading(document=document, people=persons, bodies=organs, hints=plain, claims=made)


def _entity(document: Document, id: str, type: str, name: str, known: str | None) -> Entity:
    start = document.text.index(name)
    mention = document.span(start, start + len(name))
    kind = "organ" if type == "body" else None
    return Entity(id=id, type=type, name=name, mentions=(mention,), kind=kind, known=known)


def _claim(document: Document, id: str, spec: tuple[str, str, dict[str, Any]], pointers: dict[str, Reference]) -> Claim:
    kind, quote, given = spec
    start = document.text.index(quote)
    certainty = given.get("certainty", "certain")
    basis = given.get("basis", {})
    values = {name: value for name, value in given.items() if name not in ("certainty", "basis")}
    for name in _POINTERS:
        if isinstance(values.get(name), str):
            values[name] = pointers.get(values[name]) or Reference(id=None, name=values[name])
    for name in ("participants", "parties"):
        if name in values:
            values[name] = tuple(pointers.get(v) or Reference(id=None, name=v) for v in values[name])
    evidence = (document.span(start, start + len(quote)),)
    made = {"extractor": "hand 1", "certainty": certainty, "basis": basis}
    return Claim(kind=kind, id=id, values=values, evidence=evidence, **made)
