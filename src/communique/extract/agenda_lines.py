"""Agendas by their lines: entries below a sentence that announces them, and what is said to come before a body."""

from collections.abc import Iterator

from communique.languages import pattern
from communique.model.document import Document
from communique.model.entity import Passage

_SUBMITTED = pattern("meetings", "submitted")
_ANNOUNCED = pattern("agenda", "announced")
_ENTRY = pattern("agenda", "entry")


def entries(document: Document, start: int, end: int) -> Iterator[Passage]:
    """The entries of a list that stands on the lines below a sentence which announces the agenda."""
    if not _ANNOUNCED.search(document.text, start, end + 1):
        return
    at = end
    while found := _ENTRY.match(document.text, at):
        yield Passage(spans=(document.span(*found.span("item")),))
        at = found.end()


def submitted(document: Document, start: int, end: int) -> Iterator[Passage]:
    """The subject of a sentence that says what will come before a body: "The budget may be submitted to …"."""
    found = _SUBMITTED.match(document.text, start, end)
    if found:
        yield Passage(spans=(document.span(*found.span("item")),))
