"""Which reports speak of one meeting; law: the order of documents does not matter.

A meeting is its body and number, or its body or parties and its place in the sequence, never its date alone: a meeting
that moves stays one. Evidence adds up; some things two reports of one meeting cannot have: other numbers, unrelated
bodies, days apart of which no report says that one gave way to the other. Two groups join where many reports of the
smaller one are like some of the other. A report without an exact date joins only where no second meeting competes for
it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise

from communique.reconcile.alike import ENOUGH, linked, pairs
from communique.reconcile.backed import Backed
from communique.reconcile.days import Window, gap
from communique.reconcile.groups import Clusters, Key, Link, Rulings
from communique.reconcile.occasions import SLIP, Occasion, related

_EXACT, _DATED, _GUESSED = range(3)
# From such a score on it does not matter how the dates are given.
_SURE = 0.93
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
# A body is a meeting's where one of so many reports names it.
_FEW = 5
# A meeting moves by at most so many days.
_MOVES = 400


Voices = Mapping[str, tuple[Occasion, ...]]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of a group of reports; `days` are those that all of them can mean.

    `voices` are those of whose meetings no two can be one, unless they may be told of twice, with what each says; who
    gives neither date nor body may speak of one again.
    """

    voices: Voices
    ordinals: frozenset[tuple[str | None, int]]
    families: Mapping[tuple[str, ...], int]
    reports: int
    held: Window | None
    called_off: int
    arranged: int
    days: Window | None
    moved: bool
    levels: frozenset[str]

    def clashes(self, other: "Meeting") -> bool:
        """Whether the two cannot be one meeting."""
        if self._voices_clash(other) or not self._numbers_agree(other):
            return True
        if self.levels_clash(other) or self.families_clash(other):
            return True
        if self.held and other.held and gap(self.held, other.held) > SLIP:
            return True
        if self._called_off_before(other) or other._called_off_before(self):
            return True
        if self.ordinals & other.ordinals or self.days is None or other.days is None:
            return False
        return gap(self.days, other.days) > (_MOVES if self.moved or other.moved else SLIP)

    def levels_clash(self, other: "Meeting") -> bool:
        """Whether they are of other levels: ministers, and heads of state."""
        return bool(self.levels and other.levels and not self.levels & other.levels)

    def families_clash(self, other: "Meeting") -> bool:
        """Whether they are of bodies neither of which belongs to the other."""
        return any(not related(a, b) for a in self.bodies for b in other.bodies)

    @property
    def bodies(self) -> Iterator[tuple[str, ...]]:
        """The bodies that enough of the reports name for it to be theirs: one of many may be read wrongly."""
        return (family for family, count in self.families.items() if count * _FEW >= self.reports)

    def plus(self, other: "Meeting") -> "Meeting":
        """Both together."""
        levels = self.levels & other.levels if self.levels and other.levels else self.levels | other.levels
        return Meeting(
            voices=_both(self.voices, other.voices),
            ordinals=self.ordinals | other.ordinals,
            families=Counter(self.families) + Counter(other.families),
            reports=self.reports + other.reports,
            held=_hull(self.held, other.held),
            called_off=_first(self.called_off, other.called_off),
            arranged=_first(self.arranged, other.arranged),
            days=_narrower(self.days, other.days),
            moved=self.moved or other.moved,
            levels=levels,
        )

    def _called_off_before(self, other: "Meeting") -> bool:
        """Whether this was called off before the other was arranged, for days that lie behind those it was to have."""
        if not self.called_off or not other.arranged or not self.days or not other.days:
            return False
        return other.arranged > self.called_off and other.days[0] - self.days[1] > SLIP

    def _voices_clash(self, other: "Meeting") -> bool:
        """Whether one report tells of both as of two meetings."""
        few, many = sorted((self.voices, other.voices), key=len)
        shared = (voice for voice in few if voice in many)
        return any(not _may_be_one(a, b) for voice in shared for a in few[voice] for b in many[voice])

    def _numbers_agree(self, other: "Meeting") -> bool:
        mine, theirs = ({number for _, number in m.ordinals} for m in (self, other))
        return not mine or not theirs or bool(mine & theirs)


def cluster(occasions: Sequence[Occasion], rulings: Rulings) -> Clusters[Meeting]:
    """The reports of meetings in groups."""
    anchors = {occasion.hangs[0] for occasion in occasions if occasion.hangs}
    by_key = {o.key: o.timeless if o.key in anchors else o for o in sorted(occasions, key=lambda o: o.key)}
    apart = tuple((o.key, o.hangs[0]) for o in by_key.values() if o.hangs)
    rulings = replace(rulings, different=(*rulings.different, *apart))
    clusters = Backed({key: _meeting(occasion) for key, occasion in by_key.items()}, rulings)
    clusters.force(_put_off(list(by_key.values())))
    clusters.force(_told_twice(list(by_key.values())))
    found = [link for a, b in pairs(list(by_key.values())) if (link := linked(a, b))]
    links = [link for link in found if link.score >= ENOUGH]
    clusters.know(links)
    for stage in (_EXACT, _DATED, _GUESSED, _DATED, _GUESSED):
        now = [link for link in links if _stage(by_key[link.a], by_key[link.b], link) == stage]
        clusters.add_backed(now if stage == _EXACT else _uncontested(clusters, by_key, now))
    clusters.add_backed(_lone(clusters, by_key, [link for link in found if link.score < ENOUGH]))
    clusters.add(_hung_alike(clusters, list(by_key.values())))
    return clusters


def _stage(a: Occasion, b: Occasion, link: Link) -> int:
    """When two reports may join: those with days first, then those with dates, then those that give none."""
    if (a.exact and b.exact) or link.score >= _SURE:
        return _EXACT
    return _GUESSED if a.guessed or b.guessed else _DATED


def _put_off(occasions: Sequence[Occasion]) -> Iterator[Link]:
    """Links within a report that puts a meeting off and then gives its new date as if it were another meeting."""
    ordered = sorted(occasions, key=lambda o: (o.voice, o.start, o.key))
    for old, new in pairwise(ordered):
        near = old.voice == new.voice and new.start - old.start < _NEARBY
        fits = old.status == "postponed" and new.status in ("scheduled", "tentative") and new.moved
        if near and fits and old.days and new.exact and gap(old.days, new.days or old.days) > 0:
            same = not _meeting(old).levels_clash(_meeting(new)) and not _meeting(old).families_clash(_meeting(new))
            if same and not (old.ordinal and new.ordinal):
                yield Link(0.8, old.key, new.key, "the report puts it off and then gives its new date")


def _told_twice(occasions: Sequence[Occasion]) -> Iterator[Link]:
    """Links within a report that speaks of one meeting in two places: of the same body or town, on the same days."""
    ordered = sorted(occasions, key=lambda o: (o.voice, o.start, o.key))
    for _, own in groupby(ordered, key=lambda o: o.voice):
        for a, b in combinations(own, 2):
            fits = a.kind == b.kind and not (a.guessed and b.guessed) and _same_days(a, b)
            if fits and _same_sort(a, b):
                yield Link(0.7, a.key, b.key, "the report tells of it twice")
            elif _is_purpose(a, b):
                yield Link(0.7, a.key, b.key, "talks that are the purpose of the visit")


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
            counted = (clusters.of(o.hangs[0]), *o.hangs[1:])
            if first.setdefault(counted, o.key) != o.key:
                yield Link(0.85, first[counted], o.key, "as long after one meeting, or before it")


def _same_days(a: Occasion, b: Occasion) -> bool:
    return bool(a.days and b.days and gap(a.days, b.days) == 0 and (a.exact == b.exact or a.guessed or b.guessed))


def _same_sort(a: Occasion, b: Occasion) -> bool:
    """Whether they are in one town or of one body, and nothing of them differs."""
    x, y = _meeting(a), _meeting(b)
    if x.levels_clash(y) or x.families_clash(y) or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
        return False
    if a.people and b.people and not a.people & b.people:
        return False
    place = bool(a.place and b.place and a.place[0] == b.place[0])
    body = a.body is not None and a.body == b.body
    return (place and (body or a.kind == "summit")) or (body and a.exact and b.exact and a.days == b.days)


def _by_itself(o: Occasion) -> bool:
    """Whether a report says enough of a meeting to tell it from others of the same report."""
    return o.exact or not (o.implied or o.guessed) or o.status == "cancelled"


def _meeting(o: Occasion) -> Meeting:
    return Meeting(
        voices={o.voice: (o,)} if _by_itself(o) else {},
        ordinals=frozenset() if o.ordinal is None else frozenset(((o.body, o.ordinal),)),
        families={o.families: 1} if o.families and not o.implied else {},
        reports=1,
        held=o.reach if o.status == "held" and o.exact else None,
        called_off=o.published if o.status == "cancelled" else 0,
        arranged=o.published if o.status in ("scheduled", "tentative") and not o.guessed and not o.moved else 0,
        days=o.reach if o.hangs is None or o.status == "held" else None,
        moved=o.moved,
        levels=o.levels,
    )


def _first(a: int, b: int) -> int:
    """The earlier of two days, where both are known."""
    return min(a, b) if a and b else a or b


def _both(a: Voices, b: Voices) -> Voices:
    return {**a, **b, **{voice: (*a[voice], *b[voice]) for voice in a.keys() & b.keys()}}


def _may_be_one(a: Occasion, b: Occasion) -> bool:
    """Whether others may join what a report tells of in two places: sittings of one body on days next to each other."""
    if a.body is None or a.body != b.body or a.beneath != b.beneath or a.hangs or b.hangs:
        return False
    if (a.people and b.people and not a.people & b.people) or (a.levels and b.levels and not a.levels & b.levels):
        return False
    return bool(a.exact and b.exact and a.days and b.days and gap(a.days, b.days) <= SLIP)


def _narrower(a: Window | None, b: Window | None) -> Window | None:
    """The days that both can mean; all the days of both where they disagree."""
    if a is None or b is None:
        return a or b
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else _hull(a, b)


def _hull(a: Window | None, b: Window | None) -> Window | None:
    if a is None or b is None:
        return a or b
    return (min(a[0], b[0]), max(a[1], b[1]))


def _uncontested(clusters: Clusters[Meeting], by_key: Mapping[Key, Occasion], links: Sequence[Link]) -> list[Link]:
    """The links of reports without an exact date to the one meeting that is ahead of all others.

    Every further report of a meeting that it is like speaks for that meeting.
    """
    chosen = []
    for own, ranked in _ranked(clusters, {key for key, o in by_key.items() if not o.exact}, links):
        rivals = [link for weight, link in ranked[1:] if weight > ranked[0][0] - _MARGIN]
        if all(_one(clusters, ranked[0][1], rival, own) for rival in rivals):
            chosen.append(ranked[0][1])
    return chosen


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
