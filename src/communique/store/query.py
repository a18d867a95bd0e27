"""A search as people type it: words, "phrases" and prefix*; law: any text is a query, and none is an error."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MOST_TERMS = 32
_LONGEST = 255
WEIGHED = 1500
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other; the last may be the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


def terms(query: str) -> tuple[Term, ...]:
    """What must all be found: each word, each phrase in quotation marks, each `prefix*`; at most 32 of them.

    >>> [" ".join(term.words) for term in terms('Council "trade talks" min* -- "')]
    ['council', 'trade talks', 'min']
    """
    found = []
    for match in _TERM.finditer(query):
        phrase, word = match.groups()
        words = tuple(tokens(phrase if word is None else word))
        if words:
            found.append(Term(words, word is not None and word.endswith("*")))
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def tokens(text: str) -> list[str]:
    """The words of a text as they are searched: small letters without marks."""
    return [word[:_LONGEST] for word in _WORD.findall(fold(text))]


def fold(text: str) -> str:
    """A text in small letters without marks; as a rule as long as it was."""
    small = text.lower()
    return small if small.isascii() else _MARKS.sub("", unicodedata.normalize("NFD", small))


def snippet(text: str, wanted: tuple[Term, ...], width: int = 200) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of a text around the first place that matches, and where it matches.

    >>> snippet("The council met in Riga.", terms("riga"))
    ('The council met in Riga.', ((19, 23),))
    """
    folded = fold(text)
    matches = _pattern(wanted).finditer(folded if len(folded) == len(text) else "")
    first = next(matches, None)
    at = first.start() if first else 0
    start = _word_start(text, max(0, min(at - width // 3, len(text) - width)))
    piece = text[start : start + width]
    if start + width < len(text):
        piece = piece[: max(piece.rfind(" "), first.end() - start if first else 0, 1)]
    marks: list[tuple[int, int]] = []
    while first and first.end() <= start + len(piece):
        marks.append((first.start() - start, first.end() - start))
        first = next(matches, None)
    return piece.replace("\n", " "), tuple(marks)


def weight(title: str, text: str, wanted: tuple[Term, ...]) -> float:
    """How much of a title and text matches; the title counts twice, and of a long text its beginning.

    >>> weight("Nordic Council", "It met.", terms("council")) > weight("", "The council met.", terms("council"))
    True
    """
    return 2 * _share(title, wanted) + _share(text[:WEIGHED], wanted)


def _share(text: str, wanted: tuple[Term, ...]) -> float:
    folded = fold(text)
    return sum(match.end() - match.start() for match in _pattern(wanted).finditer(folded)) / max(len(folded), 1)


@lru_cache(maxsize=64)
def _pattern(wanted: tuple[Term, ...]) -> re.Pattern[str]:
    """The terms where words begin and, but for beginnings of words, end; never an empty text."""
    ways = (r"[\W_]+".join(term.words) + (r"[^\W_]*" if term.prefix else "") for term in wanted)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways) or '(?!)'})(?![^\W_])")


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at, at + 30)
    return 0 if at == 0 else blank + 1 if blank >= 0 else at
