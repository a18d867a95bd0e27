"""The words of bodies' names, by which two names are compared; law: the order of words does not matter."""

from collections.abc import Iterable
from functools import cache

from communique import knowledge
from communique.knowledge import Body, Country, Found
from communique.languages import words
from communique.languages.naming import body_words


@cache
def plain_words(name: str) -> frozenset[str]:
    """The words of a body's name, each country by its id, and spellings of one word as one.

    >>> plain_words("Philippine Foreign Ministry") == plain_words("Ministry of Foreign Affairs of the Philippines")
    True
    """
    return _with_ids(name, (f for f in knowledge.find_names(name) if _is_country(f)))


@cache
def part_words(name: str) -> frozenset[str]:
    """The same, and each known body of which only a part is meant by its id too; a board of governors is governors.

    >>> part_words("governors of the Andean Reserve Fund") == part_words("Board of Governors of FLAR")
    True
    """
    found = _with_ids(name, (f for f in knowledge.find_names(name) if _is_country(f) or _is_part(f, name)))
    return found - _BOARD if found >= _GOVERNORS else found


_BOARD, _GOVERNORS = frozenset(("board",)), frozenset(("board", "governor"))


def _with_ids(name: str, known: Iterable[Found]) -> frozenset[str]:
    same = words("en", "spelling")["bodies"]
    pieces, end, ids = [], 0, []
    for found in known:
        pieces.append(name[end : found.start])
        ids.append(f"@{found.entry.thing.id}")
        end = found.end
    plain = body_words(" ".join((*pieces, name[end:])))
    return frozenset(same.get(word, word) for word in plain if same.get(word) != "") | frozenset(ids)


def _is_country(found: Found) -> bool:
    return isinstance(found.entry.thing, Country) and found.entry.form != "capital"


def _is_part(found: Found, name: str) -> bool:
    """Whether a known body is named within a name as that of which the organ or another part is meant."""
    whole = found.end == len(name) and name[: found.start].lower() in ("", "the ")
    return isinstance(found.entry.thing, Body) and not found.entry.weak and not whole
