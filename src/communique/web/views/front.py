"""The front page: what is next, what changed, what waits for review."""

from collections.abc import Mapping, Sequence
from typing import Any

from communique.model.days import civil, month_length, number, weekday
from communique.model.edtf import iso
from communique.store.cards import NEVER
from communique.store.catalogue import Card
from communique.web.entries import Plain, items
from communique.web.shelf import Shelf
from communique.web.views.changes import changes
from communique.web.views.review import waiting
from communique.web.words import LABELS

View = dict[str, Any]
_LONGEST = 31
_MOST = 20_000  # meetings of two months that are looked at
_IN_DAY, _VAGUE, _LATER = 6, 12, 14
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def front(shelf: Shelf, today: str, month: str = "") -> View:
    """The front page of a day; `month` (`YYYY-MM`) turns the calendar to another month."""
    year, of_year, day = (int(part) for part in today.split("-"))
    at = number(year, of_year, day)
    shown = (int(month[:4]), int(month[5:])) if month else (year, of_year)
    open_questions = waiting(shelf)
    return {
        "title": "The desk",
        "today": today,
        "week": _week(shelf, at),
        "month": _month(shelf, shown, at),
        "later": _later(shelf, at),
        "changes": [change for change in changes(shelf) if change["kind"] != "posts"][:12],
        "review": open_questions[:8],
        "waiting": len(open_questions),
        "counts": {kind: shelf.total(kind) for kind in LABELS},
    }


def _dated(shelf: Shelf, first: int, last: int) -> list[Card]:
    """The meetings that lie between two days, as far as their dates tell, those with more reports first."""
    between = ("between", first, last)
    found = shelf.of_cards(
        "meetings", between, lambda: shelf.catalogue.between("meetings", first - _LONGEST, last, _MOST)
    )
    here = [card for card in found if card.until >= first and card.until - card.day <= _LONGEST]
    return sorted(here, key=lambda card: (-card.support, card.day, card.id))


def _exact(card: Card) -> bool:
    """Whether a meeting stands in single days, and not only in a month."""
    return card.until - card.day < 14


def _days(shelf: Shelf, first: int, last: int, today: int) -> tuple[list[View], list[Card]]:
    """Each day with its meetings, and the meetings that lie somewhere between the days."""
    dated = _dated(shelf, first, last)
    exact = [card for card in dated if _exact(card)]
    here = {day: [c for c in exact if c.day <= day <= c.until] for day in range(first, last + 1)}
    shown = _by_id(shelf, [card for cards in here.values() for card in cards[:_IN_DAY]])
    days = [{**_day(shown, here[day]), **_of_day(day, today)} for day in here]
    return days, [card for card in dated if not _exact(card)]


def _day(shown: Mapping[str, Plain], cards: Sequence[Card]) -> View:
    return {"meetings": [shown[card.id] for card in cards[:_IN_DAY] if card.id in shown], "count": len(cards)}


def _of_day(day: int, today: int) -> View:
    return {"day": iso(day), "number": civil(day)[2], "weekday": weekday(day), "today": day == today}


def _by_id(shelf: Shelf, cards: Sequence[Card]) -> dict[str, Plain]:
    return {item["id"]: item for item in items(shelf, "meetings", [card.id for card in cards])}


def _week(shelf: Shelf, today: int) -> list[View]:
    first = today - weekday(today) + 1
    return _days(shelf, first, first + 6, today)[0]


def _month(shelf: Shelf, shown: tuple[int, int], today: int) -> View:
    year, month = shown
    first, last = number(year, month, 1), number(year, month, month_length(year, month))
    start = first - weekday(first) + 1
    days, vague = _days(shelf, start, last + 7 - weekday(last), today)
    for n, day in enumerate(days):
        day["inside"] = first <= start + n <= last
    some = [card for card in vague if card.day <= last and card.until >= first]
    before, after = civil(first - 1), civil(last + 1)
    return {
        "name": f"{_MONTHS[month - 1]} {year}",
        "weeks": [days[n : n + 7] for n in range(0, len(days), 7)],
        "vague": list(_by_id(shelf, some[:_VAGUE]).values()),
        "vague_count": len(some),
        "previous": f"{before[0]:04}-{before[1]:02}",
        "next": f"{after[0]:04}-{after[1]:02}",
    }


def _later(shelf: Shelf, today: int) -> list[View]:
    """What comes, soonest first."""
    near = shelf.catalogue.between("meetings", today - _LONGEST, NEVER[0] - 1, _LATER + 200)
    coming = [card for card in near if card.until >= today]
    if len(coming) < _LATER:
        coming += [card for card in shelf.catalogue.between("meetings", today, NEVER[0] - 1, _LATER)
                   if card not in coming]  # fmt: skip
    return items(shelf, "meetings", [card.id for card in sorted(coming, key=lambda c: (c.day, c.until, c.id))[:_LATER]])
