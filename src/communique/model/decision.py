"""Decisions: what a person, or a named rule, ruled; law: appended, never edited, and undone only by a later one.

A decision names claims and entities by the words that they stand on, so that it survives a later reading.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from communique.errors import BadDecision
from communique.model.claim import Claim, Value
from communique.model.document import Document
from communique.model.entity import Entity, Passage, Reference
from communique.model.kinds import KINDS
from communique.model.span import Span

ACTIONS = ("same", "different", "accept", "reject", "correct", "add", "undo")
ENTITIES = ("person", "body")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Item:
    """A claim or entity of a document, named by the words that it stands on and not by its number there.

    `kind` is a claim kind, `person` or `body`; the words at `[start, end)` are `quote`; `said` is what it said when
    it was ruled on, which tells claims on the same words apart, and shows whether a later reading differs.
    """

    document: str
    kind: str
    start: int
    end: int
    quote: str
    said: str = ""

    def __post_init__(self) -> None:
        if self.kind not in (*KINDS, *ENTITIES):
            raise BadDecision(f"No kind named {self.kind!r}. Known: {', '.join((*KINDS, *ENTITIES))}.")

    @property
    def place(self) -> tuple[int, int]:
        """The offsets alone."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What `who` ruled at `when` (ISO 8601 in UTC), and why.

    - `same`: all of `items` and `others` are of one record. `different`: none of `items` is of one record with any of
      `others`.
    - `reject`: the items are left out; with a `field`, only what they say in it is.
    - `correct`: they say `value` in `field`, as plain data; where a person or body is meant, its name.
    - `accept`: they are right; with a `field`, what they say in it is shown.
    - `add`: a record by hand: `field` names the claim kind, `value` its values by field.
    - `undo`: what `supersedes` names holds no longer. Any other decision can supersede one too.

    Raises `BadDecision` where a part that the action needs is missing or does not fit.
    """

    action: str
    who: str
    when: str
    why: str = ""
    items: tuple[Item, ...] = ()
    others: tuple[Item, ...] = ()
    field: str | None = None
    value: Any = None
    supersedes: str | None = None

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise BadDecision(f"No decision {self.action!r}. Known: {', '.join(ACTIONS)}.")
        if not self.who.strip():
            raise BadDecision("A decision needs somebody who makes it.")
        try:
            datetime.fromisoformat(self.when)
        except ValueError:
            raise BadDecision(f"{self.when!r} is no time of a decision (ISO 8601).") from None
        _check(self)

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the SHA-256 of all that it says."""
        text = json.dumps(decision_plain(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def about(self) -> tuple[Item, ...]:
        """All items that it names."""
        return (*self.items, *self.others)

    @property
    def note(self) -> Document:
        """The document that stands for a record added by hand: who, when and why, then a line a value."""
        lines = [f"{name}: {_line(value)}" for name, value in (self.value or {}).items()]
        why = f": {self.why}" if self.why else ""
        text = "\n".join((f"Added by {self.who} on {self.when}{why}", "", *lines))
        return Document(text=text, source=f"decision {self.id}", publisher=self.who, published=self.when[:10])

    @property
    def order(self) -> tuple[str, str]:
        """What puts decisions in order: the time, then the id."""
        return (self.when, self.id)


def _check(decision: Decision) -> None:
    action, kinds = decision.action, {item.kind for item in decision.about}
    if action in ("same", "different"):
        needed = bool(decision.items and decision.others) or (action == "same" and len(decision.items) > 1)
        if not needed or len(kinds) > 1:
            raise BadDecision(f"{action!r} needs at least two things of one kind.")
    elif action == "undo":
        if not decision.supersedes:
            raise BadDecision("'undo' needs the decision that it undoes.")
    elif action == "add":
        if decision.field not in KINDS or not isinstance(decision.value, Mapping):
            raise BadDecision(f"'add' needs a kind and its values. Kinds: {', '.join(KINDS)}.")
    elif not decision.items:
        raise BadDecision(f"{action!r} needs a claim or entity that it is about.")
    elif action == "correct" and (not decision.field or decision.value is None):
        raise BadDecision("'correct' needs a field and its right value.")


def _line(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that no decision in force supersedes, without undoings, in order of time; in any order given."""
    found = list(decisions)
    ids = holding(found)
    kept = {d.id: d for d in found if d.id in ids and d.action != "undo"}
    return sorted(kept.values(), key=lambda d: d.order)


def holding(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the decisions that hold, undoings too."""
    by_id = {d.id: d for d in decisions}
    over: dict[str, list[Decision]] = {}
    for decision in by_id.values():
        if decision.supersedes:
            over.setdefault(decision.supersedes, []).append(decision)
    known: dict[str, bool] = {}

    def holds(decision: Decision) -> bool:
        if decision.id not in known:
            known[decision.id] = not any(holds(later) for later in over.get(decision.id, ()))
        return known[decision.id]

    return frozenset(id for id, decision in by_id.items() if holds(decision))


def claim_item(document: str, claim: Claim) -> Item:
    """The stable key of a claim of a document."""
    return _item(document, claim.kind, claim.evidence[0], said(claim))


def entity_item(document: str, entity: Entity) -> Item:
    """The stable key of a person or body of a document; one that it only hints at is a body."""
    mentions = [span for span in entity.mentions if span.quote == entity.name] or entity.mentions
    return _item(document, "body" if entity.type == "hint" else entity.type, mentions[0], entity.name)


def _item(document: str, kind: str, span: Span, said: str) -> Item:
    return Item(document=document, kind=kind, start=span.start, end=span.end, quote=span.quote, said=said)


def said(claim: Claim) -> str:
    """What a claim says, in one line: its fields and their values, by name."""
    declared = KINDS[claim.kind].fields
    told = [f"{f.name}: {value_text(claim.values[f.name])}" for f in declared if f.name in claim.values]
    marks = [mark for mark in (claim.certainty, claim.polarity) if mark not in ("certain", "affirmed")]
    return "; ".join((*told, *marks))


def value_text(value: Value) -> str:
    """A value in words."""
    if isinstance(value, Reference):
        return value.name
    if isinstance(value, Passage):
        return value.text
    return ", ".join(value_text(v) for v in value) if isinstance(value, tuple) else str(value)


def decision_plain(decision: Decision) -> dict[str, Any]:
    """A decision as plain values, without its id."""
    return asdict(decision)


def decision_of(plain: Mapping[str, Any]) -> Decision:
    """The decision that plain values give. Raises `BadDecision`."""
    return Decision(**{**plain, "items": _items(plain["items"]), "others": _items(plain["others"])})


def _items(plain: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(Item(**item) for item in plain)
