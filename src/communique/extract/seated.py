"""Seated: the places in bodies that the weights of their words tell of, beside those that rules find."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from communique.extract import continued, links, seat_context, seats
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.links import Link
from communique.extract.mentions import Mention
from communique.extract.seat_bodies import Bodies, Candidate, key_of
from communique.extract.seat_marks import known
from communique.extract.seats import Seat
from communique.extract.tie_parts import times
from communique.extract.weighing import shares, tables, weigh
from communique.languages import pattern
from communique.model.span import Span

NONE = "none"
PLACES, BODIES = "seats", "seat-bodies"
"""The files of the weights of places, and of the bodies that they are in."""

TOLD = 0.4
"""How likely a place and its body must be together to be told; chosen by cross-validation."""
_FOLLOWED = 0.3
"""How likely a place must be for the next one to be in its body."""

Ruled = Mapping[tuple[str, int], Collection[Link]]
"""What rules found, by state and sentence."""


def ruled(analysis: Analysis, given: Sequence[Link]) -> Ruled:
    """What rules found, by state and sentence."""
    starts = [tagged.sentence.start for tagged in analysis.tagged]
    found: dict[tuple[str, int], list[Link]] = {}
    for link in given:
        number = bisect_right(starts, link.where.start) - 1
        found.setdefault((link.member[1].id, number), []).append(link)
    return found


def marks(analysis: Analysis, seat: Seat, mention: Mention, said: Ruled) -> tuple[str, ...]:
    """The marks of one state of a seat, alone, with the sort of its word, and with the word itself."""
    plain = (*seat.marks, *_own(analysis, seat, mention, said))
    return tuple(f"{mark}{ending}" for mark in plain for ending in ("", *_endings(seat)))


def _own(analysis: Analysis, seat: Seat, mention: Mention, said: Ruled) -> tuple[str, ...]:
    """The marks of one state that the others of its group may not have."""
    here = said.get((mention.entity or "", seat.number), ())
    rules = [f"rule={status}" for status in dict.fromkeys(link.status for link in here)] or ["norule"]
    return tuple(
        dict.fromkeys(
            (*known(analysis, seat.view, mention), *seat_context.known(analysis, seat.number, mention), *rules)
        )
    )


def _endings(seat: Seat) -> tuple[str, str]:
    plain = seat.family in (seats.BODY, seats.LIST)
    word = seat.family if plain else seat.view.tree.lower[seat.word]
    return f"|{seat.family}", f"||{word}"


@dataclass(frozen=True, slots=True)
class _Weights:
    """The weights of places: a row for each mark, by the plain mark and then by what it is crossed with."""

    rows: Mapping[str, Mapping[str, int]]
    places: tuple[str, ...]
    values: NDArray[np.float64]

    def sums(self, plain: Iterable[str], endings: Sequence[str]) -> NDArray[np.float64]:
        """How much speaks for each place by some marks, each alone and crossed."""
        entries = [entry for mark in plain if (entry := self.rows.get(mark))]
        rows = [row for entry in entries for ending in endings if (row := entry.get(ending)) is not None]
        summed: NDArray[np.float64] = np.add.reduce(self.values.take(np.array(rows, np.intp), 0))
        return summed


@cache
def _weights() -> _Weights:
    known = tables(PLACES)
    places = (NONE, *sorted({place for weights in known.values() for place in weights}))
    rows: dict[str, dict[str, int]] = {}
    for number, mark in enumerate(known):
        plain, bar, crossed = mark.partition("|")
        rows.setdefault(plain, {})[bar + crossed] = number
    values = np.array([[weights.get(place, 0.0) for place in places] for weights in known.values()])
    return _Weights(rows, places, values)


def _chances(analysis: Analysis, seat: Seat, said: Ruled) -> Iterator[tuple[Mention, dict[str, float]]]:
    """How likely each place is for each state of a seat."""
    weights, endings = _weights(), ("", *_endings(seat))
    shared = weights.sums(seat.marks, endings)
    for mention in seat.group.mentions:
        sums = shared + weights.sums(_own(analysis, seat, mention, said), endings)
        yield mention, dict(zip(weights.places, shares(sums.tolist()), strict=True))


def found(analysis: Analysis, given: Sequence[Link]) -> Iterator[Link]:
    """The places that the words of a document tell of, each where it is likeliest told."""
    best: dict[tuple[str, str, str], tuple[float, Link]] = {}
    for chance, link in _told(analysis, given):
        key = (link.member[1].id, key_of(link.body), link.status)
        if key not in best or chance > best[key][0]:
            best[key] = (chance, link)
    return (link for _, link in best.values())


def _told(analysis: Analysis, given: Sequence[Link]) -> Iterator[tuple[float, Link]]:
    """The places that the words of a document tell of, with how likely each is."""
    said, bodies, last = ruled(analysis, given), Bodies(analysis), None
    if not bodies.items:
        return
    for seat in seats.find(analysis):
        chosen: dict[str, tuple[Candidate | None, float]] = {}
        for mention, likely in _chances(analysis, seat, said):
            free = _free(analysis, seat, said.get((mention.entity or "", seat.number), ()))
            for status in (s for s, likelihood in likely.items() if s != NONE and likelihood >= _FOLLOWED and free(s)):
                if status not in chosen:
                    chosen[status] = body_of(bodies, seat, status, said, last)
                body, share = chosen[status]
                last = body.named.key if body else last
                chance = share * likely[status]
                if body and chance >= TOLD and not _is_part(seat, body):
                    place = "candidate" if status in _GIVEN and _is_promised(analysis, seat) else status
                    yield from ((chance, link) for link in _link(analysis, seat, mention, place, body))


_GIVEN = frozenset({"member", "partner", "observer"})


def _is_promised(analysis: Analysis, seat: Seat) -> bool:
    """Whether the words right after states say that a place is yet to be given to them."""
    after = seat.group.mentions[-1].end
    return pattern("memberships", "promised").match(analysis.document.text, after) is not None


def _free(analysis: Analysis, seat: Seat, here: Collection[Link]) -> Callable[[str], bool]:
    """Whether a word may tell of a place: one that a rule took tells of no other."""
    at = analysis.tagged[seat.number].sentence.tokens[seat.word].start
    taken = {link.status for link in here if link.where.start <= at < link.where.end}
    return lambda status: not taken or status in taken


def _is_part(seat: Seat, body: Candidate) -> bool:
    """Whether a body's name only stands before something of it: "left the ASEAN meeting"."""
    inside = [i for i, owner in enumerate(seat.view.owner) if owner is body.named.mention]
    tree = seat.view.tree
    return any(
        tree.relations[i] in ("compound", "nmod:poss", "amod")
        and tree.lower[tree.heads[i]] in word_set("seats", "around", "of_bodies")
        for i in inside
    )


def body_of(bodies: Bodies, seat: Seat, status: str, said: Ruled, last: str | None) -> tuple[Candidate | None, float]:
    """The likeliest body of a place, and how likely it is."""
    here = said.get((seat.group.mentions[0].entity or "", seat.number), ())
    rules = {key_of(link.body) for link in here if link.status == status and link.names_body}
    may = list(bodies.candidates(seat, status, rules, last))
    if not may:
        return None, 0.0
    likely = shares(weigh(BODIES, candidate.marks) for candidate in may)
    best = max(range(len(may)), key=likely.__getitem__)
    return may[best], likely[best]


def _link(analysis: Analysis, seat: Seat, mention: Mention, status: str, body: Candidate) -> Iterator[Link]:
    entity, side = analysis.mentions.of(mention), body.named.side
    if entity is None or entity.id == side[1].id:
        return
    tokens = analysis.tagged[seat.number].sentence.tokens
    ends = [seat.word, *(i for i, owner in enumerate(seat.view.owner) if owner is body.named.mention)]
    where = analysis.document.span(tokens[min(ends)].start, tokens[max(ends)].end)
    basis = None if body.named.number == seat.number else _SPOKEN
    yield Link((mention, entity), side, status, where, _dated(analysis, seat, mention, where), basis)


_SPOKEN = "the body that the sentences around name"


def _dated(analysis: Analysis, seat: Seat, mention: Mention, where: Span) -> Span | None:
    """The words of the date right after a state, else under or above the word of its place, else all of the place.

    A list of states has no date but the one right after a state.
    """
    plain = word_set("seats", "around", "undated")
    own = continued.date_after(analysis, mention.end, continued.WHEN) if not seat.group.stands else None
    if own is None and seat.family not in plain:
        tokens, tree = analysis.tagged[seat.number].sentence.tokens, seat.view.tree
        beneath = (seat.word, *_governing(seat))
        dates = (links.date_at(analysis, tokens[k].start) for k in times(tree, beneath, seat.word))
        own = next((d for d in dates if d and d.day), None)
    if own is None:
        return None if seat.family == "member" or seat.family in plain else where
    return analysis.document.span(own.start, own.end)


def _governing(seat: Seat) -> Iterator[int]:
    """The words above a word that say with it what is done: "became a member", "was given the status"."""
    tree, word = seat.view.tree, seat.word
    for _ in range(_ABOVE):
        if tree.relations[word] not in _GOVERNED or tree.heads[word] < 0:
            return
        word = tree.heads[word]
        yield word


_ABOVE = 2
_GOVERNED = frozenset({"xcomp", "obj", "amod", "nsubj:pass", "nsubj"})
