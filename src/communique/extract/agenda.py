"""Agendas: the subjects that an occasion dealt with or is to deal with, one item for each coordinated subject."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from communique.extract.occasions import Trigger
from communique.extract.scenes import Scene
from communique.languages import pattern, words
from communique.model.document import Document
from communique.model.entity import Passage
from communique.model.span import Span

_END = pattern("meetings", "agenda_end")
_SPLIT = pattern("meetings", "agenda_split")
_COUNT = pattern("meetings", "agenda_count")
_NUMBERS = words("en", "meetings")["numbers"]


@cache
def _openers() -> re.Pattern[str]:
    agenda = words("en", "meetings")["agenda"]
    phrases = sorted((*agenda["verbs"], *agenda["nouns"]), key=len, reverse=True)
    return re.compile(
        r"\b(?:"
        + "|".join(re.escape(p) for p in phrases)
        + r")(?:\s+(?:on|of|about|the issues? of|issues? (?:of|related to)))?\s+",
        re.I,
    )


@cache
def _counted() -> re.Pattern[str]:
    nouns = "|".join(words("en", "meetings")["agenda"]["counted"])
    return re.compile(_COUNT.pattern + rf"(?:{nouns})\b", re.I)


def items_of(scene: Scene) -> tuple[Passage, ...]:
    """The subjects that the words around a mention name for its occasion."""
    document, trigger = scene.analysis.document, scene.trigger
    items = tuple(submitted(document, scene.words.sentence.start, scene.words.sentence.end))
    items = items if items and trigger.kind == "agenda" else tuple(after_opener(document, scene.start, scene.end))
    if not items and not trigger.verb:
        items = tuple(after_noun(document, trigger, scene.end))
    return _marked_agenda(scene) or items


def _marked_agenda(scene: Scene) -> tuple[Passage, ...]:
    """The subjects that the tagger links to the mention."""
    at = (scene.trigger.sentence, scene.trigger.token)
    near = range(at[0], min(at[0] + 3, len(scene.analysis.tagged)))
    found = []
    for tagged in (scene.analysis.tagged[n] for n in near):
        tokens = tagged.sentence.tokens
        for span in tagged.spans:
            if span.label == "agenda" and span.anchor == at:
                whole = scene.analysis.document.span(tokens[span.start].start, tokens[span.end - 1].end)
                found.append(Passage(spans=(whole,)))
    return tuple(found)


def count_of(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> int | None:
    """How many issues are on the agenda, by the words around a mention."""
    found = count(scene.analysis.document, scene.start, scene.end)
    if found:
        spans["agenda_count"] = (found[1],)
    return found[0] if found else None


def count(document: Document, start: int, end: int) -> tuple[int, Span] | None:
    """How many issues are on the agenda, by a stretch of the text: 24 of "24 issues"."""
    found = _counted().search(document.text, start, end)
    if not found:
        return None
    number = int(found["digits"]) if found["digits"] else _NUMBERS[found["word"].lower()]
    return number, document.span(found.start(), found.end())


def after_opener(document: Document, start: int, end: int) -> Iterator[Passage]:
    """The subjects after the first "discuss", "agenda includes" and the like in a stretch of the text."""
    found = _openers().search(document.text, start, end)
    if found:
        yield from _items(document, found.end(), end)


def after_noun(document: Document, trigger: Trigger, end: int) -> Iterator[Passage]:
    """The subjects after the word itself: "talks on", "a session devoted to"."""
    found = re.compile(r"(?:\s+\w+){0,2}?\s+(?:on|about|over|concerning|regarding|devoted to|dedicated to)\s+").match(
        document.text, trigger.end, end
    )
    if found and not _DATELIKE.match(document.text, found.end()):
        yield from _items(document, found.end(), end)


_SUBMITTED = pattern("meetings", "submitted")
_PREFIX = pattern("meetings", "agenda_prefix")
_DATELIKE = pattern("meetings", "agenda_datelike")


def submitted(document: Document, start: int, end: int) -> Iterator[Passage]:
    """The subject of a sentence that says what will come before a body: "The budget may be submitted to …"."""
    found = _SUBMITTED.match(document.text, start, end)
    if found:
        yield Passage(spans=(document.span(*found.span("item")),))


def _items(document: Document, start: int, end: int) -> Iterator[Passage]:
    stop = _END.search(document.text, start, end)
    end = stop.start() if stop else end
    start = _skip(document.text, start, end)
    for a, b in _pieces(document.text, start, end):
        if b - a >= 3:
            yield Passage(spans=(document.span(a, b),))


def _pieces(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    cuts = list(_SPLIT.finditer(text, start, end))
    listed = any("," in m[0] for m in cuts)
    pieces, at = [], start
    for cut in cuts:
        if "," in cut[0] or listed or _parallel(text[at : cut.start()], text[cut.end() : end]):
            pieces.append((at, cut.start()))
            at = cut.end()
    pieces.append((at, end))
    return [(_skip(text, a, b), a + len(text[a:b].rstrip())) for a, b in pieces if text[a:b].strip()]


def _parallel(left: str, right: str) -> bool:
    """Whether "and" joins two subjects rather than two words of one: both sides have words of their own."""
    return len(left.split()) >= 2 and len(right.split()) >= 2


def _skip(text: str, start: int, end: int) -> int:
    found = _PREFIX.match(text, start, end)
    return found.end() if found and found.end() < end else start
