"""What a register knew on a day: its documents and decisions of until then, and the records that follow from them.

A document is read as the present extractors read it, also for a day in the past.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from communique.model.decision import Decision
from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile.records import everything
from communique.reconcile.records import records as records_of

BY = ("added", "published")


class Kept(Protocol):
    """What is asked of a register here."""

    def readings(self) -> Iterable[Reading]:
        """The stored readings."""
        ...

    def added(self) -> Mapping[str, str]:
        """When each document was added, by its id."""
        ...

    def decisions(self) -> Sequence[Decision]:
        """The decisions."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Readings and decisions, with the day (`YYYY-MM-DD`, UTC) from which each document counts as known, by its id."""

    readings: tuple[Reading, ...]
    days: Mapping[str, str]
    decisions: tuple[Decision, ...] = ()
    by: str = "added"

    def on(self, day: str | None) -> "Known":
        """What was known at the end of a day; `None` is all."""
        if day is None:
            return self
        return Known(
            readings=tuple(r for r in self.readings if self.days[r.document.id] <= day),
            days=self.days,
            decisions=tuple(d for d in self.decisions if self.by == "published" or d.when[:10] <= day),
            by=self.by,
        )

    def records(self, kind: str) -> list[Record]:
        """The records of one kind, named in the plural. Raises `KeyError`."""
        return records_of(kind, self.readings, self.decisions)

    def everything(self) -> Mapping[str, tuple[Record, ...]]:
        """The records of all kinds, by the kinds' plurals."""
        return everything(self.readings, self.decisions)

    def news(self, since: str, until: str) -> list[str]:
        """The days after `since`, up to and with `until`, on which something became known."""
        ruled = () if self.by == "published" else (d.when[:10] for d in self.decisions)
        return sorted({day for day in (*self.days.values(), *ruled) if since < day <= until})


def known(register: Kept, by: str = "added") -> Known:
    """What a register knows; documents count from the day they were `added`, or `published`, all decisions then."""
    added = register.added()
    readings = tuple(r for r in register.readings() if r.document.id in added)
    days = {r.document.id: _day(r, added[r.document.id], by) for r in readings}
    return Known(readings=readings, days=days, decisions=tuple(register.decisions()), by=by)


def _day(reading: Reading, added: str, by: str) -> str:
    published = reading.document.published
    return published[:10] if by == "published" and published and _is_day(published[:10]) else added[:10]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day_before(day: str) -> str:
    """The day before a day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
