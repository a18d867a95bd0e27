"""Words that may refer to a body: nouns after an article or an owner, and ministers or leaders as a group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.languages import pattern, words
from communique.languages.levels import levels
from communique.languages.naming import body_words


@dataclass(frozen=True, slots=True)
class Said:
    """A reference: its place, where its noun begins, the words before it, and the noun; for ministers, their levels.

    Of a name it says which body of the text it is of; `meets` tells that it only says whose an occasion is.
    """

    start: int
    end: int
    noun: int
    more: frozenset[str]
    nouns: frozenset[str]
    who: frozenset[str] = frozenset()
    body: str | None = None
    meets: bool = False


@cache
def _noun_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A noun after an article or an owner: "its board"; one after any word; and one of "a council meeting"."""
    noun = rf"(?P<noun>{'|'.join(words('en', 'references')['nouns'])})\b(?![-‑])"
    article = r"(?:\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s+|(?<=['’]s ))"
    return (
        re.compile(rf"{article}(?P<before>(?:[\w-]+['’]?s? ){{0,2}}?){noun}"),
        re.compile(rf"(?<=[\w+'’] ){noun}"),
        re.compile(rf"\b[Aa]n? (?P<before>(?:[a-z]+ )?){noun}(?= (?:meeting|session|gathering)\b)"),
    )


def nouns(text: str) -> Iterator[Said]:
    """The nouns for bodies in a text, each with its article or as the last of a name."""
    neutral = frozenset(words("en", "references")["neutral"])
    led, joined, meeting = _noun_patterns()
    for found in led.finditer(text):
        more = frozenset(word for word in body_words(found["before"]) - neutral if not COUNTED.fullmatch(word))
        yield Said(found.start(), found.end(), found.start("noun"), more, _other(found["noun"]))
    for found in meeting.finditer(text):
        more = body_words(found["before"]) - neutral - _WHICH
        yield Said(found.start("noun"), found.end(), found.start("noun"), more, _other(found["noun"]), meets=True)
    for found in joined.finditer(text):
        yield Said(found.start(), found.end(), found.start(), frozenset(), _other(found["noun"]))


_WHICH = frozenset(words("en", "meetings")["before"]["which"])
COUNTED = re.compile(r"\w+-(?:nation|member|country|state)")
"""How many belong to a body, which does not tell it from others: "its 15-member board"."""


def _other(noun: str) -> frozenset[str]:
    return frozenset((noun, *words("en", "references")["other"].get(noun, ())))


def groups(text: str) -> Iterator[Said]:
    """The ministers, leaders and the like that a text speaks of together, with what they gather in."""
    for found in pattern("references", "group").finditer(text):
        if who := levels(found["who"]):
            gathering = frozenset(filter(None, (found["gathering"],)))
            yield Said(found.start(), found.end(), found.start(), frozenset(), gathering, who)
