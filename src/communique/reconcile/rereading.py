"""Two readings of one document compared; law: a reading does not differ from itself."""

from collections.abc import Iterator

from communique.model.change import Difference, Reread
from communique.model.claim import Claim
from communique.model.decision import Item, claim_item, entity_item
from communique.model.entity import Entity
from communique.model.reading import Reading
from communique.reconcile.located import locate


def compare(old: Reading, new: Reading) -> Reread:
    """What a new reading of a document says otherwise than the old one, in the order of the words."""
    document = old.document
    found = sorted(_differences(old, new), key=lambda pair: pair[0])
    return Reread(
        document=document.id,
        source=document.source or document.id,
        differences=tuple(difference for _, difference in found),
    )


def _differences(old: Reading, new: Reading) -> Iterator[tuple[tuple[int, str, str], Difference]]:
    met: set[str] = set()
    for item in _items(old):
        now = locate(new, item)
        if now is None or now.id in met:
            yield _difference(item, before=item.said, after=None)
            continue
        met.add(now.id)
        after = _item(new, now).said
        if after != item.said:
            yield _difference(item, before=item.said, after=after)
    for thing in _things(new):
        if thing.id not in met:
            item = _item(new, thing)
            yield _difference(item, before=None, after=item.said)


def _difference(item: Item, *, before: str | None, after: str | None) -> tuple[tuple[int, str, str], Difference]:
    order = (item.start, item.kind, item.said)
    return order, Difference(kind=item.kind, words=item.quote, before=before, after=after)


def _things(reading: Reading) -> tuple[Claim | Entity, ...]:
    return (*reading.people, *reading.bodies, *reading.claims)


def _items(reading: Reading) -> list[Item]:
    return [_item(reading, thing) for thing in _things(reading)]


def _item(reading: Reading, thing: Claim | Entity) -> Item:
    id = reading.document.id
    return entity_item(id, thing) if isinstance(thing, Entity) else claim_item(id, thing)
