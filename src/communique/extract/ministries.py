"""Ministries in small letters: "the Malian foreign ministry", "Lima's oil ministry" as mentions of a state's ministry.

Law: a ministry is of a state that stands right before it or after "of"; alone it is the only such one of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.mentions import Mention
from communique.knowledge import Country
from communique.languages import pattern
from communique.languages.naming import body_words
from communique.model.entity import Entity
from communique.model.span import Span


@dataclass(frozen=True, slots=True)
class _Said:
    """A ministry that is spoken of: where, its field, and the state, if it is said whose it is."""

    span: Span
    field: str
    state: Country | None


def with_ministries(analysis: Analysis, bodies: Sequence[Entity]) -> tuple[Entity, ...]:
    """The bodies of a document, and the ministries of states that it only speaks of in small letters."""
    found = list(bodies)
    for said in _spoken_of(analysis, bodies):
        same = [i for i, body in enumerate(found) if _is(said, body)]
        if len(same) == 1 or (same and said.state):
            body = found[same[0]]
            found[same[0]] = replace(body, mentions=tuple(sorted((*body.mentions, said.span), key=_start)))
        elif said.state:
            found.append(_new(said, said.state, found))
    return tuple(found)


def _start(span: Span) -> int:
    return span.start


def _spoken_of(analysis: Analysis, bodies: Sequence[Entity]) -> Iterator[_Said]:
    """Those of which it is said whose they are before the others."""
    taken = [span.pair for body in bodies if body.kind != "state" for span in body.mentions]
    said = [
        _of(analysis, match)
        for match in pattern("references", "ministry").finditer(analysis.document.text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    yield from sorted(said, key=lambda s: (s.state is None, s.span.start))


def _of(analysis: Analysis, match: re.Match[str]) -> _Said:
    document, (start, end) = analysis.document, match.span()
    owner = next(analysis.mentions.before(start), None)
    gap = document.text[owner.end : start] if owner else ""
    owned = owner and gap in (_BESIDE if owner.form == "adjective" else _OWNED)
    if owner and owned and (state := _state(analysis, owner)):
        return _Said(document.span(owner.start, end), match["field"], state)
    after = pattern("references", "of").match(document.text, end)
    of = next(iter(analysis.mentions.within(after.end(), after.end() + _LONGEST)), None) if after else None
    if after and of and of.start == after.end() and (state := _state(analysis, of)):
        return _Said(document.span(start, of.end), match["field"], state)
    return _Said(document.span(start, end), match["field"], None)


_OWNED, _BESIDE = ("'s ", "’s ", "' ", "’ "), (" ",)
_LONGEST = 60


def _state(analysis: Analysis, mention: Mention) -> Country | None:
    """The state that a name, adjective or capital stands for."""
    entity = analysis.mentions.of(mention)
    if mention.type == "place":
        return knowledge.country_of(mention.name)
    thing = knowledge.thing(entity.known) if entity is not None and entity.known else None
    return thing if isinstance(thing, Country) else None


def _is(said: _Said, body: Entity) -> bool:
    """Whether a body can be the ministry that is spoken of: of its field, and of the state if it is said of which."""
    if body.kind == "state" or not body_words(f"{said.field} ministry") <= body_words(body.name):
        return False
    return not said.state or any(f.entry.thing == said.state for f in knowledge.find_names(body.name))


def _new(said: _Said, state: Country, bodies: Sequence[Entity]) -> Entity:
    id = f"b{max((int(body.id[1:]) for body in bodies), default=0) + 1}"
    parent = next((body.id for body in bodies if body.known == state.id), None)
    article = "the " if " " in state.name else ""
    name = f"{said.field} ministry of {article}{state.name}"
    return Entity(id=id, type="body", name=name, mentions=(said.span,), kind="organ", parent=parent)
