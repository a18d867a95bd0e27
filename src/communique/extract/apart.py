"""One mention that speaks of several occasions: "bilateral meetings with X and Y" is one with each."""

from collections.abc import Iterator
from dataclasses import replace

from communique.extract.offices import Words
from communique.extract.slots import Slots
from communique.languages import pattern

_SEVERAL = pattern("meetings", "several")
_EACH = pattern("meetings", "each")


def apart(item: Slots, words: Words) -> Iterator[Slots]:
    """The occasions that a mention speaks of: one with each party named after it, where it tells them apart."""
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


def _tells_apart(item: Slots, words: Words) -> bool:
    at = item.trigger.token
    before, after = " ".join(words.lower[max(0, at - 3) : at + 1]), " ".join(words.lower[at + 1 :])
    if item.trigger.verb:
        return item.trigger.kind == "meeting" and bool(_EACH.search(after))
    if item.trigger.kind in ("talks", "consultation", "meeting") and _EACH.search(after):
        return True
    return bool(_SEVERAL.search(before)) and "between" not in words.lower[at + 1 : at + 3]
