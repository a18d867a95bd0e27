"""Organs that a text names beside their body, in words of its own.

"The IMF's policy-making interim committee", "the executive board of the Food Programme", "council
members of the Union".
"""

import re
from collections.abc import Iterator, Sequence

from communique import knowledge
from communique.extract.chunks import word_set
from communique.extract.gatherings import organ_by_task, organ_called
from communique.extract.referring import COUNTED
from communique.knowledge import Body
from communique.languages import pattern
from communique.languages.naming import body_words

_AFTER = pattern("references", "organ")
_ORGAN_OF = pattern("references", "organ_of")
_TASKED = pattern("references", "tasked")
_APART = pattern("references", "apart")
_OWNERS = pattern("references", "owners")
_WORD = re.compile(r"\S+")


def owned(text: str, bodies: Sequence[tuple[int, int, Body]]) -> Iterator[tuple[int, int, Body]]:
    """Where a text has organs right beside known bodies, given with where they stand, and which organs they are."""
    ends = {end: body for _, end, body in bodies}
    for start, end, body in bodies:
        if text.endswith(_OF, 0, start) and (before := _before(text, start, body)):
            yield before
        found = _AFTER.match(text, end)
        if not found or _APART.search(found["more"]):
            continue
        beside = ends.get(start - 1) if text[start - 1 : start] == "/" else None
        words = [word for word in _WORD.finditer(text, *found.span("more")) if _telling(word[0])]
        more = frozenset().union(*(body_words(word[0]) for word in words))
        organs = (organ_called(owner.id, found["noun"].lower(), more) for owner in (body, beside) if owner)
        if organ := next((organ for organ in organs if organ and organ.id != body.id), None):
            yield words[0].start() if words else found.start("noun"), found.end("noun"), organ


def _before(text: str, start: int, body: Body) -> tuple[int, int, Body] | None:
    """The organ that stands with "of" before a body, and where."""
    found = _ORGAN_OF.search(text, max(0, start - _BACK), start)
    if not found:
        task = _TASKED.search(text, max(0, start - _BACK), start)
        tasked = organ_by_task(body.id, task["task"].lower()) if task else None
        return (*task.span("task"), tasked) if task and tasked else None
    words = [word for word in _WORD.finditer(text, *found.span("more")) if _telling(word[0])]
    more = frozenset().union(*(body_words(word[0]) for word in words))
    organ = organ_called(body.id, found["noun"].lower(), more)
    first = words[0].start() if words else found.start("noun")
    return (first, found.end("noun"), organ) if organ and organ.id != body.id else None


_OF, _BACK = (" of ", " of the "), 80


def fronted(text: str, start: int, front: Sequence[tuple[int, int, object]], organ: object) -> bool:
    """Whether a text has nothing from some point on but an organ's own bodies, given with where they stand."""
    if not front or not isinstance(organ, Body):
        return False
    rest = ""
    for first, last, _ in sorted(front, key=lambda f: f[0]):
        rest, start = rest + text[start : max(first, start)], max(last, start)
    return bool(_OWNERS.fullmatch(rest + text[start:])) and all(_is_of(organ, owner) for _, _, owner in front)


def _is_of(organ: Body, owner: object) -> bool:
    """Whether an organ belongs to a body, or is named after it."""
    if not isinstance(owner, Body):
        return False
    above = knowledge.thing(organ.parent) if organ.parent else None
    called = "|".join(map(re.escape, (owner.name, *owner.acronyms)))
    after = any(re.search(rf"\b(?:{called})\b", full) for full in organ.names)
    return after or above == owner or (isinstance(above, Body) and _is_of(above, owner))


def _telling(word: str) -> bool:
    """Whether a word before an organ says which one it is."""
    return not body_words(word) <= word_set("references", "epithets") and not COUNTED.fullmatch(word)
