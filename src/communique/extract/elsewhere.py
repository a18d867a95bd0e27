"""Places that a sentence names for something else than its occasion: for another one, or for those who tell of it."""

from collections.abc import Iterable

from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.occasions import MARK
from communique.extract.scenes import Scene


def is_anothers(scene: Scene, mention: Mention) -> bool:
    """Whether a place is that of another occasion, or of those who tell of this one."""
    return (
        _of_another(scene, mention)
        or _of_teller(scene, mention)
        or _of_reason(scene, mention)
        or _in_clause_of_another(scene, mention)
    )


def _in_clause_of_another(scene: Scene, mention: Mention) -> bool:
    """Whether a place is in the clause of another meeting: "whose board met in Riga, sends it to Lima"."""
    of, trigger = scene.parsed.of, scene.trigger
    at = next((i for i, m in enumerate(scene.words.owner) if m is mention), None)
    if at is None or not trigger.work or of[at] == of[trigger.token]:
        return False
    return any(of[i] == of[at] and i == of[i] for i in scene.others)


def _of_reason(scene: Scene, mention: Mention) -> bool:
    """Whether a place is named in a clause that gives a reason: "was called off, as the envoy fell ill in Oslo"."""
    tree, of = scene.parsed.tree, scene.parsed.of
    at = next((i for i, m in enumerate(scene.words.owner) if m is mention), None)
    if at is None:
        return False
    above, noun = tree.heads[at], at
    while above >= 0 and tree.upos[noun] in ("NOUN", "PROPN"):
        if tree.case(noun) in _GROUNDS and scene.trigger.token not in (noun, above):
            return True
        noun, above = above, tree.heads[above]
    if of[at] == of[scene.trigger.token]:
        return False
    return any(tree.lower[k] in _REASONS for k in tree.kids(of[at], "mark"))


_REASONS, _GROUNDS = word_set("places", "reasons"), word_set("places", "grounds")


def _of_another(scene: Scene, mention: Mention) -> bool:
    """Whether a place hangs on the word of another occasion: "a month after the meeting in Yerevan, a session …"."""
    tree = scene.parsed.tree
    inside = [i for i, m in enumerate(scene.words.owner) if m is mention]
    above = {tree.heads[i] for i in inside if tree.relations[i] == "nmod"} - {*inside, scene.trigger.token}
    return not occasions(scene).isdisjoint(above | parted_by(scene, inside))


def _of_teller(scene: Scene, mention: Mention) -> bool:
    """Whether a place is where those are who tell of the occasion: "dealers in Oslo noted that the talks …"."""
    tree = scene.parsed.tree
    inside = [i for i, m in enumerate(scene.words.owner) if m is mention]
    for noun in {tree.heads[i] for i in inside if tree.relations[i] == "nmod"} - {-1, *inside}:
        verb = tree.heads[noun]
        if verb >= 0 and tree.relations[noun] == "nsubj" and verb != scene.trigger.token:
            at = scene.trigger.token
            while at >= 0 and not (tree.heads[at] == verb and tree.relations[at] in ("ccomp", "parataxis")):
                at = tree.heads[at]
            if at >= 0:
                return True
    return False


def occasions(scene: Scene) -> set[int]:
    return {s.start for s in scene.parsed.tagged.spans if s.label.startswith(MARK)}


def parted_by(scene: Scene, inside: Iterable[int]) -> set[int]:
    """The verb that some words hang on, if the occasion is only said to lie before or after it."""
    tree, head = scene.parsed.tree, scene.trigger.token
    while tree.relations[head] == "nmod":
        head = tree.heads[head]
    if scene.trigger.verb or tree.case(head) not in word_set("places", "apart"):
        return set()
    return {tree.heads[i] for i in inside} & {tree.heads[head]}
