"""Possessors: the plain words that say whose an office is: "the court's president", "the board's Finnish chair"."""

from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.offices import DETERMINERS, POSSESSIVES, Office, Words

_OWNING = frozenset({"its", "their", "whose"})
_LONGEST = 6


def national(words: Words, office: Office) -> Mention | None:
    """The state that says where a holder comes from, not whose the office is: "its Finnish head", "the bank's"."""
    at = office.before
    owner = words.owner[at - 1] if at > 0 else None
    if owner is None or owner.type == "person" or owner.form != "adjective":
        return None
    first = start_of(words, at - 1)
    before = words.lower[first - 1] if first > 0 else ""
    whose = words.owner[first - 2] if first > 1 else None
    person = whose is not None and whose.type == "person"
    return owner if before in _OWNING or (before in POSSESSIVES and not person) else None


def begins(words: Words, office: Office) -> int:
    """Where an office's phrase begins, with the state that its holder comes from."""
    return start_of(words, office.before - 1) if national(words, office) else office.before


def start_of(words: Words, i: int) -> int:
    """The first word of the mention that a word stands in."""
    mention = words.owner[i]
    while i > 0 and words.owner[i - 1] is mention:
        i -= 1
    return i


def plain(words: Words, end: int) -> tuple[int, int] | None:
    """The plain noun phrase with an article whose possessive mark ends before a word: "junta" of "the junta's"."""
    if end < 3 or words.lower[end - 1] not in POSSESSIVES or words.owner[end - 2] is not None:
        return None
    stop = word_set("offices", "stops")
    first = last = end - 1
    while first > 0 and last - first < _LONGEST and words.owner[first - 1] is None:
        word = words.lower[first - 1]
        if word in stop or word in DETERMINERS or not word.replace("-", "").isalpha():
            break
        first -= 1
    noun = words.lower[last - 1] if first < last else ""
    bare = first == 0 or words.lower[first - 1] not in DETERMINERS
    return None if bare or not noun or noun in word_set("offices", "heads") else (first, last)
