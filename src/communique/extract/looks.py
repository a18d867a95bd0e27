"""Where acts and programmes are looked for: the sentences with a word that may name one, and what is known of them.

Law: the work grows with the length of the text, however many acts it names.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TypeVar

from communique.extract.about import About, about
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses, clauses
from communique.extract.offices import Words
from communique.extract.tokens import Sentence

T = TypeVar("T")
_REMEMBERED = 40
"""How many acts or programmes back a text may take one up again: what bounds the work on long texts."""


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence as acts and programmes are read from it: the words and their clauses, in a text about something.

    `number` is the place of the sentence in the document.
    """

    text: str
    words: Words
    parsed: Clauses
    about: About
    number: int = 0


def looks(
    analysis: Analysis, known: Container[str], named: Mapping[int, Iterable[int]] = MappingProxyType({})
) -> Iterator[tuple[Look, list[int]]]:
    """The sentences with one of the known words, and where these stand; headlines only where a text is nothing else.

    `named` adds the words that head names without such a word, by the place of the sentence.
    """
    text, whole, body = analysis.document.text, about(analysis), analysis.document.body_start
    plain = text.upper() != text
    for number, (tagged, words) in enumerate(zip(analysis.tagged, analysis.words, strict=True)):
        heads = [i for i, word in enumerate(words.lower) if word in known]
        heads = sorted({*heads, *named[number]}) if number in named else heads
        if heads and not (plain and headline(tagged.sentence, body)):
            yield Look(text, words, clauses(tagged), whole, number), heads


def grouped(readings: Iterable[T], same: Callable[[T, Sequence[T]], bool]) -> list[list[T]]:
    """The readings of a text by what they are of: each joins the last group that it is the same as."""
    groups: list[list[T]] = []
    for reading in readings:
        home = next((group for group in islice(reversed(groups), _REMEMBERED) if same(reading, group)), None)
        if home is None:
            groups.append([reading])
        else:
            home.append(reading)
    return groups


def headline(sentence: Sentence, body_start: int) -> bool:
    """Whether a sentence is a headline whose capitals say nothing of what is a name."""
    letters = list(filter(str.isalpha, "".join(token.text for token in sentence.tokens)))
    if len(letters) > 8 and sum(map(str.isupper, letters)) > 0.9 * len(letters):
        return True
    if sentence.end > body_start:
        return False
    longer = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > 0.8 * len(longer)
