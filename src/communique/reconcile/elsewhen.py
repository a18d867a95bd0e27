"""Numbered sessions and summits to which a later report gives another day, as if that had always been theirs.

Law: what was still ahead on the old day when the later report came, in the same town and of the same body, has moved,
unless that report or one after it tells of the old day too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.reconcile.days import gap
from communique.reconcile.occasions import SLIP, Occasion

# It moves by so many days at most, and reports that give days give fewer than these.
_MOST, _LASTS = 21, 7
_AHEAD = ("scheduled", "tentative")


def elsewhen(occasions: Sequence[Occasion]) -> Iterator[Occasion]:
    """The reports of meetings, those that give another day to an earlier report's session saying that it moved."""
    rows: dict[tuple[str, str], list[Occasion]] = {}
    for o in occasions:
        if o.exact and o.body is not None and o.place and not o.beneath and o.published:
            rows.setdefault((o.families[0] if o.families else o.body, o.place[0]), []).append(o)
    moved = {late.key for row in rows.values() for late in _later(row)}
    yield from (replace(o, moved=True) if o.key in moved else o for o in occasions)


def _later(row: Sequence[Occasion]) -> Iterator[Occasion]:
    """Those of one body and town that give another day; each is compared with those of the days around its own."""
    ordered = sorted(row, key=_first_day)
    days = [_first_day(o) for o in ordered]
    for early in ordered:
        if early.ordinal is None and early.kind != "summit":
            continue
        first = bisect_left(days, _first_day(early) - _MOST - _LASTS)
        near = ordered[first : bisect_right(days, _first_day(early) + _MOST + _LASTS)]
        for late in near:
            if _gives_another_day(early, late) and not any(_tells_again(early, o, late.published) for o in near):
                yield late


def _first_day(o: Occasion) -> int:
    return o.days[0] if o.days else 0


def _gives_another_day(early: Occasion, late: Occasion) -> bool:
    """Whether a later report gives another day to what an earlier one counts, or calls a summit."""
    one = early.ordinal is not None or early.kind == late.kind == "summit"
    if not one or (late.ordinal and late.ordinal != early.ordinal) or early.status not in _AHEAD:
        return False
    if early.published >= late.published or late.status not in _AHEAD or not early.days or not late.days:
        return False
    levels = not early.levels or not late.levels or early.levels & late.levels
    return bool(levels) and SLIP < gap(early.days, late.days) <= _MOST and early.days[0] >= late.published


def _tells_again(early: Occasion, o: Occasion, since: int) -> bool:
    """Whether a report that is no older tells of the old day."""
    return o.published >= since and o.days is not None and early.days is not None and gap(o.days, early.days) == 0
