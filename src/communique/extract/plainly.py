"""Bodies that plain words beside an occasion stand for: "the ministers met", "the next meeting of the committee"."""

import re
from collections.abc import Mapping

from communique.extract.analysis import Analysis
from communique.extract.keeping import kept
from communique.extract.scenes import Scene
from communique.model.entity import Entity
from communique.model.span import Span

_OF = re.compile(r" of (?=the |its |their )")


def plainly(scene: Scene) -> tuple[Entity, Span] | None:
    """The body that a plain reference stands for right beside an occasion's word, or as the subject of its verb."""
    text, trigger = scene.analysis.document.text, scene.trigger
    starts, ends = _references(scene.analysis)
    if trigger.kind in ("talks", "consultation"):
        return None
    if trigger.verb:
        tokens = scene.words.sentence.tokens
        if met := [ends.get(tokens[k].end) for k in scene.parsed.tree.kids(trigger.token, "obj")]:
            return met[0] if trigger.kind == "session" else None
        subject = scene.parsed.subject(scene.parsed.of[trigger.token])
        at = scene.words.sentence.tokens[subject] if subject is not None else None
        return ends.get(at.end) if at else None
    if found := ends.get(trigger.start - 1):
        return found
    of = _OF.match(text, trigger.end)
    return starts.get(of.end()) if of else None


@kept(1)
def _references(analysis: Analysis) -> tuple[Mapping[int, tuple[Entity, Span]], Mapping[int, tuple[Entity, Span]]]:
    """The plain references of a text with what each stands for, by where they begin and by where they end."""
    named = {m.start for m in analysis.mentions.items}
    by_id = {b.id: b for b in analysis.plain}
    organs = (b for b in analysis.plain if b.parent and b.kind not in _NO)
    said = [(_told(b, by_id), s) for b in organs for s in b.mentions if s.start not in named]
    return {s.start: (b, s) for b, s in said}, {s.end: (b, s) for b, s in said}


def _told(organ: Entity, by_id: Mapping[str, Entity]) -> Entity:
    """An organ, or its union where it is known by nothing but who meets in it: "its governors"."""
    return organ if organ.known or organ.mentions[0].quote == organ.name else by_id.get(organ.parent or "", organ)


_NO = frozenset({"state", "outlet", "company", "secretariat"})
