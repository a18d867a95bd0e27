"""One mention that speaks of several occasions: "bilateral meetings with X and Y", "summits in A and B"."""

from collections.abc import Iterator
from dataclasses import replace

from communique.extract.analysis import Analysis
from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.parties import host_of
from communique.extract.slots import Slots
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.times import TimeExpression

_SEVERAL = pattern("meetings", "several")
_EACH = pattern("meetings", "each")


def apart(analysis: Analysis, item: Slots, words: Words) -> Iterator[Slots]:
    """The occasions that a mention speaks of: one in each town or with each party named after it, told apart there."""
    document = analysis.document
    if stops := list(_stops(analysis, item, words)):
        yield item
        yield from (_at(analysis, item, town, day) for town, day in stops)
        return
    if len(towns := _towns(item, words)) > 1:
        there = [document.span(town.start, town.end) for town in towns]
        yield from (replace(item, place=at.quote, spans={**item.spans, "place": (at,)}) for at in there)
        return
    spans = item.spans.get("participants", ())
    sides = list(zip(item.participants, spans, strict=True))
    others = [side for side in sides if side[1].start >= item.trigger.end]
    if len(others) < 2 or not _tells_apart(item, words):
        yield item
        return
    hosts = [side for side in sides if side not in others]
    for other in others:
        kept = sorted((*hosts, other), key=lambda side: side[1].start)
        parties, where = tuple(r for r, _ in kept), tuple(s for _, s in kept)
        yield replace(item, participants=parties, spans={**item.spans, "participants": where})


def _towns(item: Slots, words: Words) -> list[Mention]:
    """The towns of a list in which a noun in the plural says that there were occasions."""
    if not _are_several(item, words) or not item.place:
        return []
    at = item.trigger.token
    for i in range(at + 1, min(len(words.lower) - 1, at + _REACH)):
        if words.lower[i] == "in" and (towns := list(_listed(words, i + 1))):
            return towns
    return []


_REACH = 14


def _are_several(item: Slots, words: Words) -> bool:
    at, nouns = item.trigger.token, read_words("en", "meetings")["nouns"]
    return not item.trigger.verb and words.lower[at] not in nouns and words.lower[at].removesuffix("s") in nouns


def _stops(analysis: Analysis, item: Slots, words: Words) -> Iterator[tuple[Mention, TimeExpression]]:
    """Further towns of a journey or of several occasions, each with its day: "to Riga on Sunday, Oslo on Monday"."""
    if not (item.place and item.date and (item.kind == "visit" or _are_several(item, words))):
        return
    text, last = analysis.document.text, words.sentence.end
    known = (*item.spans["place"], *item.spans["date"])
    end = max(span.end for span in known)
    if not all(item.trigger.end <= span.start < last for span in known):
        return
    towns = [m for m in analysis.mentions.within(end, last) if m.type == "place"]
    for town in towns:
        if town.start < end or not _AND.fullmatch(text, end, town.start):
            continue
        days = (d for d in analysis.dates if d.start >= town.end and d.day and d.kind in ("date", "time"))
        day = next((d for d in days if d.end <= last and _ON.fullmatch(text, town.end, d.start)), None)
        if day is None or not day.day or day.day < item.date:
            return
        yield town, day
        end = day.end


_AND, _ON = pattern("meetings", "next_stop"), pattern("meetings", "on_which_day")


def _at(analysis: Analysis, item: Slots, town: Mention, day: TimeExpression) -> Slots:
    """An occasion of a mention in another town on another day, visitors with the host there."""
    where, when = analysis.document.span(town.start, town.end), analysis.document.span(day.start, day.end)
    spans = item.spans.get("participants", ())
    there = [(p, s) for p, s in zip(item.participants, spans, strict=True) if s.start < item.trigger.start]
    host = host_of(analysis, town) if item.kind == "visit" else None
    there += [(host, where)] if host else []
    return replace(
        item,
        place=where.quote,
        date=day.day,
        participants=tuple(p for p, _ in there),
        spans={**item.spans, "place": (where,), "date": (when,), "participants": tuple(s for _, s in there)},
    )


def _listed(words: Words, i: int) -> Iterator[Mention]:
    """The towns that are named from a word on with nothing but commas and "and" between."""
    while i < len(words.lower) and (town := words.owner[i]) and town.type == "place":
        yield town
        i = next((k for k in range(i, len(words.lower)) if words.owner[k] is not town), len(words.lower))
        while words.lower[i : i + 1] in ((",",), ("and",), ("in",)):
            i += 1


def _tells_apart(item: Slots, words: Words) -> bool:
    at = item.trigger.token
    before, after = " ".join(words.lower[max(0, at - 3) : at + 1]), " ".join(words.lower[at + 1 :])
    if item.trigger.verb:
        return item.trigger.kind == "meeting" and bool(_EACH.search(after))
    if item.trigger.kind in ("talks", "consultation", "meeting") and _EACH.search(after):
        return True
    return bool(_SEVERAL.search(before)) and "between" not in words.lower[at + 1 : at + 3]
