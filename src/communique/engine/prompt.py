"""What an engine is asked: the definitions of the claims, made of their declarations, and a part of a document."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from communique.engine.parts import Part
from communique.model.document import Document
from communique.model.kinds import ALL, Field, Kind


def question(model: str, document: Document, part: Part) -> dict[str, Any]:
    """The question to a model about a part of a document, in the form of the chat protocol."""
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": instructions()},
            {"role": "user", "content": _material(document, part)},
        ],
    }


@cache
def instructions() -> str:
    """The definitions of all claims, as an engine is told them."""
    plurals = ", ".join(f"`{kind.plural}`" for kind in ALL)
    general = str(guide()["instructions"]).replace("{plurals}", plurals).strip()
    return "\n\n".join((general, *(_kind(kind) for kind in ALL)))


@cache
def guide() -> Mapping[str, Any]:
    """The words of the definitions, by kind and field."""
    return tomllib.loads((resources.files(__package__) / "guide.toml").read_text(encoding="utf-8"))


def _kind(kind: Kind) -> str:
    told = guide()["kinds"][kind.name]
    fields = (_field(field, told["fields"][field.name]) for field in kind.fields)
    return "\n".join((f"`{kind.plural}`: {told['text']}", *fields))


def _field(field: Field, told: str) -> str:
    words = ", ".join(f'"{word}"' for word in field.words)
    allowed = f"one of {words}" if words else guide()["types"][field.type]
    return f"- `{field.name}` ({allowed}{'; never null' if field.required else ''}): {told}"


def _material(document: Document, part: Part) -> str:
    """The part between marks that the document cannot hold, since they are made of its own sum."""
    mark = f"=== document {document.id} ==="
    known = [
        f"Published: {document.published or 'unknown'}",
        f"Published by: {document.publisher or 'unknown'}",
    ]
    if not part.whole:
        known.append(f"This is part {part.number} of {part.of} of a document titled: {document.title or 'unknown'}")
    return "\n".join((*known, mark, document.text[part.start : part.end], mark))
