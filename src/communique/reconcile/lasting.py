"""Meetings that one report lets begin on a day and another end on a later one: they last from the one to the other.

Law: a claim is left as read; only what its record is made of has both days.
"""

from collections.abc import Sequence
from dataclasses import replace

from communique.model.days import civil
from communique.reconcile.days import window
from communique.reconcile.occasions import edge
from communique.reconcile.said import Said

# They last so many days at most.
_MOST = 14
_MEET = ("session", "summit", "conference")


def lasting(said: Sequence[Said]) -> Sequence[Said]:
    """The claims of a meeting, those that tell on which day it ended with its first day too, where others tell that."""
    days = {item.key: day for item in said if (day := _day(item)) is not None}
    sides = {item.key: edge(item.claim) for item in said if item.key in days}
    begins = [(item.published or "", days[item.key]) for item in said if sides.get(item.key) == "begins"]
    other = {day for key, day in days.items() if sides[key] != "ends"}
    ends = {key: day for key, day in days.items() if sides[key] == "ends" and day not in other}
    return [_whole(item, ends[item.key], begins) if item.key in ends else item for item in said] if begins else said


def _whole(item: Said, end: int, begins: Sequence[tuple[str, int]]) -> Said:
    """A claim with all days from the one that was told last as that on which the meeting begins."""
    near = [(published, day) for published, day in begins if 0 < end - day < _MOST]
    if not near:
        return item
    date = "/".join("{:04}-{:02}-{:02}".format(*civil(day)) for day in (max(near)[1], end))
    return replace(item, claim=replace(item.claim, values={**item.claim.values, "date": date}))


def _day(item: Said) -> int | None:
    """The one day that a claim of a gathering gives."""
    days = window(str(item.claim["date"])) if item.claim["date"] and item.claim["kind"] in _MEET else None
    return days[0] if days and days[0] == days[1] else None
