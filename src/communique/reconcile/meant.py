"""What people name when they decide, as items that survive a new reading; law: what is not known is refused.

A name is a record's id, or `DOCUMENT:ITEM` for one claim or entity of a document, as `show` and `review` print them.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from communique.errors import BadDecision
from communique.model.claim import Claim
from communique.model.decision import Decision, Item, claim_item, entity_item, value_text
from communique.model.entity import Entity
from communique.model.kinds import KINDS
from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile.amended import ENTITY_FIELDS, added
from communique.reconcile.decided import decide
from communique.reconcile.groups import Key
from communique.reconcile.known import Known


class Meant:
    """The records and readings of a register, to look names up in."""

    def __init__(self, known: Known) -> None:
        self.known = known

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The records by their ids."""
        return {record.id: record for kind in self.known.everything().values() for record in kind}

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The readings as they were read, by document, with the notes of records added by hand."""
        return {**{r.document.id: r for r in self.known.readings}, **added(self.known.decisions)}

    def items(self, name: str) -> tuple[Item, ...]:
        """The items of a record, or the one that is named. Raises `BadDecision`."""
        if ":" in name:
            return (self._item(self._key(name)),)
        record = self.record(name)
        return tuple(self._item((report.document, report.item)) for report in record.reports)

    def record(self, name: str) -> Record:
        """The record with an id, or the beginning of one. Raises `BadDecision`."""
        found = [id for id in self.records if id == name] or [id for id in self.records if id.startswith(name)]
        if len(found) == 1:
            return self.records[found[0]]
        if found:
            raise BadDecision(f"{name!r} is the beginning of several records: {', '.join(sorted(found)[:5])}.")
        raise BadDecision(f"No record {name!r} in this register; `communique show` and `review` print their ids.")

    def saying(self, name: str, field: str, value: str | None) -> tuple[Item, ...]:
        """The items of a record that say a value in a field; without a value, the one that is shown.

        Where none says anything there, it is the first item. Raises `BadDecision`.
        """
        if ":" in name:
            return self.items(name)
        record = self.record(name)
        known = ENTITY_FIELDS if record.kind not in KINDS else tuple(f.name for f in KINDS[record.kind].fields)
        if field not in known:
            raise BadDecision(f"A {record.kind} has no field {field!r}. Known: {', '.join(known)}.")
        wanted = value if value is not None else _words(record.values.get(field))
        said: dict[str, list[Item]] = {}
        for report in record.reports:
            key = (report.document, report.item)
            said.setdefault(self._says(record, key, field), []).append(self._item(key))
        found = next((items for words, items in said.items() if words.casefold() == wanted.casefold()), None)
        if found is None and value is not None:
            told = "; ".join(sorted(words for words in said if words)) or "nothing"
            raise BadDecision(f"No report of {record.id} says {field} {value!r}. Said is: {told}.")
        return tuple(found or self.items(record.id)[:1])

    def decision(self, id: str) -> Decision:
        """The decision with an id, or the beginning of one. Raises `BadDecision`."""
        found = {d.id: d for d in self.known.decisions if d.id.startswith(id)}
        if len(found) != 1:
            raise BadDecision(f"{'No' if not found else 'More than one'} decision {id!r} in this register.")
        return next(iter(found.values()))

    def check(self, decision: Decision) -> None:
        """Raises `BadDecision` where a decision could not be carried out."""
        after = decide(self.known.readings, (*self.known.decisions, decision))
        for idle in after.idle:
            if idle.decision.id == decision.id:
                raise BadDecision(idle.reason)

    def _says(self, record: Record, key: Key, field: str) -> str:
        """What an item says in a field, as the record words it."""
        for variant in record.variants.get(field, ()):
            if key[0] in variant.documents and len([r for r in record.reports if r.document == key[0]]) == 1:
                return _words(variant.value)
        found = self._found(key)
        if isinstance(found, Entity):
            return str(getattr(found, field) or "")
        return value_text(found.values[field]) if field in found.values else ""

    def _key(self, name: str) -> Key:
        document, _, item = name.partition(":")
        found = sorted(id for id in self.readings if id.startswith(document))
        if len(found) != 1 or not document:
            raise BadDecision(f"{'No' if not found else 'More than one'} document {document!r} in this register.")
        return (found[0], item)

    def _found(self, key: Key) -> Claim | Entity:
        reading = self.readings[key[0]]
        things: Sequence[Claim | Entity] = (*reading.claims, *reading.entities)
        found = next((thing for thing in things if thing.id == key[1]), None)
        if found is None:
            raise BadDecision(f"No claim, person or body {key[1]!r} in document {key[0]}.")
        return found

    def _item(self, key: Key) -> Item:
        found = self._found(key)
        return entity_item(key[0], found) if isinstance(found, Entity) else claim_item(key[0], found)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name"))
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value))
    return "" if value is None else str(value)
