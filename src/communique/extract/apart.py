"""One mention that speaks of several occasions: "bilateral meetings with X and Y", "summits in A and B"."""

from collections.abc import Iterator
from dataclasses import replace

from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.slots import Slots
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.document import Document

_SEVERAL = pattern("meetings", "several")
_EACH = pattern("meetings", "each")


def apart(document: Document, item: Slots, words: Words) -> Iterator[Slots]:
    """The occasions that a mention speaks of: one in each town or with each party named after it, told apart there."""
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
    at, nouns = item.trigger.token, read_words("en", "meetings")["nouns"]
    several = not item.trigger.verb and words.lower[at] not in nouns and words.lower[at].removesuffix("s") in nouns
    if not several or not item.place:
        return []
    for i in range(at + 1, min(len(words.lower) - 1, at + _REACH)):
        if words.lower[i] == "in" and (towns := list(_listed(words, i + 1))):
            return towns
    return []


_REACH = 14


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
