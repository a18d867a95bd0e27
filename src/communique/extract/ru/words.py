"""The sentences of a Russian text: words with their forms, dictionary words and places in the tree."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from communique.extract.ru import models
from communique.extract.ru.declension import lemma

_PARAGRAPH = re.compile(r"\n\s*")
MAX_WORDS = 150
"""Longer sentences are cut, which bounds the parser's work."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark at `[start, end)`; `head` is the index in its sentence of the word that it hangs on, or -1."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    rel: str

    @property
    def case(self) -> str:
        """`Nom`, `Gen`, `Dat`, `Acc`, `Ins`, `Loc`, or nothing."""
        return self.feats.get("Case", "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words in order, never none."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    def under(self, head: int) -> Iterator[int]:
        """The words that hang on a word."""
        return (i for i, word in enumerate(self.words) if word.head == head)

    def branch(self, head: int) -> list[int]:
        """A word and all that hangs on it, in order."""
        found, waiting = {head}, [head]
        while waiting:
            new = [i for i in self.under(waiting.pop()) if i not in found]
            found.update(new)
            waiting += new
        return sorted(found)

    def at(self, start: int, end: int) -> range:
        """The words that lie inside `[start, end)`."""
        inside = [i for i, word in enumerate(self.words) if start <= word.start and word.end <= end]
        return range(inside[0], inside[-1] + 1) if inside else range(0)


def parse(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; none goes over the end of a line."""
    from razdel import sentenize, tokenize

    rows: list[list[tuple[int, int, str]]] = []
    for start, end in lines(text):
        for sentence in sentenize(text[start:end]):
            at = start + sentence.start
            tokens = iter([(at + t.start, at + t.stop, t.text) for t in tokenize(sentence.text)])
            while row := list(islice(tokens, MAX_WORDS)):
                rows.append(row)
    texts = [[word for _, _, word in row] for row in rows]
    tagged = zip(rows, models.morphology().map(texts), models.syntax().map(texts), strict=True)
    return tuple(Sentence(tuple(_words(row, forms.tokens, tree.tokens))) for row, forms, tree in tagged)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text that are not empty begin and end."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _words(row: Sequence[tuple[int, int, str]], forms: Sequence[object], tree: Sequence[object]) -> Iterator[Word]:
    for (start, end, text), form, node in zip(row, forms, tree, strict=True):
        pos, feats = str(getattr(form, "pos", "")), dict(getattr(form, "feats", {}))
        head = int(getattr(node, "head_id", 0)) - 1
        yield Word(start, end, text, lemma(text, pos, feats), pos, feats, head, str(getattr(node, "rel", "")))
