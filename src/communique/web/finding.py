"""Search: words, prefixes and phrases, and the plain questions that people type; law: what was understood is told."""

import re
from collections.abc import Iterable, Sequence

from communique.languages.asking import Wanted
from communique.languages.naming import fold
from communique.model.days import civil
from communique.web.entries import Entry


def search(entries: Iterable[Entry], asked: Wanted) -> list[Entry]:
    """The entries that have all that is asked for, best first: named by it before told of it, then well reported."""
    found = [(score, entry) for entry in entries if (score := _score(entry, asked))]
    ranked = sorted(found, key=lambda pair: (-pair[0], -pair[1].item.get("support", 0), pair[1].title, pair[1].id))
    return [entry for _, entry in ranked]


def _score(entry: Entry, asked: Wanted) -> float:
    if asked.kind not in (None, entry.kind) or not _in_month(entry, asked):
        return 0
    if not all(term in entry.words for term in asked.terms):
        return 0
    named = f" {fold(entry.title)} "
    hits = sum(term in named for term in asked.terms)
    whole = sum(f"{term.rstrip()} " in named for term in asked.terms)
    return 1 + 3 * hits + whole + (2 if hits and entry.kind in ("people", "bodies") else 0)


def _in_month(entry: Entry, asked: Wanted) -> bool:
    if asked.month is None:
        return True
    if entry.date is None or entry.days[1] - entry.days[0] > 92:
        return False
    ends = [civil(day)[:2] for day in entry.days]
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
