"""Names of what is known beforehand in a Russian sentence, in any case; law: the longest, from left to right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from communique import knowledge
from communique.extract.ru.declension import lemmas, plain
from communique.extract.ru.words import Word

_PIECE = re.compile(r"[\w.'’]+(?:-[\w'’]+)*|[^\w\s]")
_NAMING = ("NOUN", "PROPN", "X", "ADJ", "SYM", "NUM")


class Known(NamedTuple):
    """Words `[first, last)` of a sentence that name a thing of the knowledge base; `form` is `name` or `adjective`."""

    first: int
    last: int
    id: str
    form: str


class _Row(NamedTuple):
    pieces: tuple[str, ...]
    lemmas: tuple[frozenset[str], ...]
    id: str
    form: str


def find(words: Sequence[Word]) -> Iterator[Known]:
    """The known names among the words of a sentence."""
    i = 0
    while i < len(words):
        row = next((row for row in _rows_at(words[i]) if _fits(words, i, row)), None)
        if row:
            yield Known(i, i + len(row.pieces), row.id, row.form)
        i += len(row.pieces) if row else 1


def _rows_at(word: Word) -> Sequence[_Row]:
    return _index().get(word.lemma) or next((_index()[w] for w in sorted(lemmas(word.text)) if w in _index()), ())


def _fits(words: Sequence[Word], at: int, row: _Row) -> bool:
    found = words[at : at + len(row.pieces)]
    if len(found) < len(row.pieces):
        return False
    if row.form == "adjective":
        return found[0].pos in ("ADJ", "PROPN") and bool(lemmas(found[0].text) & row.lemmas[0])
    if not found[0].text[:1].isupper() and not (len(found) > 1 and any(w.text[:1].isupper() for w in found)):
        return False
    if len(found) == 1 and found[0].pos not in _NAMING:
        return False
    return all(_is(word, piece, names) for word, piece, names in zip(found, row.pieces, row.lemmas, strict=True))


def _is(word: Word, piece: str, names: frozenset[str]) -> bool:
    if piece.isupper() and len(piece) > 1:
        return word.text == piece
    return word.lemma in names or plain(word.text) in names or bool(lemmas(word.text) & names)


@cache
def _index() -> Mapping[str, tuple[_Row, ...]]:
    """The known names by the dictionary words of their first word, the longest first, then as they are listed."""
    found: dict[str, list[_Row]] = {}
    for name in knowledge.russian():
        pieces = tuple(_PIECE.findall(name.words))
        row = _Row(pieces, tuple(lemmas(piece) for piece in pieces), name.id, name.form)
        for word in row.lemmas[0]:
            found.setdefault(word, []).append(row)
    return {word: tuple(sorted(rows, key=lambda row: -len(row.pieces))) for word, rows in found.items()}


@cache
def state_of(part: str) -> str | None:
    """The state behind a part of a joined adjective, in any form or ending in -о: "российско".

    >>> state_of("российско")
    'ru'
    """
    for name in knowledge.russian():
        if name.form == "adjective" and name.words.replace("ё", "е")[:-2] in (part[:-1], part[:-2]):
            return name.id
    return None
