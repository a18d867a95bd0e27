"""Sharing: the date and the place that occasions which are told of together have in common.

Law: only what one of them lacks is taken from the other, and its basis says from which.
"""

from collections.abc import Sequence
from dataclasses import replace

from communique.extract.retellings import Occasion


def joined(found: list[Occasion]) -> list[Occasion]:
    """A visit to take part in a session shares its date and place with it, where one of them has none."""
    hosts: dict[int, list[Occasion]] = {}
    for session in (o for o in found if o.first.kind in ("session", "summit", "conference")):
        for number in {s.trigger.sentence for s in session.slots}:
            hosts.setdefault(number, []).append(session)
    for visit in (o for o in found if o.first.kind == "visit"):
        near = {id(o): o for s in visit.slots for o in hosts.get(s.trigger.sentence, ())}
        for session in near.values():
            _share(visit, session, "date")
            _share(session, visit, "place")
    for part in found:
        _share_within(part, found)
    return found


def _share_within(part: Occasion, found: Sequence[Occasion]) -> None:
    """Talks on the margins of a session have its place and, where they have none of their own, its date."""
    sentences = {s.trigger.sentence for s in part.slots if s.aside is None}
    for whole in found:
        if any(s.aside == "within" and s.trigger.sentence in sentences for s in whole.slots) and whole is not part:
            _share(part, whole, "place")
            _share(part, whole, "date")
            _share(whole, part, "place")


def _share(to: Occasion, source: Occasion, name: str) -> None:
    said = next((s for s in source.slots if getattr(s, name)), None)
    if said is None or any(getattr(s, name) for s in to.slots):
        return
    first = to.slots[0]
    basis = {**first.basis, name: f"shared with {source.first.evidence.quote[:60]!r}"}
    values = {name: getattr(said, name), "spans": {**first.spans, name: said.spans[name]}, "basis": basis}
    to.slots[0] = replace(first, **values)
