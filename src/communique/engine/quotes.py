"""Quotations found in the text; law: what comes back is a span of the text, and its words are those that were quoted.

A quotation is looked for letter by letter, then with blanks, quotation marks and dashes made alike, then with its first
letter large or small, as it is where a sentence begins.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from communique.model.document import Document
from communique.model.span import Span

_ALIKE = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»〝〞", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_MARKS = "\"'“”‘’„«»‹› \t\n"


class Text:
    """A document's text, ready to find quotations in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._plain, self._offsets = _plain(document.text)

    def find(self, quote: str, near: int = 0) -> Span | None:
        """Where a quotation stands, in whole words; of several places the nearest to an offset."""
        asked = unicodedata.normalize("NFC", quote).strip()
        bare = asked.strip(_MARKS)
        for form in dict.fromkeys((asked, bare, bare[:1].swapcase() + bare[1:])):
            places = list(_places(self.document.text, form)) or list(self._alike(form))
            if places:
                return self.document.span(*min(places, key=lambda place: abs(place[0] - near)))
        return None

    def all(self, quote: str, limit: int = 50) -> tuple[Span, ...]:
        """The places where words stand, the first so many."""
        found = sorted({*_places(self.document.text, quote)} or {*self._alike(quote)})
        return tuple(self.document.span(*place) for place in found[:limit])

    def _alike(self, quote: str) -> Iterator[tuple[int, int]]:
        plain, _ = _plain(quote)
        for start, end in _places(self._plain, plain.strip()):
            yield self._offsets[start], self._offsets[end - 1] + 1


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where a quotation begins and ends, the first few hundred places."""
    start = text.find(quote) if quote else -1
    for _ in range(300):
        if start < 0:
            return
        end = start + len(quote)
        if not (_inside(text, start) or _inside(text, end)):
            yield start, end
        start = text.find(quote, start + 1)


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _plain(text: str) -> tuple[str, list[int]]:
    """A text with what is alike made the same, and the offset in the text of each of its letters."""
    letters: list[str] = []
    offsets: list[int] = []
    for at, letter in enumerate(text):
        for plain in " " if letter.isspace() else _ALIKE.get(letter, letter):
            if plain != " " or (letters and letters[-1] != " "):
                letters.append(plain)
                offsets.append(at)
    return "".join(letters), offsets


def trimmed(span: Span, document: Document) -> Span | None:
    """A span without quotation marks at its edges and a final comma or stop; `None` where nothing is left."""
    text = document.text
    start, end = _bare(text, span.start, span.end)
    if start < end and text[end - 1] in ",.":
        start, end = _bare(text, start, end - 1)
    return document.span(start, end) if start < end else None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def nearest(spans: tuple[Span, ...], evidence: Span) -> Span | None:
    """Of spans in order the one inside the evidence, else the one that begins nearest to it."""
    if not spans:
        return None
    at = bisect_left(spans, evidence.start, key=lambda s: s.start)
    near = [spans[i] for i in (at - 1, at) if 0 <= i < len(spans)]
    return min(near, key=lambda s: (not evidence.covers(s), abs(s.start - evidence.start)))
