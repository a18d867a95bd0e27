"""Seat days: the date of a place in a body, chosen among those that a text names around the words that tell of it.

Law: the weights that `train/seat_days.py` fits decide; a date that the text does not name is never chosen.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses, clauses
from communique.extract.dating import Option, likeliest, options
from communique.extract.keeping import kept
from communique.extract.links import Link
from communique.extract.occasions import Trigger
from communique.extract.scenes import Scene
from communique.extract.seat_context import families
from communique.extract.seat_groups import Group, named
from communique.extract.views import View, view
from communique.model.times import TimeExpression

DAYS = "dates-of-seats"
"""The file of the weights."""
LIKELY = 0.45
"""A date that is less likely than this is not taken; chosen by cross-validation."""
_MOST = 4
_NEAR, _BESIDE = 4, 3


def likely(analysis: Analysis, links: Sequence[Link], told: TimeExpression | None) -> TimeExpression | None:
    """The date that a place most likely has; `told` is the one that stands right beside the words of its links."""
    return likeliest(DAYS, asked(analysis, links, told), LIKELY)


def asked(analysis: Analysis, links: Sequence[Link], told: TimeExpression | None) -> list[Option]:
    """The dates that may be that of a place by the words of its links, with their marks; the last is none."""
    places = {
        (spot.scene.trigger.sentence, spot.scene.trigger.token): spot
        for spot in (_spot(analysis, link) for link in links)
    }
    found = [list(_options(spot, told)) for spot in list(places.values())[:_MOST]]
    dates = [option for some in found for option in some if option.date]
    none = next(option for some in found for option in some if option.date is None)
    marks = (*none.marks, f"places{min(len(found), 3)}")
    return [*dates, Option(date=None, marks=marks)]


@dataclass(frozen=True, slots=True)
class _Spot:
    """The words that tell of a place: the scene of the one that says it, and where its state stands, if there."""

    link: Link
    scene: Scene
    seen: View
    family: str
    member: range


@dataclass(frozen=True, slots=True)
class _Look:
    """A sentence as dates are sought in it: its view and clauses, its groups of states, the words that may tell."""

    seen: View
    parsed: Clauses
    groups: tuple[Group, ...]
    telling: tuple[int, ...]


@kept(4)
def _look(analysis: Analysis, number: int) -> _Look:
    seen, known = view(analysis, number), families()
    telling = tuple(i for i, word in enumerate(seen.tree.lower) if word in known and seen.owner[i] is None)
    return _Look(seen, clauses(analysis.tagged[number]), tuple(named(analysis, seen)), telling)


def _spot(analysis: Analysis, link: Link) -> _Spot:
    """The words that tell of a place by a link."""
    number = max(0, bisect_right(analysis.tagged, link.where.start, key=lambda t: t.sentence.start) - 1)
    tokens, look = analysis.tagged[number].sentence.tokens, _look(analysis, number)
    inside = [i for i, token in enumerate(tokens) if link.where.start <= token.start < link.where.end]
    at = next((i for i in inside if i in look.telling), inside[0] if inside else 0)
    trigger = Trigger(
        sentence=number, token=at, start=tokens[at].start, end=tokens[at].end, kind=link.status,
        verb=look.seen.tree.upos[at] == "VERB",
    )  # fmt: skip
    words, others = analysis.words[number], frozenset(i for i in look.telling if i != at)
    scene = Scene(analysis, trigger, look.parsed, words, words.sentence.start, words.sentence.end, others=others)
    return _Spot(link, scene, look.seen, families().get(look.seen.tree.lower[at], "list"), _member(look, link))


def _member(look: _Look, link: Link) -> range:
    """The words of the group of states in which the state of a link stands; empty where another sentence names it."""
    mention = link.member[0]
    for group in look.groups:
        if mention in group.mentions:
            return range(group.first, group.end)
    inside = [i for i, owner in enumerate(look.seen.owner) if owner is mention]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _options(spot: _Spot, told: TimeExpression | None) -> Iterator[Option]:
    found = options(spot.scene, spot.link.status, lambda date: tuple(_more(spot, date)))
    for option in found:
        marks = [*option.marks, *(f"{mark}|{spot.family}|" for mark in option.marks if "|" not in mark)]
        own = _told(option.date, told, spot) if option.date else [f"none-told{told is not None}"]
        marks += [m for mark in own for m in (mark, f"{mark}|{spot.link.status}", f"{mark}|{spot.family}|")]
        yield replace(option, marks=tuple(marks))


def _told(date: TimeExpression, told: TimeExpression | None, spot: _Spot) -> Iterator[str]:
    """How a date is to the one that stands beside the words, and to what is known of the place."""
    where = "in" if spot.scene.start <= date.start < spot.scene.end else "away"
    if told is None:
        yield f"told-none-{where}"
    else:
        yield f"told-{date.start == told.start}-{where}"
    yield f"known-{_known(spot.link, date)}-{where}"


def _known(link: Link, date: TimeExpression) -> str:
    """Whether a date is in the year in which a state is known to have come to its place."""
    years = known_years(link)
    if not years:
        return "nothing"
    year = (date.day or "")[:4]
    return "year" if year in years else "beside" if year.isdigit() and _beside(int(year), years) else "other"


def _beside(year: int, years: frozenset[str]) -> bool:
    return not years.isdisjoint((str(year - 1), str(year + 1)))


def known_years(link: Link) -> frozenset[str]:
    """The years in which a state is known to have come to its place in a body, or to have left it."""
    thing = knowledge.thing(link.body[1].known) if link.body[1].known else None
    while isinstance(thing, knowledge.Body) and thing.parent and not thing.memberships:
        thing = knowledge.thing(thing.parent)
    if not isinstance(thing, knowledge.Body):
        return frozenset()
    own = [m for m in thing.memberships if m.country == link.member[1].known]
    ends = link.status in ("left", "expelled", "suspended")
    found = {m.until if ends else m.since for m in own if ends or _alike(m.status, link.status)}
    if link.status == "founder":
        found.add(thing.founded)
    return frozenset(str(year) for year in found if year)


def _alike(known: str, said: str) -> bool:
    return known == said or (known in ("member", "founder") and said in ("member", "founder"))


def _more(spot: _Spot, date: TimeExpression) -> Iterator[str]:
    """How a date of the sentence lies to the state."""
    tokens = spot.scene.words.sentence.tokens
    inside = [i for i, token in enumerate(tokens) if date.start <= token.start < date.end]
    if not inside or not spot.member:
        yield f"m:gone{bool(inside)}"
        return
    right = inside[0] >= spot.member.stop
    first, last = (spot.member.stop, inside[0]) if right else (inside[-1] + 1, spot.member.start)
    side, run = "right" if right else "left", spot.seen.run(first, last)
    yield f"m:{side}{next((n for n in (1, 2, 4, 8, 16) if last - first < n), 99)}"
    yield f"m:{side}-states{min(run.count('ST'), 2)}"
    yield f"m:{side}-telling{min(sum(first <= i < last for i in spot.scene.others), 2)}"
    yield f"m:{side}-past{first <= spot.scene.trigger.token < last}"
    if last - first <= _NEAR:
        yield f"m:{side}:{' '.join(run)}"
    states = [i for i, sign in enumerate(spot.seen.signs) if sign == "ST" and i not in spot.member]
    gap = last - first
    nearer = [i for i in states if abs(i - inside[0]) < gap]
    yield f"m:nearest{not nearer}-{side}"
