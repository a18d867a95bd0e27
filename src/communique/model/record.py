"""Records: what the reports say together, with every value's alternatives, its history and the reports behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document's part in a record: the document's id and source, the claim or entity in it, and its words.

    `published` is the document's day, `publisher` who put it out, `certainty` that of the claim. Documents with the
    same `group` are copies or rewrites of one report; a document that copies none has its own id there.
    """

    document: str
    source: str
    item: str
    words: tuple[str, ...]
    published: str | None = None
    group: str = ""
    publisher: str | None = None
    certainty: str = "certain"

    @property
    def outlet(self) -> str:
        """Who put the document out, as far as is known."""
        return outlet(self.publisher, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A value of a field, the ids of the documents that say it, and whether it is the one that is shown.

    `certainty` is the best that a report gives it; `reported` and `last_reported` are the first and last day on which
    a document says it.
    """

    value: Any
    documents: tuple[str, ...]
    shown: bool
    certainty: str = "certain"
    reported: str | None = None
    last_reported: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step in what became known of a record: the day it was reported, what happened, and the values that it set.

    `what` is a word such as `announced`, `postponed`, `cancelled`, `held`; for a ledger it is the stage or the figure.
    """

    reported: str | None
    what: str
    values: Mapping[str, Any]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two items are in one record: the words that say it, how sure (0 to 1), and the (document, item) pairs."""

    words: str
    score: float
    items: tuple[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of the register: a person, a body, or what the claims of one kind say of one thing.

    `id` hangs on what the record is of, never on the order in which documents were added. `values` holds the shown
    values as plain data; `variants` all values of the fields for which reports give several; `conflicts` names those
    of them that cannot be true together; `rules` says by which rule each shown value was picked; `history` is what
    became known when; `reasons` say why its items were joined.
    """

    kind: str
    id: str
    values: Mapping[str, Any]
    reports: tuple[Report, ...]
    variants: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Event, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def support(self) -> int:
        """How many reports there are of it; copies and rewrites of one report count once."""
        return len({report.group or report.document for report in self.reports})


def outlet(publisher: str | None, source: str | None) -> str:
    """Who put a document out, else the name of its file or its address, without a path of ours.

    >>> outlet("BBC", "a.txt"), outlet(None, "/home/a.txt"), outlet(None, None)
    ('BBC', 'a.txt', 'unknown')
    """
    file = source.rpartition("/")[2] if source and "://" not in source else source
    return (publisher or file or "unknown")[:_LONGEST]
