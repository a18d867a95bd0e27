"""Whose meeting it is: the body named in the words of an occasion, or the one that the text is about."""

import re
from collections.abc import Sequence

from communique.extract.antecedent_bodies import before_its
from communique.extract.bodies import head_word
from communique.extract.implied_bodies import OFFICIALS, is_joint
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS
from communique.extract.plainly import plainly
from communique.extract.scenes import Scene, gap
from communique.knowledge.called import is_plain
from communique.languages import pattern
from communique.model.entity import Entity
from communique.model.span import Span

_PLAIN = re.compile(
    r"\s+of the (?P<organ>council|committee|commission|board|assembly|conference|authority|bureau)\b(?! of)"
)
_BEFORE_BODY = re.compile(r"\b(?:by|to|at|before)\s+(?:the\s+)?$")
_OWNED = re.compile(r"(?:\s*\([A-Z]\w+\))?['’]s?\s+(?:[\w-]+\s+){0,3}")
_JOINED = re.compile(r"\s+and\s+(?:the\s+)?|\s*[/&-]\s*")
_AFTER = pattern("meetings", "after")
_BEFORE = pattern("meetings", "before")
_VERBLIKE = pattern("meetings", "verblike")
_HELD = pattern("meetings", "held")
_LEVEL = pattern("meetings", "level")
_SURE = 0.5


def body_of(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The organ whose meeting it is: part of the noun phrase, or the subject of the verb."""
    if scene.trigger.kind == "agenda":
        return _before_which(scene, spans)
    if scene.trigger.kind in ("visit", "call", "ceremony"):
        return None
    if not scene.trigger.verb and (plain := _plain(scene, spans)):
        return plain
    mentions = [m for m in scene.mentions("body") if _can_convene(scene, scene.analysis.mentions.of(m))]
    for owns in (_owns, _hosts, _gathers):
        owners = [m for m in mentions if owns(scene, m)]
        if owners:
            mention = _organ(scene, min(owners, key=lambda m: (gap(scene, m.start, m.end), m.start)))
            if is_joint(scene, mention):
                return None
            mention = _first(scene, mention)
            spans["body"] = (scene.analysis.document.span(mention.start, mention.end),)
            return _beneath(scene, mention)
    if scene.trigger.verb and (plain := _plain(scene, spans)):
        return plain
    called = _far_subject(scene) or _called(scene) or _its(scene, mentions) or before_its(scene) or _marked(scene)
    called = called if called and _can_convene(scene, scene.analysis.mentions.of(called)) else None
    if called:
        spans["body"] = (scene.analysis.document.span(called.start, called.end),)
    return scene.analysis.mentions.of(called) if called else None


def _far_subject(scene: Scene) -> Mention | None:
    """The body that is the subject of a verb, with another occasion between: "the board, which sat in May, meets"."""
    tree, at = scene.parsed.tree, scene.trigger.token
    subject = next(tree.kids(at, "nsubj"), None) if scene.trigger.verb else None
    owner = scene.words.owner[subject] if subject is not None else None
    afar = owner is not None and owner.type == "body" and owner.form != "adjective" and owner.end <= scene.start
    return owner if afar else None


def _plain(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> Entity | None:
    """The body that a plain word beside an occasion, or for who meets, stands for."""
    found = plainly(scene)
    if found is None:
        return None
    spans["body"] = (found[1],)
    return found[0]


def _marked(scene: Scene) -> Mention | None:
    """The body that the tagger marks as that of the occasion, unless another organ is who meets."""
    at, other = (scene.trigger.sentence, scene.trigger.token), _unnamed(scene)
    for span in scene.parsed.tagged.spans:
        if span.label == "body" and span.anchor == at and span.score >= _SURE:
            owners = [m for m in scene.words.owner[span.start : span.end] if m]
            fitting = (m for m in owners if other is None or head_word(m.name) in (None, other))
            return next((m for m in fitting if _can_convene(scene, scene.analysis.mentions.of(m))), None)
    return None


def _unnamed(scene: Scene) -> str | None:
    """The word for an organ without a name that meets: "the rights commission, which met in Lima"."""
    subject = scene.parsed.tree.subject(scene.trigger.token) if scene.trigger.verb else None
    if subject is None or scene.words.owner[subject] is not None:
        return None
    return head_word(scene.words.lower[subject])


def _organ(scene: Scene, mention: Mention) -> Mention:
    """The organ that stands behind its body or before it: "the Fund's Interim Committee", "the board of the Bank"."""
    text, of = scene.analysis.document.text, scene.analysis.mentions.of
    for m in reversed(scene.mentions("body")):
        owner = of(m)
        of_it = text[m.end : mention.start] in _OF and owner is not None and owner.parent == mention.entity
        if of_it and _can_convene(scene, owner):
            return m
    after = next((m for m in scene.mentions("body") if m.start > mention.end and m.entity != mention.entity), None)
    organ = of(after) if after else None
    if not after or not organ or not organ.parent:
        return mention
    between = text[mention.end : after.start]
    owned = _OWNED.fullmatch(between) or _CALLED.fullmatch(between)
    inside = between in _BOTH or (organ.parent == mention.entity and owned)
    return after if inside else mention


_CALLED = re.compile(r", [A-Z]{2,}, ")
_OF = (" of ", " of the ", " members of the ", " members of ")
_BOTH = ("/", "-")
_BESIDE = re.compile(r"(?:['’]s)? (?P<organ>[a-z]+) ")


def _first(scene: Scene, mention: Mention) -> Mention:
    """The first of two bodies that meet together: "the spring meetings of the IMF and the World Bank".

    What stands behind "IMF/World Bank" is an organ of both.
    """
    text, entity = scene.analysis.document.text, scene.analysis.mentions.of(mention)
    if entity and entity.parent and text[mention.start - 1 : mention.start] in _BOTH:
        return mention
    before = [
        m for m in scene.mentions("body") if m.end < mention.start and _JOINED.fullmatch(text[m.end : mention.start])
    ]
    return before[-1] if before and _can_convene(scene, scene.analysis.mentions.of(before[-1])) else mention


def _called(scene: Scene) -> Mention | None:
    """The organ that a plain word beside an occasion calls: "the next meeting of the committee"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    before = max(0, trigger.start - _CLOSE), trigger.start
    found = _PLAIN.match(text, trigger.end) or _OWNER.search(text, *before)
    found = found or (None if trigger.verb else _OWNER_BESIDE.search(text, *before))
    if not found:
        return None
    word = re.compile(rf"\b{found['organ']}\b", re.IGNORECASE)
    named = (m for m in reversed(scene.analysis.mentions.items) if m.end <= trigger.start and m.type == "body")
    return next((m for m in named if word.search(m.name) and _can_convene(scene, scene.analysis.mentions.of(m))), None)


_CLOSE = 60
_OWNER, _OWNER_BESIDE = pattern("meetings", "owner"), pattern("meetings", "owner_beside")


def _its(scene: Scene, mentions: Sequence[Mention]) -> Mention | None:
    """The first body where "its" stands before an occasion: "the Committee adopted … at its meeting"."""
    trigger, lower = scene.trigger, scene.words.lower
    before = lower[max(0, trigger.token - 4) : trigger.token]
    first = next((m for m in mentions if m.end < trigger.start and m.form != "adjective"), None)
    return first if not trigger.verb and ("its" in before or "their" in before) else None


def _can_convene(scene: Scene, entity: Entity | None) -> bool:
    if entity is None or entity.kind in ("state", "outlet", "company", "secretariat"):
        return False
    above = scene.analysis.mentions.entities.get(entity.parent) if entity.parent else None
    return not (entity.name.lower().endswith(" round") or (above and above.kind == "state"))


def _beneath(scene: Scene, mention: Mention) -> Entity | None:
    """The body of a mention, or the one in the name of an occasion: ASEAN for "the ASEAN Summit"."""
    entity, trigger = scene.analysis.mentions.of(mention), scene.trigger
    if found := _BESIDE.fullmatch(scene.analysis.document.text, mention.end, max(trigger.start, mention.end)):
        own = [b for b in scene.analysis.mentions.bodies if b.parent == mention.entity]
        called = [b for b in own if head_word(b.name) == found["organ"]]
        return called[0] if len(called) == 1 else entity
    if not (entity and mention.start < trigger.start < mention.end and trigger.kind in ("summit", "meeting")):
        return entity
    if entity.parent:
        parent = scene.analysis.mentions.entities.get(entity.parent, entity)
        return parent if is_plain(entity.known, parent.known) else entity
    name = _LEVEL.sub("", scene.analysis.document.text[mention.start : trigger.start])
    return next((b for b in scene.analysis.mentions.bodies if b.name == name), entity.renamed(name) if name else entity)


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


def _owns(scene: Scene, mention: Mention) -> bool:
    """Whether a body stands in the noun phrase of the trigger: "the SCO summit", "a session of the Council"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    if mention.start <= trigger.start < mention.end:
        return True
    if mention.start >= trigger.end:
        return not trigger.verb and bool(_AFTER.fullmatch(text[trigger.end : mention.start]))
    if trigger.verb and mention.start in scene.holding:
        return False
    between = text[mention.end : trigger.start]
    if mention.start in scene.holding and "," in between:
        return False
    return bool(_BEFORE.fullmatch(between)) and not _VERBLIKE.search(between) and not _acts_before(scene, mention)


def _acts_before(scene: Scene, mention: Mention) -> bool:
    """Whether a body is the subject of a verb that stands between it and a noun: "the court denounced the summit"."""
    at, tokens = scene.trigger.token, scene.words.sentence.tokens
    inside = (i for i in range(at) if tokens[i].start >= mention.end)
    tree = scene.parsed.tree
    return not scene.trigger.verb and any(
        tree.upos[i] in ("VERB", "AUX") and any(scene.words.owner[k] is mention for k in tree.kids(i, *SUBJECTS))
        for i in inside
    )


def _gathers(scene: Scene, mention: Mention) -> bool:
    """Whether a body, or its ministers, are the subject of what meets: "the SCO's foreign ministers will meet"."""
    if not scene.trigger.verb or scene.trigger.kind not in ("meeting", "session"):
        return False
    at, parsed = scene.trigger.token, scene.parsed
    subject = parsed.tree.doer(at) if scene.trigger.work else parsed.subject(parsed.of[at])
    if subject is None:
        return False
    owner, word = scene.words.owner[subject], scene.words.lower[subject]
    if owner is not None:
        return owner is mention and mention.start not in scene.holding
    governed = (scene.parsed.tagged.heads[i] for i, m in enumerate(scene.words.owner) if m is mention)
    return (word in OFFICIALS or scene.trigger.work) and subject in governed


def _hosts(scene: Scene, mention: Mention) -> bool:
    """Whether a body is what meets or holds the meeting: "the Council will hold its next session"."""
    if mention.start >= scene.trigger.start or scene.trigger.kind in ("talks", "consultation"):
        return False
    return bool(_HELD.fullmatch(scene.analysis.document.text[mention.end : scene.trigger.start]))
