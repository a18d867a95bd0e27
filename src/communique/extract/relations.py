"""Relations: how English says that a member stands in a relation to a body, as patterns over masked sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.languages import pattern as pattern_of
from communique.languages import words

_GAP = r"(?!['’]s )(?:, (?:which|who|whose|an?|the|with)\b[^,.;]{0,70},)?[^.;\ue000]{0,40}?"
_FAR = r"(?!['’]s )(?:, (?:which|who|whose|an?|the|with)\b[^,.;]{0,70},)?[^.;\ue000]{0,80}?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a relation is said; `free` if it may hold beside another of the same member.

    It matches no text that has none of what it `needs`.
    """

    status: str
    needs: tuple[str, ...]
    regex: re.Pattern[str]
    free: bool


@cache
def patterns() -> tuple[Pattern, ...]:
    """How relations are said in English, in the order in which they are looked for."""
    table = words("en", "memberships")
    named = rf"\ue001(?: {table['nouns']}\b)?(?: \([^)]*\))?"
    body = rf"(?:the |its |our |this |that )?(?:[\w-]+ ){{0,2}}?(?:{named}|\ue002|{table['nouns']}\b)"
    slot = body.replace(r"\ue001", r"(?P<b>\ue001)", 1)
    found = []
    for entry in table["patterns"]:
        text = entry["text"].replace("{gap}", _GAP).replace("{far}", _FAR)
        text = _members(text).replace("{B}", slot, 1).replace("{B}", body)
        found.append(Pattern(entry["status"], tuple(entry["needs"]), re.compile(text), entry.get("free", False)))
    return tuple(found)


def _members(text: str) -> str:
    """The text of a pattern with the sign of a member at each {M}, in groups whose names begin with m."""
    for number in range(text.count("{M}")):
        text = text.replace("{M}", f"(?:the )?(?P<m{number or ''}>\ue000)", 1)
    return text


def matches(text: str) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """The matches of a masked sentence, pattern by pattern, if it has a cue."""
    there = {number for word, needing in _needed() if word in text for number in needing}
    fitting = (patterns()[number] for number in sorted(there))
    found = ((p, match) for p in fitting for match in p.regex.finditer(text))
    first = next(found, None)
    if first is not None and pattern_of("memberships", "cue").search(text):
        yield first
        yield from found


@cache
def _needed() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each word that patterns need, with their numbers."""
    needing: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns()):
        for word in pattern.needs:
            needing.setdefault(word, []).append(number)
    return tuple((word, tuple(numbers)) for word, numbers in needing.items())
