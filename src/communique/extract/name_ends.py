"""Where the name of a body ends that runs into more: who is in it, who meets, who holds an office in it, brackets."""

from collections.abc import Sequence

from communique import knowledge
from communique.extract.chunks import word_set, word_sets
from communique.extract.tokens import Token

BODY_JOINERS = frozenset({"of", "for", "on", "and", "the", "&", "de", "des", "du", "la"})
"""Words that stand within the names of bodies, and not at their ends."""


def before_members(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name ends before what the body does or who is in it: "ASEAN groups", "the group of A, B and C"."""
    last = _before_portfolio(tokens, first, last)
    while last - first > 1 and tokens[last - 1].text in BODY_JOINERS:
        last -= 1
    if last - first == 2 and tokens[last - 1].text.lower() in word_set("names", "after_bodies"):
        return last - 1 if knowledge.body(tokens[first].text) else last
    following = [t.text for t in tokens[last : last + 3] if t.text.lower() not in ("the", ",", "and")]
    listed = len(following) < 3 and following and knowledge.country_of(following[0])
    if last - first > 3 and listed and tokens[last - 2].text == "of" and knowledge.country_of(tokens[last - 1].text):
        return last - 2
    return last


def _before_portfolio(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a known name ends before the words for who meets: "EC" of "EC Farm Ministers", "G-5 industrial nations"."""
    after = tokens[last].text.lower() if last < len(tokens) else ""
    names = word_set("offices", "portfolios") if after in _OFFICIALS else word_set("names", "of_members")
    end = last
    while end - first > 1 and tokens[end - 1].text.lower() in names:
        end -= 1
    return end if end < last and knowledge.look_up(" ".join(t.text for t in tokens[first:end])) else last


_OFFICIALS = frozenset({"minister", "ministers", "ministerial"})


def before_office(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a body's name ends that runs into an office: "House" of "House Majority Leader"."""
    lower = [t.text.lower() for t in tokens[first:last]]
    heads, of_bodies = word_set("offices", "heads"), word_set("names", "body_heads")
    if lower and lower[-1] in _OF_STATE and last < len(tokens) and tokens[last].text.lower() in _STATELY:
        lower.append(tokens[last].text.lower())
    lower = lower[:-2] if lower[-2:] == ["-", "general"] else lower
    if not lower or lower[-1] not in heads or lower[-1] in of_bodies:
        return last
    inner = word_sets(*(("offices", kind) for kind in ("heads", "modifiers", "portfolios")))
    inner = inner - (of_bodies - ({"executive"} | _OF_STATE if lower[-1] in _STATELY else {"executive"}))
    end = len(lower) - 1
    while end > 0 and (lower[end - 1] in inner or lower[end - 1] in ("-", "and", "&")):
        end -= 1
    return last if end and lower[end - 1] in BODY_JOINERS else min(last, first + end)


_OF_STATE = frozenset({"state", "cabinet"})
_STATELY = frozenset({"secretary", "councilor", "councillor", "minister"})
"""What "state" and "cabinet" make an office with, not a body: "State Secretary"."""


def before_marks(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a name ends that closes with a mark or goes on into brackets: "the Bank (AfDB)"."""
    end = next((i for i in range(first + 1, last) if tokens[i].text == "("), last)
    while end - 1 > first and not any(c.isalnum() for c in tokens[end - 1].text):
        end -= 1
    return end
