"""A document in parts that an engine can take; law: the parts cover the text in order, cut between paragraphs if so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])\s"), re.compile(r"\s"))
"""Where a text may be cut, the best places first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a text: part `number` of `of`."""

    start: int
    end: int
    number: int = 1
    of: int = 1

    @property
    def whole(self) -> bool:
        """Whether it is all of the document."""
        return self.of == 1


def parts(text: str, size: int) -> tuple[Part, ...]:
    """The parts of a text, none longer than `size` characters.

    >>> [(p.start, p.end) for p in parts("One.\\n\\nTwo.\\n\\nThree.", 12)]
    [(0, 12), (12, 18)]
    """
    found = list(_cut(text, 0, len(text), size))
    return tuple(Part(start=a, end=b, number=n, of=len(found)) for n, (a, b) in enumerate(found, 1))


def halves(text: str, part: Part) -> tuple[Part, ...]:
    """A part in two, cut where it is best, for an engine whose answer to it was too long."""
    at = _place(text, part.start, part.start + max(1, 2 * (part.end - part.start) // 3))
    pairs = ((part.start, at), (at, part.end))
    return tuple(Part(start=a, end=b, number=part.number, of=max(part.of, 2)) for a, b in pairs if a < b)


def _cut(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    while end - start > size:
        at = _place(text, start, start + size)
        yield start, at
        start = at
    if start < end:
        yield start, end


def _place(text: str, start: int, limit: int) -> int:
    """The last best place to cut up to a limit, but not in the first third, which would make many small parts."""
    least = start + (limit - start) // 3
    for pattern in _BREAKS:
        ends = [found.end() for found in pattern.finditer(text, least, limit)]
        if ends:
            return ends[-1]
    return limit
