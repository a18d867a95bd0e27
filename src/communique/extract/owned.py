"""Organs that a text names after their body, in words of its own: "the IMF's policy-making interim committee"."""

import re
from collections.abc import Iterator, Sequence

from communique.extract.chunks import word_set
from communique.extract.gatherings import organ_called
from communique.extract.referring import COUNTED
from communique.knowledge import Body
from communique.languages import pattern
from communique.languages.naming import body_words

_AFTER = pattern("references", "organ")
_APART = pattern("references", "apart")
_WORD = re.compile(r"\S+")


def owned(text: str, bodies: Sequence[tuple[int, int, Body]]) -> Iterator[tuple[int, int, Body]]:
    """Where a text has organs right behind known bodies, given with where they stand, and which organs they are."""
    ends = {end: body for _, end, body in bodies}
    for start, end, body in bodies:
        found = _AFTER.match(text, end)
        if not found or _APART.search(found["more"]):
            continue
        beside = ends.get(start - 1) if text[start - 1 : start] == "/" else None
        words = [word for word in _WORD.finditer(text, *found.span("more")) if _telling(word[0])]
        more = frozenset().union(*(body_words(word[0]) for word in words))
        organs = (organ_called(owner.id, found["noun"].lower(), more) for owner in (body, beside) if owner)
        if organ := next((organ for organ in organs if organ and organ.id != body.id), None):
            yield words[0].start() if words else found.start("noun"), found.end("noun"), organ


def _telling(word: str) -> bool:
    """Whether a word before an organ says which one it is."""
    return not body_words(word) <= word_set("references", "epithets") and not COUNTED.fullmatch(word)
