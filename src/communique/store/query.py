"""A search as people type it: words, "phrases" and prefix*; law: any text is a query, and none is an error."""

import re
import unicodedata
from dataclasses import dataclass

_MOST_TERMS = 32
_LONGEST = 255
_WORD = re.compile(r"[^\W_]+")
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
    """A text in small letters without marks."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def snippet(text: str, wanted: tuple[Term, ...], width: int = 200) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of a text around the first place that matches, and where it matches.

    >>> snippet("The council met in Riga.", terms("riga"))
    ('The council met in Riga.', ((19, 23),))
    """
    marks = _matches(text, wanted)
    first = marks[0][0] if marks else 0
    start = _word_start(text, max(0, min(first - width // 3, len(text) - width)))
    piece = text[start : start + width]
    if start + width < len(text):
        piece = piece[: max(piece.rfind(" "), marks[0][1] - start if marks else 0, 1)]
    inside = [(a - start, b - start) for a, b in marks if start <= a and b <= start + len(piece)]
    return piece.replace("\n", " "), tuple(inside)


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at, at + 30)
    return 0 if at == 0 else blank + 1 if blank >= 0 else at


def _matches(text: str, wanted: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Where the terms stand, in order, none within another."""
    places = [(m.start(), m.end(), fold(m.group())) for m in re.finditer(r"(?:[^\W_]|[\u0300-\u036f])+", text)]
    found: list[tuple[int, int]] = []
    for i, (start, _, _) in enumerate(places):
        ends = [places[i + len(term.words) - 1][1] for term in wanted if _stands(places, i, term)]
        if ends and (not found or start >= found[-1][1]):
            found.append((start, max(ends)))
    return found


def _stands(places: list[tuple[int, int, str]], i: int, term: Term) -> bool:
    words = [word for _, _, word in places[i : i + len(term.words)]]
    if len(words) < len(term.words) or words[:-1] != list(term.words[:-1]):
        return False
    last = term.words[-1]
    return words[-1].startswith(last) if term.prefix else words[-1] == last
