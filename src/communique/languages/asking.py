"""What a search asks for: words, prefixes and phrases, and the plain questions that people type."""

import re
from dataclasses import dataclass
from typing import Any

from communique.languages import words
from communique.languages.naming import fold

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_WORDS = words("en", "search")
_MONTHS: tuple[str, ...] = tuple(_WORDS["months"])
_SILENT = frozenset(_WORDS["silent"])
_KINDS = {word: kind for kind, found in _WORDS["kinds"].items() for word in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a search asks for: phrases and words that must all be there, and the kind, month and year it names."""

    terms: tuple[str, ...]
    kind: str | None = None
    month: int | None = None
    year: int | None = None

    @property
    def told(self) -> list[str]:
        """What was understood, in words."""
        month = _MONTHS[self.month - 1].capitalize() if self.month else ""
        day = " ".join(filter(None, (month, str(self.year or ""))))
        return [*filter(None, (self.kind, f"in {day}" if day else "")), *(f"“{term.strip()}”" for term in self.terms)]


def wanted(text: str) -> Wanted:
    """What a search asks for.

    >>> wanted('meetings in Minsk in December 2024')
    Wanted(terms=(' minsk',), kind='meetings', month=12, year=2024)
    """
    terms: list[str] = []
    found: dict[str, Any] = {}
    parts = [(phrase, word.strip("?!.,;:()“”'")) for phrase, word in _PHRASE.findall(text)]
    asks = len(parts) > 1
    before = ""
    for phrase, word in parts:
        if phrase:
            terms.append(f" {fold(phrase)} ")
        elif not (asks and _steers(word.lower(), before, found)):
            terms += [f" {part}" for part in fold(word.rstrip("*")).split()]
        before = word.lower()
    return Wanted(terms=tuple(terms), **found)


def _steers(word: str, before: str, found: dict[str, Any]) -> bool:
    """Whether a word says of what kind or when, or nothing at all, and so is not searched for."""
    if word in _KINDS and "kind" not in found:
        found["kind"] = _KINDS[word]
    elif word in _MONTHS and (word not in _WORDS["doubtful_months"] or before == _WORDS["in"]):
        found["month"] = _MONTHS.index(word) + 1
    elif before in _MONTHS and "month" in found and re.fullmatch(r"\d{4}", word):
        found["year"] = int(word)
    else:
        return not word or word in _SILENT or (word in _KINDS and _KINDS[word] == found.get("kind"))
    return True
