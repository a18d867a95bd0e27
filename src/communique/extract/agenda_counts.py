"""Counts of agendas: how many issues an occasion deals with."""

import re
from functools import cache

from communique.extract.scenes import Scene
from communique.languages import pattern, words
from communique.model.document import Document
from communique.model.span import Span

_COUNT = pattern("meetings", "agenda_count")
_NO_COUNT = pattern("meetings", "no_agenda_count")
_BEFORE = 60
_NUMBERS = words("en", "meetings")["numbers"]


@cache
def _counted() -> re.Pattern[str]:
    nouns = "|".join(words("en", "meetings")["agenda"]["counted"])
    return re.compile(_COUNT.pattern + rf"(?:{nouns})\b", re.I)


def count_of(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> int | None:
    """How many issues are on the agenda, by the words around a mention."""
    found = count(scene.analysis.document, scene.start, scene.end)
    if found:
        spans["agenda_count"] = (found[1],)
    return found[0] if found else None


def count(document: Document, start: int, end: int) -> tuple[int, Span] | None:
    """How many issues are on the agenda, by a stretch of the text: 24 of "24 issues"."""
    found = _counted().search(document.text, start, end)
    if not found or _NO_COUNT.search(document.text[max(start, found.start() - _BEFORE) : found.start()]):
        return None
    number = int(found["digits"]) if found["digits"] else _NUMBERS[found["word"].lower()]
    return number, document.span(found.start(), found.end())
