"""A time expression as its form reads it, before it is known what it hangs on."""

import re
from dataclasses import dataclass

from communique.extract.dates.lexicon import Lexicon, Tokens
from communique.extract.dates.values import Value
from communique.model.times import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Tokens `[first, last)` and what they say: a constant, or steps from a base.

    `base` is `none`, `now` (the day of writing), `text` (the date last spoken of), `next` (a date said further on),
    `draft` (`other`) or `event` (offsets in `event`). `fixed` is a TIMEX3 value that needs no anchor.
    """

    first: int
    last: int
    rule: str
    kind: str = "date"
    base: str = "none"
    constant: Value | None = None
    steps: tuple[Step, ...] = ()
    fixed: str | None = None
    mod: str | None = None
    why: str | None = None
    other: "Draft | None" = None
    until: "Draft | None" = None
    event: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in the tokens of a text."""

    tokens: Tokens
    lexicon: Lexicon
    rule: str
    found: re.Match[str]

    @property
    def first(self) -> int:
        """The first token."""
        return self.found.start()

    @property
    def last(self) -> int:
        """The token after the last."""
        return self.found.end()

    def has(self, name: str) -> bool:
        """Whether the form has this place, and it was filled."""
        return self.found.groupdict().get(name) is not None

    def word(self, name: str) -> str:
        """The words at a place, in lower case, with single spaces."""
        start, end = self.found.span(name)
        return " ".join(self.tokens.words[start:end]).lower().replace("’", "'")

    def word_at(self, token: int) -> str:
        """The word at a token, in lower case."""
        return self.tokens.words[token].lower()

    def is_in(self, group: str, word: str) -> bool:
        """Whether a word belongs to a group of the language."""
        return word in self.lexicon.group(group)

    def tight(self, at: int) -> bool:
        """Whether token `at` touches both its neighbours."""
        starts = self.tokens.starts
        return self.tokens.end(at) == starts[at + 1] and self.tokens.end(at - 1) == starts[at]

    def look(self, table: str, name: str) -> object:
        """What a table says of the word at a place."""
        return self.lexicon.tables[table][self.word(name)]

    def side(self, name: str) -> str:
        """Whether the word at a place is one of `last`, `this` or `next`."""
        return ("this", "next", "last")[int(str(self.look("directions", name)))]

    def integer(self, name: str) -> int:
        """The number at a place, in digits or words."""
        start, end = self.found.span(name)
        return number_of([w.lower() for w in self.tokens.words[start:end]], self.lexicon)

    def before(self, count: int = 1) -> str:
        """The word `count` tokens before the form, in lower case."""
        at = self.first - count
        return self.tokens.words[at].lower() if at >= 0 else ""

    def after(self, count: int = 1) -> str:
        """The word `count` tokens after the form, in lower case."""
        at = self.last - 1 + count
        return self.tokens.words[at].lower() if at < len(self.tokens.words) else ""

    def draft(self, **said: object) -> Draft:
        """A draft over the tokens of this form, without a full stop that only ends the sentence."""
        last = self.last
        word = self.tokens.words[last - 2] if self.tokens.words[last - 1] == "." and last - 2 >= self.first else ""
        if len(word) > 1 and word.lower() not in self.lexicon.tables["tense"]["abbreviations"]:
            last -= 1
        return Draft(first=self.first, last=last, rule=self.rule, **said)  # type: ignore[arg-type]


def number_of(words: list[str], lexicon: Lexicon) -> int:
    """The number that words say: `twenty four` is 24, `two hundred` 200, `12th` 12."""
    cardinals, ordinals = lexicon.tables["cardinals"], lexicon.tables["ordinals"]
    total = 0
    for word in words:
        if word[0].isdigit():
            total = int(word.rstrip("sthndr"))
        elif word in ordinals and total % 10 == 0:
            total += int(ordinals[word])
        elif word in cardinals:
            value = int(cardinals[word])
            total = max(total, 1) * value if value >= 100 or word == "dozen" else total + value
    return total
