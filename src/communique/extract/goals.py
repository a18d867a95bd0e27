"""Goals: the places to which an occasion is moved, or those who meet go or are called."""

from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.parse import Tree
from communique.extract.scenes import Scene
from communique.languages import pattern

_NEAR = 150
_LOCATIVE, _GONE_TO = pattern("places", "locative"), pattern("places", "gone_to")
_MOVED_TO, _MOVED_FROM = pattern("places", "moved_to"), pattern("places", "moved_from")
IN_TOWNS = frozenset({"summit", "session", "meeting", "conference"})
"""The kinds of occasion to which one goes in a town."""


def moved(scene: Scene, mention: Mention) -> str | None:
    """Whether it is said that an occasion is moved to a place: "has been transferred to Lima"."""
    text = scene.analysis.document.text
    inside = scene.trigger.end <= mention.start <= scene.end
    return (
        "moved" if inside and _MOVED_TO.search(text, max(scene.start, mention.start - _NEAR), mention.start) else None
    )


def is_left(text: str, scene: Scene, start: int) -> bool:
    """Whether a place is one where the occasion was to be, and another is named after it."""
    if not _MOVED_FROM.search(text, max(scene.start, start - _NEAR), start):
        return False
    later = (m for m in scene.analysis.mentions.within(start + 1, scene.end) if m.type == "place")
    return any(_LOCATIVE.search(text, start, m.start) or _MOVED_TO.search(text, start, m.start) for m in later)


def is_gone_to(scene: Scene, town: Mention) -> bool:
    """Whether those who meet come, go or are called to a town: "the ministers come to Riga on 4 May"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    found = _GONE_TO.search(text, max(scene.words.sentence.start, town.start - _NEAR), town.start)
    if found is None or trigger.kind not in IN_TOWNS:
        return False
    if trigger.start > town.end:
        return " for " in text[town.end : trigger.start]
    return found.start() == trigger.start or text.startswith("be ", found.start())


def is_goal(scene: Scene, tree: Tree, mention: Mention) -> bool:
    """Whether somebody goes to a place for the occasion: "flies to Delhi for talks"."""
    word = next((i for i, m in enumerate(scene.words.owner) if m is mention), None)
    above = tree.heads[scene.trigger.token]
    purpose = scene.trigger.verb and tree.relations[scene.trigger.token] in ("advcl", "xcomp")
    if word is not None and purpose and above >= 0 and tree.heads[word] == above and tree.case(word) == "to":
        return tree.lower[above] in word_set("places", "motion")
    if word is None or above < 0 or tree.heads[word] != above or tree.case(word) not in ("to", "for"):
        return False
    return tree.case(scene.trigger.token) in ("for", "on", "to") and tree.lower[above] in word_set("places", "motion")
