"""Numbers that a text gives, in figures or words; law: a number that no words of the text say is not there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.engine.quotes import nearest
from communique.extract import ordinals
from communique.languages import words
from communique.model.document import Document
from communique.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|per ?cent\b|pct\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a text with the words that say each, and its shares."""

    numbers: dict[int, tuple[Span, ...]]
    shares: tuple[tuple[float, Span], ...]

    def number(self, value: int, evidence: Span) -> Span | None:
        """The words that say a number, the nearest to the evidence."""
        return nearest(self.numbers.get(value, ()), evidence)

    def share(self, value: float, evidence: Span) -> Span | None:
        """The words that say a share from 0 to 1, the nearest to the evidence."""
        return nearest(tuple(span for share, span in self.shares if abs(share - value) < 0.011), evidence)


def figures(document: Document) -> Figures:
    """The numbers that a document gives."""
    numbers: dict[int, list[Span]] = {}
    for value, start, end in sorted(_numbers(document.text), key=lambda found: found[1]):
        numbers.setdefault(value, []).append(document.span(start, end))
    shares = tuple((value, document.span(a, b)) for value, a, b in sorted(_shares(document.text), key=lambda f: f[1]))
    return Figures({value: tuple(spans) for value, spans in numbers.items()}, shares)


def _numbers(text: str) -> Iterator[tuple[int, int, int]]:
    for found in _FIGURE.finditer(text):
        if len(found[0]) < 19:
            yield int(found[0].replace(",", "")), found.start(), found.end()
    written = _written()
    for found in _WORD.finditer(text):
        lower = found[0].lower()
        if (value := written.get(lower)) is not None:
            yield value, found.start(), found.end()
        elif (ordinal := ordinals.at([lower], 0, found[0])) is not None and not lower[0].isdigit():
            yield ordinal[0], found.start(), found.end()


@cache
def _written() -> dict[str, int]:
    """Numbers in words up to ninety-nine."""
    units = {**words("en", "dates")["cardinals"]}
    listed = words("en", "instruments")["numbers"]
    tens = {word: units[word] for word in listed["tens"]}
    ones = {word: units[word] for word in listed["units"][:9]}
    return {**units, **{f"{t}-{o}": tens[t] + ones[o] for t in tens for o in ones}}


def _shares(text: str) -> Iterator[tuple[float, int, int]]:
    for found in _SHARE.finditer(text):
        yield float(found[1].replace(",", ".")) / 100, found.start(), found.end()
    for phrase, value in words("en", "instruments")["fractions"].items():
        for found in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE):
            yield float(value), found.start(), found.end()
