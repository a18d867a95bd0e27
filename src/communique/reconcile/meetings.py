"""Which reports speak of one meeting; law: the order of documents does not matter.

A meeting is its body and number, or its body or parties and its place in the sequence, never its date alone: a meeting
that moves stays one. Evidence adds up; some things two reports of one meeting cannot have: other numbers, unrelated
bodies, days apart of which no report says that one gave way to the other. Two groups join where many reports of the
smaller one are like some of the other. A report without an exact date joins only where no second meeting competes for
it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby, pairwise

from communique.reconcile.alike import ENOUGH, linked, of_one_name, pairs
from communique.reconcile.backed import Backed
from communique.reconcile.days import gap
from communique.reconcile.elsewhen import elsewhen
from communique.reconcile.gathered import Meeting, meeting
from communique.reconcile.groups import Clusters, Key, Link, Rulings
from communique.reconcile.occasions import SLIP, Occasion
from communique.reconcile.recounted import recounted
from communique.reconcile.sequence import in_sequence

_EXACT, _DATED, _GUESSED = range(3)
# From such a score on it does not matter how the dates are given.
_SURE = 0.96
# How far ahead the likeliest meeting must be of the next for a report without an exact date.
_MARGIN = 0.04
# And for a lone report that less speaks for.
_FAR_AHEAD = 0.1
# How much each further report of the likeliest meeting adds, and how many of them count.
_MORE, _MOST = 0.02, 8
# So many characters after it a report may give the new date of a meeting that it puts off.
_NEARBY = 400
# The purpose of a visit is told within so many characters.
_SAME_BREATH = 100
_TALKS = frozenset({"talks", "consultation"})


def cluster(occasions: Sequence[Occasion], rulings: Rulings) -> Clusters[Meeting]:
    """The reports of meetings in groups."""
    anchors = {occasion.hangs[0] for occasion in occasions if occasion.hangs}
    ordered = elsewhen(list(in_sequence(sorted(occasions, key=lambda o: o.key))))
    by_key = {o.key: o.timeless if o.key in anchors else o for o in ordered}
    apart = tuple((o.key, o.hangs[0]) for o in by_key.values() if o.hangs)
    rulings = replace(rulings, different=(*rulings.different, *apart))
    clusters = Backed({key: meeting(occasion) for key, occasion in by_key.items()}, rulings)
    clusters.force(_put_off(list(by_key.values())))
    clusters.force(_told_twice(list(by_key.values())))
    found = [link for a, b in pairs(list(by_key.values())) if (link := linked(a, b))]
    links = [link for link in found if link.score >= ENOUGH]
    clusters.know(links)
    for stage in (_EXACT, _DATED, _GUESSED, _DATED, _GUESSED):
        now = [link for link in links if _stage(by_key[link.a], by_key[link.b], link) == stage]
        clusters.add_backed(now if stage == _EXACT else _uncontested(clusters, by_key, now))
    clusters.add_backed(recounted(clusters, by_key))
    clusters.add_backed(_lone(clusters, by_key, [link for link in found if link.score < ENOUGH]))
    clusters.add(_hung_alike(clusters, list(by_key.values())))
    return clusters


def _stage(a: Occasion, b: Occasion, link: Link) -> int:
    """When two reports may join: those with days first, then those with dates, then those that give none."""
    if (a.exact and b.exact) or (link.score >= _SURE and _can_be_at_once(a, b)):
        return _EXACT
    return _GUESSED if a.guessed or b.guessed else _DATED


def _can_be_at_once(a: Occasion, b: Occasion) -> bool:
    """Whether their days are near each other, or their number says that they are one whenever that is."""
    numbered = a.ordinal is not None and a.ordinal == b.ordinal
    return numbered or a.days is None or b.days is None or gap(a.days, b.days) <= SLIP


def _put_off(occasions: Sequence[Occasion]) -> Iterator[Link]:
    """Links within a report that puts a meeting off and then gives its new date as if it were another meeting."""
    ordered = sorted(occasions, key=lambda o: (o.voice, o.start, o.key))
    for old, new in pairwise(ordered):
        near = old.voice == new.voice and new.start - old.start < _NEARBY
        fits = old.status == "postponed" and new.status in ("scheduled", "tentative") and new.moved
        if near and fits and old.days and new.exact and gap(old.days, new.days or old.days) > 0:
            same = not meeting(old).levels_clash(meeting(new)) and not meeting(old).families_clash(meeting(new))
            if same and not (old.ordinal and new.ordinal):
                yield Link(0.8, old.key, new.key, "the report puts it off and then gives its new date")


def _told_twice(occasions: Sequence[Occasion]) -> Iterator[Link]:
    """Links within a report that speaks of one meeting in two places: of the same body or town, on the same days."""
    ordered = sorted(occasions, key=lambda o: (o.voice, o.start, o.key))
    for _, own in groupby(ordered, key=lambda o: o.voice):
        for a, b in combinations(own, 2):
            fits = a.kind == b.kind and not (a.guessed and b.guessed) and _same_days(a, b)
            if (fits and _same_sort(a, b)) or _goes_by_its_town(a, b):
                yield Link(0.7, a.key, b.key, "the report tells of it twice")
            elif _is_purpose(a, b):
                yield Link(0.7, a.key, b.key, "talks that are the purpose of the visit")


def _goes_by_its_town(a: Occasion, b: Occasion) -> bool:
    """Whether a body's meeting is told of again by its town alone, in days that agree: "the Paris meeting"."""
    if a.kind != b.kind or not a.place or a.place != b.place or not a.days or not b.days or a.guessed or b.guessed:
        return False
    alone = b if b.body is None else a
    return (a.body is None) != (b.body is None) and not alone.people and gap(a.days, b.days) == 0


def _is_purpose(a: Occasion, b: Occasion) -> bool:
    """Whether a report tells of a visit and right then of the talks for which it is made."""
    visits = (a.kind == "visit") != (b.kind == "visit") and {a.kind, b.kind} & _TALKS
    if not visits or abs(a.start - b.start) > _SAME_BREATH or not a.people & b.people:
        return False
    there = not a.place or not b.place or a.place == b.place
    return there and (a.guessed != b.guessed or (a.exact and b.exact and a.days == b.days))


def _hung_alike(clusters: Clusters[Meeting], occasions: Sequence[Occasion]) -> Iterator[Link]:
    """Links of reports that count from one meeting alike, whenever each of them takes that to be."""
    first: dict[tuple[Key, int, str], Key] = {}
    for o in occasions:
        if o.hangs and o.hangs[0] in clusters.forest.parent:
            counted = (clusters.of(o.hangs[0]), *_in_days(*o.hangs[1:]))
            if first.setdefault(counted, o.key) != o.key:
                yield Link(0.85, first[counted], o.key, "as long after one meeting, or before it")


def _in_days(amount: int, unit: str) -> tuple[int, str]:
    return (7 * amount, "day") if unit == "week" else (amount, unit)


def _same_days(a: Occasion, b: Occasion) -> bool:
    return bool(a.days and b.days and gap(a.days, b.days) == 0 and (a.exact == b.exact or a.guessed or b.guessed))


def _same_sort(a: Occasion, b: Occasion) -> bool:
    """Whether they are in one town or of one body, and nothing of them differs."""
    x, y = meeting(a), meeting(b)
    if x.levels_clash(y) or x.families_clash(y) or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
        return False
    if a.people and b.people and not a.people & b.people:
        return False
    place = bool(a.place and b.place and a.place[0] == b.place[0])
    body = a.body is not None and (a.body == b.body or of_one_name(a, b))
    return (place and (body or a.kind == "summit")) or (body and a.exact and b.exact and a.days == b.days)


def _uncontested(clusters: Clusters[Meeting], by_key: Mapping[Key, Occasion], links: Sequence[Link]) -> list[Link]:
    """The links of reports without an exact date to the one meeting that is ahead of all others.

    Every further report of a meeting that it is like speaks for that meeting.
    """
    chosen = []
    for own, ranked in _ranked(clusters, {key for key, o in by_key.items() if not o.exact}, links):
        likeliest = ranked[0][1]
        rivals = [link for weight, link in ranked[1:] if weight > ranked[0][0] - _MARGIN]
        own_body = _of_one_body(by_key, likeliest)
        rivals = [link for link in rivals if not own_body or _of_one_body(by_key, link)]
        if all(_one(clusters, likeliest, rival, own) for rival in rivals):
            chosen.append(likeliest)
    return chosen


def _of_one_body(by_key: Mapping[Key, Occasion], link: Link) -> bool:
    """Whether two reports are of one body by their own words."""
    a, b = by_key[link.a], by_key[link.b]
    return a.body is not None and a.body == b.body and not (a.implied or b.implied)


def _lone(clusters: Clusters[Meeting], by_key: Mapping[Key, Occasion], links: Sequence[Link]) -> list[Link]:
    """The links of reports with a date that stand alone to the one meeting that they are like, far ahead of others."""
    size = Counter(map(clusters.of, by_key))
    alone = {key for key, o in by_key.items() if size[clusters.of(key)] == 1 and not o.guessed}
    ranked = dict(_ranked(clusters, alone, links))
    ahead = {own for own, of in ranked.items() if len(of) == 1 or of[0][0] - of[1][0] >= _FAR_AHEAD}
    surest = (ranked[own][0][1] for own in sorted(ahead))
    return [link for link in surest if not {link.a, link.b} & alone - ahead]


def _ranked(
    clusters: Clusters[Meeting], wanted: Collection[Key], links: Sequence[Link]
) -> Iterator[tuple[Key, list[tuple[float, Link]]]]:
    """For each wanted report that has any, its surest links to each meeting that it may be of, the likeliest first."""
    found: dict[Key, dict[Key, list[Link]]] = {}
    for link in sorted(links):
        for own, other in ((link.a, link.b), (link.b, link.a)):
            if own in wanted and not clusters.forbidden(clusters.of(own), clusters.of(other)):
                found.setdefault(own, {}).setdefault(clusters.of(other), []).append(link)
    for own in sorted(found):
        of_each = found[own].values()
        yield own, sorted(((_weight(some), min(some, key=_surest)) for some in of_each), key=_heaviest)


def _weight(links: Sequence[Link]) -> float:
    return max(link.score for link in links) + _MORE * min(_MOST, len(links) - 1)


def _surest(link: Link) -> tuple[float, Link]:
    return -link.score, link


def _heaviest(weighed: tuple[float, Link]) -> tuple[float, Link]:
    return -weighed[0], weighed[1]


def _one(clusters: Clusters[Meeting], a: Link, b: Link, own: Key) -> bool:
    """Whether the other ends of two links can be one meeting, so that they do not compete."""
    x, y = (link.b if link.a == own else link.a for link in (a, b))
    return not clusters.forbidden(clusters.of(x), clusters.of(y))
