"""Whose meeting it is where its words do not say it: that of the union that the text is about, or of an organ of it."""

import re
from itertools import pairwise

from communique.extract.chunks import word_set
from communique.extract.gatherings import organ_of
from communique.extract.mentions import Mention
from communique.extract.occasions import MARK
from communique.extract.ordinals import is_ordinal
from communique.extract.scenes import Scene
from communique.extract.wording import OF_SEASON
from communique.model.entity import Entity

OFFICIALS = word_set("meetings", "officials")
"""Words for those who meet as a body's, or for what meets."""


def implied_body(scene: Scene) -> Entity | None:
    """The union that the text is about, for a session of its ministers or leaders or one with a number."""
    trigger, lower = scene.trigger, scene.words.lower
    if trigger.kind not in ("session", "summit", "meeting", "conference"):
        return None
    if (trigger.verb and _of_another(scene)) or (
        not trigger.verb and lower[trigger.token + 1 : trigger.token + 2] in _PARTIES
    ):
        return None
    if is_joint(scene) or _is_of_some(scene) or _goes_by_a_name(scene):
        return None
    before = lower[max(0, trigger.token - 8) : trigger.token]
    numbered = not trigger.verb and any(map(is_ordinal, before[-5:]))
    official = bool(OFFICIALS & set(before)) and not scene.mentions("person")
    official = official or ("their" in before[-3:] and _is_of_officials(scene))
    heard = trigger.mark is not None and trigger.mark.label.removeprefix(MARK) in ("session", "summit")
    main = scene.analysis.titled or scene.analysis.main
    heard = heard and trigger.kind != "conference"
    main = main if numbered or official or heard or trigger.kind == "summit" else None
    main = None if main and main[1].kind in _HOUSES and not (numbered or _OF_HOUSES & set(before)) else main
    return _organ_in(scene, main[1]) if main and _about(main[1], trigger.kind) else None


_HOUSES = frozenset({"bank", "fund"})
_OF_HOUSES = word_set("meetings", "of_lenders")


def _is_of_some(scene: Scene) -> bool:
    """Whether it is said whose it is in words that name no body: "a meeting of Nordic ministers"."""
    at, words = scene.trigger.token + 1, scene.words
    if scene.trigger.verb:
        subject, tree = scene.parsed.tree.subject(at - 1), scene.parsed.tree
        if subject is None or words.lower[subject] not in OFFICIALS:
            return False
        looks = [words.sentence.tokens[k].text for k in tree.kids(subject, "amod") if k]
        return any(look[0].isupper() and look[1:].islower() and look.lower() not in OFFICIALS for look in looks)
    if words.lower[at : at + 1] != ("of",) or words.lower[at + 2 : at + 3] not in _SOME:
        return False
    of = words.sentence.tokens[at + 1].text
    return of[0].isupper() and of[1:].islower() and words.owner[at + 1] is None and of.lower() not in OFFICIALS


def _goes_by_a_name(scene: Scene) -> bool:
    """Whether an occasion goes by a name that is no body's: "the Plaza meeting"."""
    at, words = scene.trigger.token - 1, scene.words
    if scene.trigger.verb or at < 0 or words.owner[at] is not None or scene.parsed.tagged.upos[at] != "PROPN":
        return False
    name, noun = (words.sentence.tokens[i].text for i in (at, at + 1))
    return noun.islower() and name.istitle() and name.lower() not in OFFICIALS | _WHEN


_WHEN = word_set("names", "months_and_days") | OF_SEASON


def _is_of_officials(scene: Scene) -> bool:
    """Whether officials are the subject of an occasion's clause: "At their talks the ministers agreed"."""
    subject = scene.parsed.subject(scene.parsed.of[scene.trigger.token])
    return subject is not None and scene.words.lower[subject] in OFFICIALS


def _organ_in(scene: Scene, union: Entity) -> Entity:
    """The organ of a union that the text names, where those who meet in it are subject of its verb, or it is theirs."""
    at, lower = scene.trigger.token, scene.words.lower
    theirs = not scene.trigger.verb and not _OF_SUBJECT.isdisjoint(lower[max(0, at - 3) : at])
    subject = scene.parsed.tree.subject(at) if scene.trigger.verb else None
    subject = scene.parsed.subject(scene.parsed.of[at]) if theirs else subject
    if subject is None or not union.known:
        return union
    phrase = " ".join(lower[max(0, subject - 2) : subject + 3])
    organ = organ_of(union.known, phrase)
    return next((b for b in scene.analysis.mentions.bodies if organ and b.known == organ.id), union)


_PARTIES = (("with",), ("between",))
_SOME = tuple((official,) for official in sorted(OFFICIALS))
_OF_SUBJECT = frozenset({"its", "their"})


_OFTEN = 3
"""How often a text must name a union not known beforehand to be about it."""


def _about(entity: Entity, kind: str) -> bool:
    """Whether a text can be about meetings of a body that its words need not name; banks and funds have no summits."""
    lender = entity.kind in ("bank", "fund")
    return not (lender and (kind == "summit" or not entity.known)) and bool(
        entity.known or len(entity.mentions) >= _OFTEN
    )


def _of_another(scene: Scene) -> bool:
    """Whether those who meet are called a group of their own: "the suppliers' group met"."""
    words, last = scene.words, scene.trigger.token - 1
    if last < 1 or words.lower[last] not in _GROUPS or words.owner[last] is not None:
        return False
    own = last - 2 if words.lower[last - 1] in ("'", "’", "'s", "’s") else last - 1
    return own >= 0 and words.owner[own] is None and scene.parsed.tagged.upos[own] in ("NOUN", "PROPN")


_GROUPS = word_set("meetings", "called_a_group")


def is_joint(scene: Scene, mention: Mention | None = None) -> bool:
    """Whether two bodies meet each other: "the ministerial meeting of the AU and the EU"."""
    mentions, text, trigger = scene.analysis.mentions, scene.analysis.document.text, scene.trigger
    sides = [m for m in scene.mentions("body") if (e := mentions.of(m)) and e.kind not in _LENDERS and not e.parent]
    return any(
        trigger.end <= a.start
        and (mention is None or mention.entity in (a.entity, b.entity))
        and _AND.fullmatch(text, a.end, b.start)
        for a, b in pairwise(sides)
        if trigger.kind != "meeting" or not text[: trigger.end].endswith("s")
    )


_AND = re.compile(r"\)?(?:\s*\([A-Z][\w-]+\))?,?\s+and\s+(?:the\s+)?")
_LENDERS = frozenset({"bank", "fund", "outlet", "company", "state"})
