"""Noun phrases that name an act or a programme: where they begin and end around the word that says what they are."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from communique.extract.clauses import Clauses
from communique.extract.offices import Words
from communique.languages import words as read_words

_STOP = frozenset(read_words("en", "instruments")["name"]["ends"])
_LINKS = frozenset(
    {
        "of",
        "on",
        "for",
        "between",
        "and",
        "the",
        "to",
        "in",
        "against",
        "about",
        "concerning",
        "'s",
        "’s",
        "&",
        "with",
        "from",
        "by",
    }
)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` to `last` (exclusive) of a sentence, around the head word at `head`."""

    words: Words
    first: int
    head: int
    last: int

    @property
    def start(self) -> int:
        """Where the phrase starts in the document."""
        return self.words.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where the phrase ends in the document."""
        return self.words.sentence.tokens[self.last - 1].end

    @property
    def determiner(self) -> str:
        """The word before the phrase, in small letters."""
        return self.words.lower[self.first - 1] if self.first else ""

    @property
    def named(self) -> bool:
        """Whether the head word is written as a part of a name."""
        return self.words.sentence.tokens[self.head].text[0].isupper()


T = TypeVar("T")


def grouped(readings: Iterable[T], same: Callable[[T, T], bool]) -> list[list[T]]:
    """The readings of a text by what they are of: each joins the first group whose first reading is the same."""
    groups: list[list[T]] = []
    for reading in readings:
        home = next((group for group in groups if same(reading, group[0])), None)
        if home is None:
            groups.append([reading])
        else:
            home.append(reading)
    return groups


def same_words(a: str, b: str) -> bool:
    """Whether all words of one name stand in the other."""
    x, y = (set(re.findall(r"\w+", name.lower())) for name in (a, b))
    return x <= y or y <= x


def around(words: Words, parsed: Clauses, head: int) -> NounPhrase:
    """The noun phrase around a head word, with the prepositional phrases that belong to its name."""
    return NounPhrase(words, _first(words, parsed, head), head, _last(words, parsed, head))


def _first(words: Words, parsed: Clauses, head: int) -> int:
    tagged = parsed.tagged
    first = head
    while first > 0:
        word, tag = words.lower[first - 1], tagged.upos[first - 1]
        token = words.sentence.tokens[first - 1].text
        inner = tag in ("ADJ", "NOUN", "PROPN", "NUM") or token[0].isupper() or word in ("-", "free")
        if not inner or word in _NOT_INSIDE or _unlike(words, first - 1):
            break
        first -= 1
    while first < head and (words.lower[first] == "-" or words.lower[first] in _NOT_FIRST):
        first += 1
    return first


_NOT_INSIDE = frozenset(
    {
        "the",
        "a",
        "an",
        "this",
        "that",
        "its",
        "their",
        "'s",
        "’s",
        "of",
        "and",
        "in",
        "on",
        "to",
        "for",
        ",",
        "(",
        "draft",
    }
)
_NOT_FIRST = frozenset(
    {
        "new",
        "old",
        "recent",
        "such",
        "other",
        "same",
        "signed",
        "proposed",
        "possible",
        "final",
        "last",
        "first",
        "draft",
        "so-called",
    }
) - {"final", "first"}


def _unlike(words: Words, i: int) -> bool:
    """Whether a word before the head is a person's name or the whole of a state's ("Nigeria agreement" keeps it)."""
    owner = words.owner[i]
    return bool(owner and owner.type == "person")


def _last(words: Words, parsed: Clauses, head: int) -> int:
    last = head + 1
    tokens = words.sentence.tokens
    end = last
    while end < len(tokens) and end - head < 24:
        word = words.lower[end]
        if word in _STOP or (re.match(r"[.;:,()\"“”!?–—]", word) and not _number_in_brackets(words, end)):
            break
        if word not in _LINKS and parsed.tagged.upos[end] in ("VERB", "AUX", "PRON", "SCONJ"):
            break
        if word == "and" and _new_phrase(words, parsed, end + 1):
            break
        end += 1
    while end > last and (words.lower[end - 1] in _LINKS or words.lower[end - 1] in ("a", "an")):
        end -= 1
    if (
        end > last
        and words.lower[last]
        not in ("of", "on", "for", "between", "to", "against", "with", "about", "concerning", "and")
        and not tokens[last].text[0].isupper()
        and not tokens[last].text[0].isdigit()
    ):
        return last
    return _without_time(words, parsed, last, end)


def _number_in_brackets(words: Words, i: int) -> bool:
    return (
        words.lower[i] == "("
        and i + 2 < len(words.lower)
        and words.lower[i + 2] == ")"
        and words.lower[i + 1].isdigit()
    )


def _new_phrase(words: Words, parsed: Clauses, i: int) -> bool:
    """Whether a verb comes soon after "and", so that a new clause begins there."""
    return any(parsed.tagged.upos[k] in ("VERB", "AUX") for k in range(i, min(i + 4, len(words.lower))))


def _without_time(words: Words, parsed: Clauses, last: int, end: int) -> int:
    """The end without a time or place phrase that says when or where, not what ("on Thursday", "in Minsk")."""
    for i in range(last, end - 1):
        if words.lower[i] in ("on", "in", "by", "at", "from", "to") and (
            _temporal(words.lower[i + 1]) or _place(words, i + 1)
        ):
            return i if i > last else last
    return end


def _temporal(word: str) -> bool:
    return bool(
        re.fullmatch(
            r"\d{1,2}|\d{4}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|dec\.?|nov\.?|oct\.?|sept\.?|aug\.?|jan\.?|feb\.?",
            word,
        )
    )


def _place(words: Words, i: int) -> bool:
    owner = words.owner[i]
    return bool(owner and owner.type == "place" and words.lower[i - 1] in ("in", "at"))
