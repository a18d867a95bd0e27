"""A meeting through time: what was announced, moved, held or cancelled, each with the report that said it first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.languages import pattern
from communique.model.record import Event
from communique.reconcile.days import apart, first_day, gap, window
from communique.reconcile.groups import Key
from communique.reconcile.occasions import SLIP
from communique.reconcile.said import Said, in_time, is_relocated

_FINAL = ("held", "cancelled")
# What is fixed stays fixed when a later report is less sure, and what goes on is not to come again.
_STANDS = (("ongoing", "scheduled"), ("ongoing", "tentative"), ("scheduled", "tentative"))


@dataclass(frozen=True, slots=True)
class Chain:
    """The claims of a record in time; `current` are those since the last move, `status` the one that holds.

    `placed` are the current ones since one said that the meeting is in another place.
    """

    said: tuple[Said, ...]
    current: frozenset[Key]
    placed: frozenset[Key]
    status: str | None
    online: bool
    events: tuple[Event, ...]


def chain(group: Sequence[Said]) -> Chain:
    """The chain of a meeting's reports."""
    said = tuple(in_time(group))
    start = _last_move(said)
    before = [str(s.claim["date"]) for s in said[:start] if s.claim["date"]]
    current = frozenset(s.key for s in said[start:] if not _tells_old(s, before))
    there = max((i for i, s in enumerate(said) if is_relocated(s)), default=0)
    placed = frozenset(s.key for s in said[there:] if s.key in current)
    online = next((_online(s) for s in reversed(said) if _online(s) is not None), False)
    return Chain(said, current, placed, _status(said), bool(online), tuple(_events(said)))


def plain_chain(group: Sequence[Said]) -> Chain:
    """The claims of a record that has no dates to move: all are current."""
    said = tuple(in_time(group))
    every = frozenset(s.key for s in said)
    return Chain(said, every, every, None, False, ())


def moved(said: Said) -> bool:
    """Whether a report says that the meeting has another date than before."""
    return said.claim["status"] == "postponed" or bool(pattern("register", "moved").search(said.words))


def _last_move(said: Sequence[Said]) -> int:
    """Where the reports begin that tell the date that holds."""
    start = 0
    for i, item in enumerate(said):
        date = item.claim["date"]
        before = [s.claim["date"] for s in said[start:i] if s.claim["date"] and _earlier(s, item)]
        copied = any(s.group == item.group and s.document != item.document for s in said[start:i])
        if not date or not before or copied:
            continue
        nearest = min(apart(str(date), str(d)) or 0 for d in before)
        if nearest > 0 and (moved(item) or nearest > SLIP):
            start = i
    return start


def _tells_old(said: Said, before: Sequence[str]) -> bool:
    """Whether a report puts a meeting off and gives the date that it had."""
    date = said.claim["date"]
    return said.claim["status"] == "postponed" and any(apart(str(date), d) == 0 for d in before if date)


def _earlier(a: Said, b: Said) -> bool:
    """Whether a claim was made before another: by another report, or by the same one, which puts off and sets anew."""
    return a.published != b.published or a.document == b.document


def _status(said: Sequence[Said]) -> str | None:
    """The latest status said; what is over stays over whatever is said of it later as if it were still to come."""
    shown, said_in = None, ""
    for item in said:
        status = str(item.claim["status"])
        if shown in _FINAL and status not in _FINAL:
            continue
        if (shown, status) in _STANDS:
            continue
        if shown != "postponed" or said_in != item.document:
            shown, said_in = status, item.document
    return shown


def _online(said: Said) -> bool | None:
    """Whether a report says that the meeting is online, or in person, if it says either."""
    format = said.claim["format"]
    if format:
        return format == "online"
    return True if pattern("register", "online").search(said.claim.evidence[0].quote) else None


def _events(said: Sequence[Said]) -> Iterator[Event]:
    """One event for each change of date or status, by its first report; copies and repeats add none."""
    date: str | None = None
    status: str | None = None
    told: dict[str, str] = {}
    for item in said:
        if told.setdefault(item.group, item.document) != item.document:
            continue
        new_date, new_status = item.claim["date"], str(item.claim["status"])
        dated = new_date is not None and (date is None or (apart(str(new_date), date) or 0) > 0)
        if status is not None and not dated and (new_status == status or _over(status, new_status)):
            continue
        what = _what(date, str(new_date) if dated else None, status, new_status, moved(item))
        date = str(new_date) if dated else date
        values = {"date": date, "status": new_status}
        if item.claim["place"]:
            values["place"] = str(item.claim["place"])
        status = new_status if status is None or not _over(status, new_status) else status
        documents = tuple(sorted({s.document for s in said if s.group == item.group}))
        yield Event(reported=item.published, what=what, values=values, documents=documents)


def _over(before: str, after: str) -> bool:
    return before in _FINAL and after not in _FINAL


def _what(date: str | None, new: str | None, status: str | None, said: str, move: bool) -> str:
    """The word for a change."""
    if status is None:
        return "announced" if said in ("scheduled", "tentative") else said
    if date and new and said in ("scheduled", "tentative", "postponed"):
        x, y = window(date), window(new)
        later = bool(x and y and y[0] > x[0])
        far = bool(x and y and gap(x, y) > SLIP)
        if move or far:
            return "postponed" if later else "brought forward"
        return "dated otherwise"
    if date is None and new and said == status:
        return "dated"
    return said


def earliest(said: Sequence[Said]) -> str | None:
    """The date that the first report of a meeting with one gives."""
    dated = [s for s in said if s.claim["date"]]
    return str(min(dated, key=lambda s: (first_day(s.published), s.key)).claim["date"]) if dated else None
