"""The words that say how far an act or programme is: where they stand in a sentence, and the stage that they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from communique.languages import words as read_words


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that say a stage: tokens `first` to `last` (exclusive) of a sentence, as a phrase in small letters."""

    stage: str
    phrase: str
    first: int
    last: int


@cache
def _table(name: str) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases of a table by their first word, longest first, with their stages."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for stage, phrases in read_words("en", "instruments")[name].items():
        for phrase in phrases:
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, stage))
    return {first: tuple(sorted(rest, key=lambda r: -len(r[0]))) for first, rest in found.items()}


def saying(lower: Sequence[str], i: int, table: str) -> Saying | None:
    """The words of a stage that begin at a token, the longest that fit."""
    for parts, stage in _table(table).get(lower[i], ()):
        if tuple(lower[i : i + len(parts)]) == parts:
            return Saying(stage, " ".join(parts), i, i + len(parts))
    return None
