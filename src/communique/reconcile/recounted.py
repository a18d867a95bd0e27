"""Meetings whose days hang on others that moved: reports of the days that come of it are of them too.

Law: a day is counted again from each day that reports give for the meeting that it hangs on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.model.hanging import shifted
from communique.reconcile.alike import ENOUGH, linked
from communique.reconcile.backed import Backed
from communique.reconcile.gathered import Meeting
from communique.reconcile.groups import Key, Link
from communique.reconcile.occasions import SLIP, Occasion


def recounted(clusters: Backed[Meeting], by_key: Mapping[Key, Occasion]) -> Iterator[Link]:
    """Links of reports whose days hang on another meeting to those of the days counted from where that went."""
    moved = [variant for o in by_key.values() if o.hangs for variant in _moved(clusters, o, by_key)]
    if not moved:
        return
    by_day = _by_day(list(by_key.values()))
    for variant in moved:
        assert variant.days is not None
        first, last = variant.days
        near = {o.key: o for day in range(first - SLIP, last + SLIP + 1) for o in by_day.get(day, ())}
        for key in sorted(near):
            if key == variant.key or near[key].hangs:
                continue
            link = linked(*sorted((variant, near[key]), key=lambda o: o.key))
            if link and link.score >= ENOUGH:
                yield link


def _by_day(occasions: Sequence[Occasion]) -> dict[int, list[Occasion]]:
    """The reports that give days, by each of these."""
    found: dict[int, list[Occasion]] = {}
    for o in occasions:
        if o.exact and o.days:
            for day in range(o.days[0], o.days[1] + 1):
                found.setdefault(day, []).append(o)
    return found


def _moved(clusters: Backed[Meeting], o: Occasion, by_key: Mapping[Key, Occasion]) -> Iterator[Occasion]:
    """A report as if it were of the days counted from each other day of the meeting that its own hang on."""
    if o.hangs is None or o.hangs[0] not in by_key:
        return
    anchor, amount, unit = o.hangs
    group = clusters.members.get(clusters.of(anchor), ())
    told = {by_key[key].days for key in group if key != anchor and by_key[key].exact}
    for days in sorted(filter(None, told)):
        day = shifted(days[1] if amount > 0 else days[0], amount, unit)
        if o.days is None or not o.exact or day != o.days[0]:
            yield replace(o, days=(day, day), guessed=False, relocated=True)
