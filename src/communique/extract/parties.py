"""Whose meeting it is and who takes part, by the words around one mention of an occasion."""

import re

from communique.extract.mentions import Mention
from communique.extract.occasions import ORDINAL, ORDINALS
from communique.extract.scenes import Scene
from communique.languages import pattern
from communique.model.entity import Entity, Reference
from communique.model.span import Span

_BEFORE_BODY = re.compile(r"\b(?:by|to|at|before)\s+(?:the\s+)?$")
_AFTER = pattern("meetings", "after")

_BEFORE = pattern("meetings", "before")

_VERBLIKE = pattern("meetings", "verblike")

_HELD = pattern("meetings", "held")

_OFFICIALS = frozenset(
    {
        "ministers",
        "leaders",
        "presidents",
        "heads",
        "governors",
        "delegates",
        "members",
        "ministerial",
        "officials",
        "ambassadors",
        "council",
        "committee",
        "commission",
        "extraordinary",
        "ordinary",
        "plenary",
    }
)


_PARTY = pattern("meetings", "party")

_ATTEND = pattern("meetings", "attend")

_DELEGATES = pattern("meetings", "delegates")


def body_of(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The organ whose meeting it is: part of the noun phrase, or the subject of the verb."""
    if scene.trigger.kind == "agenda":
        return _before_which(scene, spans)
    if scene.trigger.kind in ("visit", "call", "ceremony"):
        return None
    for owns in (_owns, _hosts):
        for mention in scene.mentions("body"):
            entity = scene.analysis.mentions.of(mention)
            if entity and entity.kind not in ("state", "outlet", "company") and owns(scene, mention):
                spans["body"] = (scene.analysis.document.span(mention.start, mention.end),)
                return entity
    return None


def _before_which(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The body that a subject is to come before: the last organ named in the sentence."""
    organs = [
        (mention, entity)
        for mention in scene.mentions("body")
        if mention.start > scene.trigger.start
        and _BEFORE_BODY.search(scene.analysis.document.text[max(0, mention.start - 12) : mention.start])
        and (entity := scene.analysis.mentions.of(mention))
        and entity.kind not in ("state", "outlet", "company")
    ]
    if not organs:
        return None
    mention, entity = organs[-1]
    spans["body"] = (scene.analysis.document.span(mention.start, mention.end),)
    return entity


def implied_body(scene: Scene) -> Entity | None:
    """The union that the text is about, for a session of its ministers or leaders or one with a number."""
    trigger, lower = scene.trigger, scene.words.lower
    if trigger.kind not in ("session", "summit", "meeting"):
        return None
    before = lower[max(0, trigger.token - 8) : trigger.token]
    numbered = not trigger.verb and any(ORDINAL.fullmatch(w) or w in ORDINALS for w in before[-5:])
    official = bool(_OFFICIALS & set(before)) and not scene.mentions("person")
    main = scene.analysis.main if numbered or official or trigger.kind == "summit" else None
    return main[1] if main else None


def _owns(scene: Scene, mention: Mention) -> bool:
    """Whether a body stands in the noun phrase of the trigger: "the SCO summit", "a session of the Council"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    if mention.start <= trigger.start < mention.end:
        return True
    if mention.start >= trigger.end:
        return not trigger.verb and bool(_AFTER.fullmatch(text[trigger.end : mention.start]))
    between = text[mention.end : trigger.start]
    return bool(_BEFORE.fullmatch(between)) and not _VERBLIKE.search(between)


def _hosts(scene: Scene, mention: Mention) -> bool:
    """Whether a body is what meets or holds the meeting: "the Council will hold its next session"."""
    if mention.start >= scene.trigger.start or scene.trigger.kind in ("talks", "consultation"):
        return False
    return bool(_HELD.fullmatch(scene.analysis.document.text[mention.end : scene.trigger.start]))


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
