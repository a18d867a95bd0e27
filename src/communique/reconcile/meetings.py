"""Which reports speak of one meeting; law: the order of documents does not matter.

A meeting is its body and number, or its body or parties and its place in the sequence, never its date alone: a meeting
that moves stays one. Evidence adds up; some things two reports of one meeting cannot have: other numbers, unrelated
bodies, days apart of which no report says that one gave way to the other. A report without an exact date joins only
where no second meeting competes for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from communique.model.days import civil
from communique.reconcile.days import Window, gap
from communique.reconcile.groups import Clusters, Key, Link, Rulings
from communique.reconcile.occasions import SLIP, Occasion, date_evidence, kin

_ENOUGH = 0.5
# How far ahead the likeliest meeting must be of the next for a report without an exact date.
_MARGIN = 0.07
# So many characters after it a report may give the new date of a meeting that it puts off.
_NEARBY = 400
# A meeting moves by at most so many days.
_MOVES = 400
# A larger block says little: each report is compared with the next ones by date only.
_CROWD, _NEXT = 60, 20


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of a group of reports; `days` are those that all of them can mean."""

    voices: frozenset[str]
    ordinals: frozenset[tuple[str | None, int]]
    families: tuple[tuple[str, ...], ...]
    held: Window | None
    days: Window | None
    moved: bool
    levels: frozenset[str]

    def clashes(self, other: "Meeting") -> bool:
        """Whether the two cannot be one meeting."""
        if self.voices & other.voices or not self._numbers_agree(other):
            return True
        if self.levels_clash(other) or self.families_clash(other):
            return True
        if self.held and other.held and gap(self.held, other.held) > SLIP:
            return True
        if self.ordinals & other.ordinals or self.days is None or other.days is None:
            return False
        return gap(self.days, other.days) > (_MOVES if self.moved or other.moved else SLIP)

    def levels_clash(self, other: "Meeting") -> bool:
        """Whether they are of other levels: ministers, and heads of state."""
        return bool(self.levels and other.levels and not self.levels & other.levels)

    def families_clash(self, other: "Meeting") -> bool:
        """Whether they are of bodies neither of which belongs to the other."""
        return any(not (a[0] in b or b[0] in a) for a in self.families for b in other.families)

    def plus(self, other: "Meeting") -> "Meeting":
        """Both together."""
        levels = self.levels & other.levels if self.levels and other.levels else self.levels | other.levels
        return Meeting(
            voices=self.voices | other.voices,
            ordinals=self.ordinals | other.ordinals,
            families=tuple(sorted({*self.families, *other.families})),
            held=_hull(self.held, other.held),
            days=_narrower(self.days, other.days),
            moved=self.moved or other.moved,
            levels=levels,
        )

    def _numbers_agree(self, other: "Meeting") -> bool:
        mine, theirs = ({number for _, number in m.ordinals} for m in (self, other))
        return not mine or not theirs or bool(mine & theirs)


def cluster(occasions: Sequence[Occasion], rulings: Rulings) -> Clusters[Meeting]:
    """The reports of meetings in groups."""
    by_key = {occasion.key: occasion for occasion in sorted(occasions, key=lambda o: o.key)}
    clusters = Clusters({key: _meeting(occasion) for key, occasion in by_key.items()}, rulings)
    clusters.force(_put_off(list(by_key.values())))
    links = [link for a, b in _pairs(list(by_key.values())) if (link := _link(a, b))]
    vague = {link for link in links if not (by_key[link.a].exact and by_key[link.b].exact) and link.score < 0.9}
    clusters.add(link for link in links if link not in vague)
    clusters.add(_uncontested(clusters, by_key, sorted(vague)))
    return clusters


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


def _meeting(o: Occasion) -> Meeting:
    return Meeting(
        voices=frozenset((o.voice,)),
        ordinals=frozenset() if o.ordinal is None else frozenset(((o.body, o.ordinal),)),
        families=(o.families,) if o.families else (),
        held=o.days if o.status == "held" and o.exact else None,
        days=o.days,
        moved=o.moved,
        levels=o.levels,
    )


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


def _link(a: Occasion, b: Occasion) -> Link | None:
    """How surely two reports are of one meeting, and why."""
    if a.voice == b.voice or (a.ordinal and b.ordinal and a.ordinal != b.ordinal):
        return None
    dated = date_evidence(a, b)
    if a.ordinal and a.ordinal == b.ordinal and a.body and (a.body == b.body or kin(a, b)):
        return Link(0.97, a.key, b.key, "the same body and number")
    if dated is None:
        return None
    found = [dated, *_evidence(a, b)]
    score = sum(weight for weight, _ in found)
    if score < _ENOUGH or not any(weight >= 0.1 for weight, _ in found[1:]):
        return None
    said = [words for weight, words in sorted(found, reverse=True) if weight > 0 and words]
    return Link(min(0.96, round(score, 3)), a.key, b.key, ", ".join(said))


def _evidence(a: Occasion, b: Occasion) -> Iterator[tuple[float, str]]:
    """What speaks for one meeting besides the date: each with its weight, and against it with a negative one."""
    yield _bodies(a, b)
    yield _people(a, b)
    if a.ordinal and a.ordinal == b.ordinal:
        yield 0.4, "the same number"
    yield _levels(a, b)
    yield _places(a, b)
    if a.kind == b.kind:
        yield 0.05, "the same kind"
    elif "call" in (a.kind, b.kind):
        yield -0.2, ""
    yield _texts(a, b)
    shared = len(a.around & b.around)
    yield min(0.18, 0.06 * shared), "the same people and bodies around"


def _bodies(a: Occasion, b: Occasion) -> tuple[float, str]:
    if a.body is None or b.body is None:
        return (-0.12 if _of_two_sorts(a, b) or _of_two_sorts(b, a) else 0.0), ""
    if a.body == b.body:
        return 0.42, "the same body"
    if kin(a, b):
        return 0.25, "a body and its organ"
    return (-0.2 if a.families and b.families else -0.05), ""


def _of_two_sorts(a: Occasion, b: Occasion) -> bool:
    """Whether the first is a body's meeting, and the second one of named persons."""
    return a.body is not None and b.body is None and len(b.people) > 1 and a.kind != b.kind and not a.people & b.people


def _people(a: Occasion, b: Occasion) -> tuple[float, str]:
    people, states = len(a.people & b.people), len(a.states & b.states)
    if people:
        return min(0.55, 0.15 + 0.2 * people), "the same people"
    if states > 1:
        return 0.25, "the same states"
    against = -0.25 if a.people and b.people else 0.0
    return (against + 0.1 * states, "a state that takes part" if states else "")


def _levels(a: Occasion, b: Occasion) -> tuple[float, str]:
    if not a.levels or not b.levels:
        return 0.0, ""
    return (0.12, "the same level") if a.levels & b.levels else (-0.5, "")


def _places(a: Occasion, b: Occasion) -> tuple[float, str]:
    if not a.place or not b.place:
        return 0.0, ""
    if a.place[0] == b.place[0]:
        return 0.15, "the same place"
    if a.place[0] == b.place[1] or b.place[0] == a.place[1]:
        return 0.07, "places one in the other"
    return (0.0 if a.moved or b.moved else -0.12), ""


def _texts(a: Occasion, b: Occasion) -> tuple[float, str]:
    shared = len(a.text & b.text) / max(1, min(len(a.text), len(b.text)))
    if a.group == b.group and shared >= 0.5:
        return 0.6, "the same words in copies of one report"
    return 0.15 * shared, "words in common" if shared > 0.4 else ""


def _uncontested(clusters: Clusters[Meeting], by_key: Mapping[Key, Occasion], links: Sequence[Link]) -> Iterator[Link]:
    """The links of reports without an exact date to the one meeting that is ahead of all others."""
    found: dict[Key, dict[Key, Link]] = {}
    for link in links:
        for own, other in ((link.a, link.b), (link.b, link.a)):
            if not by_key[own].exact and not clusters.forbidden(clusters.of(own), clusters.of(other)):
                best = found.setdefault(own, {})
                root = clusters.of(other)
                if root not in best or (-link.score, link) < (-best[root].score, best[root]):
                    best[root] = link
    for own in sorted(found):
        ranked = sorted(found[own].values(), key=lambda link: (-link.score, link))
        rivals = [link for link in ranked[1:] if link.score > ranked[0].score - _MARGIN]
        if all(_one(clusters, ranked[0], rival, own) for rival in rivals):
            yield ranked[0]


def _one(clusters: Clusters[Meeting], a: Link, b: Link, own: Key) -> bool:
    """Whether the other ends of two links can be one meeting, so that they do not compete."""
    x, y = (link.b if link.a == own else link.a for link in (a, b))
    return not clusters.forbidden(clusters.of(x), clusters.of(y))


def _pairs(occasions: Sequence[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    """Pairs that share a block, each once."""
    blocks: dict[tuple[object, ...], list[Occasion]] = {}
    for occasion in occasions:
        for block in dict.fromkeys(_blocks(occasion)):
            blocks.setdefault(block, []).append(occasion)
    seen: set[tuple[Key, Key]] = set()
    for members in blocks.values():
        for a, b in _within(members):
            pair = (a.key, b.key)
            if pair not in seen:
                seen.add(pair)
                yield a, b


def _within(block: Sequence[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda o: (o.days or (0, 0), o.key))
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 : i + 1 + _NEXT]:
            yield (a, b) if a.key < b.key else (b, a)


def _blocks(o: Occasion) -> Iterator[tuple[object, ...]]:
    """Keys of which two reports of one meeting share one."""
    yield ("copies", o.group)
    if o.ordinal:
        yield ("number", o.ordinal, o.body)
        yield from (("number", o.ordinal, family) for family in o.families)
    quarters = list(_quarters(o))
    who = {*o.families, *filter(None, (o.body,)), *o.people}
    who |= {"+".join(pair) for pair in combinations(sorted(o.states), 2)} if len(o.states) <= 4 else set()
    yield from ((item, quarter) for item in sorted(who) for quarter in quarters)
    if o.days and o.exact:
        for day in range((o.days[0] - 1) // 3, (o.days[1] + 1) // 3 + 1):
            yield from (("day", day, what) for what in _marks(o))


def _marks(o: Occasion) -> Iterator[object]:
    if o.place:
        yield o.place[0]
    yield from sorted(o.levels)
    if o.ordinal:
        yield o.ordinal
    yield from sorted(o.around)


def _quarters(o: Occasion) -> Iterator[int]:
    """The quarters in which another report may date it, numbered from year 1."""
    if o.days is None:
        return
    first, last = o.days
    if o.moved:
        first, last = min(first, max(o.published, 1)), last + 92
    elif o.guessed:
        first, last = max(first, o.published - 120), min(last, o.published + 120)
    start, end = _quarter(first), _quarter(last)
    yield from range(start, min(end, start + 4) + 1)


def _quarter(day: int) -> int:
    year, month, _ = civil(max(day, 1))
    return 4 * year + (month - 1) // 3
