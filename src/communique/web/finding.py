"""Search: what a search asks for as the register is searched for it, and the words around what it hits."""

import re
from collections.abc import Sequence

from communique.languages.asking import Wanted
from communique.model.days import civil
from communique.store.cards import NEVER
from communique.store.catalogue import Card


def query_of(asked: Wanted) -> str:
    """The terms of a search as the register is searched for them.

    >>> query_of(Wanted(terms=(" minsk", " council of ministers ")))
    'minsk* "council of ministers"'
    """
    return " ".join(f'"{t.strip()}"' if t.endswith(" ") else f"{t.strip()}*" for t in asked.terms)


def in_month(card: Card, asked: Wanted) -> bool:
    """Whether a card's date is exact enough to lie in the month that is asked for, and does."""
    if asked.month is None:
        return True
    if card.until - card.day > 92 or card.day >= NEVER[0]:
        return False
    ends = [civil(day)[:2] for day in (card.day, card.until)]
    return any(month == asked.month and asked.year in (None, year) for year, month in ends)


def snippet(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """The words around the first hit, in pieces; `True` marks a hit."""
    if not terms:
        return [(_cut(text, 0, 160), False)]
    pattern = re.compile("|".join(rf"\b{re.escape(t.strip())}\w*" for t in terms), re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, text.rfind(" ", 0, max(first.start() - 60, 0))) if first else 0
    cut = _cut(text, start, start + 200)
    pieces, place = [], 0
    for hit in pattern.finditer(cut):
        pieces += [(cut[place : hit.start()], False), (hit.group(), True)]
        place = hit.end()
    return [piece for piece in (*pieces, (cut[place:], False)) if piece[0]]


def _cut(text: str, start: int, end: int) -> str:
    words = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"
