"""Sharing: the date and the place that occasions which are told of together have in common.

Law: only what one of them lacks is taken from the other, and its basis says from which.
"""

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
    wholes: dict[int, list[int]] = {}
    for n, whole in enumerate(found):
        for number in {s.trigger.sentence for s in whole.slots if s.aside == "within"}:
            wholes.setdefault(number, []).append(n)
    for part in found:
        sentences = {s.trigger.sentence for s in part.slots if s.aside is None}
        for n in sorted({n for number in sentences for n in wholes.get(number, ())}):
            _share_within(part, found[n])
    return found


def _share_within(part: Occasion, whole: Occasion) -> None:
    """Talks on the margins of a session have its place and, where they have none of their own, its date."""
    if whole is not part:
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
