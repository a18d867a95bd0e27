"""Contexts: the words right around the names of bodies and what they are in their clauses, worked out once a text."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract.mentions import Mention
from communique.extract.tagger import Tagged

_BEFORE = frozenset(
    {"of", "for", "from", "in", "with", "to", "by", "at", "told", "between", "against", "on", "over", "and", ",", "(",
     "—", "–", "as", "while", "after", "under", "'s", "’s"}
)  # fmt: skip
_BEHIND = frozenset({"'s", "’s", "'", "’", ",", "and", ")", "in", "of", "for", "is", "has", "was", "will", "on", "to"})


@dataclass(frozen=True, slots=True)
class Context:
    """The word before a name, articles aside, that behind it, and what the name is to its clause; "w" is any other."""

    before: str
    behind: str
    relation: str


def contexts(tagged: Sequence[Tagged], bodies: Sequence[Mention], sentences: Sequence[int]) -> Iterator[Context]:
    """The contexts of names, given with the numbers of their sentences."""
    for mention, number in zip(bodies, sentences, strict=True):
        if number >= len(tagged):
            yield Context("-", "-", "-")
            continue
        yield _context(tagged[number], mention)


def _context(tagged: Tagged, mention: Mention) -> Context:
    tokens = tagged.sentence.tokens
    first = max(0, bisect_right(tokens, mention.start, key=lambda t: t.start) - 1)
    last = max(first, bisect_right(tokens, mention.end - 1, key=lambda t: t.start) - 1)
    at = first - 1
    if at >= 0 and tokens[at].text.lower() == "the":
        at -= 1
    before = tokens[at].text.lower() if at >= 0 else "-"
    behind = tokens[last + 1].text.lower() if last + 1 < len(tokens) else "-"
    head = next((i for i in range(first, last + 1) if not first <= tagged.heads[i] <= last), last)
    return Context(
        before if before in _BEFORE or before == "-" else "w",
        behind if behind in _BEHIND or behind == "-" else "w",
        tagged.deprels[head].split(":")[0],
    )
