"""The front page: what is next, what changed, what waits for review."""

from collections.abc import Sequence
from typing import Any

from communique.model.days import civil, month_length, number, weekday
from communique.model.edtf import iso
from communique.web.entries import Entry, entries
from communique.web.shelf import Shelf
from communique.web.views.changes import changes
from communique.web.views.review import waiting
from communique.web.words import LABELS

View = dict[str, Any]
_LONGEST = 31
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def front(shelf: Shelf, today: str, month: str = "") -> View:
    """The front page of a day; `month` (`YYYY-MM`) turns the calendar to another month."""
    year, of_year, day = (int(part) for part in today.split("-"))
    at = number(year, of_year, day)
    shown = (int(month[:4]), int(month[5:])) if month else (year, of_year)
    meetings = entries(shelf)["meetings"]
    dated = [entry for entry in meetings if entry.date and entry.days[1] - entry.days[0] <= _LONGEST]
    return {
        "title": "The desk",
        "today": today,
        "week": _week(dated, at),
        "month": _month(dated, shown, at),
        "later": _later(meetings, at),
        "changes": [change for change in changes(shelf) if change["kind"] != "posts"][:12],
        "review": waiting(shelf)[:8],
        "waiting": len(waiting(shelf)),
        "counts": {kind: len(entries(shelf)[kind]) for kind in LABELS},
    }


def _exact(entry: Entry) -> bool:
    """Whether a meeting stands in single days, and not only in a month."""
    return bool(entry.date) and (entry.days[1] - entry.days[0] < 14) and "-" in str(entry.date)[5:]


def _day(dated: Sequence[Entry], day: int, today: int) -> View:
    here = [entry.item for entry in dated if entry.days[0] <= day <= entry.days[1] and _exact(entry)]
    return {"day": iso(day), "number": civil(day)[2], "weekday": weekday(day), "today": day == today, "meetings": here}


def _week(dated: Sequence[Entry], today: int) -> list[View]:
    first = today - weekday(today) + 1
    return [_day(dated, first + n, today) for n in range(7)]


def _month(dated: Sequence[Entry], shown: tuple[int, int], today: int) -> View:
    year, month = shown
    first, last = number(year, month, 1), number(year, month, month_length(year, month))
    start = first - weekday(first) + 1
    weeks = [
        [{**_day(dated, day, today), "inside": first <= day <= last} for day in range(monday, monday + 7)]
        for monday in range(start, last + 1, 7)
    ]
    vague = [e.item for e in dated if not _exact(e) and e.days[0] <= last and e.days[1] >= first]
    before, after = civil(first - 1), civil(last + 1)
    return {
        "name": f"{_MONTHS[month - 1]} {year}",
        "weeks": weeks,
        "vague": vague,
        "previous": f"{before[0]:04}-{before[1]:02}",
        "next": f"{after[0]:04}-{after[1]:02}",
    }


def _later(meetings: Sequence[Entry], today: int) -> list[View]:
    """What comes, soonest first."""
    coming = [entry for entry in meetings if entry.date and entry.days[1] >= today]
    return [entry.item for entry in sorted(coming, key=lambda entry: (*entry.days, entry.id))[:14]]
