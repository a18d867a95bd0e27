"""Occasions of which only the number or the turn is said: "The 38th was held in Delhi", "the last was in May"."""

from collections.abc import Sequence

from communique.extract import ordinals
from communique.extract.chunks import word_set

_REACH, _AUXILIARIES = 12, 6


def elliptic(lower: Sequence[str], i: int) -> int | None:
    """The verb of which what a word numbers is the subject, where it is said to be held or planned."""
    first = i - 2 if i > 2 and lower[i - 1] == "-" else i
    if not first or lower[first - 1] != "the" or (first > 1 and lower[first - 2] not in word_set("meetings", "fronts")):
        return None
    if not (ordinals.is_ordinal(lower[i]) or lower[i] in word_set("meetings", "in_turn")):
        return None
    at = i + 2 if lower[i + 1 : i + 2] and lower[i + 1] in word_set("meetings", "regular") else i + 1
    at = at + 1 if lower[at : at + 1] == ("one",) else at
    if lower[at : at + 1] in ((",",), ("in",)):
        at = next((k for k in range(at + 1, min(at + _REACH, len(lower))) if lower[k] in _helping()), len(lower))
    for k in range(at, min(at + _AUXILIARIES, len(lower))):
        if lower[k] in word_set("meetings", "done_to_occasions"):
            return k
        if lower[k] == "in" and lower[k - 1] == "be":
            return k - 1
        if lower[k] not in _helping():
            return None
    return None


def _helping() -> frozenset[str]:
    return word_set("meetings", "helping")
