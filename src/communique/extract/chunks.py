"""Runs of capitalised words in a sentence: the candidates for names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.extract.tokens import Sentence, Token
from communique.languages import words


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `last` (exclusive) of a sentence, which form one run of capitalised words."""

    sentence: Sentence
    first: int
    last: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the run."""
        return self.sentence.tokens[self.first : self.last]

    @property
    def start(self) -> int:
        """Where the run starts in the document."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the run ends in the document."""
        return self.sentence.tokens[self.last - 1].end

    def part(self, first: int, last: int) -> "Chunk":
        """The run of the tokens `first` to `last`, counted within this run."""
        return Chunk(self.sentence, self.first + first, self.first + last)


@cache
def word_set(topic: str, *path: str) -> frozenset[str]:
    """A list of English words as a set."""
    value = words("en", topic)
    for key in path:
        value = value[key]
    return frozenset(value)


@cache
def word_sets(*lists: tuple[str, ...]) -> frozenset[str]:
    """Several lists of English words as one set, each by its topic and the path in it."""
    return frozenset().union(*(word_set(*place) for place in lists))


MANY = 50_000
"""Words of which it is kept in mind what they look like."""


@lru_cache(MANY)
def capitalised(text: str) -> bool:
    """Whether a word looks like a part of a name ("Council", "G-7", "el-Sisi", "d'Arcourt")."""
    if text[0].isupper():
        return not _weekday(text.lower())
    head, mark, tail = text.partition("-") if "-" in text else text.partition("'" if "'" in text else "’")
    return bool(mark) and len(head) <= 3 and tail[:1].isupper()


def runs(sentence: Sentence, joiners: frozenset[str]) -> Iterator[Chunk]:
    """The maximal runs of capitalised words, joined across up to three of the given small words."""
    tokens = sentence.tokens
    skip = word_set("names", "not_names")
    end = 0
    for i in [i for i, token in enumerate(tokens) if not token.text.islower() and capitalised(token.text)]:
        text = tokens[i].text
        if i >= end and (text.isupper() or text.lower() not in skip):
            end = _run_end(tokens, i, joiners)
            yield Chunk(sentence, i, end)


def _run_end(tokens: tuple[Token, ...], i: int, joiners: frozenset[str]) -> int:
    j = i + 1
    while j < len(tokens):
        if capitalised(tokens[j].text):
            j += 1
            continue
        if _hyphened(tokens, j):
            j += 2
            continue
        k = j
        while (
            k < len(tokens) and k - j < 3 and (tokens[k].text.lower() in joiners or (k > j and tokens[k].text == "-"))
        ):
            k += 1
        if k == j or k >= len(tokens) or not capitalised(tokens[k].text):
            return j
        j = k + 1
    return j


def _hyphened(tokens: tuple[Token, ...], j: int) -> bool:
    """Whether a hyphen or apostrophe joins the word before it to the word after it ("Seok-ju")."""
    if tokens[j].text not in ("-", "‑", "'", "’") or j + 1 >= len(tokens):
        return False
    if tokens[j + 1].text in ("elect", "designate"):
        return False
    return (
        tokens[j - 1].end == tokens[j].start and tokens[j].end == tokens[j + 1].start and tokens[j + 1].text.isalpha()
    )


def _weekday(word: str) -> bool:
    return word in word_set("names", "months_and_days") and word not in ("may", "march", "august")
