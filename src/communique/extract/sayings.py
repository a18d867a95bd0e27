"""Acts of saying: what a document reports once or again, and the claim that it makes."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.extract.analysis import Analysis
from communique.extract.focus import Speaker
from communique.extract.quotes import Quotation
from communique.model.claim import Claim, Value
from communique.model.document import Document
from communique.model.entity import Passage
from communique.model.span import Span

EXTRACTOR = "statements/4"
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Saying:
    """One act of saying while a document is read; `verbatim` where all of it is given word for word, without marks."""

    speaker: Speaker
    spans: list[tuple[int, int]]
    cue: tuple[int, int] | None
    via: tuple[int, int] | None
    line: int
    titled: bool = False
    verbatim: bool = False
    evidence: list[tuple[int, int]] = field(default_factory=list)


def bare(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without blanks, quotation marks, a comma or stop at its edges."""
    start, end = span
    while end - start > 1 and (text[end - 1].isspace() or text[end - 1] in ',.;:"“”«»„'):
        end -= 1
    while end - start > 1 and (text[start].isspace() or text[start] in '"“”«»„,'):
        start += 1
    return start, end


def merged(document: Document, sayings: Sequence[Saying]) -> list[Saying]:
    """The statements without those that say again what another says: headlines, and the same words twice."""
    kept: dict[tuple[object, ...], Saying] = {}
    for saying in (s for s in sayings if not s.titled):
        kept.setdefault((saying.speaker.reference, *saying.spans), saying)
    found = list(kept.values())
    for saying in (s for s in sayings if s.titled):
        twin = next((k for k in found if _repeats(document, saying, k)), None)
        if twin is None:
            found.append(saying)
        else:
            twin.evidence += saying.spans
    return found


def _repeats(document: Document, a: Saying, b: Saying) -> bool:
    """Whether a headline says again what the body says; one that quotes, only where the very words come again."""
    if a.verbatim:
        return " ".join(_words(document, a)) in " ".join(_words(document, b))
    x, y = Counter(_words(document, a)), Counter(_words(document, b))
    shared = sum((x & y).values())
    return shared >= 0.5 * sum(x.values()) or (
        a.speaker.reference == b.speaker.reference and shared >= 0.25 * sum(x.values())
    )


def _words(document: Document, saying: Saying) -> Iterable[str]:
    return (w.lower() for start, end in saying.spans for w in _WORD.findall(document.text[start:end]) if len(w) > 2)


def claims(analysis: Analysis, sayings: Iterable[Saying]) -> tuple[Claim, ...]:
    """The claims that acts of saying make, numbered in their order."""
    outer = tuple(_outer(analysis))
    starts = [q.start for q in outer]
    return tuple(_claim(f"s{n}", analysis, s, _kind(analysis, s, outer, starts)) for n, s in enumerate(sayings, 1))


def _claim(id: str, analysis: Analysis, saying: Saying, kind: str) -> Claim:
    span = analysis.document.span
    content = Passage(spans=tuple(span(*pair) for pair in saying.spans))
    values: dict[str, Value] = {
        "speaker": saying.speaker.reference,
        "kind": kind,
        "content": content,
    }
    spans: dict[str, tuple[Span, ...]] = {
        "content": content.spans,
        "speaker": (span(saying.speaker.start, saying.speaker.end),),
    }
    for name, pair in (("cue", saying.cue), ("via", saying.via)):
        if pair is not None:
            values[name], spans[name] = span(*pair).quote, (span(*pair),)
    evidence = (*content.spans, *(span(*pair) for pair in saying.evidence))
    return Claim(kind="statement", id=id, values=values, evidence=evidence, extractor=EXTRACTOR, spans=spans)


def _kind(analysis: Analysis, saying: Saying, outer: Sequence[Quotation], starts: Sequence[int]) -> str:
    """Whether all, some or none of the words stand in quotation marks."""
    if saying.verbatim:
        return "direct"
    text = analysis.document.text
    inside = outside = 0
    for start, end in saying.spans:
        quoted = sum(
            _letters(text, max(start, q.inner_start), min(end, q.inner_end))
            for q in outer[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]
            if q.end > start
        )
        inside += quoted
        outside += _letters(text, start, end) - quoted
    below = saying.cue is not None and "\n" in text[saying.cue[1] : saying.spans[0][0]]
    if (inside and outside <= 1) or (below and not inside):
        return "direct"
    return "mixed" if inside else "indirect"


def _outer(analysis: Analysis) -> Iterator[Quotation]:
    end = 0
    for quotation in analysis.quotations:
        if quotation.start >= end:
            yield quotation
            end = quotation.end


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
