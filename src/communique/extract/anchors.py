"""Anchors: the days of the occasions that other dates hang on: "three weeks after the close of the summit".

Law: days are counted from its first day backwards, and from its last one forwards.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from communique.extract.bodies import head_word
from communique.extract.slots import Slots
from communique.languages.levels import levels
from communique.model.times import TimeExpression

Pair = tuple[int, int]
Told = tuple[int, str | None, Slots]

_EDGES = re.compile(r"\b(?:end|close|closing|conclusion|opening|beginning|start)\b")
_WHOLE = frozenset({"session", "summit", "conference", "meeting"})
_LATELY, _RIGHT_AFTER = 20, 8


def dates_of(text: str, counted: Mapping[Pair, TimeExpression], said: Sequence[Told]) -> dict[Pair, str]:
    """The day of each occasion that some words speak of, by where these stand, and the date counted from it.

    `said` has where each mention of an occasion stands, the date of its occasion, and the mention, in text order.
    """
    dated = {pair: _date_of(text, pair, said) for pair in counted}
    return {pair: _edge(date, counted[pair]) for pair, date in dated.items() if date}


def _date_of(text: str, pair: Pair, said: Sequence[Told]) -> str | None:
    """The date of the occasion that some words speak of: one of its mentions, else the last one named before.

    Words for those who meet speak of one on their level: "a month after the premiers do"; a town's name alone of one
    there: "a week after Lima".
    """
    at = bisect_left(said, pair[0], key=lambda item: item[0])
    inside = said[at] if at < len(said) and said[at][0] < pair[1] else None
    if inside and (inside[1] or inside[2].kind not in _WHOLE or not inside[2].definite):
        return inside[1]
    words = text[pair[0] : pair[1]]
    those = levels(words)
    those = those - {"premier"} if "minister" in those else those
    if those and at < len(said) and said[at][0] - pair[1] < _RIGHT_AFTER and said[at][2].trigger.verb:
        return said[at][1]
    before = [s for _, _, s in reversed(said[max(0, at - _LATELY) : at]) if s.date]
    if inside:
        likely = [s for s in before if _can_be_meant(s, inside[2])]
        surest = _likeliest(likely, inside[2])
        return next((s.date for s in (surest if inside[2].place else [*surest, *likely])), None)
    if words[0].isupper() and " " not in words:
        return next((s.date for s in before if s.place and words in s.place.split()), None)
    there = [s for s in before if s.place and not set(s.place.split()).isdisjoint(words.split())]
    if there:
        before = there
    elif (organ := head_word(words)) is not None:
        before = [*(s for s in before if s.body and head_word(s.body.name) == organ), *before]
    elif _EDGES.search(words):
        whole = [s for s in before if s.kind in _WHOLE]
        before = [*(s for s in whole if "/" in (s.date or "") or s.edge), *whole]
    return next((s.date for s in before if not those or those & (s.levels or levels(s.evidence.quote))), None)


def _likeliest(said: Sequence[Slots], by: Slots) -> list[Slots]:
    """Those that are most surely meant: in the town that is named, or the leaders' own where it is "the summit"."""
    if by.place:
        return [s for s in said if s.place == by.place]
    return [s for s in said if by.kind == "summit" and s.levels != {"premier"}]


def _can_be_meant(said: Slots, by: Slots) -> bool:
    """Whether "the summit" or the like can mean an occasion told of before: no next one, and none in another town."""
    elsewhere = said.place and by.place and said.place != by.place
    return said.kind == by.kind and not (said.fresh or elsewhere)


def _edge(date: str, counted: TimeExpression) -> str:
    first, _, last = date.partition("/")
    step = counted.operation[0] if counted.operation else None
    return first if not last or (step and step.amount < 0) else last
