"""Whose an act is: which of the bodies and states that a text names are its parties, and which one makes it.

Law: what the clauses say, where each is named and what it is decide, by weights that `train/whose.py` fits.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from communique.extract import weighing
from communique.extract.about import Owner, pointer, state_of
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.doers import doers, is_act, plural
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.signatories import Sides
from communique.extract.stages import Stage
from communique.extract.whose_meetings import meeting_of, those_of
from communique.extract.whose_places import how_many, in_list, placed
from communique.extract.whose_standing import known_as, rank, sort, standing
from communique.languages import words as read_words
from communique.model.entity import Entity, Reference

WEIGHTS = "sides-of-acts"
_BACK, _AHEAD, _MOST, _STATES = 3, 1, 27, 3
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
    others: tuple[tuple[Look, NounPhrase], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body or state with what speaks for and against its being a side of an act."""

    owner: Owner
    marks: tuple[str, ...]


def candidates(analysis: Analysis, place: Place, rest: Sequence[Sides]) -> list[Candidate]:
    """The bodies and states that may be sides of an act; `rest` is what is said of them where it is named elsewhere."""
    entities = {entity.name: entity for entity in _near(analysis, place)}
    ruled = {o[0].name: o for sides in (*rest, place.sides) for o in (*sides.parties, *filter(None, (sides.body,)))}
    number = how_many(place.phrase, place.stage_look)
    common = (*_common(place), f"sides:{number}")
    agents = [state_of(analysis.mentions, e) or e for _, e in _agents(analysis, place)]
    found: list[Candidate] = []
    for name in dict.fromkeys((*ruled, *entities)):
        entity = entities.get(name) or analysis.mentions.entities.get(ruled[name][0].id or "")
        marks = [*_ruled(name, place, rest), *known_as(analysis, entity, ruled, place.look.about.pair), *common]
        mention = None
        if entity:
            known = standing(analysis).named.get(entity.id, ())
            here, mention = placed(known, place.look, place.phrase, _at(place))
            marks += [
                *here,
                *_elsewhere(known, place),
                *_acted_for(analysis, place, entity),
                *_met(analysis, place, entity),
                f"sides:{number}:{rank(analysis, entity)}",
            ]
            if size := in_list(analysis, known, place.stage_look):
                marks += [f"listed{min(size, 4)}", f"listed{min(size, 4)}:{number}"]
        if any(agent.name == name for agent in agents):
            marks.append(f"agent{min(len(agents), 3)}:{place.stage.name if place.stage else ''}")
        owner = ruled.get(name) or _owner(analysis, entity, mention)
        if owner:
            found.append(Candidate(owner, _crossed(marks, sort(analysis, entity), place.kind)))
    return found


def _elsewhere(known: Sequence[Mention], place: Place) -> Iterator[str]:
    """How one is named beside the act where it is named again."""
    for look, phrase in place.others:
        sentence = look.words.sentence
        if any(sentence.start <= m.start < sentence.end for m in known):
            marks, _ = placed(known, look, phrase, None)
            yield from ("again", *(f"again-{mark}" for mark in marks))
            return
    yield f"never-again{min(len(place.others), 2)}"


def _acted_for(analysis: Analysis, place: Place, entity: Entity) -> Iterator[str]:
    """Whether the sentence of the act or its stage names somebody who acts for a state."""
    homes = place.look.about.homelands
    for name, look in (("name", place.look), ("stage", place.stage_look)):
        people = [m for m in dict.fromkeys(look.words.owner) if m and m.type == "person"]
        if any(homes.get(m.entity or "") == entity.id for m in people):
            states = {homes.get(m.entity or "") for m in people}
            yield from (f"acted-{name}", f"acted-{name}{min(len(states), 3)}")


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
    known = standing(analysis).named
    keys |= dict.fromkeys(islice(standing(analysis).states, _STATES))
    named = (analysis.mentions.entities[key] for key in keys if key in known)
    seen = list(islice((entity for entity in named if not is_act(entity)), _MOST))
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


_DETERMINERS = word_set("instruments", "determiners")


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
    known = [[tables[mark] for mark in marks if mark in tables] for marks in (*found, nobody)]
    party = [_weigh(weights, "party") for weights in known[:-1]]
    body = weighing.shares([_weigh(weights, "body") for weights in known])
    return [(1 / (1 + math.exp(-p)), b) for p, b in zip(party, body, strict=False)]


def _weigh(known: Sequence[Mapping[str, float]], answer: str) -> float:
    return sum([weights.get(answer, 0.0) for weights in known])


PARTY, BESIDE, ALONE, BODY = 0.3, 0.5, 0.4, 0.35
"""From how likely on one is taken to be a party, one beside those of which clauses are sure, the only one, the body."""
SURER, LEAST = 0.5, 0.2
"""From how likely on a body goes before the one of which clauses are sure, and how likely that one must be."""


def whose(analysis: Analysis, place: Place, rest: Sequence[Sides]) -> Sides:
    """The sides that an act most likely has, with those of which its clauses are sure.

    One whose anniversary alone is told of has no parties but those beside it.
    """
    found = candidates(analysis, place, rest)
    likely = chances([c.marks for c in found], nobody(place, rest), weighing.tables(WEIGHTS))
    if _remembered(place):
        likely = [(0.0 if _is_apart(place, c.owner) else p, b) for c, (p, b) in zip(found, likely, strict=True)]
    return chosen([c.owner for c in found], likely, certain((place.sides, *rest)))


def _remembered(place: Place) -> bool:
    """Whether an act is named by its anniversary: "a day before the tenth anniversary of the accord"."""
    first = place.phrase.first
    return not _ANNIVERSARIES.isdisjoint(place.phrase.words.lower[max(0, first - _SINCE) : first])


_ANNIVERSARIES, _SINCE = frozenset(_WORDS["anniversaries"]), 7


def _is_apart(place: Place, owner: Owner) -> bool:
    """Whether one is named in another sentence than an act."""
    sentence = place.phrase.words.sentence
    return not sentence.start <= owner[1].start < sentence.end


def certain(given: Sequence[Sides]) -> Sides | None:
    """The first sides of which clauses are sure."""
    return next((sides for sides in given if sides.sure), None)


def chosen(owners: Sequence[Owner], likely: Sequence[tuple[float, float]], sure: Sides | None) -> Sides:
    """The sides by how likely each one is, with those of which clauses are sure."""
    if sure and sure.alone:
        return sure
    body, known = _body(owners, likely, sure), sure.parties if sure else ()
    least = BESIDE if known else PARTY
    free = [(o, party) for o, (party, _) in zip(owners, likely, strict=True) if o not in (body, *known)]
    more = [o for o, party in free if party >= least]
    if len(more) == 1 and not known:
        more = [o for o, party in free if party >= ALONE]
    return Sides(parties=tuple(sorted((*known, *more), key=lambda owner: owner[1].start)), body=body, sure=True)


def _body(owners: Sequence[Owner], likely: Sequence[tuple[float, float]], sure: Sides | None) -> Owner | None:
    """The likeliest body, or the one of which clauses are sure where no other is likely."""
    ranked = sorted(zip((body for _, body in likely), owners, strict=True), key=lambda item: -item[0])
    chance, best = ranked[0] if ranked else (0.0, None)
    if sure is None or chance >= SURER:
        return best if chance >= BODY else None
    said = next((body for body, owner in ranked if sure.body and owner[0].name == sure.body[0].name), 0.0)
    return sure.body if said >= LEAST else None
