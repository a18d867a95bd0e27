"""News days: the day of an occasion that has none of its own, as that on which those who met did what is told first.

Law: the day stands with the name of one who meets, in the sentence before or the first of the text, and is no other's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extract import wording
from communique.extract.analysis import Analysis
from communique.extract.dating import is_dateline
from communique.extract.mentions import Mentions
from communique.extract.retellings import Occasion
from communique.extract.scenes import dates_within
from communique.extract.slots import Slots
from communique.model.times import TimeExpression

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MET = frozenset({"session", "summit", "conference", "talks", "call", "consultation"})
_OVER = frozenset({"held", "ongoing"})
_LEAD = 4


def told_of(analysis: Analysis, found: Sequence[Occasion]) -> None:
    """Give each occasion that was held and has no date the day of the news that tells of it, if there is one."""
    open_ones = [o for o in found if not any(s.date for s in o.slots)]
    taken = {span.start for o in found for s in o.slots if s.date for span in s.spans["date"]} if open_ones else set()
    for occasion in open_ones:
        first = min(occasion.slots, key=lambda s: s.trigger.start)
        day = None
        if _is_news(analysis, first):
            day = next(_days(analysis, occasion, first, taken), None) or _leading(analysis, found, first)
        if day:
            taken.add(day.start)
            spans = {**first.spans, "date": (analysis.document.span(day.start, day.end),)}
            changed = replace(first, date=day.day, spans=spans, basis={**first.basis, "date": _BASIS})
            occasion.slots[occasion.slots.index(first)] = changed


_BASIS = "the day on which those who met did what is told with it"


def _is_news(analysis: Analysis, first: Slots) -> bool:
    """Whether a mention tells of what has just taken place, not of what was before that: "their last meeting"."""
    told = first.standing.status in _OVER and first.standing.certainty == "certain" and first.kind in _MET
    apart = first.equated or first.again or _is_counted_from(analysis, first)
    lower = analysis.words[first.trigger.sentence].lower
    return told and not apart and not wording.is_earlier(lower, first.trigger.token)


def _is_counted_from(analysis: Analysis, first: Slots) -> bool:
    """Whether an occasion is named to count a date from it: "two months after the summit"."""
    events = (d.anchor.pair for d in analysis.dates if d.anchor.kind == "event" and d.anchor.pair)
    return any(start <= first.trigger.start < end for start, end in events)


def _days(analysis: Analysis, occasion: Occasion, first: Slots, taken: set[int]) -> Iterator[TimeExpression]:
    number = first.trigger.sentence
    lead = _lead(analysis)
    who = set(_meeting(analysis.mentions, occasion))
    for at in (number - 1, *((lead,) if 0 < number - lead <= _LEAD else ())):
        if at < lead or not who:
            continue
        sentence = analysis.tagged[at].sentence
        named = {m.entity for m in analysis.mentions.within(sentence.start, sentence.end)}
        for date in dates_within(analysis, sentence.start, sentence.end) if who & named else ():
            if date.start not in taken and _is_day(analysis, date):
                yield date


def _leading(analysis: Analysis, found: Sequence[Occasion], first: Slots) -> TimeExpression | None:
    """The one day of a lead that tells of no occasion, for one that the next sentence names by its body or number."""
    lead = _lead(analysis)
    named = first.ordinal or (first.body and not first.indefinite)
    if not named or first.trigger.sentence != lead + 1:
        return None
    if any(s.trigger.sentence == lead for o in found for s in o.slots):
        return None
    sentence = analysis.tagged[lead].sentence
    days = [d for d in dates_within(analysis, sentence.start, sentence.end) if _is_day(analysis, d)]
    return days[0] if len(days) == 1 else None


def _lead(analysis: Analysis) -> int:
    """The number of the first sentence of the text that is no mere dateline."""
    start = analysis.document.body_start
    inside = (n for n, t in enumerate(analysis.tagged) if t.sentence.start >= start and "VERB" in t.upos)
    return next(inside, 0)


def _is_day(analysis: Analysis, date: TimeExpression) -> bool:
    """Whether a date is a day that is not still to come, and not that of the dateline."""
    published = analysis.written or ""
    day = date.day if date.kind in ("date", "time") and date.relation is None and date.tense != "future" else None
    ahead = len(published) == len(day or "") and (day or "") > published
    return bool(day and _DAY.fullmatch(day)) and not ahead and not is_dateline(analysis, date)


def _meeting(mentions: Mentions, occasion: Occasion) -> Iterator[str]:
    """The ids of those who meet, and of the body whose organ meets."""
    for said in occasion.slots:
        yield from (p.id for p in said.participants if p.id)
        entity = mentions.entities.get(said.body.id) if said.body and said.body.id else None
        if entity:
            yield entity.id
            if entity.parent:
                yield entity.parent
