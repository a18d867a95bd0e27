"""Short documents read whole, for the tests of extractors."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.export.jsonl import as_dict
from communique.extract import extract
from communique.model.document import Document, compose


def _claims(kind: str, body: str, *, title: str | None = None, published: str | None = None) -> list[dict[str, Any]]:
    """The claims of one kind, by its plural, that a text makes, as they are printed; names instead of references."""
    document = Document(text=compose(title, body), title=title, published=published)
    return [{name: _plain(value) for name, value in claim.items()} for claim in as_dict(extract(document))[kind]]


def _plain(value: object) -> object:
    if isinstance(value, dict) and "name" in value:
        return value["name"]
    if isinstance(value, dict) and set(value) == {"text", "spans"}:
        return value["text"]
    return [_plain(item) for item in value] if isinstance(value, list) else value


@pytest.fixture
def claims() -> Callable[..., list[dict[str, Any]]]:
    """A function that reads a text and gives its claims of one kind."""
    return _claims
