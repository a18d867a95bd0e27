"""Sequels: what a text adds of an occasion without its name: "it runs until Friday", "it is now on 1 October".

Law: what is added goes to the occasion told of in the same sentence or in the one before.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.retellings import Occasion
from communique.extract.scenes import dates_within
from communique.extract.slots import Slots
from communique.extract.standings import Standing
from communique.languages import pattern
from communique.model.times import TimeExpression

_LASTS = pattern("besides", "lasts")
_RENEWED = pattern("besides", "renewed")
_INSTEAD, _SHIFTED = pattern("besides", "instead"), pattern("besides", "shifted")
_THERE = pattern("besides", "arrives")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE = frozenset({"session", "summit", "conference", "meeting", "talks", "visit"})
_OFF = frozenset({"postponed", "cancelled"})
_FORTNIGHT, _WEEK = 14, 7
_LATER = 15


def lasting(analysis: Analysis, found: Sequence[Occasion]) -> None:
    """Give occasions of which only the first day is known their last one: "it runs until Friday"."""
    if not found:
        return
    text = analysis.document.text
    starts = [t.sentence.start for t in analysis.tagged]
    for said in _LASTS.finditer(text):
        date = next(iter(dates_within(analysis, said.end(), said.end() + 1)), None)
        reach = _LATER if said["named"] else 1
        at = (said.start(), bisect_right(starts, said.start()) - 1)
        near = _last_before(found, at, reach) if date else None
        if date and near and (last := _last_day(near[1].date or "", date)):
            occasion, first = near
            spans = (*first.spans["date"], analysis.document.span(date.start, date.end))
            changed = replace(first, date=f"{first.date}/{last}", edge=None, spans={**first.spans, "date": spans})
            occasion.slots[occasion.slots.index(first)] = changed


def _last_before(found: Sequence[Occasion], at: tuple[int, int], reach: int) -> tuple[Occasion, Slots] | None:
    """The occasion told of last, in this sentence or the one before, and its mention with a date.

    `reach` is how many sentences back one may be told of that has only just begun.
    """
    start, sentence = at
    near = [
        (said.trigger.start, occasion)
        for occasion in found
        for said in occasion.slots
        if said.trigger.start < start and said.aside is None and _is_close(said, sentence, reach)
        if said.standing.status not in _OFF
    ]
    occasion = max(near, key=lambda pair: pair[0])[1] if near else None
    dated = (
        next((s for s in occasion.slots if _DAY.fullmatch(s.date or "") and s.kind in _WHOLE), None)
        if occasion
        else None
    )
    return (occasion, dated) if occasion and dated else None


def _is_close(said: Slots, sentence: int, reach: int) -> bool:
    back = sentence - said.trigger.sentence
    begun = said.kind in _WHOLE and (said.edge == "begins" or said.standing.status == "ongoing")
    return 0 <= back <= 1 or (begun and 0 <= back <= reach)


def _last_day(first: str, date: TimeExpression) -> str | None:
    """The day that a date says, not before the first; a weekday is the next of its name."""
    if not _DAY.fullmatch(date.day or ""):
        return None
    begun, last = dt.date.fromisoformat(first), dt.date.fromisoformat(date.day or "")
    if date.operation[:1] and date.operation[0].verb == "weekday":
        last = begun + (last - begun) % dt.timedelta(days=_WEEK)
    return last.isoformat() if dt.timedelta() < last - begun <= dt.timedelta(days=_FORTNIGHT) else None


def renewed(analysis: Analysis, found: list[Occasion]) -> None:
    """Give occasions that were put off the day and place that the next sentence gives them anew.

    What that sentence was taken for, an occasion of its own, is none: "The ministers will meet on 25 May instead".
    What is not on its day but has been moved to another is put off.
    """
    for occasion in list(found):
        told_off = (s for s in occasion.slots if s.standing.status in _OFF)
        off = max(told_off, key=lambda s: s.trigger.start, default=None)
        number = off.trigger.sentence + 1 if off else len(analysis.tagged)
        if off and number < len(analysis.tagged):
            sentence = analysis.tagged[number].sentence
            words = analysis.document.text[sentence.start : sentence.end]
            asked = _INSTEAD.search if off.standing.status == "postponed" else _INSTEAD.match
            instead = _SHIFTED.match(words) or asked(words)
            again = instead or (off.standing.status == "postponed" and _RENEWED.match(words))
            past = instead.end() if instead and instead.groupdict().get("of") else 0
            if again and (dates := list(_days(analysis, sentence.start + past, sentence.end))):
                _renew(analysis, occasion, off, (sentence.start, sentence.end), dates[0])
                if instead:
                    of_old = [o for o in found if o is not occasion and _is_within(o, number, off)]
                    found[:] = [o for o in found if all(o is not other for other in of_old)]


def _is_within(occasion: Occasion, number: int, off: Slots) -> bool:
    """Whether an occasion is told of in one sentence alone, and may be one that was put off."""
    alone = all(s.trigger.sentence == number for s in occasion.slots)
    return alone and all(
        s.body is None or off.body is None or s.implied or s.body.id == off.body.id for s in occasion.slots
    )


def called_off(analysis: Analysis, found: Sequence[Occasion]) -> None:
    """Take what was still to come as off where the next sentence says so: "That has been cancelled, she said"."""
    said = [(s.trigger.sentence, s.trigger.start, o) for o in found for s in o.slots]
    latest = {number: occasion for number, _, occasion in sorted(said, key=lambda item: item[1])}
    for number, occasion in latest.items():
        following = analysis.tagged[number + 1].sentence if number + 1 < len(analysis.tagged) else None
        if following is None or any(s.standing.status in _OVER for s in occasion.slots):
            continue
        if _OFF_AGAIN.match(analysis.document.text[following.start : following.end]):
            last = next(s for s in reversed(occasion.slots) if s.trigger.sentence == number)
            evidence = analysis.document.span(following.start, following.end)
            off = replace(last, standing=Standing("cancelled", "certain"), evidence=evidence)
            occasion.slots.append(replace(off, date=None, place=None, agenda=()))


_OVER = frozenset({"held", "ongoing"})
_OFF_AGAIN, _WAS_ON = pattern("besides", "off_again"), pattern("besides", "was_on")


def arriving(analysis: Analysis, found: Sequence[Occasion]) -> None:
    """Give those without a day the one of the next sentence: "He will be in Minsk on 26 May", "They were held then"."""
    for occasion in found:
        last = occasion.slots[-1]
        visit = next((s for s in reversed(occasion.slots) if s.kind == "visit"), last)
        number = visit.trigger.sentence + 1
        if number < len(analysis.tagged) and not any(s.date for s in occasion.slots):
            sentence = analysis.tagged[number].sentence
            words = analysis.document.text[sentence.start : sentence.end]
            again = _WAS_ON.match(words) or (visit.kind == "visit" and _THERE.match(words))
            if again and (dates := list(_days(analysis, sentence.start, sentence.end))):
                _renew(analysis, occasion, visit, (sentence.start, sentence.end), dates[0])


def _days(analysis: Analysis, start: int, end: int) -> Iterator[TimeExpression]:
    """The days that a sentence names, those by themselves before those counted from others."""
    dates = [d for d in dates_within(analysis, start, end) if _DAY.fullmatch((d.day or "").split("/")[0])]
    yield from sorted(dates, key=lambda d: (any(step.verb == "shift" for step in d.operation), d.start))


def _renew(analysis: Analysis, occasion: Occasion, off: Slots, sentence: tuple[int, int], date: TimeExpression) -> None:
    document = analysis.document
    place = next((m for m in analysis.mentions.within(*sentence) if _is_where(document.text, m.start, m.type)), None)
    spans = {**off.spans, "date": (document.span(date.start, date.end),)}
    basis = {**off.basis, "date": "from the next sentence"}
    standing = Standing("postponed", "certain") if off.standing.status == "cancelled" else off.standing
    changed = replace(off, date=date.day, edge=None, spans=spans, basis=basis, standing=standing)
    if place:
        where = {**changed.spans, "place": (document.span(place.start, place.end),)}
        changed = replace(changed, place=place.name, spans=where)
    again = replace(changed, evidence=document.span(*sentence))
    others = [replace(s, date=None, place=None if place else s.place) for s in occasion.slots if s is not off]
    occasion.slots[:] = [changed, again, *others]


def _is_where(text: str, start: int, type: str) -> bool:
    return type == "place" and text[max(0, start - 3) : start] in ("in ", "at ", " to")
