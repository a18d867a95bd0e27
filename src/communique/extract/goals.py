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
    """Whether it is said that an occasion is moved or goes to a place: "has been transferred to Lima"."""
    text = scene.analysis.document.text
    if not scene.trigger.end <= mention.start <= scene.end:
        return None
    found = _MOVED_TO.search(text, max(scene.start, mention.start - _NEAR), mention.start)
    return "moved" if found or _goes_to(scene, mention) else None


def _goes_to(scene: Scene, town: Mention) -> bool:
    """Whether an occasion itself goes to a town: "the next session goes to Lima"."""
    tree, at = scene.parsed.tree, scene.trigger.token
    word = next((i for i, m in enumerate(scene.words.owner) if m is town), None)
    if word is None or not _is_town(town) or tree.case(word) != "to" or tree.heads[word] < 0:
        return False
    verb = tree.heads[word]
    return tree.lower[verb] in word_set("places", "falls_to") and at in tree.kids(verb, "nsubj", "nsubj:pass")


def is_put_forward(scene: Scene, town: Mention) -> bool:
    """Whether a town is offered or said to be likely: "offered Riga for the summit", "Riga is the likely venue"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    if not _is_town(town) or not scene.start <= town.start < scene.end:
        return False
    if _LIKELY.match(text, town.end):
        return True
    offered = town.end < trigger.start and _PUT_FORWARD.search(text, max(scene.start, town.start - 20), town.start)
    return bool(offered) and _PUT_FOR.match(text[: trigger.start], town.end) is not None


def _is_town(mention: Mention) -> bool:
    return mention.type == "place" or mention.form == "capital"


_PUT_FORWARD, _PUT_FOR = pattern("places", "put_forward"), pattern("places", "put_for")
_LIKELY = pattern("places", "likely_place")


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
