"""What is remembered of a source that is followed, of the addresses that it offers, and of pages that were edited."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

Plain = Mapping[str, Any]
_HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The last document that a source gave: its address, title, id in the register, and when it was added."""

    address: str
    title: str
    document: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source does. Times are seconds since 1970.

    `kind`, `url` and `pattern` are those of the plan. `next` is when it is due, `looked` and `succeeded` the last look
    and the last that went well, `failures` those in a row and `problem` the last reason. `added`, `known`, `refused`,
    `edited` count documents since the beginning; `outcomes` is a letter for each of the last documents: `a` added or
    known, `r` refused. `news` are the last times at which something new came, `newest` is the latest day that the
    source gave, `offered` the latest that it gives now. `lags` are the seconds from publication to the register of the
    last documents that give their time, `late` the seconds by which the last look came after it was due, `waiting` how
    many addresses are still to be visited.
    `alarms` say what seems broken, each with the time since when.
    """

    name: str
    kind: str = "feed"
    url: str = ""
    pattern: str = ""
    every: int = 3600
    etag: str | None = None
    modified: str | None = None
    next: float = 0.0
    looked: float | None = None
    succeeded: float | None = None
    failures: int = 0
    problem: str | None = None
    added: int = 0
    known: int = 0
    refused: int = 0
    edited: int = 0
    outcomes: str = ""
    news: tuple[float, ...] = ()
    newest: str | None = None
    offered: str | None = None
    lags: tuple[float, ...] = ()
    late: float = 0.0
    waiting: int = 0
    alarms: tuple[tuple[float, str], ...] = ()
    good: Example | None = None

    @property
    def alarm(self) -> str | None:
        """What seems broken, in one line."""
        return "; ".join(text for _, text in self.alarms) or None

    @property
    def lag(self) -> float | None:
        """The median of `lags`."""
        return sorted(self.lags)[len(self.lags) // 2] if self.lags else None

    def overdue(self, now: float) -> bool:
        """Whether nobody has looked at the source for long though it is due, as when nothing follows any more.

        Where a command of cron follows, it may come as seldom as once an hour.
        """
        return bool(self.next) and now - self.next > max(self.every, _HOUR)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Plain) -> "SourceState":
        """What JSON kept; what this version does not know of is left out."""
        known = {f.name for f in fields(cls)}
        told: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in plain.items() if n in known}
        good, alarms = told.get("good"), told.get("alarms", ())
        told |= {"good": Example(**good) if good else None, "alarms": tuple((at, text) for at, text in alarms)}
        return cls(**told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An address that a source offers, and what came of it.

    `found` and `place` are when and at which place the source offered it first, `due` when it is to be visited
    (`None` for never again), `tries` the failures in a row, `first` when it was first read. `document` is its last
    version, `mark` a hash of what that says, `stamp` the source's own word for its version, and `when` the beginning
    of a calendar entry.
    """

    source: str
    address: str
    found: float
    place: int = 0
    due: float | None = None
    tries: int = 0
    first: float | None = None
    document: str | None = None
    mark: str | None = None
    stamp: str | None = None
    when: str | None = None
    published: str | None = None
    etag: str | None = None
    modified: str | None = None
    refused: str | None = None

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return key(self.source, self.address)

    def settled(self, **values: Any) -> "Visit":
        """The visit with what came of it."""
        return replace(self, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """What an edit changed in the record: a field of a record of a kind, or with no field the record as a whole.

    `before` and `after` are what the two versions say, in words; `None` is nothing. `items` are the claims or entities
    that say so, as (document, item) pairs.
    """

    kind: str
    title: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    words: str = ""
    items: tuple[tuple[str, str], ...] = ()

    @property
    def what(self) -> str:
        """What happened, in words.

        >>> Alteration(kind="meeting", title="Talks", field="date", before="2027-03-03", after="2027-04-10").what
        'date: 2027-03-03 → 2027-04-10'
        """
        if self.field:
            return f"{self.field.replace('_', ' ')}: {self.before or 'not said'} → {self.after or 'not said'}"
        return "now said" if self.before is None else "no longer said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A page that says something else than before: the ids of both versions, or that it is `gone`."""

    source: str
    address: str
    before: str
    after: str | None
    at: str
    alterations: tuple[Alteration, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from all others: an edit that is found again is the same."""
        return key(self.address, f"{self.before} {self.after or 'gone'}")

    @classmethod
    def of(cls, row: Plain, alterations: Sequence[Plain]) -> "Edit":
        """What was kept."""
        told = [{**a, "items": tuple((d, i) for d, i in a["items"])} for a in alterations]
        names = ("source", "address", "before", "after", "at")
        return cls(**{name: row[name] for name in names}, alterations=tuple(Alteration(**a) for a in told))


def key(*parts: str) -> str:
    """Thirty-two hexadecimal digits of some texts."""
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:32]
