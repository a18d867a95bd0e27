"""The OpenAPI 3.1 document of the API, made from the declarations of the kinds."""

from functools import cache
from typing import Any

from communique._version import __version__
from communique.model.kinds import ALL, Field
from communique.web.query import LARGEST, USUAL
from communique.web.views.narrow import FACETS
from communique.web.words import LABELS

Plain = dict[str, Any]
LIMITS = {"bytes": 1_000_000, "times": 20, "seconds": 60}

_TEXT: Plain = {"type": ["string", "null"]}
_REFERENCE: Plain = {"$ref": "#/components/schemas/Reference"}
_TYPES: dict[str, Plain] = {
    "entity": {"oneOf": [_REFERENCE, {"type": "null"}]},
    "entities": {"type": "array", "items": _REFERENCE},
    "text": _TEXT,
    "word": _TEXT,
    "number": {"type": ["integer", "null"]},
    "date": {"type": ["string", "null"], "description": "EDTF (ISO 8601-2)"},
    "share": {"description": "a number from 0 to 1, or done and all", "type": ["number", "array", "null"]},
    "passage": _TEXT,
    "passages": {"type": "array", "items": {"type": "string"}},
}
_DOCUMENT = ("id", "title", "source", "publisher", "url", "published", "language")
_ERROR_STATUSES = {"400": "A question that cannot be understood", "404": "Not there", "503": "The register is away"}


@cache
def document() -> Plain:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communiqué",
            "version": __version__,
            "description": "Meetings, bodies, people, acts, programmes and statements, each traced to its words.",
        },
        "paths": {
            **{f"/api/v1/{kind}": _list_path(kind) for kind in LABELS},
            **{f"/api/v1/{kind}/{{id}}": _record_path(kind) for kind in LABELS},
            "/api/v1/search": _list_path("search"),
            "/api/v1/changes": _changes_path(),
            "/api/v1/read": _read_path(),
        },
        "components": {"schemas": _schemas(), "responses": {"Error": _answer("An error", "Error")}},
    }


def _answer(told: str, schema: str) -> Plain:
    return {
        "description": told,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _errors(*more: str) -> Plain:
    return {status: {"$ref": "#/components/responses/Error"} for status in (*_ERROR_STATUSES, *more)}


def _parameter(name: str, told: str, **schema: Any) -> Plain:
    return {"name": name, "in": "query", "description": told, "schema": {"type": "string", **schema}}


def _list_path(kind: str) -> Plain:
    steering = [
        _parameter("q", "words that must all be there; a word finds what begins with it"),
        _parameter("from", "an EDTF date: not before"),
        _parameter("to", "an EDTF date: not after"),
        _parameter("body", "the id of a body that is named"),
        _parameter("person", "the id of a person who is named"),
        _parameter("document", "the id of a document that reports it"),
        _parameter("as_of", "the register as it follows from what was published until this day (YYYY-MM-DD)"),
        {**_parameter("limit", "how many at most"), "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST,
                                                               "default": USUAL}},
        _parameter("after", "where to go on: take `next` of the page before"),
    ]  # fmt: skip
    if kind != "search":
        steering.append(_parameter("sort", "date, name or reports; with - before it backwards"))
    filters = [_parameter(name, "only with this value; can be given again") for name in FACETS[kind]]
    told = "Search over everything" if kind == "search" else f"{LABELS[kind]}, a page at a time"
    answers = {"200": _answer("A page", "Hits" if kind == "search" else f"{LABELS[kind]}List"), **_errors()}
    return {"get": {"summary": told, "operationId": f"list_{kind}", "parameters": [*steering, *filters],
                    "responses": answers}}  # fmt: skip


def _record_path(kind: str) -> Plain:
    id = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    day = _parameter("as_of", "as it follows from what was published until this day (YYYY-MM-DD)")
    answers = {"200": _answer("With its values' words, alternatives, reports and ties", _schema(kind)), **_errors()}
    return {"get": {"summary": f"One of the {LABELS[kind].lower()}", "operationId": f"get_{kind}",
                    "parameters": [id, day], "responses": answers}}  # fmt: skip


def _changes_path() -> Plain:
    since = _parameter("since", "only those after this day (YYYY-MM-DD)")
    answers = {"200": _answer("The newest 500", "Changes"), **_errors()}
    return {"get": {"summary": "What changed, newest first", "operationId": "list_changes", "parameters": [since],
                    "responses": answers}}  # fmt: skip


def _read_path() -> Plain:
    told = (
        f"At most {LIMITS['bytes']:,} bytes, {LIMITS['times']} times in {LIMITS['seconds']} seconds. Addresses must be "
        "of the public Internet, ports 80 and 443. Nothing is stored."
    )
    texts = {name: {"type": "string"} for name in ("text", "url", "title", "published")}
    body = {
        "required": True,
        "content": {
            "application/json": {"schema": {"type": "object", "properties": texts, "additionalProperties": False}},
            "text/plain": {"schema": {"type": "string"}},
        },
    }
    answers = {"200": _answer("What it says", "Reading"), **_errors("413", "422", "429")}
    return {"post": {"summary": "Read a text or an address", "description": told, "operationId": "read",
                     "requestBody": body, "responses": answers}}  # fmt: skip


def _schema(kind: str) -> str:
    return {"people": "Person", "bodies": "Body", "documents": "Document"}.get(kind) or next(
        k.name.capitalize() for k in ALL if k.plural == kind
    )


def _schemas() -> Plain:
    found: Plain = {
        "Reference": _object({"id": _TEXT, "name": {"type": "string"}}),
        "Error": _object({"error": _object({"status": {"type": "integer"}, "title": _TEXT, "detail": _TEXT})}),
        "Person": _object({"id": {"type": "string"}, "name": {"type": "string"}, "support": {"type": "integer"}}),
        "Body": _object({"id": {"type": "string"}, "name": {"type": "string"}, "kind": _TEXT, "known": _TEXT}),
        "Document": _object(dict.fromkeys(_DOCUMENT, _TEXT)),
        "Reading": _object({"document": {"type": "object"}, **{k.plural: {"type": "array"} for k in ALL}}),
        "Changes": _page({"type": "object"}),
        "Hits": _page({"type": "object"}),
        **{kind.name.capitalize(): _record([*kind.fields]) for kind in ALL},
    }
    lists = {f"{LABELS[kind]}List": _page({"$ref": f"#/components/schemas/{_schema(kind)}"}) for kind in LABELS}
    return {**found, **lists}


def _object(properties: Plain) -> Plain:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _record(fields: list[Field]) -> Plain:
    own = {f.name: {**_TYPES[f.type], **({"enum": [*f.words, None]} if f.words else {})} for f in fields}
    told = {"support": {"type": "integer"}, "conflicts": {"type": "array"}, "reports": {"type": "array"}}
    return _object({"id": {"type": "string"}, **own, **told})


def _page(item: Plain) -> Plain:
    page = {"total": {"type": "integer"}, "items": {"type": "array", "items": item}}
    return {**_object(page), "description": "`next` is the address of the page after, or null"}
