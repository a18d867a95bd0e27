"""Seat bodies: which body a place is in, ranked among those that a text names up to there or right after.

Law: where each body is named, by which words, and what is known of its members decide, by weights that
`train/seats.py` fits; a body that the text does not name is never chosen.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from communique.extract import belonging
from communique.extract.analysis import Analysis
from communique.extract.bodies import head_word
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.seat_marks import places
from communique.extract.seats import Seat
from communique.extract.unions import Side
from communique.extract.views import View, shape, straight, view

_LONGEST, _FEW, _MANY, _AHEAD = 5, 5, 4, 2
_GAPS = (2, 4, 7, 13)


@dataclass(frozen=True, slots=True)
class Named:
    """A body as one sentence names it, itself or by an organ; `key` tells bodies apart."""

    number: int
    mention: Mention
    side: Side
    key: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a place may be in, as it is named nearest, with the marks that speak for and against it."""

    named: Named
    marks: tuple[str, ...]


class Bodies:
    """The bodies that a document names, in text order."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.items = tuple(_named(analysis))
        self.counts = Counter(n.key for n in self.items)
        self.ranks = {key: i for i, (key, _) in enumerate(self.counts.most_common())}
        self.titled = {n.key for n in self.items if n.mention.start < analysis.document.body_start}
        self.main = key_of(analysis.main) if analysis.main else None
        self._views: dict[int, View] = {}

    def view(self, number: int) -> View:
        """The view of a sentence, made once."""
        if number not in self._views:
            self._views[number] = view(self.analysis, number)
        return self._views[number]

    def candidates(self, seat: Seat, status: str, ruled: Collection[str], last: str | None) -> Iterator[Candidate]:
        """The bodies that a place may be in; `ruled` are those that rules say, `last` that of the place before."""
        found = _Found.of(self, seat)
        for key, named in found.nearest.items():
            marks = [*_where(found, key, named), *_standing(self, found, key, named, last)]
            marks += _meant(found, named) + _known(self.analysis, seat, status, named, found.pre(named))
            if ruled:
                marks += [f"rule={key in ruled}", f"rule={key in ruled}/{found.pre(named)}"]
            yield Candidate(named, tuple(marks))


def key_of(side: Side) -> str:
    """What tells a body from others."""
    return side[1].id or side[1].name


def _named(analysis: Analysis) -> Iterator[Named]:
    starts = [tagged.sentence.start for tagged in analysis.tagged]
    for mention in analysis.mentions.items:
        entity = analysis.mentions.of(mention)
        if entity is not None and entity.type == "body" and entity.kind != "state":
            side = belonging.named(analysis, mention)
            if side is not None and side[1].kind != "state":
                yield Named(max(0, bisect_right(starts, mention.start) - 1), mention, side, key_of(side))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is named around a seat: each body where it is nearest; those of its sentence and before, by nearness."""

    bodies: Bodies
    seat: Seat
    nearest: dict[str, Named]
    here: tuple[str, ...]
    before: tuple[str, ...]
    times: Counter[str]

    @classmethod
    def of(cls, bodies: Bodies, seat: Seat) -> "_Found":
        start = bodies.analysis.tagged[seat.number].sentence.tokens[seat.word].start
        own = {mention.entity for mention in seat.group.mentions}
        items = [n for n in bodies.items if n.side[1].id not in own and n.number <= seat.number + _AHEAD]
        here = sorted((n for n in items if n.number == seat.number), key=lambda n: abs(n.mention.start - start))
        back = [n for n in reversed(items) if n.number < seat.number]
        ahead = [n for n in items if n.number > seat.number]
        nearest: dict[str, Named] = {}
        for named in (*here, *back, *ahead):
            nearest.setdefault(named.key, named)
        near, before = (tuple(dict.fromkeys(n.key for n in some)) for some in (here, back))
        return cls(bodies, seat, nearest, near, before, Counter(n.key for n in here))

    def pre(self, named: Named) -> str:
        """Where a body is named: here, before or after."""
        return "H" if named.number == self.seat.number else "N" if named.number < self.seat.number else "A"


def _where(found: _Found, key: str, named: Named) -> Iterator[str]:
    """The marks of a body by where it is named nearest."""
    if named.number == found.seat.number:
        yield from _here(found, key, named)
    elif named.number < found.seat.number:
        back, recent = found.seat.number - named.number, min(found.before.index(key), _MANY)
        yield f"back={back if back < 3 else 3 if back < 6 else 6}"
        yield f"rec={recent}"
        yield f"rec={recent}|{'h' if found.here else 'nh'}"
        seen = found.bodies.view(named.number)
        tops = seen.tops(_span(seen, named.mention))
        yield from (f"br={seen.tree.relations[top]}" for top in tops[:1])
    else:
        yield "ahead"
    yield f"{found.pre(named)}/{'h' if found.here else 'nh'}"


def _span(seen: View, mention: Mention) -> range:
    inside = [i for i, owner in enumerate(seen.owner) if owner is mention]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _here(found: _Found, key: str, named: Named) -> Iterator[str]:
    """The marks of a body that is named in the sentence itself."""
    seen, word = found.seat.view, found.seat.word
    spoken, span = seen.tree.lower[word], _span(seen, named.mention)
    tops = seen.tops(span)
    route = seen.route(word, tops)
    first = span.start if span else word
    crossed = [f"p={shape(route, _LONGEST)}", f"s={_side(first, word)}"]
    if route:
        crossed.append(f"pe={route[-1]}")
        yield from (f"pl={min(len(route), _LONGEST)}", f"q={straight(route)}")
    inside = seen.run(word + 1, first)
    if first > word and len(inside) <= _FEW:
        crossed.append(f"b={' '.join(inside)}")
    yield from (mark for plain in crossed for mark in (plain, f"{plain}|{spoken}"))
    rank = min(found.here.index(key), 3)
    yield from ("here", f"hr={rank}", f"hn={min(found.times[key], 4)}:{rank}", f"form={named.mention.form}")
    left = seen.run(first - 2, first)
    right = seen.run(span.stop if span else word, (span.stop if span else word) + 1)
    yield from (f"l1={left[-1] if left else 'START'}", f"l2={' '.join(left)}", f"r1={right[0] if right else 'END'}")
    head = seen.tree.heads[tops[0]] if tops else -1
    if head >= 0:
        yield f"bh={seen.tree.lower[head]}|{seen.step(tops[0])}"


def _side(first: int, word: int) -> str:
    return f"{'left' if first < word else 'right'}{sum(abs(first - word) >= gap for gap in _GAPS)}"


def _standing(bodies: Bodies, found: _Found, key: str, named: Named, last: str | None) -> Iterator[str]:
    """The marks of a body by what it is in the whole document."""
    pre = found.pre(named)
    if key in bodies.titled:
        yield from ("title", f"title/{pre}")
    if key == bodies.main:
        yield from ("main", f"main/{pre}")
    if bodies.items and key == bodies.items[0].key:
        yield f"first/{pre}"
    if last is not None:
        yield from (f"last={key == last}", f"last={key == last}/{pre}{'h' if found.here else ''}")
    rank = min(bodies.ranks[key], 4)
    yield from (f"rank={rank}", f"rank={rank}/{pre}", f"cnt={min(bodies.counts[key], 5)}/{pre}")
    kind, known, parent = named.side[1].kind, bool(named.side[1].known), bool(named.side[1].parent)
    yield from (f"kind={kind}", f"kind={kind}/{pre}", f"known={known}", f"known={known}/{pre}", f"parent={parent}")
    yield f"head={head_word(named.side[1].name) or ''}"


def _meant(found: _Found, named: Named) -> list[str]:
    """The marks of a body by the words of the sentence that may stand for one."""
    seen, word, pre = found.seat.view, found.seat.word, found.pre(named)
    tree = seen.tree
    under = {*tree.below[word], *(j for k in tree.below[word] for j in tree.below[k])}
    own, marks = named.side[1].name.lower().split(), list[str]()
    for i, spoken in enumerate(tree.lower):
        owner = seen.owner[i]
        if spoken in word_set("seats", "around", "nouns") and (owner is None or owner.form == "noun"):
            place = "u" if i in under else "f"
            marks.append(f"noun={spoken in own}:{place}:{pre}")
            if spoken not in own:
                marks.append(f"nk={spoken}:{named.side[1].kind}:{place}")
    return marks or [f"nonoun/{pre}"]


def _known(analysis: Analysis, seat: Seat, status: str, named: Named, pre: str) -> list[str]:
    """The marks of a body by what is known of the state's place in it."""
    state, body = analysis.mentions.of(seat.group.mentions[0]), named.side[1].known
    if state is None or not state.known:
        said = "unkstate"
    elif not body:
        said = "unkbody"
    else:
        said = "+".join(places(body, state.known)) or "nolist"
    return [f"kn={said}", f"kn={said}|{status}", f"kn={said}|{status}/{pre}", f"kind={named.side[1].kind}|{status}"]
