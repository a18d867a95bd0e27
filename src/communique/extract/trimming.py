"""Trimming: the words that tell of an occasion without the stops and the joining words at their edges."""

import re
from collections.abc import Iterable

from communique.model.document import Document
from communique.model.span import Span


def trimmed(document: Document, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without the stop that ends a sentence, and without the comma or "and" that joins a clause to another."""
    return tuple(dict.fromkeys(_trimmed(document, span) for span in spans))


def _trimmed(document: Document, span: Span) -> Span:
    front, back = _FRONT.match(span.quote), _BACK.search(span.quote)
    start = span.start + (front.end() if front else 0)
    end = span.start + back.start() if back else span.end
    return document.span(start, end) if start < end else span


_FRONT = re.compile(r"[\s,;:–—]+(?:and\s|but\s|while\s)?")
_BACK = re.compile(r"(?:(?<![ .][A-Za-z])\.|[,;:–—\s])\s*$")
