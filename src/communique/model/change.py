"""Changes: what became known of a record on a day; law: a change keeps its id, whatever span of days is asked for."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from communique.model.record import Report

WHAT = (
    "date moved",
    "date set",
    "date refined",
    "status changed",
    "place changed",
    "stage reached",
    "figure changed",
    "agenda item added",
    "new holder",
    "new conflict",
    "records joined",
    "record split",
    "record gone",
    "new record",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed in a record on a day (`YYYY-MM-DD`, UTC), from one shown value to another.

    `what` is one of `WHAT`; `kind` and `record` are the record's kind and id, `title` says in words which it is and
    `key` where it was first spoken of; `field` is the field that changed, with `before` and `after` as plain data;
    `reports` are those that say so, and `rule` is the decision that brought it about, where no report did.
    """

    day: str
    what: str
    kind: str
    record: str
    title: str
    key: str
    field: str | None = None
    before: Any = None
    after: Any = None
    reports: tuple[Report, ...] = ()
    rule: str | None = None

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits of the day, the record and what changed in it."""
        parts = (self.day, self.what, self.kind, self.key, self.field, self.before, self.after)
        text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def order(self) -> tuple[str, int, str, str]:
        """What puts changes in order: the day, then what changed, the telling first."""
        return (self.day, WHAT.index(self.what), self.kind, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a new reading of a document says otherwise: a claim or entity of a kind, as it was read and as it is now.

    `before` is `None` where it was not read before, `after` where it is not read any more; `words` are those that it
    stands on.
    """

    kind: str
    words: str
    before: str | None = None
    after: str | None = None

    @property
    def what(self) -> str:
        """What happened, in words."""
        if self.before is None:
            return "read anew"
        return "not read any more" if self.after is None else "read otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A document that was read again: its id and source, and what the new reading says otherwise."""

    document: str
    source: str
    differences: tuple[Difference, ...] = ()
