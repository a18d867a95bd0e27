"""Who takes part, by the words around one mention of an occasion."""

import re

from communique.extract.mentions import Mention
from communique.extract.scenes import Scene
from communique.languages import pattern
from communique.model.entity import Entity, Reference
from communique.model.span import Span

_PARTY = pattern("meetings", "party")

_ATTEND = pattern("meetings", "attend")

_DELEGATES = pattern("meetings", "delegates")


def participants_of(scene: Scene, body: Entity | None, spans: dict[str, tuple[Span, ...]]) -> list[Reference]:
    """The persons, states and bodies that take part, in text order; a person stands for the state as well."""
    found: dict[str, tuple[Reference, Span]] = {}
    document = scene.analysis.document
    if scene.trigger.kind == "agenda" or (body is not None and not _ATTEND.search(scene.text())):
        return []
    for mention in (*_attending(scene), *scene.mentions("person", "body")):
        entity = scene.analysis.mentions.of(mention)
        if entity is None or entity is body or not _takes_part(scene, mention, entity, body):
            continue
        found.setdefault(entity.id, (entity.reference, document.span(mention.start, mention.end)))
    if found:
        spans["participants"] = tuple(span for _, span in found.values())
    return [reference for reference, _ in found.values()]


def _attending(scene: Scene) -> list[Mention]:
    """The person who "takes part in" the occasion, named before its words begin."""
    before = scene.analysis.document.text[scene.start : scene.trigger.start]
    if not _ATTEND.search(before) or any(m.end <= scene.trigger.start for m in scene.mentions("person")):
        return []
    earlier = scene.analysis.mentions.within(scene.words.sentence.start, scene.start)
    return [m for m in earlier if m.type == "person"][-1:]


def _takes_part(scene: Scene, mention: Mention, entity: Entity, body: Entity | None) -> bool:
    text = scene.analysis.document.text
    if entity.type == "person":
        return not re.match(
            r"(?:,[^,]{0,80},)?\s+(?:said|says|told|added|noted|stated|announced)\b",
            text[mention.end : mention.end + 100],
        )
    if mention.form == "adjective":
        return bool(_DELEGATES.match(text, mention.end)) and body is None
    if entity.kind in ("outlet", "company") or body is not None or mention.start in scene.holding:
        return False
    before = text[max(scene.start, mention.start - 60) : mention.start]
    if re.search(r"\b(?:in|at|from)\s+(?:the\s+)?$", before):
        return scene.trigger.kind == "visit" and not re.search(r"from\s+$", before)
    return bool(_PARTY.search(before)) or mention.start < scene.trigger.start
