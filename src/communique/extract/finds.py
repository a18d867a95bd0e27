"""What some source takes for names in a text, before it is joined; and which of it are persons by the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique import knowledge

LOCATIVE = re.compile(r"(?i)\b(?:in|at|to|from|near|outside|for|of|via|visit(?:s|ed|ing)?|and|,)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of the text that some source takes for a name; the higher `rank`, then the longer, wins an overlap."""

    start: int
    end: int
    type: str
    rank: int
    entry: knowledge.Entry | None = None


def surnames(text: str, finds: Sequence[Found]) -> list[Found]:
    """The finds, with a city that shares its name with a person named in full before as that person, but in a place."""
    lasts: set[str] = set()
    found: list[Found] = []
    for f in finds:
        word = text[f.start : f.end]
        if f.type == "person" and " " in word:
            lasts.add(word.rsplit(" ", 1)[-1])
        elif f.type == "place" and word in lasts and not LOCATIVE.search(text, max(0, f.start - 24), f.start):
            f = Found(start=f.start, end=f.end, type="person", rank=f.rank)
        found.append(f)
    return found


def unhyphened(text: str, finds: Sequence[Found]) -> Iterator[Found]:
    """The finds, with two persons whom a hyphen joins as one each: "the Novak-Ilves talks"."""
    words = {(f.start, f.end): text[f.start : f.end].split() for f in finds if f.type == "person"}
    known = {word for said in words.values() if len(said) > 1 for word in (said[0], said[-1])}
    for f in finds:
        first, hyphen, last = words.get((f.start, f.end), [""])[0].partition("-")
        if hyphen and len(words[f.start, f.end]) == 1 and {first, last} <= known:
            middle = f.start + len(first)
            yield from (replace(f, end=middle), replace(f, start=middle + 1))
        else:
            yield f
