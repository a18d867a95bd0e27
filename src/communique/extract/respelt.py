"""Names with fewer capitals than elsewhere in their text: "Baltic assembly" and, after "the", "council of ministers".

Law: a word that not every body has in its name keeps its capital.
"""

import re
from collections.abc import Iterator, Sequence

from communique.extract.chunks import word_set
from communique.languages.naming import fold
from communique.model.entity import Entity

_WORD = re.compile(r"\w+")


def respelt(text: str, bodies: Sequence[Entity], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Where a text has the names of its bodies with fewer capitals, outside of other names, and of which body."""
    low = text.lower()
    if len(low) != len(text):  # some capitals of other alphabets are longer in small letters
        return
    for body in bodies:
        for name in sorted({m.quote for m in body.mentions if " " in m.quote}) if body.kind != "state" else ():
            for start in _places(low, name.lower()):
                end = start + len(name)
                free = not any(a < end and start < b for a, b in taken)
                if free and text[start:end] != name and _says_it(text, start, name):
                    yield start, end, body.id


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum() or text[end : end + 1] in ("-", "‑")):
            yield at
        at = text.find(name, end)


def _says_it(text: str, start: int, name: str) -> bool:
    """Whether all words that tell the body keep their capitals, or the article stands before those that do not tell."""
    generic = word_set("names", "generic")
    telling = [word for word in _WORD.finditer(name) if word[0][0].isupper() and fold(word[0]) not in generic]
    if not telling:
        return text[max(0, start - 4) : start].lower() == "the "
    return all(text[start + word.start()] == word[0][0] for word in telling)
