"""Owners: which body or state an office belongs to, ranked among those that a text names.

Law: the words around the office, the kinds of office and body, and where each is named decide, by weights that
`train/owners.py` fits; a name that the text does not have is never chosen, but for the publisher's own state.
"""

import json
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.extract.analysis import Analysis
from communique.extract.bodies import head_word
from communique.extract.holders import Held
from communique import knowledge
from communique.extract.homes import governed, publisher_state
from communique.extract.mentions import Mention
from communique.extract.chunks import word_set
from communique.extract.offices import DETERMINERS, POSSESSIVES, Words
from communique.extract.unions import is_union
from communique.languages import words as read_words
from communique.model.entity import Entity

WEIGHTS = Path(__file__).parent / "models" / "owners.json"
_MOST = 24
_NEAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A body, place, phrase or publisher's state that an office may belong to; `marks` speak for and against it."""

    mention: Mention | None = None
    words: tuple[int, int] | None = None
    state: str | None = None
    basis: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An office with its holder in the sentence of a number, of which it is asked what it belongs to.

    `governed` is the country that the holder is known to have governed.
    """

    number: int
    words: Words
    held: Held
    person: Entity
    governed: str | None

    @property
    def role(self) -> str:
        """The office's name in small letters."""
        return self.held.office.head


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """What a whole document says about the bodies in it, worked out once.

    `clear` are the offices whose body stands beside them: place, holder, class of office, body; `named` those of nobody
    named, by name of office and body; `near` says in how many sentences with a person each body is named.
    """

    analysis: Analysis
    home: str | None
    state: str | None
    bodies: tuple[Mention, ...]
    starts: tuple[int, ...]
    sentences: tuple[int, ...]
    counts: Counter[str]
    ranks: Mapping[str, int]
    kinds: Mapping[str, str]
    linked: frozenset[tuple[str, str]]
    clear: tuple[tuple[int, str, str, str], ...]
    named: frozenset[tuple[str, str]]
    near: Mapping[str, Counter[str]]


def backdrop(
    analysis: Analysis, questions: Sequence[Question], unheld: Iterable[Held] = ()
) -> Backdrop:
    """The bodies of a document: where they are named, how often, of what kind they are, whose offices are clear."""
    mentions = analysis.mentions
    bodies = tuple(m for m in mentions.items if m.type == "body" and m.entity)
    counts = Counter(m.entity for m in bodies if m.entity)
    kinds = {e.id: _kind(e) for e in mentions.bodies}
    state = publisher_state(analysis.document)
    ends = [t.sentence.end for t in analysis.tagged]
    return Backdrop(
        analysis=analysis,
        home=next((e.id for e in mentions.bodies if state and e.known == state.id), None),
        state=state.name if state else None,
        bodies=bodies,
        starts=tuple(m.start for m in bodies),
        sentences=tuple(bisect_right(ends, m.start) for m in bodies),
        counts=counts,
        ranks=_ranks(counts, kinds),
        kinds=kinds,
        linked=frozenset(_linked(analysis)),
        clear=tuple(_clear(questions)),
        named=frozenset((held.office.head, held.of.entity) for held in unheld if held.of and held.of.entity),
        near=_near(analysis),
    )


def _near(analysis: Analysis) -> Mapping[str, Counter[str]]:
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for tagged in analysis.tagged:
        inside = {(m.type, m.entity) for m in analysis.mentions.within(tagged.sentence.start, tagged.sentence.end)}
        bodies = [entity for type, entity in inside if type == "body" and entity]
        for type, entity in inside:
            if type == "person" and entity:
                near[entity].update(bodies)
    return near


def _clear(questions: Sequence[Question]) -> Iterator[tuple[int, str, str, str]]:
    for question in questions:
        of = question.held.of
        if of and of.entity:
            yield question.held.office.start, question.person.id, office_class(question.role), of.entity


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
    for a, b in zip(items, items[1:], strict=False):
        between = text[a.end : b.start].lower().replace("’", "'")
        if a.entity and b.entity and len(between) < 24 and a.type != b.type:
            if b.type == "person" and between in ("'s ", "' ", " "):
                yield b.entity, a.entity
            elif a.type == "person" and between in (" of ", " of the ", " from ", " (", ", of "):
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


def owners(drop: Backdrop, question: Question) -> list[Owner]:
    """All that an office may belong to, in a fixed order."""
    return [*_bodies(drop, question), *_phrases(drop, question)]


def _bodies(drop: Backdrop, question: Question) -> Iterator[Owner]:
    office = question.held.office
    at = bisect_left(drop.starts, office.start)
    behind = _distinct(drop, range(at - 1, -1, -1), _MOST)
    ahead = _distinct(drop, range(at, min(len(drop.bodies), at + _NEAR)), 8)
    near: Counter[str] = Counter()
    for key in dict.fromkeys((*behind, *ahead)):
        kind = drop.kinds[key]
        marks = (
            *_standing(drop, question, key),
            *_placed(drop, question, behind.get(key), ahead.get(key)),
            f"near{min(near[kind], 3)}" if key in behind else "near-none",
        )
        near[kind] += key in behind
        index = behind.get(key, ahead.get(key, 0))
        yield Owner(mention=_told(question, drop, key) or drop.bodies[index], marks=_crossed(drop, question, key, marks))


def _distinct(drop: Backdrop, indices: range, most: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for i in indices:
        key = drop.bodies[i].entity
        if key and key not in found:
            found[key] = i
            if len(found) == most:
                break
    return found


def _told(question: Question, drop: Backdrop, key: str) -> Mention | None:
    of = question.held.of
    return of if of and of.entity == key else None


def _standing(drop: Backdrop, question: Question, key: str) -> Iterator[str]:
    """Marks of a body by what the document says of it elsewhere."""
    analysis = drop.analysis
    yield f"rank{min(drop.ranks[key], 3)}"
    yield f"count{min(drop.counts[key], 4)}"
    if key == drop.home:
        yield "home"
    known = analysis.mentions.entities[key].known
    if known and known == question.governed:
        yield "governed"
    if analysis.main and analysis.main[1].id == key:
        yield "main"
    first = drop.bodies[0]
    if any(m.entity == key and m.start < analysis.document.body_start for m in drop.bodies[:6]):
        yield "title"
    if first.entity == key:
        yield "first"
    if (question.person.id, key) in drop.linked:
        yield "linked"
    if (question.role, key) in drop.named:
        yield "named"
    together = drop.near.get(question.person.id)
    if together and together[key]:
        yield "most-near" if together[key] == max(together.values()) else "near"
        yield f"near-{min(together[key], 3)}"
    yield from _elsewhere(drop, question, key)
    if _bare(question):
        yield "bare"
    if question.held.of and question.held.of.entity == key:
        yield f"told-{_route(question)}"
        yield f"form-{question.held.of.form}"
    elif question.held.of:
        yield "other-told"
    elif question.held.of_words:
        yield "words-told"


def _elsewhere(drop: Backdrop, question: Question, key: str) -> Iterator[str]:
    """Marks of a body by the other offices that are said to be its own."""
    sort, start = office_class(question.role), question.held.office.start
    others = [(person, other) for at, person, other, body in drop.clear if body == key and at != start]
    mine = [other for person, other in others if person == question.person.id]
    if mine:
        yield "same-post" if sort in mine else "same-person"
    if any(other == sort and person != question.person.id for person, other in others):
        yield "taken"


def _bare(question: Question) -> bool:
    """Whether an office stands right before its holder's name: "President Reagan"."""
    held = question.held
    return bool(held.person) and 0 < held.person.start - held.office.end < 3  # type: ignore[union-attr]


def _route(question: Question) -> str:
    """How the office names its body: before it, after it, or after its holder."""
    held, of = question.held, question.held.of
    if of is None:
        return "none"
    if of.end <= held.office.start:
        gap = held.office.start - of.end
        return "before" if gap < 30 else "far-before"
    if held.person and of.start > held.person.end and held.person.start > held.office.end:
        return "holder"
    after = question.words.lower[held.office.last] if held.office.last < len(question.words.lower) else ""
    return f"after-{after}" if after in ("of", "at", "for", "to", "in", "from", "with") else "after"


def _placed(drop: Backdrop, question: Question, before: int | None, after: int | None) -> Iterator[str]:
    """Marks of a body by where it is named nearest."""
    office, number = question.held.office, question.number
    at = bisect_left(drop.starts, office.start)
    if before is not None:
        distance = number - drop.sentences[before]
        yield f"back{distance if distance < 3 else 3 if distance < 6 else 6}"
        if distance == 0:
            yield f"left{min(at - 1 - before, 3)}"
            yield f"left-{drop.bodies[before].form}"
    else:
        yield "not-before"
    if after is not None:
        distance = drop.sentences[after] - number
        yield f"ahead{min(distance, 3)}"
        if distance == 0:
            yield f"right{min(after - at, 3)}"


def _crossed(drop: Backdrop, question: Question, key: str, marks: Sequence[str]) -> tuple[str, ...]:
    """Marks alone, with the kind of body, and with both that and the sort of office."""
    kind, sort = drop.kinds[key], office_class(question.role)
    word = question.role.split()[-1]
    noun = head_word(drop.analysis.mentions.entities[key].name) if kind != "state" else None
    return (
        *marks,
        *(f"{m}|{kind}" for m in marks),
        *(f"{m}|{kind}|{sort}" for m in marks),
        f"{kind}|{sort}",
        f"{kind}|{word}",
        f"{noun}|{word}",
    )


def _phrases(drop: Backdrop, question: Question) -> Iterator[Owner]:
    held, sort = question.held, office_class(question.role)
    if held.of_words:
        first, end = held.of_words
        heads = read_words("en", "names")["body_heads"]
        lower = question.words.lower[first:end]
        head = "head" if set(lower) & set(heads) else "plain"
        marks = (f"phrase-{head}", f"phrase-{head}|{sort}", f"phrase{min(end - first, 4)}")
        yield Owner(words=held.of_words, marks=marks)
    front = _front(question)
    if front:
        size = f"front{min(front[1] - front[0], 4)}"
        yield Owner(words=front, marks=("front", f"front|{sort}", size, f"front|{question.words.lower[front[1] - 1]}"))
    if drop.state and drop.home is None:
        yield Owner(state=drop.state, basis="the publisher's state", marks=("home-state", f"home-state|{sort}", f"home-state|{question.role.split()[-1]}"))
    country = knowledge.thing(question.governed) if question.governed else None
    if country and all(e.known != country.id for e in drop.analysis.mentions.bodies):
        yield Owner(state=country.name, basis="known to have governed it", marks=("governed-state", f"governed-state|{sort}"))
    if held.of and held.of.entity is None:
        route = _route(question)
        yield Owner(mention=held.of, marks=(f"place-{route}", f"place-{route}|{sort}", f"place|{sort}"))


def _front(question: Question) -> tuple[int, int] | None:
    """The plain name of a body before an office, as "Colombian coffee producers federation" before "head"."""
    office, words = question.held.office, question.words
    heads = word_set("names", "body_heads") - {"executive", "state", "house"}
    last = next((k for k in range(office.last - 2, office.first - 2, -1) if k >= 0 and words.lower[k] in heads), None)
    if last is None or words.owner[last] is not None:
        return None
    stop = word_set("offices", "stops") | word_set("names", "honorifics") | DETERMINERS | {"former", "then", "new"}
    first = last
    while first > 0 and last - first < 5 and words.owner[first - 1] is None and words.lower[first - 1] not in stop:
        if not (words.lower[first - 1].isalpha() or words.lower[first - 1] in POSSESSIVES):
            break
        first -= 1
    owner = words.owner[first - 1] if first > 0 else None
    while owner and owner.type != "person" and first > 0 and words.owner[first - 1] is owner:
        first -= 1
    while first < last and words.lower[first] in POSSESSIVES:
        first += 1
    return first, last + 1


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def score(owner: Owner) -> float:
    """How much speaks for an owner."""
    weights = _weights()
    return sum(weights.get(mark, 0.0) for mark in owner.marks)


def best(drop: Backdrop, question: Question) -> Owner | None:
    """What an office most likely belongs to; `None` where the text names nothing."""
    return max(owners(drop, question), key=score, default=None)


def written(drop: Backdrop, question: Question, owner: Owner) -> str:
    """What an owner is called."""
    if owner.mention:
        return owner.mention.name
    if owner.words:
        tokens = question.words.sentence.tokens[owner.words[0] : owner.words[1]]
        return drop.analysis.document.text[tokens[0].start : tokens[-1].end]
    return owner.state or ""
