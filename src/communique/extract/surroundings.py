"""Surroundings: what a whole document says about the bodies that an office in it may belong to, worked out once."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, pairwise

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.contexts import Context, contexts
from communique.extract.holders import Held
from communique.extract.homes import publisher_state
from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.unions import is_union
from communique.languages import words as read_words
from communique.model.entity import Entity

_MOST = 24
"""So many bodies named before an office are asked whether it is theirs."""
_SEEN = 40
"""Of one body's offices no more are compared, which keeps the time linear."""
_AFTER = (" of ", " of the ", " from ", " (", ", of ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An office with its holder in the sentence of a number, of which it is asked what it belongs to.

    `governed` is the country that the holder is known to have governed, `role` the office's name in small letters.
    """

    number: int
    words: Words
    held: Held
    person: Entity
    governed: str | None
    role: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", self.held.office.head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a whole document says about the bodies in it, worked out once.

    `states` are its states with their ids in `knowledge`; `clear` are the offices said to be a body's own, by body:
    place, holder, class; `named` those of nobody named, by name of office and body; `near` says in how many sentences
    with a person each body is named; `contexts` are the words around `bodies`; `beside` marks the bodies of the offices
    next to one, by its place; `behind` those named last before one, the last first, with where, by how many of `bodies`
    stand before it; `places` are named as such.
    """

    analysis: Analysis
    home: str | None
    state: str | None
    dateline: Mention | None
    bodies: tuple[Mention, ...]
    starts: tuple[int, ...]
    sentences: tuple[int, ...]
    counts: Counter[str]
    ranks: Mapping[str, int]
    kinds: Mapping[str, str]
    linked: frozenset[tuple[str, str]]
    clear: Mapping[str, tuple[tuple[int, str, str], ...]]
    known: frozenset[str]
    states: tuple[tuple[str, str], ...]
    named: frozenset[tuple[str, str]]
    near: Mapping[str, Counter[str]]
    contexts: tuple[Context, ...]
    beside: Mapping[int, tuple[tuple[str, str], ...]]
    behind: Mapping[int, Mapping[str, int]]
    places: tuple[Mention, ...]


def surroundings(analysis: Analysis, questions: Sequence[Question], unheld: Iterable[Held] = ()) -> Surroundings:
    """The bodies of a document: where they are named, how often, of what kind they are, whose offices are clear."""
    mentions = analysis.mentions
    bodies = tuple(m for m in mentions.items if m.type == "body" and m.entity)
    counts = Counter(m.entity for m in bodies if m.entity)
    kinds = {e.id: _kind(e) for e in mentions.bodies}
    state = publisher_state(analysis.document)
    ends = [t.sentence.end for t in analysis.tagged]
    sentences = tuple(bisect_right(ends, m.start) for m in bodies)
    starts = tuple(m.start for m in bodies)
    return Surroundings(
        analysis=analysis,
        home=next((e.id for e in mentions.bodies if state and e.known == state.id), None),
        state=state.name if state else None,
        dateline=_dateline(analysis),
        bodies=bodies,
        starts=starts,
        sentences=sentences,
        counts=counts,
        ranks=_ranks(counts, kinds),
        kinds=kinds,
        linked=frozenset(_linked(analysis)),
        clear=_clear(questions),
        known=frozenset(e.known for e in mentions.bodies if e.known),
        states=tuple((e.id, e.known) for e in mentions.bodies if e.known and e.kind == "state"),
        named=frozenset((held.office.head, held.of.entity) for held in unheld if held.of and held.of.entity),
        near=_near(analysis),
        contexts=tuple(contexts(analysis.tagged, bodies, sentences)),
        beside=_beside(analysis, questions),
        behind=_behind(bodies, {bisect_left(starts, q.held.office.start) for q in questions}),
        places=tuple(m for m in mentions.items if m.type == "place"),
    )


def _behind(bodies: Sequence[Mention], places: Iterable[int]) -> Mapping[int, Mapping[str, int]]:
    """The bodies named last before some places among them, the last first, with where each is named last."""
    found: dict[int, Mapping[str, int]] = {}
    latest: dict[str, int] = {}
    done = 0
    for at in sorted(places):
        for i in range(done, at):
            if entity := bodies[i].entity:
                latest.pop(entity, None)
                latest[entity] = i
        found[at] = {entity: latest[entity] for entity in islice(reversed(latest), _MOST)}
        done = at
    return found


def _beside(analysis: Analysis, questions: Sequence[Question]) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Marks of the bodies that the offices right before and after one are said to be of, by its place."""
    beside: dict[int, list[tuple[str, str]]] = defaultdict(list)
    ordered = sorted(questions, key=lambda q: q.held.office.start)
    for a, b in pairwise(ordered):
        alike = "-alike" if office_class(a.role) == office_class(b.role) else ""
        where = f"{_between(analysis, a, b)}{alike}"
        for side, here, there in (("next", a, b), ("last", b, a)):
            of = there.held.of
            if of and of.entity:
                beside[here.held.office.start].append((f"{side}-of-{where}", of.entity))
    return {start: tuple(marks) for start, marks in beside.items()}


def _between(analysis: Analysis, a: Question, b: Question) -> str:
    """What stands between two offices: "and" alone, a part of a sentence, or more."""
    if a.number != b.number:
        return "next" if a.number + 1 == b.number else "far"
    end = max(m.end for m in (a.held.person, a.held.of) if m) if a.held.person or a.held.of else a.held.office.end
    text = analysis.document.text[end : b.held.office.start].strip().lower()
    return "and" if len(text) < 12 and text.split()[:1] in (["and"], [","]) else "same"


def _dateline(analysis: Analysis) -> Mention | None:
    """The place in the dateline, as standing for its state."""
    start = analysis.document.body_start
    places = analysis.mentions.within(start, start + 60)
    place = next((m for m in places if m.type == "place" and m.start < start + 30), None)
    state = knowledge.country_of(place.name.title()) if place else None
    entity = next((e.id for e in analysis.mentions.bodies if state and e.known == state.id), None)
    return replace(place, name=state.name, form="capital", entity=entity) if place and state else None


def _near(analysis: Analysis) -> Mapping[str, Counter[str]]:
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for tagged in analysis.tagged:
        inside = {(m.type, m.entity) for m in analysis.mentions.within(tagged.sentence.start, tagged.sentence.end)}
        bodies = [entity for type, entity in inside if type == "body" and entity]
        for type, entity in inside:
            if type == "person" and entity:
                near[entity].update(bodies)
    return near


def _clear(questions: Sequence[Question]) -> Mapping[str, tuple[tuple[int, str, str], ...]]:
    clear: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for question in questions:
        of = question.held.of
        if of and of.entity:
            clear[of.entity].append((question.held.office.start, question.person.id, office_class(question.role)))
    return {body: tuple(offices[:_SEEN]) for body, offices in clear.items()}


def _kind(entity: Entity) -> str:
    if entity.kind == "state":
        return "state"
    if is_union(entity):
        return "union"
    return "organ" if entity.kind in ("organ", "secretariat", "court", "commission") else "other"


def _ranks(counts: Counter[str], kinds: Mapping[str, str]) -> dict[str, int]:
    """The place of each body among those of its kind, by how often it is named."""
    ranks: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for key, _ in sorted(counts.items(), key=lambda c: (-c[1], int(c[0][1:]))):
        ranks[key] = seen[kinds[key]]
        seen[kinds[key]] += 1
    return ranks


def _linked(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Persons with the bodies that stand right beside their names: "Iran's Sohrabi", "Sohrabi of Iran"."""
    items, text = analysis.mentions.items, analysis.document.text
    for a, b in pairwise(items):
        between = text[a.end : b.start].lower().replace("’", "'")
        if a.entity and b.entity and len(between) < 24 and a.type != b.type:
            if b.type == "person" and between in ("'s ", "' ", " "):
                yield b.entity, a.entity
            elif a.type == "person" and (between in _AFTER or (between == ", " and text[b.end : b.end + 1] in ".;,")):
                yield a.entity, b.entity


@cache
def _classes() -> Mapping[str, str]:
    return {word: name for name, heads in read_words("en", "offices")["classes"].items() for word in heads}


@cache
def office_class(head: str) -> str:
    """What sort of office a name in small letters is: of a head of state, a minister, an envoy …"""
    parts = head.replace("-", " ").split()
    table, joined = _classes(), " ".join(parts)
    phrases = [name for name in table if " " in name and name in joined]
    if phrases:
        return table[max(phrases, key=len)]
    return next((table[w] for w in reversed(parts) if w in table), "other")
