"""What a text is about as a whole: its union, the day that it tells of, the states between which it is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique import knowledge
from communique.extract import homes, unions
from communique.extract.analysis import Analysis
from communique.extract.keeping import kept
from communique.extract.mentions import Mention, Mentions
from communique.model.entity import Entity, Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

Owner = tuple[Reference, Span]
Moment = tuple[str, Span]
Named = tuple[Mention, Entity]

_OFTEN = 3
"""How often a text names a union, or organs of it, that is what the text is about."""
_LEAD = 700
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A text's union, whether it is what the text is about, and known beforehand; the day that it tells of.

    `pair` are the two states between which the text is, `state` the one that it names most often, `homelands` the
    states of the persons in it, by id.
    """

    union: Owner | None
    central: bool
    known: bool
    day: Moment | None
    pair: tuple[Owner, ...]
    state: Owner | None
    homelands: Mapping[str, str]


@kept(1)
def about(analysis: Analysis) -> About:
    """What a document is about, worked out once."""
    named = [(m, e) for m in analysis.mentions.items if (e := analysis.mentions.of(m)) and e.kind == "state"]
    return About(
        union=_main(analysis), central=_central(analysis), known=bool(analysis.main and analysis.main[1].known),
        day=_day(analysis), pair=_pair(analysis, named), state=_state(analysis, named), homelands=_homelands(analysis),
    )  # fmt: skip


def dated(analysis: Analysis, time: TimeExpression) -> Moment | None:
    """The date of a time expression with its words: `../2030` for "by 2030"."""
    if not time.day:
        return None
    open_start = time.relation in ("by", "before") and "/" not in time.day
    return f"../{time.day}" if open_start else time.day, analysis.document.span(time.start, time.end)


def _main(analysis: Analysis) -> Owner | None:
    if analysis.main is None or analysis.diary:
        return None
    mention, entity = analysis.main
    return entity.reference, analysis.document.span(mention.start, mention.end)


def _central(analysis: Analysis) -> bool:
    if analysis.main is None or analysis.main[1].kind in ("bank", "fund"):
        return False
    sides = (unions.union(analysis.mentions, m) for m in analysis.mentions.items)
    return sum(side is not None and side[1].id == analysis.main[1].id for side in sides) >= _OFTEN


def _day(analysis: Analysis) -> Moment | None:
    """The first past or present day that the opening names, before that in the dateline."""
    start, line = analysis.document.body_start, None
    for time in analysis.dates:
        if time.start > start + _LEAD:
            break
        usable = time.start >= start and time.kind in ("date", "time") and time.day and time.tense != "future"
        if usable and _DAY.fullmatch(time.day or ""):
            if time.start != analysis.dateline:
                return dated(analysis, time)
            line = dated(analysis, time)
    return line


def _pair(analysis: Analysis, states: Sequence[Named]) -> tuple[Owner, ...]:
    """The two states that a text is about, where it names both often and others seldom."""
    counts = Counter(e.id for _, e in states).most_common(3)
    if len(counts) < 2 or counts[1][1] < _OFTEN or (len(counts) > 2 and counts[2][1] * 2 > counts[1][1]):
        return ()
    firsts = (next((m, e) for m, e in states if e.id == id) for id, _ in counts[:2])
    return tuple((e.reference, analysis.document.span(m.start, m.end)) for m, e in firsts)


def _state(analysis: Analysis, states: Sequence[Named]) -> Owner | None:
    """The state that a text names most often, the first of several."""
    counts = Counter(e.id for _, e in states)
    best = max(states, key=lambda named: (counts[named[1].id], -named[0].start), default=None)
    return (best[1].reference, analysis.document.span(best[0].start, best[0].end)) if best else None


def _homelands(analysis: Analysis) -> Mapping[str, str]:
    """The states that persons act for: named right before or after them, or else known to have been theirs."""
    mentions, text = analysis.mentions, analysis.document.text
    found: dict[str, str] = {}
    for left, right in pairwise(mentions.items):
        person, other = (right, left) if right.type == "person" else (left, right)
        if person.type != "person" or other.type != "body" or not person.entity:
            continue
        entity = mentions.of(other)
        state, form = state_of(mentions, entity) if entity else None, _BEFORE if other is left else _AFTER
        if state and state.id and form.fullmatch(text, left.end, right.start):
            found.setdefault(person.entity, state.id)
    states = {e.known: e.id for e in mentions.bodies if e.kind == "state" and e.known}
    for human in mentions.people:
        known = homes.governed(human) if human.id not in found else None
        if known in states:
            found[human.id] = states[known]
    return found


_BEFORE = re.compile(r"(?:'s|’s)?(?: [\w-]+){0,5} ")
_AFTER = re.compile(r",(?: [\w-]+){0,6} of (?:the )?|, (?:the |its )?|'s |’s ")


def state_of(mentions: Mentions, entity: Entity) -> Entity | None:
    """The state that a body is, or whose organ it is."""
    at: Entity | None = entity
    for _ in range(3):
        if at is None or at.kind == "state" or not at.parent:
            break
        at = mentions.entities.get(at.parent)
    if at and at.kind == "organ" and not at.known:
        return _at_home(mentions, at)
    return at if at and at.kind == "state" else None


def _at_home(mentions: Mentions, organ: Entity) -> Entity | None:
    """The state that an organ's own name points to: "the Brazilian Senate", "the Senate of Chile"."""
    first, _, last = organ.name.partition(" of ")
    state = knowledge.country_of(last or first.split()[0])
    if state is None:
        return None
    named = next((e for e in mentions.bodies if e.known == state.id), None)
    return named or replace(organ, id="", name=state.name, kind="state", known=state.id)


def pointer(entity: Entity) -> Reference:
    """A pointer to a body, by its name alone where the text does not name it by itself."""
    return Reference(id=entity.id or None, name=entity.name)
