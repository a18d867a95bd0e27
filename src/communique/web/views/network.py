"""Bodies, members and meetings as a picture: who belongs to whom and who meets whom, on a circle.

Neighbours on the circle are those with most between them; every line of the picture is a row of the table beside it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.store.catalogue import Card, Choice
from communique.web.shelf import Shelf, plural_of
from communique.web.words import name, shortened, title, when

View = dict[str, Any]
Pair = tuple[str, str, str]
NAME = "network"
SIZE = 760
_RADIUS = 195
_LOOKED_AT, _BODIES, _LINES = 60, 36, 160  # bodies reported most, those of them shown, and lines between these
_AROUND = 28  # that are shown around one body
_TIES = 40  # memberships and meetings of a body that are looked at
_LABEL = 27
WAYS = ("organ of", "member of", "meets", "meeting of")


@dataclass(slots=True)
class _Ties:
    """How often two are tied, in which way."""

    counts: Counter[Pair] = field(default_factory=Counter)

    def add(self, way: str, a: str, b: str) -> None:
        if a != b:
            pair = (a, b) if way != "meets" else (min(a, b), max(a, b))
            self.counts[(way, *pair)] += 1

    def among(self, ids: Iterable[str]) -> list[tuple[Pair, int]]:
        """The ties between some, the ways in their order, the strongest first."""
        here = set(ids)
        found = [(pair, n) for pair, n in self.counts.items() if {pair[1], pair[2]} <= here]
        return sorted(found, key=lambda tie: (WAYS.index(tie[0][0]), -tie[1], tie[0]))


def network(shelf: Shelf) -> View:
    """The picture of the bodies that are reported most."""
    found: View = shelf.digest(NAME, make) or _view(shelf, [], [], "Network", None)
    return found


def make(shelf: Shelf) -> View:
    """The same, made now."""
    places = shelf.catalogue.places(Choice(kind="bodies", sort="-reports"), _LOOKED_AT)
    ids = [id for _, id in places]
    ties, seen = _Ties(), set[str]()
    for id in ids:
        _tie(shelf, id, ties, seen)
    tied = Counter(id for (_, a, b), _ in ties.among(ids) for id in (a, b))
    most = [id for id, _ in tied.most_common(_BODIES)]
    told = _strongest(ties.among(most), _LINES)
    return _view(shelf, _ordered(most, told), told, "Network", None)


def around(shelf: Shelf, id: str, called: str) -> View:
    """The picture of one body: its organs, its members, its latest meetings and those who take part in them."""
    ties = _Ties()
    _tie(shelf, id, ties, set())
    near = Counter[str]()
    for (way, a, b), n in ties.counts.items():
        if id in (a, b):
            near[b if a == id else a] += n + (1_000 if way == "organ of" else 0)
    meetings = [found for _, found in shelf.catalogue.places(_named("meetings", "@body", id), 8)]
    for meeting in meetings:
        ties.add("meeting of", meeting, id)
    ids = [found for found, _ in near.most_common(_AROUND - len(meetings))]
    told = [tie for tie in ties.among([id, *ids, *meetings]) if tie[0][0] != "meets" or id in tie[0][1:]]
    return _view(shelf, [*_ordered(ids, told), *meetings], told, f"Network of {called}", id)


def _named(kind: str, trait: str, id: str) -> Choice:
    return Choice(kind=kind, traits=((trait, (id,)),))


def _tie(shelf: Shelf, id: str, ties: _Ties, seen: set[str]) -> None:
    """Count the ties of a body; what is `seen` already is not counted again."""
    asked = (("bodies", "@parent"), ("memberships", "@body"), ("memberships", "@member"), ("meetings", "about"))
    for kind, trait in asked:
        ids = [found for _, found in shelf.catalogue.places(_named(kind, trait, id), _TIES)]
        for card in shelf.catalogue.cards(kind, [found for found in ids if found not in seen]):
            seen.add(card.id)
            _count(card, id, ties)


def _count(card: Card, id: str, ties: _Ties) -> None:
    if card.kind == "bodies":
        ties.add("organ of", card.id, id)
    elif card.kind == "memberships":
        for member in card.traits.get("@member", ()):
            for body in card.traits.get("@body", ()):
                ties.add("member of", member, body)
    else:
        here = [*card.traits.get("@body", ()), *card.traits.get("@participants", ())][:12]
        for n, a in enumerate(here):
            for b in here[n + 1 :]:
                ties.add("meets", a, b)


def _strongest(told: Sequence[tuple[Pair, int]], most: int) -> list[tuple[Pair, int]]:
    kept = sorted(told, key=lambda tie: (tie[0][0] == "meets", -tie[1], tie[0]))[:most]
    return sorted(kept, key=lambda tie: (WAYS.index(tie[0][0]), -tie[1], tie[0]))


def _ordered(ids: Sequence[str], told: Sequence[tuple[Pair, int]]) -> list[str]:
    """Each next to that with which it has most, as far as a circle allows."""
    weights: Counter[tuple[str, str]] = Counter()
    for (_, a, b), n in told:
        weights[a, b] += n
        weights[b, a] += n
    left, made = list(ids), list[str]()
    while left:
        last = made[-1] if made else None
        best = max(left, key=lambda id: (weights[last, id] if last else 0, -ids.index(id)))
        left.remove(best)
        made.append(best)
    return made


def _view(shelf: Shelf, ids: Sequence[str], ties: Sequence[tuple[Pair, int]], called: str, middle: str | None) -> View:
    names = _names(shelf, [*ids, *([middle] if middle else [])])
    nodes = [_node(id, n, len(ids), names[id]) for n, id in enumerate(ids) if id in names]
    if middle and middle in names:
        at = {"x": SIZE / 2, "y": SIZE / 2, "turn": 0, "anchor": "middle", "middle": True}
        nodes.append({"id": middle, "kind": plural_of(middle), **names[middle], **at})
    places = {node["id"]: node for node in nodes}
    lines = [_line(pair, n, places) for pair, n in ties if pair[1] in places and pair[2] in places]
    return {"title": called, "size": SIZE, "nodes": nodes, "lines": lines, "record": middle}


def _names(shelf: Shelf, ids: Sequence[str]) -> dict[str, View]:
    found: dict[str, View] = {}
    for kind in dict.fromkeys(plural_of(id) for id in ids):
        for record in shelf.records(kind, [id for id in ids if plural_of(id) == kind]):
            full = title(record.kind, record.values)
            brief = when(record.values.get("date")) or full if record.kind == "meeting" else full
            found[record.id] = {"name": full, "label": shortened(brief, _LABEL), "of": name(record.values.get("kind"))}
    return found


def _node(id: str, number: int, count: int, named: Mapping[str, Any]) -> View:
    angle = 2 * math.pi * number / max(count, 1) - math.pi / 2
    turn, left = math.degrees(angle), math.cos(angle) < -1e-9
    return {
        "id": id,
        "kind": plural_of(id),
        **named,
        "x": round(SIZE / 2 + _RADIUS * math.cos(angle), 1),
        "y": round(SIZE / 2 + _RADIUS * math.sin(angle), 1),
        "turn": round(turn + 180 if left else turn, 1),
        "anchor": "end" if left else "start",
        "middle": False,
    }


def _line(pair: Pair, count: int, places: Mapping[str, View]) -> View:
    """A tie as a curve that bends towards the middle."""
    way, a, b = pair
    one, other = places[a], places[b]
    half = SIZE / 2
    bend_x, bend_y = (half + 0.3 * (one["x"] + other["x"] - SIZE), half + 0.3 * (one["y"] + other["y"] - SIZE))
    curve = f"M{one['x']} {one['y']}Q{bend_x:.1f} {bend_y:.1f} {other['x']} {other['y']}"
    ends = {"a": a, "b": b, "a_name": one["name"], "b_name": other["name"]}
    return {**ends, "way": way, "count": count, "curve": curve, "wide": min(4, 1 + round(math.log2(count)))}
