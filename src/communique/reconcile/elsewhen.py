"""Numbered sessions and summits to which a later report gives another day, as if that had always been theirs.

Law: what was still ahead on the old day when the later report came, in the same town and of the same body, has moved,
unless that report or one after it tells of the old day too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from communique.reconcile.days import gap
from communique.reconcile.occasions import SLIP, Occasion

# It moves by so many days at most.
_MOST = 21
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
    for a, b in combinations(sorted(row, key=lambda o: (o.published, o.key)), 2):
        if _gives_another_day(a, b) and not any(_tells_again(a, o, b.published) for o in row):
            yield b


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
