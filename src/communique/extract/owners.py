"""Owners: which body or state an office belongs to, ranked among those that a text names.

Law: the words around the office, the kinds of office and body, and where each is named decide, by weights that
`train/owners.py` fits; a name that the text does not have is never chosen, but for the publisher's own state.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique import knowledge
from communique.extract.bearings import determiner, set_off
from communique.extract.bearings import marks as bearings
from communique.extract.bodies import head_word
from communique.extract.bulletins import heading
from communique.extract.cities import around, told, unnamed
from communique.extract.fronts import clear, front_of, is_part, party_of
from communique.extract.homes import at_home
from communique.extract.mentions import Mention
from communique.extract.possessors import national
from communique.extract.surroundings import Question, Surroundings, office_class
from communique.extract.weighing import total
from communique.languages import words as read_words

WEIGHTS = Path(__file__).parent / "models" / "owners.json"
_NEAR, _FOLLOWING = 40, 8
_OPENING = 4  # characters
_MINISTERS = frozenset({"minister", "premier", "queen", "king"})
_ELSEWHERE = ("local", "firm")
_BY_CITY = "the state of a city that is named beside it"
_RULING = ("head", "minister", "leader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A body, place, phrase or publisher's state that an office may belong to; `marks` speak for and against it."""

    mention: Mention | None = None
    words: tuple[int, int] | None = None
    state: str | None = None
    basis: str | None = None
    marks: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    sorts: tuple[str, str] = ("", "")

    @property
    def all_marks(self) -> tuple[str, ...]:
        """The marks, and the general ones alone, with the kind of body, and with that and the sort of office."""
        kind, sort = self.sorts
        crossed = (m for g in self.general for m in (g, f"{g}|{kind}", f"{g}|{kind}|{sort}"))
        return (*self.marks, *crossed)


def owners(drop: Surroundings, question: Question) -> list[Owner]:
    """All that an office may belong to, in a fixed order."""
    return [*_bodies(drop, question), *_phrases(drop, question)]


def _bodies(drop: Surroundings, question: Question) -> Iterator[Owner]:
    office = question.held.office
    at = bisect_left(drop.starts, office.start)
    behind = drop.behind[at]
    ahead = _ahead(drop, at)
    inside = {m.entity for m in drop.bodies[at : at + 4] if m.end <= office.end}
    near: Counter[str] = Counter()
    homes, cities = at_home(question.person.name, drop.states), around(drop, question)
    for key in (k for k in dict.fromkeys((*behind, *ahead)) if k not in inside):
        kind = drop.kinds[key]
        marks = (
            *_standing(drop, question, key),
            *_placed(drop, question, behind.get(key), ahead.get(key)),
            *bearings(drop, question, behind.get(key), ahead.get(key)),
            *homes.get(key, ()),
            *cities.get(drop.analysis.mentions.entities[key].known or "", ()),
            f"near{min(near[kind], 3)}" if key in behind else "near-none",
        )
        near[kind] += key in behind
        yield Owner(
            mention=_told(question, drop, key) or drop.bodies[behind.get(key, ahead.get(key, 0))],
            marks=_kinds(drop, question, key),
            general=marks,
            sorts=(kind, office_class(question.role)),
        )


def _ahead(drop: Surroundings, at: int) -> dict[str, int]:
    """The bodies named first after a place among them, with where each is named first."""
    found: dict[str, int] = {}
    for i, body in enumerate(drop.bodies[at : at + _NEAR], at):
        if body.entity and len(found) < _FOLLOWING:
            found.setdefault(body.entity, i)
    return found


def _told(question: Question, drop: Surroundings, key: str) -> Mention | None:
    of = question.held.of
    return of if of and of.entity == key else None


def _standing(drop: Surroundings, question: Question, key: str) -> Iterator[str]:
    """Marks of a body by what the document says of it elsewhere."""
    analysis = drop.analysis
    yield f"rank{min(drop.ranks[key], 3)}"
    yield f"count{min(drop.counts[key], 4)}"
    if key == drop.home:
        yield "home"
    if drop.dateline and drop.dateline.entity == key:
        yield "dateline"
    known = analysis.mentions.entities[key].known
    if known and known == question.governed and office_class(question.role) not in _ELSEWHERE:
        yield "governed"
    if analysis.main and analysis.main[1].id == key:
        yield "main"
    if any(m.entity == key and m.start < analysis.document.body_start for m in drop.bodies[:6]):
        yield "title"
    if drop.bodies[0].entity == key:
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
        yield f"told-{_route(question)}:{determiner(question)}{set_off(question)}"
        yield f"form-{question.held.of.form}"
        if question.held.of_words:
            yield "extended"
    elif question.held.of:
        yield "other-told"
        yield f"other-told-{_route(question)}:{determiner(question)}{set_off(question)}"
    elif question.held.of_words:
        yield "words-told"


def _elsewhere(drop: Surroundings, question: Question, key: str) -> Iterator[str]:
    """Marks of a body by the other offices that are said to be its own."""
    sort, start = office_class(question.role), question.held.office.start
    others = [(person, other) for at, person, other in drop.clear.get(key, ()) if at != start]
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


def _placed(drop: Surroundings, question: Question, before: int | None, after: int | None) -> Iterator[str]:
    """Marks of a body by where it is named nearest."""
    office, number = question.held.office, question.number
    at = bisect_left(drop.starts, office.start)
    if before is not None:
        distance = number - drop.sentences[before]
        yield f"back{distance if distance < 3 else 3 if distance < 6 else 6}"
        if distance == 0:
            yield f"left{min(at - 1 - before, 3)}"
            yield f"left-{drop.bodies[before].form}"
            if drop.bodies[before].start - question.words.sentence.start < _OPENING:
                yield f"opens-{drop.contexts[before].before}"
        apart = "\n\n" in drop.analysis.document.text[drop.bodies[before].end : office.start]
        yield "other-paragraph" if apart else "paragraph"
    else:
        yield "not-before"
    if after is not None:
        distance = drop.sentences[after] - number
        yield f"ahead{min(distance, 3)}"
        if distance == 0:
            yield f"right{min(after - at, 3)}"


def _kinds(drop: Surroundings, question: Question, key: str) -> tuple[str, ...]:
    """Marks of the kind of body beside the sort of office."""
    kind, word = drop.kinds[key], question.role.split()[-1]
    noun = head_word(drop.analysis.mentions.entities[key].name) if kind != "state" else None
    sort, more = office_class(question.role), drop.analysis.mentions.entities[key].kind
    return f"{kind}|{sort}", f"{kind}|{word}", f"{noun}|{word}", f"noun-{noun}|{sort}", f"is-{more}|{sort}"


def _phrases(drop: Surroundings, question: Question) -> Iterator[Owner]:
    held, sort = question.held, office_class(question.role)
    if held.of_words:
        first, end = held.of_words
        heads = read_words("en", "names")["body_heads"]
        head = "head" if set(question.words.lower[first:end]) & set(heads) else "plain"
        marks = (f"phrase-{head}", f"phrase-{head}|{sort}", f"phrase{min(end - first, 4)}")
        yield Owner(words=held.of_words, marks=marks)
    front = front_of(question)
    if front:
        size = f"front{min(front[1] - front[0], 4)}"
        yield Owner(words=front, marks=("front", f"front|{sort}", size, f"front|{question.words.lower[front[1] - 1]}"))
    if drop.state and drop.home is None:
        yield Owner(
            state=drop.state,
            basis="the publisher's state",
            marks=("home-state", f"home-state|{sort}", f"home-state|{question.role.split()[-1]}"),
        )
    if drop.dateline and drop.dateline.entity is None:
        yield Owner(mention=drop.dateline, marks=("dateline-state", f"dateline-state|{sort}"))
    country = knowledge.thing(question.governed) if question.governed and sort not in _ELSEWHERE else None
    if country and country.id not in drop.known:
        ruled = ("governed-state", f"governed-state|{sort}")
        yield Owner(state=country.name, basis="known to have governed it", marks=ruled)
    for state, general in unnamed(drop, question):
        kinds = ("city-state", f"state|{sort}", f"state|{question.role.split()[-1]}")
        yield Owner(state=state.name, basis=_BY_CITY, marks=kinds, general=general, sorts=("state", sort))
    if held.of and held.of.entity is None and told(question) is None:
        route = _route(question)
        yield Owner(mention=held.of, marks=(f"place-{route}", f"place-{route}|{sort}", f"place|{sort}"))


@cache
def _weights() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def score(owner: Owner) -> float:
    """How much speaks for an owner."""
    weights = _weights()
    return total(weights, owner.marks) + sum(_crossed(m, *owner.sorts) for m in owner.general)


@cache
def _crossed(mark: str, kind: str, sort: str) -> float:
    weights = _weights()
    return total(weights, (mark, f"{mark}|{kind}", f"{mark}|{kind}|{sort}"))


def best(drop: Surroundings, question: Question) -> Owner | None:
    """What an office most likely belongs to; `None` where the text names nothing."""
    found = owners(drop, question)
    plain = [o for o in found if _plainly(question, o)] or _of_heading(drop, question, found)
    if question.held.of is None and national(question.words, question.held.office):
        found = [o for o in found if o.sorts[0] != "state"] or found
    if office_class(question.role) == "minister" or _MINISTERS & set(question.role.split()):
        found = [o for o in found if _ministerial(question, o)] or found
    return max(plain or found, key=score, default=None)


def _plainly(question: Question, owner: Owner) -> bool:
    """Whether an office says itself what it is of: "the attorney general of California", "President Orr of Kenya"."""
    of, party = question.held.of, party_of(question)
    if "city-told" in owner.general or (party is not None and owner.words is not None):
        return owner.words is None or owner.words[0] == party
    if owner.words is not None and owner.words != question.held.of_words:
        return clear(question, owner.words)
    if owner.words is not None and of is not None:
        return is_part(question, owner.words)
    if of is None or owner.mention is not of:
        return False
    person = question.held.person
    beside = person is not None and of.start - person.end == len(" of ") and owner.sorts == ("state", "head")
    beside = beside and determiner(question) not in ("its", "their", "'s") and not set_off(question)
    return (of.entity is None and _route(question) == "after-of") or (beside and _route(question) == "holder")


def _of_heading(drop: Surroundings, question: Question, found: list[Owner]) -> list[Owner]:
    """The state by whose name a bulletin's paragraph is headed, where an office says nothing of whose it is."""
    told = question.held.of is not None or question.held.of_words is not None
    if told or office_class(question.role) not in _RULING:
        return []
    state = heading(drop.analysis, question.held.office.start)
    known = {key: entity.known for key, entity in drop.analysis.mentions.entities.items()}
    named = [o for o in found if state and o.mention and known.get(o.mention.entity or "") == state[0]]
    return named or ([Owner(state=state[1], basis="the heading of the paragraph")] if state else [])


def _ministerial(question: Question, owner: Owner) -> bool:
    """Whether a minister can be of an owner: of a state, or of what stands beside the office."""
    beside = owner.words is not None or owner.mention is question.held.of
    return beside or owner.state is not None or owner.sorts[0] in ("", "state")
