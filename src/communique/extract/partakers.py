"""Partakers: who takes part in an occasion, chosen among all persons, states and bodies that a text names.

Law: what the words of the occasion say, the tagger's marks and how the text speaks of one elsewhere decide, by weights
that `train/partakers.py` fits.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter

from communique.extract import weighing
from communique.extract.analysis import Analysis
from communique.extract.holders import offices_held
from communique.extract.parse import Tree, tree
from communique.extract.profiles import Named, Profile, profiles
from communique.extract.retellings import Occasion
from communique.extract.told_parties import Told, heard_of, told_of
from communique.extract.who_meets import named_as, ranks
from communique.extract.whose_places import path
from communique.knowledge import country_of
from communique.model.entity import Entity, Reference
from communique.model.span import Span

WEIGHTS = "partakers"
LIKELY = 0.25
"""From how likely on one is taken to take part; chosen by cross-validation."""
_FAR = 99
_SIDED = frozenset({"talks", "visit", "call", "consultation", "ceremony"})
_TELLING = frozenset({"speaks", "present", "elsewhere", "onlooker", "is:nsubj", "list2", "list3", "list4"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may take part in an occasion, where named for it, with what speaks for and against it.

    `sort` is what one is, `kind` the sort of occasion: each mark counts alone, with the first, and with both.
    """

    reference: Reference
    span: Span
    alone: tuple[str, ...]
    sort: str
    kind: str

    @property
    def marks(self) -> tuple[str, ...]:
        """Marks alone, with the sort of one, and with that and the sort of occasion."""
        return tuple(m for mark in self.alone for m in (mark, f"{mark}|{self.sort}", f"{mark}|{self.sort}|{self.kind}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scenery:
    """An occasion: sentence, word and place of its mentions, whom its words name, its host, what holds for all.

    `parted` are those whom one of its words names for another occasion only ("talks with A and with B"); `who` is in
    what way its words name those who meet, `recent` how many of one's sort are named between one and it.
    """

    number: int
    places: tuple[tuple[int, int, int], ...]
    told: Mapping[str, Told]
    common: tuple[str, ...]
    sort: str
    body: Entity | None
    host: str | None
    homes: frozenset[str]
    parted: frozenset[str]
    who: str
    recent: Mapping[str, int]


class Gathering:
    """The occasions of a text, with what all of them share."""

    def __init__(self, analysis: Analysis, found: Sequence[Occasion]) -> None:
        self.analysis = analysis
        self._found = found
        self._profiles = profiles(analysis)
        said = sorted((s.trigger.start, n) for n, o in enumerate(found) for s in o.slots)
        self._at = {start: [n for _, n in same] for start, same in groupby(said, key=itemgetter(0))}
        self._starts = [start for start, _ in said]
        self._numbers = [n for _, n in said]
        self._told = [told_of(occasion) for occasion in found]
        self._heard = heard_of(analysis, found)
        self._trees: dict[int, Tree] = {}

    def candidates(self, number: int) -> list[Candidate]:
        """Those who may take part in an occasion."""
        scenery = self._scenery(number)
        known = [
            candidate
            for key, profile in self._profiles.items()
            if not _is_body(self.analysis, profile.entity, scenery.body)
            and (candidate := self._candidate(scenery, key, profile))
        ]
        unknown = [
            Candidate(told.reference, told.span, tuple(f"rule:{r}" for r in told.roles), "unknown", scenery.sort)
            for key, told in scenery.told.items()
            if key not in self._profiles
        ]
        return known + unknown

    def _scenery(self, number: int) -> _Scenery:
        occasion, told = self._found[number], self._told[number]
        trigger = occasion.first.trigger
        said = (occasion.first, *occasion.slots)
        body = next((s.body for s in said if s.body), None)
        state = next((country_of(s.place) for s in said if s.place), None)
        bodies = self.analysis.mentions.bodies
        places = tuple(sorted((s.trigger.sentence, s.trigger.token, s.trigger.start) for s in occasion.slots))
        return _Scenery(
            number=number,
            places=places,
            parted=frozenset(key for place in places for n in self._at[place[2]] for key in self._told[n])
            - told.keys(),
            told=told,
            common=tuple(self._common(number, body is not None)),
            sort="of-body" if body else "sided" if occasion.first.kind in _SIDED else "open",
            body=self.analysis.mentions.entities.get(body.id or "") if body else None,
            host=next((e.id for e in bodies if state and e.known == state.id), None),
            who=named_as(self._tree(trigger.sentence), self.analysis.words[trigger.sentence], trigger.token),
            recent=ranks(self._profiles, trigger.start),
            homes=frozenset(home for key in told if (p := self._profiles.get(key)) and (home := p.home)),
        )

    def _common(self, number: int, of_body: bool) -> Iterator[str]:
        """What an occasion is, whoever takes part."""
        occasion, told = self._found[number], self._told[number]
        persons = sum(key in self._profiles and self._profiles[key].entity.type == "person" for key in told)
        yield "occasion"
        yield f"kind:{occasion.first.kind}:{of_body}"
        yield f"status:{occasion.first.standing.status}"
        yield f"ruled:{min(persons, 3)}:{min(len(told) - persons, 3)}"
        yield f"occasions{min(len(self._found), 4)}"
        yield f"slots{min(len(occasion.slots), 3)}"
        most = max(len(o.slots) for o in self._found)
        yield f"main:{len(occasion.slots) == most}:{number == 0}:{min(len(self._found), 3)}"

    def _candidate(self, scenery: _Scenery, key: str, profile: Profile) -> Candidate | None:
        """One as a candidate, unless named nearest where the text says who was away, or for another occasion."""
        near, away = _nearest(scenery, profile)
        if ("away" in near.marks and key not in scenery.told) or key in scenery.parted:
            return None
        marks = [
            *scenery.common, *self._said(scenery, key), *self._placed(scenery, near, away),
            *self._spoke(scenery, profile), *profile.marks, *_homely(scenery, key, profile), *_recent(scenery, key),
        ]  # fmt: skip
        if near is not profile.named[0]:
            marks += (f"f:{m}" for m in profile.named[0].marks)
        entity, told = profile.entity, scenery.told.get(key)
        sort = entity.type if entity.type == "person" else "state" if entity.kind == "state" else "body"
        span = told.span if told else self.analysis.document.span(near.mention.start, near.mention.end)
        return Candidate(entity.reference, span, tuple(marks), sort, scenery.sort)

    def _said(self, scenery: _Scenery, key: str) -> Iterator[str]:
        """What the words of occasions and the tagger say of one."""
        told = scenery.told.get(key)
        yield from (f"rule:{role}" for role in (told.roles if told else ("",)))
        others = {
            r for n, those in enumerate(self._told) if n != scenery.number and key in those for r in those[key].roles
        }
        yield f"other:{bool(told)}:{bool(others)}"
        yield from (f"other-rule:{role}:{bool(told)}" for role in others)
        heard = self._heard.get(key, {})
        own = _step(heard.get(scenery.number, 0.0))
        rest = _step(max((score for n, score in heard.items() if n != scenery.number), default=0.0))
        yield f"heard{own}"
        yield f"heard{own}:{bool(told)}"
        yield f"heard{own}-{rest}"

    def _last(self, scenery: _Scenery, at: int) -> str:
        """Whether the occasion mentioned last before a place is the one that is asked about."""
        i = bisect_left(self._starts, at)
        return "none" if not i else "own" if self._numbers[i - 1] == scenery.number else "other"

    def _placed(self, scenery: _Scenery, near: Named, away: int) -> Iterator[str]:
        """Where one is named nearest to an occasion."""
        told, step = self._last(scenery, near.mention.start), _distance(away)
        yield f"away{step}"
        yield f"away{step}:{told}"
        yield f"told:{told}"
        yield from (f"n:{mark}" for mark in near.marks)
        yield from (f"n{step}:{mark}" for mark in near.marks if mark in _TELLING)
        if away == 0:
            yield from self._beside(scenery, near)

    def _beside(self, scenery: _Scenery, near: Named) -> Iterator[str]:
        """Where one stands to the word of an occasion in its sentence."""
        token = min((t for s, t, _ in scenery.places if s == near.number), key=lambda t: abs(t - near.head))
        side = "left" if near.head < token else "right"
        between = range(near.last + 1, token) if near.head < token else range(token + 1, near.first)
        owner = self.analysis.words[near.number].owner
        others = len({m.start for i in between if (m := owner[i])})
        yield f"{side}{min(others, 3)}"
        yield f"{side}-by{bisect_right((0, 2, 5, 10, 20), len(between))}"
        yield f"path:{path(self._tree(near.number), near.head, token)}"

    def _tree(self, number: int) -> Tree:
        if number not in self._trees:
            self._trees[number] = tree(self.analysis.tagged[number])
        return self._trees[number]

    def _spoke(self, scenery: _Scenery, profile: Profile) -> Iterator[str]:
        """Where one speaks first, and whether after an occasion is told of."""
        named = next((n for n in profile.named if n.speaks), None)
        if named is None:
            return
        after = [named.number - s for s, _, start in scenery.places if start < named.mention.start]
        told = self._last(scenery, named.mention.start)
        how = next((mark for mark in ("onlooker", "elsewhere") if mark in named.marks), "plain")
        yield f"spoke{_distance(min(after)) if after else 'before'}:{told}"
        yield f"spoke:{told}:{how}"


def _homely(scenery: _Scenery, key: str, profile: Profile) -> Iterator[str]:
    """Whose state takes part, by the words of the occasion, or is the host."""
    if profile.home:
        yield f"home:{profile.home in scenery.told}"
        if profile.home == scenery.host:
            yield "home-host"
    if key == scenery.host:
        yield "host"
    if key in scenery.homes:
        yield "stood-for"


def _recent(scenery: _Scenery, key: str) -> Iterator[str]:
    """How lately one was named when the occasion is, and by what word its own words may mean one."""
    rank = f"recent{min(scenery.recent[key], 4) if key in scenery.recent else 'ly-not'}"
    yield from (f"who:{scenery.who}", rank, f"{rank}:{scenery.who}", f"{rank}:{scenery.who}:{key in scenery.told}")


def _nearest(scenery: _Scenery, profile: Profile) -> tuple[Named, int]:
    """Where one is named nearest to an occasion, and how many sentences after it."""
    found = ((named, min((named.number - s for s, _, _ in scenery.places), key=_cost)) for named in profile.named)
    return min(found, key=lambda near: _cost(near[1]))


def _cost(away: int) -> int:
    return away * 2 if away >= 0 else -away * 2 + 1


def _distance(away: int) -> str:
    return f"{'-' if away < 0 else ''}{bisect_right((0, 1, 2, 3, 6, 12), abs(away))}" if away else "0"


def _step(score: float) -> int:
    return bisect_right((0.01, 0.5, 0.7, 0.9), score)


def _is_body(analysis: Analysis, entity: Entity, body: Entity | None) -> bool:
    """Whether an entity is the body whose meeting it is, one that this belongs to, or an organ of it."""
    above = body
    for _ in range(4):
        if above is None:
            return False
        if entity.id == above.id or entity.parent == above.id:
            return entity.type == "body" and entity.kind != "state"
        above = analysis.mentions.entities.get(above.parent) if above.parent else None
    return False


@cache
def _weights(sort: str, kind: str) -> Mapping[str, float]:
    """What each mark weighs for one of a sort at a kind of occasion."""
    found: dict[str, float] = {}
    for mark, weight in weighing.weights(WEIGHTS).items():
        alone, _, crossed = mark.partition("|")
        if crossed in ("", sort, f"{sort}|{kind}"):
            found[alone] = found.get(alone, 0.0) + weight
    return found


def chance(marks: Sequence[str], weights: Mapping[str, float]) -> float:
    """How likely one takes part, by its marks."""
    return 1 / (1 + math.exp(-weighing.total(weights, marks)))


def partakers(gathering: Gathering, number: int) -> list[tuple[Reference, Span]]:
    """Those who most likely take part in an occasion, in text order."""
    likely = [c for c in gathering.candidates(number) if chance(c.alone, _weights(c.sort, c.kind)) >= LIKELY]
    stood_for = _stood_for(gathering.analysis, {c.reference.id for c in likely})
    kept = (c for c in sorted(likely, key=lambda c: c.span.start) if c.reference.id not in stood_for)
    return [(c.reference, c.span) for c in kept]


def _stood_for(analysis: Analysis, there: Collection[str | None]) -> set[str]:
    """The states for whom somebody stands by his office who takes part."""
    offices = ((h.person.entity, h.of.entity) for held in offices_held(analysis) for h in held if h.person and h.of)
    return {state for person, state in offices if state and person in there}
