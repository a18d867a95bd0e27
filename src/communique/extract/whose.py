"""Whose an act is: which of the bodies and states that a text names are its parties, and which one makes it.

Law: what the clauses say, where each is named and what it is decide, by weights that `train/whose.py` fits.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.extract import weighing
from communique.extract.about import Owner, pointer, state_of
from communique.extract.analysis import Analysis
from communique.extract.doers import doers, plural
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.signatories import Sides
from communique.extract.stages import Stage
from communique.extract.whose_meetings import meeting_of, those_of
from communique.extract.whose_places import how_many, in_list, placed
from communique.languages import words as read_words
from communique.model.entity import Entity, Reference

WEIGHTS = "sides-of-acts"
_BACK, _AHEAD, _MOST = 3, 1, 24
_WORDS = read_words("en", "instruments")["sides"]
_JOINT = frozenset(_WORDS["joint_kinds"])
_ORGANS = frozenset(_WORDS["kinds_of_organs"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an act is named and, in `stage_look`, a stage of it is told, with what the clauses say of its sides."""

    look: Look
    phrase: NounPhrase
    kind: str
    sides: Sides
    stage: Stage | None
    stage_look: Look


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body or state with what speaks for and against its being a side of an act."""

    owner: Owner
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """What the bodies and states of a document are in it as a whole, by id."""

    named: dict[str, list[Mention]]
    ranks: dict[str, int]


@lru_cache(maxsize=1)
def _standing(analysis: Analysis) -> _Standing:
    named: dict[str, list[Mention]] = {}
    for mention in analysis.mentions.items:
        entity = analysis.mentions.of(mention)
        if entity and entity.type == "body" and entity.kind != "outlet":
            named.setdefault(entity.id, []).append(mention)
    common = sorted(named, key=lambda key: -len(named[key]))
    return _Standing(named=named, ranks={key: i for i, key in enumerate(common)})


def candidates(analysis: Analysis, place: Place, rest: Sequence[Sides]) -> list[Candidate]:
    """The bodies and states that may be sides of an act; `rest` is what is said of them where it is named elsewhere."""
    entities = {entity.name: entity for entity in _near(analysis, place)}
    ruled = {o[0].name: o for sides in (*rest, place.sides) for o in (*sides.parties, *filter(None, (sides.body,)))}
    number = how_many(place.phrase, place.stage_look)
    common = (*_common(place), f"sides:{number}")
    agents = [state_of(analysis.mentions, e) or e for _, e in _agents(analysis, place)]
    found = []
    for name in dict.fromkeys((*ruled, *entities)):
        entity = entities.get(name) or analysis.mentions.entities.get(ruled[name][0].id or "")
        marks = [*_ruled(name, place, rest), *_known(analysis, entity, ruled, place.look.about.pair), *common]
        mention = None
        if entity:
            known = _standing(analysis).named.get(entity.id, ())
            here, mention = placed(known, place.look, place.phrase, _at(place))
            marks += [*here, *_met(analysis, place, entity), f"sides:{number}:{_rank(analysis, entity)}"]
            if size := in_list(analysis, known, place.stage_look):
                marks += [f"listed{min(size, 4)}", f"listed{min(size, 4)}:{number}"]
        if any(agent.name == name for agent in agents):
            marks.append(f"agent{min(len(agents), 3)}:{place.stage.name if place.stage else ''}")
        owner = ruled.get(name) or _owner(analysis, entity, mention)
        if owner:
            found.append(Candidate(owner, _crossed(marks, _sort(analysis, entity), place.kind)))
    return found


def _rank(analysis: Analysis, entity: Entity) -> int:
    """How many others a text names more often, up to four."""
    return min(_standing(analysis).ranks.get(entity.id, 4), 4)


def _at(place: Place) -> int | None:
    """The word of the stage where it stands in the sentence that names the act."""
    return place.stage.at if place.stage and place.stage_look is place.look else None


def _owner(analysis: Analysis, entity: Entity | None, mention: Mention | None) -> Owner | None:
    if entity is None or mention is None:
        return None
    return pointer(entity), analysis.document.span(mention.start, mention.end)


def _agents(analysis: Analysis, place: Place) -> list[tuple[Mention, Entity]]:
    return doers(analysis, place.stage_look, place.stage.at) if place.stage else []


def _near(analysis: Analysis, place: Place) -> Iterator[Entity]:
    """What is named in the sentences around an act, and what the text is about."""
    first, last = max(0, place.look.number - _BACK), place.look.number + _AHEAD
    sentences = analysis.tagged[first : last + 1]
    near = analysis.mentions.within(sentences[0].sentence.start, sentences[-1].sentence.end)
    keys = dict.fromkeys(m.entity for m in sorted(near, key=lambda m: abs(m.start - place.phrase.start)) if m.entity)
    about = place.look.about
    wide = (about.union, about.state, *about.pair)
    keys |= dict.fromkeys(owner[0].id for owner in wide if owner and owner[0].id)
    meeting = meeting_of(analysis, place.look.number)
    keys |= dict.fromkeys(r.id for r in those_of(meeting) if r.id) if meeting else {}
    known = _standing(analysis).named
    seen = [analysis.mentions.entities[key] for key in keys if key in known][:_MOST]
    yield from seen
    for entity in seen:
        state = state_of(analysis.mentions, entity)
        if state and state.id and state.id != entity.id:
            yield state


def _ruled(name: str, place: Place, rest: Sequence[Sides]) -> Iterator[str]:
    """What the clauses say of one, and whether they say it of others instead."""
    role = _role(name, place.sides)
    yield f"rule:{role}"
    yield f"rule:{role}:{_outcome(place.sides)}"
    yield f"rule:{role}:{_outcome(place.sides)}:{place.kind}"
    yield f"rule:{role}:{_outcome(place.sides)}:{place.stage.name if place.stage else ''}"
    said = sorted({f"{_role(name, sides)}{sides.sure}" for sides in rest if sides.sure or _role(name, sides)})
    yield f"rest:{'+'.join(said)}"
    yield f"rest:{'+'.join(said)}:{role}{place.sides.sure}"


def nobody(place: Place, rest: Sequence[Sides]) -> tuple[str, ...]:
    """What speaks for an act's being no body's."""
    said = sorted({_outcome(sides) for sides in rest})
    outcome = _outcome(place.sides)
    marks = (
        *_common(place), f"rule:{outcome}", f"rule:{outcome}:{place.kind}", f"rest:{'+'.join(said)}",
        f"rule:{outcome}:{place.stage.name if place.stage else ''}",
    )  # fmt: skip
    return ("nobody", *(f"nobody|{mark}" for mark in marks))


def _role(name: str, sides: Sides) -> str:
    if any(name == reference.name for reference, _ in sides.parties):
        return "party"
    return "body" if sides.body and sides.body[0].name == name else ""


def _outcome(sides: Sides) -> str:
    return f"{min(len(sides.parties), 3)}{bool(sides.body)}{sides.sure}"


def _common(place: Place) -> Iterator[str]:
    """What an act is, whoever it may be of."""
    phrase = place.phrase
    yield "act"
    yield f"kind:{place.kind}"
    yield f"word:{phrase.words.lower[phrase.head]}"
    yield f"stage:{place.stage.name if place.stage else ''}"
    yield f"kind:{place.kind}:{place.stage.name if place.stage else ''}"
    yield f"det:{phrase.determiner if phrase.determiner in _DETERMINERS else ''}:{phrase.named}:{phrase.bare}"
    if "between" in phrase.words.lower[phrase.first : phrase.last]:
        yield "between"
    if place.stage and plural(place.stage_look, place.stage.at):
        yield "plural"
    yield f"about:{place.look.about.central}:{bool(place.look.about.pair)}"


_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "our", "this", "'s", "’s"})


def _known(analysis: Analysis, entity: Entity | None, ruled: dict[str, Owner], pair: Sequence[Owner]) -> Iterator[str]:
    """What one is in the text as a whole."""
    if entity is None:
        yield "nowhere"
        return
    standing, about = _standing(analysis), analysis.main
    yield f"rank{_rank(analysis, entity)}"
    yield f"count{min(len(standing.named.get(entity.id, ())), 4)}"
    yield f"noun:{entity.name.split()[-1].lower() if entity.kind != 'state' else ''}"
    if any(owner[0].id == entity.id for owner in pair):
        yield "pair"
    yield f"is:{entity.kind}:{bool(entity.known)}"
    if about and about[1].id == entity.id:
        yield "union"
    if about and entity.parent == about[1].id:
        yield "organ-of-union"
    if any(owner[0].id == entity.parent for owner in ruled.values() if entity.parent):
        yield "organ-of-ruled"
    if any(m.start < analysis.document.body_start for m in standing.named.get(entity.id, ())[:1]):
        yield "title"


def _sort(analysis: Analysis, entity: Entity | None) -> str:
    """The sort of body."""
    if entity is None:
        return "none"
    if entity.kind == "state":
        return "state"
    if state_of(analysis.mentions, entity):
        return "state-organ"
    return "organ" if entity.parent else str(entity.kind)


def _met(analysis: Analysis, place: Place, entity: Entity) -> Iterator[str]:
    """Whether one takes part in the meeting told of last, or has it."""
    meeting = meeting_of(analysis, place.look.number)
    if meeting is None:
        return
    who, body = meeting["participants"], meeting["body"]
    keys = [r.id for r in who if isinstance(r, Reference)] if isinstance(who, tuple) else []
    states = Counter(place.look.about.homelands.get(key or "", key) for key in keys)
    shape = f"{meeting['kind']}:{min(len(states), 3)}:{body is not None}"
    if entity.id in states:
        yield from ("met", f"met:{shape}")
    elif isinstance(body, Reference) and body.id == entity.id:
        yield from ("sat", f"sat:{shape}")
    else:
        yield f"away:{shape}"


def _crossed(marks: Sequence[str], sort: str, kind: str) -> tuple[str, ...]:
    """Marks alone, with the sort of body, and with that and the sort of act."""
    act = (
        "declaration" if kind == "declaration" else "joint" if kind in _JOINT else "organ" if kind in _ORGANS else "own"
    )
    return tuple(m for mark in marks for m in (mark, f"{mark}|{sort}", f"{mark}|{sort}|{act}"))


Tables = Mapping[str, Mapping[str, float]]


def chances(found: Sequence[Sequence[str]], nobody: Sequence[str], tables: Tables) -> list[tuple[float, float]]:
    """How likely each is to be a party, and to be the body rather than another one or nobody, by its marks."""
    party = [_weigh(marks, "party", tables) for marks in found]
    body = weighing.shares([_weigh(marks, "body", tables) for marks in (*found, nobody)])
    return [(1 / (1 + math.exp(-p)), b) for p, b in zip(party, body, strict=False)]


def _weigh(marks: Sequence[str], answer: str, tables: Tables) -> float:
    return sum(tables[mark].get(answer, 0.0) for mark in marks if mark in tables)


PARTY, BESIDE, ALONE, BODY = 0.3, 0.5, 0.4, 0.35
"""From how likely on one is taken to be a party, one beside those of which clauses are sure, the only one, the body."""


def whose(analysis: Analysis, place: Place, rest: Sequence[Sides]) -> Sides:
    """The sides that an act most likely has, with those of which its clauses are sure."""
    found = candidates(analysis, place, rest)
    likely = chances([c.marks for c in found], nobody(place, rest), weighing.tables(WEIGHTS))
    return chosen([c.owner for c in found], likely, certain((place.sides, *rest)))


def certain(given: Sequence[Sides]) -> Sides | None:
    """The first sides of which clauses are sure."""
    return next((sides for sides in given if sides.sure), None)


def chosen(owners: Sequence[Owner], likely: Sequence[tuple[float, float]], sure: Sides | None) -> Sides:
    """The sides by how likely each one is, with those of which clauses are sure."""
    if sure and sure.alone:
        return sure
    best = max(range(len(owners)), key=lambda i: likely[i][1], default=None)
    body = owners[best] if best is not None and likely[best][1] >= BODY else None
    body, known = (sure.body, sure.parties) if sure else (body, ())
    least = BESIDE if known else PARTY
    free = [(o, party) for o, (party, _) in zip(owners, likely, strict=True) if o not in (body, *known)]
    more = [o for o, party in free if party >= least]
    if len(more) == 1 and not known:
        more = [o for o, party in free if party >= ALONE]
    return Sides(parties=tuple(sorted((*known, *more), key=lambda owner: owner[1].start)), body=body, sure=True)
