"""Organs by what a union's other languages call them: "Conseil exécutif of the Union africaine".

Such a name alone means nothing: it is the organ's of the body right beside it, else, if it has several words, of one
that the text names before.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from communique import knowledge
from communique.knowledge import Body
from communique.languages import pattern, words
from communique.languages.naming import fold

_OF, _OWNED, _OTHER = (pattern("tongues", name) for name in ("of", "owned", "other"))
_BACK = 3
Named = tuple[int, int, Body]


def in_tongues(text: str, things: Sequence[tuple[int, int, object]]) -> Iterator[Named]:
    """Where a text has organs by names in other languages, and which, by all that is known in it and where that stands.

    What is beside another name, be it a state's, is no organ of the bodies that the text has besides.
    """
    if not any(first in text for first in _firsts()):
        return
    starts, ends = {start: (end, thing) for start, end, thing in things}, {end: thing for _, end, thing in things}
    bodies = [(start, end, thing) for start, end, thing in things if isinstance(thing, Body)]
    for found in _names().finditer(text):
        if any(start <= found.start() and found.end() <= end for start, end, _ in bodies):
            continue
        joint = _OF.match(text, found.end())
        end, after = starts.get(joint.end(), (0, None)) if joint else (0, None)
        owned = _OWNED.search(text, max(0, found.start() - _BACK), found.start())
        before = ends.get(owned.start()) if owned else None
        if isinstance(after, Body):
            if organ := _organ(after, found[0]):
                yield found.start(), end, organ
        elif isinstance(before, Body) and (organ := _organ(before, found[0])):
            yield found.start(), found.end(), organ
        elif after or (before and not isinstance(before, Body)) or (owned and owned[0] != " "):
            continue
        elif " " in found[0] and not _OTHER.match(text, found.end()) and (organ := _spoken_of(text, found, bodies)):
            yield found.start(), found.end(), organ


def is_foreign(name: str) -> bool:
    """Whether a name is no more than what organs of many unions are called in another language.

    >>> is_foreign("Consejo de Ministros"), is_foreign("Consejo Presidencial Andino")
    (True, False)
    """
    return fold(name) in _english()


def _spoken_of(text: str, found: re.Match[str], bodies: Sequence[Named]) -> Body | None:
    """The organ of the body last named before in the paragraph, else of the one named most often in the text."""
    begun = text.rfind("\n", 0, found.start())
    owners = [(start, organ) for start, _, body in bodies if (organ := _organ_above(body, found[0]))]
    near = [organ for start, organ in owners if begun < start < found.start()]
    if near:
        return near[-1]
    often = Counter(organ.id for _, organ in owners).most_common(1)
    return next((organ for _, organ in owners if organ.id == often[0][0]), None) if often else None


def _organ_above(body: Body, name: str) -> Body | None:
    """The organ that a name means within a body, or within one above it."""
    above = knowledge.thing(body.parent) if body.parent else None
    return _organ(body, name) or (_organ_above(above, name) if isinstance(above, Body) else None)


def _organ(body: Body, name: str) -> Body | None:
    return _organ_of(body.id, fold(name))


@cache
def _organ_of(parent: str, name: str) -> Body | None:
    called = (called for english in _english()[name] for called in (english, *_with_owner(parent, english)))
    return next((organ for name in called if (organ := knowledge.organ(parent, name))), None)


def _with_owner(parent: str, name: str) -> Iterator[str]:
    """An organ's name with its body's acronyms before it: ECOWAS Parliament."""
    above = knowledge.thing(parent)
    yield from (f"{short} {name}" for short in above.acronyms) if isinstance(above, Body) else ()


@cache
def _english() -> Mapping[str, tuple[str, ...]]:
    """The English names that each foreign one stands for, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for english, foreign in words("en", "tongues")["organs"].items():
        for name in foreign:
            found[fold(name)] = (*found.get(fold(name), ()), *english.split("; "))
    return found


@cache
def _firsts() -> tuple[str, ...]:
    """What stands in every text that has one of the names: their first words, with the space behind them."""
    return tuple(sorted({name[: name.find(" ") + 1] or name for name in _spellings()}))


@cache
def _names() -> re.Pattern[str]:
    """All foreign names, the longest first, in which only the first letter must be a capital."""
    rests: dict[str, list[str]] = {}
    for name in sorted(_spellings(), key=len, reverse=True):
        first, *rest = name.split(" ", 1)
        rests.setdefault(first, []).append(re.escape(f" {rest[0]}").replace("'", "['’]") if rest else "")
    named = "|".join(f"{re.escape(first)}(?i:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(rf"\b(?:{named})(?![\w-])")


@cache
def _spellings() -> frozenset[str]:
    """The foreign names with accents and without, but for those that then begin like English ones."""
    listed = [name for names in words("en", "tongues")["organs"].values() for name in names]
    plain = (_unaccented(name) for name in listed)
    english = words("en", "tongues")["english"]
    return frozenset((*listed, *(name for name in plain if name.split()[0] not in english)))


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
